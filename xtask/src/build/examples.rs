//! Builds the examples for production, as a reader would: with the packed package and the tools of each example.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::package;
use crate::env::files::{at, copy_folder, unless_fresh};
use crate::env::process::{npm, output, run, run_quietly};

/// Where the examples are built. The folder of each has the same name as in `examples/`.
const FOLDER: &str = "target/examples";
const PACKAGE: &str = "intune-remote-assistance";

/// Each example with the folder that its build writes. An empty name: it has no build.
const EXAMPLES: [(&str, &str); 5] = [
    ("plain", ""),
    ("react", "dist"),
    ("slim", "dist"),
    ("angular", "dist"),
    ("next", ".next"),
];

/// What an example's tools write next to its sources.
const PRODUCED: [&str; 5] = ["node_modules", "dist", ".next", ".angular", "next-env.d.ts"];

/// The tests skip the examples by the same rule (tests/examples/examples.test.mjs).
const IS_NODE_NEW: &str = "const [major, minor] = process.versions.node.split('.').map(Number); \
                           major > 20 || (major === 20 && minor >= 19)";

/// Builds the package and every example, unless nothing has changed since the last time.
pub fn build() -> Result<()> {
    let is_node_new = output(Command::new("node").args(["--print", IS_NODE_NEW]));
    if is_node_new.as_deref() == Some("false") {
        println!("build: the examples are left out: Vite and Angular need Node.js 20.19 or newer");
        return Ok(());
    }
    package::build()?;
    pack()?;
    for (name, product) in EXAMPLES {
        install(name)?;
        build_one(name, product)?;
    }
    Ok(())
}

/// Packs the package as for publishing, and unpacks it with npm.
fn pack() -> Result<()> {
    unless_fresh(&unpacked(), &["dist", "package.json"], "", || {
        let folder = at(FOLDER).join("packed");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        // The package is built already, so its script `prepack` has nothing to do.
        run_quietly(npm(&["pack", "--ignore-scripts", "--pack-destination"]).arg(&folder))?;
        run(npm(&["install", "--offline", "--prefix"])
            .arg(&folder)
            .args(NO_SCRIPTS)
            .arg(tarball()))
    })
}

/// The folder of the unpacked package.
fn unpacked() -> String {
    format!("{FOLDER}/packed/node_modules/{PACKAGE}")
}

fn tarball() -> std::path::PathBuf {
    let version = env!("CARGO_PKG_VERSION");
    at(FOLDER).join(format!("packed/{PACKAGE}-{version}.tgz"))
}

/// The tools and libraries of an example, in the versions of its lock file. `npm ci` would look for this
/// package on the registry, which may not have this version yet.
fn install(name: &str) -> Result<()> {
    let source = |file: &str| format!("examples/{name}/{file}");
    let inputs = [source("package.json"), source("package-lock.json")];
    let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
    let folder = at(FOLDER).join(name);
    unless_fresh(
        &format!("{FOLDER}/{name}/node_modules"),
        &inputs,
        "",
        || {
            println!("setup: installing the tools of examples/{name}");
            if folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            fs::create_dir_all(&folder)?;
            for input in &inputs {
                let file = Path::new(input).file_name().unwrap_or_default();
                fs::copy(at(input), folder.join(file))?;
            }
            run(npm(&["install", "--no-save", "--prefix"])
                .arg(&folder)
                .args(NO_SCRIPTS)
                .arg(tarball()))
        },
    )
}

/// No tool needs its install script: what the scripts download is also in npm packages.
const NO_SCRIPTS: [&str; 4] = [
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
];

/// Copies the sources and the unpacked package, and runs the script `build` of the example.
fn build_one(name: &str, product: &str) -> Result<()> {
    let sources = sources(name)?;
    let unpacked = unpacked();
    let inputs: Vec<&str> = sources
        .iter()
        .map(String::as_str)
        .chain([unpacked.as_str()])
        .collect();
    let folder = at(FOLDER).join(name);
    // Without a build, the copies are the product.
    let path = if product.is_empty() {
        "README.md"
    } else {
        product
    };
    unless_fresh(&format!("{FOLDER}/{name}/{path}"), &inputs, "", || {
        println!("build: examples/{name}");
        for source in &sources {
            let target = at(FOLDER).join(source.strip_prefix("examples/").unwrap_or(source));
            copy_folder(&at(source), &target)?;
        }
        copy_folder(&at(&unpacked), &folder.join("node_modules").join(PACKAGE))?;
        if product.is_empty() {
            return Ok(());
        }
        run_quietly(
            npm(&["run", "build", "--prefix"])
                .arg(&folder)
                .env("CI", "1")
                .env("NEXT_TELEMETRY_DISABLED", "1"),
        )
    })
}

/// The files and folders of an example below the root, without what its tools write.
fn sources(name: &str) -> Result<Vec<String>> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(at("examples").join(name))? {
        let file = entry?.file_name();
        if !PRODUCED.iter().any(|produced| file == OsStr::new(produced)) {
            sources.push(format!("examples/{name}/{}", file.to_string_lossy()));
        }
    }
    sources.sort();
    Ok(sources)
}
