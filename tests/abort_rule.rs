//! The caller's signal ends a call at once, wherever it is, and what may have been done is told.

mod support;

use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::error::Error;
use intune_remote_assistance::value::Value;
use support::arguments::call_with_token;
use support::canned::{Canned, status};
use support::script::{Alone, Script, Step, play, token};

fn call() -> Call {
    let call = call_with_token(Value::Function);
    *call.expect("a good call")
}

fn played(script: Script) -> Alone {
    play(script, &call()).expect("the call ends")
}

/// Aborted at 200, with the reply to a send at 0 coming after so long.
fn aborted_at_200(reply: Step<Option<Canned>>) -> Alone {
    played(Script {
        replies: vec![reply],
        abort_at: Some(200),
        ..Script::default()
    })
}

/// A portal that was left must not open a sign-in window.
#[test]
fn before_the_call_nothing_is_asked_or_sent() {
    let alone = played(Script {
        abort_at: Some(0),
        ..Script::default()
    });
    let failure = alone.settled.expect_err("an abort");
    assert_eq!((failure.code, failure.outcome), ("aborted", "notSent"));
    assert_eq!(failure.attempts, 0);
    assert_eq!(alone.journal, [""; 0]);
    assert_eq!(alone.at, 0);
}

#[test]
fn while_the_token_is_waited_for_nothing_is_sent() {
    for token_step in [Step::Never, Step::After(300, Ok(token("late")))] {
        let alone = played(Script {
            tokens: vec![token_step],
            abort_at: Some(200),
            ..Script::default()
        });
        let failure = alone.settled.expect_err("an abort");
        assert_eq!((failure.code, failure.outcome), ("aborted", "notSent"));
        assert_eq!(failure.attempts, 0);
        assert_eq!(alone.at, 200);
        assert_eq!(
            alone.journal,
            ["0: token asked", "200: token request dropped"]
        );
    }
}

/// Dropping the send is what aborts the `fetch`.
#[test]
fn while_the_request_is_in_flight_the_outcome_is_unknown() {
    for reply in [
        Step::Never,
        Step::After(201, Some(status(204))),
        Step::After(201, Some(status(403))),
        Step::After(201, None),
    ] {
        let alone = aborted_at_200(reply);
        let failure = alone.settled.expect_err("an abort");
        assert_eq!((failure.code, failure.outcome), ("aborted", "unknown"));
        assert_eq!((failure.attempts, failure.status), (1, None));
        assert_eq!(alone.at, 200);
        assert_eq!(
            alone.journal,
            [
                "0: token asked",
                "0: sent Bearer token-1",
                "200: send dropped"
            ]
        );
    }
}

#[test]
fn after_the_reply_it_is_too_late() {
    let alone = aborted_at_200(Step::After(199, Some(status(204))));
    assert!(alone.settled.is_ok());
    let alone = aborted_at_200(Step::After(199, Some(status(403))));
    let failure = alone.settled.expect_err("a refusal");
    assert_eq!(failure.code, "forbidden");
}

/// The signal wins, and a status that nobody has looked at proves nothing: never less than unknown.
#[test]
fn at_the_instant_of_the_reply_the_signal_wins() {
    for reply in [Some(status(204)), Some(status(403)), None] {
        let alone = aborted_at_200(Step::After(200, reply));
        let failure = alone.settled.expect_err("an abort");
        assert_eq!((failure.code, failure.outcome), ("aborted", "unknown"));
        assert_eq!((failure.attempts, failure.status), (1, None));
        assert_eq!(alone.journal.last().unwrap(), "200: send dropped");
    }
}

#[test]
fn at_the_instant_of_the_token_nothing_is_sent() {
    for given in [Ok(token("t")), Err(Error::TokenProviderThrew)] {
        let alone = played(Script {
            tokens: vec![Step::After(200, given)],
            abort_at: Some(200),
            ..Script::default()
        });
        let failure = alone.settled.expect_err("an abort");
        assert_eq!((failure.code, failure.outcome), ("aborted", "notSent"));
        assert_eq!(alone.sent, []);
    }
}

#[test]
fn at_the_instant_of_the_timeout_the_signal_wins() {
    let bound = u64::from(call().limits.timeout_ms);
    for (abort_at, code) in [(bound, "aborted"), (bound + 1, "timeout")] {
        let alone = played(Script {
            replies: vec![Step::Never],
            abort_at: Some(abort_at),
            ..Script::default()
        });
        let failure = alone.settled.expect_err("the call was ended");
        assert_eq!((failure.code, failure.outcome), (code, "unknown"));
        assert_eq!(alone.at, bound);
    }
}

/// A reason must be given even where an obstacle would have ended the call as well.
#[test]
fn before_the_call_the_signal_comes_before_an_obstacle() {
    let alone = played(Script {
        abort_at: Some(0),
        obstacle: Some(|| Error::Offline),
        ..Script::default()
    });
    assert_eq!(alone.settled.expect_err("an abort").code, "aborted");
}
