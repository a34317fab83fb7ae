//! [`TestPlatform`], which stands in for the browser around one call.
//!
//! It behaves like `src/wasm/browser.rs` and the JavaScript side of a call, with two exceptions. The
//! random numbers come from the script. And the browser leaves out every text of a document that
//! holds a token of the call; this platform does not, so that the tests show what the module itself
//! removes.

use core::cell::{Cell, RefCell};
use core::future::{Future, pending};
use core::pin::pin;
use std::collections::VecDeque;
use std::rc::Rc;

use futures_util::future::{Either, select};

use super::arguments::url_origin;
use super::clock::VirtualClock;
use super::document::TestDocument;
use super::event_log::EventLog;
use super::replies::{BROKEN_BODY, status};
use super::response::{AttemptGuard, TestResponse};
use super::script::{
    START_MS, Script, ScriptedAttempt, ScriptedFailure, ScriptedToken, at_once, token_after,
};
use crate::arguments::host_value::HostValue;
use crate::error::Error;
use crate::platform::{Aborted, HttpRequest, Platform, TokenRequest, WaitError};
use crate::progress::Progress;
use crate::reply::json::Json;

/// As in `js/runtime/token-memory.ts`.
const MIN_REDACTED_LENGTH: usize = 8;

/// One attempt, as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SentRequest {
    pub(crate) at_ms: u64,
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) authorization: String,
    pub(crate) client_request_id: Option<String>,
}

/// What the portal was told by `onProgress`, and when.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReportedProgress {
    pub(crate) at_ms: u64,
    pub(crate) progress: Progress<TestDocument>,
}

/// The environment of one call.
pub(crate) struct TestPlatform {
    clock: VirtualClock,
    tokens: RefCell<VecDeque<ScriptedToken>>,
    replies: RefCell<VecDeque<ScriptedAttempt>>,
    abort_at_ms: Option<u64>,
    blocked_by: Option<fn() -> Error>,
    is_offline: bool,
    random: RefCell<VecDeque<f64>>,
    wall_clock_ms: Option<fn(u64) -> f64>,
    is_attempt_open: Rc<Cell<bool>>,
    needs_interaction: Cell<bool>,
    /// Every token that the portal gave, as in `js/runtime/token-memory.ts`.
    given_tokens: RefCell<Vec<String>>,
    announced_wait_ms: Cell<Option<u32>>,
    /// How often the token function was called.
    pub(crate) token_requests: Cell<u32>,
    /// Everything that happened.
    pub(crate) log: EventLog,
    /// Every attempt.
    pub(crate) sent: RefCell<Vec<SentRequest>>,
    /// Every wait that `onWait` announced, in milliseconds.
    pub(crate) waits: RefCell<Vec<u32>>,
    /// Everything that `onProgress` was told.
    pub(crate) progress: RefCell<Vec<ReportedProgress>>,
}

impl TestPlatform {
    pub(crate) fn new(clock: &VirtualClock, script: Script) -> TestPlatform {
        TestPlatform {
            clock: clock.clone(),
            tokens: RefCell::new(script.tokens.into()),
            replies: RefCell::new(script.replies.into()),
            abort_at_ms: script.abort_at_ms,
            blocked_by: script.blocked_by,
            is_offline: script.is_offline,
            random: RefCell::new(script.random.into()),
            wall_clock_ms: script.wall_clock_ms,
            is_attempt_open: Rc::default(),
            needs_interaction: Cell::default(),
            given_tokens: RefCell::default(),
            announced_wait_ms: Cell::default(),
            token_requests: Cell::default(),
            log: EventLog::new(clock),
            sent: RefCell::default(),
            waits: RefCell::default(),
            progress: RefCell::default(),
        }
    }

    /// One line for each event.
    pub(crate) fn events(&self) -> Vec<String> {
        self.log.lines()
    }

    /// Every attempt.
    pub(crate) fn sent(&self) -> Vec<SentRequest> {
        self.sent.borrow().clone()
    }

    /// Every wait that was announced.
    pub(crate) fn waits(&self) -> Vec<u32> {
        self.waits.borrow().clone()
    }

