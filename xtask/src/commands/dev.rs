//! The loop for work on the page: the sandbox, a bundle that follows the sources, and a browser that reloads.

use anyhow::{Context, Result};

use crate::build::{package, page};
use crate::env::files;
use crate::env::process::{node, run};

/// Apart from the build that the tests use, so that it can be rebuilt meanwhile.
const FOLDER: &str = "target/www-dev";

/// Serves the page until it is stopped. A change in `www/` is on the screen a moment later.
pub fn run_loop() -> Result<()> {
    package::build()?;
    page::generate()?;
    page::copy_files(FOLDER)?;
    let mut bundler = page::bundler(FOLDER);
    bundler.args(["--inject:www/dev-reload.js", "--watch=forever"]);
    let mut bundler = bundler
        .current_dir(files::root())
        .spawn()
        .context("could not start esbuild")?;
    let served = run(node("sandbox/main.mjs").arg(FOLDER));
    bundler.kill()?;
    served
}
