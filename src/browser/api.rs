//! What the module exports to the face.

use wasm_bindgen::prelude::*;

use super::face::Handle;
use super::lift;
use super::outside::Outside;
use super::task::{self, Task, to_js};
use crate::arguments::Call;
use crate::call::{Ended, Ongoing};
use crate::report::Failure;

/// Runs once, when an instance starts. A panic ends in a trap, which the face catches; this makes it
/// readable. Not for what is published: see xtask/src/panics.rs.
#[cfg(feature = "provoke")]
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(console_error_panic_hook::hook));
}

/// Both public functions: `urlFor` is the call that is not made. `ids` and `options` are the face's
/// snapshots. Gives the number with which the face resumes the call.
#[wasm_bindgen]
pub fn enter(
    scope: &JsValue,
    ids: &JsValue,
    token: &JsValue,
    options: &JsValue,
    handle: Handle,
    is_made: bool,
) -> usize {
    let call = Call::from_arguments(
        lift::value(scope),
        lift::fields(ids),
        lift::value(token),
        lift::fields(options),
        &lift::origin,
    );
    match call {
        Ok(call) if is_made => {
            return task::start(Box::new(Task {
                call: Ongoing::new(call),
                handle,
            }));
        }
        Ok(call) => handle.resolve(&call.request.url.into()),
        Err(wrong) => handle.reject(&to_js(&Failure::from(wrong))),
    }
    0
}

/// The step of that call has ended: 0 with a value, 1 because it was refused, 2 because the time is
/// up, 3 because the caller's signal fired.
#[wasm_bindgen]
pub fn resume(number: usize, ended: u32, value: JsValue) {
    let ended = match ended {
        0 => Ended::Value(Outside(value)),
        1 => Ended::Refused,
        2 => Ended::TimedOut,
        _ => Ended::Aborted,
    };
    task::resume(number, ended);
}
