//! What ships to the browser, in bytes, and the budgets for it (DESIGN, section 10).

use std::io::Write;

use anyhow::{Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::files::{at, read};
use crate::package;

/// The most that the slim entry may weigh with its module, in bytes, compressed with brotli.
const SLIM: usize = 22_000;

/// The most that the main entry may weigh, in percent of that.
const MAIN_PERCENT: usize = 120;

/// Prints each entry's size raw, and compressed as servers send it; fails over budget.
pub fn print() -> Result<()> {
    package::build()?;
    println!("{:<34}{:>8}{:>9}{:>11}", "", "raw", "gzip 9", "brotli 11");
    let face = Sizes::of("slim.js")?;
    let module = Sizes::of("remote_assistance.wasm")?;
    let inlined = Sizes::of("index.js")?;
    let slim = Sizes::sum(&face, &module);
    let main = Sizes::sum(&face, &inlined);
    face.row("slim.js: entry, face and glue");
    module.row("remote_assistance.wasm");
    inlined.row("index.js: the module as text");
    slim.row("./slim (slim.js and the module)");
    main.row("main (index.js and slim.js)");
    ensure!(
        slim.brotli <= SLIM,
        "./slim weighs {} bytes with brotli; {SLIM} are the most",
        slim.brotli
    );
    ensure!(
        main.brotli.saturating_mul(100) <= slim.brotli.saturating_mul(MAIN_PERCENT),
        "main weighs {} bytes with brotli; {MAIN_PERCENT} percent of ./slim are the most",
        main.brotli
    );
    Ok(())
}

struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Sizes {
    fn of(file: &str) -> Result<Sizes> {
        let bytes = read(&at("dist").join(file))?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&bytes)?;
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            ..Default::default()
        };
        let mut compressed = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
        Ok(Sizes {
            raw: bytes.len(),
            gzip: gzip.finish()?.len(),
            brotli: compressed.len(),
        })
    }

    /// Of two files, each compressed by itself.
    fn sum(one: &Sizes, other: &Sizes) -> Sizes {
        Sizes {
            raw: one.raw.saturating_add(other.raw),
            gzip: one.gzip.saturating_add(other.gzip),
            brotli: one.brotli.saturating_add(other.brotli),
        }
    }

    fn row(&self, name: &str) {
        println!(
            "{name:<34}{:>8}{:>9}{:>11}",
            self.raw, self.gzip, self.brotli
        );
    }
}
