//! Running other programs.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::files;

/// An error that names a hundred files hides what it has to say.
const WORDS_TOLD: usize = 12;

/// Runs a program to its end in the project's root; an error names what was run.
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

/// Runs a program in place of this one where the platform can, so that Ctrl+C reaches it alone and
/// its own exit status is what counts.
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

/// Whether a program can be run and succeeds; what it prints is thrown away.
pub fn succeeds(command: &mut Command) -> bool {
    let quiet = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// What a program prints, if it can be run and succeeds.
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

/// The `cargo` that runs this.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(arguments);
    cargo
}

/// A program that an npm package brings along.
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
    if words.len() > WORDS_TOLD {
        words.truncate(WORDS_TOLD);
        words.push("…".to_owned());
    }
    words.join(" ")
}
