//! `retryAfterMs` is what the server states, under every status and whatever the call does with it.
//! The rule is in `src/request/failure.rs` and `src/reply/retry_after.rs`.

use super::support::replies::{ScriptedReply, status};
use super::support::run::run_alone;
use super::support::script::Script;
use super::support::specs::{NO_RETRIES, request_within};
use crate::reply::reply::ReplyStatus;

/// The value for the reply to a call without retries.
fn retry_after_ms(reply: ScriptedReply) -> Option<f64> {
    let finished = run_alone(Script::replying([reply]), &request_within(NO_RETRIES));
    let failure = finished.result.expect_err("no success was scripted");
    failure.retry_after_ms
}

#[test]
fn the_header_is_read_under_every_status() {
    for number in (100..600).filter(|number| *number != 204) {
        assert_eq!(retry_after_ms(status(number)), None, "{number}");
        let stated = retry_after_ms(status(number).retry_after("2.128"));
        assert_eq!(stated, Some(2_128.0), "{number}");
    }
    for kind in [ReplyStatus::OpaqueRedirect, ReplyStatus::NotAResponse] {
        let stated = retry_after_ms(ScriptedReply::of(kind).retry_after("7"));
        assert_eq!(stated, Some(7_000.0), "{kind:?}");
    }
}

/// A call waits a second for zero and for a date that has passed. `retryAfterMs` is still 0.
#[test]
fn the_value_is_what_the_server_states_and_not_how_long_the_call_waits() {
    for (header, expected) in [
        ("0", Some(0.0)),
        ("0.0", Some(0.0)),
        ("0.0001", Some(1.0)),
        ("600", Some(600_000.0)),
        ("1000000000", Some(1e12)),
        ("Fri, 15 Jan 2027 08:00:30 GMT", Some(30_000.0)),
        ("Fri, 15 Jan 2027 07:00:00 GMT", Some(0.0)),
        ("soon", None),
        ("-1", None),
        ("", None),
    ] {
        for number in [429, 503] {
            let found = retry_after_ms(status(number).retry_after(header));
            assert_eq!(found, expected, "{number}, {header:?}");
        }
    }
    // JavaScript has no such number exactly. It is still a number.
    let digits = retry_after_ms(status(429).retry_after(&"9".repeat(400)));
    assert_eq!(digits, Some(u64::MAX as f64));
}
