//! Requests an Intune remote assistance session from Microsoft Graph, from the browser.
//!
//! This crate is the WebAssembly module inside the npm package `intune-remote-assistance`.
//!
//! ```text
//! portal → js/api → js/runtime → wasm::exports → arguments → request::attempts → Platform::fetch
//!                                                session::follow ┘        │
//!                                                                 reply ──┘ → error or receipt
//! ```
//!
//! Rust decides: the arguments, every URL, what is sent and sent again, what a reply means, and the
//! state of a session. TypeScript (`js/`) loads the module, waits for the platform, types what Graph
//! returns, and combines several requests. `wasm` converts between the two and decides nothing.
//!
//! | folder | what it decides |
//! |---|---|
//! | [`arguments`] | whether an argument is valid, and which URL it leads to |
//! | [`request`] | what one attempt sends, when it is sent again, who has to wait |
//! | [`reply`] | what a status, a header and an error body mean |
//! | [`session`] | whether a device has a session, and how long to wait for one |
//! | [`error`] | the code, outcome and message of every failure |
//! | [`endpoint`] | what a request is for, and its URL |
//! | [`progress`] | what `onProgress` receives |
//! | [`platform`] | what all of this needs from the browser, as one trait |

#![cfg_attr(
    not(target_arch = "wasm32"),
    allow(
        dead_code,
        reason = "only the module for wasm32 calls everything; its build reports dead code"
    )
)]

mod arguments;
mod endpoint;
mod error;
mod platform;
mod progress;
mod record;
mod reply;
mod request;
mod session;
mod text;
#[cfg(target_arch = "wasm32")]
mod wasm;

#[cfg(not(target_arch = "wasm32"))]
pub mod contract;

#[cfg(test)]
#[path = "../tests/core/mod.rs"]
mod tests;
