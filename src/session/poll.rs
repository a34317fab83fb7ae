//! Reads a device again and again until it shows a session.

use core::mem;

use crate::arguments::options::Limits;
use crate::error::Error;
use crate::platform::Platform;
use crate::progress::{Phase, Progress};
use crate::request::context::{CallContext, Request};
use crate::request::failure::Receipt;
use crate::session::device::DeviceSnapshot;
use crate::session::started::{Ending, StartedSession};
use crate::session::verdict::{Baseline, Session, SessionState};

/// The first pause between two reads, in milliseconds. Each pause is half as long again as the one
/// before.
const FIRST_PAUSE_MS: u32 = 2_000;

/// The longest pause between two reads, in milliseconds.
const LONGEST_PAUSE_MS: u32 = 10_000;

/// The time that a read has for its reply, in milliseconds, even if `pollTimeoutMs` is almost over.
const SHORTEST_READ_MS: u32 = 2_000;

/// After so many reads in a row that fail, the wait ends.
const MAX_FAILURES: u32 = 3;

/// A call on its way to a session.
pub(crate) struct Poll<'a, P: Platform> {
    context: &'a CallContext<'a, P>,
    began_ms: f64,
    /// What the portal is told.
    pub(crate) progress: Progress<P::Document>,
    pause_ms: u32,
    /// What is left of `pollTimeoutMs`.
    left_ms: u32,
    /// Whether the next read is made without the pause before it.
    pub(crate) skip_next_pause: bool,
    /// The first read of this wait.
    first: Option<P::Document>,
    session: Session,
    /// Whether a read has shown the old link under a new action that is done.
    has_seen_old_link: bool,
    /// How many reads have failed in a row.
    failures: u32,
}

impl<'a, P: Platform> Poll<'a, P> {
    /// A call that begins now.
    pub(crate) fn new(context: &'a CallContext<'a, P>) -> Poll<'a, P> {
        Poll {
            context,
            began_ms: context.platform.now_ms(),
            progress: Progress::new(Phase::Checking),
            pause_ms: FIRST_PAUSE_MS,
            left_ms: context.spec.options.poll_timeout_ms,
            skip_next_pause: false,
            first: None,
            session: Session::default(),
            has_seen_old_link: false,
            failures: 0,
        }
    }

    /// Tells the portal how far the call is, before it goes on.
    pub(crate) fn report(&mut self) {
        self.progress.elapsed_ms = self.elapsed_ms();
        self.context.platform.on_progress(&self.progress);
    }

    /// Reads the device again and again until the wait ends, with a pause before each read.
    pub(crate) async fn wait(&mut self) -> Ending {
        loop {
            let skip_next_pause = mem::take(&mut self.skip_next_pause);
            if !skip_next_pause && let Err(ending) = self.pause().await {
                return ending;
            }
            let read_began_ms = self.context.platform.now_ms();
            self.progress.problem = match self.read().await {
                Ok(problem) => problem,
                Err(ending) => return ending,
            };
            self.progress.reads = self.progress.reads.saturating_add(1);
            self.progress.phase = Phase::Waiting;
            // If the clock was set back, the difference is negative, and the cast gives 0.
            let taken_ms = (self.context.platform.now_ms() - read_began_ms) as u32;
            self.left_ms = self.left_ms.saturating_sub(taken_ms);
            self.report();
        }
    }

    /// Reads the device once. `Ok` to go on, with the code of the failure if it failed. `Err` says how
    /// the wait ended.
    async fn read(&mut self) -> Result<Option<&'static str>, Ending> {
        let context = self.context;
        let longest_ms = self.left_ms.max(SHORTEST_READ_MS);
        let limits = Limits {
            timeout_ms: context.spec.options.limits.timeout_ms.min(longest_ms),
            retry_budget_ms: context
                .spec
                .options
                .limits
                .retry_budget_ms
                .min(self.left_ms),
            ..context.spec.options.limits
        };
        let deadline_ms = context.platform.now_ms() + f64::from(longest_ms);
        let request = Request::until(&context.spec.session_read, limits, deadline_ms);
        match context.send(request).await {
            Ok(success) => {
                self.failures = 0;
                if let Some(device) = success.document {
                    self.judge(device);
                }
                match self.session.state {
                    SessionState::Ready => Err(Ending::Ready),
                    SessionState::Failed(_) => Err(Ending::Failed),
                    SessionState::None | SessionState::Pending => Ok(None),
                }
            }
            Err(failure) if failure.error == Error::Aborted => Err(Ending::Aborted),
            // Nothing was sent, so that nothing has failed.
            Err(failure) if matches!(failure.error, Error::GateClosed(_)) => {
                Ok(Some(failure.error.code()))
            }
            Err(failure) => {
                self.failures = self.failures.saturating_add(1);
                // One failure proves nothing: the user has been asked and waits for the link.
                let is_final = failure.error == Error::InteractionRequired;
                match is_final || self.failures >= MAX_FAILURES {
                    true => Err(Ending::Unreadable(failure)),
                    false => Ok(Some(failure.error.code())),
                }
            }
        }
    }

    fn judge(&mut self, device: P::Document) {
        let snapshot = DeviceSnapshot::of(&device);
        let first = self.first.as_ref().map(DeviceSnapshot::of);
        let before = self.progress.before.as_ref().map(DeviceSnapshot::of);
        let baseline = match &before {
            Some(before) => Baseline::Before(before),
            None => Baseline::Request {
                requested_at_ms: self.progress.requested_at_ms,
                first: first.as_ref(),
            },
        };
        let old = before.as_ref().or(first.as_ref());
        let may_be_old_link = old.is_none_or(|old| old.link == snapshot.link);
        let mut session = Session::judge(snapshot, baseline, P::url_origin);
        // The action may be done a moment before the new link is there. So an old link counts as the
        // link of this session only if a later read shows it too.
        if session.state == SessionState::Ready && may_be_old_link && !self.has_seen_old_link {
            self.has_seen_old_link = true;
            session.state = SessionState::Pending;
        }
        self.first.get_or_insert(device);
        self.session = session;
    }

    /// Waits for the next read, if there is time for one.
    async fn pause(&mut self) -> Result<(), Ending> {
        let pause_ms = self.pause_ms.min(self.left_ms);
        if pause_ms == 0 {
            return Err(Ending::TimedOut);
        }
        // A pause counts by its length and not by the clock, which may be set forward meanwhile.
        self.left_ms = self.left_ms.saturating_sub(pause_ms);
        let longer_ms = self.pause_ms.saturating_add(self.pause_ms / 2);
        self.pause_ms = longer_ms.min(LONGEST_PAUSE_MS);
        let slept = self.context.platform.sleep(pause_ms).await;
        slept.map_err(|_| Ending::Aborted)
    }

    /// The result of the wait.
    pub(crate) fn end(self, ending: Ending, receipt: Option<Receipt>) -> StartedSession {
        StartedSession {
            elapsed_ms: self.elapsed_ms(),
            session: self.session,
            ending,
            is_compared: self.progress.before.is_some(),
            receipt,
        }
    }

    /// Milliseconds since the call began. A clock that was set back counts as no time.
    fn elapsed_ms(&self) -> f64 {
        (self.context.platform.now_ms() - self.began_ms).max(0.0)
    }
}
