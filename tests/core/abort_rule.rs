//! The portal's signal ends a call at once, and the failure tells what may have been done. The rule
//! is in `src/request/attempts.rs` and `src/platform.rs`.

use super::support::replies::{ScriptedReply, status};
use super::support::run::{Finished, run_alone};
use super::support::script::{Script, Scripted, token_after, token_fails_after};
use super::support::specs::request_with_defaults;
use crate::error::Error;

fn run(script: Script) -> Finished {
    run_alone(script, &request_with_defaults())
}

/// The signal fires at 200. The attempt is sent at 0.
fn aborted_at_200(reply: Scripted<Option<ScriptedReply>>) -> Finished {
    run(Script {
        replies: vec![reply],
        abort_at_ms: Some(200),
        ..Script::default()
    })
}

/// The token function may open a sign-in window, and the user has left the portal.
#[test]
fn a_signal_before_the_call_requests_no_token_and_sends_nothing() {
    let finished = run(Script {
        abort_at_ms: Some(0),
        ..Script::default()
    });
    let failure = finished.result.expect_err("an abort");
    assert_eq!((failure.code, failure.outcome), ("aborted", "notSent"));
    assert_eq!(failure.attempts, 0);
    assert_eq!(finished.events, [""; 0]);
    assert_eq!(finished.at_ms, 0);
}

#[test]
fn a_signal_while_the_token_is_awaited_sends_nothing() {
    for given in [Scripted::Never, token_after(300, "late")] {
        let finished = run(Script {
            tokens: vec![given],
            abort_at_ms: Some(200),
            ..Script::default()
        });
        let failure = finished.result.expect_err("an abort");
        assert_eq!((failure.code, failure.outcome), ("aborted", "notSent"));
        assert_eq!(failure.attempts, 0);
        assert_eq!(finished.at_ms, 200);
        assert_eq!(
            finished.events,
            ["0: token requested", "200: token request dropped"]
        );
    }
}

/// Dropping the attempt aborts the `fetch`.
#[test]
fn a_signal_while_the_attempt_is_in_flight_leaves_the_outcome_unknown() {
    for reply in [
        Scripted::Never,
        Scripted::After(201, Some(status(204))),
        Scripted::After(201, Some(status(403))),
        Scripted::After(201, None),
    ] {
        let finished = aborted_at_200(reply);
        let failure = finished.result.expect_err("an abort");
        assert_eq!((failure.code, failure.outcome), ("aborted", "unknown"));
        assert_eq!((failure.attempts, failure.status), (1, None));
        assert_eq!(finished.at_ms, 200);
        assert_eq!(
            finished.events,
            [
                "0: token requested",
                "0: sent Bearer token-1",
                "200: fetch aborted"
            ]
        );
    }
}

#[test]
fn a_signal_after_the_reply_changes_nothing() {
    let finished = aborted_at_200(Scripted::After(199, Some(status(204))));
    assert!(finished.result.is_ok());
    let finished = aborted_at_200(Scripted::After(199, Some(status(403))));
    let failure = finished.result.expect_err("a refusal");
    assert_eq!(failure.code, "forbidden");
}

/// The module has not read the status, so that the status proves nothing.
#[test]
fn a_signal_at_the_instant_of_the_reply_wins() {
    for reply in [Some(status(204)), Some(status(403)), None] {
        let finished = aborted_at_200(Scripted::After(200, reply));
        let failure = finished.result.expect_err("an abort");
        assert_eq!((failure.code, failure.outcome), ("aborted", "unknown"));
        assert_eq!((failure.attempts, failure.status), (1, None));
        assert_eq!(finished.events.last().unwrap(), "200: fetch aborted");
    }
}

#[test]
fn a_signal_at_the_instant_of_the_token_sends_nothing() {
    for given in [token_after(200, "t"), token_fails_after(200)] {
        let finished = run(Script {
            tokens: vec![given],
            abort_at_ms: Some(200),
            ..Script::default()
        });
        let failure = finished.result.expect_err("an abort");
        assert_eq!((failure.code, failure.outcome), ("aborted", "notSent"));
        assert_eq!(finished.sent, []);
    }
}

#[test]
fn a_signal_at_the_instant_of_the_timeout_wins() {
    let timeout_ms = u64::from(request_with_defaults().options.limits.timeout_ms);
    for (abort_at_ms, code) in [(timeout_ms, "aborted"), (timeout_ms + 1, "timeout")] {
        let finished = run(Script {
            replies: vec![Scripted::Never],
            abort_at_ms: Some(abort_at_ms),
            ..Script::default()
        });
        let failure = finished.result.expect_err("the call was ended");
        assert_eq!((failure.code, failure.outcome), (code, "unknown"));
        assert_eq!(finished.at_ms, timeout_ms);
    }
}

/// The portal learns that its own signal ended the call.
#[test]
fn a_signal_before_the_call_wins_over_a_browser_that_is_offline() {
    let finished = run(Script {
        abort_at_ms: Some(0),
        blocked_by: Some(|| Error::Offline),
        ..Script::default()
    });
    assert_eq!(finished.result.expect_err("an abort").code, "aborted");
}
