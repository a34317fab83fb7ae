//! How long a call waits before another attempt, and what its budget allows. The rule is in
//! `src/request/backoff.rs` and `src/request/retries.rs`.

use super::support::replies::{ScriptedReply, status};
use super::support::run::{Finished, run_alone};
use super::support::script::Script;
use super::support::specs::{LIMITS, request_within};
use crate::arguments::options::Limits;
use crate::request::backoff::{Budget, backoff_wait_ms, retry_after_wait_ms};

/// The largest number below 1.
const ALMOST_1: f64 = 1.0 - f64::EPSILON / 2.0;

/// The stated time + random · min(1 s, 10 % of the stated time).
#[test]
fn a_stated_wait_is_lengthened_by_at_most_a_tenth_and_at_most_a_second() {
    for (stated_ms, random, expected) in [
        (1_000, 0.0, 1_000),
        (1_000, 0.5, 1_050),
        (1_000, ALMOST_1, 1_099),
        (2_128, 0.0, 2_128),
        (2_128, 0.5, 2_234),
        (9_999, ALMOST_1, 10_997),
        (10_000, 0.25, 10_250),
        (10_000, ALMOST_1, 10_999),
        (600_000, 0.0, 600_000),
        (600_000, 0.5, 600_500),
        (600_000, ALMOST_1, 600_999),
        (1, ALMOST_1, 1),
        (0, ALMOST_1, 0),
        (u64::MAX, 0.0, u64::MAX),
        (u64::MAX, ALMOST_1, u64::MAX),
    ] {
        let found = retry_after_wait_ms(stated_ms, random);
        assert_eq!(found, expected, "{stated_ms} ms, random {random}");
    }
}

#[test]
fn no_wait_is_shorter_than_stated() {
    for stated_ms in (0..3_000).chain([59_999, 60_000, u64::MAX - 500]) {
        for random in [0.0, f64::MIN_POSITIVE, 0.1, 0.5, 0.9, ALMOST_1] {
            let wait_ms = retry_after_wait_ms(stated_ms, random);
            assert!(wait_ms >= stated_ms, "{stated_ms} ms, random {random}");
        }
    }
}

/// 1 s · 2ⁿ, and up to as much again at random.
#[test]
fn the_back_off_doubles_and_is_lengthened_by_up_to_as_much_again() {
    for (retry, random, expected) in [
        (0, 0.0, 1_000),
        (0, 0.5, 1_500),
        (0, ALMOST_1, 1_999),
        (1, 0.0, 2_000),
        (1, ALMOST_1, 3_999),
        (2, 0.0, 4_000),
        (2, 0.25, 5_000),
        (3, 0.0, 8_000),
        (4, 0.0, 16_000),
        (4, ALMOST_1, 31_999),
    ] {
        let found = backoff_wait_ms(retry, random);
        assert_eq!(found, expected, "retry {retry}, random {random}");
    }
    for retry in [60, 63, 64, 1_000, u32::MAX] {
        assert_eq!(backoff_wait_ms(retry, 0.9), u64::MAX, "retry {retry}");
    }
}

/// A wait is taken whole or not at all. A wait that is not taken costs nothing.
#[test]
fn the_budget_is_exact() {
    type Take = (u64, Option<u32>);
    let rows: [(u32, &[Take]); 7] = [
        (0, &[(0, Some(0)), (1, None), (0, Some(0))]),
        (1, &[(1, Some(1)), (1, None), (0, Some(0))]),
        (1_000, &[(1_001, None), (1_000, Some(1_000)), (1, None)]),
        (1_000, &[(400, Some(400)), (601, None), (600, Some(600))]),
        (600_000, &[(600_000, Some(600_000)), (1, None)]),
        (600_000, &[(u64::MAX, None), (600_000, Some(600_000))]),
        (u32::MAX, &[(u64::from(u32::MAX) + 1, None)]),
    ];
    for (budget_ms, takes) in rows {
        let mut budget = Budget::new(budget_ms);
        for (wait_ms, expected) in takes {
            let found = budget.take(*wait_ms);
            assert_eq!(found, *expected, "{wait_ms} of {budget_ms}: {takes:?}");
        }
    }
}

/// A call that gets a 429 with each of these `Retry-After` in turn, and then a 204.
fn throttled(limits: Limits, random: Vec<f64>, headers: &[Option<&str>]) -> Finished {
    let reply = |header: &Option<&str>| match header {
        Some(value) => status(429).retry_after(value),
        None => status(429),
    };
    let replies: Vec<ScriptedReply> = headers.iter().map(reply).chain([status(204)]).collect();
    let script = Script {
        random,
        ..Script::replying(replies)
    };
    run_alone(script, &request_within(limits))
}

