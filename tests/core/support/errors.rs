//! Every error, and failures with a given reply.

use super::variants::every_variant;
use crate::endpoint::RequestKind;
use crate::error::TokenProblem;
use crate::error::{Argument, Error, TimedOut};
use crate::reply::reply::{Reply, ReplyStatus};
use crate::request::failure::Failure;

/// Every argument. [`every_error`] holds one error for each.
pub(crate) const ARGUMENTS: [Argument; 5] =
    every_variant!(Argument: Scope, Ids, Query, Token, Options);

/// Every problem of a token. [`every_error`] holds one error for each.
pub(crate) const TOKEN_PROBLEMS: [TokenProblem; 5] =
    every_variant!(TokenProblem: NotText, Empty, TooLong, Scheme, Character);

/// The variant after this one. A new variant does not compile until it is listed here.
fn next(error: &Error) -> Option<Error> {
    Some(match error {
        Error::Argument(_) => Error::TokenProviderThrew,
        Error::TokenProviderThrew => Error::InteractionRequired,
        Error::InteractionRequired => Error::TokenProviderGave(TokenProblem::Character),
        Error::TokenProviderGave(_) => Error::AlreadyInFlight,
        Error::AlreadyInFlight => Error::Aborted,
        Error::Aborted => Error::Timeout(TimedOut::Token),
        Error::Timeout(TimedOut::Token) => Error::Timeout(TimedOut::Reply),
        Error::Timeout(TimedOut::Reply) => Error::Offline,
        Error::Offline => Error::NoReply,
        Error::NoReply => Error::BadRequest,
        Error::BadRequest => Error::Unauthenticated,
        Error::Unauthenticated => Error::ClaimsChallenge,
        Error::ClaimsChallenge => Error::Forbidden,
        Error::Forbidden => Error::NotFound,
        Error::NotFound => Error::Conflict,
        Error::Conflict => Error::PreconditionFailed,
        Error::PreconditionFailed => Error::Refused,
        Error::Refused => Error::Throttled,
        Error::Throttled => Error::GateClosed(90_000),
        Error::GateClosed(_) => Error::Unavailable,
        Error::Unavailable => Error::ServerError,
        Error::ServerError => Error::Redirected,
        Error::Redirected => Error::UnexpectedResponse,
        Error::UnexpectedResponse => Error::MissingMember("id"),
        Error::MissingMember(_) => Error::OtherDevice,
        Error::OtherDevice => Error::BadLink("leads to another origin"),
        Error::BadLink(_) => Error::MissingInterface("fetch"),
        Error::MissingInterface(_) => return None,
    })
}

/// Every error with sentences of its own. An invalid argument has those of its `ArgumentError`.
pub(crate) fn every_error_with_sentences() -> Vec<Error> {
    let mut errors = every_error();
    errors.retain(|error| !matches!(error, Error::Argument(_)));
    errors
}

/// Every error: those that hold an argument or a problem of a token once for each, the others once.
pub(crate) fn every_error() -> Vec<Error> {
    let arguments = ARGUMENTS.map(Error::Argument);
    let token_problems = TOKEN_PROBLEMS.map(Error::TokenProviderGave);
    let others = core::iter::successors(Some(Error::TokenProviderThrew), next)
        .filter(|error| !matches!(error, Error::TokenProviderGave(_)));
    arguments
        .into_iter()
        .chain(token_problems)
        .chain(others)
        .collect()
}

/// A reply to the action of which only that is known.
pub(crate) fn reply(status: ReplyStatus) -> Reply {
    Reply {
        status,
        ..*Reply::none(RequestKind::Action)
    }
}

/// A reply to the action with that status and nothing else.
pub(crate) fn reply_with_status(status: u16) -> Reply {
    reply(ReplyStatus::Known(status))
}

/// A failure of the action.
pub(crate) fn failure(error: Error, attempts: u32, reply: Option<Reply>) -> Box<Failure> {
    Box::new(Failure {
        error,
        attempts,
        reply: reply.map_or_else(|| Reply::none(RequestKind::Action), Box::new),
        invalid: match error {
            Error::Argument(argument) => Some(argument.invalid("is wrong")),
            _ => None,
        },
    })
}
