//! The folders of the project, and whether a product is up to date with its sources.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The root of the project: the parent of the folder of this tool.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

/// A path below the root, written with `/`.
pub fn at(path: &str) -> PathBuf {
    root().join(path)
}

/// Reads a file. The error names the file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("could not read {}", path.display()))
}

/// Writes a file, and creates the folders above it.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content).with_context(|| format!("could not write {}", path.display()))
}

/// Puts a copy of a file or a folder at `target`, in place of what is there.
pub fn copy_folder(source: &Path, target: &Path) -> Result<()> {
    if !source.is_dir() {
        return write(target, read(source)?);
    }
    if target.exists() {
        fs::remove_dir_all(target)?;
    }
    fs::create_dir_all(target)?;
    for entry in fs::read_dir(source)? {
        let name = entry?.file_name();
        copy_folder(&source.join(&name), &target.join(&name))?;
    }
    Ok(())
}

/// Runs `make` unless the product exists and its inputs are the same as the last time.
///
/// Inputs are files and folders below the root, and a text. Folders named `generated` are left out.
pub fn unless_fresh(
    product: &str,
    inputs: &[&str],
    text: &str,
    make: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    for input in inputs {
        hash_path(&at(input), &mut hasher)?;
    }
    let hash = format!("{:016x}", hasher.finish());
    let stamp = at(&format!("target/{}.stamp", product.replace('/', "-")));
    if at(product).exists() && fs::read_to_string(&stamp).is_ok_and(|last| last == hash) {
        return Ok(());
    }
    make()?;
    write(&stamp, hash)
}

fn hash_path(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    if path.is_dir() {
        let mut entries: Vec<PathBuf> = fs::read_dir(path)?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_>>()?;
        entries.sort();
        for entry in entries.iter().filter(|entry| !entry.ends_with("generated")) {
            hash_path(entry, hasher)?;
        }
    } else {
        path.hash(hasher);
        read(path)?.hash(hasher);
    }
    Ok(())
}
