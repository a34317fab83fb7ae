//! Everything that can fail, in the order in which it fails fastest.

use std::path::{Path, PathBuf};

use std::process::Command;

use anyhow::Result;

use crate::files::at;
use crate::process::{cargo, run};
use crate::{check, package, page, setup, size};

/// Checks, the budgets for what ships, native tests, then the tests that run in Node and in Chromium.
pub fn run_all() -> Result<()> {
    let chromium = setup::chromium()?;
    check::run_all()?;
    size::print()?;
    run(&mut cargo(&["test", "--quiet", "--workspace"]))?;
    package::build_provoked()?;
    page::build()?;
    let mut files = Vec::new();
    collect(&at("tests"), &mut files)?;
    files.sort();
    // A shell's globs differ from one platform to the next: the files are named one by one.
    // The failures are told once more when all is done: there are thousands of lines above them.
    run(Command::new("node")
        .args(["--test", "--test-concurrency=2"])
        .args(["--test-reporter=tap", "--test-reporter-destination=stdout"])
        .args([
            "--test-reporter=./tests/failures.mjs",
            "--test-reporter-destination=stderr",
        ])
        .args(files)
        .env("CHROMIUM", chromium))
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
