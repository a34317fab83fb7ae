//! One call, from checked arguments to a receipt or a failure.
//!
//! The network, the clock, the random numbers and the portal's token function are behind
//! [`Transport`], so that native tests can script every reply and no test has to wait. Futures that
//! lose a race are dropped, and dropping is what aborts a `fetch`, cancels a body and clears a
//! timer: no path needs clean-up code of its own.

use core::future::Future;
use core::pin::pin;

use futures_util::future::{Either, select};

use crate::error::{Error, Wait};
use crate::gate::{Gate, Pause};
use crate::graph_error::Details;
use crate::in_flight::InFlight;
use crate::progress::Progress;
use crate::reply::{Reply, Response};
use crate::report::{Failure, Receipt};
use crate::retry::{Budget, told_wait_ms, untold_wait_ms};
use crate::token::Token;

/// What is sent, but for the token.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// The whole address.
    pub url: String,
    /// Graph's origin, the first part of it.
    pub origin: String,
    /// What tells one device's calls from another's: the origin and the lower-cased
    /// managedDeviceId. Two scopes may lead to one device.
    pub device: String,
    /// Sent as `client-request-id` with every attempt.
    pub client_request_id: Option<String>,
}

/// How long and how often a call may try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The bound on each wait for a token and on each attempt, in milliseconds.
    pub timeout_ms: u32,
    /// How many times a throttled attempt is made again.
    pub max_retries: u32,
    /// All waits of the call together, in milliseconds.
    pub retry_budget_ms: u32,
}

impl Limits {
    /// The longest that a call can take, in milliseconds: a token and an attempt for the first
    /// try, each retry and the answer to one challenge, and all the waits.
    pub fn longest_ms(&self) -> u64 {
        let tries = u64::from(self.max_retries).saturating_add(2);
        let each = u64::from(self.timeout_ms).saturating_mul(2);
        tries
            .saturating_mul(each)
            .saturating_add(self.retry_budget_ms.into())
    }
}

/// What all calls of one page share.
#[derive(Default)]
pub struct Page {
    /// The devices that have a call under way.
    pub in_flight: InFlight,
    /// The origins that asked for a pause.
    pub gate: Gate,
}

/// The world around a call.
#[expect(
    async_fn_in_trait,
    reason = "single-threaded: no caller needs the futures to be Send"
)]
pub trait Transport {
    /// What a `fetch` gives.
    type Response: Response;

    /// The token for the next attempt; `claims` is what a challenge asked for, as JSON text.
    async fn token(&self, claims: Option<&str>) -> Result<Token, Error>;

    /// Whether [`Transport::token`] can give another token than before.
    fn renews_tokens(&self) -> bool;

    /// Why nothing can be sent from here just now, if that is known beforehand.
    fn obstacle(&self) -> Option<Error>;

    /// Dispatches one `fetch` and waits for its status; nothing if no reply came at all.
    async fn send(&self, request: &Request, token: &Token) -> Option<Self::Response>;

    /// Ends when that many milliseconds have passed.
    async fn sleep(&self, milliseconds: u32);

    /// The call is about to wait that many milliseconds, because Graph asked it to or is throttling.
    fn waiting(&self, _milliseconds: u32) {}

    /// Ends when the caller's signal fires; it may have fired before.
    async fn aborted(&self);

    /// Milliseconds since the epoch.
    fn now_ms(&self) -> f64;

    /// A random number in [0, 1).
    fn random(&self) -> f64;
}

/// Makes one call: never more than one attempt at a time, and none while another call for the
/// device is under way.
pub async fn run(
    transport: &impl Transport,
    page: &Page,
    request: &Request,
    limits: Limits,
) -> Result<Receipt, Failure> {
    let progress = Progress::default();
    let attempts = async {
        let Some(_place) = page.in_flight.enter(&request.device) else {
            return Err(Error::AlreadyInFlight);
        };
        attempts(transport, &page.gate, request, limits, &progress).await
    };
    // The signal is polled first: once it has fired, nothing more starts.
    let result = match select(pin!(transport.aborted()), pin!(attempts)).await {
        Either::Left(_) => Err(Error::Aborted),
        Either::Right((result, _)) => result,
    };
    let (attempts, reply) = progress.end();
    match result {
        Ok(()) => Ok(Receipt::new(attempts, reply)),
        Err(error) => Err(Failure::new(error, attempts, reply)),
    }
}

