//! When a request is sent again: how often, and after which wait.

use crate::arguments::options::MAX_MS;
use crate::error::Error;
use crate::platform::{Aborted, Platform};
use crate::request::attempts::{CallContext, Request};
use crate::request::backoff::{Budget, retry_after_wait_ms, wait_before_retry_ms};
use crate::request::retry_after::RetryAfter;
use crate::request::throttle::Pause;

/// The waits of one request.
pub(crate) struct Retries<'a, P> {
    context: &'a CallContext<'a, P>,
    request: &'a Request<'a>,
    budget: Budget,
    used: u32,
}

/// A wait before an attempt.
pub(crate) struct Wait {
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
        }
    }

    /// The wait before another attempt. `None` if retries or time are used up.
    pub(crate) fn plan(
        &mut self,
        retry_after: Option<RetryAfter>,
        pause: Option<Pause>,
    ) -> Option<Wait> {
        if self.used >= self.request.limits.max_retries {
            return None;
        }
        let random = self.context.platform.random();
        let wait_ms = wait_before_retry_ms(retry_after, self.used, random);
        self.used = self.used.saturating_add(1);
        if pause.is_some() && self.context.spec.in_batch {
            // The whole batch waits at the gate, which comes next.
            return Some(Wait { ms: 0, pause: None });
        }
        let ms = self.take(wait_ms)?;
        Some(Wait { ms, pause })
    }

    /// Waits until the gate is open. It looks again after every wait, because another call may have
    /// closed the gate again.
    pub(crate) async fn wait_for_gate(&mut self) -> Result<(), Error> {
        let CallContext {
            platform,
            shared,
            spec,
            ..
        } = self.context;
        while let Some(pause) = shared.gate.pause(&spec.origin, platform.now_ms()) {
            let wait_ms = retry_after_wait_ms(pause.left_ms, platform.random());
            let ms = match spec.in_batch {
                true => u32::try_from(wait_ms).ok().filter(|ms| *ms <= MAX_MS),
                false => self.take(wait_ms),
            };
            let ms = ms.ok_or(Error::GateClosed(pause.left_ms))?;
            let pause = Some(pause);
            self.wait(Wait { ms, pause }).await?;
        }
        Ok(())
    }

    /// Waits. After a pause of the gate that is over, it opens the gate.
    pub(crate) async fn wait(&self, wait: Wait) -> Result<(), Aborted> {
        let CallContext {
            platform, shared, ..
        } = self.context;
        if wait.ms > 0 {
            platform.on_wait(wait.ms);
            platform.sleep(wait.ms).await?;
        }
        if let Some(pause) = wait
            .pause
            .filter(|pause| pause.left_ms <= u64::from(wait.ms))
        {
            shared.gate.open(pause);
        }
        Ok(())
    }

    /// Takes a wait out of the budget. `None` if it is too long for the budget or the deadline.
    fn take(&mut self, wait_ms: u64) -> Option<u32> {
        let wait_ms = self.budget.take(wait_ms)?;
        (wait_ms <= self.request.left_ms(self.context.platform)).then_some(wait_ms)
    }
}
