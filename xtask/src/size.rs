//! What ships to the browser, in bytes.

use anyhow::Result;

use crate::files::{at, read};
use crate::package;

/// Prints each file's size raw, and with brotli as servers send it.
pub fn print() -> Result<()> {
    package::build()?;
    println!("{:<28}{:>10}{:>12}", "", "raw", "brotli 11");
    let mut slim = Sizes::default();
    for file in ["slim.js", "remote_assistance.wasm"] {
        let sizes = Sizes::of(&read(&at("dist").join(file))?)?;
        sizes.row(file);
        slim = Sizes {
            raw: slim.raw.saturating_add(sizes.raw),
            brotli: slim.brotli.saturating_add(sizes.brotli),
        };
    }
    slim.row("./slim in all");
    Sizes::of(&read(&at("dist/index.js"))?)?.row("main (index.js)");
    Ok(())
}

#[derive(Default)]
struct Sizes {
    raw: usize,
    brotli: usize,
}

impl Sizes {
    fn of(bytes: &[u8]) -> Result<Sizes> {
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            ..Default::default()
        };
        let mut compressed = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
        Ok(Sizes {
            raw: bytes.len(),
            brotli: compressed.len(),
        })
    }

    fn row(&self, name: &str) {
        println!("{name:<28}{:>10}{:>12}", self.raw, self.brotli);
    }
}
