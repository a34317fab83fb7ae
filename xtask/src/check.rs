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
    println!("check: clippy, native, tests and wasm32");
    clippy(&["--workspace"], &[])?;
    clippy(&["--workspace", "--tests"], &TESTS_MAY)?;
    clippy(
        &[
            "--lib",
            "--package=intune-remote-assistance",
            "--target=wasm32-unknown-unknown",
        ],
        &[],
    )?;
    println!("check: types");
    for project in [
        "www/tsconfig.json",
        "sandbox/tsconfig.json",
        "tests/tsconfig.json",
    ] {
        run(npm_tool("tsc").arg("--project").arg(at(project)))?;
    }
    Ok(())
}

/// What would hang a promise in the package is how a test fails.
const TESTS_MAY: [&str; 6] = [
    "-Aclippy::unwrap_used",
    "-Aclippy::expect_used",
    "-Aclippy::panic",
    "-Aclippy::indexing_slicing",
    "-Aclippy::string_slice",
    "-Aclippy::arithmetic_side_effects",
];

fn clippy(what: &[&str], lints: &[&str]) -> Result<()> {
    run(cargo(&["clippy", "--quiet"])
        .args(what)
        .args(["--", "-Dwarnings"])
        .args(lints))
}
