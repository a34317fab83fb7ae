//! What `getSession` reports, which compares with nothing, and what counts for a request without a
//! read before it. The rule is in `src/session/verdict.rs`.

use serde_json::{Value, json};

use super::support::devices::{NEW_LINK, OLD_LINK, action, error_details, link, merged};
use super::support::script::START_MS;
use super::support::verdicts::{READY_NEW, READY_OLD, UNKNOWN, judge, snapshot};
use crate::session::device::DeviceSnapshot;
use crate::session::verdict::Baseline;

const T1: &str = "2027-01-15T07:00:00Z";

fn judge_line(now: &Value, baseline: Baseline<'_>) -> String {
    judge(now, baseline).line()
}

/// A request at the start of the test, without a read before it.
const fn request(first: Option<&DeviceSnapshot>) -> Baseline<'_> {
    Baseline::Request {
        requested_at_ms: START_MS,
        first,
    }
}

#[test]
fn get_session_reports_whatever_is_there() {
    let rows = [
        ("nothing", json!({}), "none"),
        ("a link", link(OLD_LINK), READY_OLD),
        (
            "an error",
            error_details("offline"),
            "failed reported offline",
        ),
        (
            "both",
            merged(&[link(OLD_LINK), error_details("offline")]),
            READY_OLD,
        ),
        ("it was requested", action("pending", T1), "pending"),
        ("it is under way", action("active", T1), "pending"),
        ("an unknown state", action("mistyped", T1), "pending"),
        ("it is done", action("done", T1), "none"),
        ("the state none", action("none", T1), "none"),
        ("it failed", action("failed", T1), UNKNOWN),
        (
            "it was requested again",
            merged(&[link(OLD_LINK), action("pending", T1)]),
            READY_OLD,
        ),
        (
            "a link under a failed action",
            merged(&[link(OLD_LINK), action("failed", T1)]),
            UNKNOWN,
        ),
    ];
    for (row, now, expected) in rows {
        assert_eq!(judge_line(&now, Baseline::None), expected, "{row}");
    }
}

#[test]
fn name_and_action_are_reported_as_graph_writes_them() {
    let now = merged(&[json!({ "deviceName": "LAPTOP-07" }), action("done", T1)]);
    let session = judge(&now, Baseline::None);
    assert_eq!(session.device_name.as_deref(), Some("LAPTOP-07"));
    let reported = session.action.expect("an action");
    assert_eq!(reported.name, "requestRemoteAssistance");
    assert_eq!(reported.state, "done");
    assert_eq!(reported.start_date_time.as_deref(), Some(T1));
    assert_eq!(reported.last_updated_date_time.as_deref(), Some(T1));
    let unknown = judge(&action("toBeDefined", T1), Baseline::None);
    assert_eq!(unknown.action.expect("an action").state, "unknown");
}

/// [`START_MS`] and so many seconds, as Graph writes a time.
fn seconds_later(seconds: i64) -> String {
    let time = chrono::DateTime::from_timestamp(START_MS as i64 / 1_000 + seconds, 0);
    time.expect("a time").to_rfc3339()
}

#[test]
fn without_a_read_before_the_request_the_first_read_proves_nothing() {
    let baseline = request(None);
    let rows = [
        ("a link", link(OLD_LINK), "pending"),
        ("an error", error_details("offline"), "pending"),
        ("an action without a time", action("done", "?"), "pending"),
        (
            "an old action",
            merged(&[link(OLD_LINK), action("done", T1)]),
            "pending",
        ),
        ("an old failure", action("failed", T1), "pending"),
    ];
    for (row, now, expected) in rows {
        assert_eq!(judge_line(&now, baseline), expected, "{row}");
    }
}

/// The two clocks may differ by a minute.
#[test]
fn without_a_read_before_the_request_an_action_of_its_time_or_later_counts() {
    let baseline = request(None);
    for (seconds, is_new) in [
        (0, true),
        (1, true),
        (3_600, true),
        (-1, true),
        (-60, true),
        (-61, false),
        (-3_600, false),
    ] {
        let began = seconds_later(seconds);
        let now = merged(&[link(OLD_LINK), action("done", &began)]);
        let expected = if is_new { READY_OLD } else { "pending" };
        assert_eq!(judge_line(&now, baseline), expected, "{seconds} s");
        let expected = if is_new { UNKNOWN } else { "pending" };
        assert_eq!(
            judge_line(&action("failed", &began), baseline),
            expected,
            "{seconds} s"
        );
    }
}

#[test]
fn without_a_read_before_the_request_what_differs_from_the_first_read_counts() {
    let first = snapshot(&merged(&[
        link(OLD_LINK),
        error_details("offline"),
        action("done", T1),
    ]));
    let baseline = request(Some(&first));
    let rows = [
        (
            "nothing has changed",
            merged(&[link(OLD_LINK), error_details("offline"), action("done", T1)]),
            "pending",
        ),
        (
            "another link",
            merged(&[link(NEW_LINK), action("done", T1)]),
            READY_NEW,
        ),
        (
            "another error",
            error_details("no licence"),
            "failed reported no licence",
        ),
        ("the error is gone", link(OLD_LINK), "pending"),
        (
            "another action than at first, and a clock that is an hour behind",
            merged(&[link(OLD_LINK), action("done", &seconds_later(-3_000))]),
            READY_OLD,
        ),
    ];
    for (row, now, expected) in rows {
        assert_eq!(judge_line(&now, baseline), expected, "{row}");
    }
}
