//! One call, from checked arguments to a receipt or a failure.
//!
//! An [`Ongoing`] call only decides: it says what is to be done next, a [`Step`], and is told how that
//! [`Ended`]. Whoever runs it (the browser, or a test with a clock of its own) does the waiting, so
//! nothing here needs a network, a timer or a promise.

use crate::arguments::{Call, TokenSource};
use crate::error::{Error, Wait};
use crate::gate::{Gate, Pause};
use crate::graph_error::Details;
use crate::in_flight::InFlight;
use crate::reply::{Reply, Response};
use crate::report::{Failure, Receipt};
use crate::retry::{Budget, told_wait_ms, untold_wait_ms};
pub use crate::step::{Ended, Given, Step, World};
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

/// What all calls of one page share.
#[derive(Default)]
pub struct Page {
    /// The devices that have a call under way.
    pub in_flight: InFlight,
    /// The origins that asked for a pause.
    pub gate: Gate,
}

impl Page {
    /// Nothing has happened yet.
    pub const fn new() -> Page {
        Page {
            in_flight: InFlight::new(),
            gate: Gate::new(),
        }
    }
}

/// A call under way. There is never more than one attempt at a time, and none while another call
/// for the device is under way.
pub struct Ongoing {
    call: Call,
    step: Step,
    budget: Budget,
    retries: u32,
    may_answer_challenge: bool,
    claims: Option<String>,
    /// The closing of the gate that is waited out.
    closed: Option<Pause>,
    /// In hand, for the next attempt.
    token: Option<Token>,
    /// The token of each attempt: none of them may come back out of a server's reply.
    sent: Vec<Token>,
    /// The reply to the last attempt, once it has come.
    reply: Option<Reply>,
    result: Result<(), Error>,
}

impl Ongoing {
    /// A call that has not begun.
    pub fn new(call: Call) -> Ongoing {
        Ongoing {
            may_answer_challenge: matches!(call.token, TokenSource::Function),
            budget: Budget::new(call.limits.retry_budget_ms),
            call,
            step: Step::End,
            retries: 0,
            claims: None,
            closed: None,
            token: None,
            sent: Vec::new(),
            reply: None,
            result: Ok(()),
        }
    }

    /// Begins it.
    pub fn start(&mut self, page: &Page, world: &impl World) -> Step {
        self.step = match page.in_flight.enter(&self.call.request.device) {
            true => self.proceed(page, world),
            false => self.fail(Error::AlreadyInFlight),
        };
        self.step
    }

    /// Goes on after the last step has ended.
    pub fn resume<G: Given>(&mut self, ended: &Ended<G>, page: &Page, world: &impl World) -> Step {
        self.step = match (self.step, ended) {
            (Step::End, _) => Step::End,
            (_, Ended::Aborted) => self.fail(Error::Aborted),
            (Step::Ask, Ended::Value(given)) => match Token::from_value(given.value()) {
                Ok(token) => {
                    self.token = Some(token);
                    self.proceed(page, world)
                }
                Err(fault) => self.fail(Error::TokenProviderGave(fault)),
            },
            (Step::Ask, Ended::Refused) => self.fail(Error::TokenProviderThrew),
            (Step::Ask, Ended::TimedOut) => self.fail(Error::Timeout(Wait::Token)),
            (Step::Send, Ended::Value(response)) => self.replied(response, page, world),
            (Step::Send, Ended::Refused) => self.fail(Error::NoReply),
            (Step::Send, Ended::TimedOut) => self.fail(Error::Timeout(Wait::Reply)),
            (Step::Read, Ended::Value(document)) => self.explained(Details::of(document)),
            (Step::Sleep(_), _) => {
                // A gate that was waited out is open, whatever a coarse clock says.
                if let Some(closed) = self.closed.take() {
                    page.gate.passed(closed);
                }
                self.proceed(page, world)
            }
            (Step::Read, _) => Step::End,
        };
        self.step
    }

    /// The claims that the token function is asked with, as JSON text.
    pub fn claims(&mut self) -> Option<String> {
        self.claims.take()
    }

    /// What is sent now. From here on the attempt counts.
    pub fn dispatch(&mut self) -> (&Request, Option<&Token>) {
        self.reply = None;
        self.sent.extend(self.token.take());
        (&self.call.request, self.sent.last())
    }

