//! The `message` of an error: what happened, whether the device may have been asked, what to do.
//!
//! It has two readers: the portal's developer at a console, and the admin with a user on the phone.

use crate::endpoint::RequestKind;
use crate::error::{Error, Outcome, TimedOut};
use crate::text::concat;

/// The longest part of Graph's own sentence that is shown, in bytes.
const MAX_QUOTE_LENGTH: usize = 300;

/// The whole message: what happened, what Graph says about it, what it means for the device, and what to
/// do. `said` is the message of Graph's error body, without tokens.
pub(crate) fn message(
    error: &Error,
    outcome: Outcome,
    kind: RequestKind,
    said: Option<&str>,
) -> String {
    let (happened, remedy) = sentences(error, kind);
    // A read concerns no person's device, so there is nothing to warn about.
    let consequence = match kind.is_read() {
        true => "",
        false => consequence(outcome),
    };
    let mut message = concat(&happened);
    if let Some(said) = said {
        message.push_str(" Graph says: \"");
        push_quote(&mut message, said);
        message.push_str(
            match matches!(said.as_bytes().last(), Some(b'.' | b'!' | b'?')) {
                true => "\"",
                false => "\".",
            },
        );
    }
    for sentence in [consequence, remedy] {
        if !sentence.is_empty() {
            message.push(' ');
            message.push_str(sentence);
        }
    }
    message
}

/// Adds a text on one line, cut at a character if it is long.
fn push_quote(message: &mut String, text: &str) {
    for (index, character) in text.char_indices() {
        if index >= MAX_QUOTE_LENGTH {
            message.push('…');
            return;
        }
        message.push(if character.is_control() {
            ' '
        } else {
            character
        });
    }
}

const fn consequence(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NotSent => "Nothing was sent.",
        Outcome::Rejected => "The device was not asked.",
        Outcome::Unknown => {
            "The request may have been carried out all the same: check the device before you send \
             it again."
        }
    }
}

