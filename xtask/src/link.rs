//! The linker of the module, which calls the real one twice.
//!
//! Each function that Rust may import comes with one that describes it to wasm-bindgen. js-sys and
//! web-sys have some 2 900, and rustc has all of them exported, called for or not. What they refer to
//! then gets into the table of functions, where no later tool can tell that nobody calls it. So the
//! module is linked without them first, and again with those of the functions that stayed in it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasmparser::{Parser, Payload};

use crate::files::{read, write};
use crate::process::output;

/// What rustc's call of a WebAssembly linker begins with.
pub const FLAVOR: &str = "-flavor";

const DESCRIPTION: &str = "__wbindgen_describe_";

/// What wasm-bindgen exports for futures and closures; the module has neither.
const UNUSED: [&str; 3] = [
    "__wbg_jspi_task_poll",
    "__wbindgen_destroy_closure",
    "__wbindgen_jspi_set_rejected",
];

/// Links as rustc asks for it, but for exports that nobody will use.
pub fn link(arguments: impl Iterator<Item = String>) -> Result<()> {
    let mut wanted = Vec::new();
    let mut descriptions = Vec::new();
    let mut product = None;
    let mut lines = lines(arguments)?.into_iter();
    while let Some(line) = lines.next() {
        match line.trim_matches('"') {
            "--export" => {
                let name = lines.next().context("an export without a name")?;
                let bare = name.trim_matches('"');
                if let Some(described) = bare.strip_prefix(DESCRIPTION) {
                    descriptions.push((described.to_owned(), name));
                } else if !UNUSED.contains(&bare) {
                    wanted.extend([line, name]);
                }
            }
            "-o" => {
                let path = lines.next().context("no name for the product")?;
                product = Some(unescaped(&path));
                wanted.extend([line, path]);
            }
            _ => wanted.push(line),
        }
    }
    let product = product.context("no product to link")?;
    let product = Path::new(&product);
    call(&wanted, product)?;
    let present = names(&read(product)?)?;
    for (described, name) in descriptions {
        if present.contains(&described) {
            wanted.extend(["--export".to_owned(), name]);
        }
    }
    call(&wanted, product)
}

/// The arguments as the lines of a response file, which rustc itself writes where the command line
/// would be too long, as on Windows.
fn lines(arguments: impl Iterator<Item = String>) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for argument in arguments {
        match argument.strip_prefix('@') {
            Some(file) => {
                let content = String::from_utf8(read(Path::new(file))?)?;
                lines.extend(content.lines().map(str::to_owned));
            }
            None => lines.push(escaped(&argument)),
        }
    }
    Ok(lines)
}

/// As rustc escapes a line and the linker reads it: in the manner of the platform.
fn escaped(argument: &str) -> String {
    if cfg!(windows) {
        return format!("\"{argument}\"");
    }
    argument.replace('\\', "\\\\").replace(' ', "\\ ")
}

fn unescaped(line: &str) -> String {
    if cfg!(windows) {
        return line.trim_matches('"').to_owned();
    }
    line.replace("\\ ", " ").replace("\\\\", "\\")
}

/// Calls the linker that comes with Rust; the arguments' file stays beside the product.
fn call(lines: &[String], product: &Path) -> Result<()> {
    let file = product.with_extension("arguments");
    write(&file, lines.join("\n"))?;
    let status = Command::new(linker()?)
        .args([FLAVOR, "wasm"])
        .arg(format!("@{}", file.display()))
        .status()
        .context("could not start rust-lld")?;
    if !status.success() {
        bail!("rust-lld failed ({status})");
    }
    Ok(())
}

/// Where rustc would look for it: among its own tools, otherwise on the PATH.
fn linker() -> Result<PathBuf> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let libraries = output(Command::new(rustc).args(["--print", "target-libdir"]))
        .context("rustc could not say where it is installed")?;
    let name = format!("rust-lld{}", std::env::consts::EXE_SUFFIX);
    let own = Path::new(&libraries).with_file_name("bin").join(&name);
    Ok(if own.is_file() { own } else { name.into() })
}

/// What a module imports and exports.
fn names(module: &[u8]) -> Result<HashSet<String>> {
    let mut names = HashSet::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    names.insert(import?.name.to_owned());
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    names.insert(export?.name.to_owned());
                }
            }
            _ => {}
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_in_a_file_and_beside_it() {
        let file = std::env::temp_dir().join(format!("arguments-{}", std::process::id()));
        let escaped_path = escaped("a b/c.o");
        write(&file, format!("--export\n{escaped_path}\n")).unwrap();
        let given = ["-o", "d e.wasm", &format!("@{}", file.display())].map(str::to_owned);
        let lines = lines(given.into_iter()).unwrap();
        std::fs::remove_file(file).unwrap();
        let plain: Vec<String> = lines.iter().map(|line| unescaped(line)).collect();
        assert_eq!(plain, ["-o", "d e.wasm", "--export", "a b/c.o"]);
    }
}