    /// Ends it before the attempt: nothing can be sent from here just now.
    pub fn obstructed(&mut self, obstacle: Error) -> Step {
        self.step = self.fail(obstacle);
        self.step
    }

    /// The device that it is for.
    #[cfg(feature = "provoke")]
    pub fn device(&self) -> &str {
        &self.call.request.device
    }

    /// How long a token or an attempt may take, in milliseconds.
    pub const fn timeout_ms(&self) -> u32 {
        self.call.limits.timeout_ms
    }

    /// How it ended.
    pub fn end(&mut self, page: &Page) -> Result<Receipt, Box<Failure>> {
        if !matches!(self.result, Err(Error::AlreadyInFlight)) {
            page.in_flight.leave(&self.call.request.device);
        }
        let attempts = self.sent.len() as u32;
        let reply = self.reply.take();
        match core::mem::replace(&mut self.result, Ok(())) {
            Ok(()) => Ok(Receipt { attempts, reply }),
            Err(error) => Err(Box::new(Failure {
                error,
                attempts,
                reply,
            })),
        }
    }

    /// Up to the next attempt: an open gate, and a token.
    fn proceed(&mut self, page: &Page, world: &impl World) -> Step {
        // Looked at again after every wait: another call may have been told to wait meanwhile.
        if let Some(closed) = page.gate.pause(&self.call.request.origin, world.now_ms()) {
            return match self.sleep(Some(closed), told_wait_ms(closed.ms, world.random())) {
                Some(sleep) => sleep,
                None => self.fail(Error::GateClosed(closed.ms)),
            };
        }
        // Asked anew for each attempt, because a token can expire during a wait. One that is in
        // hand when the gate closes is kept: to ask again would lose the claims that it was asked
        // for with.
        match &self.call.token {
            _ if self.token.is_some() => Step::Send,
            TokenSource::Function => Step::Ask,
            TokenSource::Fixed(token) => {
                self.token = Some(token.clone());
                Step::Send
            }
        }
    }

    /// A status has come. Only two replies lead to another attempt: 429, after a wait, and once a
    /// claims challenge, with a new token.
    fn replied(&mut self, response: &impl Response, page: &Page, world: &impl World) -> Step {
        let now_ms = world.now_ms();
        let reply = self.keep(Reply::of(response, now_ms));
        let told = reply.told;
        self.result = reply.verdict();
        match self.result {
            Ok(()) => Step::End,
            Err(Error::Throttled) => {
                // A 429 that says how long closes the gate for every call of the page.
                let origin = &self.call.request.origin;
                let closed = told.map(|told| page.gate.close(origin, now_ms, told.wait_ms));
                if self.retries >= self.call.limits.max_retries {
                    return Step::Read;
                }
                let wait_ms = match told {
                    Some(told) => told_wait_ms(told.wait_ms, world.random()),
                    None => untold_wait_ms(self.retries, world.random()),
                };
                self.retries = self.retries.saturating_add(1);
                self.sleep(closed, wait_ms).unwrap_or(Step::Read)
            }
            Err(Error::ClaimsChallenge) if self.may_answer_challenge => {
                self.may_answer_challenge = false;
                self.claims = self.reply.as_ref().and_then(|reply| reply.claims.clone());
                self.proceed(page, world)
            }
            Err(_) => Step::Read,
        }
    }

    /// The body adds to the error what it can.
    fn explained(&mut self, details: Details) -> Step {
        // Intune says under 401 too that a role is missing; a new token would change nothing.
        if matches!(self.result, Err(Error::Unauthenticated)) && details.is_forbidden() {
            self.result = Err(Error::Forbidden);
        }
        if let Some(mut reply) = self.reply.take() {
            reply.details = details;
            self.keep(reply);
        }
        Step::End
    }

    /// Keeps a reply without any text that holds a token.
    fn keep(&mut self, mut reply: Reply) -> &Reply {
        for token in &self.sent {
            reply.hide(token);
        }
        self.reply.insert(reply)
    }

    /// A wait, if the budget allows it.
    fn sleep(&mut self, closed: Option<Pause>, wait_ms: u64) -> Option<Step> {
        let wait_ms = self.budget.take(wait_ms)?;
        self.closed = closed.filter(|closed| closed.ms <= u64::from(wait_ms));
        Some(Step::Sleep(wait_ms))
    }

    fn fail(&mut self, error: Error) -> Step {
        self.result = Err(error);
        Step::End
    }
}
