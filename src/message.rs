//! What an error says in plain English: what happened, whether it may have rung, what to do next.
//!
//! Written for two readers, the portal's developer at a console and the admin with a caller on the
//! phone. Every word is fixed here but the name of the field that was wrong.

use crate::error::{ArgumentError, Error, Outcome, Wait};

/// The whole message, three sentences at the most.
#[deny(clippy::wildcard_enum_match_arm)]
pub fn message(error: &Error, outcome: Outcome) -> String {
    let (happened, remedy): (&[&str], &str) = match error {
        Error::Argument(ArgumentError { field, problem, .. }) => (&[field, " ", problem, "."], ""),
        Error::TokenProviderThrew => (
            &["The token function failed."],
            " What it threw is this error's cause.",
        ),
        Error::TokenProviderGave(fault) => (
            &[
                "The token function gave no access token: what it gave ",
                fault.problem(),
                ".",
            ],
            "",
        ),
        Error::AlreadyInFlight => (
            &["Another request for this device is still under way."],
            " Wait until that one has settled.",
        ),
        Error::Aborted => (&["The call was cancelled."], ""),
        Error::Timeout(Wait::Token) => (
            &["The token function did not answer within timeoutMs."],
            " Try again, or sign in again.",
        ),
        Error::Timeout(Wait::Reply) => (&["No reply came within timeoutMs."], ""),
        Error::Offline => (&["The browser is offline."], " Connect, then try again."),
        Error::NoReply => (
            &[
                "No reply came: the connection failed, or the browser blocked the request (CORS, \
               Content-Security-Policy).",
            ],
            "",
        ),
        Error::BadRequest => (
            &["Graph finds fault with the request (400)."],
            " Check the ids.",
        ),
        Error::Unauthenticated => (
            &["Graph does not accept the access token (401)."],
            " Sign in again, then try again.",
        ),
        Error::ClaimsChallenge => (
            &["Graph wants a token with further claims (401, continuous access evaluation)."],
            " Sign in with the claims of this error, then try again.",
        ),
        Error::Forbidden => (
            &["Graph does not permit this."],
            " The token needs the delegated permission \
             DeviceManagementManagedDevices.ReadWrite.All, and the admin an Intune role with \
             \"Remote tasks: Offer remote assistance\" and \"Remote Assistance Connector: Read\".",
        ),
        Error::NotFound => (
            &["Graph finds no such device on this route (404)."],
            " Check the ids, and that they belong together.",
        ),
        Error::Conflict => (
            &["Graph sees a conflict with the device's present state (409)."],
            " Look at the device's pending actions, then try again.",
        ),
        Error::Refused => (
            &["Graph answers with an error of the 4xx kind."],
            " See status.",
        ),
        Error::Throttled => (
            &["Graph is throttling requests (429)."],
            " Wait as long as retryAfterMs says, or a minute.",
        ),
        Error::GateClosed(_) => (
            &["Graph asked this page to wait (429)."],
            " Wait as long as retryAfterMs says.",
        ),
        Error::Unavailable => (&["Graph is unavailable (503)."], ""),
        Error::ServerError => (&["Graph failed while it handled the request."], ""),
        Error::Redirected => (
            &["The reply is a redirect; it was not followed, so that the token stays here."],
            " Check the cloud or the origin.",
        ),
        Error::UnexpectedResponse => (
            &["The reply is none that Graph gives to this request."],
            " Check the cloud or the origin, and what stands between this browser and Graph.",
        ),
        Error::MissingInterface(name) => (
            &["This environment has no ", name, "."],
            " Use a browser that has it, or define it before the call.",
        ),
    };
    [happened.concat().as_str(), consequence(outcome), remedy].concat()
}

const fn consequence(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NotSent => " Nothing was sent.",
        Outcome::Rejected => " The device was not asked.",
        Outcome::Unknown => {
            " It may have been acted on all the same: check the device before you send it again."
        }
    }
}
