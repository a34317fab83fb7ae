//! The calls under way: does their steps with the face's help, and goes on when one has ended.

use core::cell::RefCell;

use gloo_net::http::Headers;
use js_sys::{Date, Math};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::face::{self, Handle};
use super::lift;
use super::outside::Outside;
#[cfg(feature = "provoke")]
use super::provoke::{self, Stage};
use crate::arguments::{Call, Follow};
use crate::call::{Ended, Ongoing, Page, Step, World};
use crate::error::Error;
use crate::following::Following;
use crate::report::{Answer, List, Receipt};
use crate::session::{Look, Session, Since};
use crate::started::Progress;

/// A call and its side of the face.
pub struct Task {
    call: Ongoing,
    /// What comes after it, if it is one of several.
    following: Option<Box<Following>>,
    handle: Handle,
}

impl Task {
    /// `earlier` is the progress of another one, if it is taken up.
    pub fn new(mut call: Box<Call>, earlier: &JsValue, handle: Handle) -> Task {
        let follow = call.follow.take();
        let following = follow.map(|follow| following_of(&mut call, follow, earlier));
        Task {
            call: Ongoing::new(call),
            following,
            handle,
        }
    }
}

/// What comes after the call. Out of line, as [`settle`] is: browsers compile a function when it is
/// first called, and most first requests begin without.
#[inline(never)]
fn following_of(call: &mut Call, follow: Follow, earlier: &JsValue) -> Box<Following> {
    let is_resumed = follow.is_resumed;
    let mut following = Box::new(Following::new(call, follow));
    if is_resumed {
        let requested_at = face::peek(earlier, "requestedAt").as_f64();
        let before = Outside(face::peek(earlier, "before"));
        following.take_up(requested_at.unwrap_or_default(), &before);
    }
    following
}

/// What all calls share, for as long as this instance of the module lives.
struct Shared {
    page: Page,
    /// By their number; a call that is running is out of its place.
    tasks: RefCell<Vec<Option<Box<Task>>>>,
}

// SAFETY: the module has no threads. (A `thread_local!` would bring half a kilobyte along.)
#[expect(unsafe_code, reason = "to be a static at all")]
unsafe impl Sync for Shared {}

static SHARED: Shared = Shared {
    page: Page::new(),
    tasks: RefCell::new(Vec::new()),
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
    let mut tasks = SHARED.tasks.borrow_mut();
    let free = tasks.iter().position(Option::is_none);
    let number = free.unwrap_or_else(|| {
        tasks.push(None);
        tasks.len().saturating_sub(1)
    });
    drop(tasks);
    #[cfg(feature = "provoke")]
    if provoke::at(Stage::Entered, task.call.device()) {
        return number;
    }
    let call = &mut task.call;
    let step = match &mut task.following {
        Some(following) => following.start(call, &SHARED.page, &Browser),
        None => call.start(&SHARED.page, &Browser),
    };
    perform(number, task, step, &Ended::Refused);
    number
}

/// Goes on with the call of that number, whose step has ended.
pub fn resume(number: usize, ended: Ended<Outside>) {
    let task = SHARED
        .tasks
        .borrow_mut()
        .get_mut(number)
        .and_then(Option::take);
    if let Some(mut task) = task {
        let step = task.call.resume(&ended, &SHARED.page, &Browser);
        perform(number, task, step, &ended);
    }
}

fn perform(number: usize, mut task: Box<Task>, mut step: Step, ended: &Ended<Outside>) {
    let Task {
        call,
        following,
        handle,
    } = &mut *task;
    loop {
        // Told before it is done: what a portal does when it is told, to abort say, counts.
        if let Some(Progress {
            phase,
            problem,
            requested_at_ms,
            reads,
        }) = following.as_mut().and_then(|following| following.news())
        {
            handle.tell(phase.name(), problem, requested_at_ms, reads);
        }
        if step == Step::Send
            && let Some(obstacle) = obstacle(handle)
        {
            step = call.obstructed(obstacle);
        }
        match following {
            Some(following) if step == Step::End && !following.is_over() => {
                step = following.next(call, ended, &SHARED.page, &Browser, &lift::origin);
            }
            _ => break,
        }
    }
    match step {
        Step::Ask => handle.ask(call.claims().as_deref(), call.timeout_ms(&Browser)),
        #[cfg(feature = "provoke")]
        Step::Send if provoke::at(Stage::Unsent, call.device()) => {}
        Step::Send => {
            send(call, handle);
            #[cfg(feature = "provoke")]
            provoke::at(Stage::Sent, call.device());
        }
        Step::Read => handle.read(call.longest_body()),
        Step::Sleep(milliseconds) => handle.sleep(milliseconds, true),
        Step::Pause(milliseconds) => handle.sleep(milliseconds, false),
        Step::End => return settle(&mut task, ended),
    }
    if let Some(place) = SHARED.tasks.borrow_mut().get_mut(number) {
        *place = Some(task);
    }
}

/// What stands in the way of a request.
fn obstacle(handle: &Handle) -> Option<Error> {
    match handle.obstacle() {
        0 => None,
        1 => Some(Error::Aborted),
        2 => Some(Error::Offline),
        missing => Some(Error::MissingInterface(missing.wrapping_sub(3))),
    }
}

/// Hands out how the call has ended.
#[inline(never)]
fn settle(task: &mut Task, ended: &Ended<Outside>) {
    let Task {
        call,
        following,
        handle,
    } = task;
    let page = &SHARED.page;
    let settled = match following {
        Some(following) => following.end(page).map(|started| {
            accept(handle, &started.receipt);
            handle.add(&started.session.listed(to_js));
            if let Some(failure) = started.failure() {
                handle.add(&failure.listed(to_js));
            }
            let (ended, message) = started.ending.words();
            handle.conclude(ended, message, started.is_compared);
        }),
        None => call.end(ended, page).map(|answer| {
            handle.resolve(&match answer {
                Answer::Receipt(receipt) => {
                    accept(handle, &receipt);
                    JsValue::UNDEFINED
                }
                Answer::Device(device) => {
                    Session::of(Look::of(device), Since::Ever, &lift::origin).listed(to_js)
                }
                Answer::List(list) => list.0.clone(),
            });
        }),
    };
    if let Err(failure) = settled {
        handle.reject(&failure.listed(to_js));
    }
}

fn accept(handle: &Handle, receipt: &Receipt) {
    let [request_id, client_request_id] = receipt.ids();
    handle.accept(receipt.attempts, request_id, client_request_id);
}

fn send(call: &mut Ongoing, handle: &Handle) {
    let timeout_ms = call.timeout_ms(&Browser);
    let (request, token) = call.dispatch();
    let headers = Headers::new();
    if let Some(token) = token {
        headers.set("authorization", &token.authorization());
    }
    headers.set("accept", "application/json");
    if let Some(id) = &request.client_request_id {
        headers.set("client-request-id", id);
    }
    let method = request.aim.purpose.method();
    handle.send(&request.aim.url, method, &headers.into_raw(), timeout_ms);
}

/// Strings, numbers and nulls: serialising them cannot fail.
pub fn to_js(list: List<'_>) -> JsValue {
    list.serialize(&Serializer::new().serialize_missing_as_null(true))
        .unwrap_or_default()
}
