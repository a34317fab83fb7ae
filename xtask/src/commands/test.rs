//! Everything that can fail, in the order in which it fails fastest.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::{check, size};
use crate::build::{examples, page};
use crate::env::files::at;
use crate::env::process::{cargo, run};
use crate::env::setup;

/// Checks, the budgets for what ships, native tests, then the tests that run in Node and Chromium.
pub fn run_all() -> Result<()> {
    let chromium = setup::chromium()?;
    check::run_all()?;
    size::print()?;
    run(&mut cargo(&["test", "--quiet", "--workspace"]))?;
    page::build()?;
    examples::build()?;
    run(node_tests(&["tests"])?.env("CHROMIUM", chromium))
}

/// The command that runs every `*.test.mjs` below these folders.
pub fn node_tests(folders: &[&str]) -> Result<Command> {
    let mut files = Vec::new();
    for folder in folders {
        collect(&at(folder), &mut files)?;
    }
    files.sort();
    let mut node = Command::new("node");
    // The second reporter repeats the failures at the end, below thousands of lines.
    node.args(["--test", "--test-concurrency=2"])
        .args(["--test-reporter=tap", "--test-reporter-destination=stdout"])
        .args([
            "--test-reporter=./tests/failures.mjs",
            "--test-reporter-destination=stderr",
        ])
        // The files are named one by one, because the globs of shells differ between platforms.
        .args(files);
    Ok(node)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    Ok(())
}
