//! A 401 does not always mean an expired token: Intune reports a missing role under 401, too. The
//! rule is in `src/request/attempts.rs` (`explain`) and `src/reply/graph_error.rs`.

use serde_json::{Value, json};

use super::support::challenge::CLAIMS;
use super::support::replies::{ScriptedReply, challenge, status};
use super::support::reports::ReportedFailure;
use super::support::run::run_alone;
use super::support::script::{Script, Scripted};
use super::support::specs::{LIMITS, request_within};

/// The call has a token function, so that a challenge is answered by a second attempt.
fn failure(replies: Vec<ScriptedReply>) -> Box<ReportedFailure> {
    let finished = run_alone(Script::replying(replies), &request_within(LIMITS));
    finished.result.expect_err("no success was scripted")
}

/// Graph's error with Intune's JSON in its message. Intune's `ErrorCode` is in the outer layer of it.
fn intune_error(code: &str) -> String {
    let layer = json!({"_version": 3, "Message": "An error has occurred"}).to_string();
    let middle = json!({"ErrorCode": code, "Message": layer, "Target": null});
    json!({"error": {"code": "UnknownError", "message": middle.to_string()}}).to_string()
}

fn graph_error(code: Value) -> String {
    json!({"error": {"code": code, "message": "No."}}).to_string()
}

#[test]
fn forbidden_of_intune_under_401_is_forbidden() {
    let found = failure(vec![status(401).body(&intune_error("Forbidden"))]);
    assert_eq!((found.code, found.outcome), ("forbidden", "rejected"));
    assert_eq!((found.status, found.attempts), (Some(401), 1));
    assert_eq!(found.graph_code.as_deref(), Some("Forbidden"));
    assert_eq!(
        found.graph_message.as_deref(),
        Some("An error has occurred")
    );
    // A role helps. A new sign-in would change nothing.
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
        intune_error("Unauthorized"),
        intune_error(""),
        intune_error("ForbiddenX"),
        graph_error(json!("InvalidAuthenticationToken")),
        graph_error(json!("")),
        graph_error(json!(null)),
        graph_error(json!(["Forbidden"])),
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

/// A request with a 503 may have been carried out, whatever its body says.
#[test]
fn under_every_other_status_the_status_decides() {
    for number in (100..600).filter(|number| ![204, 401, 429].contains(number)) {
        let bare = failure(vec![status(number)]);
        for body in [intune_error("Forbidden"), graph_error(json!("Forbidden"))] {
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

/// The header tells what would help. The body is the same for several reasons.
#[test]
fn a_claims_challenge_wins_over_the_body() {
    let reply = || challenge().body(&intune_error("Forbidden"));
    let found = failure(vec![reply(), reply()]);
    assert_eq!((found.code, found.outcome), ("claimsChallenge", "rejected"));
    assert_eq!((found.status, found.attempts), (Some(401), 2));
    assert_eq!(found.claims.as_deref(), Some(CLAIMS));
    assert_eq!(found.graph_code.as_deref(), Some("Forbidden"));
}

/// A body that is late changes nothing.
#[test]
fn without_the_body_a_401_is_unauthenticated() {
    for body in [
        Scripted::Never,
        Scripted::After(1_001, intune_error("Forbidden")),
    ] {
        let found = failure(vec![status(401).scripted_body(body)]);
        assert_eq!((found.code, found.outcome), ("unauthenticated", "rejected"));
    }
    let in_time = Scripted::After(999, intune_error("Forbidden"));
    assert_eq!(
        failure(vec![status(401).scripted_body(in_time)]).code,
        "forbidden"
    );
}
