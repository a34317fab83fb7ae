//! The TypeScript declarations that ship.
//!
//! A resolver takes a `.d.ts` of this package for an ES module and a `.d.cts` for CommonJS, and
//! each entry needs both. What the entries refer to ships once, as `.d.cts`: a declaration of an ES
//! module may refer to CommonJS, but not the other way round.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::files::{at, read, write};

/// What `import` and `require` resolve to.
const ENTRIES: [&str; 2] = ["index", "slim"];

/// What the entries refer to; the rest of the face's declarations is of no use to anybody.
const SHARED: [&str; 9] = [
    "api",
    "entities",
    "error",
    "find",
    "functions",
    "many",
    "pages",
    "query",
    "session",
];

/// Puts the declarations that the compiler wrote into `dist/` into the form in which they ship.
pub fn finish() -> Result<()> {
    for entry in fs::read_dir(at("dist"))? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(name) = file.strip_suffix(".d.ts") else {
            continue;
        };
        if ENTRIES.contains(&name) {
            ship(&path, &[".d.ts", ".d.cts"], name)?;
        } else {
            if SHARED.contains(&name) {
                ship(&path, &[".d.cts"], name)?;
            }
            fs::remove_file(&path)?;
        }
    }
    let types = "generated/types";
    ship(&at("src/js/generated/types.d.ts"), &[".d.cts"], types)?;
    for (name, ending) in ENTRIES
        .iter()
        .flat_map(|name| [(name, ".d.ts"), (name, ".d.cts")])
        .chain(SHARED.iter().map(|name| (name, ".d.cts")))
    {
        if !at("dist").join(format!("{name}{ending}")).exists() {
            bail!("the compiler wrote no declarations for {name}");
        }
    }
    Ok(())
}

/// Writes one declaration file under each of the endings.
fn ship(source: &Path, endings: &[&str], name: &str) -> Result<()> {
    let text = String::from_utf8(read(source)?)?.replace(".js\"", ".cjs\"");
    for ending in endings {
        write(&at("dist").join(format!("{name}{ending}")), &text)?;
    }
    Ok(())
}
