//! Asks Microsoft Graph for a remote-assistance session on an Intune device, from the browser.
//!
//! The crate is the inside of the npm package `intune-remote-assistance`. Everything that decides
//! (which path, what is sent, what a reply means, what a failed call may have done) is pure Rust
//! and compiles and is tested natively; `browser` converts between it and JavaScript and decides
//! nothing.

pub mod action;
pub mod argument_error;
pub mod arguments;
pub mod call;
pub mod challenge;
pub mod endpoint;
pub mod error;
pub mod following;
pub mod function;
pub mod gate;
pub mod graph_error;
pub mod http_date;
pub mod in_flight;
pub mod json;
pub mod many;
pub mod message;
pub mod options;
pub mod page;
pub mod purpose;
pub mod reply;
pub mod report;
pub mod request;
pub mod retry;
pub mod route;
pub mod scope;
pub mod session;
pub mod started;
pub mod step;
pub mod target;
pub mod text;
pub mod token;
pub mod value;

#[cfg(target_arch = "wasm32")]
mod browser;

/// The public TypeScript types, each from the module whose Rust it describes; the build writes
/// them out, and the face is compiled against them.
pub const TYPESCRIPT: [&str; 8] = [
    scope::TYPESCRIPT,
    arguments::TYPESCRIPT,
    options::TYPESCRIPT,
    report::TYPESCRIPT,
    error::TYPESCRIPT,
    session::TYPESCRIPT,
    started::TYPESCRIPT,
    many::TYPESCRIPT,
];
