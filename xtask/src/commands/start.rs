//! The demo: the built page, served with the local stand-ins for Entra ID and Graph.

use anyhow::Result;

use crate::build::page;
use crate::env::process::{become_program, node};

/// Builds what is not up to date, and serves until it is stopped.
pub fn run_demo() -> Result<()> {
    page::build()?;
    become_program(node("sandbox/main.mjs").arg(page::FOLDER))
}
