//! `resumeSession` takes up a request that was sent earlier. It reads at once, never sends the action,
//! and compares with the device before the request. The rule is in `src/session/follow.rs`,
//! `src/session/poll.rs` and `src/progress.rs`.

use serde_json::{Value, json};

use super::support::arguments::{DEVICE, number, text};
use super::support::devices::{
    NEW_LINK, OLD_LINK, device, done_action, error_details, link, merged, plain_device_reply,
};
use super::support::document::TestDocument;
use super::support::replies::status;
use super::support::script::{START_MS, Script};
use super::support::sessions::{
    SessionRun, earlier_request, earlier_request_at, kept_progress, reads_of, resume_spec_with,
    run_resume,
};
use crate::arguments::host_value::HostValue;
use crate::session::earlier_request::EarlierRequest;

const T1: &str = "2027-01-15T07:00:00Z";
const T2: &str = "2027-01-15T08:00:01Z";

const READY_OLD: &str = "ready: ready https://go.example/s/1";
const READY_NEW: &str = "ready: ready https://go.example/s/2";
const TIMEOUT: &str = "timeout: pending";

/// What an earlier session has left.
fn old() -> Value {
    done_action(OLD_LINK, T1)
}

/// A `resumeSession` of a request at that time. `before` is the device before the request.
fn resume(before: &Value, requested_at_ms: f64, devices: &[Value]) -> SessionRun {
    let script = Script {
        replies: reads_of(devices),
        ..Script::default()
    };
    let spec = resume_spec_with([("pollTimeoutMs", number(20_000))]);
    let run = run_resume(script, &spec, earlier_request_at(requested_at_ms, before));
    assert_eq!(run.posts(), 0, "it never sends the action");
    run
}

#[test]
fn resume_session_reads_at_once_and_compares_with_the_device_before_the_request() {
    let rows: [(&str, Vec<Value>, &str, u64); 5] = [
        ("nothing has changed", vec![old()], TIMEOUT, 20_000),
        (
            "the link is there already",
            vec![done_action(NEW_LINK, T2)],
            READY_NEW,
            0,
        ),
        (
            "the link appears",
            vec![old(), old(), link(NEW_LINK)],
            READY_NEW,
            5_000,
        ),
        (
            "the same link",
            vec![done_action(OLD_LINK, T2)],
            READY_OLD,
            2_000,
        ),
        (
            "the error is new",
            vec![merged(&[old(), error_details("x")])],
            "failed: failed reported x",
            0,
        ),
    ];
    for (row, devices, expected, at_ms) in rows {
        let run = resume(&device(&old()), START_MS, &devices);
        assert_eq!((run.line().as_str(), run.at_ms), (expected, at_ms), "{row}");
        let mut reported = run.progress.iter().map(|reported| &reported.progress);
        assert!(
            reported.all(|progress| progress.requested_at_ms == START_MS),
            "{row}"
        );
        let mut reported = run.progress.iter().map(|reported| &reported.progress);
        let before = Some(TestDocument(device(&old())));
        assert!(reported.all(|progress| progress.before == before), "{row}");
        let started = run.result.expect("an ending");
        assert!(started.is_compared, "{row}");
    }
}

#[test]
fn resume_session_compares_with_nothing_if_the_kept_device_is_no_device() {
    for before in [
        json!(null),
        json!({}),
        json!(7),
        json!("x"),
        json!([]),
        json!({ "id": 7 }),
    ] {
        for (devices, expected, at_ms) in [
            (vec![link(OLD_LINK)], TIMEOUT, 20_000),
            (vec![done_action(OLD_LINK, T2)], READY_OLD, 2_000),
            (vec![link(OLD_LINK), link(NEW_LINK)], READY_NEW, 2_000),
        ] {
            let run = resume(&before, START_MS, &devices);
            assert_eq!(
                (run.line().as_str(), run.at_ms),
                (expected, at_ms),
                "{before}"
            );
            assert!(!run.result.expect("an ending").is_compared, "{before}");
        }
    }
}

/// An action that began after the request counts, however long ago that was.
#[test]
fn resume_session_may_take_up_a_request_of_an_hour_ago() {
    let hour_ago = START_MS - 3_600_000.0;
    let began = "2027-01-15T07:00:05Z";
    let run = resume(&json!(null), hour_ago, &[done_action(OLD_LINK, began)]);
    assert_eq!(run.line(), READY_OLD);
    let before_it = "2027-01-15T06:58:59Z";
    let run = resume(&json!(null), hour_ago, &[done_action(OLD_LINK, before_it)]);
    assert_eq!(run.line(), TIMEOUT);
}

#[test]
fn resume_session_ends_as_start_session_does() {
    let earlier = || earlier_request(&device(&json!({})));
    let script = Script {
        abort_at_ms: Some(1_000),
        ..Script::replying([plain_device_reply()])
    };
    let aborted = run_resume(script, &resume_spec_with([]), earlier());
    assert_eq!(
        (aborted.line().as_str(), aborted.at_ms),
        ("aborted: pending", 1_000)
    );
    let script = Script::replying([status(404), status(404), status(404)]);
    let refused = run_resume(script, &resume_spec_with([]), earlier());
    assert_eq!(
        (refused.line().as_str(), refused.at_ms),
        ("unreadable: pending (notFound)", 5_000)
    );
}

/// The field and the problem of progress that cannot be taken up.
fn invalid_progress(progress: Option<&Value>, managed_device_id: &HostValue) -> (String, String) {
    let progress = progress.and_then(TestDocument::present);
    let result = EarlierRequest::from_progress(progress.as_ref(), managed_device_id);
    let invalid = result.err().expect("invalid progress");
    (invalid.field, invalid.problem.to_owned())
}

#[test]
fn progress_must_be_from_after_the_204() {
    let expected = (
        "progress".to_owned(),
        "is not from after the 204".to_owned(),
    );
    let id = text(DEVICE);
    assert_eq!(invalid_progress(None, &id), expected);
    for progress in [
        json!(null),
        json!(7),
        json!("waiting"),
        json!([]),
        json!({}),
        json!({ "phase": "accepted" }),
        json!({ "phase": "checking", "requestedAt": START_MS }),
        json!({ "phase": "requesting", "requestedAt": START_MS }),
        json!({ "phase": "Accepted", "requestedAt": START_MS }),
        json!({ "phase": null, "requestedAt": START_MS }),
        json!({ "requestedAt": START_MS }),
        json!({ "phase": "accepted", "requestedAt": null }),
        json!({ "phase": "accepted", "requestedAt": "1800000000000" }),
        json!({ "phase": "accepted", "requestedAt": 0 }),
        json!({ "phase": "accepted", "requestedAt": -1 }),
    ] {
        assert_eq!(
            invalid_progress(Some(&progress), &id),
            expected,
            "{progress}"
        );
    }
}

#[test]
fn progress_must_be_of_the_same_device() {
    let progress = kept_progress(START_MS, &device(&old()));
    let expected = ("progress".to_owned(), "is of another device".to_owned());
    assert_eq!(
        invalid_progress(Some(&progress), &text("another")),
        expected
    );
    // Graph may write the id in another case than the portal.
    let document = TestDocument(progress);
    let upper = text(&DEVICE.to_ascii_uppercase());
    assert!(EarlierRequest::from_progress(Some(&document), &upper).is_ok());
    // The id is checked after the progress, so that any value may come here.
    assert!(EarlierRequest::from_progress(Some(&document), &HostValue::Other).is_ok());
}
