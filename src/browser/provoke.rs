//! Breaks the module on purpose, in the test build only: no input is known that does.
//!
//! The last part of the address says how: `provoke-panic-unsent`, `provoke-panic-sent`, …

#![expect(clippy::panic, reason = "it is what this is for")]

use crate::call::Request;

/// Where a call is when it is broken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// In the exported function.
    Entered,
    /// Before `fetch`.
    Unsent,
    /// After `fetch`, before a reply.
    Sent,
}

/// Breaks the call here if its device says so.
pub async fn at(stage: Stage, request: &Request) {
    if asks(request, "panic", stage) {
        panic!("provoked");
    }
    if asks(request, "trap", stage) {
        // Neither a panic nor an exception: the panic hook never hears of it.
        core::arch::wasm32::unreachable();
    }
    if asks(request, "silence", stage) {
        core::future::pending::<()>().await;
    }
}

/// The same in the exported function, which cannot wait.
pub fn now(request: &Request) {
    if asks(request, "trap-at-once", Stage::Entered) {
        core::arch::wasm32::unreachable();
    }
}

fn asks(request: &Request, how: &str, stage: Stage) -> bool {
    let stage = match stage {
        Stage::Entered => "entered",
        Stage::Unsent => "unsent",
        Stage::Sent => "sent",
    };
    request
        .device
        .ends_with(&["/provoke-", how, "-", stage].concat())
}
