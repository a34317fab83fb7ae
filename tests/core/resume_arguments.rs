//! Which `progress` `resumeSession` accepts (`EarlierRequest::from_progress` in
//! `src/progress.rs`).

use serde_json::{Value, json};

use super::support::arguments::{Checked, DEVICE, error_of, invalid, text};
use super::support::document::TestDocument;
use crate::arguments::host_value::HostValue;
use crate::reply::json::Json;
use crate::session::earlier_request::EarlierRequest;

const NOT_AFTER_204: &str = "is not from after the 204";
const OTHER_DEVICE: &str = "is of another device";

/// `requestedAt` and `before` of the request that is taken up.
fn earlier(progress: Value, device: &HostValue) -> Checked<(f64, Option<Value>)> {
    let earlier = EarlierRequest::from_progress(Some(&TestDocument(progress)), device)?;
    Ok((
        earlier.requested_at_ms,
        earlier.before.map(|before| before.0),
    ))
}

/// The problem of the progress, which is always the field of the error.
fn problem<T>(result: Checked<T>) -> Option<String> {
    let error = result.err()?;
    let problem = error.problem.to_owned();
    let found = error_of::<T>(Err(error));
    assert_eq!(found, invalid("invalidOptions", "progress"));
    Some(problem)
}

#[test]
fn a_progress_from_after_the_204_is_taken_up() {
    let before = json!({ "id": DEVICE, "deviceName": "LAPTOP-07" });
    for phase in ["accepted", "waiting"] {
        for requested_at in [1.0, 5.5, 1_800_000_000_000.0] {
            let progress = json!({
                "phase": phase,
                "elapsedMs": 7,
                "requestedAt": requested_at,
                "reads": 1,
                "before": before,
                "problem": null,
            });
            let found = earlier(progress, &text(DEVICE));
            assert_eq!(found, Ok((requested_at, Some(before.clone()))), "{phase}");
        }
    }
}

#[test]
fn another_value_is_no_progress() {
    for progress in [
        Value::Null,
        json!("{\"phase\":\"waiting\",\"requestedAt\":5}"),
        json!([5]),
        json!(5),
        json!(true),
        json!({}),
        json!({ "phase": "checking", "requestedAt": 0 }),
        json!({ "phase": "checking", "requestedAt": 5 }),
        json!({ "phase": "requesting", "requestedAt": 5, "before": null }),
        json!({ "phase": "Waiting", "requestedAt": 5 }),
        json!({ "phase": "waiting ", "requestedAt": 5 }),
        json!({ "phase": "ready", "requestedAt": 5 }),
        json!({ "phase": "", "requestedAt": 5 }),
        json!({ "phase": null, "requestedAt": 5 }),
        json!({ "phase": ["accepted"], "requestedAt": 5 }),
        json!({ "phase": { "toString": 1, "valueOf": 2 }, "requestedAt": 5 }),
        json!({ "phase": 5, "requestedAt": 5 }),
        json!({ "requestedAt": 5 }),
        json!({ "phase": "waiting" }),
        json!({ "phase": "waiting", "requestedAt": null }),
        json!({ "phase": "waiting", "requestedAt": 0 }),
        json!({ "phase": "waiting", "requestedAt": -0.0 }),
        json!({ "phase": "waiting", "requestedAt": -1 }),
        json!({ "phase": "waiting", "requestedAt": "1800000000000" }),
        json!({ "phase": "waiting", "requestedAt": "2027-01-15T08:00:00Z" }),
        json!({ "phase": "waiting", "requestedAt": true }),
        json!({ "phase": "waiting", "requestedAt": [5] }),
        json!({ "phase": "waiting", "requestedAt": {} }),
    ] {
        let found = problem(earlier(progress.clone(), &text(DEVICE)));
        assert_eq!(found.as_deref(), Some(NOT_AFTER_204), "{progress}");
    }
    let missing = EarlierRequest::<TestDocument>::from_progress(None, &text(DEVICE));
    assert_eq!(problem(missing).as_deref(), Some(NOT_AFTER_204));
}

/// A progress whose `requestedAt` is a number that JSON does not have.
enum InMemory {
    Progress(f64),
    Phase,
    Number(f64),
}

impl Json for InMemory {
    fn parse(_: &str) -> Option<InMemory> {
        None
    }

    fn get(&self, name: &str) -> Option<InMemory> {
        match (self, name) {
            (InMemory::Progress(_), "phase") => Some(InMemory::Phase),
            (InMemory::Progress(ms), "requestedAt") => Some(InMemory::Number(*ms)),
            _ => None,
        }
    }

