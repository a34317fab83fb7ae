//! The code of every status (`Reply::verdict` in `src/reply/reply.rs`), and the outcome, which follows
//! from the last attempt alone (`Failure::outcome` in `src/request/failure.rs`).

use super::support::errors::{every_error, failure, reply, reply_with_status};
use super::support::reports::ReportedFailure;
use crate::error::{Error, TimedOut};
use crate::reply::reply::{Reply, ReplyStatus};

/// First and last status, code, and outcome.
const TABLE: &[(u16, u16, &str, &str)] = &[
    (100, 199, "unexpectedResponse", "unknown"),
    (200, 203, "unexpectedResponse", "unknown"),
    // 204 is the success.
    (205, 299, "unexpectedResponse", "unknown"),
    (300, 399, "redirected", "unknown"),
    (400, 400, "badRequest", "rejected"),
    (401, 401, "unauthenticated", "rejected"),
    (402, 402, "refused", "rejected"),
    (403, 403, "forbidden", "rejected"),
    (404, 404, "notFound", "rejected"),
    (405, 407, "refused", "rejected"),
    (408, 408, "serverError", "unknown"),
    (409, 409, "conflict", "rejected"),
    (410, 428, "refused", "rejected"),
    (429, 429, "throttled", "rejected"),
    (430, 499, "refused", "rejected"),
    (500, 502, "serverError", "unknown"),
    (503, 503, "unavailable", "unknown"),
    (504, 599, "serverError", "unknown"),
];

fn expected(status: u16) -> Option<(&'static str, &'static str)> {
    let row = TABLE.iter().find(|row| (row.0..=row.1).contains(&status));
    row.map(|row| (row.2, row.3))
}

#[test]
fn each_status_has_its_code_and_outcome() {
    for status in 100..600 {
        let reply = reply_with_status(status);
        let Err(error) = reply.result() else {
            assert_eq!(status, 204, "only 204 is a success");
            continue;
        };
        let failure = failure(error, 1, Some(reply));
        let failure = ReportedFailure::from(failure);
        let found = Some((failure.code, failure.outcome));
        assert_eq!(found, expected(status), "{status}");
        assert_eq!(failure.status, Some(status), "{status}");
    }
    assert_eq!(reply_with_status(204).result(), Ok(()));
}

/// It has the same outcome as a 401 without claims.
#[test]
fn only_a_401_with_claims_is_a_claims_challenge() {
    for status in (100..600).filter(|status| *status != 204) {
        let reply = Reply {
            claims: Some("{}".to_owned()),
            ..reply_with_status(status)
        };
        let error = reply.result().expect_err("no success");
        let failure = failure(error, 1, Some(reply));
        let failure = ReportedFailure::from(failure);
        let expected = match status {
            401 => Some(("claimsChallenge", "rejected")),
            _ => expected(status),
        };
        assert_eq!(Some((failure.code, failure.outcome)), expected, "{status}");
    }
}

#[test]
fn the_outcome_is_unknown_without_a_status() {
    for (status, code) in [
        (ReplyStatus::OpaqueRedirect, "redirected"),
        (ReplyStatus::NotAResponse, "unexpectedResponse"),
    ] {
        let reply = reply(status);
        let error = reply.result().expect_err("no success");
        let failure = failure(error, 1, Some(reply));
        let failure = ReportedFailure::from(failure);
        let found = (failure.code, failure.outcome, failure.status);
        assert_eq!(found, (code, "unknown", None), "{status:?}");
    }
}

#[test]
fn the_status_comes_from_the_status_and_type_of_the_response() {
    let rows = [
        (Some(204.0), false, ReplyStatus::Known(204)),
        (Some(100.0), false, ReplyStatus::Known(100)),
        (Some(599.0), false, ReplyStatus::Known(599)),
        (Some(0.0), true, ReplyStatus::OpaqueRedirect),
        (Some(204.0), true, ReplyStatus::OpaqueRedirect),
        (None, true, ReplyStatus::OpaqueRedirect),
        // The status of an opaque response and of an error response is 0 (Fetch standard).
        (Some(0.0), false, ReplyStatus::NotAResponse),
        (Some(99.0), false, ReplyStatus::NotAResponse),
        (Some(600.0), false, ReplyStatus::NotAResponse),
        (Some(204.5), false, ReplyStatus::NotAResponse),
        (Some(599.5), false, ReplyStatus::NotAResponse),
        (Some(-204.0), false, ReplyStatus::NotAResponse),
        (Some(65_740.0), false, ReplyStatus::NotAResponse),
        (Some(f64::NAN), false, ReplyStatus::NotAResponse),
        (Some(f64::INFINITY), false, ReplyStatus::NotAResponse),
        (None, false, ReplyStatus::NotAResponse),
    ];
    for (status, is_opaque_redirect, expected) in rows {
        let response_type = match is_opaque_redirect {
            true => "opaqueredirect",
            false => "cors",
        };
        let found = ReplyStatus::of(status, Some(response_type));
        assert_eq!(found, expected, "{status:?}, {response_type}");
    }
}

#[test]
fn nothing_was_sent_without_an_attempt() {
    for error in every_error() {
        let failure = failure(error, 0, None);
        let failure = ReportedFailure::from(failure);
        assert_eq!(failure.outcome, "notSent", "{}", failure.code);
        assert_eq!(failure.attempts, 0, "{}", failure.code);
    }
}

#[test]
fn the_outcome_of_an_attempt_without_a_reply_is_unknown() {
    let errors = [
        Error::Aborted,
        Error::Timeout(TimedOut::Reply),
        Error::NoReply,
        Error::MissingInterface("fetch"),
    ];
    for error in errors {
        let failure = failure(error, 1, None);
        let failure = ReportedFailure::from(failure);
        assert_eq!(failure.outcome, "unknown", "{}", failure.code);
    }
}

/// A call that ends between two attempts has the reply to the last one. The reply decides, and not
/// the reason why the call ended.
#[test]
fn the_last_reply_decides_the_outcome_however_the_call_ends() {
    let ends: [fn() -> Error; 5] = [
        || Error::Aborted,
        || Error::Timeout(TimedOut::Token),
        || Error::TokenProviderThrew,
        || Error::Offline,
        || Error::MissingInterface("fetch"),
    ];
    for status in (100..600).filter(|status| *status != 204) {
        for end in ends {
            let failure = failure(end(), 2, Some(reply_with_status(status)));
            let failure = ReportedFailure::from(failure);
            let outcome = expected(status).map(|row| row.1);
            assert_eq!(Some(failure.outcome), outcome, "{} {status}", failure.code);
            assert_eq!(failure.code, end().code(), "{status}");
            assert_eq!(failure.status, Some(status), "{}", failure.code);
            assert_eq!(failure.attempts, 2, "{}", failure.code);
        }
    }
}
