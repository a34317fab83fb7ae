//! A request and what comes of it: one look at the device before, the request, and looks after it
//! until there is a session.
//!
//! It strings calls together: whoever runs it has one [`Ongoing`] call in hand, and asks here what
//! comes next when that has ended. Until Graph takes the request, a failure is the request's; from
//! then on there is none: whatever happens to the waiting, the device has been asked.

use crate::arguments::{Call, Follow};
use crate::call::{Aim, Ended, Given, Limits, Ongoing, Page, Step, World};
use crate::endpoint::UrlParser;
use crate::error::Error;
use crate::json::Json;
use crate::purpose::Purpose;
use crate::report::{Answer, Failure, Receipt};
use crate::session::{Look, Session, Since, State};
use crate::started::{Ending, Phase, Progress, Started};

/// The first wait between two looks, and the longest, in milliseconds.
const PAUSE_MS: [u32; 2] = [2_000, 10_000];

/// A request that is followed.
pub struct Following {
    /// Of the two aims, to look at the device and to ring it, the one that is not the call's.
    other: Aim,
    limits: Limits,
    /// Held from the first look to the end: nobody else rings the device meanwhile.
    device: Option<String>,
    stage: Stage,
    /// When the last look began.
    at_ms: f64,
    requested_at_ms: f64,
    /// What is left of the time for the session.
    left_ms: u32,
    pause_ms: u32,
    reads: u32,
    /// How many of them showed the device.
    looks: u32,
    /// What was seen before the request; or, if nothing was, at the first look after it.
    before: Option<Look>,
    is_compared: bool,
    session: Session,
    /// Whether the last look already showed an old link under a new action that is done.
    is_settling: bool,
    receipt: Receipt,
    news: Option<News>,
    end: Option<Result<Ending, Box<Failure>>>,
}

/// What there is to be told: how far it is, and the code of what went wrong at the last look.
type News = (Phase, Option<&'static str>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Checking,
    Requesting,
    Pausing,
    Reading,
}

impl Following {
    /// What strings the calls of a `startSession` together. The call, which was the request, is the
    /// first of them from here on, the look before.
    pub fn new(call: &mut Call, follow: Follow) -> Following {
        let device = call.request.device.take();
        Following {
            other: core::mem::replace(&mut call.request.aim, follow.read),
            limits: call.limits,
            device,
            stage: match follow.is_resumed {
                true => Stage::Pausing,
                false => Stage::Checking,
            },
            at_ms: 0.0,
            requested_at_ms: 0.0,
            left_ms: follow.poll_timeout_ms,
            pause_ms: PAUSE_MS[0],
            reads: 0,
            looks: 0,
            before: None,
            is_compared: false,
            session: Session::default(),
            is_settling: false,
            receipt: Receipt::default(),
            news: None,
            end: None,
        }
    }

    /// What it takes up if it is a `resumeSession`: the request of another one, which was sent at that
    /// time (milliseconds since the epoch) and which Graph took, and how the device looked before.
    pub fn take_up(&mut self, requested_at_ms: f64, before: &impl Json) {
        self.requested_at_ms = requested_at_ms;
        self.is_compared = Purpose::Device.fits(before);
        self.before = self.is_compared.then(|| Look::of(before));
    }

    /// Begins it.
    pub fn start(&mut self, call: &mut Ongoing, page: &Page, world: &impl World) -> Step {
        let device = self.device.as_deref();
        if device.is_none_or(|device| page.in_flight.enter(device)) {
            if self.stage == Stage::Pausing {
                return self.read(call, page, world);
            }
            self.news = Some((Phase::Checking, None));
            return call.start(page, world);
        }
        // Held by another: nothing to be given back, and nothing to be sent.
        self.device = None;
        self.stage = Stage::Requesting;
        call.exchange(&mut self.other);
        call.obstructed(Error::AlreadyInFlight)
    }

    /// Whether there is nothing more to come.
    pub const fn is_over(&self) -> bool {
        self.end.is_some()
    }

    /// What is to be told since it was last asked.
    pub fn news(&mut self) -> Option<Progress> {
        let (phase, problem) = self.news.take()?;
        Some(Progress {
            phase,
            requested_at_ms: self.requested_at_ms,
            reads: self.reads,
            problem,
        })
    }

