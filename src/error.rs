//! Every way in which a call can fail, with its code and what it proves.
//!
//! One enum: a new variant does not compile until it has both, and a sentence in
//! [`crate::message`]. Nothing here can hold a token or the text of an error from outside.

use crate::token::Fault;

/// The public names of codes and outcomes. `notInitialised` is the face's own.
pub const TYPESCRIPT: &str = r#"
/**
 * What a failed call may have done.
 *
 * - `notSent`: nothing was dispatched.
 * - `rejected`: Graph refused it; the device was not asked.
 * - `unknown`: it may have been acted on; check the device before another is sent.
 */
export type Outcome = "notSent" | "rejected" | "unknown";

/**
 * Why a call failed.
 *
 * - `invalidScope`, `invalidIds`, `invalidToken`, `invalidOptions`: an argument breaks a rule; `field` names it.
 * - `tokenProviderFailed`: the token function threw (then `cause` has it) or gave no token.
 * - `alreadyInFlight`: a call for the same device has not settled.
 * - `notInitialised`: the slim entry before its `init`.
 * - `aborted`: `signal` fired; `cause` is its reason. `timeout`: `timeoutMs` passed.
 * - `network`: no reply at all, or the browser is offline.
 * - `badRequest` 400, `unauthenticated` 401, `claimsChallenge` 401 with `claims`, `forbidden` 403,
 *   `notFound` 404, `conflict` 409, `refused` any other 4xx but 408: Graph said no.
 * - `throttled` 429: retries or the budget for waits are used up; see `retryAfterMs`.
 * - `unavailable` 503, `serverError` any other 5xx and 408: it may have been acted on all the same.
 * - `redirected`: a redirect, which is not followed. `unexpectedResponse`: not a reply of Graph's.
 * - `internal`: the module could not be loaded, or failed; `message` says what to do.
 */
export type ErrorCode =
  | "invalidScope" | "invalidIds" | "invalidToken" | "invalidOptions"
  | "tokenProviderFailed" | "alreadyInFlight" | "notInitialised"
  | "aborted" | "timeout" | "network"
  | "badRequest" | "unauthenticated" | "claimsChallenge" | "forbidden" | "notFound" | "conflict" | "refused"
  | "throttled" | "unavailable" | "serverError" | "redirected" | "unexpectedResponse"
  | "internal";
"#;

/// What a failed call may have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was dispatched.
    NotSent,
    /// Graph refused it.
    Rejected,
    /// It may have been acted on.
    Unknown,
}

impl Outcome {
    /// The outcome's name in the public interface.
    pub const fn name(self) -> &'static str {
        match self {
            Outcome::NotSent => "notSent",
            Outcome::Rejected => "rejected",
            Outcome::Unknown => "unknown",
        }
    }
}

/// The arguments of the public functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Which route.
    Scope,
    /// The route's placeholders.
    Ids,
    /// The access token, or the function that gives it.
    Token,
    /// Everything optional.
    Options,
}

impl Argument {
    const fn name(self) -> &'static str {
        match self {
            Argument::Scope => "scope",
            Argument::Ids => "ids",
            Argument::Token => "token",
            Argument::Options => "options",
        }
    }

    /// The argument as a whole breaks a rule.
    pub fn wrong(self, problem: &'static str) -> ArgumentError {
        ArgumentError {
            argument: self,
            field: self.name().to_owned(),
            problem,
        }
    }

    /// One of its properties does.
    pub fn wrong_field(self, name: &str, problem: &'static str) -> ArgumentError {
        ArgumentError {
            argument: self,
            field: [self.name(), ".", name].concat(),
            problem,
        }
    }
}

/// An argument that breaks a rule. It names the field and never holds the value.
#[derive(Debug, PartialEq, Eq)]
pub struct ArgumentError {
    /// The argument that it belongs to.
    pub argument: Argument,
    /// The argument, or the property of it: `ids.managedDeviceId`.
    pub field: String,
    /// What is wrong with it, as a sentence without its subject.
    pub problem: &'static str,
}

/// What was waited for when the time was up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// The portal's token function.
    Token,
    /// The status of Graph's reply.
    Reply,
}

/// Every way in which a call can fail.
#[derive(Debug, PartialEq, Eq)]
pub enum Error {
    /// An argument breaks a rule.
    Argument(ArgumentError),
    /// The token function threw, or its promise was rejected.
    TokenProviderThrew,
    /// The token function gave something that is no token.
    TokenProviderGave(Fault),
    /// A call for the same device has not settled yet.
    AlreadyInFlight,
    /// The caller's signal fired.
    Aborted,
    /// The time for one wait ran out.
    Timeout(Wait),
    /// The browser says that it is offline; nothing was tried.
    Offline,
    /// No reply at all.
    NoReply,
    /// 400.
    BadRequest,
    /// 401.
    Unauthenticated,
    /// 401 with a claims challenge that was answered already, or cannot be.
    ClaimsChallenge,
    /// 403.
    Forbidden,
    /// 404.
    NotFound,
    /// 409.
    Conflict,
    /// Any other 4xx but 408.
    Refused,
    /// 429.
    Throttled,
    /// Graph told another call of the page to wait longer than this one may; the milliseconds left.
    GateClosed(u64),
    /// 503.
    Unavailable,
    /// Any other 5xx, and 408.
    ServerError,
    /// A redirect, which is never followed: the token would go along.
    Redirected,
    /// A 2xx other than 204, or something that is no response.
    UnexpectedResponse,
    /// A browser interface that the call needs is not there.
    MissingInterface(&'static str),
}

#[deny(clippy::wildcard_enum_match_arm)]
impl Error {
    /// The `code` in the public interface.
    pub const fn code(&self) -> &'static str {
        match self {
            Error::Argument(ArgumentError { argument, .. }) => match argument {
                Argument::Scope => "invalidScope",
                Argument::Ids => "invalidIds",
                Argument::Token => "invalidToken",
                Argument::Options => "invalidOptions",
            },
            Error::TokenProviderThrew | Error::TokenProviderGave(_) => "tokenProviderFailed",
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
            Error::Refused => "refused",
            Error::Throttled | Error::GateClosed(_) => "throttled",
            Error::Unavailable => "unavailable",
            Error::ServerError => "serverError",
            Error::Redirected => "redirected",
            Error::UnexpectedResponse => "unexpectedResponse",
            Error::MissingInterface(_) => "internal",
        }
    }

    /// What a reply of this kind proves about the attempt that it answers. Errors that are no
    /// replies prove nothing about an attempt that is under way.
    pub const fn proves(&self) -> Outcome {
        match self {
            Error::BadRequest
            | Error::Unauthenticated
            | Error::ClaimsChallenge
            | Error::Forbidden
            | Error::NotFound
            | Error::Conflict
            | Error::Refused
            | Error::Throttled => Outcome::Rejected,
            Error::Unavailable
            | Error::ServerError
            | Error::Redirected
            | Error::UnexpectedResponse
            | Error::Argument(_)
            | Error::TokenProviderThrew
            | Error::TokenProviderGave(_)
            | Error::AlreadyInFlight
            | Error::Aborted
            | Error::Timeout(_)
            | Error::Offline
            | Error::NoReply
            | Error::GateClosed(_)
            | Error::MissingInterface(_) => Outcome::Unknown,
        }
    }
}
