//! What a reply leads to, or that none has come.

use super::{Ended, Given, Ongoing, Page, Request, Step, World};
use crate::error::{Error, Wait};
use crate::gate::Pause;
use crate::graph_error::Details;
use crate::reply::{Reply, Response};
use crate::retry::{Told, told_wait_ms, untold_wait_ms};
use crate::token::Token;

impl Ongoing {
    /// A status has come. Only two replies to the action lead to another attempt: 429, after a wait,
    /// and once a claims challenge, with a new token.
    pub(super) fn replied(
        &mut self,
        response: &impl Response,
        page: &Page,
        world: &impl World,
    ) -> Step {
        let now_ms = world.now_ms();
        let Request { aim, origin, .. } = &self.call.request;
        let purpose = aim.purpose;
        let mut reply = Box::new(Reply::of(response, purpose, now_ms));
        hide(&mut reply, &self.sent);
        let told = reply.told;
        let status = reply.status();
        self.result = reply.verdict();
        // A 429 that says how long closes the gate for every call of the page.
        let closed = told
            .filter(|_| matches!(self.result, Err(Error::Throttled)))
            .map(|told| page.gate.close(origin, now_ms, told.wait_ms));
        let reply = self.reply.insert(reply);
        match self.result {
            Ok(()) if purpose.is_read() => Step::Read,
            Ok(()) => Step::End,
            Err(Error::ClaimsChallenge) if self.may_answer_challenge => {
                self.may_answer_challenge = false;
                self.claims = reply.claims.clone();
                self.proceed(page, world)
            }
            Err(Error::Throttled) => self.again(told, closed, page, world).unwrap_or(Step::Read),
            Err(_) if purpose.may_be_read_again(status) => {
                self.again(told, None, page, world).unwrap_or(Step::Read)
            }
            Err(_) => Step::Read,
        }
    }

    /// No reply came. The action may have been acted on, and is never sent again.
    pub(super) fn lost(&mut self, page: &Page, world: &impl World) -> Step {
        let again = match self.call.request.aim.purpose.is_read() {
            true => self.again(None, None, page, world),
            false => None,
        };
        again.unwrap_or_else(|| self.fail(Error::NoReply))
    }

    /// Another attempt after a wait, if retries and budget allow it.
    fn again(
        &mut self,
        told: Option<Told>,
        closed: Option<Pause>,
        page: &Page,
        world: &impl World,
    ) -> Option<Step> {
        if self.retries >= self.call.limits.max_retries {
            return None;
        }
        let wait_ms = match told {
            Some(told) => told_wait_ms(told.wait_ms, world.random()),
            None => untold_wait_ms(self.retries, world.random()),
        };
        self.retries = self.retries.saturating_add(1);
        if closed.is_some() && self.call.is_queued {
            // It waits with the queue, and as the queue does.
            return Some(self.proceed(page, world));
        }
        let wait_ms = self.take(wait_ms, world)?;
        Some(self.sleep(closed, wait_ms))
    }

    /// What a read was for has come, or not.
    pub(super) fn read<G: Given>(
        &mut self,
        ended: &Ended<G>,
        page: &Page,
        world: &impl World,
    ) -> Step {
        match ended {
            Ended::Value(document) if self.call.request.aim.purpose.fits(document) => Step::End,
            // It broke off after the status, which is no answer either.
            Ended::Refused => self.lost(page, world),
            Ended::TimedOut => self.fail(Error::Timeout(Wait::Reply)),
            _ => self.fail(Error::UnexpectedResponse),
        }
    }

    /// The body adds to the error what it can.
    pub(super) fn explained(&mut self, details: Details) -> Step {
        // Intune says under 401 too that a role is missing; a new token would change nothing.
        if matches!(self.result, Err(Error::Unauthenticated)) && details.is_forbidden() {
            self.result = Err(Error::Forbidden);
        }
        if let Some(reply) = &mut self.reply {
            reply.details = details;
            hide(reply, &self.sent);
        }
        Step::End
    }
}

/// Leaves out every text that holds a token of the call.
fn hide(reply: &mut Reply, sent: &[Token]) {
    for token in sent {
        reply.hide(token);
    }
}
