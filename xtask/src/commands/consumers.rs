//! The packed tarball in the tools of its users: bundlers, test runners, compilers, servers.

use std::fs;

use anyhow::{Context, Result};

use crate::env::files::at;
use crate::env::process::{npm, run};
use crate::env::setup;
use std::process::Command;

const FOLDER: &str = "target/consumers";

/// Tools whose dependencies clash are installed apart.
const KITS: [&str; 3] = ["", "/legacy", "/frameworks"];

/// Packs the package as for publishing, installs the tools, and runs every portal.
pub fn run_all() -> Result<()> {
    let chromium = setup::chromium()?;
    for kit in KITS {
        setup::tools(
            &format!("tests/consumers{kit}"),
            &format!("{FOLDER}{kit}"),
            "the tools that use the package (three parts, 1.6 GB together)",
        )?;
    }
    let projects = KITS.map(|kit| format!("{FOLDER}{kit}/projects"));
    for old in projects.iter().chain([&format!("{FOLDER}/packed")]) {
        let folder = at(old);
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
