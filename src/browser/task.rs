//! The calls under way: does their steps with the face's help, and goes on when one has ended.

use core::cell::Cell;

use gloo_net::http::Headers;
use js_sys::{Date, Math};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::RequestInit;

use super::face::{self, Handle};
use super::outside::Outside;
#[cfg(feature = "provoke")]
use super::provoke::{self, Stage};
use crate::call::{Ended, Ongoing, Page, Step, World};
use crate::error::Error;

/// A call and its side of the face.
pub struct Task {
    pub call: Ongoing,
    pub handle: Handle,
}

/// What all calls share, for as long as this instance of the module lives.
struct Shared {
    page: Page,
    /// By their number; a call that is running is out of its place.
    tasks: Cell<Vec<Option<Box<Task>>>>,
    /// [`INIT`] as an object.
    init: Cell<Option<RequestInit>>,
}

// SAFETY: the module has no threads. (A `thread_local!` would bring half a kilobyte along.)
#[expect(unsafe_code, reason = "to be a static at all")]
unsafe impl Sync for Shared {}

static SHARED: Shared = Shared {
    page: Page::new(),
    tasks: Cell::new(Vec::new()),
    init: Cell::new(None),
};

struct Browser;

impl World for Browser {
    fn now_ms(&self) -> f64 {
        Date::now()
    }

    fn random(&self) -> f64 {
        Math::random()
    }
}

/// Begins the call. Gives its number, for [`resume`].
pub fn start(mut task: Box<Task>) -> usize {
    let mut tasks = SHARED.tasks.take();
    let free = tasks.iter().position(Option::is_none);
    let number = free.unwrap_or_else(|| {
        tasks.push(None);
        tasks.len().saturating_sub(1)
    });
    SHARED.tasks.set(tasks);
    #[cfg(feature = "provoke")]
    if provoke::at(Stage::Entered, task.call.device()) {
        return number;
    }
    let step = task.call.start(&SHARED.page, &Browser);
    perform(number, task, step);
    number
}

/// Goes on with the call of that number, whose step has ended.
pub fn resume(number: usize, ended: Ended<Outside>) {
    let mut tasks = SHARED.tasks.take();
    let task = tasks.get_mut(number).and_then(Option::take);
    SHARED.tasks.set(tasks);
    if let Some(mut task) = task {
        let step = task.call.resume(&ended, &SHARED.page, &Browser);
        perform(number, task, step);
    }
}

fn perform(number: usize, mut task: Box<Task>, mut step: Step) {
    let Task { call, handle } = &mut *task;
    if step == Step::Send
        && let Some(missing) = face::obstacle().as_string()
    {
        step = call.obstructed(match missing.is_empty() {
            true => Error::Offline,
            false => Error::MissingInterface(missing),
        });
    }
    match step {
        Step::Ask => handle.ask(call.claims().as_deref(), call.timeout_ms()),
        #[cfg(feature = "provoke")]
        Step::Send if provoke::at(Stage::Unsent, call.device()) => {}
        Step::Send => {
            send(call, handle);
            #[cfg(feature = "provoke")]
            provoke::at(Stage::Sent, call.device());
        }
        Step::Read => handle.read(),
        Step::Sleep(milliseconds) => handle.sleep(milliseconds),
        Step::End => {
            return match task.call.end(&SHARED.page) {
                Ok(receipt) => task.handle.resolve(&to_js(&receipt)),
                Err(failure) => task.handle.reject(&to_js(&*failure)),
            };
        }
    }
    let mut tasks = SHARED.tasks.take();
    if let Some(place) = tasks.get_mut(number) {
        *place = Some(task);
    }
    SHARED.tasks.set(tasks);
}

/// How every request is sent: the token goes to Graph and nowhere else, and nothing else goes along.
const INIT: [(&str, &str); 5] = [
    ("method", "POST"),
    ("mode", "cors"),
    ("credentials", "omit"),
    ("redirect", "manual"),
    ("referrerPolicy", "no-referrer"),
];

fn send(call: &mut Ongoing, handle: &Handle) {
    let timeout_ms = call.timeout_ms();
    let (request, token) = call.dispatch();
    let headers = Headers::new();
    if let Some(token) = token {
        headers.set("authorization", &token.authorization());
    }
    headers.set("accept", "application/json");
    if let Some(id) = &request.client_request_id {
        headers.set("client-request-id", id);
    }
    // The same for every request, and made once: what crosses the boundary costs time.
    let init = SHARED.init.take().unwrap_or_else(|| {
        let init = RequestInit::new();
        for (name, value) in INIT {
            face::set(&init, name, value);
        }
        init
    });
    handle.send(&request.url, &init, &headers.into_raw(), timeout_ms);
    SHARED.init.set(Some(init));
}

/// Lists of strings, numbers and nulls: serialising them cannot fail.
pub fn to_js(value: &impl Serialize) -> JsValue {
    value
        .serialize(&Serializer::new().serialize_missing_as_null(true))
        .unwrap_or_default()
}
