//! One request, from its first attempt to a success or a failure.
//!
//! The action rings a person's device. It is sent again only after a reply that proves that Graph
//! did not carry it out: 429, and a 401 with a claims challenge. A read changes nothing, so that it
//! is also sent again after 502, 503, 504 and a lost reply. Source: RFC 9110 sections 9.2.2 and
//! 15.5.2, RFC 6585 section 4.

use core::cell::RefCell;

use crate::arguments::call_spec::{CallSpec, TokenSource};
use crate::arguments::token::Token;
use crate::error::{Error, Failure, Receipt, TimedOut};
use crate::platform::{Platform, WaitError};
use crate::reply::graph_error::Details;
use crate::reply::reply::Reply;
use crate::request::kind::RequestKind;
use crate::request::request::{Endpoint, HttpRequest, Limits};
use crate::request::retries::Retries;
use crate::request::retry_after::RetryAfter;
use crate::request::shared::Shared;
use crate::request::throttle::Pause;

/// The most that is read of a document, in bytes. A page of a collection has about a million, and
/// 50,000 devices in one reply about twenty million.
const MAX_DOCUMENT_BYTES: u32 = 1 << 26;

/// The most that is read of an error body, in bytes. A real one has a few hundred.
const MAX_ERROR_BYTES: u32 = 1 << 16;

/// `requestRemoteAssistance`: sends the action.
pub(crate) async fn request_remote_assistance<P: Platform>(
    platform: &P,
    shared: &Shared,
    spec: &CallSpec,
) -> Result<Receipt, Box<Failure>> {
    let _place = shared.in_flight.enter(spec.device_key.as_deref())?;
    let context = CallContext::new(platform, shared, spec);
    context.send_action(&spec.endpoint).await
}

/// Reads a document.
pub(crate) async fn read<P: Platform>(
    platform: &P,
    shared: &Shared,
    spec: &CallSpec,
) -> Result<P::Document, Box<Failure>> {
    let context = CallContext::new(platform, shared, spec);
    context
        .read(&Request::new(&spec.endpoint, spec.limits))
        .await
}

/// Reads a page of a collection.
pub(crate) async fn read_list<P: Platform>(
    platform: &P,
    shared: &Shared,
    spec: &CallSpec,
) -> Result<P::Document, Box<Failure>> {
    if spec.is_foreign_link {
        return Err(Failure::not_sent(Error::ForeignLink, spec.endpoint.kind));
    }
    read(platform, shared, spec).await
}

/// One call under way. A call may make several requests, such as reads, the action and more reads.
pub(crate) struct CallContext<'a, P> {
    /// The environment.
    pub(crate) platform: &'a P,
    /// What all calls share.
    pub(crate) shared: &'a Shared,
    /// The checked arguments.
    pub(crate) spec: &'a CallSpec,
    /// Every token of the call. A server may echo one of them in any later reply.
    sent_tokens: RefCell<Vec<Token>>,
}

/// One request of a call.
pub(crate) struct Request<'a> {
    endpoint: &'a Endpoint,
    /// How long and how often it may be tried.
    pub(crate) limits: Limits,
    /// When the request must be over, in milliseconds since the epoch.
    deadline_ms: f64,
}

impl<'a> Request<'a> {
    /// A request without a deadline of its own.
    pub(crate) const fn new(endpoint: &'a Endpoint, limits: Limits) -> Request<'a> {
        Request::until(endpoint, limits, f64::INFINITY)
    }

    /// A request that must be over by then.
    pub(crate) const fn until(
        endpoint: &'a Endpoint,
        limits: Limits,
        deadline_ms: f64,
    ) -> Request<'a> {
        Request {
            endpoint,
            limits,
            deadline_ms,
        }
    }

    /// What is left until the deadline. A cast from f64 saturates.
    pub(crate) fn left_ms(&self, platform: &impl Platform) -> u32 {
        (self.deadline_ms - platform.now_ms()) as u32
    }

    fn timeout_ms(&self, platform: &impl Platform) -> u32 {
        self.limits.timeout_ms.min(self.left_ms(platform))
    }
}

