//! One call, from checked arguments to a receipt or a failure.
//!
//! An [`Ongoing`] call only decides: it says what is to be done next, a [`Step`], and is told how that
//! [`Ended`]. Whoever runs it (the browser, or a test with a clock of its own) does the waiting, so
//! nothing here needs a network, a timer or a promise.

use crate::arguments::{Call, TokenSource};
use crate::error::{Error, Wait};
use crate::gate::Pause;
use crate::graph_error::Details;
use crate::options::MAX_MS;
pub use crate::page::Page;
use crate::purpose::Purpose;
use crate::reply::Reply;
use crate::report::{Answer, Failure, Receipt};
pub use crate::request::{Aim, Limits, Request};
use crate::retry::{Budget, told_wait_ms};
pub use crate::step::{Ended, Given, Step, World};
use crate::token::Token;

mod replied;

/// A call under way. There is never more than one attempt at a time, and none while another call
/// for the device is under way.
pub struct Ongoing {
    call: Box<Call>,
    step: Step,
    budget: Budget,
    retries: u32,
    may_answer_challenge: bool,
    claims: Option<String>,
    /// The closing of the gate that is waited out.
    closed: Option<Pause>,
    /// In hand, for the next attempt.
    token: Option<Token>,
    /// When it must be over, in milliseconds since the epoch.
    until_ms: f64,
    /// The token of each attempt: none of them may come back out of a server's reply.
    sent: Vec<Token>,
    /// The reply to the last attempt, once it has come.
    reply: Option<Box<Reply>>,
    result: Result<(), Error>,
}

impl Ongoing {
    /// A call that has not begun.
    pub fn new(call: Box<Call>) -> Ongoing {
        Ongoing {
            may_answer_challenge: matches!(call.token, TokenSource::Function),
            budget: Budget::new(call.limits.retry_budget_ms),
            call,
            step: Step::End,
            retries: 0,
            claims: None,
            closed: None,
            token: None,
            until_ms: f64::INFINITY,
            sent: Vec::new(),
            reply: None,
            result: Ok(()),
        }
    }

    /// Begins it.
    pub fn start(&mut self, page: &Page, world: &impl World) -> Step {
        let Request { device, .. } = &self.call.request;
        self.step = if self.call.is_elsewhere {
            self.fail(Error::ForeignLink)
        } else if device
            .as_deref()
            .is_none_or(|device| page.in_flight.enter(device))
        {
            self.proceed(page, world)
        } else {
            self.fail(Error::AlreadyInFlight)
        };
        self.step
    }

    /// Goes on after the last step has ended.
    pub fn resume<G: Given>(&mut self, ended: &Ended<G>, page: &Page, world: &impl World) -> Step {
        self.step = match (self.step, ended) {
            // A pause is nobody's step but that of whoever strings calls together.
            (Step::End | Step::Pause(_), _) => Step::End,
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
            (Step::Send, Ended::Refused) => self.lost(page, world),
            (Step::Send, Ended::TimedOut) => self.fail(Error::Timeout(Wait::Reply)),
            (Step::Read, ended) if self.result.is_ok() => self.read(ended, page, world),
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

    /// Takes another aim instead, and gives back the one that it had.
    pub const fn exchange(&mut self, aim: &mut Aim) {
        core::mem::swap(&mut self.call.request.aim, aim);
    }

    /// Makes it a call that has not begun, after it has ended, and that must be over by then
    /// (milliseconds since the epoch).
    pub fn renew(&mut self, limits: Limits, until_ms: f64) {
        self.call.limits = limits;
        self.until_ms = until_ms;
        self.budget = Budget::new(limits.retry_budget_ms);
        self.retries = 0;
        self.may_answer_challenge = matches!(self.call.token, TokenSource::Function);
        self.claims = None;
        self.closed = None;
        self.token = None;
        self.sent.clear();
    }

    /// Ends it before the attempt: nothing can be sent from here just now.
    pub fn obstructed(&mut self, obstacle: Error) -> Step {
        self.step = self.fail(obstacle);
        self.step
    }

    /// The device that it is for.
    #[cfg(feature = "provoke")]
    pub fn device(&self) -> &str {
        self.call.request.device.as_deref().unwrap_or_default()
    }

    /// How long a token or an attempt may take, in milliseconds.
    pub fn timeout_ms(&self, world: &impl World) -> u32 {
        self.call.limits.timeout_ms.min(self.left_ms(world))
    }

    /// A cast from f64 saturates.
    fn left_ms(&self, world: &impl World) -> u32 {
        (self.until_ms - world.now_ms()) as u32
    }

    /// The most that is worth reading of a body, in bytes: an error's has a few hundred, a page of
    /// a collection about a million, and 50 000 devices at once some twenty.
    pub const fn longest_body(&self) -> u32 {
        match self.result {
            Ok(()) => 1 << 26,
            Err(_) => 1 << 16,
        }
    }

    /// How it ended. `ended` is how its last step did, which of a read is the document.
    pub fn end<'a, G: Given>(
        &mut self,
        ended: &'a Ended<G>,
        page: &Page,
    ) -> Result<Answer<'a, G>, Box<Failure>> {
        if let (Some(device), false) = (
            &self.call.request.device,
            matches!(self.result, Err(Error::AlreadyInFlight)),
        ) {
            page.in_flight.leave(device);
        }
        let Aim { purpose, .. } = self.call.request.aim;
        let attempts = self.sent.len() as u32;
        let reply = self.reply.take();
        match (core::mem::replace(&mut self.result, Ok(())), purpose, ended) {
            (Ok(()), Purpose::Device, Ended::Value(document)) => Ok(Answer::Device(document)),
            (Ok(()), Purpose::List, Ended::Value(document)) => Ok(Answer::List(document)),
            (Ok(()), ..) => Ok(Answer::Receipt(Box::new(Receipt { attempts, reply }))),
            (Err(error), ..) => Err(Box::new(Failure {
                error,
                purpose,
                attempts,
                reply,
            })),
        }
    }

    /// Up to the next attempt: an open gate, and a token.
    fn proceed(&mut self, page: &Page, world: &impl World) -> Step {
        // Looked at again after every wait: another call may have been told to wait meanwhile.
        if let Some(closed) = page.gate.pause(&self.call.request.origin, world.now_ms()) {
            let wait_ms = told_wait_ms(closed.ms, world.random());
            let wait_ms = match self.call.is_queued {
                // The queue waits for all that are in it: nobody's budget is spent on it.
                true => u32::try_from(wait_ms).ok().filter(|ms| *ms <= MAX_MS),
                false => self.take(wait_ms, world),
            };
            return match wait_ms {
                Some(wait_ms) => self.sleep(Some(closed), wait_ms),
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

    /// Takes a wait out of the budget, if there is time for it.
    fn take(&mut self, wait_ms: u64, world: &impl World) -> Option<u32> {
        let wait_ms = self.budget.take(wait_ms)?;
        (wait_ms <= self.left_ms(world)).then_some(wait_ms)
    }

    /// A wait, which may be one for the gate.
    fn sleep(&mut self, closed: Option<Pause>, wait_ms: u32) -> Step {
        self.closed = closed.filter(|closed| closed.ms <= u64::from(wait_ms));
        Step::Sleep(wait_ms)
    }

    fn fail(&mut self, error: Error) -> Step {
        self.result = Err(error);
        Step::End
    }
}
