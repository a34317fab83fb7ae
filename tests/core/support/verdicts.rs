//! What the core reads out of a device, without a call.

use serde_json::{Value, json};

use super::arguments::url_origin;
use super::devices::{device, error_details};
use super::document::TestDocument;
use super::reports::ReportedSession;
use crate::session::device::DeviceSnapshot;
use crate::session::verdict::{Baseline, Session};

// Lines of sessions.
pub(crate) const REPORTED: &str = "failed reported no licence";
pub(crate) const UNKNOWN: &str = "failed failed Intune gives no reason.";
pub(crate) const CANCELED: &str = "failed canceled The request was cancelled.";
pub(crate) const READY_OLD: &str = "ready https://go.example/s/1";
pub(crate) const READY_NEW: &str = "ready https://go.example/s/2";

/// The properties of a device without a session.
pub(crate) fn nothing() -> Value {
    json!({})
}

/// The properties of a device with the error of [`REPORTED`].
pub(crate) fn error() -> Value {
    error_details("no licence")
}

/// What a read of a device with these properties shows.
pub(crate) fn snapshot(properties: &Value) -> DeviceSnapshot {
    DeviceSnapshot::of(&TestDocument(device(properties)))
}

/// The session of a device with these properties.
pub(crate) fn judge(properties: &Value, baseline: Baseline<'_>) -> ReportedSession {
    let session = Session::judge(snapshot(properties), baseline, url_origin);
    ReportedSession::from(&session)
}

/// The session in a line. The device had the first properties before the request, and has the second
/// ones after it.
pub(crate) fn judge_after(before: &Value, now: &Value) -> String {
    let before = snapshot(before);
    judge(now, Baseline::Before(&before)).line()
}

/// Checks the line of each row: its name, the device before and after the request, and the line.
pub(crate) fn check_lines(rows: &[(&str, Value, Value, &str)]) {
    for (row, before, now, expected) in rows {
        assert_eq!(judge_after(before, now), *expected, "{row}");
    }
}
