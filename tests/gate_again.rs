//! A gate that is closed again while calls wait, and a clock that does not run as it should.

mod support;

use intune_remote_assistance::call::Limits;
use intune_remote_assistance::gate::Gate;
use support::arguments::LIMITS;
use support::canned::{Canned, status};
use support::script::{Alone, EPOCH_MS, Script, Step};
use support::together::{Begun, call_for, together};

/// A call for that device, from 0, that gets that reply after so long and does not send again.
fn told(device: &str, milliseconds: u64, retry_after: &str) -> Begun {
    let reply = status(429).told(retry_after);
    Begun {
        at: 0,
        script: Script {
            replies: vec![Step::After(milliseconds, Some(reply))],
            ..Script::default()
        },
        call: call_for(
            device,
            None,
            Limits {
                max_retries: 0,
                ..LIMITS
            },
        ),
    }
}

/// A call from that instant with those replies and that budget.
fn waiting<const N: usize>(at: u64, retry_budget_ms: u32, replies: [Canned; N]) -> Begun {
    let limits = Limits {
        retry_budget_ms,
        ..LIMITS
    };
    Begun {
        at,
        script: Script::replying(replies),
        call: call_for("waiting", None, limits),
    }
}

fn last(calls: Vec<Begun>) -> Alone {
    together(calls).pop().expect("a call")
}

/// Closed at 0 for 5 s; closed again at 800, by a call that was in flight already.
fn left_ms(gate: &Gate, origin: &str, now_ms: f64) -> u64 {
    gate.pause(origin, now_ms).map_or(0, |pause| pause.ms)
}

#[test]
fn a_gate_that_is_closed_again_is_waited_for_again() {
    for (again, sent, waits) in [
        ("6", 6_800, vec![4_900, 1_800]),
        ("5", 5_800, vec![4_900, 800]),
        // Not sooner than the first call was told.
        ("4.2", 5_000, vec![4_900]),
        ("1", 5_000, vec![4_900]),
    ] {
        let calls = vec![
            told("b", 800, again),
            told("a", 0, "5"),
            waiting(100, 30_000, [status(204)]),
        ];
        let mut ends = together(calls);
        let alone = ends.pop().expect("a call");
        assert_eq!(alone.sent_at(), [sent], "{again}");
        assert_eq!(alone.waits, waits, "{again}");
        assert_eq!(alone.code(), "receipt", "{again}");
    }
}

#[test]
fn both_waits_come_out_of_one_budget() {
    for (budget_ms, is_sent) in [(6_700, true), (6_699, false), (4_900, false)] {
        let calls = vec![
            told("b", 800, "6"),
            told("a", 0, "5"),
            waiting(100, budget_ms, [status(204)]),
        ];
        let alone = last(calls);
        assert_eq!(alone.sent.len(), usize::from(is_sent), "{budget_ms}");
        let Err(failure) = alone.settled else {
            continue;
        };
        assert_eq!(
            (failure.code, failure.outcome),
            ("throttled", "notSent"),
            "{budget_ms}"
        );
        assert_eq!(failure.attempts, 0, "{budget_ms}");
        assert_eq!(failure.retry_after_ms, Some(1_800.0), "{budget_ms}");
        assert_eq!(alone.at, 5_000, "{budget_ms}");
    }
}

/// A call that waits for its own retry meets the gate as every other does.
#[test]
fn a_retry_meets_the_gate_that_another_call_closed() {
    let throttled = || status(429).told("2").ids(Some("r-1"), None);
    for (budget_ms, is_sent) in [(6_800, true), (6_799, false)] {
        let calls = vec![
            told("b", 800, "6"),
            waiting(0, budget_ms, [throttled(), status(204)]),
        ];
        let alone = last(calls);
        let Err(failure) = &alone.settled else {
            assert!(is_sent, "{budget_ms}");
            assert_eq!(alone.sent_at(), [0, 6_800]);
            assert_eq!(alone.waits, [2_000, 4_800]);
            continue;
        };
        assert!(!is_sent, "{budget_ms}");
        // One attempt was made, and refused.
        assert_eq!((failure.code, failure.outcome), ("throttled", "rejected"));
        assert_eq!((failure.attempts, failure.status), (1, Some(429)));
        assert_eq!(failure.request_id.as_deref(), Some("r-1"));
        assert_eq!(failure.retry_after_ms, Some(4_800.0));
        assert_eq!(alone.at, 2_000);
    }
}

/// Told 2 s itself while the origin is closed for longer: its own wait does not open the gate.
#[test]
fn a_shorter_wait_does_not_open_a_gate_that_is_closed_for_longer() {
    let mut retrying = waiting(0, 30_000, []);
    let reply = status(429).told("2");
    retrying.script.replies = vec![
        Step::After(900, Some(reply)),
        Step::After(0, Some(status(204))),
    ];
    let later = waiting_for("later", 3_000);
    let ends = together(vec![told("b", 800, "6"), retrying, later]);
    assert_eq!(ends[1].sent_at(), [0, 6_800]);
    assert_eq!(ends[1].waits, [2_000, 3_900]);
    assert_eq!(ends[2].sent_at(), [6_800]);
}

/// An accepted call for that device, from that instant.
fn waiting_for(device: &str, at: u64) -> Begun {
    Begun {
        call: call_for(device, None, LIMITS),
        ..waiting(at, 0, [status(204)])
    }
}

const ORIGIN: &str = "https://graph.example";

