//! The WebAssembly module: compiled, bound to JavaScript, and made small.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::files::{at, read, root};
use crate::panics;
use crate::process::{cargo, node, output, run};
use crate::short_names::ShortNames;

/// What cargo makes.
pub const COMPILED: &str = "target/wasm32-unknown-unknown/release/intune_remote_assistance.wasm";

/// Where wasm-bindgen puts the glue.
pub const BINDINGS: &str = "target/bindings";

/// Compiles the crate with this program as its linker: see `link`.
pub fn compile(features: &str) -> Result<()> {
    run(cargo(&["build", "--quiet", "--release", "--lib"])
        .args([
            "--package=intune-remote-assistance",
            "--target=wasm32-unknown-unknown",
        ])
        .args(["--features", features])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            without_paths(),
        )
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
            std::env::current_exe()?,
        ))
}

/// Panic messages name source files: not by where they lie on the machine that built them.
fn without_paths() -> String {
    let home = std::env::var("CARGO_HOME").or_else(|_| {
        let home = std::env::var("HOME").or_else(|_| std::env::var("USERPROFILE"))?;
        Ok::<_, std::env::VarError>(format!("{home}/.cargo"))
    });
    let mut flags = vec![format!("--remap-path-prefix={}=.", root().display())];
    let sources = home.map(|home| Path::new(&home).join("registry").join("src"));
    for folder in sources
        .iter()
        .filter_map(|sources| fs::read_dir(sources).ok())
        .flatten()
        .flatten()
    {
        flags.push(format!(
            "--remap-path-prefix={}=crates",
            folder.path().display()
        ));
    }
    flags.sort();
    flags.join(" ")
}

/// The module as it ships.
pub struct Shrunk {
    pub bytes: Vec<u8>,
    /// By what the face knows it.
    pub identity: String,
    /// What its imports and exports are called now.
    pub names: ShortNames,
}

/// Makes the compiled module ready and small; the glue is then in [`BINDINGS`].
pub fn shrunk(prints_panics: bool) -> Result<Shrunk> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(at(COMPILED))
        .out_name("bindings")
        .typescript(true);
    let mut bindings = bindgen.web(true)?.generate_output()?;
    // Where the glue would put what was thrown: see `glue`, which lets it pass.
    bindings.wasm_mut().exports.remove("__wbindgen_exn_store")?;
    if !prints_panics {
        panics::cut(bindings.wasm_mut())?;
    }
    bindings.emit(at(BINDINGS))?;
    let small = at(BINDINGS).join("remote_assistance.wasm");
    let printed = output(
        node("node_modules/binaryen/bin/wasm-opt")
            .arg(at(BINDINGS).join("bindings_bg.wasm"))
            .arg("--output")
            .arg(&small)
            .args([
                "--merge-similar-functions",
                "--dae-optimizing",
                "-Oz",
                "--one-caller-inline-max-function-size=80",
                "--always-inline-max-function-size=8",
                // It has sorted them by their callers; in the order in which they came, those that are
                // alike lie together, which compresses better.
                "--reorder-functions-by-name",
                "--low-memory-unused",
                "--strip-debug",
                "--strip-producers",
                "--strip-target-features",
                "--minify-imports-and-exports-and-modules",
            ])
            .args(FEATURES),
    )
    .context("wasm-opt could not make the module smaller")?;
    let (bytes, identity) = marked(read(&small)?);
    let names = ShortNames::read(&printed)?;
    Ok(Shrunk {
        bytes,
        identity,
        names,
    })
}

/// The module with an empty custom section at its end, named after what is in it: by that name the
/// face knows the file that it was built with. Import names are short and mean something else in
/// the next version, so a file of another one could start and then do anything.
fn marked(mut module: Vec<u8>) -> (Vec<u8>, String) {
    let mut checksum = flate2::Crc::new();
    checksum.update(&module);
    let identity = format!("{:08x}", checksum.sum());
    // The section's number, its size, the size of its name (each below 128, so one byte).
    module.extend([0, 9, 8]);
    module.extend(identity.bytes());
    (module, identity)
}

/// What Rust's stable wasm32 target turns on by default, all of it in browsers since 2022.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
