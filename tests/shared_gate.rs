//! When Graph tells one call how long to wait, all calls of the page to that origin wait.

mod support;

use intune_remote_assistance::call::Limits;
use support::arguments::LIMITS;
use support::canned::{Canned, challenged, status};
use support::script::{Alone, Script};
use support::together::{Begun, call_for, together};

const NO_RETRIES: Limits = Limits {
    max_retries: 0,
    ..LIMITS
};

/// A call for device `a` that gets that reply at once, at 0, and does not send again.
fn first(reply: Canned) -> Begun {
    Begun {
        at: 0,
        script: Script::replying([reply]),
        call: call_for("a", None, NO_RETRIES),
    }
}

/// A call for that device, accepted as soon as it is sent.
fn accepted(device: &str, at: u64) -> Begun {
    Begun {
        at,
        script: Script::replying([status(204)]),
        call: call_for(device, None, LIMITS),
    }
}

/// The last of the calls, played together.
fn last(calls: Vec<Begun>) -> Alone {
    together(calls).pop().expect("a call")
}

#[test]
fn a_told_429_closes_the_origin_for_every_call() {
    for (begun, sent) in [
        (0, 5_000),
        (1, 5_000),
        (1_000, 5_000),
        (4_999, 5_000),
        (5_000, 5_000),
        (5_001, 5_001),
        (9_000, 9_000),
    ] {
        let alone = last(vec![first(status(429).told("5")), accepted("b", begun)]);
        assert_eq!(alone.sent_at(), [sent], "begun at {begun}");
        assert_eq!(alone.code(), "receipt", "begun at {begun}");
        let waits: Vec<u32> = (begun < sent)
            .then(|| (sent - begun) as u32)
            .into_iter()
            .collect();
        assert_eq!(alone.waits, waits, "begun at {begun}");
        // The token is asked for when the wait is over: it could expire.
        let asked = alone
            .journal
            .iter()
            .find(|line| line.ends_with("token asked"));
        assert_eq!(
            asked,
            Some(&format!("{sent}: token asked")),
            "begun at {begun}"
        );
    }
}

#[test]
fn the_call_that_was_told_waits_no_longer_than_the_others() {
    let retrying = Begun {
        at: 0,
        script: Script::replying([status(429).told("5"), status(204)]),
        call: call_for("a", None, LIMITS),
    };
    let ends = together(vec![retrying, accepted("b", 1_000)]);
    assert_eq!(ends[0].sent_at(), [0, 5_000]);
    assert_eq!(ends[0].waits, [5_000]);
    assert_eq!(ends[1].sent_at(), [5_000]);
}

/// For how long each `Retry-After` closes it.
#[test]
fn it_is_closed_as_long_as_is_waited() {
    for (told, open_at) in [
        ("0", 1_000),
        ("0.5", 500),
        ("2.128", 2_128),
        ("Fri, 15 Jan 2027 08:00:09 GMT", 9_000),
        ("Fri, 15 Jan 2027 07:00:00 GMT", 1_000),
    ] {
        let alone = last(vec![first(status(429).told(told)), accepted("b", 100)]);
        assert_eq!(alone.sent_at(), [open_at], "{told}");
    }
}

#[test]
fn another_origin_is_open() {
    for origin in ["https://graph.microsoft.us", "http://localhost:8080"] {
        let other = Begun {
            call: call_for("b", Some(origin), LIMITS),
            ..accepted("b", 1_000)
        };
        let alone = last(vec![first(status(429).told("5")), other]);
        assert_eq!(alone.sent_at(), [1_000], "{origin}");
    }
    let same = Begun {
        call: call_for("b", Some("HTTPS://graph.MICROSOFT.com:443"), LIMITS),
        ..accepted("b", 1_000)
    };
    let alone = last(vec![first(status(429).told("5")), same]);
    assert_eq!(alone.sent_at(), [5_000], "the same origin, spelt otherwise");
}

/// Without a time there is nothing to share: each call backs off by itself.
#[test]
fn an_untold_429_does_not_close_it() {
    for reply in [
        status(429),
        status(429).told("soon"),
        status(429).told("1, 1"),
    ] {
        let row = format!("{:?}", reply.headers);
        let alone = last(vec![first(reply), accepted("b", 100)]);
        assert_eq!(alone.sent_at(), [100], "{row}");
    }
}

