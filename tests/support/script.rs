//! A world that plays a script and keeps a journal.
//!
//! A script is a sequence: the first token request and the first send get the first entry of their
//! list, the second the second. What the script does not say is answered in a way that no test
//! mistakes for a success: a send beyond its end gets a 501 and a line of its own in the journal.

use core::cell::{Cell, RefCell};
use core::future::pending;
use std::collections::VecDeque;

use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::call::{Limits, Page, Request, World};
use intune_remote_assistance::error::Error;
use intune_remote_assistance::started::Progress;
use intune_remote_assistance::token::Token;

use super::canned::{Canned, Playing, status};
use super::clock::{Clock, PendingForEver};
use super::journal::{Journal, Pending};
pub use super::run::{Settled, settle};

/// What the wall clock says when a test begins: Fri, 15 Jan 2027 08:00:00 GMT.
pub const EPOCH_MS: f64 = 1_800_000_000_000.0;

/// Something that happens so many milliseconds after it was asked for, or never.
pub enum Step<T> {
    After(u64, T),
    Never,
}

impl<T> Step<T> {
    pub async fn play(self, clock: &Clock) -> T {
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
    /// Whether the token is one string for the whole call, and not a function's.
    pub fixed_token: bool,
    /// What comes back, send by send; `None` for no reply at all.
    pub replies: Vec<Step<Option<Canned>>>,
    /// The instant at which the caller's signal fires; 0 means before the call.
    pub abort_at: Option<u64>,
    /// Why nothing can be sent.
    pub obstacle: Option<fn() -> Error>,
    /// The random numbers, one after the other; beyond the list 0.
    pub random: Vec<f64>,
    /// What the wall clock says at an instant; [`EPOCH_MS`] and the instant if nothing is said.
    pub wall_ms: Option<fn(u64) -> f64>,
    /// What a `resumeSession` takes up: when the request was sent, and how the device was before.
    pub earlier: Option<(f64, serde_json::Value)>,
}

impl Script {
    /// The replies, each at once.
    pub fn replying(replies: impl IntoIterator<Item = Canned>) -> Script {
        let at_once = |reply| Step::After(0, Some(reply));
        Script {
            replies: replies.into_iter().map(at_once).collect(),
            ..Script::default()
        }
    }
}

/// One attempt, as it left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub at: u64,
    pub method: &'static str,
    pub url: String,
    pub authorization: String,
    pub client_request_id: Option<String>,
}

/// One call's side of the world.
pub struct Portal {
    pub clock: Clock,
    pub tokens: RefCell<VecDeque<Step<Result<Token, Error>>>>,
    pub fixed_token: bool,
    pub replies: RefCell<VecDeque<Step<Option<Canned>>>>,
    pub abort_at: Option<u64>,
    pub obstacle: Option<fn() -> Error>,
    pub random: RefCell<VecDeque<f64>>,
    pub wall_ms: Option<fn(u64) -> f64>,
    pub earlier: Option<(f64, serde_json::Value)>,
    pub requests: Cell<u32>,
    pub is_flying: Cell<bool>,
    pub journal: Journal,
    pub sent: RefCell<Vec<Sent>>,
    pub waits: RefCell<Vec<u32>>,
    pub news: RefCell<Vec<Progress>>,
    pub told_at: RefCell<Vec<u64>>,
}

impl Portal {
    pub fn new(clock: &Clock, script: Script) -> Portal {
        Portal {
            clock: clock.clone(),
            tokens: RefCell::new(script.tokens.into()),
            fixed_token: script.fixed_token,
            replies: RefCell::new(script.replies.into()),
            abort_at: script.abort_at,
            obstacle: script.obstacle,
            random: RefCell::new(script.random.into()),
            wall_ms: script.wall_ms,
            earlier: script.earlier,
            requests: Cell::default(),
            is_flying: Cell::default(),
            journal: Journal::new(clock),
            sent: RefCell::default(),
            waits: RefCell::default(),
            news: RefCell::default(),
            told_at: RefCell::default(),
        }
    }

    /// The portal is told how far it is.
    pub fn note_news(&self, news: Progress) {
        self.journal.note(&["told ", news.phase.name()].concat());
        self.news.borrow_mut().push(news);
        self.told_at.borrow_mut().push(self.clock.now());
    }

    /// What happened, line by line.
    pub fn journal(&self) -> Vec<String> {
        self.journal.lines()
    }

    /// Every attempt.
    pub fn sent(&self) -> Vec<Sent> {
        self.sent.borrow().clone()
    }

    /// Every wait that was announced.
    pub fn waits(&self) -> Vec<u32> {
        self.waits.borrow().clone()
    }
}