    fn is_aborted(&self) -> bool {
        self.abort_at_ms.is_some_and(|at| at <= self.clock.now_ms())
    }

    fn deadline_ms(&self, timeout_ms: u32) -> u64 {
        self.clock.now_ms().saturating_add(timeout_ms.into())
    }

    async fn aborted(&self) {
        match self.abort_at_ms {
            Some(at_ms) => self.clock.sleep_until(at_ms).await,
            None => pending().await,
        }
    }

    /// Waits for a value, the signal, or the end of the time. Of two that come at the same instant,
    /// the signal wins over the value, and the value over the end of the time. If the signal has
    /// fired already, the wait does not begin.
    async fn wait<T>(
        &self,
        value: impl Future<Output = Result<T, WaitError>>,
        deadline_ms: u64,
    ) -> Result<T, WaitError> {
        if self.is_aborted() {
            return Err(WaitError::Aborted);
        }
        let in_time = async {
            match select(pin!(value), pin!(self.clock.sleep_until(deadline_ms))).await {
                Either::Left((value, _)) => value,
                Either::Right(_) => Err(WaitError::TimedOut),
            }
        };
        match select(pin!(self.aborted()), pin!(in_time)).await {
            Either::Left(_) => Err(WaitError::Aborted),
            Either::Right((value, _)) => value,
        }
    }

    fn assert_no_attempt(&self) {
        let is_attempt_open = self.is_attempt_open.get();
        assert!(!is_attempt_open, "an earlier attempt was not given up");
    }

    fn add_sent(&self, request: &HttpRequest<'_>) {
        let mut headers = Vec::new();
        request.for_each_header(|name, value| headers.push((name, value.to_owned())));
        let header = |name| headers.iter().find(|(header, _)| *header == name);
        let text = |name| header(name).map(|(_, value)| value.as_str().to_owned());
        assert_eq!(text("accept").as_deref(), Some("application/json"));
        let authorization = text("authorization").expect("an authorization header");
        // A token that is an argument is known from the start.
        if let Some(token) = authorization.strip_prefix("Bearer ") {
            self.given_tokens.borrow_mut().push(token.to_owned());
        }
        self.log.add(&["sent ", &authorization].concat());
        self.sent.borrow_mut().push(SentRequest {
            at_ms: self.clock.now_ms(),
            method: request.kind.method(),
            url: request.url.to_owned(),
            authorization,
            client_request_id: text("client-request-id"),
        });
    }
}

impl Platform for TestPlatform {
    type Response = TestResponse;
    type Document = TestDocument;

    async fn token(&self, request: &TokenRequest, timeout_ms: u32) -> Result<HostValue, WaitError> {
        self.assert_no_attempt();
        self.needs_interaction.set(false);
        let given = async {
            match (&request.claims, request.force_refresh) {
                (Some(claims), _) => self.log.add(&["token requested for ", claims].concat()),
                (None, true) => self.log.add("fresh token requested"),
                (None, false) => self.log.add("token requested"),
            }
            let number = self.token_requests.get().saturating_add(1);
            self.token_requests.set(number);
            let scripted = self.tokens.borrow_mut().pop_front();
            let scripted = scripted.unwrap_or_else(|| match request.force_refresh {
                // As a function that does not know the request does.
                true => token_after(0, &format!("token-{}", number.saturating_sub(1))),
                false => token_after(0, &format!("token-{number}")),
            });
            let unfinished = self.log.unfinished("token request dropped");
            let given = scripted.wait(&self.clock).await;
            unfinished.finish();
            match given {
                Ok(value) => {
                    if let HostValue::Text(token) = &value {
                        self.given_tokens.borrow_mut().push(token.clone());
                    }
                    Ok(value)
                }
                Err(ScriptedFailure::Rejected) => Err(WaitError::Failed),
                Err(ScriptedFailure::InteractionRequired) => {
                    self.needs_interaction.set(true);
                    Err(WaitError::Failed)
                }
            }
        };
        self.wait(given, self.deadline_ms(timeout_ms)).await
    }

    fn needs_interaction(&self) -> bool {
        self.needs_interaction.get()
    }

