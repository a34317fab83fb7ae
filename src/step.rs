//! Between a call and whoever runs it: what is to be done, how that ended, and what a call needs to
//! know besides.

use crate::json::Json;
use crate::reply::Response;
use crate::value::Value;

/// What a call needs to know of the world at any moment.
pub trait World {
    /// Milliseconds since the epoch.
    fn now_ms(&self) -> f64;

    /// A random number in [0, 1).
    fn random(&self) -> f64;
}

/// What a call waits for. Only the first two are bound by [`Limits::timeout_ms`](crate::call::Limits::timeout_ms); a body has what its
/// attempt left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Ask the portal's function for a token, with [`Ongoing::claims`](crate::call::Ongoing::claims).
    Ask,
    /// Dispatch one `fetch`, of [`Ongoing::dispatch`](crate::call::Ongoing::dispatch), and wait for its status.
    Send,
    /// Read the body of what that gave, at most [`Ongoing::longest_body`](crate::call::Ongoing::longest_body) of it, as a JSON document.
    Read,
    /// Wait that many milliseconds: Graph asked for it, or is throttling.
    Sleep(u32),
    /// Wait that many milliseconds for a session: nothing is wrong.
    Pause(u32),
    /// Nothing more: [`Ongoing::end`](crate::call::Ongoing::end) says how it ended.
    End,
}

/// How a step ended. A signal that has fired wins over whatever comes at the same instant.
pub enum Ended<G> {
    /// With what was waited for; of [`Step::Sleep`] and [`Step::Pause`] never.
    Value(G),
    /// It was refused: an exception, a rejection, a body that is no JSON.
    Refused,
    /// The time is up, which for [`Step::Sleep`] and [`Step::Pause`] is the end that was meant.
    TimedOut,
    /// The caller's signal fired.
    Aborted,
}

/// Something from outside: what a token function or `fetch` gave, or a parsed document. It is what
/// the step asked for, or it behaves as nothing at all.
pub trait Given: Response + Json {
    /// As a value from the portal.
    fn value(&self) -> Value;
}
