//! Formatting, lints and types: everything that can be wrong without running the code.

use anyhow::Result;

use crate::files::at;
use crate::process::{cargo, npm_tool, run};
use crate::{package, setup};

/// Warnings are errors.
pub fn run_all() -> Result<()> {
    setup::lints()?;
    // The face's declarations are what the page and the tests are checked against.
    package::build()?;
    println!("check: formatting");
    run(&mut cargo(&["fmt", "--all", "--check"]))?;
    println!("check: clippy, native and wasm32");
    run(&mut cargo(&[
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    run(&mut cargo(&[
        "clippy",
        "--quiet",
        "--lib",
        "--package=intune-remote-assistance",
        "--target=wasm32-unknown-unknown",
        "--",
        "-D",
        "warnings",
    ]))?;
    println!("check: types");
    for project in [
        "www/tsconfig.json",
        "www/sandbox/tsconfig.json",
        "tests/tsconfig.json",
    ] {
        run(npm_tool("tsc").arg("--project").arg(at(project)))?;
    }
    Ok(())
}
