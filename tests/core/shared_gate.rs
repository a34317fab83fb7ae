//! When Graph states a wait to one call, all calls of the portal to that origin wait. The rule is in
//! `src/request/throttle.rs` and `src/request/retries.rs`.

use super::support::replies::{ScriptedReply, challenge, status};
use super::support::run::{ConcurrentCall, Finished, last_of, run_together};
use super::support::script::Script;
use super::support::specs::{LIMITS, NO_RETRIES, request_for};
use crate::arguments::options::Limits;

/// A call for device `a` from 0. It gets that reply at once, and does not retry.
fn first(reply: ScriptedReply) -> ConcurrentCall {
    ConcurrentCall {
        starts_at_ms: 0,
        script: Script::replying([reply]),
        spec: request_for("a", None, NO_RETRIES),
    }
}

/// A call for that device. Its request is accepted at once.
fn accepted(device: &str, starts_at_ms: u64) -> ConcurrentCall {
    ConcurrentCall {
        starts_at_ms,
        script: Script::replying([status(204)]),
        spec: request_for(device, None, LIMITS),
    }
}

#[test]
fn a_429_with_a_wait_closes_the_origin_for_every_call() {
    for (starts_at_ms, sent) in [
        (0, 5_000),
        (1, 5_000),
        (1_000, 5_000),
        (4_999, 5_000),
        (5_000, 5_000),
        (5_001, 5_001),
        (9_000, 9_000),
    ] {
        let finished = last_of(vec![
            first(status(429).retry_after("5")),
            accepted("b", starts_at_ms),
        ]);
        assert_eq!(finished.sent_at(), [sent], "started at {starts_at_ms}");
        assert_eq!(finished.code(), "receipt", "started at {starts_at_ms}");
        let waits: Vec<u32> = (starts_at_ms < sent)
            .then(|| (sent - starts_at_ms) as u32)
            .into_iter()
            .collect();
        assert_eq!(finished.waits, waits, "started at {starts_at_ms}");
        // The token is requested after the wait, because it could expire.
        let requested = finished
            .events
            .iter()
            .find(|event| event.ends_with("token requested"));
        assert_eq!(
            requested,
            Some(&format!("{sent}: token requested")),
            "started at {starts_at_ms}"
        );
    }
}

#[test]
fn the_throttled_call_waits_no_longer_than_the_others() {
    let retrying = ConcurrentCall {
        starts_at_ms: 0,
        script: Script::replying([status(429).retry_after("5"), status(204)]),
        spec: request_for("a", None, LIMITS),
    };
    let finished = run_together(vec![retrying, accepted("b", 1_000)]);
    assert_eq!(finished[0].sent_at(), [0, 5_000]);
    assert_eq!(finished[0].waits, [5_000]);
    assert_eq!(finished[1].sent_at(), [5_000]);
}

#[test]
fn the_origin_is_closed_for_as_long_as_the_throttled_call_waits() {
    for (header, open_at) in [
        ("0", 1_000),
        ("0.5", 500),
        ("2.128", 2_128),
        ("Fri, 15 Jan 2027 08:00:09 GMT", 9_000),
        ("Fri, 15 Jan 2027 07:00:00 GMT", 1_000),
    ] {
        let finished = last_of(vec![
            first(status(429).retry_after(header)),
            accepted("b", 100),
        ]);
        assert_eq!(finished.sent_at(), [open_at], "{header}");
    }
}

#[test]
fn another_origin_stays_open() {
    for origin in ["https://graph.microsoft.us", "http://localhost:8080"] {
        let other = ConcurrentCall {
            spec: request_for("b", Some(origin), LIMITS),
            ..accepted("b", 1_000)
        };
        let finished = last_of(vec![first(status(429).retry_after("5")), other]);
        assert_eq!(finished.sent_at(), [1_000], "{origin}");
    }
    let same = ConcurrentCall {
        spec: request_for("b", Some("HTTPS://graph.MICROSOFT.com:443"), LIMITS),
        ..accepted("b", 1_000)
    };
    let finished = last_of(vec![first(status(429).retry_after("5")), same]);
    assert_eq!(
        finished.sent_at(),
        [5_000],
        "the same origin in another spelling"
    );
}

