//! The commands of `cargo xtask`.

pub mod bench;
pub mod check;
pub mod consumers;
pub mod dev;
pub mod docs;
pub mod examples;
pub mod quick;
pub mod release;
pub mod reports;
pub mod size;
pub mod start;
pub mod test;
