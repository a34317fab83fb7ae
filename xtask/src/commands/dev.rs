//! The loop for work on the page: the sandbox, a bundle that follows the sources, and a browser that reloads.

use std::fs;

use anyhow::{Context, Result};

use crate::build::{package, page};
use crate::env::files::{self, at, write};
use crate::env::process::{node, run};

/// Apart from the build that the tests use, so that it can be rebuilt meanwhile.
const FOLDER: &str = "target/www-dev";

/// Serves the page until it is stopped. A change in `www/` is on the screen a moment later.
pub fn run_loop() -> Result<()> {
    package::build()?;
    page::copy_files(FOLDER)?;
    add_reloader()?;
    let mut bundler = page::bundler(FOLDER)
        .arg("--watch=forever")
        .current_dir(files::root())
        .spawn()
        .context("could not start esbuild")?;
    let served = run(node("sandbox/main.mjs").arg(FOLDER));
    bundler.kill()?;
    served
}

/// Adds the script that reloads the page.
fn add_reloader() -> Result<()> {
    fs::copy(at("www/dev-reload.js"), at(FOLDER).join("dev-reload.js"))?;
    let index = at(FOLDER).join("index.html");
    let html = fs::read_to_string(&index)?;
    let script = "<script type=\"module\" src=\"dev-reload.js\"></script>";
    write(&index, html.replace("</head>", &format!("{script}</head>")))
}