/// What happened, in parts, and what to do next. The second may be empty.
fn sentences(error: &Error, kind: RequestKind) -> ([&'static str; 4], &'static str) {
    let [happened, remedy] = match (error, kind) {
        (Error::TokenProviderGave(problem), _) => {
            let happened = "The token function gave no access token: its value ";
            return ([happened, problem.sentence(), ".", ""], "");
        }
        (Error::MissingInterface(name), _) => {
            let remedy = "Use a browser that has it, or define it before the call.";
            return (["This environment has no ", name, ".", ""], remedy);
        }
        (Error::BadLink(problem), _) => {
            let happened = "Graph's link to the next page ";
            let followed = ". It was not followed, so that the token stays here.";
            return ([happened, problem, followed, ""], "");
        }
        (Error::MissingMember(name), _) => {
            let remedy =
                "Check the cloud or the origin, and any proxy between this browser and Graph.";
            return (["Graph's reply has no member \"", name, "\".", ""], remedy);
        }
        (Error::Forbidden, RequestKind::ReadDevice | RequestKind::ReadList) => [
            "Graph does not permit this.",
            "The token needs the delegated permission DeviceManagementManagedDevices.Read.All, and \
             the admin an Intune role that may read devices.",
        ],
        (Error::Forbidden, RequestKind::SearchDirectory) => [
            "Graph does not permit this search for people.",
            "The token needs the delegated permission User.ReadBasic.All.",
        ],
        (Error::NotFound, RequestKind::ReadDevice) => [
            "Graph finds no such device (404).",
            "Likely causes: the id is not an Intune device ID (the Entra device ID is another one); the \
             device was removed from Intune; the scope tags of the admin's role do not cover it.",
        ],
        // The other sentences for these speak of one device and its ids.
        (
            Error::BadRequest | Error::NotFound | Error::Conflict,
            RequestKind::ReadList | RequestKind::SearchDirectory,
        ) => [
            "Graph refused this search.",
            "Likely causes: the tenant has no Intune licence; Graph does not support the search.",
        ],
        _ => fixed_sentences(error),
    };
    ([happened, "", "", ""], remedy)
}

#[deny(clippy::wildcard_enum_match_arm)]
const fn fixed_sentences(error: &Error) -> [&'static str; 2] {
    match error {
        Error::TokenProviderThrew => [
            "The token function failed.",
            "What it threw is the cause of this error.",
        ],
        Error::InteractionRequired => [
            "The token function needs the admin to sign in.",
            "Sign in again. What it threw is the cause of this error.",
        ],
        Error::AlreadyInFlight => [
            "Another request for this device is still under way.",
            "Wait until it has settled.",
        ],
        Error::Aborted => ["The call was cancelled.", ""],
        Error::Timeout(TimedOut::Token) => [
            "The token function did not answer within timeoutMs.",
            "Try again, or sign in again.",
        ],
        Error::Timeout(TimedOut::Reply) => ["No reply came within timeoutMs.", ""],
        Error::Offline => [
            "No reply came, and the browser reports that it is offline.",
            "Check the network connection and any VPN.",
        ],
        Error::NoReply => [
            "No reply came: the connection failed, or the browser blocked the request (CORS, or \
             connect-src of its Content-Security-Policy).",
            "",
        ],
        Error::BadRequest => [
            "Graph rejected the request (400).",
            "Likely causes, in this order: the device or its platform does not support remote assistance; \
             the tenant has no Intune licence; TeamViewer is not connected in Intune; the ids are wrong or \
             do not belong together. The deviceManagement route needs the fewest ids.",
        ],
        Error::Unauthenticated => [
            "Graph does not accept the access token (401).",
            "Sign in again, then try again. If it stays so, check that the token is for this Graph, and \
             the clock of this computer.",
        ],
        Error::ClaimsChallenge => [
            "Graph wants a token with further claims (401, continuous access evaluation).",
            "Sign in with the claims of this error, then try again.",
        ],
        Error::Forbidden => [
            "Graph does not permit this.",
            "The token needs the delegated permission \
             DeviceManagementManagedDevices.ReadWrite.All, and the admin an Intune role with \
             \"Remote tasks: Offer remote assistance\" and \"Remote Assistance Connector: Read\".",
        ],
        Error::NotFound => [
            "Graph finds no such device on this route (404).",
            "Likely causes: the id is not an Intune device ID (the Entra device ID is another one); the \
             device was removed from Intune; the scope tags of the admin's role do not cover it; on the \
             routes users and detectedApps, the ids do not belong together.",
        ],
        Error::Conflict => [
            "The request conflicts with the present state of the device (409).",
            "A session may be under way. Look at the device's pending actions, then try again.",
        ],
        Error::PreconditionFailed => [
            "The device is not in a state in which it can be asked (412).",
            "Check in Intune that the device is enrolled and that it has synchronised lately.",
        ],
        Error::Refused => [
            "Graph refused the request with a 4xx status.",
            "See status.",
        ],
        Error::Throttled => [
            "Graph is throttling requests (429).",
            "Wait as long as retryAfterMs says, or a minute.",
        ],
        Error::GateClosed(_) => [
            "Graph asked this page to wait (429).",
            "Wait as long as retryAfterMs says.",
        ],
        Error::Unavailable => ["Graph is unavailable (503).", "Try again in a few minutes."],
        Error::ServerError => [
            "Graph failed while it handled the request.",
            "Try again in a minute. If it stays so, give requestId to Microsoft's support.",
        ],
        Error::Redirected => [
            "The reply is a redirect. It was not followed, so that the token stays here.",
            "Check the cloud or the origin.",
        ],
        Error::UnexpectedResponse => [
            "The reply is none that Graph gives to this request.",
            "Check the cloud or the origin, and any proxy between this browser and Graph.",
        ],
        Error::OtherDevice => [
            "Graph gave another device than the one that was asked for.",
            "Check the cloud or the origin, and any proxy between this browser and Graph.",
        ],
        // These hold text that is not fixed.
        // `ArgumentError::message` has the sentences of the first.
        Error::Argument(_)
        | Error::TokenProviderGave(_)
        | Error::MissingInterface(_)
        | Error::MissingMember(_)
        | Error::BadLink(_) => ["", ""],
    }
}
