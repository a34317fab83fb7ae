//! Reads the state of the project that the rules of a release look at.

use std::process::Command;

use anyhow::{Context, Result};

use super::rules::State;
use crate::env::files::{at, read as read_file};
use crate::env::process::output;

/// The state of the checkout.
pub fn read() -> Result<State> {
    let changes = git(&["status", "--porcelain"])?;
    Ok(State {
        branch: git(&["branch", "--show-current"])?.into_iter().next(),
        changes,
        tags: git(&["tag", "--list"])?,
        tags_here: git(&["tag", "--points-at", "HEAD"])?,
        versions: vec![
            (
                "package.json",
                first_version(&text("package.json")?, "\"version\": \""),
            ),
            (
                "package-lock.json",
                first_version(&text("package-lock.json")?, "\"version\": \""),
            ),
            (
                "Cargo.toml",
                first_version(&text("Cargo.toml")?, "version = \""),
            ),
        ],
        changelog: text("CHANGELOG.md")?,
        has_repository: text("package.json")?.contains("\"repository\":"),
    })
}

/// The lines that git prints.
fn git(arguments: &[&str]) -> Result<Vec<String>> {
    let lines = output(Command::new("git").args(arguments))
        .with_context(|| format!("git could not run `git {}`", arguments.join(" ")))?;
    Ok(lines.lines().map(str::to_owned).collect())
}

fn text(file: &str) -> Result<String> {
    Ok(String::from_utf8(read_file(&at(file))?)?)
}

/// The version of the project is the first one in each file: dependencies come after it.
pub fn first_version(text: &str, before: &str) -> Option<String> {
    let line = text
        .lines()
        .find_map(|line| line.trim().strip_prefix(before))?;
    line.split('"').next().map(str::to_owned)
}