#[test]
fn how_long_it_stays_closed() {
    let gate = Gate::default();
    assert_eq!(left_ms(&gate, ORIGIN, 0.0), 0);
    gate.close(ORIGIN, EPOCH_MS, 5_000);
    for (passed_ms, remaining_ms) in [
        (0.0, 5_000),
        (1.0, 4_999),
        (4_999.0, 1),
        (5_000.0, 0),
        (1e12, 0),
    ] {
        let found = left_ms(&gate, ORIGIN, EPOCH_MS + passed_ms);
        assert_eq!(found, remaining_ms, "{passed_ms}");
        assert_eq!(
            left_ms(&gate, "https://other.example", EPOCH_MS + passed_ms),
            0
        );
    }
    gate.close(ORIGIN, EPOCH_MS, u64::MAX);
    assert!(left_ms(&gate, ORIGIN, EPOCH_MS + 1.0) > 1 << 60);
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
        gate.close(ORIGIN, EPOCH_MS, first_ms);
        gate.close(ORIGIN, EPOCH_MS + 800.0, second_ms);
        let found = [1_000.0, 4_000.0].map(|ms| left_ms(&gate, ORIGIN, EPOCH_MS + ms));
        assert_eq!(found, [at_1000, at_4000], "{first_ms}, then {second_ms}");
    }
}

/// A call that meets the gate after both.
#[test]
fn a_shorter_closing_does_not_open_it_sooner() {
    for (again, sent) in [("1", 5_000), ("4.2", 5_000), ("4.201", 5_001)] {
        let calls = vec![
            told("b", 800, again),
            told("a", 0, "5"),
            waiting(900, 30_000, [status(204)]),
        ];
        assert_eq!(last(calls).sent_at(), [sent], "{again}");
    }
}

/// Whoever has waited one closing out says nothing about another.
#[test]
fn a_closing_that_was_waited_out_opens_that_one_alone() {
    const OTHER: &str = "https://other.example";
    let gate = Gate::default();
    let first = gate.close(ORIGIN, EPOCH_MS, 5_000);
    gate.close(OTHER, EPOCH_MS, 5_000);
    let again = gate.close(ORIGIN, EPOCH_MS + 800.0, 6_000);
    gate.passed(first);
    assert_eq!(left_ms(&gate, ORIGIN, EPOCH_MS + 800.0), 6_000);
    gate.passed(again);
    assert_eq!(left_ms(&gate, ORIGIN, EPOCH_MS + 800.0), 0);
    assert_eq!(left_ms(&gate, OTHER, EPOCH_MS + 800.0), 4_200);
}

/// From the moment at which the clock is seen to have been set back, it opens by that clock.
#[test]
fn a_clock_that_is_set_back_does_not_keep_it_closed() {
    let gate = Gate::default();
    gate.close(ORIGIN, EPOCH_MS, 5_000);
    let set_back = EPOCH_MS - 3_600_000.0;
    for (passed_ms, most_ms) in [(0.0, 5_000), (4_000.0, 1_000), (5_000.0, 0), (9_000.0, 0)] {
        let remaining_ms = left_ms(&gate, ORIGIN, set_back + passed_ms);
        assert!(remaining_ms <= most_ms, "{passed_ms}: {remaining_ms}");
    }
}

/// A wall clock that is set back by an hour when 3 s have passed.
fn set_back(instant: u64) -> f64 {
    let hour = if instant < 3_000 { 0.0 } else { 3_600_000.0 };
    EPOCH_MS + instant as f64 - hour
}

fn on_a_clock_set_back(mut begun: Begun) -> Begun {
    begun.script.wall_ms = Some(set_back);
    begun
}

/// The origin asked for 5 s: no call waits longer than that, whatever the clock says.
#[test]
fn a_clock_that_is_set_back_never_makes_a_call_wait_longer_than_told() {
    for begun in [0, 1_000, 2_999, 3_000, 4_000, 6_000, 20_000, 3_000_000] {
        let calls = vec![told("a", 0, "5"), waiting(begun, 30_000, [status(204)])];
        let alone = last(calls.into_iter().map(on_a_clock_set_back).collect());
        assert_eq!(
            alone.code(),
            "receipt",
            "begun at {begun}: {:?}",
            alone.journal
        );
        let waited = alone.sent_at()[0] - begun;
        assert!(waited <= 5_000, "begun at {begun}, waited {waited}");
    }
}

#[test]
fn a_clock_that_is_set_back_does_not_lengthen_a_retry() {
    let call = waiting(0, 30_000, [status(429).told("5"), status(204)]);
    let alone = last(vec![on_a_clock_set_back(call)]);
    assert_eq!(alone.code(), "receipt", "{:?}", alone.journal);
    assert_eq!(alone.sent_at(), [0, 5_000]);
}

/// Some browsers round the wall clock (Firefox to as much as 100 ms, against fingerprinting), and a
/// timer may fire a millisecond early by it: the wait was made all the same.
#[test]
fn a_coarse_clock_does_not_lengthen_a_retry() {
    for retry_budget_ms in [2_128, 30_000] {
        let replies = [status(429).told("2.128"), status(204)];
        let mut call = waiting(0, retry_budget_ms, replies);
        call.script.wall_ms = Some(|instant| EPOCH_MS + (instant - instant % 100) as f64);
        let alone = last(vec![call]);
        assert_eq!(alone.code(), "receipt", "{:?}", alone.journal);
        assert_eq!(alone.waits, [2_128]);
        assert_eq!(alone.sent_at(), [0, 2_128]);
    }
}
