//! `retryAfterMs` is what the server said, whatever the status, and whatever the call made of it.

mod support;

use intune_remote_assistance::call::Limits;
use intune_remote_assistance::reply::Kind;
use support::arguments::{LIMITS, call_within};
use support::canned::{Canned, status};
use support::script::{Script, play};

/// A call that does not send again.
fn retry_after_ms(reply: Canned) -> Option<f64> {
    let limits = Limits {
        max_retries: 0,
        ..LIMITS
    };
    let alone = play(Script::replying([reply]), &call_within(limits)).expect("the call ends");
    let failure = alone.settled.expect_err("no success was scripted");
    failure.retry_after_ms
}

#[test]
fn under_every_status_it_is_told() {
    for number in (100..600).filter(|number| *number != 204) {
        assert_eq!(retry_after_ms(status(number)), None, "{number}");
        let told = retry_after_ms(status(number).told("2.128"));
        assert_eq!(told, Some(2_128.0), "{number}");
    }
    for kind in [Kind::OpaqueRedirect, Kind::NotAResponse] {
        let told = retry_after_ms(Canned::of(kind).told("7"));
        assert_eq!(told, Some(7_000.0), "{kind:?}");
    }
}

/// Zero and past dates are waited for a second, but that is not what was said.
#[test]
fn it_is_what_was_said_and_not_how_long_is_waited() {
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
            let found = retry_after_ms(status(number).told(header));
            assert_eq!(found, expected, "{number}, {header:?}");
        }
    }
    // More than any number of JavaScript's can hold exactly; still a number.
    let digits = retry_after_ms(status(429).told(&"9".repeat(400)));
    assert_eq!(digits, Some(u64::MAX as f64));
}
