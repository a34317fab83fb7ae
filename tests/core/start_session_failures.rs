//! Failures during `startSession`. Before Graph has accepted the request, the request fails. After
//! that there is no failure. The rule is in `src/session/follow.rs` and `src/session/poll.rs`.

use super::support::devices::{NEW_LINK, device_reply, link, plain_device_reply};
use super::support::replies::{ScriptedReply, challenge, status};
use super::support::script::{Script, Scripted, ScriptedAttempt, at_once};
use super::support::sessions::{SessionRun, run_start, start_spec_within};
use crate::reply::reply::ReplyStatus;

type One = fn() -> ScriptedAttempt;
type Several = fn() -> Vec<ScriptedAttempt>;

/// A `startSession` with these replies, and after them one reply again and again.
fn run_with(first: Vec<ScriptedAttempt>, then: One) -> SessionRun {
    let replies = first.into_iter().chain((0..60).map(|_| then())).collect();
    let script = Script {
        replies,
        ..Script::default()
    };
    run_start(script, &start_spec_within(20_000, 1_000))
}

const READY: &str = "ready: ready https://go.example/s/2";

#[test]
fn the_request_is_sent_even_if_the_device_cannot_be_read_before() {
    let rows: [(&str, Several); 17] = [
        ("network", || {
            vec![
                Scripted::After(0, None),
                Scripted::After(0, None),
                Scripted::After(0, None),
            ]
        }),
        ("timeout", || vec![Scripted::Never]),
        ("badRequest", || vec![at_once(status(400))]),
        ("unauthenticated", || vec![at_once(status(401))]),
        ("claimsChallenge", || {
            vec![at_once(challenge()), at_once(challenge())]
        }),
        ("forbidden", || vec![at_once(status(403))]),
        ("notFound", || vec![at_once(status(404))]),
        ("conflict", || vec![at_once(status(409))]),
        ("refused", || vec![at_once(status(418))]),
        ("throttled", || {
            vec![
                at_once(status(429)),
                at_once(status(429)),
                at_once(status(429)),
            ]
        }),
        ("serverError", || {
            vec![
                at_once(status(500)),
                at_once(status(502)),
                at_once(status(504)),
            ]
        }),
        ("unavailable", || {
            vec![
                at_once(status(503)),
                at_once(status(503)),
                at_once(status(503)),
            ]
        }),
        ("redirected", || {
            vec![at_once(ScriptedReply::of(ReplyStatus::OpaqueRedirect))]
        }),
        ("unexpectedResponse", || {
            vec![at_once(ScriptedReply::of(ReplyStatus::NotAResponse))]
        }),
        ("unexpectedResponse", || vec![at_once(status(204))]),
        ("unexpectedResponse", || {
            vec![at_once(status(200).body("<html>"))]
        }),
        ("timeout", || {
            vec![at_once(status(200).scripted_body(Scripted::Never))]
        }),
    ];
    for (problem, replies) in rows {
        let mut replies = replies();
        replies.extend([at_once(status(204)), at_once(plain_device_reply())]);
        let run = run_with(replies, || at_once(device_reply(&link(NEW_LINK))));
        assert_eq!(run.line(), READY, "{problem}");
        assert_eq!(run.posts(), 1, "{problem}");
        assert_eq!(run.phases()[1], format!("requesting {problem}"));
        assert!(!run.result.expect("a session").is_compared);
    }
}

#[test]
fn the_request_fails_as_request_remote_assistance_does() {
    let rows: [(&str, usize, Several); 19] = [
        ("badRequest rejected", 1, || vec![at_once(status(400))]),
        ("unauthenticated rejected", 1, || vec![at_once(status(401))]),
        ("claimsChallenge rejected", 2, || {
            vec![at_once(challenge()), at_once(challenge())]
        }),
        ("forbidden rejected", 1, || vec![at_once(status(403))]),
        ("notFound rejected", 1, || vec![at_once(status(404))]),
        ("conflict rejected", 1, || vec![at_once(status(409))]),
        ("refused rejected", 1, || vec![at_once(status(423))]),
        ("throttled rejected", 3, || {
            vec![
                at_once(status(429)),
                at_once(status(429)),
                at_once(status(429)),
            ]
        }),
        ("throttled rejected", 1, || {
            vec![at_once(status(429).retry_after("31"))]
        }),
        ("serverError unknown", 1, || vec![at_once(status(408))]),
        ("serverError unknown", 1, || vec![at_once(status(500))]),
        ("serverError unknown", 1, || vec![at_once(status(502))]),
        ("unavailable unknown", 1, || {
            vec![at_once(status(503).retry_after("1"))]
        }),
        ("serverError unknown", 1, || vec![at_once(status(504))]),
        ("unexpectedResponse unknown", 1, || {
            vec![at_once(plain_device_reply())]
        }),
        ("unexpectedResponse unknown", 1, || {
            vec![at_once(status(202))]
        }),
        ("redirected unknown", 1, || {
            vec![at_once(ScriptedReply::of(ReplyStatus::OpaqueRedirect))]
        }),
        ("network unknown", 1, || vec![Scripted::After(0, None)]),
        ("timeout unknown", 1, || vec![Scripted::Never]),
    ];
    for (expected, posts, replies) in rows {
        let mut all = vec![at_once(plain_device_reply())];
        all.extend(replies());
        let run = run_with(all, || at_once(device_reply(&link(NEW_LINK))));
        assert_eq!(run.line(), expected);
        assert_eq!(run.posts(), posts, "{expected}");
        let failure = run.result.expect_err("a failure");
        assert_eq!(
            failure.attempts as usize, posts,
            "{expected}: only those of the request"
        );
    }
}

