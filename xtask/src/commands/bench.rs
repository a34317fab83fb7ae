//! Speed and size next to the clients that a portal would use instead.

use std::fs;

use anyhow::Result;

use crate::build::page;
use crate::env::files::at;
use crate::env::process::{node, npm_tool, run};
use crate::env::setup;

const FOLDER: &str = "target/bench";
const CLIENTS: [&str; 7] = [
    "main",
    "slim",
    "fetch",
    "graph-client",
    "pnp",
    "kiota",
    "many",
];

/// Bundles each client with the same job, measures them in one run, and draws the chart of
/// docs/measurements.md. Fails if a budget is exceeded.
pub fn run_all() -> Result<()> {
    let chromium = setup::chromium()?;
    page::build()?;
    println!("bench: the longest task of the page, with 50,000 devices");
    run(node("tests/bench/page-tasks.mjs").env("CHROMIUM", &chromium))?;
    setup::tools("tests/bench", FOLDER, "the clients to compare with")?;
    for client in CLIENTS {
        bundle(client)?;
    }
    let module = "remote_assistance.wasm";
    fs::copy(
        at("dist").join(module),
        at(FOLDER).join("bundles").join(module),
    )?;
    run(node("tests/bench/main.mjs")
        .arg(at(FOLDER).join("bundles"))
        .arg(at(FOLDER).join("node_modules"))
        .arg(at("docs/bench.svg"))
        .env("CHROMIUM", chromium))
}

/// One client and its job as a portal would ship it.
fn bundle(client: &str) -> Result<()> {
    run(npm_tool("esbuild")
        .arg(format!("tests/bench/clients/{client}.js"))
        .arg(format!("--outfile={FOLDER}/bundles/{client}.js"))
        .args([
            "--bundle",
            "--minify",
            "--format=esm",
            "--target=es2022",
            "--legal-comments=none",
            "--log-level=warning",
            "--alias:intune-remote-assistance=./dist/index.js",
            "--alias:intune-remote-assistance/slim=./dist/slim.js",
        ])
        // The other clients are not installed next to the files in tests/bench/clients.
        .env("NODE_PATH", at(FOLDER).join("node_modules")))
}
