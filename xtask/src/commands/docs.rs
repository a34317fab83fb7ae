//! The API reference: TypeDoc for TypeScript, rustdoc for the crate. Warnings are errors.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::build::package;
use crate::env::files::{at, write};
use crate::env::process::{cargo, node, run};
use crate::env::setup;

const FOLDER: &str = "target/docs";
const TOOLS: &str = "target/docs-tools";
const WASM: &str = "wasm32-unknown-unknown";

/// Checks the comments, and writes the reference into `target/docs/`.
pub fn build() -> Result<()> {
    check()?;
    let rust = at(FOLDER).join("rust");
    if rust.exists() {
        fs::remove_dir_all(&rust)?;
    }
    copy_folder(&at(&format!("target/{WASM}/doc")), &rust)?;
    write(&at(FOLDER).join("index.html"), INDEX)?;
    println!("docs: {FOLDER}/index.html");
    Ok(())
}

/// Writes the pages of both tools. Fails at a link that leads nowhere and at a missing comment.
pub fn check() -> Result<()> {
    package::build()?;
    // With a compiler of its own, because TypeScript 7 cannot be called from JavaScript.
    setup::tools("xtask/docs", TOOLS, "TypeDoc (about 45 MB)")?;
    println!("docs: TypeDoc");
    run(node(&format!("{TOOLS}/node_modules/typedoc/bin/typedoc"))
        .args(["--options", "xtask/docs/typedoc.json"]))?;
    println!("docs: rustdoc");
    // `src/wasm` exists for wasm32 only. Everything else of the crate is there too.
    rustdoc(&[
        "--package=intune-remote-assistance",
        &format!("--target={WASM}"),
    ])?;
    rustdoc(&["--package=xtask"])
}

fn rustdoc(what: &[&str]) -> Result<()> {
    run(
        cargo(&["doc", "--quiet", "--no-deps", "--document-private-items"])
            .args(what)
            // The crate is not published. Who reads its pages reads the private items too.
            .env(
                "RUSTDOCFLAGS",
                "-Dwarnings -Arustdoc::private_intra_doc_links",
            ),
    )
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

const INDEX: &str = r#"<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>intune-remote-assistance: API reference</title>
  <h1>intune-remote-assistance: API reference</h1>
  <ul>
    <li><a href="typescript/index.html">TypeScript</a>: the functions, options, results and errors of the npm package</li>
    <li><a href="rust/intune_remote_assistance/index.html">Rust</a>: the rules behind them, for contributors</li>
  </ul>
</html>
"#;
