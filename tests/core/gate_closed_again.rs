//! The gate when it is closed again while calls wait, and when the clock is set back or coarse. The
//! rule is in `src/request/throttle.rs` and `src/request/retries.rs`.

use super::support::replies::{ScriptedReply, status};
use super::support::run::{ConcurrentCall, last_of, run_together};
use super::support::script::{START_MS, Script, Scripted, at_once};
use super::support::specs::{LIMITS, NO_RETRIES, request_for};
use crate::arguments::options::Limits;
use crate::request::throttle::Gate;

/// A call for that device from 0. It is throttled at that instant, and does not retry.
fn throttled(device: &str, at_ms: u64, retry_after: &str) -> ConcurrentCall {
    let reply = status(429).retry_after(retry_after);
    ConcurrentCall {
        starts_at_ms: 0,
        script: Script {
            replies: vec![Scripted::After(at_ms, Some(reply))],
            ..Script::default()
        },
        spec: request_for(device, None, NO_RETRIES),
    }
}

/// A call from that instant with that budget and these replies.
fn waiting<const N: usize>(
    starts_at_ms: u64,
    retry_budget_ms: u32,
    replies: [ScriptedReply; N],
) -> ConcurrentCall {
    let limits = Limits {
        retry_budget_ms,
        ..LIMITS
    };
    ConcurrentCall {
        starts_at_ms,
        script: Script::replying(replies),
        spec: request_for("waiting", None, limits),
    }
}

/// How long the origin stays closed.
fn left_ms(gate: &Gate, origin: &str, now_ms: f64) -> u64 {
    gate.pause(origin, now_ms).map_or(0, |pause| pause.left_ms)
}

/// The gate closes at 0 for 5 s. A call that is in flight closes it again at 800.
#[test]
fn a_call_waits_again_for_a_gate_that_is_closed_again() {
    for (again, sent, waits) in [
        ("6", 6_800, vec![4_900, 1_800]),
        ("5", 5_800, vec![4_900, 800]),
        // Not before the end of the first closing.
        ("4.2", 5_000, vec![4_900]),
        ("1", 5_000, vec![4_900]),
    ] {
        let calls = vec![
            throttled("b", 800, again),
            throttled("a", 0, "5"),
            waiting(100, 30_000, [status(204)]),
        ];
        let finished = last_of(calls);
        assert_eq!(finished.sent_at(), [sent], "{again}");
        assert_eq!(finished.waits, waits, "{again}");
        assert_eq!(finished.code(), "receipt", "{again}");
    }
}

#[test]
fn both_waits_come_out_of_one_budget() {
    for (budget_ms, is_sent) in [(6_700, true), (6_699, false), (4_900, false)] {
        let calls = vec![
            throttled("b", 800, "6"),
            throttled("a", 0, "5"),
            waiting(100, budget_ms, [status(204)]),
        ];
        let finished = last_of(calls);
        assert_eq!(finished.sent.len(), usize::from(is_sent), "{budget_ms}");
        let Err(failure) = finished.result else {
            continue;
        };
        assert_eq!(
            (failure.code, failure.outcome),
            ("throttled", "notSent"),
            "{budget_ms}"
        );
        assert_eq!(failure.attempts, 0, "{budget_ms}");
        assert_eq!(failure.retry_after_ms, Some(1_800.0), "{budget_ms}");
        assert_eq!(finished.at_ms, 5_000, "{budget_ms}");
    }
}

