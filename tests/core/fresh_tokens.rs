//! A 401 without claims: the token function is asked once for a token that does not come from a cache,
//! and the request is sent once more. The rule is in `src/request/attempts.rs`.

use serde_json::json;

use super::support::devices::{NEW_LINK, device_reply, link, plain_device_reply};
use super::support::replies::{ScriptedReply, challenge, status};
use super::support::run::{Finished, code, run_alone};
use super::support::script::{
    Script, Scripted, ScriptedToken, interaction_required, token_after, token_fails_after,
};
use super::support::sessions::{run_start, start_spec};
use super::support::specs::{LIMITS, request_within, with_fixed_token};

fn run(
    tokens: impl IntoIterator<Item = ScriptedToken>,
    replies: impl IntoIterator<Item = ScriptedReply>,
) -> Finished {
    let script = Script {
        tokens: tokens.into_iter().collect(),
        ..Script::replying(replies)
    };
    run_alone(script, &request_within(LIMITS))
}

fn tokens(names: &[&str]) -> Vec<ScriptedToken> {
    names.iter().map(|name| token_after(0, name)).collect()
}

fn authorizations(finished: &Finished) -> Vec<&str> {
    let sent = finished.sent.iter();
    sent.map(|sent| sent.authorization.as_str()).collect()
}

#[test]
fn a_refused_token_is_refreshed_once() {
    let finished = run(tokens(&["stale", "fresh"]), [status(401), status(204)]);
    assert_eq!(code(&finished.result), "receipt");
    assert_eq!(authorizations(&finished), ["Bearer stale", "Bearer fresh"]);
    assert!(
        finished
            .events
            .contains(&"0: fresh token requested".to_owned())
    );
    assert!(finished.waits.is_empty(), "it is no retry");
}

#[test]
fn a_second_401_ends_the_call() {
    let finished = run(
        tokens(&["a", "b", "c"]),
        [status(401), status(401), status(204)],
    );
    let failure = finished.result.as_ref().expect_err("a failure");
    assert_eq!(
        (failure.code, failure.outcome),
        ("unauthenticated", "rejected")
    );
    assert_eq!(failure.attempts, 2);
    assert_eq!(authorizations(&finished), ["Bearer a", "Bearer b"]);
}

/// The same token would be refused again.
#[test]
fn the_same_token_is_not_sent_again() {
    let finished = run(tokens(&["same", "same"]), [status(401), status(204)]);
    assert_eq!(code(&finished.result), "unauthenticated");
    assert_eq!(finished.sent.len(), 1);
}

#[test]
fn a_fixed_token_is_not_refreshed() {
    let script = Script::replying([status(401), status(204)]);
    let finished = run_alone(
        script,
        &with_fixed_token(request_within(LIMITS), "fixed-token"),
    );
    assert_eq!(code(&finished.result), "unauthenticated");
    assert_eq!(finished.sent.len(), 1);
}

/// A missing role is no matter of the token.
#[test]
fn forbidden_in_the_body_of_a_401_is_final() {
    let body = json!({ "error": { "code": "Forbidden" } }).to_string();
    let finished = run(tokens(&["a", "b"]), [status(401).body(&body), status(204)]);
    assert_eq!(code(&finished.result), "forbidden");
    assert_eq!(finished.sent.len(), 1);
}

/// The user must sign in, so the error is that of the token function. Graph has refused the request.
#[test]
fn a_refresh_that_fails_is_a_failure_of_the_token_function() {
    for failure in [token_fails_after(0), interaction_required()] {
        let finished = run([token_after(0, "a"), failure], [status(401), status(204)]);
        let failure = finished.result.expect_err("a failure");
        assert_eq!(
            (failure.code, failure.outcome),
            ("tokenProviderFailed", "rejected")
        );
        assert_eq!((failure.attempts, failure.status), (1, Some(401)));
    }
}

/// All of these are refusals, so nothing is carried out twice.
#[test]
fn a_challenge_and_a_429_may_come_besides() {
    let replies = [
        status(401),
        challenge(),
        status(429).retry_after("1"),
        status(204),
    ];
    let finished = run(tokens(&["a", "b", "c", "d"]), replies);
    assert_eq!(code(&finished.result), "receipt");
    assert_eq!(finished.sent.len(), 4);
    let replies = [challenge(), status(401), status(401), status(204)];
    let finished = run(tokens(&["a", "b", "c", "d"]), replies);
    assert_eq!(code(&finished.result), "unauthenticated");
    assert_eq!(finished.sent.len(), 3);
}

/// `startSession` makes several requests. Only one of them may refresh the token.
#[test]
fn a_call_refreshes_the_token_once() {
    let unauthenticated = || status(401);
    let script = Script {
        tokens: tokens(&["a", "b", "c", "d", "e"]),
        ..Script::replying([
            unauthenticated(),
            plain_device_reply(),
            status(204),
            unauthenticated(),
            device_reply(&link(NEW_LINK)),
        ])
    };
    let run = run_start(script, &start_spec());
    assert_eq!(run.line(), "ready: ready https://go.example/s/2");
    let fresh = run
        .events
        .iter()
        .filter(|event| event.ends_with("fresh token requested"));
    assert_eq!(fresh.count(), 1);
    assert_eq!(run.phases()[3], "waiting unauthenticated");
}

#[test]
fn a_refresh_that_hangs_ends_as_timeout() {
    let hangs = [token_after(0, "a"), Scripted::Never];
    let failure = run(hangs, [status(401)]).result.expect_err("a failure");
    assert_eq!((failure.code, failure.outcome), ("timeout", "rejected"));
}
