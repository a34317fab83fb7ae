//! `timeoutMs` limits each wait by itself, to the millisecond, and is never followed by another
//! attempt. The rule is in `src/request/attempts.rs` and `src/platform.rs`.

use super::support::arguments::{number, object, spec_with_options};
use super::support::replies::status;
use super::support::run::{Finished, run_alone};
use super::support::script::{Script, Scripted, at_once, token_after, token_fails_after};
use crate::arguments::call_spec::CallSpec;

const TIMEOUT_MS: u64 = 1_000;

fn request_with_timeout(timeout_ms: u32) -> Box<CallSpec> {
    let options = object([("timeoutMs", number(timeout_ms))]);
    spec_with_options(options).expect("valid arguments")
}

fn run(script: Script) -> Finished {
    run_alone(script, &request_with_timeout(1_000))
}

#[test]
fn a_token_function_that_never_answers_times_out() {
    let finished = run(Script {
        tokens: vec![Scripted::Never],
        ..Script::default()
    });
    let failure = finished.result.expect_err("a timeout");
    assert_eq!((failure.code, failure.outcome), ("timeout", "notSent"));
    assert_eq!((failure.attempts, failure.status), (0, None));
    assert!(failure.message.contains("token"), "{}", failure.message);
    assert_eq!(finished.at_ms, TIMEOUT_MS);
    assert_eq!(
        finished.events,
        ["0: token requested", "1000: token request dropped"]
    );
}

/// Dropping the attempt aborts the `fetch`.
#[test]
fn a_reply_that_never_comes_times_out() {
    let finished = run(Script {
        replies: vec![Scripted::Never],
        ..Script::default()
    });
    let failure = finished.result.expect_err("a timeout");
    assert_eq!((failure.code, failure.outcome), ("timeout", "unknown"));
    assert_eq!((failure.attempts, failure.status), (1, None));
    assert!(failure.message.contains("reply"), "{}", failure.message);
    assert_eq!(finished.at_ms, TIMEOUT_MS);
    assert_eq!(
        finished.events,
        [
            "0: token requested",
            "0: sent Bearer token-1",
            "1000: fetch aborted"
        ]
    );
}

/// A slow sign-in does not shorten the time for the attempt.
#[test]
fn each_wait_has_the_whole_time() {
    let finished = run(Script {
        tokens: vec![token_after(999, "late-token")],
        replies: vec![Scripted::After(999, Some(status(204)))],
        ..Script::default()
    });
    assert!(finished.result.is_ok(), "{:?}", finished.result);
    assert_eq!(finished.at_ms, 1_998);
}

#[test]
fn the_limit_is_exact() {
    // A value at the instant of the limit counts.
    for (after_ms, arrives) in [(999, true), (1_000, true), (1_001, false)] {
        let finished = run(Script {
            tokens: vec![token_after(after_ms, "t")],
            replies: vec![at_once(status(204))],
            ..Script::default()
        });
        assert_eq!(finished.result.is_ok(), arrives, "token after {after_ms}");
        assert_eq!(finished.at_ms, after_ms.min(TIMEOUT_MS));

        let finished = run(Script {
            replies: vec![Scripted::After(after_ms, Some(status(204)))],
            ..Script::default()
        });
        assert_eq!(finished.result.is_ok(), arrives, "reply after {after_ms}");
        assert_eq!(finished.at_ms, after_ms.min(TIMEOUT_MS));
    }
}

#[test]
fn the_timeout_of_the_options_is_used() {
    for timeout_ms in [1_u32, 30_000, 600_000] {
        let spec = request_with_timeout(timeout_ms);
        for (tokens, replies) in [
            (vec![Scripted::Never], vec![]),
            (vec![], vec![Scripted::Never]),
        ] {
            let script = Script {
                tokens,
                replies,
                ..Script::default()
            };
            let finished = run_alone(script, &spec);
            assert_eq!(finished.at_ms, u64::from(timeout_ms));
        }
    }
}

/// Graph may have carried out the request, whatever a late reply says.
#[test]
fn a_late_reply_is_not_awaited_and_not_followed_by_another_attempt() {
    for late in [Some(status(204)), Some(status(429)), None] {
        let finished = run(Script {
            replies: vec![Scripted::After(5_000, late)],
            ..Script::default()
        });
        let failure = finished.result.expect_err("a timeout");
        assert_eq!((failure.code, failure.status), ("timeout", None));
        assert_eq!(finished.sent.len(), 1);
    }
}

#[test]
fn a_token_function_that_throws_in_time_does_not_time_out() {
    let finished = run(Script {
        tokens: vec![token_fails_after(999)],
        ..Script::default()
    });
    let failure = finished.result.expect_err("no token");
    assert_eq!(failure.code, "tokenProviderFailed");
}
