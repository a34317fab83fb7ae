//! Runs the calls: a table of futures, each polled when JavaScript reports that its wait has ended.
//!
//! JavaScript has the timers and promises. wasm-bindgen-futures would poll in a microtask of its own,
//! where a trap cannot be caught. Here every poll happens inside a call from TypeScript
//! (`js/runtime/instance.ts`), which catches the trap and fails the calls.

use core::cell::{Cell, RefCell};
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::browser::{Browser, WaitEnd};
use super::convert::to_js;
use super::host::HostCall;
use super::work::{CallResult, Work};
use crate::error::ArgumentError;
use crate::platform::WaitError;
use crate::request::shared::Shared;

/// A call under way.
struct Task {
    future: Pin<Box<dyn Future<Output = CallResult>>>,
    call: HostCall,
    ended_wait: Rc<Cell<Option<WaitEnd>>>,
}

thread_local! {
    static SHARED: Rc<Shared> = Rc::default();
    /// The calls under way, by their id. A call that is being polled is not in the table.
    static TASKS: RefCell<Vec<Option<Task>>> = const { RefCell::new(Vec::new()) };
}

/// Begins a call, or rejects it if an argument is invalid. Returns the id of the call.
pub(super) fn spawn(call: HostCall, work: Result<Work, Box<ArgumentError>>) -> u32 {
    let ended_wait = Rc::default();
    let browser = Browser {
        call: call.clone(),
        ended_wait: Rc::clone(&ended_wait),
    };
    let shared = SHARED.with(Rc::clone);
    let future = async move { work?.run(browser, shared).await };
    let call_id = reserve_id();
    poll(
        call_id,
        Task {
            future: Box::pin(future),
            call,
            ended_wait,
        },
    );
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
    let task = TASKS.with_borrow_mut(|tasks| tasks.get_mut(call_id as usize)?.take());
    if let Some(task) = task {
        task.ended_wait.set(Some(end));
        poll(call_id, task);
    }
}

fn poll(call_id: u32, mut task: Task) {
    // JavaScript reports the end of a wait by the id of the call, so that no waker is needed.
    let mut context = Context::from_waker(Waker::noop());
    match task.future.as_mut().poll(&mut context) {
        Poll::Ready(result) => {
            // Dropped first: the portal may make the next call for the device when this one settles.
            drop(task.future);
            match result {
                Ok(value) => task.call.resolve(&value),
                Err(failure) => task.call.reject(&to_js(&failure.record())),
            }
        }
        Poll::Pending => TASKS.with_borrow_mut(|tasks| {
            if let Some(place) = tasks.get_mut(call_id as usize) {
                *place = Some(task);
            }
        }),
    }
}

/// The id of a free place in the table.
fn reserve_id() -> u32 {
    TASKS.with_borrow_mut(|tasks| {
        let free = tasks.iter().position(Option::is_none);
        let index = free.unwrap_or_else(|| {
            tasks.push(None);
            tasks.len().saturating_sub(1)
        });
        index as u32
    })
}
