//! The machine: files, other programs, and what has to be installed.

pub mod files;
pub mod process;
pub mod setup;
