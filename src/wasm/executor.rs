//! Runs the calls: a table of futures, each polled when JavaScript reports that its wait has ended.
//!
//! JavaScript has the timers and promises. wasm-bindgen-futures would poll in a microtask of its own,
//! where a trap cannot be caught. Here every poll happens inside a call from TypeScript
//! (`js/runtime/instance.ts`), which catches the trap and fails the calls.

use core::cell::Cell;
use core::pin::Pin;
use core::task::{Context, Waker};
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use crate::platform::WaitError;
use crate::request::shared::Shared;

/// How the wait of a call ended.
pub(super) type WaitEnd = Result<JsValue, WaitError>;

/// Where a call finds how its wait ended. Each call has its own, so that no call can take the end of
/// another call's wait.
pub(super) type WaitSlot = Rc<Cell<Option<WaitEnd>>>;

/// A call under way.
struct Task {
    /// It settles the promise of the call itself.
    future: Pin<Box<dyn Future<Output = ()>>>,
    ended_wait: WaitSlot,
}

struct Executor {
    shared: Shared,
    /// The calls under way, by their id. A call that is being polled is not in the table.
    tasks: Cell<Vec<Option<Task>>>,
}

static EXECUTOR: Executor = Executor {
    shared: Shared::new(),
    tasks: Cell::new(Vec::new()),
};

// SAFETY: the module has no threads, so that its memory is not shared.
#[expect(unsafe_code, reason = "a static requires it")]
unsafe impl Sync for Executor {}

/// What all calls share.
pub(super) fn shared() -> &'static Shared {
    &EXECUTOR.shared
}

/// Begins a call. Its waits end through the slot. Returns its id.
pub(super) fn spawn(future: Pin<Box<dyn Future<Output = ()>>>, ended_wait: WaitSlot) -> u32 {
    let call_id = reserve_id();
    poll(call_id, Task { future, ended_wait });
    call_id
}

/// The wait of that call ended with a value.
#[wasm_bindgen(js_name = resumeWithValue)]
pub fn resume_with_value(call_id: u32, value: JsValue) {
    resume(call_id, Ok(value));
}

/// What that call waited for threw or was rejected.
#[wasm_bindgen(js_name = resumeAfterFailure)]
pub fn resume_after_failure(call_id: u32) {
    resume(call_id, Err(WaitError::Failed));
}

/// The time limit of the wait of that call passed.
#[wasm_bindgen(js_name = resumeAfterTimeout)]
pub fn resume_after_timeout(call_id: u32) {
    resume(call_id, Err(WaitError::TimedOut));
}

/// The portal's signal fired during the wait of that call.
#[wasm_bindgen(js_name = resumeAfterAbort)]
pub fn resume_after_abort(call_id: u32) {
    resume(call_id, Err(WaitError::Aborted));
}

fn resume(call_id: u32, end: WaitEnd) {
    let mut tasks = EXECUTOR.tasks.take();
    let task = tasks.get_mut(call_id as usize).and_then(Option::take);
    EXECUTOR.tasks.set(tasks);
    if let Some(task) = task {
        task.ended_wait.set(Some(end));
        poll(call_id, task);
    }
}

fn poll(call_id: u32, mut task: Task) {
    // JavaScript reports the end of a wait by the id of the call, so that no waker is needed.
    let mut context = Context::from_waker(Waker::noop());
    if task.future.as_mut().poll(&mut context).is_pending() {
        let mut tasks = EXECUTOR.tasks.take();
        if let Some(place) = tasks.get_mut(call_id as usize) {
            *place = Some(task);
        }
        EXECUTOR.tasks.set(tasks);
    }
}

/// The id of a free place in the table.
fn reserve_id() -> u32 {
    let mut tasks = EXECUTOR.tasks.take();
    let free = tasks.iter().position(Option::is_none);
    let index = free.unwrap_or(tasks.len());
    if free.is_none() {
        tasks.push(None);
    }
    EXECUTOR.tasks.set(tasks);
    index as u32
}