impl<'a, P: Platform> CallContext<'a, P> {
    /// A call that has made no request.
    pub(crate) const fn new(
        platform: &'a P,
        shared: &'a Shared,
        spec: &'a CallSpec,
    ) -> CallContext<'a, P> {
        CallContext {
            platform,
            shared,
            spec,
            sent_tokens: RefCell::new(Vec::new()),
        }
    }

    /// Sends the action.
    pub(crate) async fn send_action(&self, endpoint: &Endpoint) -> Result<Receipt, Box<Failure>> {
        let mut log = AttemptLog::default();
        let request = Request::new(endpoint, self.spec.limits);
        match self.send(&request, &mut log).await {
            Ok(_) => Ok(Receipt::new(log.attempts, log.reply)),
            Err(error) => Err(log.into_failure(error, endpoint.kind)),
        }
    }

    /// Reads a document.
    pub(crate) async fn read(&self, request: &Request<'_>) -> Result<P::Document, Box<Failure>> {
        let mut log = AttemptLog::default();
        let error = match self.send(request, &mut log).await {
            Ok(Some(document)) => return Ok(document),
            // A read succeeds with a document only.
            Ok(None) => Error::UnexpectedResponse,
            Err(error) => error,
        };
        Err(log.into_failure(error, request.endpoint.kind))
    }

    /// Makes attempts until one of them decides. Gives the document of a read.
    async fn send(
        &self,
        request: &Request<'_>,
        log: &mut AttemptLog,
    ) -> Result<Option<P::Document>, Error> {
        let platform = self.platform;
        let kind = request.endpoint.kind;
        let mut retries = Retries::new(self, request);
        let mut claims = None;
        let mut may_answer_challenge = matches!(self.spec.token, TokenSource::Function);
        loop {
            retries.wait_for_gate().await?;
            let token = self.token(claims.take(), request).await?;
            // Another call may have been throttled while the token came.
            retries.wait_for_gate().await?;
            if let Some(error) = platform.blocked_by() {
                return Err(error);
            }

            log.begin_attempt();
            let response = match self.fetch(request, token).await {
                Ok(response) => response,
                Err(WaitError::Failed) if kind.is_read() => match retries.plan(None, None) {
                    Some(wait) => {
                        retries.wait(wait).await?;
                        continue;
                    }
                    None => return Err(Error::NoReply),
                },
                Err(error) => return Err(error.into_error(Error::NoReply, TimedOut::Reply)),
            };
            let mut reply = Box::new(Reply::of(&response, kind, platform.now_ms()));
            self.redact(&mut reply);
            let reply = log.reply.insert(reply);

            let verdict = reply.verdict();
            let retry = match verdict {
                Ok(()) if !kind.is_read() => return Ok(None),
                Err(Error::ClaimsChallenge) if may_answer_challenge => {
                    may_answer_challenge = false;
                    claims = reply.claims.clone();
                    continue;
                }
                Err(Error::Throttled) => {
                    let pause = reply
                        .retry_after
                        .map(|retry_after| self.close_gate(retry_after));
                    retries.plan(reply.retry_after, pause)
                }
                Err(_) if kind.is_retryable(reply.status()) => {
                    retries.plan(reply.retry_after, None)
                }
                _ => None,
            };
            if let Some(wait) = retry {
                drop(response);
                retries.wait(wait).await?;
                continue;
            }

            let limit = match verdict {
                Ok(()) => MAX_DOCUMENT_BYTES,
                Err(_) => MAX_ERROR_BYTES,
            };
            let body = platform.read_body(&response, limit).await;
            drop(response);
            match (verdict, body) {
                (_, Err(WaitError::Aborted)) => return Err(Error::Aborted),
                (Err(error), Ok(Some(document))) => return Err(self.explain(error, &document, log)),
                (Err(error), _) => return Err(error),
                (Ok(()), Ok(Some(document))) if kind.is_valid_body(&document) => {
                    return Ok(Some(document));
                }
                (Ok(()), Ok(_)) => return Err(Error::UnexpectedResponse),
                (Ok(()), Err(WaitError::TimedOut)) => return Err(Error::Timeout(TimedOut::Reply)),
                // The connection broke after the status. That is as good as no reply.
                (Ok(()), Err(WaitError::Failed)) => match retries.plan(None, None) {
                    Some(wait) => retries.wait(wait).await?,
                    None => return Err(Error::NoReply),
                },
            }
        }
    }

    /// A token for the next attempt. The function is called before every attempt, because a token can
    /// expire during a wait.
    async fn token(&self, claims: Option<String>, request: &Request<'_>) -> Result<Token, Error> {
        match &self.spec.token {
            TokenSource::Fixed(token) => Ok(token.clone()),
            TokenSource::Function => {
                let timeout_ms = request.timeout_ms(self.platform);
                let value = self.platform.token(claims.as_deref(), timeout_ms).await;
                let value = value.map_err(|error| {
                    error.into_error(Error::TokenProviderThrew, TimedOut::Token)
                })?;
                Token::from_value(value).map_err(Error::TokenProviderGave)
            }
        }
    }

    /// Makes one attempt.
    async fn fetch(&self, request: &Request<'_>, token: Token) -> Result<P::Response, WaitError> {
        let http_request = HttpRequest {
            method: request.endpoint.kind.method(),
            url: &request.endpoint.url,
            token: &token,
            client_request_id: self.spec.client_request_id.as_deref(),
        };
        self.sent_tokens.borrow_mut().push(token.clone());
        let timeout_ms = request.timeout_ms(self.platform);
        self.platform.fetch(&http_request, timeout_ms).await
    }

    /// A 429 that states a time closes the gate for every call of the portal.
    fn close_gate(&self, retry_after: RetryAfter) -> Pause {
        let now_ms = self.platform.now_ms();
        let origin = &self.spec.origin;
        self.shared.gate.close(origin, now_ms, retry_after.wait_ms)
    }

    /// Adds to the log what the error body says. It may also change the error: Intune reports a
    /// missing role under 401 too, and a new token would not help then.
    fn explain(&self, error: Error, body: &P::Document, log: &mut AttemptLog) -> Error {
        let details = Details::of(body);
        let is_forbidden = error == Error::Unauthenticated && details.is_forbidden();
        if let Some(reply) = &mut log.reply {
            reply.details = details;
            self.redact(reply);
        }
        match is_forbidden {
            true => Error::Forbidden,
            false => error,
        }
    }

    /// Removes every text that contains a token of the call.
    fn redact(&self, reply: &mut Reply) {
        let tokens = self.sent_tokens.borrow();
        reply.redact(|text| tokens.iter().any(|token| token.is_in(text)));
    }
}

/// How far a request has come: what is still known when it ends in the middle of an attempt.
#[derive(Default)]
struct AttemptLog {
    attempts: u32,
    /// The reply to the last attempt.
    reply: Option<Box<Reply>>,
}

impl AttemptLog {
    fn begin_attempt(&mut self) {
        self.attempts = self.attempts.saturating_add(1);
        self.reply = None;
    }

    fn into_failure(self, error: Error, kind: RequestKind) -> Box<Failure> {
        Box::new(Failure {
            error,
            kind,
            attempts: self.attempts,
            reply: self.reply,
        })
    }
}
