//! One of many requests: a gate that another has closed is waited out by the queue, at nobody's cost;
//! what Graph tells the request itself is its own matter.

mod support;

use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::call::{Limits, Page};
use intune_remote_assistance::function::Function;
use intune_remote_assistance::value::Value;
use support::arguments::{object, origin_of, text};
use support::canned::status;
use support::clock::Clock;
use support::report::Failure;
use support::script::{EPOCH_MS, Portal, Script, Step, settle};
use support::together::{Begun, together};

const ORIGIN: &str = "https://graph.microsoft.com";

fn queued(device: &str, max_retries: u32, retry_budget_ms: u32) -> Call {
    let call = Call::from_arguments(
        Function::Queued,
        text("deviceManagement"),
        object([("managedDeviceId", text(device))]),
        Value::Function,
        object([]),
        &origin_of,
    );
    let limits = Limits {
        timeout_ms: 1_000,
        max_retries,
        retry_budget_ms,
    };
    Call {
        limits,
        ..*call.expect("a good call")
    }
}

struct End {
    settled: Result<u32, Failure>,
    at: u64,
    sent: Vec<u64>,
    waits: Vec<u32>,
}

/// On a page whose gate was closed for so long.
fn behind(closed_ms: u64, script: Script, call: &Call) -> End {
    let clock = Clock::default();
    let page = Page::default();
    page.gate.close(ORIGIN, EPOCH_MS, closed_ms);
    let portal = Portal::new(&clock, script);
    let settled = clock.run(settle(&portal, &page, call)).expect("it ends");
    assert_eq!(clock.timers(), 0, "a timer is left");
    End {
        settled: settled.map(|receipt| receipt.attempts),
        at: clock.now(),
        sent: portal.sent().iter().map(|sent| sent.at).collect(),
        waits: portal.waits(),
    }
}

#[test]
fn a_closed_gate_costs_no_budget() {
    for (max_retries, budget) in [(0, 0), (2, 30_000)] {
        for closed_ms in [1, 1_000, 30_001, 600_000] {
            let call = queued("d-1", max_retries, budget);
            let end = behind(closed_ms, Script::replying([status(204)]), &call);
            assert_eq!(end.settled, Ok(1), "{closed_ms}");
            assert_eq!(end.sent, [closed_ms]);
            assert_eq!(end.waits, [closed_ms as u32], "it is announced");
        }
    }
}

#[test]
fn more_than_ten_minutes_are_not_waited() {
    for closed_ms in [600_001, 3_600_000, u64::from(u32::MAX) + 1, u64::MAX] {
        let end = behind(closed_ms, Script::default(), &queued("d-1", 5, 600_000));
        let failure = end.settled.expect_err("a failure");
        assert_eq!((failure.code, failure.outcome), ("throttled", "notSent"));
        assert_eq!(failure.retry_after_ms, Some(closed_ms as f64));
        assert_eq!((end.at, failure.attempts), (0, 0));
        assert_eq!(end.sent, [0; 0]);
    }
}

/// The jitter counts: what is waited is never longer than ten minutes.
#[test]
fn the_spread_is_part_of_the_wait() {
    for (closed_ms, random, is_sent) in [(600_000, 0.0, true), (599_500, 0.9, false)] {
        let script = Script {
            random: vec![random],
            ..Script::replying([status(204)])
        };
        let end = behind(closed_ms, script, &queued("d-1", 2, 30_000));
        assert_eq!(end.settled.is_ok(), is_sent, "{closed_ms}");
    }
}

#[test]
fn a_call_of_its_own_pays_for_the_same_gate() {
    let alone = Call {
        is_queued: false,
        ..queued("d-1", 2, 30_000)
    };
    let end = behind(30_001, Script::replying([status(204)]), &alone);
    assert_eq!(end.settled.expect_err("a failure").code, "throttled");
}

/// It waits with the queue, whoever of it was told.
#[test]
fn what_it_is_told_itself_takes_of_its_retries_but_not_of_its_budget() {
    let twice = || Script::replying([status(429).told("20"), status(429).told("11"), status(204)]);
    let end = behind(0, twice(), &queued("d-1", 2, 0));
    assert_eq!(end.settled, Ok(3));
    assert_eq!(end.sent, [0, 20_000, 31_000]);
    let end = behind(
        0,
        Script::replying([status(429).told("601")]),
        &queued("d-1", 2, 0),
    );
    assert_eq!(end.settled.expect_err("a failure").outcome, "rejected");
    let end = behind(0, twice(), &queued("d-1", 1, 600_000));
    assert_eq!(end.settled.expect_err("a failure").attempts, 2);
    let untold = Script::replying((0..9).map(|_| status(429)));
    let end = behind(0, untold, &queued("d-1", 5, 600_000));
    assert_eq!(end.sent, [0, 1_000, 3_000, 7_000, 15_000, 31_000]);
    assert_eq!(end.settled.expect_err("a failure").outcome, "rejected");
}

/// The whole budget is there after a wait at the gate.
#[test]
fn both_waits_one_after_the_other() {
    let script = Script::replying([status(429).told("30"), status(204)]);
    let end = behind(100_000, script, &queued("d-1", 2, 30_000));
    assert_eq!(end.settled, Ok(2));
    assert_eq!(end.sent, [100_000, 130_000]);
}

#[test]
fn nothing_else_is_sent_again() {
    for code in [400, 401, 403, 404, 408, 409, 500, 502, 503, 504] {
        let end = behind(
            0,
            Script::replying([status(code), status(204)]),
            &queued("d-1", 5, 600_000),
        );
        assert_eq!(end.sent, [0], "{code}");
    }
    let lost = Script {
        replies: vec![Step::After(0, None)],
        ..Script::default()
    };
    let end = behind(0, lost, &queued("d-1", 5, 600_000));
    let failure = end.settled.expect_err("a failure");
    assert_eq!((failure.code, failure.outcome), ("network", "unknown"));
}

#[test]
fn a_signal_ends_the_wait_at_the_gate() {
    let script = Script {
        abort_at: Some(1_234),
        ..Script::default()
    };
    let end = behind(600_000, script, &queued("d-1", 2, 30_000));
    let failure = end.settled.expect_err("a failure");
    assert_eq!(
        (failure.code, failure.outcome, end.at),
        ("aborted", "notSent", 1_234)
    );
}

/// One is told to wait; those that come after it wait too, and each is sent once.
#[test]
fn a_queue_behind_one_that_was_throttled() {
    let mut calls = vec![Begun {
        at: 0,
        script: Script::replying([status(429).told("20"), status(204)]),
        call: queued("d-0", 2, 30_000),
    }];
    for number in 1_u64..16 {
        calls.push(Begun {
            at: number * 100,
            script: Script {
                random: vec![number as f64 / 16.0],
                ..Script::replying([status(204)])
            },
            call: queued(&format!("d-{number}"), 0, 0),
        });
    }
    let ends = together(calls);
    for (number, end) in ends.iter().enumerate() {
        assert_eq!(end.code(), "receipt", "{number}");
        let again = end.sent_at().into_iter().filter(|at| *at > 0);
        let again: Vec<u64> = again.collect();
        assert_eq!(again.len(), 1, "{number}");
        assert!((20_000..21_500).contains(&again[0]), "{number}: {again:?}");
    }
}
