//! A 429 that states no time closes the origin for 1 s, 2 s, 4 s, … 30 s, until a request succeeds. The
//! rule is in `src/request/throttle.rs`.

use serde_json::json;

use super::support::replies::status;
use super::support::run::run_alone;
use super::support::script::{Script, Scripted, at_once};
use super::support::specs::{LIMITS, NO_RETRIES, request_within};
use crate::arguments::options::Limits;
use crate::request::throttle::Gate;

const ORIGIN: &str = "https://graph.microsoft.com";

/// The pause after each of these closings, each made when the pause before is over.
fn pauses(gate: &Gate, count: usize, now_ms: &mut f64) -> Vec<u64> {
    let closing = |_| {
        let pause = gate.close_untimed(ORIGIN, *now_ms, gate.last_closing(ORIGIN));
        *now_ms += pause.left_ms as f64;
        pause.left_ms
    };
    (0..count).map(closing).collect()
}

#[test]
fn each_pause_is_twice_as_long_up_to_thirty_seconds() {
    let gate = Gate::new();
    let expected = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000];
    assert_eq!(pauses(&gate, 7, &mut 0.0), expected);
}

#[test]
fn a_success_begins_again_with_a_second() {
    let gate = Gate::new();
    let mut now_ms = 0.0;
    assert_eq!(pauses(&gate, 3, &mut now_ms), [1_000, 2_000, 4_000]);
    gate.succeeded("https://graph.microsoft.us");
    assert_eq!(pauses(&gate, 1, &mut now_ms), [8_000]);
    gate.succeeded(ORIGIN);
    assert_eq!(pauses(&gate, 2, &mut now_ms), [1_000, 2_000]);
}

/// Several requests were under way when the first of them was throttled.
#[test]
fn an_attempt_from_before_the_pause_makes_it_no_longer() {
    let gate = Gate::new();
    let before = gate.last_closing(ORIGIN);
    assert_eq!(gate.close_untimed(ORIGIN, 0.0, before).left_ms, 1_000);
    assert_eq!(gate.close_untimed(ORIGIN, 100.0, before).left_ms, 900);
    assert_eq!(gate.close_untimed(ORIGIN, 200.0, before).left_ms, 800);
    assert_eq!(pauses(&gate, 1, &mut 1_000.0), [2_000]);
}

#[test]
fn a_stated_time_that_is_longer_holds() {
    let gate = Gate::new();
    gate.close(ORIGIN, 0.0, 60_000);
    let pause = gate.close_untimed(ORIGIN, 1_000.0, gate.last_closing(ORIGIN));
    assert_eq!(pause.left_ms, 59_000);
}

/// Intune writes it into the JSON inside `error.message`.
#[test]
fn a_time_in_the_body_is_respected() {
    let nested = |inner: serde_json::Value| json!({ "error": { "code": "TooManyRequests", "message": inner.to_string() } });
    let bodies = [
        (
            nested(json!({ "Message": "slow down", "RetryAfter": 7 })),
            7_000,
        ),
        (
            nested(json!({ "Message": json!({ "Message": "x", "RetryAfter": 6.5 }).to_string() })),
            6_500,
        ),
        (nested(json!({ "RetryAfter": "8" })), 8_000),
        (
            json!({ "error": { "innerError": { "RetryAfter": 9 } } }),
            9_000,
        ),
        (json!({ "error": { "RetryAfter": 5 } }), 5_000),
        (json!({ "error": { "RetryAfter": 0 } }), 1_000),
        // It states nothing that could be waited for.
        (json!({ "error": { "RetryAfter": -5 } }), 1_000),
        (json!({ "error": { "RetryAfter": "soon" } }), 1_000),
        (json!({ "error": { "RetryAfter": {} } }), 1_000),
    ];
    for (body, wait_ms) in bodies {
        let replies = [status(429).body(&body.to_string()), status(204)];
        let finished = run_alone(Script::replying(replies), &request_within(LIMITS));
        assert_eq!(finished.waits, [wait_ms], "{body}");
        assert!(finished.result.is_ok());
    }
}

#[test]
fn the_header_wins_over_the_body() {
    let body = json!({ "error": { "RetryAfter": 20 } }).to_string();
    let replies = [status(429).retry_after("3").body(&body), status(204)];
    let finished = run_alone(Script::replying(replies), &request_within(LIMITS));
    assert_eq!(finished.waits, [3_000]);
}

#[test]
fn a_wait_of_ten_years_in_the_body_ends_the_call() {
    let body = json!({ "error": { "RetryAfter": 315_360_000_u32 } }).to_string();
    let finished = run_alone(
        Script::replying([status(429).body(&body)]),
        &request_within(LIMITS),
    );
    let failure = finished.result.expect_err("a failure");
    assert_eq!((failure.code, failure.outcome), ("throttled", "rejected"));
    assert_eq!(failure.retry_after_ms, Some(315_360_000_000.0));
    assert_eq!((finished.at_ms, finished.sent.len()), (0, 1));
}

/// The request would rather be sent again than wait for details.
#[test]
fn the_body_of_a_429_is_awaited_for_a_second_at_most() {
    let stalled = status(429).scripted_body(Scripted::Never);
    let finished = run_alone(
        Script::with_replies([at_once(stalled), at_once(status(204))]),
        &request_within(LIMITS),
    );
    assert!(finished.result.is_ok());
    assert_eq!(finished.sent_at(), [0, 2_000]);
    let stalled = status(429).scripted_body(Scripted::Never);
    let limits = Limits { ..NO_RETRIES };
    let finished = run_alone(Script::replying([stalled]), &request_within(limits));
    assert_eq!(finished.at_ms, 1_000);
}
