//! Bundles the TypeScript into the entries that ship, with esbuild.

use anyhow::Result;

use crate::env::process::{node, run};

/// Writes the entries into `dist/`. `xtask/bundle.mjs` says which.
pub fn bundle() -> Result<()> {
    run(&mut node("xtask/bundle.mjs"))
}
