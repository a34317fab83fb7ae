//! `timeoutMs` bounds each wait on its own, to the millisecond, and never sends again.

mod support;

use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::error::Error;
use intune_remote_assistance::value::Value;
use support::arguments::{call_with_options, object};
use support::canned::status;
use support::script::{Alone, Script, Step, play, token};

const TIMEOUT_MS: u64 = 1_000;

fn call() -> Call {
    let options = object([("timeoutMs", Value::Number(1_000.0))]);
    *call_with_options(options).expect("a good call")
}

fn played(script: Script) -> Alone {
    play(script, &call()).expect("the call ends")
}

#[test]
fn a_token_function_that_never_answers() {
    let alone = played(Script {
        tokens: vec![Step::Never],
        ..Script::default()
    });
    let failure = alone.settled.expect_err("a timeout");
    assert_eq!((failure.code, failure.outcome), ("timeout", "notSent"));
    assert_eq!((failure.attempts, failure.status), (0, None));
    assert!(failure.message.contains("token"), "{}", failure.message);
    assert_eq!(alone.at, TIMEOUT_MS);
    assert_eq!(
        alone.journal,
        ["0: token asked", "1000: token request dropped"]
    );
}

/// Dropping the send is what aborts the `fetch`.
#[test]
fn a_reply_that_never_comes() {
    let alone = played(Script {
        replies: vec![Step::Never],
        ..Script::default()
    });
    let failure = alone.settled.expect_err("a timeout");
    assert_eq!((failure.code, failure.outcome), ("timeout", "unknown"));
    assert_eq!((failure.attempts, failure.status), (1, None));
    assert!(failure.message.contains("reply"), "{}", failure.message);
    assert_eq!(alone.at, TIMEOUT_MS);
    assert_eq!(
        alone.journal,
        [
            "0: token asked",
            "0: sent Bearer token-1",
            "1000: send dropped"
        ]
    );
}

/// A sign-in that takes most of the time must not leave the request with the rest.
#[test]
fn each_wait_has_the_whole_time() {
    let alone = played(Script {
        tokens: vec![Step::After(999, Ok(token("late-token")))],
        replies: vec![Step::After(999, Some(status(204)))],
        ..Script::default()
    });
    assert!(alone.settled.is_ok(), "{:?}", alone.settled);
    assert_eq!(alone.at, 1_998);
}

#[test]
fn the_bound_is_exact() {
    // What comes at the very instant of the bound has come: a status is worth more than none.
    for (after, arrives) in [(999, true), (1_000, true), (1_001, false)] {
        let alone = played(Script {
            tokens: vec![Step::After(after, Ok(token("t")))],
            replies: vec![Step::After(0, Some(status(204)))],
            ..Script::default()
        });
        assert_eq!(alone.settled.is_ok(), arrives, "token after {after}");
        assert_eq!(alone.at, after.min(TIMEOUT_MS));

        let alone = played(Script {
            replies: vec![Step::After(after, Some(status(204)))],
            ..Script::default()
        });
        assert_eq!(alone.settled.is_ok(), arrives, "reply after {after}");
        assert_eq!(alone.at, after.min(TIMEOUT_MS));
    }
}

#[test]
fn the_timeout_of_the_options_is_the_one_that_counts() {
    for timeout_ms in [1_u32, 30_000, 600_000] {
        let options = object([("timeoutMs", Value::Number(timeout_ms.into()))]);
        let call = call_with_options(options).expect("a good call");
        for (tokens, replies) in [(vec![Step::Never], vec![]), (vec![], vec![Step::Never])] {
            let script = Script {
                tokens,
                replies,
                ..Script::default()
            };
            let alone = play(script, &call).expect("the call ends");
            assert_eq!(alone.at, u64::from(timeout_ms));
        }
    }
}

/// A reply of whatever kind after the bound is never looked at, and never asked for again.
#[test]
fn a_late_reply_is_not_waited_for_nor_sent_again() {
    for late in [Some(status(204)), Some(status(429)), None] {
        let alone = played(Script {
            replies: vec![Step::After(5_000, late)],
            ..Script::default()
        });
        let failure = alone.settled.expect_err("a timeout");
        assert_eq!((failure.code, failure.status), ("timeout", None));
        assert_eq!(alone.sent.len(), 1);
    }
}

#[test]
fn a_token_function_that_fails_in_time_is_no_timeout() {
    let alone = played(Script {
        tokens: vec![Step::After(999, Err(Error::TokenProviderThrew))],
        ..Script::default()
    });
    let failure = alone.settled.expect_err("no token");
    assert_eq!(failure.code, "tokenProviderFailed");
}
