// The npm scripts call this. It runs `cargo xtask <command>`, or says in one sentence that Node or Rust is missing. It uses
// only syntax that an old Node can read.
"use strict";

var childProcess = require("child_process");
var fs = require("fs");
var os = require("os");
var path = require("path");

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

var version = process.versions.node.split(".").map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 12)) {
  stop("Node.js 20.12 or newer is needed, this is " + process.versions.node + ": install it from https://nodejs.org.");
}

// rustup installs here, and a shell that was open before does not have it on its PATH yet.
var rustupFolder = path.join(process.env.CARGO_HOME || path.join(os.homedir(), ".cargo"), "bin");
var cargo = process.platform === "win32" ? "cargo.exe" : "cargo";
var folders = (process.env.PATH || "").split(path.delimiter).concat(rustupFolder);
var found = folders.some(function (folder) {
  return fs.existsSync(path.join(folder, cargo));
});
if (!found) stop("Rust is needed: install it with rustup from https://rustup.rs, then run this again.");

var tool = process.platform === "win32" ? "xtask.exe" : "xtask";
if (!fs.existsSync(path.join(path.dirname(__dirname), "target", "debug", tool))) {
  console.log("setup: compiling the build tool (once, a minute or two)");
}

process.env.PATH = folders.join(path.delimiter);
var child = childProcess.spawn(cargo, ["xtask"].concat(process.argv.slice(2)), {
  cwd: path.dirname(__dirname),
  stdio: "inherit",
});
// Ctrl+C reaches the child too; this process waits for it, so that its last lines come first.
["SIGINT", "SIGTERM"].forEach(function (signal) {
  process.on(signal, function () {
    if (signal === "SIGTERM") child.kill(signal);
  });
});
// Killing npm does not signal this process, so poll the parent pid.
var parent = process.ppid;
setInterval(function () {
  if (process.ppid !== parent) child.kill("SIGTERM");
}, 500).unref();
child.on("error", function () {
  stop("cargo could not be started: check the Rust installation with `cargo --version`.");
});
child.on("exit", function (code, signal) {
  process.exit(signal || code === null ? 1 : code);
});
