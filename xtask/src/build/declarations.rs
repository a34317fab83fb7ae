//! The TypeScript declarations that ship.
//!
//! A resolver takes a `.d.ts` of this package for an ES module and a `.d.cts` for CommonJS, and each
//! entry needs both. What the entries import ships once, as `.d.cts`: a declaration of an ES module
//! may import CommonJS, but not the other way round.

use std::collections::BTreeSet;
use std::fs;

use anyhow::Result;

use crate::env::files::{at, read, write};
use crate::env::process::{npm_tool, run};

/// Where the compiler writes all declarations.
const COMPILED: &str = "target/declarations";

const ENTRIES: [&str; 4] = ["index", "slim", "msal", "element"];

/// The types of the element for frameworks. They are written by hand, because they extend the types of
/// packages that only some portals have.
const FRAMEWORKS: [&str; 2] = ["react", "vue"];

/// Compiles the declarations, and copies those into `dist/` that the entries reach.
pub fn write_all() -> Result<()> {
    if at(COMPILED).exists() {
        fs::remove_dir_all(at(COMPILED))?;
    }
    run(npm_tool("tsc").arg("--outDir").arg(at(COMPILED)))?;
    let mut done = BTreeSet::new();
    let mut open: Vec<String> = ENTRIES.map(str::to_owned).to_vec();
    while let Some(name) = open.pop() {
        if !done.insert(name.clone()) {
            continue;
        }
        let text = String::from_utf8(read(&at(COMPILED).join(format!("{name}.d.ts")))?)?;
        open.extend(imports(&name, &text));
        let text = text.replace(".js\"", ".cjs\"");
        write(&at("dist").join(format!("{name}.d.cts")), &text)?;
        if ENTRIES.contains(&name.as_str()) {
            write(&at("dist").join(format!("{name}.d.ts")), &text)?;
        }
    }
    for name in FRAMEWORKS {
        let text = String::from_utf8(read(&at("js/element").join(format!("{name}.d.ts")))?)?;
        for (ending, import) in [("d.ts", "./element.js"), ("d.cts", "./element.cjs")] {
            let text = text.replace("../element.js", import);
            write(&at("dist").join(format!("element-{name}.{ending}")), text)?;
        }
    }
    let manifest = "custom-elements.json";
    write(
        &at("dist").join(manifest),
        read(&at("js/element").join(manifest))?,
    )
}

/// The files that a declaration imports, without ending, relative to the folder of the entries.
fn imports(name: &str, text: &str) -> Vec<String> {
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let paths = text.split('"').skip(1).step_by(2);
    let relative = paths.filter_map(|path| {
        path.strip_suffix(".js")
            .filter(|path| path.starts_with('.'))
    });
    relative
        .map(|path| {
            let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in path.split('/') {
                match part {
                    "." => {}
                    ".." => drop(parts.pop()),
                    part => parts.push(part),
                }
            }
            parts.join("/")
        })
        .collect()
}
