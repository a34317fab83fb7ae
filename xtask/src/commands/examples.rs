//! The example portals, built with the packed package and driven in Chromium.

use anyhow::Result;

use super::test::node_tests;
use crate::build::examples;
use crate::env::process::run;
use crate::env::setup;

/// Builds the examples, and runs their part of `npm test`.
pub fn run_all() -> Result<()> {
    let chromium = setup::chromium()?;
    examples::build()?;
    run(node_tests(&["tests/examples"])?.env("CHROMIUM", chromium))
}
