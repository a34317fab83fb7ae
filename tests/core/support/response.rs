//! [`TestResponse`], which stands in for the browser's `Response`, and the body that belongs to it.

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use super::challenge;
use super::event_log::EventLog;
use super::replies::ScriptedReply;
use super::script::Scripted;
use crate::reply::reply::{ReplyStatus, Response};

/// One attempt, from `fetch` until its response is dropped. In the browser, dropping the response
/// gives up whatever the call's one attempt still holds (`AttemptGuard` in `src/wasm/browser.rs`), so
/// that the next attempt must not have begun by then.
pub(crate) struct AttemptGuard {
    is_attempt_open: Rc<Cell<bool>>,
    /// The time limit of the attempt, its body included.
    pub(crate) deadline_ms: u64,
}

impl AttemptGuard {
    /// Begins an attempt with that time limit.
    pub(crate) fn begin(is_attempt_open: &Rc<Cell<bool>>, deadline_ms: u64) -> AttemptGuard {
        is_attempt_open.set(true);
        AttemptGuard {
            is_attempt_open: is_attempt_open.clone(),
            deadline_ms,
        }
    }
}

impl Drop for AttemptGuard {
    fn drop(&mut self) {
        self.is_attempt_open.set(false);
    }
}

/// A reply that has arrived. The log gets an event if its body is never read.
pub(crate) struct TestResponse {
    status: ReplyStatus,
    headers: Vec<(&'static str, String)>,
    unread_body: RefCell<Option<Scripted<String>>>,
    log: EventLog,
    pub(crate) attempt: AttemptGuard,
}

impl TestResponse {
    pub(crate) fn new(reply: ScriptedReply, log: &EventLog, attempt: AttemptGuard) -> TestResponse {
        TestResponse {
            status: reply.status,
            headers: reply.headers,
            unread_body: RefCell::new(reply.body),
            log: log.clone(),
            attempt,
        }
    }

    /// The body, if there is one and it was not taken before.
    pub(crate) fn take_body(&self) -> Option<Scripted<String>> {
        self.unread_body.take()
    }
}

impl Drop for TestResponse {
    fn drop(&mut self) {
        if self.unread_body.borrow().is_some() {
            self.log.add("body discarded");
        }
    }
}

impl Response for TestResponse {
    fn status(&self) -> ReplyStatus {
        self.status
    }

    fn header(&self, name: &str) -> Option<String> {
        let header = self.headers.iter().find(|(header, _)| *header == name);
        header.map(|(_, value)| value.clone())
    }

    fn decode_base64(base64: &str) -> Option<String> {
        challenge::decode_base64(base64)
    }
}
