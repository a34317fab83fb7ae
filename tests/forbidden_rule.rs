//! Not every 401 is an expired token: under 401 Intune says too that a role is missing.

mod support;

use serde_json::{Value, json};
use support::arguments::{LIMITS, call_within};
use support::canned::{CLAIMS, Canned, challenged, status};
use support::report::Failure;
use support::script::{Script, Step, play};

/// With a token function, so that a challenge that should win is answered with the same reply.
fn failure(replies: Vec<Canned>) -> Failure {
    let alone = play(Script::replying(replies), &call_within(LIMITS)).expect("the call ends");
    alone.settled.expect_err("no success was scripted")
}

/// Intune's `ErrorCode` two layers down.
fn double(code: &str) -> String {
    let layer = json!({"_version": 3, "Message": "An error has occurred"}).to_string();
    let middle = json!({"ErrorCode": code, "Message": layer, "Target": null});
    json!({"error": {"code": "UnknownError", "message": middle.to_string()}}).to_string()
}

fn plain(code: Value) -> String {
    json!({"error": {"code": code, "message": "No."}}).to_string()
}

#[test]
fn intunes_forbidden_under_401() {
    let found = failure(vec![status(401).body(&double("Forbidden"))]);
    assert_eq!((found.code, found.outcome), ("forbidden", "rejected"));
    assert_eq!((found.status, found.attempts), (Some(401), 1));
    assert_eq!(found.graph_code.as_deref(), Some("Forbidden"));
    assert_eq!(
        found.graph_message.as_deref(),
        Some("An error has occurred")
    );
    // The remedy is a role; signing in again would change nothing.
    assert!(found.message.contains("role"), "{}", found.message);
    assert!(
        !found.message.contains("403"),
        "the status is 401: {}",
        found.message
    );
}

#[test]
fn other_codes_under_401_change_nothing() {
    for body in [
        double("Unauthorized"),
        double(""),
        double("ForbiddenX"),
        plain(json!("InvalidAuthenticationToken")),
        plain(json!("")),
        plain(json!(null)),
        plain(json!(["Forbidden"])),
        json!({"error": {"message": "Forbidden"}}).to_string(),
        json!({"code": "Forbidden"}).to_string(),
        "Forbidden".to_owned(),
        String::new(),
    ] {
        let found = failure(vec![status(401).body(&body)]);
        assert_eq!(
            (found.code, found.outcome),
            ("unauthenticated", "rejected"),
            "{body}"
        );
        assert_eq!(found.status, Some(401), "{body}");
    }
}

/// A 503 that says so would otherwise pass for a refusal, and the request may have been acted on.
#[test]
fn under_every_other_status_the_status_decides() {
    for number in (100..600).filter(|number| ![204, 401, 429].contains(number)) {
        let bare = failure(vec![status(number)]);
        for body in [double("Forbidden"), plain(json!("Forbidden"))] {
            let found = failure(vec![status(number).body(&body)]);
            let expected = (bare.code, bare.outcome, bare.status);
            assert_eq!(
                (found.code, found.outcome, found.status),
                expected,
                "{number}"
            );
            assert_eq!(found.graph_code.as_deref(), Some("Forbidden"), "{number}");
        }
    }
}

/// The header says what would help; the body is the same for several reasons.
#[test]
fn a_claims_challenge_beats_the_body() {
    let reply = || challenged().body(&double("Forbidden"));
    let found = failure(vec![reply(), reply()]);
    assert_eq!((found.code, found.outcome), ("claimsChallenge", "rejected"));
    assert_eq!((found.status, found.attempts), (Some(401), 2));
    assert_eq!(found.claims.as_deref(), Some(CLAIMS));
    assert_eq!(found.graph_code.as_deref(), Some("Forbidden"));
}

/// A body that does not come leaves the code that the status has.
#[test]
fn without_the_body_a_401_is_a_401() {
    for body in [Step::Never, Step::After(1_001, double("Forbidden"))] {
        let found = failure(vec![status(401).body_step(body)]);
        assert_eq!((found.code, found.outcome), ("unauthenticated", "rejected"));
    }
    let in_time = Step::After(999, double("Forbidden"));
    assert_eq!(
        failure(vec![status(401).body_step(in_time)]).code,
        "forbidden"
    );
}
