//! Every status has its code, and what a call may have done follows from its last attempt alone.

mod support;

use intune_remote_assistance::error::{Error, Wait};
use intune_remote_assistance::reply::{Kind, Reply};
use support::canned::{kept, kept_status};
use support::errors::every_error;
use support::report::Failure;

/// The first and the last status of a row, the code, and what it proves.
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

fn expected(number: u16) -> Option<(&'static str, &'static str)> {
    let row = TABLE.iter().find(|row| (row.0..=row.1).contains(&number));
    row.map(|row| (row.2, row.3))
}

#[test]
fn each_status_has_its_code_and_its_outcome() {
    for number in 100..600 {
        let reply = kept_status(number);
        let Err(error) = reply.verdict() else {
            assert_eq!(number, 204, "nothing but 204 is a success");
            continue;
        };
        let failure = Failure::new(error, 1, Some(reply));
        let found = Some((failure.code, failure.outcome));
        assert_eq!(found, expected(number), "{number}");
        assert_eq!(failure.status, Some(number), "{number}");
    }
    assert_eq!(kept_status(204).verdict(), Ok(()));
}

/// A challenge is one under 401 alone, and proves the same as a 401 without claims.
#[test]
fn claims_make_a_challenge_of_a_401_alone() {
    for number in (100..600).filter(|number| *number != 204) {
        let reply = Reply {
            claims: Some("{}".to_owned()),
            ..kept_status(number)
        };
        let error = reply.verdict().expect_err("no success");
        let failure = Failure::new(error, 1, Some(reply));
        let expected = match number {
            401 => Some(("claimsChallenge", "rejected")),
            _ => expected(number),
        };
        assert_eq!(Some((failure.code, failure.outcome)), expected, "{number}");
    }
}

#[test]
fn what_has_no_status_proves_nothing() {
    for (kind, code) in [
        (Kind::OpaqueRedirect, "redirected"),
        (Kind::NotAResponse, "unexpectedResponse"),
    ] {
        let reply = kept(kind);
        let error = reply.verdict().expect_err("no success");
        let failure = Failure::new(error, 1, Some(reply));
        let found = (failure.code, failure.outcome, failure.status);
        assert_eq!(found, (code, "unknown", None), "{kind:?}");
    }
}

#[test]
fn what_fetch_gave_is_sorted_by_what_can_be_read() {
    let rows = [
        (Some(204.0), false, Kind::Status(204)),
        (Some(100.0), false, Kind::Status(100)),
        (Some(599.0), false, Kind::Status(599)),
        (Some(0.0), true, Kind::OpaqueRedirect),
        (Some(204.0), true, Kind::OpaqueRedirect),
        (None, true, Kind::OpaqueRedirect),
        // An opaque or an error response reads 0: it is no answer of Graph's.
        (Some(0.0), false, Kind::NotAResponse),
        (Some(99.0), false, Kind::NotAResponse),
        (Some(600.0), false, Kind::NotAResponse),
        (Some(204.5), false, Kind::NotAResponse),
        (Some(599.5), false, Kind::NotAResponse),
        (Some(-204.0), false, Kind::NotAResponse),
        (Some(65_740.0), false, Kind::NotAResponse),
        (Some(f64::NAN), false, Kind::NotAResponse),
        (Some(f64::INFINITY), false, Kind::NotAResponse),
        (None, false, Kind::NotAResponse),
    ];
    for (status, opaque_redirect, expected) in rows {
        let found = Kind::of(status, opaque_redirect);
        assert_eq!(found, expected, "{status:?}, {opaque_redirect}");
    }
}

#[test]
fn without_an_attempt_nothing_was_sent() {
    for error in every_error() {
        let failure = Failure::new(error, 0, None);
        assert_eq!(failure.outcome, "notSent", "{}", failure.code);
        assert_eq!(failure.attempts, 0, "{}", failure.code);
    }
}

#[test]
fn an_attempt_without_a_reply_proves_nothing() {
    let errors = [
        Error::Aborted,
        Error::Timeout(Wait::Reply),
        Error::NoReply,
        Error::MissingInterface(0),
    ];
    for error in errors {
        let failure = Failure::new(error, 1, None);
        assert_eq!(failure.outcome, "unknown", "{}", failure.code);
    }
}

/// A call that ends between two attempts has the reply to the last one: that decides, not the
/// reason for which it ended.
#[test]
fn the_reply_decides_whatever_ended_the_call() {
    let ends: [fn() -> Error; 5] = [
        || Error::Aborted,
        || Error::Timeout(Wait::Token),
        || Error::TokenProviderThrew,
        || Error::Offline,
        || Error::MissingInterface(0),
    ];
    for number in (100..600).filter(|number| *number != 204) {
        for end in ends {
            let failure = Failure::new(end(), 2, Some(kept_status(number)));
            let proved = expected(number).map(|row| row.1);
            assert_eq!(Some(failure.outcome), proved, "{} {number}", failure.code);
            assert_eq!(failure.code, end().code(), "{number}");
            assert_eq!(failure.status, Some(number), "{}", failure.code);
            assert_eq!(failure.attempts, 2, "{}", failure.code);
        }
    }
}
