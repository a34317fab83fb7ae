//! The gate when it closes while a call waits for its token: the attempt waits, and the token is
//! kept. The rule is in `src/request/attempts.rs` and `src/request/retries.rs`.

use super::support::challenge::CLAIMS;
use super::support::replies::{challenge, status};
use super::support::run::{ConcurrentCall, last_of, longest_ms};
use super::support::script::{Script, Scripted, token_after};
use super::support::specs::{LIMITS, NO_RETRIES, request_for};
use crate::arguments::options::Limits;

/// A call for that device whose attempt is in flight from 0. It is throttled at that instant, and
/// does not retry.
fn throttled(device: &str, at_ms: u64, retry_after: &str) -> ConcurrentCall {
    let reply = status(429).retry_after(retry_after);
    let limits = Limits {
        timeout_ms: 600_000,
        retry_budget_ms: 0,
        ..NO_RETRIES
    };
    ConcurrentCall {
        starts_at_ms: 0,
        script: Script {
            replies: vec![Scripted::After(at_ms, Some(reply))],
            ..Script::default()
        },
        spec: request_for(device, None, limits),
    }
}

/// The gate closes at 100 for 5 s. The token arrives later.
#[test]
fn the_attempt_waits_until_the_gate_is_open() {
    for (token_ms, random, earliest) in [
        (100, 0.0, 5_100),
        (101, 0.0, 5_100),
        (500, 0.0, 5_100),
        (600, 0.5, 5_325),
        (999, 0.0, 5_100),
    ] {
        let slow = ConcurrentCall {
            starts_at_ms: 0,
            script: Script {
                tokens: vec![token_after(token_ms, "slow")],
                random: vec![random],
                ..Script::replying([status(204)])
            },
            spec: request_for("b", None, LIMITS),
        };
        let finished = last_of(vec![throttled("a", 100, "5"), slow]);
        let row = format!("token after {token_ms}: {:?}", finished.events);
        assert_eq!(finished.code(), "receipt", "{row}");
        assert_eq!(finished.sent_at(), [earliest], "{row}");
    }
}

#[test]
fn the_wait_is_taken_out_of_the_budget() {
    for (retry_budget_ms, is_sent) in [(4_600, true), (4_599, false), (0, false)] {
        let limits = Limits {
            retry_budget_ms,
            ..LIMITS
        };
        let slow = ConcurrentCall {
            starts_at_ms: 0,
            script: Script {
                tokens: vec![token_after(500, "slow")],
                ..Script::replying([status(204)])
            },
            spec: request_for("b", None, limits),
        };
        let finished = last_of(vec![throttled("a", 100, "5"), slow]);
        assert_eq!(
            finished.sent.len(),
            usize::from(is_sent),
            "{retry_budget_ms}"
        );
        let Err(failure) = finished.result else {
            continue;
        };
        assert_eq!((failure.code, failure.outcome), ("throttled", "notSent"));
        assert_eq!(failure.retry_after_ms, Some(4_600.0), "{retry_budget_ms}");
        assert_eq!(finished.at_ms, 500, "{retry_budget_ms}: at once");
    }
}

/// A token that was requested without the claims would be challenged again, and the second challenge
/// ends the call.
#[test]
fn the_claims_of_a_challenge_are_not_lost() {
    let answering = ConcurrentCall {
        starts_at_ms: 0,
        script: Script {
            tokens: vec![
                token_after(0, "stale"),
                token_after(500, "for-the-claims"),
                token_after(0, "requested-anew"),
            ],
            ..Script::replying([challenge(), status(204)])
        },
        spec: request_for("b", None, LIMITS),
    };
    let finished = last_of(vec![throttled("a", 100, "5"), answering]);
    assert_eq!(finished.code(), "receipt", "{:?}", finished.events);
    assert_eq!(finished.sent_at(), [0, 5_100], "{:?}", finished.events);
    // The call kept the token, or requested another one with the same claims.
    let requested = finished
        .events
        .iter()
        .filter(|event| event.contains("token requested"));
    let for_claims = requested.map(|event| event.ends_with(CLAIMS));
    let names = ["stale", "for-the-claims", "requested-anew"];
    let valid: Vec<String> = for_claims
        .zip(names)
        .filter(|(is_for_claims, _)| *is_for_claims)
        .map(|(_, name)| ["Bearer ", name].concat())
        .collect();
    let used = &finished.sent[1].authorization;
    assert!(
        valid.contains(used),
        "{used} was not requested with the claims"
    );
}

/// The longest time of a call does not depend on other calls.
#[test]
fn a_gate_that_closes_again_and_again_does_not_prolong_a_call_beyond_its_limits() {
    let limits = Limits {
        retry_budget_ms: 2_000,
        ..LIMITS
    };
    // Each token takes the whole of its time, and arrives while the gate is closed.
    let slow = || token_after(1_000, "slow");
    let waiting = ConcurrentCall {
        starts_at_ms: 0,
        script: Script {
            tokens: (0..50).map(|_| slow()).collect(),
            ..Script::replying([status(204)])
        },
        spec: request_for("waiting", None, limits),
    };
    let closing = |number: u64| throttled(&format!("d-{number}"), 950 + 1_050 * number, "0.1");
    let calls = (0..30).map(closing).chain([waiting]);
    let finished = last_of(calls.collect());
    let longest_ms = longest_ms(&limits);
    assert!(
        finished.at_ms <= longest_ms,
        "{} of {longest_ms}: {:?}",
        finished.at_ms,
        finished.events
    );
}