    fn text(&self) -> Option<String> {
        matches!(self, InMemory::Phase).then(|| "waiting".to_owned())
    }

    fn number(&self) -> Option<f64> {
        match self {
            InMemory::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn length(&self) -> Option<u32> {
        None
    }

    fn item(&self, _: u32) -> Option<InMemory> {
        None
    }

    fn fold_case(text: &str) -> String {
        TestDocument::fold_case(text)
    }

    fn time_ms(&self) -> Option<f64> {
        None
    }
}

#[test]
fn the_time_of_the_request_is_finite_and_positive() {
    let accepted = |ms| {
        let progress = InMemory::Progress(ms);
        EarlierRequest::from_progress(Some(&progress), &text(DEVICE)).map(|_| ())
    };
    for ms in [f64::MIN_POSITIVE, 1.0, f64::MAX] {
        assert_eq!(accepted(ms), Ok(()), "{ms}");
    }
    for ms in [
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        0.0,
        -0.0,
        -1.0,
        f64::MIN,
    ] {
        let found = problem(accepted(ms));
        assert_eq!(found.as_deref(), Some(NOT_AFTER_204), "{ms}");
    }
}

fn progress_with(before: Value) -> Value {
    json!({ "phase": "waiting", "requestedAt": 5, "before": before })
}

/// Intune compares ids without regard to case.
#[test]
fn the_progress_of_another_device_is_refused() {
    for id in ["another-device", "", "5c9d2f1e-4a7b-4c3d-8e6f-0a1b2c3d4e5"] {
        let before = json!({ "id": id, "remoteAssistanceSessionUrl": "https://x.example" });
        let found = problem(earlier(progress_with(before), &text(DEVICE)));
        assert_eq!(found.as_deref(), Some(OTHER_DEVICE), "{id:?}");
    }
    for (id, device) in [
        (DEVICE.to_uppercase(), DEVICE.to_owned()),
        (DEVICE.to_owned(), DEVICE.to_uppercase()),
        (DEVICE.to_owned(), DEVICE.to_owned()),
    ] {
        let before = json!({ "id": id });
        let found = earlier(progress_with(before.clone()), &text(&device));
        assert_eq!(found, Ok((5.0, Some(before))), "{id}");
    }
}

/// The phase and the time are checked before the device.
#[test]
fn a_progress_from_before_the_204_is_not_compared_with_the_device() {
    let progress = json!({
        "phase": "requesting",
        "requestedAt": 5,
        "before": { "id": "another-device" },
    });
    let found = problem(earlier(progress, &text(DEVICE)));
    assert_eq!(found.as_deref(), Some(NOT_AFTER_204));
}

/// Without a readable device there is nothing to compare with later.
#[test]
fn a_device_without_an_id_counts_as_not_read() {
    for before in [
        Value::Null,
        json!(7),
        json!("x"),
        json!(true),
        json!([]),
        json!({}),
        json!({ "id": null }),
        json!({ "id": 7 }),
        json!({ "id": [DEVICE] }),
        json!({ "deviceName": "LAPTOP-07" }),
    ] {
        let found = earlier(progress_with(before.clone()), &text(DEVICE));
        assert_eq!(found, Ok((5.0, None)), "{before}");
    }
    let without = json!({ "phase": "accepted", "requestedAt": 5 });
    assert_eq!(earlier(without, &text(DEVICE)), Ok((5.0, None)));
}

/// Only the id is checked here. The other members are read as those of any device.
#[test]
fn a_device_with_an_id_is_kept_as_it_is() {
    for before in [
        json!({ "id": DEVICE }),
        json!({ "id": DEVICE, "deviceActionResults": 7 }),
        json!({ "id": DEVICE, "remoteAssistanceSessionUrl": 7, "extra": [null] }),
    ] {
        let found = earlier(progress_with(before.clone()), &text(DEVICE));
        assert_eq!(found, Ok((5.0, Some(before))));
    }
}

/// The rule for ids reports these device ids later.
#[test]
fn a_device_id_that_is_no_text_is_not_compared() {
    let before = json!({ "id": DEVICE });
    for device in [
        HostValue::Undefined,
        HostValue::Number(7.0),
        HostValue::Function,
        HostValue::Signal,
        HostValue::LongText,
        HostValue::Other,
    ] {
        let found = earlier(progress_with(before.clone()), &device);
        assert_eq!(found, Ok((5.0, Some(before.clone()))));
    }
}
