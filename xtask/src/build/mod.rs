//! From the sources to what ships.

mod bundles;
mod contract;
mod declarations;
pub mod examples;
mod module;
pub mod package;
pub mod page;
