//! Builds the npm package: the module, its glue, the TypeScript face, declarations.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use intune_remote_assistance::report::FAILURE_FIELDS;
use intune_remote_assistance::session::SESSION_FIELDS;

use crate::declarations;
use crate::es_module::common_js;
use crate::files::{at, read, unless_fresh, write};
use crate::glue::write_glue;
use crate::module::{self, Shrunk};
use crate::process::{npm_tool, run};
use crate::setup;
use crate::short_names::ShortNames;

/// One build of the package.
struct Variant {
    features: &'static str,
    /// Whether the module says in the console what panicked, and where.
    prints_panics: bool,
    /// The TypeScript face, with the generated files below it.
    sources: &'static str,
    dist: &'static str,
}

/// What is published.
const PUBLISHED: Variant = Variant {
    features: "",
    prints_panics: false,
    sources: "src/js",
    dist: "dist",
};

/// The same with a module that can be made to fail: see `src/browser/provoke.rs`.
const PROVOKED: Variant = Variant {
    features: "provoke",
    prints_panics: true,
    sources: "target/provoked-js",
    dist: "target/provoked",
};

/// Builds `dist/`, unless nothing has changed since the last time.
pub fn build() -> Result<()> {
    build_variant(&PUBLISHED, || {
        run(&mut npm_tool("tsc"))?;
        declarations::finish()
    })
}

/// Builds the package for the tests of what happens when the module fails.
pub fn build_provoked() -> Result<()> {
    build_variant(&PROVOKED, || Ok(()))
}

fn build_variant(variant: &Variant, declare: impl FnOnce() -> Result<()>) -> Result<()> {
    setup::node()?;
    setup::wasm_target()?;
    setup::npm_packages()?;
    module::compile(variant.features)?;
    let inputs = [
        module::COMPILED,
        "src/js",
        "tsconfig.json",
        "package-lock.json",
        "xtask/src",
    ];
    unless_fresh(variant.dist, &inputs, &types(), || {
        println!("build: {}/", variant.dist);
        if at(variant.dist).exists() {
            fs::remove_dir_all(at(variant.dist))?;
        }
        variant.copy_sources()?;
        let names = variant.write_module()?;
        write_glue(&at(module::BINDINGS), &variant.generated(), &names)?;
        declare()?;
        variant.bundle()
    })
}

/// The public types, as the Rust modules state them.
fn types() -> String {
    let header = "/** The public types; each is stated next to the Rust code that it describes. */\n\
        import type { RemoteAssistanceError } from \"../error.js\";\n";
    [header, &intune_remote_assistance::TYPESCRIPT.concat()].concat()
}

/// The names of what the module hands out as lists: as JavaScript, and its declarations.
fn fields() -> (String, String) {
    let lists = [
        ("FAILURE", FAILURE_FIELDS.to_vec()),
        ("SESSION", SESSION_FIELDS.to_vec()),
    ];
    let script = lists
        .iter()
        .map(|(name, list)| format!("export const {name} = {list:?};\n"));
    let declared = lists
        .iter()
        .map(|(name, _)| format!("export const {name}: readonly string[];\n"));
    (script.collect(), declared.collect())
}

impl Variant {
    fn generated(&self) -> PathBuf {
        at(self.sources).join("generated")
    }

    /// The face is one; a variant has its own generated files beside a copy.
    fn copy_sources(&self) -> Result<()> {
        for entry in fs::read_dir(at("src/js"))? {
            let path = entry?.path();
            let name = path.file_name().context("a folder's entry has a name")?;
            if path.is_file() && self.sources != PUBLISHED.sources {
                write(&at(self.sources).join(name), read(&path)?)?;
            }
        }
        let generated = self.generated();
        let (script, declared) = fields();
        write(&generated.join("fields.js"), script)?;
        write(&generated.join("fields.d.ts"), declared)?;
        write(&generated.join("types.d.ts"), types())
    }

    /// The module itself, as a file for the slim entry and as text for the main one. Gives the
    /// names that its imports and exports have got.
    fn write_module(&self) -> Result<ShortNames> {
        let Shrunk {
            bytes,
            identity,
            names,
        } = module::shrunk(self.prints_panics)?;
        write(&at(self.dist).join("remote_assistance.wasm"), &bytes)?;

        let mut deflated = Vec::new();
        zopfli::compress(
            zopfli::Options::default(),
            zopfli::Format::Deflate,
            &*bytes,
            &mut deflated,
        )?;
        let text = STANDARD.encode(deflated);
        let generated = self.generated();
        write(
            &generated.join("inlined.js"),
            format!(
                "export const length = {};\nexport const deflated = \"{text}\";\n",
                bytes.len()
            ),
        )?;
        write(
            &generated.join("inlined.d.ts"),
            "export const length: number;\nexport const deflated: string;\n",
        )?;
        write(
            &generated.join("identity.js"),
            format!("export const identity = \"{identity}\";\n"),
        )?;
        write(
            &generated.join("identity.d.ts"),
            "export const identity: string;\n",
        )?;
        Ok(names)
    }

    /// The entries, for `import` and for `require`. The main one is the slim one and the module: the
    /// face ships once for both, and both share its state.
    fn bundle(&self) -> Result<()> {
        // Bundlers take the ES module in either case; what is left to `require` can read files.
        for (entry, source) in [
            ("index.js", "main"),
            ("index.cjs", "required"),
            ("slim.js", "shared"),
            ("slim.cjs", "shared"),
        ] {
            let file = at(self.dist).join(entry);
            let mut esbuild = npm_tool("esbuild");
            esbuild
                .arg(at(self.sources).join(source).with_extension("ts"))
                .args([
                    "--bundle",
                    "--minify",
                    "--target=es2022",
                    "--legal-comments=none",
                    "--log-level=warning",
                    "--format=esm",
                    "--external:node:fs/promises",
                ])
                .arg(format!("--outfile={}", file.display()));
            if source != "shared" {
                for module in SHARED {
                    esbuild.arg(format!("--external:./{}/{module}.js", self.sources));
                }
            }
            run(&mut esbuild)?;
            let text = String::from_utf8(read(&file)?)?;
            write(
                &file,
                match entry.ends_with(".cjs") {
                    true => common_js(&point_at(&text, "slim.cjs"))?,
                    false => point_at(&text, "slim.js"),
                },
            )?;
        }
        Ok(())
    }
}

/// The modules of the face that the main entry takes from the slim one.
const SHARED: [&str; 3] = ["functions", "error", "internal"];

/// The text with every import of a shared module pointed at the file that holds them all.
fn point_at(text: &str, file: &str) -> String {
    let mut pointed = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("from\"") {
        pointed.push_str(before);
        let (path, after) = after.split_once('"').unwrap_or((after, ""));
        let name = path
            .rsplit('/')
            .next()
            .and_then(|name| name.strip_suffix(".js"));
        match name.is_some_and(|name| SHARED.contains(&name)) {
            true => pointed.push_str(&format!("from\"./{file}\"")),
            false => pointed.push_str(&format!("from\"{path}\"")),
        }
        rest = after;
    }
    pointed.push_str(rest);
    pointed
}
