//! What a reply means, by its status and its headers.

use crate::endpoint::RequestKind;
use crate::error::Error;
use crate::reply::challenge;
use crate::reply::graph_error::Details;
use crate::reply::retry_after::RetryAfter;

/// What `fetch` gave, as far as it behaves as a response.
pub(crate) trait Response {
    /// Whether it has a status.
    fn status(&self) -> ReplyStatus;

    /// A header, if it is there and CORS lets it be read.
    fn header(&self, name: &str) -> Option<String>;

    /// Decodes base64 or base64url without padding to UTF-8 text. `None` if it is neither.
    fn decode_base64(base64: &str) -> Option<String>;
}

/// The status of what `fetch` gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReplyStatus {
    /// An HTTP status.
    Known(u16),
    /// A redirect that was not followed. Browsers hide everything about it, the status included.
    OpaqueRedirect,
    /// It does not behave as a response.
    NotAResponse,
}

impl ReplyStatus {
    /// Sorts the `status` and `type` of a response. The `status` of an opaque redirect means nothing
    /// (Fetch standard: it is 0).
    pub(crate) fn of(status: Option<f64>, response_type: Option<&str>) -> ReplyStatus {
        match status {
            _ if response_type == Some("opaqueredirect") => ReplyStatus::OpaqueRedirect,
            Some(status) if (100.0..600.0).contains(&status) && status.fract() == 0.0 => {
                ReplyStatus::Known(status as u16)
            }
            _ => ReplyStatus::NotAResponse,
        }
    }
}

/// What came back for an attempt, as far as it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    /// Its status.
    pub(crate) status: ReplyStatus,
    /// What the request was for.
    pub(crate) kind: RequestKind,
    /// Graph's `request-id`.
    pub(crate) request_id: Option<String>,
    /// Graph's echo of `client-request-id`.
    pub(crate) client_request_id: Option<String>,
    /// The wait that it asks for.
    pub(crate) retry_after: Option<RetryAfter>,
    /// The claims of its challenge, as JSON text.
    pub(crate) claims: Option<String>,
    /// What its error body says, once that is read.
    pub(crate) details: Details,
}

impl Reply {
    /// Reads status and headers. A header is read only where it means something with the status.
    pub(crate) fn of<R: Response>(response: &R, kind: RequestKind, now_ms: f64) -> Box<Reply> {
        let status = response.status();
        // An empty header names no request. The body may have the id.
        let id = |name| response.header(name).filter(|id| !id.is_empty());
        let mut reply = Reply::none(kind);
        reply.status = status;
        reply.request_id = id("request-id");
        reply.client_request_id = id("client-request-id");
        if status != ReplyStatus::Known(kind.success_status()) {
            let header = response.header("retry-after");
            reply.retry_after = header.and_then(|header| RetryAfter::parse(&header, now_ms));
        }
        if status == ReplyStatus::Known(401) {
            let header = response.header("www-authenticate");
            reply.claims = header.and_then(|header| challenge::claims(&header, R::decode_base64));
        }
        reply
    }

    /// No reply, and as good as one of which nothing is known.
    pub(crate) fn none(kind: RequestKind) -> Box<Reply> {
        Box::new(Reply {
            status: ReplyStatus::NotAResponse,
            kind,
            request_id: None,
            client_request_id: None,
            retry_after: None,
            claims: None,
            details: Details::NONE,
        })
    }

    /// Removes every text of which `holds_token` says that it contains a token. A token must not
    /// come back out of a server's reply.
    pub(crate) fn redact(&mut self, holds_token: impl Fn(&str) -> bool) {
        let details = &mut self.details;
        for text in [
            &mut self.request_id,
            &mut self.client_request_id,
            &mut self.claims,
            &mut details.code,
            &mut details.message,
            &mut details.activity_id,
            &mut details.request_id,
            &mut details.client_request_id,
        ] {
            text.take_if(|text| holds_token(text));
        }
    }

    /// The status, if there is one.
    pub(crate) const fn status(&self) -> Option<u16> {
        match self.status {
            ReplyStatus::Known(status) => Some(status),
            ReplyStatus::OpaqueRedirect | ReplyStatus::NotAResponse => None,
        }
    }

    /// Whether the request succeeded, or what the reply means instead.
    pub(crate) const fn result(&self) -> Result<(), Error> {
        match self.status {
            ReplyStatus::Known(status) if status == self.kind.success_status() => Ok(()),
            ReplyStatus::Known(401) if self.claims.is_some() => Err(Error::ClaimsChallenge),
            ReplyStatus::Known(status) => Err(error_of_status(status)),
            ReplyStatus::OpaqueRedirect => Err(Error::Redirected),
            ReplyStatus::NotAResponse => Err(Error::UnexpectedResponse),
        }
    }
}

/// The error for each status that is no success.
const fn error_of_status(status: u16) -> Error {
    match status {
        300..=399 => Error::Redirected,
        400 => Error::BadRequest,
        401 => Error::Unauthenticated,
        403 => Error::Forbidden,
        404 => Error::NotFound,
        409 => Error::Conflict,
        412 => Error::PreconditionFailed,
        429 => Error::Throttled,
        402 | 405..=407 | 410..=411 | 413..=428 | 430..=499 => Error::Refused,
        503 => Error::Unavailable,
        // 408: a server that waited too long for the request may have received all of it.
        408 | 500..=502 | 504..=599 => Error::ServerError,
        _ => Error::UnexpectedResponse,
    }
}
