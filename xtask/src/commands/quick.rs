//! The loop while you work: what fails most often, as fast as possible.

use anyhow::Result;

use super::{check, test};
use crate::build::package;
use crate::env::process::{cargo, run};
use crate::env::setup;

/// Formatting, types, native tests and package tests. Everything else is in `npm test`.
pub fn run_all() -> Result<()> {
    setup::lints()?;
    package::build()?;
    check::formatting()?;
    check::types()?;
    run(&mut cargo(&["test", "--quiet", "--workspace"]))?;
    // Tests that only repeat something many times repeat it less often.
    run(test::node_tests(&["tests/package"])?.env("QUICK", "1"))
}
