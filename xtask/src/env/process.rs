//! Running other programs.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::files;

/// The most words of a command that an error shows. A hundred file names would hide the message.
const MAX_WORDS_SHOWN: usize = 12;

/// Runs a program to its end in the root of the project. The error names the command.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .current_dir(files::root())
        .status()
        .with_context(|| format!("could not start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// The same, without its output unless it fails.
pub fn run_quietly(command: &mut Command) -> Result<()> {
    let output = command
        .current_dir(files::root())
        .output()
        .with_context(|| format!("could not start `{}`", shown(command)))?;
    if !output.status.success() {
        bail!(
            "`{}` failed ({})\n{}{}",
            shown(command),
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}

/// Runs a program in place of this one where the platform can. Ctrl+C then reaches only that program,
/// and its exit status counts.
pub fn become_program(command: &mut Command) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        let error = command.current_dir(files::root()).exec();
        Err(error).with_context(|| format!("could not start `{}`", shown(command)))
    }
    #[cfg(not(unix))]
    run(command)
}

/// Whether a program can be run and succeeds. Its output is discarded.
pub fn succeeds(command: &mut Command) -> bool {
    let quiet = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// The output of a program, if it can be run and succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command
        .current_dir(files::root())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The `cargo` that runs this tool.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(arguments);
    cargo
}

/// A program of an installed npm package.
pub fn npm_tool(name: &str) -> Command {
    let file = if cfg!(windows) {
        format!("{name}.cmd")
    } else {
        name.to_owned()
    };
    Command::new(files::root().join("node_modules").join(".bin").join(file))
}

/// npm itself.
pub fn npm(arguments: &[&str]) -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(arguments);
    npm
}

/// A script for Node.
pub fn node(script: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(script);
    node
}

/// The first of these programs that is on the PATH.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let candidates = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates.into_iter().find(|candidate| candidate.is_file())
}

fn shown(command: &Command) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    let arguments = command
        .get_args()
        .map(|argument| argument.to_string_lossy().into_owned());
    let mut words: Vec<_> = std::iter::once(program).chain(arguments).collect();
    if words.len() > MAX_WORDS_SHOWN {
        words.truncate(MAX_WORDS_SHOWN);
        words.push("…".to_owned());
    }
    words.join(" ")
}