/// Attempts until one of them decides. Only two replies lead to another: 429, after a wait, and
/// once a claims challenge, with a new token.
async fn attempts(
    transport: &impl Transport,
    gate: &Gate,
    request: &Request,
    limits: Limits,
    progress: &Progress,
) -> Result<(), Error> {
    let mut budget = Budget::new(limits.retry_budget_ms);
    let mut retries = 0;
    let mut challenge = None;
    let mut may_answer_challenge = transport.renews_tokens();
    loop {
        pass(transport, gate, &request.origin, &mut budget).await?;
        // Asked anew each time: a token can expire during a wait.
        let claims = challenge.take();
        let token = transport.token(claims.as_deref());
        let token = within(token, transport.sleep(limits.timeout_ms)).await;
        let token = token.ok_or(Error::Timeout(Wait::Token))??;
        // Another call may have been told to wait meanwhile. The token is kept: to ask again would
        // lose the claims that it was asked for with, and could outlast the longest call.
        pass(transport, gate, &request.origin, &mut budget).await?;
        if let Some(obstacle) = transport.obstacle() {
            return Err(obstacle);
        }

        progress.dispatched(&token);
        // One clock for the attempt, head and body; it starts when it is first waited for.
        let mut deadline = pin!(transport.sleep(limits.timeout_ms));
        let sent = within(transport.send(request, &token), deadline.as_mut()).await;
        let response = sent
            .ok_or(Error::Timeout(Wait::Reply))?
            .ok_or(Error::NoReply)?;
        let reply = progress.replied(Reply::of(&response, transport.now_ms()));

        let Err(error) = reply.verdict() else {
            return Ok(());
        };
        let closed = close(gate, request, &reply, transport);
        match error {
            Error::Throttled if retries < limits.max_retries => {
                let wait_ms = match reply.told {
                    Some(told) => told_wait_ms(told.wait_ms, transport.random()),
                    None => untold_wait_ms(retries, transport.random()),
                };
                if let Some(wait) = budget.take(wait_ms) {
                    // Its body says nothing that a wait would need: it is not waited for.
                    drop(response);
                    retries = retries.saturating_add(1);
                    pause(transport, gate, closed, wait).await;
                    continue;
                }
            }
            Error::ClaimsChallenge if may_answer_challenge => {
                may_answer_challenge = false;
                challenge = reply.claims;
                continue;
            }
            _ => {}
        }
        return Err(explained(error, response, deadline, progress).await);
    }
}

/// Waits as long as the gate is closed, if the budget allows it.
async fn pass(
    transport: &impl Transport,
    gate: &Gate,
    origin: &str,
    budget: &mut Budget,
) -> Result<(), Error> {
    loop {
        // Looked at again after a wait: another call may have been told to wait longer.
        let Some(closed) = gate.pause(origin, transport.now_ms()) else {
            return Ok(());
        };
        let wait_ms = told_wait_ms(closed.ms, transport.random());
        let wait = budget.take(wait_ms).ok_or(Error::GateClosed(closed.ms))?;
        pause(transport, gate, Some(closed), wait).await;
    }
}

/// Waits, and opens the gate again if it was waited for.
async fn pause(transport: &impl Transport, gate: &Gate, closed: Option<Pause>, wait_ms: u32) {
    transport.waiting(wait_ms);
    transport.sleep(wait_ms).await;
    if let Some(closed) = closed
        && closed.ms <= u64::from(wait_ms)
    {
        gate.passed(closed);
    }
}

/// A 429 that says how long closes the gate for every call of the page.
fn close(
    gate: &Gate,
    request: &Request,
    reply: &Reply,
    transport: &impl Transport,
) -> Option<Pause> {
    match (reply.verdict(), reply.told) {
        (Err(Error::Throttled), Some(told)) => {
            Some(gate.close(&request.origin, transport.now_ms(), told.wait_ms))
        }
        _ => None,
    }
}

/// The error with what the body adds to it, as far as it comes within the attempt's time.
async fn explained<R: Response>(
    error: Error,
    response: R,
    deadline: impl Future,
    progress: &Progress,
) -> Error {
    let document = within(response.json(), deadline).await.flatten();
    let details = document.map_or(Details::NONE, |document| Details::of(&document));
    // Intune says under 401 too that a role is missing; a new token would change nothing.
    let is_forbidden = error == Error::Unauthenticated && details.is_forbidden();
    progress.explained(details);
    if is_forbidden {
        Error::Forbidden
    } else {
        error
    }
}

/// What the future gives, unless the time is up first. The timer starts only if there is a wait.
async fn within<T>(future: impl Future<Output = T>, deadline: impl Future) -> Option<T> {
    match select(pin!(future), pin!(deadline)).await {
        Either::Left((value, _)) => Some(value),
        Either::Right(_) => None,
    }
}
