//! The WebAssembly module: compiled, bound to JavaScript, and optimised.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use wasm_bindgen_cli_support::Bindgen;

use crate::env::files::{at, read, root, write};
use crate::env::process::{cargo, node, output, run};

/// What cargo builds.
pub const COMPILED: &str = "target/wasm32-unknown-unknown/release/intune_remote_assistance.wasm";

/// What wasm-bindgen generates.
const BINDINGS: &str = "target/bindings";

/// Compiles the crate.
pub fn compile() -> Result<()> {
    run(cargo(&["build", "--quiet", "--release", "--lib"])
        .args([
            "--package=intune-remote-assistance",
            "--target=wasm32-unknown-unknown",
        ])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            without_paths(),
        ))
}

/// The flags that keep the folders of this machine out of the panic messages.
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

/// Writes the optimised module into `dist/`, and what TypeScript needs of it into `js/generated/`.
pub fn generate() -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(at(COMPILED))
        .out_name("bindings")
        .web(true)?
        .typescript(true)
        // `new URL("…_bg.wasm", import.meta.url)` would make webpack ship the module twice.
        .omit_default_module_path(true)
        // Starts a fresh instance after a trap (`js/runtime/load.ts`).
        .reset_state_function(true)
        .generate(at(BINDINGS))?;
    let module = marked(optimised()?);
    write(&at("dist/remote_assistance.wasm"), &module.bytes)?;

    let generated = at("js/generated");
    for file in ["bindings.js", "bindings.d.ts"] {
        write(&generated.join(file), read(&at(BINDINGS).join(file))?)?;
    }
    let mut deflated = Vec::new();
    zopfli::compress(
        zopfli::Options::default(),
        zopfli::Format::Deflate,
        &*module.bytes,
        &mut deflated,
    )?;
    let text = STANDARD.encode(deflated);
    let length = module.bytes.len();
    write(
        &generated.join("inlined.ts"),
        format!("export const length = {length};\nexport const deflated: string = \"{text}\";\n"),
    )?;
    let identity = module.identity;
    write(
        &generated.join("identity.ts"),
        format!("export const identity = \"{identity}\";\n"),
    )
}

fn optimised() -> Result<Vec<u8>> {
    let optimised = at(BINDINGS).join("remote_assistance.wasm");
    output(
        node("node_modules/binaryen/bin/wasm-opt")
            .arg(at(BINDINGS).join("bindings_bg.wasm"))
            .arg("--output")
            .arg(&optimised)
            .args([
                "-Os",
                "--strip-debug",
                "--strip-producers",
                "--strip-target-features",
            ])
            // With -Os and these two, the module compresses best (brotli): 0.6 KB smaller than with -Oz alone.
            .arg("--one-caller-inline-max-function-size=60")
            .arg("--reorder-functions-by-name")
            .args(FEATURES),
    )
    .context("wasm-opt could not optimise the module")?;
    read(&optimised)
}

/// The WebAssembly features that Rust's stable wasm32 target turns on. All browsers have had them
/// since 2022.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The module as it ships.
struct Marked {
    bytes: Vec<u8>,
    identity: String,
}

/// Adds an empty custom section whose name is a checksum of the module. The JavaScript that was built
/// with the module looks for it before it starts the module (`js/runtime/load.ts`). A file of another
/// version could otherwise start and then do anything.
fn marked(mut module: Vec<u8>) -> Marked {
    let mut checksum = flate2::Crc::new();
    checksum.update(&module);
    let identity = format!("{:08x}", checksum.sum());
    // The id of a custom section, its size, and the size of its name. Each is below 128, and so one
    // byte long (WebAssembly core specification, section 5.5.3).
    module.extend([0, 9, 8]);
    module.extend(identity.bytes());
    Marked {
        bytes: module,
        identity,
    }
}
