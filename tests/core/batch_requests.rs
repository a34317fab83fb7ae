//! One request of a batch. The batch waits for a closed gate, and no request of it spends its own
//! budget on that. The rule is in `src/request/retries.rs`.

use super::support::arguments::text;
use super::support::functions::action;
use super::support::replies::status;
use super::support::reports::ReportedFailure;
use super::support::run::{ConcurrentCall, run_together, run_with};
use super::support::script::{START_MS, Script, Scripted};
use super::support::specs::{LIMITS, device_ids, with_limits};
use crate::arguments::call_spec::CallSpec;
use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::options::Limits;
use crate::arguments::options::OptionSet;
use crate::request::shared::Shared;

const ORIGIN: &str = "https://graph.microsoft.com";

fn batch_request(device: &str, max_retries: u32, retry_budget_ms: u32) -> Box<CallSpec> {
    let spec = action(
        text("deviceManagement"),
        device_ids(device),
        HostValue::Function,
        HostObject::Undefined,
        OptionSet::Batch,
    );
    let limits = Limits {
        max_retries,
        retry_budget_ms,
        ..LIMITS
    };
    with_limits(spec.expect("valid arguments"), limits)
}

/// How a request ended.
struct End {
    /// The number of attempts of a receipt.
    result: Result<u32, Box<ReportedFailure>>,
    at_ms: u64,
    sent: Vec<u64>,
    waits: Vec<u32>,
}

/// Runs the request with an origin that was closed for so long.
fn run_behind(closed_ms: u64, script: Script, spec: &CallSpec) -> End {
    let shared = Shared::default();
    shared.gate.close(ORIGIN, START_MS, closed_ms);
    let finished = run_with(&shared, script, spec);
    End {
        sent: finished.sent_at(),
        result: finished.result.map(|receipt| receipt.attempts),
        at_ms: finished.at_ms,
        waits: finished.waits,
    }
}

#[test]
fn a_closed_gate_costs_no_budget() {
    for (max_retries, budget) in [(0, 0), (2, 30_000)] {
        for closed_ms in [1, 1_000, 30_001, 600_000] {
            let spec = batch_request("d-1", max_retries, budget);
            let end = run_behind(closed_ms, Script::replying([status(204)]), &spec);
            assert_eq!(end.result, Ok(1), "{closed_ms}");
            assert_eq!(end.sent, [closed_ms]);
            assert_eq!(end.waits, [closed_ms as u32], "the wait is announced");
        }
    }
}

#[test]
fn a_request_does_not_wait_for_more_than_ten_minutes() {
    for closed_ms in [600_001, 3_600_000, u64::from(u32::MAX) + 1, u64::MAX] {
        let end = run_behind(
            closed_ms,
            Script::default(),
            &batch_request("d-1", 5, 600_000),
        );
        let failure = end.result.expect_err("a failure");
        assert_eq!((failure.code, failure.outcome), ("throttled", "notSent"));
        assert_eq!(failure.retry_after_ms, Some(closed_ms as f64));
        assert_eq!((end.at_ms, failure.attempts), (0, 0));
        assert_eq!(end.sent, [0; 0]);
    }
}

/// With its random part, too, a wait is at most ten minutes long.
#[test]
fn the_random_part_belongs_to_the_wait() {
    for (closed_ms, random, is_sent) in [(600_000, 0.0, true), (599_500, 0.9, false)] {
        let script = Script {
            random: vec![random],
            ..Script::replying([status(204)])
        };
        let end = run_behind(closed_ms, script, &batch_request("d-1", 2, 30_000));
        assert_eq!(end.result.is_ok(), is_sent, "{closed_ms}");
    }
}

#[test]
fn a_call_outside_a_batch_spends_its_budget_on_the_gate() {
    let mut spec = batch_request("d-1", 2, 30_000);
    spec.in_batch = false;
    let end = run_behind(30_001, Script::replying([status(204)]), &spec);
    assert_eq!(end.result.expect_err("a failure").code, "throttled");
}

