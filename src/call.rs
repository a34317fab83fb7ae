//! One call, from checked arguments to a receipt or a failure.
//!
//! The network, the clock and the portal's token function are behind [`Transport`], so that native
//! tests can script every reply and no test has to wait. Futures that lose a race are dropped, and
//! dropping is what aborts a `fetch` and clears a timer: no path needs clean-up code of its own.

use core::cell::{Cell, RefCell};
use core::future::Future;
use core::pin::pin;

use futures_util::future::{Either, select};

use crate::error::{Error, Wait};
use crate::in_flight::InFlight;
use crate::reply::Reply;
use crate::report::{Failure, Receipt};
use crate::token::Token;

/// What is sent, but for the token.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// The whole address.
    pub url: String,
    /// What tells one device's calls from another's: Graph's origin and the lower-cased
    /// managedDeviceId. Two scopes may lead to one device.
    pub device: String,
}

/// The world around a call.
#[expect(
    async_fn_in_trait,
    reason = "single-threaded: no caller needs the futures to be Send"
)]
pub trait Transport {
    /// The token for the next attempt.
    async fn token(&self) -> Result<Token, Error>;

    /// Dispatches one `fetch` and waits for its status; nothing if no reply came at all.
    async fn send(&self, request: &Request, token: &Token) -> Option<Reply>;

    /// Ends when that many milliseconds have passed.
    async fn sleep(&self, milliseconds: u32);

    /// Ends when the caller's signal fires; it may have fired before.
    async fn aborted(&self);

    /// Why nothing can be sent from here just now, if that is known beforehand.
    fn obstacle(&self) -> Option<Error>;
}

/// Makes one call: at most one attempt, and none while another call for the device is under way.
pub async fn run(
    transport: &impl Transport,
    in_flight: &InFlight,
    request: &Request,
    timeout_ms: u32,
) -> Result<Receipt, Failure> {
    let progress = Progress::default();
    let attempts = async {
        let Some(_place) = in_flight.enter(&request.device) else {
            return Err(Error::AlreadyInFlight);
        };
        attempt(transport, request, timeout_ms, &progress).await
    };
    // The signal is polled first: one that fired before the call lets nothing start.
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

async fn attempt(
    transport: &impl Transport,
    request: &Request,
    timeout_ms: u32,
    progress: &Progress,
) -> Result<(), Error> {
    let token = within(transport, timeout_ms, Wait::Token, transport.token()).await??;
    if let Some(obstacle) = transport.obstacle() {
        return Err(obstacle);
    }
    progress.dispatched();
    let reply = within(
        transport,
        timeout_ms,
        Wait::Reply,
        transport.send(request, &token),
    )
    .await?
    .ok_or(Error::NoReply)?;
    let verdict = reply.verdict();
    progress.replied(reply);
    verdict
}

/// What `future` gives, unless the time is up first. The timer starts only if there is a wait.
async fn within<T>(
    transport: &impl Transport,
    timeout_ms: u32,
    wait: Wait,
    future: impl Future<Output = T>,
) -> Result<T, Error> {
    match select(pin!(future), pin!(transport.sleep(timeout_ms))).await {
        Either::Left((value, _)) => Ok(value),
        Either::Right(_) => Err(Error::Timeout(wait)),
    }
}

/// How far a call has come: what remains known when the race is lost in the middle of an attempt.
#[derive(Default)]
struct Progress {
    attempts: Cell<u32>,
    /// The reply to the last attempt, once it has come.
    reply: RefCell<Option<Reply>>,
}

impl Progress {
    fn dispatched(&self) {
        self.attempts.set(self.attempts.get().saturating_add(1));
        self.reply.replace(None);
    }

    fn replied(&self, reply: Reply) {
        self.reply.replace(Some(reply));
    }

    fn end(self) -> (u32, Option<Reply>) {
        (self.attempts.get(), self.reply.into_inner())
    }
}
