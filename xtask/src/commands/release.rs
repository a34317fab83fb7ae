//! A release: checks everything, packs, and tags. CI publishes when the tag is pushed; this command never publishes.

use std::fs;
use std::process::Command;

use anyhow::{Result, bail};

use super::{consumers, test};
use crate::build::package;
use crate::env::files::at;
use crate::env::process::{node, run};
use crate::release::{Mode, problems, read};

/// The workflow of CI takes the tarball from here.
const FOLDER: &str = "target/release-tarball";

/// Runs the steps of a release. It refuses with all reasons at once; a dry run goes on to its end first.
pub fn run_all(arguments: &[&str]) -> Result<()> {
    let mode = Mode::parse(arguments)?;
    let state = read()?;
    let mut found = problems(&state, &mode);
    match mode {
        Mode::DryRun { .. } if !found.is_empty() => println!("release: {}", refusal(&found)),
        Mode::DryRun { .. } => println!("release: {} is ready to be checked", state.tag()),
        Mode::Tag | Mode::FromTag(_) => refuse_unless_ready(&found)?,
    }
    if mode == (Mode::DryRun { skip_tests: true }) {
        println!("release: the tests are skipped");
        package::build()?;
    } else {
        test::run_all()?;
        consumers::run_all()?;
        // A build that rewrites a lock file would publish something else than the commit.
        found = problems(&read()?, &mode);
        if !matches!(mode, Mode::DryRun { .. }) {
            refuse_unless_ready(&found)?;
        }
    }
    pack()?;
    refuse_unless_ready(&found)?;
    let tag = state.tag();
    match mode {
        Mode::DryRun { .. } => println!(
            "\nThis was a dry run: nothing was changed. `npm run release` does the same, sets the tag {tag} on this \
             commit, and stops. After `git push origin main {tag}`, CI checks again and publishes to npm."
        ),
        Mode::Tag => {
            let message = format!("intune-remote-assistance {}", state.version());
            run(Command::new("git").args(["tag", "--annotate", &tag, "--message", &message]))?;
            println!(
                "\nThe tag {tag} is set on this commit. Nothing was published. Now run `git push origin main {tag}`: \
                 .github/workflows/publish.yml checks again and publishes to npm (trusted publishing). To take the tag \
                 back before that: `git tag --delete {tag}`."
            );
        }
        Mode::FromTag(_) => println!("\nThe tarball is in {FOLDER}. The next job publishes it."),
    }
    Ok(())
}

fn refuse_unless_ready(problems: &[String]) -> Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    bail!("{}", refusal(problems));
}

fn refusal(problems: &[String]) -> String {
    format!("this cannot be released yet:\n- {}", problems.join("\n- "))
}

/// Packs `dist/` as npm publishes it, and prints the contents, the size and the checksum.
fn pack() -> Result<()> {
    if at(FOLDER).exists() {
        fs::remove_dir_all(at(FOLDER))?;
    }
    fs::create_dir_all(at(FOLDER))?;
    run(node("xtask/pack.mjs").arg(FOLDER))
}
