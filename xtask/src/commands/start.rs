//! The demo: the built page, served with the local stand-ins for Entra ID and Graph. Or only the stand-ins,
//! for a portal.

use anyhow::{Result, bail};

use crate::build::page;
use crate::env::process::{become_program, node};
use crate::env::setup;

const SANDBOX_ONLY: &str = "--sandbox-only";

/// Builds what is not up to date, and serves until it is stopped. With `--sandbox-only`, it builds nothing
/// and serves only the stand-ins.
pub fn run_demo(arguments: &[&str]) -> Result<()> {
    let served = match arguments {
        [] => {
            page::build()?;
            page::FOLDER
        }
        [only] if *only == SANDBOX_ONLY => {
            setup::node()?;
            setup::npm_packages()?;
            SANDBOX_ONLY
        }
        _ => bail!("`npm start` takes no argument but `-- {SANDBOX_ONLY}`"),
    };
    become_program(node("sandbox/main.mjs").arg(served))
}
