//! One request, from its first attempt to a success or a failure.
//!
//! The action rings a person's device. It is sent again only after a reply that proves that Graph
//! did not carry it out: 429 and 401. A read changes nothing, so that it
//! is also sent again after 500, 502, 503, 504 and a broken connection. Source: RFC 9110 sections 9.2.2 and
//! 15.5.2, RFC 6585 section 4.

use core::mem;

use crate::arguments::call_spec::TokenSource;
use crate::arguments::token::Token;
use crate::endpoint::RequestKind;
use crate::error::{Error, TimedOut};
use crate::platform::{HttpRequest, Platform, TokenRequest, WaitError};
use crate::reply::graph_error::Details;
use crate::reply::json::expected_document;
use crate::reply::reply::Reply;
use crate::reply::retry_after::RetryAfter;
use crate::request::context::{CallContext, Request};
use crate::request::failure::{Failure, Receipt};
use crate::request::retries::Retries;
use crate::request::throttle::Pause;

/// The most that is read of a document, in bytes. A page of a collection has about a million, and
/// 50,000 devices in one reply about twenty million.
const MAX_DOCUMENT_BYTES: u32 = 1 << 26;

/// The most that is read of an error body, in bytes. A real one has a few hundred.
const MAX_ERROR_BYTES: u32 = 1 << 16;

/// The longest time, in milliseconds, that a request waits for the body of a 429 before it tries again.
const THROTTLED_BODY_MS: u32 = 1_000;

/// What a successful request gives.
pub(crate) struct Success<D> {
    /// The last reply, and the number of attempts.
    pub(crate) receipt: Receipt,
    /// What a read gives. The action gives none.
    pub(crate) document: Option<D>,
}