    fn holds_token(&self, text: &str) -> bool {
        let given = self.given_tokens.borrow();
        given
            .iter()
            .any(|token| token.len() >= MIN_REDACTED_LENGTH && text.contains(token.as_str()))
    }

    async fn fetch(
        &self,
        request: &HttpRequest<'_>,
        timeout_ms: u32,
    ) -> Result<TestResponse, WaitError> {
        self.assert_no_attempt();
        let deadline_ms = self.deadline_ms(timeout_ms);
        let attempt = AttemptGuard::begin(&self.is_attempt_open, deadline_ms);
        let reply = async {
            self.add_sent(request);
            let scripted = self.replies.borrow_mut().pop_front();
            let scripted = scripted.unwrap_or_else(|| {
                self.log.add("no reply scripted");
                at_once(status(501))
            });
            let unfinished = self.log.unfinished("fetch aborted");
            let reply = scripted.wait(&self.clock).await;
            unfinished.finish();
            reply.ok_or(WaitError::Failed)
        };
        let reply = self.wait(reply, deadline_ms).await?;
        Ok(TestResponse::new(reply, &self.log, attempt))
    }

    async fn read_body(
        &self,
        response: &TestResponse,
        limit: u32,
        at_most_ms: Option<u32>,
    ) -> Result<Option<TestDocument>, WaitError> {
        let document = async {
            let Some(body) = response.take_body() else {
                return Ok(None);
            };
            self.log.add("body requested");
            let unfinished = self.log.unfinished("body cancelled");
            let text = body.wait(&self.clock).await;
            unfinished.finish();
            self.log.add("body read");
            if text == BROKEN_BODY {
                return Err(WaitError::Failed);
            }
            // A browser decodes the body as UTF-8, which drops a byte order mark at its start.
            let is_short = text.len() <= limit as usize;
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            Ok(is_short.then(|| TestDocument::parse(text)).flatten())
        };
        let deadline_ms = at_most_ms.map(|ms| self.deadline_ms(ms));
        let deadline_ms = deadline_ms.unwrap_or(response.attempt.deadline_ms);
        self.wait(document, deadline_ms).await
    }

    async fn sleep(&self, ms: u32) -> Result<(), Aborted> {
        self.assert_no_attempt();
        // A browser's timer of 2^31 ms or more fires at once (HTML standard, timers).
        assert!(ms < 1 << 31, "a timer of {ms} ms");
        match self.announced_wait_ms.take() {
            Some(announced_ms) => assert_eq!(announced_ms, ms, "another wait was announced"),
            None => self.log.add(&format!("pausing {ms}")),
        }
        let slept = self.wait(pending(), self.deadline_ms(ms)).await;
        match slept {
            Err(WaitError::Aborted) => Err(Aborted),
            Ok(()) | Err(WaitError::TimedOut | WaitError::Failed) => Ok(()),
        }
    }

    fn now_ms(&self) -> f64 {
        let instant = self.clock.now_ms();
        self.wall_clock_ms
            .map_or(START_MS + instant as f64, |wall_clock| wall_clock(instant))
    }

    fn random(&self) -> f64 {
        self.random.borrow_mut().pop_front().unwrap_or(0.0)
    }

    fn blocked_by(&self) -> Option<Error> {
        if self.is_aborted() {
            return Some(Error::Aborted);
        }
        self.blocked_by.map(|blocked_by| blocked_by())
    }

    fn is_offline(&self) -> bool {
        self.is_offline
    }

    fn on_wait(&self, ms: u32) {
        self.log.add(&format!("waiting {ms}"));
        self.waits.borrow_mut().push(ms);
        self.announced_wait_ms.set(Some(ms));
    }

    fn on_progress(&self, progress: &Progress<TestDocument>) {
        self.log.add(&format!("progress {}", progress.phase.name()));
        self.progress.borrow_mut().push(ReportedProgress {
            at_ms: self.clock.now_ms(),
            progress: progress.clone(),
        });
    }

    fn url_origin(url: &str) -> Option<String> {
        url_origin(url)
    }
}
