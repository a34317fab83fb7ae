//! ES modules as text: what a bundler made, turned into something that is no module.

use anyhow::{Context, Result};

/// An ES module as what comes before its export statement, and what that exports as an object
/// literal. The bundler's own conversion defines getters with a helper that an enumerable property
/// of `Object.prototype` breaks, and importing this package must never throw.
pub fn split_exports(module: String) -> Result<(String, String)> {
    let (body, exports) = module
        .rsplit_once("export")
        .context("the bundle exports nothing")?;
    let list = exports.trim().trim_end_matches(';').strip_prefix('{');
    let list = list.and_then(|list| list.strip_suffix('}'));
    let names = list.context("the bundle's export statement is no plain list of names")?;
    let properties = names
        .split(',')
        .map(str::trim)
        .filter(|entry| !entry.is_empty());
    let properties = properties.map(|entry| {
        let (inner, outer) = entry.split_once(" as ").unwrap_or((entry, entry));
        format!("{outer}:{inner}")
    });
    let properties = properties.collect::<Vec<_>>().join(",");
    Ok((body.to_owned(), format!("{{{properties}}}")))
}

/// An ES module as CommonJS: its imports as calls of `require`, a dynamic one too.
pub fn common_js(module: &str) -> Result<String> {
    let mut text = String::new();
    let mut rest = module;
    while let Some((before, after)) = rest.split_once("import") {
        text.push_str(before);
        let is_statement = after.starts_with(['{', '*']);
        let Some((names, after)) = after.split_once("from\"").filter(|_| is_statement) else {
            text.push_str("import");
            rest = after;
            continue;
        };
        let (path, after) = after
            .split_once("\";")
            .context("the bundle's import statement has no end")?;
        let names = match names.strip_prefix("*as ") {
            Some(namespace) => namespace.trim().to_owned(),
            None => names.replace(" as ", ":"),
        };
        text.push_str(&format!("const {names}=require(\"{path}\");"));
        rest = after;
    }
    text.push_str(rest);
    let (body, exports) = split_exports(text.replace("await import(", "require("))?;
    Ok(format!("\"use strict\";{body}module.exports={exports};\n"))
}
