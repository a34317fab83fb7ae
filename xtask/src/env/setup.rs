//! What the project needs besides Rust and Node. Each function installs what is missing.
//!
//! A function is cheap when there is nothing to install. It prints a line when it installs something,
//! and an error says in one sentence what to do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::env::files::{at, unless_fresh};
use crate::env::process::{cargo, npm, npm_tool, on_path, output, run, succeeds};

const TARGET: &str = "wasm32-unknown-unknown";

/// Rust's standard library for wasm32.
pub fn wasm_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let libraries =
        output(Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]));
    if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    println!("setup: adding the Rust target {TARGET}");
    if on_path(&["rustup", "rustup.exe"]).is_none() {
        bail!(
            "Rust's target {TARGET} is missing and there is no rustup to add it: install Rust with \
             rustup (https://rustup.rs), or the target with your system's package manager"
        );
    }
    if run(Command::new("rustup").args(["target", "add", TARGET])).is_err() {
        bail!(
            "rustup could not add the target {TARGET}: check the network, then run \
             `rustup target add {TARGET}` by hand"
        );
    }
    Ok(())
}

/// rustfmt and clippy. A minimal Rust installation lacks them.
pub fn lints() -> Result<()> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if succeeds(&mut cargo(&[command, "--version"])) {
            continue;
        }
        println!("setup: adding the Rust component {component}");
        if run(Command::new("rustup").args(["component", "add", component])).is_err() {
            bail!("`cargo {command}` is missing: run `rustup component add {component}`");
        }
    }
    Ok(())
}

/// The npm packages of package-lock.json.
pub fn npm_packages() -> Result<()> {
    let installed = modified(&at("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= modified(&at("package-lock.json")) {
        return Ok(());
    }
    println!("setup: installing npm packages");
    if run(&mut npm(&NPM_CI)).is_err() {
        bail!("npm could not install the packages: check the network, then run `npm ci` by hand");
    }
    Ok(())
}

/// The npm packages of a command that few people run, in a folder of its own.
///
/// `manifests` is the folder of their package.json and package-lock.json, below the root.
pub fn tools(manifests: &str, folder: &str, purpose: &str) -> Result<()> {
    let files = ["package.json", "package-lock.json"];
    let inputs = files.map(|file| format!("{manifests}/{file}"));
    let inputs = inputs.each_ref().map(String::as_str);
    unless_fresh(&format!("{folder}/node_modules"), &inputs, "", || {
        println!("setup: installing {purpose}");
        fs::create_dir_all(at(folder))?;
        for file in files {
            fs::copy(at(manifests).join(file), at(folder).join(file))?;
        }
        run(npm(&NPM_CI).arg("--prefix").arg(at(folder)))
    })
}

/// No package needs its install script. The one of esbuild only makes its command start faster.
const NPM_CI: [&str; 5] = [
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
];

fn modified(path: &Path) -> Option<std::time::SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

/// A Chromium for the tests: the one that `CHROMIUM` names, an installed one, or one that is installed
/// now.
pub fn chromium() -> Result<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        if chosen.is_file() {
            return Ok(chosen);
        }
        bail!(
            "CHROMIUM names {}, which is no file: correct or unset it",
            chosen.display()
        );
    }
    if let Some(found) = installed_chromium() {
        return Ok(found);
    }
    println!("setup: installing Chromium for the tests");
    let apt = on_path(&["apt-get"]).is_some();
    let installed = if apt && is_root() {
        let apt_get = |arguments: &[&str]| {
            let mut command = Command::new("apt-get");
            // A new machine may be installing updates of its own: wait for it up to five minutes.
            command.env("DEBIAN_FRONTEND", "noninteractive").args([
                "-qq",
                "-o",
                "Dpkg::Use-Pty=0",
                "-o",
                "DPkg::Lock::Timeout=300",
            ]);
            run(command.args(arguments))
        };
        apt_get(&["update"])
            .and_then(|()| apt_get(&["install", "-y", "--no-install-recommends", "chromium"]))
    } else {
        run(npm_tool("playwright-core").args(["install", "chromium"]))
    };
    match (installed, installed_chromium()) {
        (_, Some(found)) => Ok(found),
        _ => bail!(
            "no Chromium was found and none could be installed: install Chromium or Chrome, or set \
             CHROMIUM to its executable"
        ),
    }
}

fn installed_chromium() -> Option<PathBuf> {
    const NAMES: [&str; 6] = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "microsoft-edge",
        "chrome.exe",
    ];
    const PLACES: [&str; 5] = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
        "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
        "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    ];
    let own_download = || {
        let script =
            "import('playwright-core').then(p => console.log(p.chromium.executablePath()))";
        output(Command::new("node").args(["-e", script])).map(PathBuf::from)
    };
    let places = PLACES
        .iter()
        .map(PathBuf::from)
        .find(|place| place.is_file());
    on_path(&NAMES)
        .or(places)
        .or_else(|| own_download().filter(|place| place.is_file()))
}

fn is_root() -> bool {
    cfg!(unix) && output(Command::new("id").arg("-u")).is_some_and(|user| user == "0")
}

/// Node. The launcher has checked it already, unless this tool was started without npm.
pub fn node() -> Result<()> {
    if succeeds(Command::new("node").arg("--version")) {
        return Ok(());
    }
    bail!("Node.js 20.12 or newer is needed: install it from https://nodejs.org")
}