/// A request that is throttled itself waits as the whole batch does.
#[test]
fn a_stated_wait_uses_up_a_retry_and_no_budget() {
    let twice = || {
        Script::replying([
            status(429).retry_after("20"),
            status(429).retry_after("11"),
            status(204),
        ])
    };
    let end = run_behind(0, twice(), &batch_request("d-1", 2, 0));
    assert_eq!(end.result, Ok(3));
    assert_eq!(end.sent, [0, 20_000, 31_000]);
    let end = run_behind(
        0,
        Script::replying([status(429).retry_after("601")]),
        &batch_request("d-1", 2, 0),
    );
    assert_eq!(end.result.expect_err("a failure").outcome, "rejected");
    let end = run_behind(0, twice(), &batch_request("d-1", 1, 600_000));
    assert_eq!(end.result.expect_err("a failure").attempts, 2);
    let without_wait = Script::replying((0..9).map(|_| status(429)));
    let end = run_behind(0, without_wait, &batch_request("d-1", 5, 600_000));
    assert_eq!(end.sent, [0, 1_000, 3_000, 7_000, 15_000, 31_000]);
    assert_eq!(end.result.expect_err("a failure").outcome, "rejected");
}

/// After a wait for the gate, the whole budget is left.
#[test]
fn a_request_waits_for_the_gate_and_then_for_its_retry() {
    let script = Script::replying([status(429).retry_after("30"), status(204)]);
    let end = run_behind(100_000, script, &batch_request("d-1", 2, 30_000));
    assert_eq!(end.result, Ok(2));
    assert_eq!(end.sent, [100_000, 130_000]);
}

#[test]
fn no_other_reply_leads_to_another_attempt() {
    for code in [400, 401, 403, 404, 408, 409, 500, 502, 503, 504] {
        let end = run_behind(
            0,
            Script::replying([status(code), status(204)]),
            &batch_request("d-1", 5, 600_000),
        );
        assert_eq!(end.sent, [0], "{code}");
    }
    let lost = Script {
        replies: vec![Scripted::After(0, None)],
        ..Script::default()
    };
    let end = run_behind(0, lost, &batch_request("d-1", 5, 600_000));
    let failure = end.result.expect_err("a failure");
    assert_eq!((failure.code, failure.outcome), ("network", "unknown"));
}

#[test]
fn a_signal_ends_the_wait_for_the_gate() {
    let script = Script {
        abort_at_ms: Some(1_234),
        ..Script::default()
    };
    let end = run_behind(600_000, script, &batch_request("d-1", 2, 30_000));
    let failure = end.result.expect_err("a failure");
    assert_eq!(
        (failure.code, failure.outcome, end.at_ms),
        ("aborted", "notSent", 1_234)
    );
}

/// One request is throttled. The requests that start after it wait, and each is sent once.
#[test]
fn a_batch_waits_when_one_of_its_requests_is_throttled() {
    let mut calls = vec![ConcurrentCall {
        starts_at_ms: 0,
        script: Script::replying([status(429).retry_after("20"), status(204)]),
        spec: batch_request("d-0", 2, 30_000),
    }];
    for number in 1_u64..16 {
        calls.push(ConcurrentCall {
            starts_at_ms: number * 100,
            script: Script {
                random: vec![number as f64 / 16.0],
                ..Script::replying([status(204)])
            },
            spec: batch_request(&format!("d-{number}"), 0, 0),
        });
    }
    let finished = run_together(calls);
    for (number, finished) in finished.iter().enumerate() {
        assert_eq!(finished.code(), "receipt", "{number}");
        let again = finished.sent_at().into_iter().filter(|at| *at > 0);
        let again: Vec<u64> = again.collect();
        assert_eq!(again.len(), 1, "{number}");
        assert!((20_000..21_500).contains(&again[0]), "{number}: {again:?}");
    }
}
