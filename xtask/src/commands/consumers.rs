//! The packed tarball in the tools of its users: bundlers, test runners, compilers, servers.

use std::fs;

use anyhow::{Context, Result};

use crate::env::files::{at, unless_fresh};
use crate::env::process::{npm, run};
use crate::env::setup;
use std::process::Command;

const FOLDER: &str = "target/consumers";

/// Packs the package as for publishing, installs the tools, and runs every portal.
pub fn run_all() -> Result<()> {
    let chromium = setup::chromium()?;
    install_tools()?;
    for old in ["packed", "projects"] {
        let folder = at(FOLDER).join(old);
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .with_context(|| format!("could not remove {}", folder.display()))?;
        }
    }
    let packed = at(FOLDER).join("packed");
    fs::create_dir_all(&packed)?;
    // The script `prepack` builds the package first.
    run(npm(&["pack", "--silent", "--pack-destination"]).arg(&packed))?;
    run(Command::new("node")
        .args(["--test", "tests/consumers/run.mjs"])
        .env("CHROMIUM", chromium))
}

/// The tools of tests/consumers/package-lock.json. They are not needed to develop the package.
fn install_tools() -> Result<()> {
    let product = format!("{FOLDER}/node_modules");
    let inputs = [
        "tests/consumers/package.json",
        "tests/consumers/package-lock.json",
    ];
    unless_fresh(&product, &inputs, "", || {
        println!("setup: installing the tools that use the package (about 350 MB)");
        fs::create_dir_all(at(FOLDER))?;
        for file in ["package.json", "package-lock.json"] {
            fs::copy(at("tests/consumers").join(file), at(FOLDER).join(file))?;
        }
        run(npm(&INSTALL).arg("--prefix").arg(at(FOLDER)))
    })
}

/// No tool needs its install script: what the scripts download is also in npm packages.
const INSTALL: [&str; 5] = [
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
];
