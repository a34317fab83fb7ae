//! `cargo xtask <command>`: everything that the project's npm scripts do, on every platform.
//!
//! Each command installs what it needs and skips what is there.
//!
//! - `commands/`: one file per command.
//! - `build/`: from the sources to `dist/` and `target/www/`.
//! - `env/`: files, other programs, and what has to be installed.
//! - `release/`: the rules that a release must meet.

mod build;
mod commands;
mod env;
mod release;

use std::process::ExitCode;

use build::{package, page};
use commands::{bench, check, consumers, dev, docs, examples, quick, reports, size, start, test};

const USAGE: &str = "\
usage: cargo xtask <command>
  start     the page with the local stand-ins for Entra ID and Graph; prints its address;
            --sandbox-only: only the stand-ins, for a portal
  dev       the same, built anew and reloaded at each change in www/
  test      everything: checks, native tests, package tests, browser tests
  quick     the loop while you work: format, types, native tests, package tests
  check     formatting, lints, types and links in comments
  build     the npm package, in dist/
  page      the package and the portal page, in target/www/
  size      what ships to the browser, in bytes
  reports   the public reports: result before and now
  docs      the API reference, in target/docs/
  bench     speed and size next to other clients; draws docs/bench.svg
  consumers the packed tarball in bundlers, test runners, compilers and servers
  examples  the portals in examples/, built and run in Chromium
  release   checks, packs and tags; --dry-run changes nothing";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (command, more) = arguments.split_first().unwrap_or((&"", &[]));
    let result = match *command {
        "start" => start::run_demo(more),
        "dev" => dev::run_loop(),
        "test" => test::run_all(),
        "quick" => quick::run_all(),
        "check" => check::run_all(),
        "build" => package::build(),
        "page" => page::build(),
        "size" => size::print(),
        "reports" => reports::print(),
        "docs" => docs::build(),
        "bench" => bench::run_all(),
        "release" => commands::release::run_all(more),
        "consumers" => consumers::run_all(),
        "examples" => examples::run_all(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
