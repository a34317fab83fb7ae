//! What the module exports to the face.

use wasm_bindgen::prelude::*;

use super::face::Handle;
use super::lift;
use super::outside::Outside;
use super::task::{self, Task, to_js};
use crate::arguments::Call;
use crate::call::Ended;
use crate::function::Function;
use crate::report::Failure;

/// Runs once, when an instance starts. A panic ends in a trap, which the face catches; this makes it
/// readable. Not for what is published: see xtask/src/panics.rs.
#[cfg(feature = "provoke")]
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(console_error_panic_hook::hook));
}

/// Every public function, by its number: see [`Function`]. `second` and `options` are the face's
/// snapshots. Gives the number with which the face resumes the call.
#[wasm_bindgen]
pub fn enter(
    function: usize,
    first: &JsValue,
    second: &JsValue,
    token: &JsValue,
    options: &JsValue,
    handle: Handle,
) -> usize {
    let function = Function::ALL.get(function).copied();
    let function = function.unwrap_or(Function::UrlFor);
    let call = Call::from_arguments(
        function,
        lift::value(first),
        lift::fields(second),
        lift::value(token),
        lift::fields(options),
        &lift::origin,
    );
    match (call, function) {
        (Ok(call), Function::UrlFor) => handle.resolve(&call.request.aim.url.into()),
        (Ok(call), Function::Many) => handle.resolve(&call.concurrency.into()),
        (Ok(call), _) => return task::start(Box::new(Task::new(call, first, handle))),
        (Err(wrong), _) => handle.reject(&Failure::from(wrong).listed(to_js)),
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
