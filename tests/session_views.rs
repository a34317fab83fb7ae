//! The same device for `getSession`, which takes whatever is there, and for a request that no look
//! came before, where only Intune's times and the first look after it tell old from new.

mod support;

use intune_remote_assistance::session::{Look, Session, Since};
use serde_json::{Value, json};
use support::arguments::origin_of;
use support::canned::Parsed;
use support::devices::{NEW, OLD, action, all, details, device, line, link};
use support::report;
use support::script::EPOCH_MS;

const T1: &str = "2027-01-15T07:00:00Z";

fn look(properties: &Value) -> Look {
    Look::of(&Parsed(device(properties)))
}

fn told(now: &Value, since: Since<'_>) -> String {
    let session = Session::of(look(now), since, &origin_of);
    line(&report::Session::from(&session))
}

const READY_OLD: &str = "ready https://go.example/s/1";
const READY_NEW: &str = "ready https://go.example/s/2";
const UNKNOWN: &str = "failed failed Intune gives no reason.";

#[test]
fn whatever_is_there() {
    let rows = [
        ("nothing", json!({}), "none"),
        ("a link", link(OLD), READY_OLD),
        ("an error", details("offline"), "failed reported offline"),
        ("both", all(&[link(OLD), details("offline")]), READY_OLD),
        ("it was asked for", action("pending", T1), "pending"),
        ("it is under way", action("active", T1), "pending"),
        ("nobody knows", action("mistyped", T1), "pending"),
        ("it is over", action("done", T1), "none"),
        ("nothing is said", action("none", T1), "none"),
        ("it failed", action("failed", T1), UNKNOWN),
        (
            "it was asked for again",
            all(&[link(OLD), action("pending", T1)]),
            READY_OLD,
        ),
        (
            "it failed after all",
            all(&[link(OLD), action("failed", T1)]),
            UNKNOWN,
        ),
    ];
    for (row, now, expected) in rows {
        assert_eq!(told(&now, Since::Ever), expected, "{row}");
    }
}

#[test]
fn name_and_action_are_handed_out_as_graph_writes_them() {
    let now = all(&[json!({ "deviceName": "LAPTOP-07" }), action("done", T1)]);
    let session = Session::of(look(&now), Since::Ever, &origin_of);
    let session = report::Session::from(&session);
    assert_eq!(session.device_name.as_deref(), Some("LAPTOP-07"));
    let expected = ("requestRemoteAssistance".to_owned(), "done".to_owned());
    assert_eq!(session.action, Some(expected));
    let odd = report::Session::from(&Session::of(
        look(&action("toBeDefined", T1)),
        Since::Ever,
        &origin_of,
    ));
    assert_eq!(odd.action.expect("an action").1, "unknown");
}

/// [`EPOCH_MS`] and so many seconds.
fn seconds_later(seconds: i64) -> String {
    let time = chrono::DateTime::from_timestamp(EPOCH_MS as i64 / 1_000 + seconds, 0);
    time.expect("a time").to_rfc3339()
}

#[test]
fn without_a_look_before_the_first_look_proves_nothing() {
    let since = Since::Request(EPOCH_MS, None);
    let rows = [
        ("a link", link(OLD), "pending"),
        ("an error", details("offline"), "pending"),
        ("an action without a time", action("done", "?"), "pending"),
        (
            "an old action",
            all(&[link(OLD), action("done", T1)]),
            "pending",
        ),
        ("an old failure", action("failed", T1), "pending"),
    ];
    for (row, now, expected) in rows {
        assert_eq!(told(&now, since), expected, "{row}");
    }
}

#[test]
fn without_a_look_before_what_began_since_counts_and_clocks_may_differ_by_a_minute() {
    let since = Since::Request(EPOCH_MS, None);
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
        let now = all(&[link(OLD), action("done", &began)]);
        let expected = if is_new { READY_OLD } else { "pending" };
        assert_eq!(told(&now, since), expected, "{seconds} s");
        let expected = if is_new { UNKNOWN } else { "pending" };
        assert_eq!(
            told(&action("failed", &began), since),
            expected,
            "{seconds} s"
        );
    }
}

#[test]
fn without_a_look_before_what_differs_from_the_first_look_counts() {
    let first = look(&all(&[link(OLD), details("offline"), action("done", T1)]));
    let since = Since::Request(EPOCH_MS, Some(&first));
    let rows = [
        (
            "nothing has changed",
            all(&[link(OLD), details("offline"), action("done", T1)]),
            "pending",
        ),
        (
            "another link",
            all(&[link(NEW), action("done", T1)]),
            READY_NEW,
        ),
        (
            "another error",
            details("no licence"),
            "failed reported no licence",
        ),
        ("the error is gone", link(OLD), "pending"),
        (
            "a clock that is an hour behind: another action than the first",
            all(&[link(OLD), action("done", &seconds_later(-3_000))]),
            READY_OLD,
        ),
    ];
    for (row, now, expected) in rows {
        assert_eq!(told(&now, since), expected, "{row}");
    }
}