/// Only a 429 speaks for the origin; the others speak for one request.
#[test]
fn no_other_reply_closes_it() {
    for number in (100..600).filter(|number| *number != 429) {
        let alone = last(vec![first(status(number).told("5")), accepted("b", 100)]);
        assert_eq!(alone.sent_at(), [100], "{number}");
    }
    let alone = last(vec![first(challenged().told("5")), accepted("b", 100)]);
    assert_eq!(alone.sent_at(), [100], "a challenge");
}

/// Whether or not the told call itself can wait that long.
#[test]
fn a_wait_beyond_the_budget_of_the_told_call_closes_it_too() {
    let limits = Limits {
        retry_budget_ms: 4_999,
        ..LIMITS
    };
    let told = Begun {
        call: call_for("a", None, limits),
        ..first(status(429).told("5"))
    };
    let ends = together(vec![told, accepted("b", 1_000)]);
    assert_eq!((ends[0].code(), ends[0].at), ("throttled", 0));
    assert_eq!(ends[1].sent_at(), [5_000]);
}

#[test]
fn beyond_its_budget_a_call_is_throttled_and_nothing_was_sent() {
    for (budget_ms, random, is_sent) in [
        (4_000, 0.0, true),
        (3_999, 0.0, false),
        (4_200, 0.5, true),
        (4_199, 0.5, false),
        (0, 0.0, false),
    ] {
        let row = format!("budget {budget_ms}, random {random}");
        let limits = Limits {
            retry_budget_ms: budget_ms,
            ..LIMITS
        };
        let mut waiting = accepted("b", 1_000);
        waiting.call = call_for("b", None, limits);
        waiting.script.random = vec![random];
        let alone = last(vec![
            first(status(429).told("5").ids(Some("r"), None)),
            waiting,
        ]);
        assert_eq!(alone.sent.len(), usize::from(is_sent), "{row}");
        let Err(failure) = alone.settled else {
            assert!(is_sent, "{row}");
            continue;
        };
        assert_eq!(
            (failure.code, failure.outcome),
            ("throttled", "notSent"),
            "{row}"
        );
        assert_eq!((failure.attempts, failure.status), (0, None), "{row}");
        assert_eq!(failure.retry_after_ms, Some(4_000.0), "{row}");
        // The reply was another call's.
        assert_eq!(failure.request_id, None, "{row}");
        assert_eq!(
            alone.journal, [""; 0],
            "{row}: not even the token was asked for"
        );
        assert_eq!(alone.at, 1_000, "{row}: at once");
    }
}

#[test]
fn calls_that_are_released_together_are_spread_by_their_own_random() {
    let waiting = [0.0, 0.25, 0.5, 0.75, 0.999].into_iter().enumerate();
    let waiting = waiting.map(|(number, random)| {
        let mut call = accepted(&format!("b-{number}"), 0);
        call.script.random = vec![random];
        call
    });
    let calls = [first(status(429).told("8"))].into_iter().chain(waiting);
    let ends = together(calls.collect());
    let sent: Vec<u64> = ends.iter().skip(1).flat_map(Alone::sent_at).collect();
    assert_eq!(sent, [8_000, 8_200, 8_400, 8_600, 8_799]);
}

#[test]
fn a_signal_ends_the_wait_and_nothing_was_sent() {
    for abort_at in [1_001, 2_000, 5_000] {
        let mut waiting = accepted("b", 1_000);
        waiting.script.abort_at = Some(abort_at);
        let alone = last(vec![first(status(429).told("5")), waiting]);
        assert_eq!(alone.at, abort_at);
        assert_eq!(alone.sent, [], "{abort_at}");
        let failure = alone.settled.expect_err("an abort");
        assert_eq!(
            (failure.code, failure.outcome),
            ("aborted", "notSent"),
            "{abort_at}"
        );
        assert_eq!(
            (failure.attempts, failure.retry_after_ms),
            (0, None),
            "{abort_at}"
        );
    }
}

/// A call that waits is under way: a second one would ring twice once the gate opens.
#[test]
fn the_device_is_taken_while_its_call_waits() {
    let calls = vec![
        first(status(429).told("5")),
        accepted("b", 1_000),
        accepted("B", 2_000),
        accepted("b", 5_001),
    ];
    let codes: Vec<&str> = together(calls).iter().map(Alone::code).collect();
    assert_eq!(
        codes,
        ["throttled", "receipt", "alreadyInFlight", "receipt"]
    );
}
