//! Every way in which a call can fail, with its code and what it proves.
//!
//! A new variant does not compile until it has a code, an outcome, and its sentences in
//! [`message`](crate::error::message). No variant can hold a token or the text of a native error.

use crate::endpoint::RequestKind;
use crate::error::argument::{Argument, TokenProblem};

/// What a failed call may have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// No attempt was dispatched.
    NotSent,
    /// Graph refused the request.
    Rejected,
    /// The request may have been carried out.
    Unknown,
}

impl Outcome {
    /// The name in the public interface.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Outcome::NotSent => "notSent",
            Outcome::Rejected => "rejected",
            Outcome::Unknown => "unknown",
        }
    }

    /// The outcome of a request of that kind. A read rings no device, so that nothing about it is
    /// unknown.
    pub(crate) const fn for_request(self, kind: RequestKind) -> Outcome {
        match self {
            Outcome::Unknown if kind.is_read() => Outcome::NotSent,
            outcome => outcome,
        }
    }
}

/// The wait whose time limit passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimedOut {
    /// The portal's token function gave nothing.
    Token,
    /// Graph sent no status, or did not finish the document.
    Reply,
}

/// Every way in which a call can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::enum_variant_names,
    reason = "a 5xx is a server error (RFC 9110)"
)]
pub(crate) enum Error {
    /// An argument breaks a rule. An [`ArgumentError`](crate::error::ArgumentError) says which rule.
    Argument(Argument),
    /// The token function threw, or its promise was rejected.
    TokenProviderThrew,
    /// What the token function threw says that the admin must sign in.
    InteractionRequired,
    /// The token function gave something that is no token.
    TokenProviderGave(TokenProblem),
    /// Another call for the same device has not settled.
    AlreadyInFlight,
    /// The portal's signal fired.
    Aborted,
    /// A time limit passed.
    Timeout(TimedOut),
    /// No reply came, and the browser says that it is offline.
    Offline,
    /// No reply came.
    NoReply,
    /// 400.
    BadRequest,
    /// 401.
    Unauthenticated,
    /// 401 with a claims challenge that was answered already, or that a fixed token cannot answer.
    ClaimsChallenge,
    /// 403, or 401 with `Forbidden` in its body.
    Forbidden,
    /// 404.
    NotFound,
    /// 409.
    Conflict,
    /// 412.
    PreconditionFailed,
    /// Any other 4xx except 408.
    Refused,
    /// 429.
    Throttled,
    /// The gate is closed for longer than this call may wait. Holds the milliseconds that are left.
    GateClosed(u64),
    /// 503.
    Unavailable,
    /// Any other 5xx, and 408.
    ServerError,
    /// A redirect. It is never followed, because the token would travel with it.
    Redirected,
    /// A 2xx that Graph does not give to this request, or something that is no response.
    UnexpectedResponse,
    /// A document without the member of this name.
    MissingMember(&'static str),
    /// The document of another device than the one that was asked for.
    OtherDevice,
    /// The link to the next page must not be followed. Holds the problem, a sentence without its subject.
    BadLink(&'static str),
    /// The environment lacks the interface of this name.
    MissingInterface(&'static str),
}

#[deny(clippy::wildcard_enum_match_arm)]
impl Error {
    /// The `code` in the public interface.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Error::Argument(argument) => match argument {
                Argument::Scope => "invalidScope",
                Argument::Ids => "invalidIds",
                Argument::Query => "invalidQuery",
                Argument::Token => "invalidToken",
                Argument::Options => "invalidOptions",
            },
            Error::TokenProviderThrew
            | Error::InteractionRequired
            | Error::TokenProviderGave(_) => "tokenProviderFailed",
            Error::AlreadyInFlight => "alreadyInFlight",
            Error::Aborted => "aborted",
            Error::Timeout(_) => "timeout",
            Error::Offline | Error::NoReply => "network",
            Error::BadRequest => "badRequest",
            Error::Unauthenticated => "unauthenticated",
            Error::ClaimsChallenge => "claimsChallenge",
            Error::Forbidden => "forbidden",
            Error::NotFound => "notFound",
            Error::Conflict => "conflict",
            Error::PreconditionFailed | Error::Refused => "refused",
            Error::Throttled | Error::GateClosed(_) => "throttled",
            Error::Unavailable => "unavailable",
            Error::ServerError => "serverError",
            Error::Redirected => "redirected",
            Error::UnexpectedResponse
            | Error::MissingMember(_)
            | Error::OtherDevice
            | Error::BadLink(_) => "unexpectedResponse",
            Error::MissingInterface(_) => "internal",
        }
    }

    /// What a reply with this error proves about the attempt that it answers. An error without a reply
    /// proves nothing, and neither does a 5xx: a gateway can send one after Graph has received the
    /// request (RFC 9110 section 15.6).
    pub(crate) const fn proves(&self) -> Outcome {
        match self {
            Error::BadRequest
            | Error::Unauthenticated
            | Error::ClaimsChallenge
            | Error::Forbidden
            | Error::NotFound
            | Error::Conflict
            | Error::PreconditionFailed
            | Error::Refused
            | Error::Throttled => Outcome::Rejected,
            Error::Unavailable
            | Error::ServerError
            | Error::Redirected
            | Error::UnexpectedResponse
            | Error::MissingMember(_)
            | Error::OtherDevice
            | Error::Argument(_)
            | Error::TokenProviderThrew
            | Error::InteractionRequired
            | Error::TokenProviderGave(_)
            | Error::AlreadyInFlight
            | Error::Aborted
            | Error::Timeout(_)
            | Error::Offline
            | Error::NoReply
            | Error::GateClosed(_)
            | Error::BadLink(_)
            | Error::MissingInterface(_) => Outcome::Unknown,
        }
    }

    /// Whether the portal ended the call itself, by its signal or its token function. The next
    /// request of the same call would end in the same way.
    pub(crate) const fn is_from_portal(&self) -> bool {
        matches!(
            self,
            Error::Aborted
                | Error::TokenProviderThrew
                | Error::InteractionRequired
                | Error::TokenProviderGave(_)
        )
    }
}