    /// The call in hand has ended, or the pause after it has: what comes next.
    pub fn next<G: Given>(
        &mut self,
        call: &mut Ongoing,
        ended: &Ended<G>,
        page: &Page,
        world: &impl World,
        parser: UrlParser<'_>,
    ) -> Step {
        match self.stage {
            Stage::Checking => {
                let problem = match call.end(ended, page) {
                    Ok(Answer::Device(device)) => {
                        self.before = Some(Look::of(device));
                        self.is_compared = true;
                        None
                    }
                    Err(failure) if failure.error.is_callers() => {
                        return self.over(Err(failure.before_the_request()));
                    }
                    Err(failure) => Some(failure.error.code()),
                    Ok(_) => None,
                };
                self.stage = Stage::Requesting;
                self.requested_at_ms = world.now_ms();
                self.news = Some((Phase::Requesting, problem));
                call.exchange(&mut self.other);
                call.renew(self.limits, f64::INFINITY);
                call.start(page, world)
            }
            Stage::Requesting => match call.end(ended, page) {
                Ok(Answer::Receipt(receipt)) => {
                    self.receipt = *receipt;
                    call.exchange(&mut self.other);
                    self.news = Some((Phase::Accepted, None));
                    self.pause()
                }
                Err(failure) => self.over(Err(failure)),
                Ok(_) => Step::End,
            },
            Stage::Pausing if matches!(ended, Ended::Aborted) => self.over(Ok(Ending::Aborted)),
            Stage::Pausing => self.read(call, page, world),
            Stage::Reading => {
                self.reads = self.reads.saturating_add(1);
                let problem = match call.end(ended, page) {
                    Ok(Answer::Device(device)) => {
                        self.look(Look::of(device), parser);
                        match self.session.state {
                            State::Ready => return self.over(Ok(Ending::Ready)),
                            State::Failed(_) => {
                                return self.over(Ok(Ending::Failed));
                            }
                            State::None | State::Pending => None,
                        }
                    }
                    Err(failure) if matches!(failure.error, Error::Aborted) => {
                        return self.over(Ok(Ending::Aborted));
                    }
                    Err(failure) if failure.error.may_pass() => Some(failure.error.code()),
                    Err(failure) => return self.over(Ok(Ending::Unreadable(failure))),
                    Ok(_) => None,
                };
                // A cast from f64 saturates: a clock that was set back takes nothing.
                let taken_ms = (world.now_ms() - self.at_ms) as u32;
                self.left_ms = self.left_ms.saturating_sub(taken_ms);
                self.news = Some((Phase::Waiting, problem));
                self.pause()
            }
        }
    }

    /// How it ended.
    pub fn end(&mut self, page: &Page) -> Result<Started, Box<Failure>> {
        if let Some(device) = self.device.take() {
            page.in_flight.leave(&device);
        }
        let ending = self.end.take().unwrap_or(Ok(Ending::TimedOut))?;
        Ok(Started {
            session: core::mem::take(&mut self.session),
            ending,
            is_compared: self.is_compared,
            receipt: core::mem::take(&mut self.receipt),
        })
    }

    fn read(&mut self, call: &mut Ongoing, page: &Page, world: &impl World) -> Step {
        self.stage = Stage::Reading;
        self.at_ms = world.now_ms();
        // No network answers at once: the last look has a moment for its reply, too.
        let longest_ms = self.left_ms.max(PAUSE_MS[0]);
        let limits = Limits {
            timeout_ms: self.limits.timeout_ms.min(longest_ms),
            retry_budget_ms: self.limits.retry_budget_ms.min(self.left_ms),
            ..self.limits
        };
        call.renew(limits, self.at_ms + f64::from(longest_ms));
        call.start(page, world)
    }

    fn look(&mut self, look: Look, parser: UrlParser<'_>) {
        let last = core::mem::take(&mut self.session.look);
        // Without a look before the request, the first one after it stands in for it.
        if self.before.is_none() && self.looks > 0 {
            self.before = Some(last);
        }
        self.looks = self.looks.saturating_add(1);
        let before = self.before.as_ref();
        let since = match before {
            Some(before) if self.is_compared => Since::Look(before),
            first => Since::Request(self.requested_at_ms, first),
        };
        let is_old_link = before.is_none_or(|before| look.has_link_of(before));
        let mut session = Session::of(look, since, parser);
        // The action may be done a moment before the new link is there: an old link counts as the
        // session's only if it is still the same a look later.
        if session.state == State::Ready && is_old_link && !self.is_settling {
            self.is_settling = true;
            session.state = State::Pending;
        }
        self.session = session;
    }

    /// Waits for the next look, if there is time for one.
    fn pause(&mut self) -> Step {
        let pause_ms = self.pause_ms.min(self.left_ms);
        if pause_ms == 0 {
            return self.over(Ok(Ending::TimedOut));
        }
        self.stage = Stage::Pausing;
        // By its length, and not by the clock, which may be set forward meanwhile.
        self.left_ms = self.left_ms.saturating_sub(pause_ms);
        let longer_ms = self.pause_ms.saturating_add(self.pause_ms / 2);
        self.pause_ms = longer_ms.min(PAUSE_MS[1]);
        Step::Pause(pause_ms)
    }

    fn over(&mut self, end: Result<Ending, Box<Failure>>) -> Step {
        self.end = Some(end);
        Step::End
    }
}
