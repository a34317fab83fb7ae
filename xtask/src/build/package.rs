//! Builds the npm package in `dist/`.

use std::fs;

use anyhow::Result;

use super::{bundles, contract, declarations, module};
use crate::env::files::{at, unless_fresh};
use crate::env::process::{node, run};
use crate::env::setup;

/// Builds `dist/`, unless nothing has changed since the last time.
pub fn build() -> Result<()> {
    setup::node()?;
    setup::wasm_target()?;
    setup::npm_packages()?;
    module::compile()?;
    let inputs = [
        module::COMPILED,
        "js",
        "tsconfig.json",
        "package.json",
        "package-lock.json",
        "xtask/src",
        "xtask/bundle.mjs",
        "xtask/fluent.mjs",
        "xtask/minify.mjs",
    ];
    unless_fresh("dist", &inputs, &contract::text(), || {
        println!("build: dist/");
        if at("dist").exists() {
            fs::remove_dir_all(at("dist"))?;
        }
        contract::generate()?;
        module::generate()?;
        run(&mut node("xtask/fluent.mjs"))?;
        declarations::write_all()?;
        bundles::bundle()
    })
}