/// The gate stops a retry as it stops any other attempt.
#[test]
fn a_retry_waits_for_the_gate_that_another_call_closed() {
    let first = || status(429).retry_after("2").ids(Some("r-1"), None);
    for (budget_ms, is_sent) in [(6_800, true), (6_799, false)] {
        let calls = vec![
            throttled("b", 800, "6"),
            waiting(0, budget_ms, [first(), status(204)]),
        ];
        let finished = last_of(calls);
        let Err(failure) = &finished.result else {
            assert!(is_sent, "{budget_ms}");
            assert_eq!(finished.sent_at(), [0, 6_800]);
            assert_eq!(finished.waits, [2_000, 4_800]);
            continue;
        };
        assert!(!is_sent, "{budget_ms}");
        // One attempt was made, and refused.
        assert_eq!((failure.code, failure.outcome), ("throttled", "rejected"));
        assert_eq!((failure.attempts, failure.status), (1, Some(429)));
        assert_eq!(failure.request_id.as_deref(), Some("r-1"));
        assert_eq!(failure.retry_after_ms, Some(4_800.0));
        assert_eq!(finished.at_ms, 2_000);
    }
}

/// A call that waits 2 s for its retry does not open an origin that is closed for longer.
#[test]
fn a_shorter_wait_does_not_open_a_gate_that_is_closed_for_longer() {
    let mut retrying = waiting(0, 30_000, []);
    let reply = status(429).retry_after("2");
    retrying.script.replies = vec![Scripted::After(900, Some(reply)), at_once(status(204))];
    let later = waiting_for("later", 3_000);
    let finished = run_together(vec![throttled("b", 800, "6"), retrying, later]);
    assert_eq!(finished[1].sent_at(), [0, 6_800]);
    assert_eq!(finished[1].waits, [2_000, 3_900]);
    assert_eq!(finished[2].sent_at(), [6_800]);
}

/// A call for that device from that instant. Its request is accepted at once.
fn waiting_for(device: &str, starts_at_ms: u64) -> ConcurrentCall {
    ConcurrentCall {
        spec: request_for(device, None, LIMITS),
        ..waiting(starts_at_ms, 0, [status(204)])
    }
}

const ORIGIN: &str = "https://graph.example";

#[test]
fn an_origin_stays_closed_for_its_duration() {
    let gate = Gate::default();
    assert_eq!(left_ms(&gate, ORIGIN, 0.0), 0);
    gate.close(ORIGIN, START_MS, 5_000);
    for (passed_ms, remaining_ms) in [
        (0.0, 5_000),
        (1.0, 4_999),
        (4_999.0, 1),
        (5_000.0, 0),
        (1e12, 0),
    ] {
        let found = left_ms(&gate, ORIGIN, START_MS + passed_ms);
        assert_eq!(found, remaining_ms, "{passed_ms}");
        assert_eq!(
            left_ms(&gate, "https://other.example", START_MS + passed_ms),
            0
        );
    }
    gate.close(ORIGIN, START_MS, u64::MAX);
    assert!(left_ms(&gate, ORIGIN, START_MS + 1.0) > 1 << 60);
}

#[test]
fn the_longer_of_two_closings_holds() {
    for (first_ms, second_ms, at_1000, at_4000) in [
        (5_000, 1_000, 4_000, 1_000),
        (5_000, 4_199, 4_000, 1_000),
        (5_000, 4_200, 4_000, 1_000),
        (5_000, 4_201, 4_001, 1_001),
        (5_000, 6_000, 5_800, 2_800),
        (500, 1_000, 800, 0),
    ] {
        let gate = Gate::default();
        gate.close(ORIGIN, START_MS, first_ms);
        gate.close(ORIGIN, START_MS + 800.0, second_ms);
        let found = [1_000.0, 4_000.0].map(|ms| left_ms(&gate, ORIGIN, START_MS + ms));
        assert_eq!(found, [at_1000, at_4000], "{first_ms}, then {second_ms}");
    }
}

#[test]
fn a_call_after_two_closings_waits_for_the_longer_one() {
    for (again, sent) in [("1", 5_000), ("4.2", 5_000), ("4.201", 5_001)] {
        let calls = vec![
            throttled("b", 800, again),
            throttled("a", 0, "5"),
            waiting(900, 30_000, [status(204)]),
        ];
        assert_eq!(last_of(calls).sent_at(), [sent], "{again}");
    }
}

