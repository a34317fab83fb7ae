//! The JavaScript between the module and the face.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::es_module::split_exports;
use crate::files::{read, write};
use crate::process::{npm_tool, run};
use crate::short_names::ShortNames;

/// Writes what the build tool made as a function of `platform` (`src/js/platform.ts`): evaluated
/// when it is called and not before, and once for each instance.
pub fn write_glue(bindings: &Path, generated: &Path, names: &ShortNames) -> Result<()> {
    let made = bindings.join("bindings.js");
    let text = names.apply(&String::from_utf8(read(&made)?)?);
    write(&made, trimmed(text)?)?;
    // Only what the face uses stays.
    let entry = bindings.join("entry.js");
    write(
        &entry,
        "export { enter, initSync, resume } from './bindings.js';",
    )?;
    let bundle = bindings.join("bundle.js");
    run(npm_tool("esbuild")
        .arg(&entry)
        .arg(format!("--outfile={}", bundle.display()))
        .args(["--bundle", "--format=esm", "--log-level=warning"]))?;
    let (body, exports) = split_exports(String::from_utf8(read(&bundle)?)?)?;
    write(
        &generated.join("glue.js"),
        // The parameter is the namespace of that name in `src/browser/face.rs`.
        format!("export function createGlue(platform) {{\n{body}\nreturn {exports};\n}}\n"),
    )?;
    fs::copy(
        bindings.join("bindings.d.ts"),
        generated.join("bindings.d.ts"),
    )?;
    write(
        &generated.join("glue.d.ts"),
        "import type * as bindings from \"./bindings.js\";\n\
         import type { platform } from \"../platform.js\";\n\
         export type Exports = Omit<typeof bindings, \"default\">;\n\
         export function createGlue(functions: typeof platform): Exports;\n",
    )
}

/// Without what no browser needs that can inflate the module, and what the face never asks for.
fn trimmed(mut glue: String) -> Result<String> {
    // From where, to where, and what comes instead.
    const CUTS: [(&str, &str, &str); 5] = [
        // `initSync` gets a compiled module, once.
        (
            "function initSync(module) {",
            "    const instance = ",
            "function initSync(module) {\n    const imports = __wbg_get_imports();\n",
        ),
        // A memory that has grown has another buffer.
        (
            "cachedDataViewMemory0 === null",
            ".buffer !== wasm",
            "(cachedDataViewMemory0?",
        ),
        // `TextEncoder.encodeInto` is older than WebAssembly's reference types.
        (
            "if (!('encodeInto' in cachedTextEncoder)) {",
            "let WASM_VECTOR_LEN",
            "",
        ),
        // Every string is handed over with a way to make its room larger.
        (
            "    if (realloc === undefined) {",
            "    let len = arg.length;",
            "",
        ),
        // An ASCII string, which nearly all are, fits in as many bytes. A short one is written letter
        // by letter before the encoder has begun; a token takes longer so than all the rest of a call.
        (
            "    const mem = getUint8ArrayMemory0();",
            "        const ret = cachedTextEncoder",
            "    let offset = 0;\n\
             if (len < 65) {\n\
                 const mem = getUint8ArrayMemory0();\n\
                 for (let code; offset < len && (code = arg.charCodeAt(offset)) < 128; offset++) mem[ptr + offset] = code;\n\
                 WASM_VECTOR_LEN = len;\n\
                 if (offset === len) return ptr;\n\
             }\n\
             const first = cachedTextEncoder.encodeInto(arg, getUint8ArrayMemory0().subarray(ptr, ptr + len));\n\
             offset = first.written;\n\
             if (first.read < arg.length) {\n\
                 arg = arg.slice(first.read);\n\
                 ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;\n\
                 const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);\n",
        ),
    ];
    for (from, to, instead) in CUTS {
        let rest = glue.find(from).and_then(|start| glue.get(start..));
        let cut = rest.and_then(|rest| rest.get(..rest.find(to)?));
        let Some(cut) = cut.map(str::to_owned) else {
            bail!("wasm-bindgen's glue has changed: it has no {from:?} before {to:?}");
        };
        glue = glue.replacen(&cut, instead, 1);
    }
    // What throws may throw through the module: it would only be thrown anew.
    const CATCHING: [(&str, &str); 2] = [
        ("function() { return handleError(function (", "function ("),
        ("}, arguments); },", "},"),
    ];
    for (from, instead) in CATCHING {
        glue = glue.replace(from, instead);
    }
    if glue.contains("return handleError(") {
        bail!("wasm-bindgen's glue has changed: it catches in another way");
    }
    Ok(glue.lines().map(arrow).collect())
}

/// A line of the glue, with the start of a function that is a property as that of an arrow function:
/// none of them has a `this`, and without `return` each is half as long.
fn arrow(line: &str) -> String {
    let parts = line.split_once(": function").and_then(|(name, rest)| {
        let parameters = rest.trim_start().strip_prefix('(')?;
        Some((name, parameters.strip_suffix(") {")?))
    });
    match parts {
        Some((name, parameters)) => format!("{name}: ({parameters}) => {{\n"),
        None => format!("{line}\n"),
    }
}