impl<P: Platform> CallContext<'_, P> {
    /// Makes the request that the call is about.
    pub(crate) fn send_main_request(
        &self,
    ) -> impl Future<Output = Result<Success<P::Document>, Box<Failure>>> {
        let limits = self.spec.options.limits;
        self.send(Request::new(&self.spec.endpoint, limits))
    }

    /// Makes a request. A read succeeds with a document only.
    pub(crate) async fn send(
        &self,
        request: Request<'_>,
    ) -> Result<Success<P::Document>, Box<Failure>> {
        let mut last = LastAttempt::new(request.endpoint.kind);
        match self.make_attempts(&request, &mut last).await {
            Ok(document) => Ok(Success {
                receipt: Receipt::new(last.attempts, *last.reply),
                document,
            }),
            Err(error) => Err(last.into_failure(error)),
        }
    }

    /// Makes attempts until the request has succeeded or must not be repeated. Gives the document of a
    /// read. Each true [`Retries::plan`] uses up a retry.
    async fn make_attempts(
        &self,
        request: &Request<'_>,
        last: &mut LastAttempt,
    ) -> Result<Option<P::Document>, Error> {
        let platform = self.platform;
        let kind = request.endpoint.kind;
        let has_function = matches!(self.spec.token, TokenSource::Function);
        let mut retries = Retries::new(self, request);
        let mut token_request = TokenRequest::default();
        let mut may_answer_challenge = has_function;
        let mut refused_token = None;
        loop {
            let _turn = retries.wait_for_turn().await?;
            let token = self.token(&mem::take(&mut token_request), request).await?;
            if refused_token.take().is_some_and(|refused| refused == token) {
                return Err(Error::Unauthenticated);
            }
            // Another call may have been throttled while the token came.
            retries.wait().await?;
            if let Some(error) = platform.blocked_by() {
                return Err(error);
            }

            last.begin_attempt();
            let last_closing = self
                .shared
                .gate
                .last_closing(self.spec.options.origin.as_str());
            let response = match self.fetch(request, &token).await {
                Ok(response) => response,
                Err(WaitError::Failed) if kind.is_read() && retries.plan(None, None) => continue,
                Err(error) => return Err(error.into_error(self.no_reply(), TimedOut::Reply)),
            };
            last.reply = Reply::of(&response, kind, platform.now_ms());
            self.redact(&mut last.reply);

            let result = last.reply.result();
            if result.is_ok() {
                self.shared
                    .gate
                    .succeeded(self.spec.options.origin.as_str());
                self.shared.pace.succeeded();
            }
            let error = match result {
                Ok(()) if !kind.is_read() => return Ok(None),
                Ok(()) => match self.document(&response, request).await {
                    Ok(document) => return Ok(Some(document)),
                    // The connection broke after the status.
                    Err(Error::NoReply | Error::Offline) if retries.plan(None, None) => continue,
                    Err(error) => return Err(error),
                },
                Err(error) => error,
            };
            match error {
                // Once for each request, and besides the retries.
                Error::ClaimsChallenge if may_answer_challenge => {
                    may_answer_challenge = false;
                    token_request.claims = last.reply.claims.clone();
                    continue;
                }
                Error::Throttled => {
                    let is_stated = last.reply.retry_after.is_some();
                    if !is_stated {
                        // Intune may state the time in the body.
                        let at_most_ms = Some(THROTTLED_BODY_MS);
                        let read = self.explain(Error::Throttled, &response, at_most_ms, last);
                        if let error @ Error::Aborted = read.await {
                            return Err(error);
                        }
                    }
                    let retry_after = last.reply.retry_after;
                    self.shared.pace.throttled(retry_after.is_some());
                    let pause = self.close_gate(retry_after, last_closing);
                    if retries.plan(retry_after, Some(pause)) {
                        continue;
                    }
                    if !is_stated {
                        return Err(error);
                    }
                }
                _ if kind.is_retryable(last.reply.status())
                    && retries.plan(last.reply.retry_after, None) =>
                {
                    continue;
                }
                _ => {}
            }
            // The body says more about the failure.
            let error = self.explain(error, &response, None, last).await;
            // Once for each call, and besides the retries: the cache of the portal may take a token for
            // valid that Graph does not, for example if a clock is wrong.
            let may_refresh = error == Error::Unauthenticated && has_function;
            if !may_refresh || self.has_refreshed.replace(true) {
                return Err(error);
            }
            token_request.force_refresh = true;
            refused_token = Some(token);
        }
    }

    /// A token for the next attempt. The function is called before every attempt, because a token can
    /// expire during a wait.
    async fn token(
        &self,
        token_request: &TokenRequest,
        request: &Request<'_>,
    ) -> Result<Token, Error> {
        match &self.spec.token {
            TokenSource::Fixed(token) => Ok(token.clone()),
            TokenSource::Function => {
                let timeout_ms = request.timeout_ms(self.platform);
                let value = self.platform.token(token_request, timeout_ms).await;
                let value = value.map_err(|error| {
                    let threw = match self.platform.needs_interaction() {
                        true => Error::InteractionRequired,
                        false => Error::TokenProviderThrew,
                    };
                    error.into_error(threw, TimedOut::Token)
                })?;
                Token::from_value(value).map_err(Error::TokenProviderGave)
            }
        }
    }

    /// Makes one attempt.
    async fn fetch(&self, request: &Request<'_>, token: &Token) -> Result<P::Response, WaitError> {
        let http_request = HttpRequest {
            kind: request.endpoint.kind,
            url: &request.endpoint.url,
            token,
            client_request_id: self.spec.options.client_request_id.as_deref(),
        };
        let timeout_ms = request.timeout_ms(self.platform);
        self.platform.fetch(&http_request, timeout_ms).await
    }

    /// Reads the document of a success.
    async fn document(
        &self,
        response: &P::Response,
        request: &Request<'_>,
    ) -> Result<P::Document, Error> {
        let read = self.platform.read_body(response, MAX_DOCUMENT_BYTES, None);
        match read.await {
            Ok(Some(document)) => expected_document(document, request.endpoint),
            Ok(None) => Err(Error::UnexpectedResponse),
            Err(error) => Err(error.into_error(self.no_reply(), TimedOut::Reply)),
        }
    }

    /// Reads the body of an error, and adds to the reply what it says. It may also change the error:
    /// Intune reports a missing role under 401 too, and a new token would not help then. The status
    /// decides, even if the body cannot be read.
    async fn explain(
        &self,
        error: Error,
        response: &P::Response,
        at_most_ms: Option<u32>,
        last: &mut LastAttempt,
    ) -> Error {
        let read = self
            .platform
            .read_body(response, MAX_ERROR_BYTES, at_most_ms);
        let document = match read.await {
            Ok(Some(document)) => document,
            Err(WaitError::Aborted) => return Error::Aborted,
            Ok(None) | Err(WaitError::Failed | WaitError::TimedOut) => return error,
        };
        let details = Details::of(&document);
        let is_forbidden = error == Error::Unauthenticated && details.is_forbidden();
        if last.reply.retry_after.is_none() {
            last.reply.retry_after = details.retry_after;
        }
        last.reply.details = details;
        self.redact(&mut last.reply);
        match is_forbidden {
            true => Error::Forbidden,
            false => error,
        }
    }

    /// The connection failed.
    fn no_reply(&self) -> Error {
        match self.platform.is_offline() {
            true => Error::Offline,
            false => Error::NoReply,
        }
    }

    /// After a 429, every call to the same origin waits. A longer pause that already holds stays.
    fn close_gate(&self, retry_after: Option<RetryAfter>, last_closing: u32) -> Pause {
        let gate = &self.shared.gate;
        let now_ms = self.platform.now_ms();
        let origin = self.spec.options.origin.as_str();
        match retry_after {
            Some(retry_after) => gate.close(origin, now_ms, retry_after.wait_ms),
            None => gate.close_untimed(origin, now_ms, last_closing),
        }
    }

    /// Removes every text that contains a token of the call.
    fn redact(&self, reply: &mut Reply) {
        reply.redact(|text| self.platform.holds_token(text));
    }
}

/// What is known of the last attempt when the request ends, be it in the middle of that attempt.
struct LastAttempt {
    /// Its number, from 1. 0 if there was none.
    attempts: u32,
    /// The reply to the last attempt. It is large and handed on: as a `Box`, the module is 0.1 KB smaller (brotli).
    reply: Box<Reply>,
}

impl LastAttempt {
    /// No attempt was made.
    fn new(kind: RequestKind) -> LastAttempt {
        LastAttempt {
            attempts: 0,
            reply: Reply::none(kind),
        }
    }

    fn begin_attempt(&mut self) {
        self.attempts = self.attempts.saturating_add(1);
        self.reply = Reply::none(self.reply.kind);
    }

    fn into_failure(self, error: Error) -> Box<Failure> {
        Box::new(Failure {
            error,
            attempts: self.attempts,
            reply: self.reply,
            invalid: None,
        })
    }
}