/// Where Graph states no time, the pause is a second at first (`untimed_throttling.rs`).
#[test]
fn a_429_without_a_wait_closes_the_origin_for_a_second() {
    for reply in [
        status(429),
        status(429).retry_after("soon"),
        status(429).retry_after("1, 1"),
    ] {
        let row = format!("{:?}", reply.headers);
        let finished = last_of(vec![first(reply), accepted("b", 100)]);
        assert_eq!(finished.sent_at(), [1_000], "{row}");
    }
}

/// Only a 429 concerns the whole origin. Every other reply concerns one request.
#[test]
fn no_other_reply_closes_the_origin() {
    for number in (100..600).filter(|number| *number != 429) {
        let finished = last_of(vec![
            first(status(number).retry_after("5")),
            accepted("b", 100),
        ]);
        assert_eq!(finished.sent_at(), [100], "{number}");
    }
    let finished = last_of(vec![
        first(challenge().retry_after("5")),
        accepted("b", 100),
    ]);
    assert_eq!(finished.sent_at(), [100], "a challenge");
}

#[test]
fn a_wait_beyond_the_budget_of_the_throttled_call_closes_the_origin_too() {
    let limits = Limits {
        retry_budget_ms: 4_999,
        ..LIMITS
    };
    let throttled = ConcurrentCall {
        spec: request_for("a", None, limits),
        ..first(status(429).retry_after("5"))
    };
    let finished = run_together(vec![throttled, accepted("b", 1_000)]);
    assert_eq!((finished[0].code(), finished[0].at_ms), ("throttled", 0));
    assert_eq!(finished[1].sent_at(), [5_000]);
}

#[test]
fn a_wait_beyond_the_budget_of_a_waiting_call_fails_it_and_nothing_is_sent() {
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
        waiting.spec = request_for("b", None, limits);
        waiting.script.random = vec![random];
        let finished = last_of(vec![
            first(status(429).retry_after("5").ids(Some("r"), None)),
            waiting,
        ]);
        assert_eq!(finished.sent.len(), usize::from(is_sent), "{row}");
        let Err(failure) = finished.result else {
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
        // The reply belongs to another call.
        assert_eq!(failure.request_id, None, "{row}");
        assert_eq!(finished.events, [""; 0], "{row}: no token was requested");
        assert_eq!(finished.at_ms, 1_000, "{row}: at once");
    }
}

#[test]
fn calls_that_wait_for_one_origin_are_spread_by_their_random_numbers() {
    let waiting = [0.0, 0.25, 0.5, 0.75, 0.999].into_iter().enumerate();
    let waiting = waiting.map(|(number, random)| {
        let mut call = accepted(&format!("b-{number}"), 0);
        call.script.random = vec![random];
        call
    });
    let calls = [first(status(429).retry_after("8"))]
        .into_iter()
        .chain(waiting);
    let finished = run_together(calls.collect());
    let sent: Vec<u64> = finished
        .iter()
        .skip(1)
        .flat_map(Finished::sent_at)
        .collect();
    assert_eq!(sent, [8_000, 8_200, 8_400, 8_600, 8_799]);
}

#[test]
fn a_signal_ends_the_wait_and_nothing_is_sent() {
    for abort_at_ms in [1_001, 2_000, 5_000] {
        let mut waiting = accepted("b", 1_000);
        waiting.script.abort_at_ms = Some(abort_at_ms);
        let finished = last_of(vec![first(status(429).retry_after("5")), waiting]);
        assert_eq!(finished.at_ms, abort_at_ms);
        assert_eq!(finished.sent, [], "{abort_at_ms}");
        let failure = finished.result.expect_err("an abort");
        assert_eq!(
            (failure.code, failure.outcome),
            ("aborted", "notSent"),
            "{abort_at_ms}"
        );
        assert_eq!(
            (failure.attempts, failure.retry_after_ms),
            (0, None),
            "{abort_at_ms}"
        );
    }
}

/// Once the gate opens, a second call would ring the device again.
#[test]
fn a_second_call_for_the_device_is_refused_while_the_first_one_waits() {
    let calls = vec![
        first(status(429).retry_after("5")),
        accepted("b", 1_000),
        accepted("B", 2_000),
        accepted("b", 5_001),
    ];
    let codes: Vec<&str> = run_together(calls).iter().map(Finished::code).collect();
    assert_eq!(
        codes,
        ["throttled", "receipt", "alreadyInFlight", "receipt"]
    );
}
