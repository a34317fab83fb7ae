//! When a request is sent again: how often, and after which wait.

use crate::arguments::options::MAX_MS;
use crate::error::Error;
use crate::platform::Platform;
use crate::reply::retry_after::RetryAfter;
use crate::request::backoff::{Budget, retry_after_wait_ms, wait_before_retry_ms};
use crate::request::context::{CallContext, Request};
use crate::request::pace::Turn;
use crate::request::throttle::Pause;

/// The waits of one request.
pub(crate) struct Retries<'a, P> {
    context: &'a CallContext<'a, P>,
    request: &'a Request<'a>,
    budget: Budget,
    used: u32,
    /// The wait before the next attempt.
    planned: Option<Wait>,
}

struct Wait {
    ms: u32,
    /// The pause of the gate that is over after this wait.
    pause: Option<Pause>,
}

impl<'a, P: Platform> Retries<'a, P> {
    /// No retry is used up yet.
    pub(crate) fn new(context: &'a CallContext<'a, P>, request: &'a Request<'a>) -> Retries<'a, P> {
        Retries {
            context,
            request,
            budget: Budget::new(request.limits.retry_budget_ms),
            used: 0,
            planned: None,
        }
    }

    /// Plans another attempt. False if retries or time are used up.
    pub(crate) fn plan(&mut self, retry_after: Option<RetryAfter>, pause: Option<Pause>) -> bool {
        if self.used >= self.request.limits.max_retries {
            return false;
        }
        let random = self.context.platform.random();
        let wait_ms = wait_before_retry_ms(retry_after, self.used, random);
        self.used = self.used.saturating_add(1);
        if pause.is_some() && self.context.spec.in_batch {
            // The whole batch waits at the gate, which comes next.
            return true;
        }
        self.planned = self.take(wait_ms).map(|ms| Wait { ms, pause });
        self.planned.is_some()
    }

    /// Waits as planned, and then until the gate is open. It looks at the gate again after every
    /// wait, because another call may have closed it again.
    pub(crate) async fn wait(&mut self) -> Result<(), Error> {
        let CallContext {
            platform,
            shared,
            spec,
            ..
        } = self.context;
        loop {
            if let Some(wait) = self.planned.take() {
                if wait.ms > 0 {
                    platform.on_wait(wait.ms);
                    platform.sleep(wait.ms).await?;
                }
                // After a wait for the whole pause the gate is open, whatever the clock says.
                if let Some(pause) = wait.pause
                    && pause.left_ms <= u64::from(wait.ms)
                {
                    shared.gate.open(spec.options.origin.as_str(), pause);
                }
            }
            let Some(pause) = shared
                .gate
                .pause(spec.options.origin.as_str(), platform.now_ms())
            else {
                return Ok(());
            };
            let wait_ms = retry_after_wait_ms(pause.left_ms, platform.random());
            let ms = match spec.in_batch {
                true => u32::try_from(wait_ms).ok().filter(|ms| *ms <= MAX_MS),
                false => self.take(wait_ms),
            };
            let ms = ms.ok_or(Error::GateClosed(pause.left_ms))?;
            let pause = Some(pause);
            self.planned = Some(Wait { ms, pause });
        }
    }

    /// Waits as planned, and then until it is the turn of this request. Only a batch takes turns.
    pub(crate) async fn wait_for_turn(&mut self) -> Result<Option<Turn<'a>>, Error> {
        if !self.context.spec.in_batch {
            self.wait().await?;
            return Ok(None);
        }
        let place = self.context.shared.pace.queue(self.used);
        loop {
            self.wait().await?;
            if let Some(turn) = place.turn(self.context.spec.options.concurrency) {
                return Ok(Some(turn));
            }
            self.context.platform.sleep(place.check_ms()).await?;
        }
    }

    /// Takes a wait out of the budget. `None` if it is too long for the budget or the deadline.
    fn take(&mut self, wait_ms: u64) -> Option<u32> {
        let wait_ms = self.budget.take(wait_ms)?;
        (wait_ms <= self.request.left_ms(self.context.platform)).then_some(wait_ms)
    }
}
