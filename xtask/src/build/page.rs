//! Builds the helpdesk page into a folder that any static host can serve.

use std::fs;

use anyhow::{Context, Result};

use super::package;
use crate::env::files::{at, unless_fresh, write};
use crate::env::process::{npm_tool, output, run};
use std::process::Command;

/// Where the built page is.
pub const FOLDER: &str = "target/www";

/// Builds the package and then the page, unless nothing has changed since the last time.
pub fn build() -> Result<()> {
    package::build()?;
    let inputs = ["www", "dist", "package-lock.json", "xtask/src"];
    unless_fresh(FOLDER, &inputs, "", || {
        println!("build: {FOLDER}/");
        run(npm_tool("esbuild").args([
            "www/app.ts",
            "www/app.css",
            "--bundle",
            "--minify",
            "--format=esm",
            "--target=es2022",
            // Module scripts are UTF-8. Escaped, the Russian words would be three times as long.
            "--charset=utf8",
            "--legal-comments=none",
            "--log-level=warning",
            &format!("--outdir={FOLDER}"),
        ]))?;
        for file in ["index.html", "icon.svg"] {
            fs::copy(at("www").join(file), at(FOLDER).join(file))
                .with_context(|| format!("could not copy www/{file}"))?;
        }
        // Some hosts read this file. For others it is the text to configure.
        let headers = output(Command::new("node").arg("www/headers.mjs"))
            .context("node could not run www/headers.mjs")?;
        write(&at(FOLDER).join("_headers"), headers + "\n")
    })
}
