//! What ships to the browser, in bytes, and the budgets for it.

use std::fs;
use std::io::Write;

use anyhow::{Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::build::{package, page};
use crate::env::files::{at, read, write};
use crate::env::process::{npm_tool, run};

/// The most that the slim entry may weigh with its module, in bytes, compressed with brotli.
const SLIM: usize = 40_000;

/// The most that the main entry may weigh, in percent of the slim entry.
const MAIN_PERCENT: usize = 120;

/// The most that the page may weigh without MSAL and the package, in bytes, compressed with brotli.
const PAGE: usize = 45_000;

/// The most that `./msal` may weigh, in bytes, compressed with brotli.
const MSAL: usize = 1_000;

/// The most that `./element` may weigh without the module and a language, in bytes, compressed with brotli.
const ELEMENT: usize = 14_000;

/// The languages of the page and of the element.
const LANGUAGES: [&str; 2] = ["en", "ru"];

/// Prints the size of each entry, raw and compressed as servers send it. Fails over budget.
pub fn print() -> Result<()> {
    package::build()?;
    println!("{:<38}{:>8}{:>9}{:>11}", "", "raw", "gzip 9", "brotli 11");
    let face = Sizes::of("slim.js")?;
    let module = Sizes::of("remote_assistance.wasm")?;
    let inlined = Sizes::of("index.js")?;
    let slim = Sizes::sum(&face, &module);
    let main = Sizes::sum(&face, &inlined);
    let request = Sizes::sum(&Sizes::of_request()?, &module);
    face.row("slim.js: TypeScript and bindings");
    module.row("remote_assistance.wasm");
    inlined.row("index.js: the module as text");
    slim.row("./slim (slim.js and the module)");
    request.row("the same, bundled for the request");
    main.row("main (index.js and slim.js)");
    let msal = Sizes::of("msal.js")?;
    msal.row("./msal");
    ensure!(
        msal.brotli <= MSAL,
        "./msal weighs {} bytes with brotli; {MSAL} are the most",
        msal.brotli
    );
    let element = Sizes::of("element.js")?;
    element.row("./element without a language");
    for language in LANGUAGES {
        Sizes::of(&format!("element-{language}.js"))?
            .row(&format!("the words of ./element ({language})"));
    }
    ensure!(
        element.brotli <= ELEMENT,
        "./element weighs {} bytes with brotli; {ELEMENT} are the most",
        element.brotli
    );
    let pages = LANGUAGES
        .iter()
        .map(|language| Sizes::of_page(language))
        .collect::<Result<Vec<_>>>()?;
    for (language, page) in LANGUAGES.iter().zip(&pages) {
        page.row(&format!("page without MSAL and package ({language})"));
    }
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
    for page in pages {
        ensure!(
            page.brotli <= PAGE,
            "the page weighs {} bytes with brotli; {PAGE} are the most",
            page.brotli
        );
    }
    Ok(())
}

struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Sizes {
    fn of(file: &str) -> Result<Sizes> {
        Sizes::of_bytes(&read(&at("dist").join(file))?)
    }

    /// What a bundler keeps of `slim.js` for a portal that only sends requests.
    fn of_request() -> Result<Sizes> {
        let entry = at("target/size/request.js");
        let bundle = at("target/size/bundle.js");
        write(
            &entry,
            "export { init, requestRemoteAssistance } from \"../../dist/slim.js\";\n",
        )?;
        run(npm_tool("esbuild")
            .arg(&entry)
            .arg(format!("--outfile={}", bundle.display()))
            .args([
                "--bundle",
                "--minify",
                "--format=esm",
                "--log-level=warning",
            ]))?;
        Sizes::of_bytes(&read(&bundle)?)
    }

    /// The page's scripts and style sheets in one language, without MSAL and the package.
    fn of_page(language: &str) -> Result<Sizes> {
        let folder = "target/size/page";
        page::bundle(
            folder,
            &[
                "--external:@azure/msal-browser",
                "--external:intune-remote-assistance",
            ],
        )?;
        let mut sum = Sizes::of_bytes(&[])?;
        for entry in fs::read_dir(at(folder))? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // Each language is a file of its own, for whoever speaks it.
            let is_spoken = LANGUAGES
                .iter()
                .all(|other| *other == language || !name.starts_with(&format!("{other}-")));
            if is_spoken {
                sum = Sizes::sum(&sum, &Sizes::of_bytes(&read(&path)?)?);
            }
        }
        Ok(sum)
    }

    fn of_bytes(bytes: &[u8]) -> Result<Sizes> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
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

    /// The sizes of two files that are compressed separately.
    fn sum(one: &Sizes, other: &Sizes) -> Sizes {
        Sizes {
            raw: one.raw.saturating_add(other.raw),
            gzip: one.gzip.saturating_add(other.gzip),
            brotli: one.brotli.saturating_add(other.brotli),
        }
    }

    fn row(&self, name: &str) {
        println!(
            "{name:<38}{:>8}{:>9}{:>11}",
            self.raw, self.gzip, self.brotli
        );
    }
}
