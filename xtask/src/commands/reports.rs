//! A table of the public reports about Graph, MSAL and browsers, with the result of each.

use std::process::Command;

use anyhow::Result;

use crate::build::package;
use crate::env::process::run;

/// Plays every report against the package.
pub fn print() -> Result<()> {
    package::build()?;
    run(Command::new("node").args(["--no-warnings", "tests/reports/main.mjs"]))
}
