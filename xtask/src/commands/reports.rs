//! A table of the public reports about Graph, MSAL and browsers, with the result of each.

use std::process::Command;

use anyhow::Result;

use crate::build::page;
use crate::env::process::run;
use crate::env::setup;

/// Plays every report against the package or the page.
pub fn print() -> Result<()> {
    let chromium = setup::chromium()?;
    page::build()?;
    run(Command::new("node")
        .args(["--no-warnings", "tests/reports/main.mjs"])
        .env("CHROMIUM", chromium))
}
