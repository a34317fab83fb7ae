//! Builds the helpdesk page into a folder that any static host can serve.

use std::fs;

use anyhow::{Context, Result};

use super::package;
use crate::env::files::{at, unless_fresh, write};
use crate::env::process::{node, npm_tool, output, run};
use std::process::Command;

/// Where the built page is.
pub const FOLDER: &str = "target/www";

/// Builds the package and then the page, unless nothing has changed since the last time.
pub fn build() -> Result<()> {
    package::build()?;
    let inputs = [
        "www",
        "js/card",
        "dist",
        "package-lock.json",
        "xtask/src",
        "xtask/minify.mjs",
    ];
    unless_fresh(FOLDER, &inputs, "", || {
        println!("build: {FOLDER}/");
        bundle(FOLDER, &[])?;
        copy_files(FOLDER)?;
        // Some hosts read this file. For others it is the text to configure.
        let headers = output(Command::new("node").arg("www/headers.mjs"))
            .context("node could not run www/headers.mjs")?;
        write(&at(FOLDER).join("_headers"), headers + "\n")
    })
}

/// Bundles the page's scripts and style sheets into a folder.
pub fn bundle(folder: &str, more: &[&str]) -> Result<()> {
    // The names of files change with their contents.
    if at(folder).exists() {
        fs::remove_dir_all(at(folder))?;
    }
    run(bundler(folder).args(more))?;
    run(node("xtask/minify.mjs").arg(at(folder)))
}

/// esbuild, with all that the page needs.
pub fn bundler(folder: &str) -> Command {
    let mut esbuild = npm_tool("esbuild");
    esbuild
        .args([
            "www/app.tsx",
            "www/app.css",
            "--bundle",
            "--minify",
            "--format=esm",
            // A language is a file of its own.
            "--splitting",
            "--chunk-names=[name]-[hash]",
            "--jsx=automatic",
            "--jsx-import-source=preact",
            "--target=es2022",
            // Module scripts are UTF-8. Escaped, the Russian words would be three times as long.
            "--charset=utf8",
            "--legal-comments=none",
            "--log-level=warning",
        ])
        .arg(format!("--outdir={folder}"));
    esbuild
}

/// Copies what is served as it is.
pub fn copy_files(folder: &str) -> Result<()> {
    fs::create_dir_all(at(folder))?;
    for file in ["index.html", "icon.svg", "old-browser.js"] {
        fs::copy(at("www").join(file), at(folder).join(file))
            .with_context(|| format!("could not copy www/{file}"))?;
    }
    Ok(())
}
