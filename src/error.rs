//! Every way in which a call can fail, with its code and what it proves.
//!
//! One enum: a new variant does not compile until it has both, and a sentence in
//! [`crate::message`]. Nothing here can hold a token or the text of an error from outside.

pub use crate::argument_error::{Argument, ArgumentError};
use crate::text::cut;
use crate::token::Fault;

/// The public names of codes and outcomes. `notInitialised` and
/// `invalidQuery` are the face's own.
pub const TYPESCRIPT: &str = r#"
/**
 * What a failed call may have done.
 *
 * - `notSent`: nothing was dispatched; of a function that only reads, that it rang nobody.
 * - `rejected`: Graph refused it; the device was not asked.
 * - `unknown`: it may have been acted on; check the device before another is sent.
 */
export type Outcome = "notSent" | "rejected" | "unknown";

/**
 * Why a call failed.
 *
 * - `invalidScope`, `invalidIds`, `invalidQuery`, `invalidToken`, `invalidOptions`: an argument breaks a rule; `field` names it.
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
  | "invalidScope" | "invalidIds" | "invalidQuery" | "invalidToken" | "invalidOptions"
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
    Argument(Box<ArgumentError>),
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
    /// The next page lies at another origin than the one that was called.
    ForeignLink,
    /// One of [`INTERFACES`] is not there.
    MissingInterface(u32),
}

/// What a request needs of the browser; the face looks for them by their places (`src/js/platform.ts`).
pub const INTERFACES: [&str; 3] = ["fetch", "Headers", "AbortController"];

#[deny(clippy::wildcard_enum_match_arm)]
impl Error {
    /// Its code, what happened, and what to do next, between bars: one text takes fewer bytes than
    /// three. What is not fixed comes before the second bar.
    const fn row(&self) -> &'static str {
        match self {
            Error::Argument(wrong) => match wrong.argument {
                Argument::Scope => "invalidScope||",
                Argument::Ids => "invalidIds||",
                Argument::Token => "invalidToken||",
                Argument::Options => "invalidOptions||",
            },
            Error::TokenProviderThrew => {
                "tokenProviderFailed|The token function failed.| What it threw is this error's \
                 cause."
            }
            Error::TokenProviderGave(_) => {
                "tokenProviderFailed|The token function gave no access token: what it gave |"
            }
            Error::AlreadyInFlight => {
                "alreadyInFlight|Another request for this device is still under way.| Wait \
                 until that one has settled."
            }
            Error::Aborted => "aborted|The call was cancelled.|",
            Error::Timeout(Wait::Token) => {
                "timeout|The token function did not answer within timeoutMs.| Try again, or \
                 sign in again."
            }
            Error::Timeout(Wait::Reply) => "timeout|No reply came within timeoutMs.|",
            Error::Offline => "network|The browser is offline.| Connect, then try again.",
            Error::NoReply => {
                "network|No reply came: the connection failed, or the browser blocked the \
                 request (CORS, or connect-src of its Content-Security-Policy).|"
            }
            Error::BadRequest => {
                "badRequest|Graph finds fault with the request (400).| Check the ids."
            }
            Error::Unauthenticated => {
                "unauthenticated|Graph does not accept the access token (401).| Sign in again, \
                 then try again."
            }
            Error::ClaimsChallenge => {
                "claimsChallenge|Graph wants a token with further claims (401, continuous \
                 access evaluation).| Sign in with the claims of this error, then try again."
            }
            Error::Forbidden => {
                "forbidden|Graph does not permit this.| The token needs the delegated \
                 permission DeviceManagementManagedDevices.ReadWrite.All, and the admin an \
                 Intune role with \"Remote tasks: Offer remote assistance\" and \"Remote \
                 Assistance Connector: Read\"."
            }
            Error::NotFound => {
                "notFound|Graph finds no such device on this route (404).| Check the ids, and \
                 that they belong together."
            }
            Error::Conflict => {
                "conflict|Graph sees a conflict with the device's present state (409).| Look at \
                 the device's pending actions, then try again."
            }
            Error::Refused => "refused|Graph answers with an error of the 4xx kind.| See status.",
            Error::Throttled => {
                "throttled|Graph is throttling requests (429).| Wait as long as retryAfterMs \
                 says, or a minute."
            }
            Error::GateClosed(_) => {
                "throttled|Graph asked this page to wait (429).| Wait as long as retryAfterMs \
                 says."
            }
            Error::Unavailable => "unavailable|Graph is unavailable (503).|",
            Error::ServerError => "serverError|Graph failed while it handled the request.|",
            Error::Redirected => {
                "redirected|The reply is a redirect; it was not followed, so that the token \
                 stays here.| Check the cloud or the origin."
            }
            Error::UnexpectedResponse => {
                "unexpectedResponse|The reply is none that Graph gives to this request.| Check \
                 the cloud or the origin, and what stands between this browser and Graph."
            }
            Error::ForeignLink => {
                "unexpectedResponse|The link to the next page does not lead to the origin that \
                 was called; it was not followed, so that the token stays here.|"
            }
            Error::MissingInterface(_) => {
                "internal|This environment has no | Use a browser that has it, or define it \
                 before the call."
            }
        }
    }

    /// The `code` in the public interface.
    pub fn code(&self) -> &'static str {
        cut(self.row(), b'|').map_or("", |(code, _)| code)
    }

    /// What happened, and what to do next, in plain English; the second may be empty.
    pub fn sentences(&self) -> (&'static str, &'static str) {
        let sentences = cut(self.row(), b'|').and_then(|(_, rest)| cut(rest, b'|'));
        sentences.unwrap_or_default()
    }

    /// Whether the caller ended it, or the caller's own function: whatever comes after it would end
    /// in the same way.
    pub const fn is_callers(&self) -> bool {
        matches!(
            self,
            Error::Aborted | Error::TokenProviderThrew | Error::TokenProviderGave(_)
        )
    }

    /// Whether a read that failed so may succeed a little later.
    pub const fn may_pass(&self) -> bool {
        matches!(
            self,
            Error::Timeout(_)
                | Error::Offline
                | Error::NoReply
                | Error::Throttled
                | Error::GateClosed(_)
                | Error::Unavailable
                | Error::ServerError
                | Error::UnexpectedResponse
        )
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
            | Error::ForeignLink
            | Error::MissingInterface(_) => Outcome::Unknown,
        }
    }
}
