//! `cargo xtask <command>`: everything that the project's npm scripts do, on every platform.
//!
//! Each command sets up what it needs and skips what is there.

mod bench;
mod check;
mod consumers;
mod declarations;
mod es_module;
mod files;
mod glue;
mod link;
mod module;
mod package;
mod page;
mod panics;
mod process;
mod setup;
mod short_names;
mod size;
mod start;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>
  build     the npm package, in dist/
  page      the package and the portal page, in target/www/
  start     the page with the local stand-ins for Entra ID and Graph; prints its address
  check     formatting, clippy (native and wasm32), types
  test      everything: checks, native tests, package tests, browser tests
  provoked  the package with a module that can be broken, for its tests
  consumers the packed tarball in bundlers, test runners, compilers and servers
  size      what ships to the browser, in bytes
  bench     speed and size beside other clients; draws docs/bench.svg";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let result = match command.as_str() {
        "build" => package::build(),
        "page" => page::build(),
        "start" => start::run_demo(),
        "check" => check::run_all(),
        "test" => test::run_all(),
        "provoked" => package::build_provoked(),
        "consumers" => consumers::run_all(),
        "size" => size::print(),
        "bench" => bench::run_all(),
        // rustc, which was told by `package` that this is its linker.
        link::FLAVOR => link::link(arguments.skip(1)),
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
