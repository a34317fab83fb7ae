//! Bundles the TypeScript into the entries that ship, with esbuild and Rollup.

use anyhow::Result;

use crate::env::process::{node, run};

/// Writes the entries into `dist/`. `xtask/bundle.mjs` lists them.
pub fn bundle() -> Result<()> {
    run(&mut node("xtask/bundle.mjs"))
}
