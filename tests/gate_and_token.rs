//! A gate that closes while a call waits for its token: nothing slips through, nothing is lost.

mod support;

use intune_remote_assistance::call::Limits;
use support::arguments::LIMITS;
use support::canned::{CLAIMS, challenged, status};
use support::script::{Alone, Script, Step, longest_ms, token};
use support::together::{Begun, call_for, together};

/// A call for that device that is in flight from 0 and is told to wait at that instant; it does not
/// send again.
fn told(device: &str, at: u64, retry_after: &str) -> Begun {
    let reply = status(429).told(retry_after);
    let limits = Limits {
        timeout_ms: 600_000,
        max_retries: 0,
        retry_budget_ms: 0,
    };
    Begun {
        at: 0,
        script: Script {
            replies: vec![Step::After(at, Some(reply))],
            ..Script::default()
        },
        call: call_for(device, None, limits),
    }
}

fn last(calls: Vec<Begun>) -> Alone {
    together(calls).pop().expect("a call")
}

/// The gate closes at 100 for 5 s, while the token is on its way.
#[test]
fn the_attempt_waits_until_the_gate_is_open() {
    for (token_ms, random, earliest) in [
        (100, 0.0, 5_100),
        (101, 0.0, 5_100),
        (500, 0.0, 5_100),
        (600, 0.5, 5_325),
        (999, 0.0, 5_100),
    ] {
        let slow = Begun {
            at: 0,
            script: Script {
                tokens: vec![Step::After(token_ms, Ok(token("slow")))],
                random: vec![random],
                ..Script::replying([status(204)])
            },
            call: call_for("b", None, LIMITS),
        };
        let alone = last(vec![told("a", 100, "5"), slow]);
        let row = format!("token after {token_ms}: {:?}", alone.journal);
        assert_eq!(alone.code(), "receipt", "{row}");
        assert_eq!(alone.sent_at(), [earliest], "{row}");
    }
}

#[test]
fn the_wait_comes_out_of_the_budget() {
    for (retry_budget_ms, is_sent) in [(4_600, true), (4_599, false), (0, false)] {
        let limits = Limits {
            retry_budget_ms,
            ..LIMITS
        };
        let slow = Begun {
            at: 0,
            script: Script {
                tokens: vec![Step::After(500, Ok(token("slow")))],
                ..Script::replying([status(204)])
            },
            call: call_for("b", None, limits),
        };
        let alone = last(vec![told("a", 100, "5"), slow]);
        assert_eq!(alone.sent.len(), usize::from(is_sent), "{retry_budget_ms}");
        let Err(failure) = alone.settled else {
            continue;
        };
        assert_eq!((failure.code, failure.outcome), ("throttled", "notSent"));
        assert_eq!(failure.retry_after_ms, Some(4_600.0), "{retry_budget_ms}");
        assert_eq!(alone.at, 500, "{retry_budget_ms}: at once");
    }
}

/// A challenge is answered with a token for its claims, whatever comes in between: another token
/// would be challenged again, and the second challenge ends the call.
#[test]
fn the_claims_of_a_challenge_are_not_lost() {
    let answering = Begun {
        at: 0,
        script: Script {
            tokens: vec![
                Step::After(0, Ok(token("stale"))),
                Step::After(500, Ok(token("for-the-claims"))),
                Step::After(0, Ok(token("asked-for-anew"))),
            ],
            ..Script::replying([challenged(), status(204)])
        },
        call: call_for("b", None, LIMITS),
    };
    let alone = last(vec![told("a", 100, "5"), answering]);
    assert_eq!(alone.code(), "receipt", "{:?}", alone.journal);
    assert_eq!(alone.sent_at(), [0, 5_100], "{:?}", alone.journal);
    // Either it was kept, or the new one was asked for with the same claims.
    let asked = alone
        .journal
        .iter()
        .filter(|line| line.contains("token asked"));
    let for_claims = asked.map(|line| line.ends_with(CLAIMS));
    let names = ["stale", "for-the-claims", "asked-for-anew"];
    let good: Vec<String> = for_claims
        .zip(names)
        .filter(|(is_for_claims, _)| *is_for_claims)
        .map(|(_, name)| ["Bearer ", name].concat())
        .collect();
    let used = &alone.sent[1].authorization;
    assert!(
        good.contains(used),
        "{used} was not asked for with the claims"
    );
}

/// The face takes a call that has not settled by then for a module that failed, and ends every
/// call of the page.
#[test]
fn a_gate_that_closes_again_and_again_does_not_outlast_the_longest_call() {
    let limits = Limits {
        retry_budget_ms: 2_000,
        ..LIMITS
    };
    // Each token takes the whole of its time, and each comes in the middle of a closed gate.
    let slow = || Step::After(1_000, Ok(token("slow")));
    let patient = Begun {
        at: 0,
        script: Script {
            tokens: (0..50).map(|_| slow()).collect(),
            ..Script::replying([status(204)])
        },
        call: call_for("patient", None, limits),
    };
    let closing = |number: u64| told(&format!("d-{number}"), 950 + 1_050 * number, "0.1");
    let calls = (0..30).map(closing).chain([patient]);
    let alone = last(calls.collect());
    let bound = longest_ms(&limits);
    assert!(
        alone.at <= bound,
        "{} of {bound}: {:?}",
        alone.at,
        alone.journal
    );
}