#[test]
fn a_session_is_awaited_after_a_request_that_was_sent_again() {
    let rows: [Several; 3] = [
        || vec![at_once(status(429))],
        || vec![at_once(status(429).retry_after("3"))],
        || vec![at_once(challenge())],
    ];
    for replies in rows {
        let mut all = vec![at_once(plain_device_reply())];
        all.extend(replies());
        all.push(at_once(status(204)));
        let run = run_with(all, || at_once(device_reply(&link(NEW_LINK))));
        assert_eq!(run.line(), READY);
        assert_eq!(run.posts(), 2);
        let receipt = run.result.expect("a session").receipt;
        assert_eq!(receipt.map(|receipt| receipt.attempts), Some(2));
    }
}

/// Every failure of a read, as it ends the wait if it comes three times in a row.
const FAILURES: [(&str, One); 17] = [
    ("serverError", || at_once(status(500))),
    ("serverError", || at_once(status(408))),
    ("serverError", || at_once(status(502))),
    ("unavailable", || at_once(status(503))),
    ("network", || Scripted::After(0, None)),
    ("timeout", || Scripted::Never),
    ("unexpectedResponse", || at_once(status(200).body("<html>"))),
    ("unexpectedResponse", || {
        at_once(status(200).body(r#"{"id":"another"}"#))
    }),
    ("badRequest", || at_once(status(400))),
    ("unauthenticated", || at_once(status(401))),
    ("forbidden", || at_once(status(403))),
    ("notFound", || at_once(status(404))),
    ("conflict", || at_once(status(409))),
    ("refused", || at_once(status(410))),
    ("claimsChallenge", || at_once(challenge())),
    ("redirected", || at_once(status(302))),
    ("redirected", || {
        at_once(ScriptedReply::of(ReplyStatus::OpaqueRedirect))
    }),
];

#[test]
fn the_wait_ends_with_the_third_read_in_a_row_that_fails() {
    for (code, reply) in FAILURES {
        let run = run_with(
            vec![at_once(plain_device_reply()), at_once(status(204))],
            reply,
        );
        assert_eq!(run.line(), format!("unreadable: pending ({code})"));
        assert_eq!(run.posts(), 1, "{code}");
        let waiting = format!("waiting {code}");
        assert_eq!(run.phases()[3..], [waiting.as_str(), &waiting], "{code}");
        let message = run.result.expect("an ending").message;
        assert!(
            message.starts_with("Graph accepted the request"),
            "{message}"
        );
    }
}

#[test]
fn a_failure_that_passes_leaves_no_trace() {
    for (code, reply) in FAILURES {
        // A retry of the read may get the reply that is meant for the next read.
        let first = vec![at_once(plain_device_reply()), at_once(status(204)), reply()];
        let run = run_with(first, || at_once(device_reply(&link(NEW_LINK))));
        assert_eq!(run.line(), READY, "{code}");
        assert_eq!(run.posts(), 1, "{code}");
    }
}

/// A read that is held back has not failed. A pause of an hour does not end the wait.
#[test]
fn the_wait_goes_on_while_the_gate_is_closed() {
    let first = vec![
        at_once(plain_device_reply()),
        at_once(status(204)),
        at_once(status(429).retry_after("3600")),
    ];
    let run = run_with(first, || at_once(device_reply(&link(NEW_LINK))));
    assert_eq!(run.line(), "timeout: pending");
    assert_eq!(run.sent.len(), 3);
    for phase in &run.phases()[3..] {
        assert_eq!(*phase, "waiting throttled");
    }
}

#[test]
fn a_throttled_read_waits_as_graph_states() {
    let first = vec![
        at_once(plain_device_reply()),
        at_once(status(204)),
        at_once(status(429).retry_after("5")),
    ];
    let run = run_with(first, || at_once(device_reply(&link(NEW_LINK))));
    assert_eq!(run.line(), READY);
    assert_eq!(run.waits, [5_000]);
    assert_eq!(run.attempts(), ["0 GET", "0 POST", "2000 GET", "7000 GET"]);
}
