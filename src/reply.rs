//! What a reply means: from status and headers to a verdict.

use crate::challenge;
use crate::error::Error;
use crate::graph_error::Details;
use crate::purpose::Purpose;
use crate::retry::Told;
use crate::token::Token;

/// What `fetch` gave, as far as it behaves as a response.
pub trait Response {
    /// What kind of thing it is.
    fn kind(&self) -> Kind;

    /// The value of a header, if it is there and CORS lets it be read.
    fn header(&self, name: &str) -> Option<String>;

    /// The platform's base64: see [`challenge::Decoder`].
    fn decode(base64: &str) -> Option<String>;
}

/// The kinds of things that `fetch` may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A response with a status that can be read.
    Status(u16),
    /// A redirect that was not followed; browsers hide everything about it, the status included.
    OpaqueRedirect,
    /// Something that does not behave as a response.
    NotAResponse,
}

impl Kind {
    /// Sorts what was read as the status, and whether the response is one of type
    /// `opaqueredirect` (Fetch standard: its status reads 0).
    pub fn of(status: Option<f64>, opaque_redirect: bool) -> Kind {
        if opaque_redirect {
            return Kind::OpaqueRedirect;
        }
        match status {
            Some(status) if (100.0..600.0).contains(&status) && status.fract() == 0.0 => {
                Kind::Status(status as u16)
            }
            _ => Kind::NotAResponse,
        }
    }
}

/// What came back for an attempt, as far as it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What kind of thing it is.
    pub kind: Kind,
    /// What was asked for.
    pub purpose: Purpose,
    /// Graph's `request-id`.
    pub request_id: Option<String>,
    /// Graph's echo of `client-request-id`.
    pub client_request_id: Option<String>,
    /// The wait that it asks for.
    pub told: Option<Told>,
    /// The claims of its challenge, as JSON text.
    pub claims: Option<String>,
    /// What its body adds.
    pub details: Details,
}

impl Reply {
    /// Reads status and headers; only those headers that mean something with the status.
    pub fn of<R: Response>(response: &R, purpose: Purpose, now_ms: f64) -> Reply {
        let kind = response.kind();
        let is_accepted = kind == Kind::Status(purpose.accepted_status());
        let told = match is_accepted {
            true => None,
            false => response
                .header("retry-after")
                .and_then(|value| Told::of(&value, now_ms)),
        };
        let claims = match kind {
            Kind::Status(401) => response
                .header("www-authenticate")
                .and_then(|value| challenge::claims(&value, &R::decode)),
            _ => None,
        };
        Reply {
            kind,
            purpose,
            request_id: response.header("request-id"),
            client_request_id: response.header("client-request-id"),
            told,
            claims,
            details: Details::NONE,
        }
    }

    /// Takes out every text that holds the token; it must not come back out of a server.
    pub fn hide(&mut self, token: &Token) {
        let details = &mut self.details;
        let texts = [
            &mut self.request_id,
            &mut self.client_request_id,
            &mut self.claims,
            &mut details.code,
            &mut details.message,
            &mut details.activity_id,
            &mut details.request_id,
            &mut details.client_request_id,
        ];
        for text in texts {
            text.take_if(|text| token.is_in(text));
        }
    }

    /// What stands in where no reply has come: nothing is known.
    pub const fn none() -> Reply {
        Reply {
            kind: Kind::NotAResponse,
            purpose: Purpose::Action,
            request_id: None,
            client_request_id: None,
            told: None,
            claims: None,
            details: Details::NONE,
        }
    }

    /// The status, where there is one to be read.
    pub const fn status(&self) -> Option<u16> {
        match self.kind {
            Kind::Status(status) => Some(status),
            Kind::OpaqueRedirect | Kind::NotAResponse => None,
        }
    }

    /// Whether Graph took the request; nothing but 204 says so of the action (Graph's page of it).
    pub const fn verdict(&self) -> Result<(), Error> {
        match self.kind {
            Kind::Status(status) if status == self.purpose.accepted_status() => Ok(()),
            Kind::Status(401) if self.claims.is_some() => Err(Error::ClaimsChallenge),
            Kind::Status(status) => Err(refusal(status)),
            Kind::OpaqueRedirect => Err(Error::Redirected),
            Kind::NotAResponse => Err(Error::UnexpectedResponse),
        }
    }
}

const fn refusal(status: u16) -> Error {
    match status {
        300..=399 => Error::Redirected,
        400 => Error::BadRequest,
        401 => Error::Unauthenticated,
        403 => Error::Forbidden,
        404 => Error::NotFound,
        409 => Error::Conflict,
        429 => Error::Throttled,
        402 | 405..=407 | 410..=428 | 430..=499 => Error::Refused,
        503 => Error::Unavailable,
        // 408: a server that waited too long for the request may still have seen all of it.
        408 | 500..=502 | 504..=599 => Error::ServerError,
        _ => Error::UnexpectedResponse,
    }
}
