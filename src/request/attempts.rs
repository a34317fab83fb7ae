//! One request, from its first attempt to a success or a failure.
//!
//! The action rings a person's device. It is sent again only after a reply that proves that Graph
//! did not carry it out: 429, and a 401 with a claims challenge. A read changes nothing, so that it
//! is also sent again after 500, 502, 503, 504 and a broken connection. Source: RFC 9110 sections 9.2.2 and
//! 15.5.2, RFC 6585 section 4.

use crate::arguments::call_spec::TokenSource;
use crate::arguments::token::Token;
use crate::endpoint::RequestKind;
use crate::error::{Error, TimedOut};
use crate::platform::{HttpRequest, Platform, WaitError};
use crate::reply::graph_error::Details;
use crate::reply::json::has_expected_shape;
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
                receipt: Receipt::new(last.attempts, last.reply),
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
        let mut retries = Retries::new(self, request);
        let mut claims = None;
        let mut may_answer_challenge = matches!(self.spec.token, TokenSource::Function);
        loop {
            retries.wait().await?;
            let token = self.token(claims.take(), request).await?;
            // Another call may have been throttled while the token came.
            retries.wait().await?;
            if let Some(error) = platform.blocked_by() {
                return Err(error);
            }

            last.begin_attempt();
            let response = match self.fetch(request, token).await {
                Ok(response) => response,
                Err(WaitError::Failed) if kind.is_read() && retries.plan(None, None) => continue,
                Err(error) => return Err(error.into_error(self.no_reply(), TimedOut::Reply)),
            };
            last.reply = Reply::of(&response, kind, platform.now_ms());
            self.redact(&mut last.reply);

            let reply = &last.reply;
            let result = reply.result();
            match result {
                Ok(()) if !kind.is_read() => return Ok(None),
                // Once for each request, and besides the retries.
                Err(Error::ClaimsChallenge) if may_answer_challenge => {
                    may_answer_challenge = false;
                    claims = reply.claims.clone();
                    continue;
                }
                Err(Error::Throttled) => {
                    let pause = reply
                        .retry_after
                        .map(|retry_after| self.close_gate(retry_after));
                    if retries.plan(reply.retry_after, pause) {
                        continue;
                    }
                }
                Err(_)
                    if kind.is_retryable(reply.status())
                        && retries.plan(reply.retry_after, None) =>
                {
                    continue;
                }
                // No retry: the body has the document, or says more about the failure.
                _ => {}
            }

            let limit = match result {
                Ok(()) => MAX_DOCUMENT_BYTES,
                Err(_) => MAX_ERROR_BYTES,
            };
            let body = platform.read_body(&response, limit).await;
            return match (result, body) {
                (_, Err(WaitError::Aborted)) => Err(Error::Aborted),
                (Err(error), Ok(Some(document))) => Err(self.explain(error, &document, last)),
                // The status decides, even if the error body cannot be read.
                (Err(error), _) => Err(error),
                (Ok(()), Ok(Some(document))) if has_expected_shape(&document, kind) => {
                    Ok(Some(document))
                }
                (Ok(()), Ok(_)) => Err(Error::UnexpectedResponse),
                // Only a read gets here. The connection broke after the status.
                (Ok(()), Err(WaitError::Failed)) if retries.plan(None, None) => continue,
                (Ok(()), Err(error)) => Err(error.into_error(self.no_reply(), TimedOut::Reply)),
            };
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
            client_request_id: self.spec.options.client_request_id.as_deref(),
        };
        let timeout_ms = request.timeout_ms(self.platform);
        let response = self.platform.fetch(&http_request, timeout_ms).await;
        self.sent_tokens.borrow_mut().push(token);
        response
    }

    /// The connection failed.
    fn no_reply(&self) -> Error {
        match self.platform.is_offline() {
            true => Error::Offline,
            false => Error::NoReply,
        }
    }

    /// After a 429 that states a time, every call to the same origin waits. A longer pause that already
    /// holds stays.
    fn close_gate(&self, retry_after: RetryAfter) -> Pause {
        let now_ms = self.platform.now_ms();
        let origin = self.spec.options.origin.as_str();
        self.shared.gate.close(origin, now_ms, retry_after.wait_ms)
    }

    /// Adds to the reply what the error body says. It may also change the error: Intune reports a
    /// missing role under 401 too, and a new token would not help then.
    fn explain(&self, error: Error, body: &P::Document, last: &mut LastAttempt) -> Error {
        let details = Details::of(body);
        let is_forbidden = matches!(error, Error::Unauthenticated) && details.is_forbidden();
        last.reply.details = details;
        self.redact(&mut last.reply);
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

/// What is known of the last attempt when the request ends, be it in the middle of that attempt.
struct LastAttempt {
    /// Its number, from 1. 0 if there was none.
    attempts: u32,
    /// The reply to the last attempt.
    reply: Reply,
}

impl LastAttempt {
    /// No attempt was made.
    const fn new(kind: RequestKind) -> LastAttempt {
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
        })
    }
}