fn limits(max_retries: u32, retry_budget_ms: u32) -> Limits {
    Limits {
        max_retries,
        retry_budget_ms,
        ..LIMITS
    }
}

/// When the attempts are sent, and how the call ends, for waits that fit and for waits that do not.
#[test]
fn the_waits_of_a_call_share_its_budget() {
    const SAMPLE: Option<&str> = Some("2.128");
    type Row<'a> = (u32, &'a [f64], &'a [Option<&'a str>], &'a [u64], &'a str);
    let rows: &[Row] = &[
        // A wait that fits exactly, and one that is a millisecond too long.
        (2_128, &[], &[SAMPLE], &[0, 2_128], "receipt"),
        (2_127, &[], &[SAMPLE], &[0], "throttled"),
        // The random part belongs to the wait. It is neither left out nor cut to fit.
        (2_234, &[0.5], &[SAMPLE], &[0, 2_234], "receipt"),
        (2_233, &[0.5], &[SAMPLE], &[0], "throttled"),
        (10_500, &[0.5], &[Some("10")], &[0, 10_500], "receipt"),
        (10_500, &[0.51], &[Some("10")], &[0], "throttled"),
        // Two waits.
        (4_256, &[], &[SAMPLE; 2], &[0, 2_128, 4_256], "receipt"),
        (4_255, &[], &[SAMPLE; 2], &[0, 2_128], "throttled"),
        (3_000, &[], &[None; 2], &[0, 1_000, 3_000], "receipt"),
        (2_999, &[], &[None; 2], &[0, 1_000], "throttled"),
        // The back-off counts all retries, also those with a stated wait.
        (
            3_000,
            &[],
            &[Some("1"), None],
            &[0, 1_000, 3_000],
            "receipt",
        ),
        (
            2_000,
            &[],
            &[None, Some("1")],
            &[0, 1_000, 2_000],
            "receipt",
        ),
        // A budget of zero allows no wait.
        (0, &[], &[None], &[0], "throttled"),
        (0, &[], &[Some("0.001")], &[0], "throttled"),
        (0, &[], &[Some("0")], &[0], "throttled"),
        (1, &[], &[Some("0.001")], &[0, 1], "receipt"),
        // Zero and a date that has passed mean a wait of one second.
        (1_000, &[], &[Some("0")], &[0, 1_000], "receipt"),
        (999, &[], &[Some("0")], &[0], "throttled"),
        (
            1_000,
            &[],
            &[Some("Fri, 15 Jan 2027 07:00:00 GMT")],
            &[0, 1_000],
            "receipt",
        ),
        (
            5_000,
            &[],
            &[Some("Fri, 15 Jan 2027 08:00:05 GMT")],
            &[0, 5_000],
            "receipt",
        ),
        // The longest wait that the options allow.
        (600_000, &[], &[Some("600")], &[0, 600_000], "receipt"),
        (600_000, &[], &[Some("600.001")], &[0], "throttled"),
        (
            600_000,
            &[],
            &[Some("99999999999999999999")],
            &[0],
            "throttled",
        ),
    ];
    for (budget_ms, random, headers, expected, code) in rows {
        let row = format!("{headers:?} within {budget_ms} ms, random {random:?}");
        let finished = throttled(limits(2, *budget_ms), random.to_vec(), headers);
        assert_eq!(finished.sent_at(), *expected, "{row}");
        assert_eq!(finished.code(), *code, "{row}");
        assert_eq!(finished.at_ms, expected[expected.len() - 1], "{row}");
    }
}

#[test]
fn without_retry_after_each_wait_is_twice_the_one_before() {
    let least = throttled(limits(5, 31_000), vec![], &[None; 5]);
    assert_eq!(least.sent_at(), [0, 1_000, 3_000, 7_000, 15_000, 31_000]);
    assert_eq!(least.code(), "receipt");
    let most = throttled(limits(5, 62_000), vec![ALMOST_1; 5], &[None; 5]);
    assert_eq!(most.sent_at(), [0, 1_999, 5_998, 13_997, 29_996, 61_995]);
    assert_eq!(most.code(), "receipt");
}

/// A portal can show a countdown of the exact wait.
#[test]
fn every_wait_is_announced() {
    let headers = [Some("2.128"), None, Some("0")];
    let finished = throttled(limits(3, 30_000), vec![0.5, 0.5, 0.5], &headers);
    assert_eq!(finished.waits, [2_234, 3_000, 1_050]);
    assert_eq!(finished.sent_at(), [0, 2_234, 5_234, 6_284]);
    // A wait that does not fit into the budget is not announced.
    let finished = throttled(limits(2, 2_127), vec![], &[Some("2.128")]);
    assert_eq!(finished.waits, [0; 0]);
}
