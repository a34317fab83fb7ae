//! A [`Transport`] that plays a script and keeps a journal.
//!
//! A script is a sequence: the first token request and the first send get the first entry of their
//! list, the second the second. What the script does not say is answered in a way that no test
//! mistakes for a success: a send beyond its end gets a 501 and a line of its own in the journal.

use core::cell::{Cell, RefCell};
use core::future::{Future, pending};
use core::pin::pin;
use std::collections::VecDeque;

use futures_util::future::{Either, select};
use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::call::{self, Request, Transport};
use intune_remote_assistance::error::Error;
use intune_remote_assistance::in_flight::InFlight;
use intune_remote_assistance::reply::{Kind, Reply};
use intune_remote_assistance::report::{Failure, Receipt};
use intune_remote_assistance::token::Token;

use super::clock::{Clock, PendingForEver};

/// Something that happens so many milliseconds after it was asked for, or never.
pub enum Step<T> {
    After(u64, T),
    Never,
}

impl<T> Step<T> {
    async fn play(self, clock: &Clock) -> T {
        match self {
            Step::After(milliseconds, value) => {
                clock.sleep(milliseconds).await;
                value
            }
            Step::Never => pending().await,
        }
    }
}

/// What the world around one call does.
#[derive(Default)]
pub struct Script {
    /// What the token function gives, request by request. Beyond the list it gives `token-1`,
    /// `token-2`, … at once, numbered by request.
    pub tokens: Vec<Step<Result<Token, Error>>>,
    /// What comes back, send by send; `None` for no reply at all.
    pub replies: Vec<Step<Option<Reply>>>,
    /// The instant at which the caller's signal fires; 0 means before the call.
    pub abort_at: Option<u64>,
    /// Why nothing can be sent.
    pub obstacle: Option<fn() -> Error>,
}

impl Script {
    /// The replies, each at once.
    pub fn replying(replies: impl IntoIterator<Item = Reply>) -> Script {
        let at_once = |reply| Step::After(0, Some(reply));
        Script {
            replies: replies.into_iter().map(at_once).collect(),
            ..Script::default()
        }
    }
}

/// One call's side of the world.
pub struct Portal {
    clock: Clock,
    tokens: RefCell<VecDeque<Step<Result<Token, Error>>>>,
    replies: RefCell<VecDeque<Step<Option<Reply>>>>,
    abort_at: Option<u64>,
    obstacle: Option<fn() -> Error>,
    requests: Cell<u32>,
    journal: RefCell<Vec<String>>,
    urls: RefCell<Vec<String>>,
}

impl Portal {
    pub fn new(clock: &Clock, script: Script) -> Portal {
        Portal {
            clock: clock.clone(),
            tokens: RefCell::new(script.tokens.into()),
            replies: RefCell::new(script.replies.into()),
            abort_at: script.abort_at,
            obstacle: script.obstacle,
            requests: Cell::default(),
            journal: RefCell::default(),
            urls: RefCell::default(),
        }
    }

    /// What happened, line by line, each with its instant: `200: send dropped`.
    pub fn journal(&self) -> Vec<String> {
        self.journal.borrow().clone()
    }

    /// The address of every send.
    pub fn urls(&self) -> Vec<String> {
        self.urls.borrow().clone()
    }

    fn note(&self, what: &str) {
        let line = format!("{}: {what}", self.clock.now());
        self.journal.borrow_mut().push(line);
    }
}

impl Transport for Portal {
    async fn token(&self) -> Result<Token, Error> {
        self.note("token asked");
        let number = self.requests.get().saturating_add(1);
        self.requests.set(number);
        let step = self.tokens.borrow_mut().pop_front();
        let step = step.unwrap_or_else(|| Step::After(0, Ok(token(&format!("token-{number}")))));
        let pending = Pending::new(self, "token request dropped");
        let given = step.play(&self.clock).await;
        pending.end();
        given
    }

    async fn send(&self, request: &Request, token: &Token) -> Option<Reply> {
        self.note(&["sent ", token.authorization().as_str()].concat());
        self.urls.borrow_mut().push(request.url.clone());
        let Some(step) = self.replies.borrow_mut().pop_front() else {
            self.note("no reply scripted");
            return Some(status(501));
        };
        let pending = Pending::new(self, "send dropped");
        let reply = step.play(&self.clock).await;
        pending.end();
        reply
    }

    async fn sleep(&self, milliseconds: u32) {
        self.clock.sleep(milliseconds.into()).await;
    }

    async fn aborted(&self) {
        match self.abort_at {
            Some(instant) => self.clock.sleep_until(instant).await,
            None => pending().await,
        }
    }

    fn obstacle(&self) -> Option<Error> {
        self.obstacle.map(|obstacle| obstacle())
    }
}

/// Notes that something was dropped before it had ended.
struct Pending<'a> {
    portal: &'a Portal,
    what: Option<&'static str>,
}

impl<'a> Pending<'a> {
    fn new(portal: &'a Portal, what: &'static str) -> Pending<'a> {
        let what = Some(what);
        Pending { portal, what }
    }

    fn end(mut self) {
        self.what = None;
    }
}

impl Drop for Pending<'_> {
    fn drop(&mut self) {
        if let Some(what) = self.what {
            self.portal.note(what);
        }
    }
}

/// What a call ends in.
pub type Settled = Result<Receipt, Failure>;

/// One call in that world, not yet begun.
pub async fn settle(portal: &Portal, in_flight: &InFlight, call: &Call) -> Settled {
    call::run(portal, in_flight, &call.request, call.timeout_ms).await
}

/// One call alone in its world: what it ends in, when, and the journal.
pub struct Alone {
    pub settled: Settled,
    pub at: u64,
    pub journal: Vec<String>,
    pub urls: Vec<String>,
}

/// Plays a script for one call.
pub fn play(script: Script, call: &Call) -> Result<Alone, PendingForEver> {
    let clock = Clock::default();
    let portal = Portal::new(&clock, script);
    let settled = clock.run(settle(&portal, &InFlight::default(), call))?;
    assert_eq!(clock.timers(), 0, "a settled call leaves no timer behind");
    Ok(Alone {
        settled,
        at: clock.now(),
        journal: portal.journal(),
        urls: portal.urls(),
    })
}

/// Drops the future at that instant; what it gave if it had ended by then.
pub async fn dropped_at<T>(
    clock: &Clock,
    instant: u64,
    future: impl Future<Output = T>,
) -> Option<T> {
    match select(pin!(future), clock.sleep_until(instant)).await {
        Either::Left((value, _)) => Some(value),
        Either::Right(_) => None,
    }
}

/// A reply of that status, without ids.
pub fn status(status: u16) -> Reply {
    Reply {
        kind: Kind::Status(status),
        request_id: None,
        client_request_id: None,
    }
}

pub fn token(text: &str) -> Token {
    Token::parse(text.to_owned()).expect("the text is a token")
}
