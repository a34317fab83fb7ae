//! Every error there is.

use intune_remote_assistance::error::{Argument, Error, Wait};
use intune_remote_assistance::token::Fault;

pub const ARGUMENTS: [Argument; 4] = [
    Argument::Scope,
    Argument::Ids,
    Argument::Token,
    Argument::Options,
];

pub const FAULTS: [Fault; 5] = [
    Fault::NotText,
    Fault::Empty,
    Fault::TooLong,
    Fault::Scheme,
    Fault::Character,
];

/// Follows one error after the other, so that a new variant does not compile until it is listed.
fn after(error: &Error) -> Option<Error> {
    Some(match error {
        Error::Argument(_) => Error::TokenProviderThrew,
        Error::TokenProviderThrew => Error::TokenProviderGave(Fault::Character),
        Error::TokenProviderGave(_) => Error::AlreadyInFlight,
        Error::AlreadyInFlight => Error::Aborted,
        Error::Aborted => Error::Timeout(Wait::Token),
        Error::Timeout(Wait::Token) => Error::Timeout(Wait::Reply),
        Error::Timeout(Wait::Reply) => Error::Offline,
        Error::Offline => Error::NoReply,
        Error::NoReply => Error::BadRequest,
        Error::BadRequest => Error::Unauthenticated,
        Error::Unauthenticated => Error::ClaimsChallenge,
        Error::ClaimsChallenge => Error::Forbidden,
        Error::Forbidden => Error::NotFound,
        Error::NotFound => Error::Conflict,
        Error::Conflict => Error::Refused,
        Error::Refused => Error::Throttled,
        Error::Throttled => Error::GateClosed(90_000),
        Error::GateClosed(_) => Error::Unavailable,
        Error::Unavailable => Error::ServerError,
        Error::ServerError => Error::Redirected,
        Error::Redirected => Error::UnexpectedResponse,
        Error::UnexpectedResponse => Error::ForeignLink,
        Error::ForeignLink => Error::MissingInterface(0),
        Error::MissingInterface(_) => return None,
    })
}

/// Every error, each variant once and those that hold an argument or a fault once for each.
pub fn every_error() -> Vec<Error> {
    let arguments = ARGUMENTS.map(|argument| Error::Argument(argument.wrong("is wrong")));
    let faults = FAULTS.map(Error::TokenProviderGave);
    let first = Error::TokenProviderThrew;
    let others = core::iter::successors(Some(first), after)
        .filter(|error| !matches!(error, Error::TokenProviderGave(_)));
    arguments.into_iter().chain(faults).chain(others).collect()
}
