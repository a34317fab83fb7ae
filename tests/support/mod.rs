//! What the native tests share: arguments as a portal gives them, and a scripted world around a call.

// Every test file is a crate of its own and uses its own part of this.
#![allow(dead_code, reason = "no test file uses all of it")]

pub mod arguments;
pub mod canned;
pub mod clock;
pub mod devices;
pub mod errors;
pub mod follow;
pub mod handed;
pub mod journal;
pub mod letters;
pub mod report;
pub mod run;
pub mod script;
pub mod together;
pub mod typescript;
