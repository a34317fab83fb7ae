//! Formatting, lints, types and comments: everything that can be wrong without running the code.

use anyhow::Result;

use super::docs;
use crate::build::package;
use crate::env::files::at;
use crate::env::process::{cargo, npm_tool, run};
use crate::env::setup;

/// Warnings are errors.
pub fn run_all() -> Result<()> {
    setup::lints()?;
    // The page and the tests are checked against the declarations of the package.
    package::build()?;
    formatting()?;
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
    types()?;
    docs::check()
}

/// rustfmt, and Biome's formatter and linter.
pub fn formatting() -> Result<()> {
    println!("check: formatting");
    run(&mut cargo(&["fmt", "--all", "--check"]))?;
    run(npm_tool("biome").args(["check", "--error-on-warnings", "--log-level=warn", "."]))
}

/// The TypeScript projects. The build has checked `js/`.
pub fn types() -> Result<()> {
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

/// What would leave a promise pending in the package is how a test fails.
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
