//! The names of the module's imports and exports, as short as they can be.
//!
//! They stand in the module and in the glue, hashes and all, and hashes do not compress.

use std::collections::HashMap;

use anyhow::{Context, Result};
use serde_json::Value;

/// What became of each name.
pub struct ShortNames {
    imports: HashMap<String, String>,
    exports: HashMap<String, String>,
}

impl ShortNames {
    /// Reads what wasm-opt's `--minify-imports-and-exports-and-modules` prints: JSON with a list of module, old
    /// and new name for each import, and one of old and new name for each export.
    pub fn read(printed: &str) -> Result<ShortNames> {
        let printed: Value = serde_json::from_str(printed).context("wasm-opt printed no names")?;
        let pairs = |kind: &str| -> HashMap<String, String> {
            let entries = printed
                .get(kind)
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            let texts = |entry: &Value| -> Vec<String> {
                let parts = entry
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str);
                parts.map(str::to_owned).collect()
            };
            entries
                .filter_map(|entry| match texts(entry).as_slice() {
                    [.., old, new] => Some((old.clone(), new.clone())),
                    _ => None,
                })
                .collect()
        };
        Ok(ShortNames {
            imports: pairs("imports"),
            exports: pairs("exports"),
        })
    }

    /// The glue with the new names: imports are keys, `name: function…`, and exports are members,
    /// `wasm.name`.
    pub fn apply(&self, glue: &str) -> String {
        let is_word =
            |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '$');
        let mut text = String::with_capacity(glue.len());
        let mut rest = glue;
        while let Some(start) = rest.find(is_word) {
            let (before, from) = rest.split_at(start);
            let (word, after) = from.split_at(from.find(|c| !is_word(c)).unwrap_or(from.len()));
            text.push_str(before);
            let short = if text.ends_with("wasm.") {
                self.exports.get(word)
            } else if after.starts_with(':') {
                self.imports.get(word)
            } else {
                None
            };
            text.push_str(short.map_or(word, String::as_str));
            rest = after;
        }
        text.push_str(rest);
        // The one module that everything is imported from.
        text.replace("\"./bindings_bg.js\"", "a")
    }
}
