//! Breaks the module on purpose, in the test build only: no input is known that does.
//!
//! The last part of the address says how: `provoke-panic-unsent`, `provoke-panic-sent`, …

#![expect(clippy::panic, reason = "it is what this is for")]

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

/// Breaks the call here if its device says so. Gives whether nothing more is to be done for it, not
/// even to wait.
pub fn at(stage: Stage, device: &str) -> bool {
    if asks(device, "panic", stage) {
        panic!("provoked");
    }
    if asks(device, "trap", stage) {
        // Neither a panic nor an exception: the panic hook never hears of it.
        core::arch::wasm32::unreachable();
    }
    asks(device, "silence", stage)
}

fn asks(device: &str, how: &str, stage: Stage) -> bool {
    let stage = match stage {
        Stage::Entered => "entered",
        Stage::Unsent => "unsent",
        Stage::Sent => "sent",
    };
    device.ends_with(&["/provoke-", how, "-", stage].concat())
}