impl World for Portal {
    fn now_ms(&self) -> f64 {
        let instant = self.clock.now();
        self.wall_ms
            .map_or(EPOCH_MS + instant as f64, |wall_ms| wall_ms(instant))
    }

    fn random(&self) -> f64 {
        self.random.borrow_mut().pop_front().unwrap_or(0.0)
    }
}

impl Portal {
    /// The one string, where the token is no function's.
    pub fn fixed(&self) -> Token {
        match self.tokens.borrow_mut().pop_front() {
            Some(Step::After(_, Ok(token))) => token,
            _ => token("token-1"),
        }
    }

    pub async fn token(&self, claims: Option<String>) -> Result<Token, Error> {
        match claims {
            Some(claims) => self.journal.note(&["token asked for ", &claims].concat()),
            None => self.journal.note("token asked"),
        }
        let number = self.requests.get().saturating_add(1);
        self.requests.set(number);
        let step = self.tokens.borrow_mut().pop_front();
        let step = step.unwrap_or_else(|| Step::After(0, Ok(token(&format!("token-{number}")))));
        let pending = Pending::new(&self.journal, "token request dropped");
        let given = step.play(&self.clock).await;
        pending.end();
        given
    }

    pub async fn send(&self, request: &Request, token: &Token) -> Option<Playing> {
        let authorization = token.authorization().as_str().to_owned();
        self.journal.note(&["sent ", &authorization].concat());
        self.sent.borrow_mut().push(Sent {
            at: self.clock.now(),
            method: request.aim.purpose.method(),
            url: request.aim.url.clone(),
            authorization,
            client_request_id: request.client_request_id.clone(),
        });
        assert!(!self.is_flying.get(), "two attempts are in flight at once");
        let _flight = Flight::begin(&self.is_flying);
        let Some(step) = self.replies.borrow_mut().pop_front() else {
            self.journal.note("no reply scripted");
            return Some(status(501).play(&self.clock, &self.journal));
        };
        let pending = Pending::new(&self.journal, "send dropped");
        let reply = step.play(&self.clock).await;
        pending.end();
        reply.map(|reply| reply.play(&self.clock, &self.journal))
    }

    pub async fn sleep(&self, milliseconds: u32) {
        // A longer one would fire at once in a browser (HTML standard, timers).
        assert!(milliseconds < 1 << 31, "a timer of {milliseconds} ms");
        self.clock.sleep(milliseconds.into()).await;
    }

    pub async fn aborted(&self) {
        match self.abort_at {
            Some(instant) => self.clock.sleep_until(instant).await,
            None => pending().await,
        }
    }
}

/// Holds the one place that attempts of a call have.
struct Flight<'a>(&'a Cell<bool>);

impl<'a> Flight<'a> {
    fn begin(is_flying: &'a Cell<bool>) -> Flight<'a> {
        is_flying.set(true);
        Flight(is_flying)
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// The longest that a call can take, in milliseconds: a token and an attempt for the first try, each
/// retry and the answer to one challenge, and all the waits.
pub fn longest_ms(limits: &Limits) -> u64 {
    let tries = u64::from(limits.max_retries) + 2;
    tries * 2 * u64::from(limits.timeout_ms) + u64::from(limits.retry_budget_ms)
}

/// One call alone in its world: what it ends in, when, and what happened.
pub struct Alone {
    pub settled: Settled,
    pub at: u64,
    pub journal: Vec<String>,
    pub sent: Vec<Sent>,
    pub waits: Vec<u32>,
}

impl Alone {
    /// When the attempts left.
    pub fn sent_at(&self) -> Vec<u64> {
        self.sent.iter().map(|sent| sent.at).collect()
    }

    /// The code of the failure, or `receipt`.
    pub fn code(&self) -> &'static str {
        code(&self.settled)
    }
}

/// The code of the failure, or `receipt`.
pub fn code(settled: &Settled) -> &'static str {
    settled
        .as_ref()
        .map_or_else(|failure| failure.code, |_| "receipt")
}

/// Plays a script for one call.
pub fn play(script: Script, call: &Call) -> Result<Alone, PendingForEver> {
    let clock = Clock::default();
    let portal = Portal::new(&clock, script);
    let settled = clock.run(settle(&portal, &Page::default(), call))?;
    assert_eq!(clock.timers(), 0, "a settled call leaves no timer behind");
    Ok(Alone {
        settled,
        at: clock.now(),
        journal: portal.journal(),
        sent: portal.sent(),
        waits: portal.waits(),
    })
}

pub fn token(text: &str) -> Token {
    Token::parse(text.to_owned()).expect("the text is a token")
}