/// A closing that is over says nothing about another one.
#[test]
fn a_wait_ends_only_the_closing_that_it_belongs_to() {
    const OTHER: &str = "https://other.example";
    let gate = Gate::default();
    let first = gate.close(ORIGIN, START_MS, 5_000);
    gate.close(OTHER, START_MS, 5_000);
    let again = gate.close(ORIGIN, START_MS + 800.0, 6_000);
    gate.open(ORIGIN, first);
    assert_eq!(left_ms(&gate, ORIGIN, START_MS + 800.0), 6_000);
    gate.open(ORIGIN, again);
    assert_eq!(left_ms(&gate, ORIGIN, START_MS + 800.0), 0);
    assert_eq!(left_ms(&gate, OTHER, START_MS + 800.0), 4_200);
}

/// The time counts from the moment at which the gate notices that the clock was set back.
#[test]
fn a_clock_that_is_set_back_does_not_keep_an_origin_closed() {
    let gate = Gate::default();
    gate.close(ORIGIN, START_MS, 5_000);
    let set_back = START_MS - 3_600_000.0;
    for (passed_ms, most_ms) in [(0.0, 5_000), (4_000.0, 1_000), (5_000.0, 0), (9_000.0, 0)] {
        let remaining_ms = left_ms(&gate, ORIGIN, set_back + passed_ms);
        assert!(remaining_ms <= most_ms, "{passed_ms}: {remaining_ms}");
    }
}

/// A wall clock that is set back by an hour when 3 s have passed.
fn set_back(instant: u64) -> f64 {
    let hour = if instant < 3_000 { 0.0 } else { 3_600_000.0 };
    START_MS + instant as f64 - hour
}

fn with_a_clock_set_back(mut call: ConcurrentCall) -> ConcurrentCall {
    call.script.wall_clock_ms = Some(set_back);
    call
}

#[test]
fn a_clock_that_is_set_back_never_makes_a_call_wait_longer_than_stated() {
    for starts_at_ms in [0, 1_000, 2_999, 3_000, 4_000, 6_000, 20_000, 3_000_000] {
        let calls = vec![
            throttled("a", 0, "5"),
            waiting(starts_at_ms, 30_000, [status(204)]),
        ];
        let finished = last_of(calls.into_iter().map(with_a_clock_set_back).collect());
        assert_eq!(
            finished.code(),
            "receipt",
            "started at {starts_at_ms}: {:?}",
            finished.events
        );
        let waited = finished.sent_at()[0] - starts_at_ms;
        assert!(
            waited <= 5_000,
            "started at {starts_at_ms}, waited {waited}"
        );
    }
}

#[test]
fn a_clock_that_is_set_back_does_not_lengthen_a_retry() {
    let call = waiting(0, 30_000, [status(429).retry_after("5"), status(204)]);
    let finished = last_of(vec![with_a_clock_set_back(call)]);
    assert_eq!(finished.code(), "receipt", "{:?}", finished.events);
    assert_eq!(finished.sent_at(), [0, 5_000]);
}

/// Some browsers round the wall clock against fingerprinting, Firefox to as much as 100 ms. By such a
/// clock, a timer may fire early. The call has waited all the same.
#[test]
fn a_coarse_clock_does_not_lengthen_a_retry() {
    for retry_budget_ms in [2_128, 30_000] {
        let replies = [status(429).retry_after("2.128"), status(204)];
        let mut call = waiting(0, retry_budget_ms, replies);
        call.script.wall_clock_ms = Some(|instant| START_MS + (instant - instant % 100) as f64);
        let finished = last_of(vec![call]);
        assert_eq!(finished.code(), "receipt", "{:?}", finished.events);
        assert_eq!(finished.waits, [2_128]);
        assert_eq!(finished.sent_at(), [0, 2_128]);
    }
}
