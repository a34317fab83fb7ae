//! `startSession` reads the device, sends the request, and reads the device again until there is a
//! session or the time is up. The rule is in `src/session/follow.rs` and `src/session/poll.rs`.

use serde_json::{Value, json};

use super::support::arguments::{TOKEN, object, text};
use super::support::challenge::CLAIMS;
use super::support::devices::{
    NEW_LINK, action, device, device_reply, error_details, link, plain_device_reply,
};
use super::support::platform::{ReportedProgress, SentRequest};
use super::support::replies::{challenge, status};
use super::support::script::{START_MS, Script};
use super::support::sessions::{
    run_start, session_replies, start_spec, start_spec_for, start_spec_with,
};
use super::support::specs::with_fixed_token;
use crate::arguments::host_value::HostObject;
use crate::arguments::scope::Scope;

const READY: &str = "ready: ready https://go.example/s/2";

#[test]
fn the_device_is_read_before_the_request_and_after_it() {
    let ready = run_start(
        session_replies(
            100,
            vec![plain_device_reply(), device_reply(&link(NEW_LINK))],
        ),
        &start_spec(),
    );
    assert_eq!(ready.line(), READY);
    assert_eq!(
        ready.attempts(),
        ["0 GET", "100 POST", "2200 GET", "5300 GET"]
    );
    assert_eq!(
        ready.phases(),
        ["checking", "requesting", "accepted", "waiting"]
    );
    assert_eq!(ready.token_requests, 4, "one for each attempt");
    assert_eq!(
        ready.waits, [0; 0],
        "a pause between two reads is not announced"
    );
    assert_eq!(ready.at_ms, 5_400);
    let started = ready.result.expect("a session");
    assert!(started.is_compared);
    let receipt = started.receipt.as_ref().expect("a receipt");
    assert_eq!(receipt.attempts, 1, "only those of the request");
    assert_eq!(started.error_code(), None);
}

#[test]
fn on_progress_is_told_every_step() {
    let run = run_start(
        session_replies(
            100,
            vec![
                plain_device_reply(),
                plain_device_reply(),
                device_reply(&link(NEW_LINK)),
            ],
        ),
        &start_spec(),
    );
    let told: Vec<(u64, u32, f64, f64)> = run
        .progress
        .iter()
        .map(|ReportedProgress { at_ms, progress }| {
            let times = (progress.elapsed_ms, progress.requested_at_ms);
            (*at_ms, progress.reads, times.0, times.1)
        })
        .collect();
    let requested_at_ms = START_MS + 100.0;
    let expected = [
        (0, 0, 0.0, 0.0),
        (100, 0, 100.0, requested_at_ms),
        (200, 0, 200.0, requested_at_ms),
        (2_300, 1, 2_300.0, requested_at_ms),
        (5_400, 2, 5_400.0, requested_at_ms),
    ];
    assert_eq!(told, expected);
}

#[test]
fn on_progress_is_told_the_device_before_the_request() {
    let before = json!({ "deviceName": "LAPTOP-07" });
    let replies = [
        device_reply(&before),
        status(204),
        plain_device_reply(),
        device_reply(&link(NEW_LINK)),
    ];
    let run = run_start(Script::replying(replies), &start_spec());
    let told = run
        .progress
        .into_iter()
        .map(|reported| reported.progress.before);
    let told: Vec<Option<Value>> = told.map(|before| before.map(|before| before.0)).collect();
    let before = Some(device(&before));
    assert_eq!(told, [None, before.clone(), before.clone(), before]);
}

#[test]
fn the_device_is_read_on_one_route_whatever_the_scope() {
    for (scope, request) in [
        (Scope::Users, "/users/plain-id/managedDevices/"),
        (Scope::DeviceManagement, "/deviceManagement/managedDevices/"),
        (
            Scope::DetectedApps,
            "/deviceManagement/detectedApps/plain-id/managedDevices/",
        ),
    ] {
        let spec = start_spec_for(scope, HostObject::Undefined);
        let script = session_replies(0, vec![device_reply(&link(NEW_LINK))]);
        let run = run_start(script, &spec);
        let read = "https://graph.microsoft.com/v1.0/deviceManagement/managedDevices/";
        for sent in &run.sent {
            match sent.method {
                "GET" => assert!(sent.url.starts_with(read), "{}", sent.url),
                _ => assert!(sent.url.contains(request), "{}", sent.url),
            }
            assert_eq!(
                sent.url.ends_with("/requestRemoteAssistance"),
                sent.method == "POST"
            );
        }
    }
}

#[test]
fn every_attempt_has_the_client_request_id_of_the_portal() {
    let id = "5c9d2f1e-4a7b-4c3d-8e6f-0a1b2c3d4e5f";
    let spec = start_spec_with(object([("clientRequestId", text(id))]));
    let run = run_start(
        session_replies(0, vec![device_reply(&link(NEW_LINK))]),
        &spec,
    );
    assert_eq!(run.sent.len(), 3);
    let has_id = |sent: &SentRequest| sent.client_request_id.as_deref() == Some(id);
    assert!(run.sent.iter().all(has_id));
}

#[test]
fn a_fixed_token_is_used_for_every_attempt() {
    let script = session_replies(0, vec![device_reply(&link(NEW_LINK))]);
    let run = run_start(script, &with_fixed_token(start_spec(), TOKEN));
    assert_eq!((run.line().as_str(), run.token_requests), (READY, 0));
    let authorization = format!("Bearer {TOKEN}");
    let has_token = |sent: &SentRequest| sent.authorization == authorization;
    assert!(run.sent.iter().all(has_token));
}

#[test]
fn a_failed_session_ends_the_wait() {
    let rows: [(Value, &str); 3] = [
        (
            error_details("no licence"),
            "failed: failed reported no licence",
        ),
        (
            action("failed", "2027-01-15T08:00:01Z"),
            "failed: failed failed Intune gives no reason.",
        ),
        (
            link("javascript:alert(1)"),
            "failed: failed badUrl Graph's link to the session is no https address.",
        ),
    ];
    for (now, expected) in rows {
        let run = run_start(session_replies(0, vec![device_reply(&now)]), &start_spec());
        assert_eq!(run.line(), expected);
        assert_eq!(run.at_ms, 2_000);
    }
}

#[test]
fn every_read_may_answer_one_challenge() {
    let run = run_start(
        session_replies(0, vec![challenge(), device_reply(&link(NEW_LINK))]),
        &start_spec(),
    );
    assert_eq!(run.line(), READY);
    assert_eq!(run.at_ms, 2_000);
    assert!(
        run.events
            .contains(&format!("2000: token requested for {CLAIMS}"))
    );
    // Each read may answer one.
    let twice = vec![
        challenge(),
        plain_device_reply(),
        challenge(),
        device_reply(&link(NEW_LINK)),
    ];
    assert_eq!(
        run_start(session_replies(0, twice), &start_spec()).line(),
        READY
    );
    // A read that is challenged again fails. The wait ends with the third such read.
    let refused = run_start(
        session_replies(0, (0..6).map(|_| challenge()).collect()),
        &start_spec(),
    );
    assert_eq!(refused.line(), "unreadable: pending (claimsChallenge)");
}
