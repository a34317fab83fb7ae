//! What a reply leads to, or that none has come.

use super::{Ended, Given, Ongoing, Page, Request, Step, World};
use crate::error::{Error, Wait};
use crate::gate::Pause;
use crate::graph_error::Details;
use crate::reply::{Reply, Response};
use crate::retry::{Told, told_wait_ms, untold_wait_ms};

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
        // A 429 that says how long closes the gate for every call of the page.
        let reply = Reply::of(response, purpose, now_ms);
        let told = reply.told;
        let closed = match (reply.verdict(), told) {
            (Err(Error::Throttled), Some(told)) => {
                Some(page.gate.close(origin, now_ms, told.wait_ms))
            }
            _ => None,
        };
        let reply = self.keep(reply);
        let status = reply.status();
        self.result = reply.verdict();
        match self.result {
            Ok(()) if purpose.is_read() => Step::Read,
            Ok(()) => Step::End,
            Err(Error::Throttled) => self.again(told, closed, world).unwrap_or(Step::Read),
            Err(Error::ClaimsChallenge) if self.may_answer_challenge => {
                self.may_answer_challenge = false;
                self.claims = self.reply.as_ref().and_then(|reply| reply.claims.clone());
                self.proceed(page, world)
            }
            Err(_) if purpose.may_be_read_again(status) => {
                self.again(told, None, world).unwrap_or(Step::Read)
            }
            Err(_) => Step::Read,
        }
    }

    /// No reply came. The action may have been acted on, and is never sent again.
    pub(super) fn lost(&mut self, world: &impl World) -> Step {
        let again = match self.call.request.aim.purpose.is_read() {
            true => self.again(None, None, world),
            false => None,
        };
        again.unwrap_or_else(|| self.fail(Error::NoReply))
    }

    /// Another attempt after a wait, if retries and budget allow it.
    fn again(
        &mut self,
        told: Option<Told>,
        closed: Option<Pause>,
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
        let wait_ms = self.budget.take(wait_ms)?;
        Some(self.sleep(closed, wait_ms))
    }

    /// What a read was for has come, or not.
    pub(super) fn read<G: Given>(&mut self, ended: &Ended<G>) -> Step {
        match ended {
            Ended::Value(document) if self.call.request.aim.purpose.fits(document) => Step::End,
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
}
