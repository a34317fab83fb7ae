//! What a device's properties say about the session that was just asked for: what an earlier one has
//! left behind does not count.

mod support;

use intune_remote_assistance::session::{Look, Session, Since};
use serde_json::{Value, json};
use support::arguments::origin_of;
use support::canned::Parsed;
use support::devices::{NEW, OLD, action, all, details, device, line, link, result, results};
use support::report;

const T1: &str = "2027-01-15T07:00:00Z";
const T2: &str = "2027-01-15T08:00:01Z";

/// The session in a line, as it is seen after what was seen before.
fn told(before: &Value, now: &Value) -> String {
    let look = |properties| Look::of(&Parsed(device(properties)));
    let session = Session::of(look(now), Since::Look(&look(before)), &origin_of);
    line(&report::Session::from(&session))
}

fn hold(rows: &[(&str, Value, Value, &str)]) {
    for (row, before, now, expected) in rows {
        assert_eq!(told(before, now), *expected, "{row}");
    }
}

const REPORTED: &str = "failed reported no licence";
const UNKNOWN: &str = "failed failed Intune gives no reason.";
const CANCELED: &str = "failed canceled The request was cancelled.";
const READY_OLD: &str = "ready https://go.example/s/1";
const READY_NEW: &str = "ready https://go.example/s/2";

fn nothing() -> Value {
    json!({})
}

fn error() -> Value {
    details("no licence")
}

#[test]
fn links() {
    hold(&[
        ("nothing yet", nothing(), nothing(), "pending"),
        ("a link", nothing(), link(NEW), READY_NEW),
        ("the stale one", link(OLD), link(OLD), "pending"),
        ("a new one for it", link(OLD), link(NEW), READY_NEW),
        ("it is taken away", link(OLD), link(""), "pending"),
        ("it is left out", link(OLD), nothing(), "pending"),
        ("an empty one before", link(""), link(NEW), READY_NEW),
        (
            "the stale one, and the old action is done",
            all(&[link(OLD), action("done", T1)]),
            all(&[link(OLD), action("done", T1)]),
            "pending",
        ),
        (
            "the same link, and a new action is done",
            all(&[link(OLD), action("done", T1)]),
            all(&[link(OLD), action("done", T2)]),
            READY_OLD,
        ),
        (
            "the same link, and the first action is done",
            link(OLD),
            all(&[link(OLD), action("done", T2)]),
            READY_OLD,
        ),
    ]);
    for state in ["pending", "active", "none", "mistyped"] {
        let before = all(&[link(OLD), action("done", T1)]);
        let now = all(&[link(OLD), action(state, T2)]);
        assert_eq!(told(&before, &now), "pending", "the stale one, {state}");
    }
}

#[test]
fn errors() {
    hold(&[
        ("an error", nothing(), error(), REPORTED),
        ("the stale one", error(), error(), "pending"),
        ("another", details("offline"), error(), REPORTED),
        ("it is taken away", error(), nothing(), "pending"),
        (
            "the stale one, and a link",
            error(),
            all(&[error(), link(NEW)]),
            READY_NEW,
        ),
        (
            "the stale link, and an error",
            link(OLD),
            all(&[link(OLD), error()]),
            REPORTED,
        ),
        (
            "the same text, and a new action has failed",
            all(&[error(), action("failed", T1)]),
            all(&[error(), action("failed", T2)]),
            REPORTED,
        ),
        (
            "the old action has failed",
            all(&[error(), action("failed", T1)]),
            all(&[error(), action("failed", T1)]),
            "pending",
        ),
        (
            "a new action was cancelled: the stale text is not its reason",
            error(),
            all(&[error(), action("canceled", T2)]),
            CANCELED,
        ),
        (
            "a new link, but the action has failed",
            nothing(),
            all(&[link(NEW), action("failed", T2)]),
            UNKNOWN,
        ),
    ]);
}

#[test]
fn states_of_a_new_action() {
    let unsupported = "failed notSupported The device does not support remote assistance.";
    let rows = [
        ("none", "pending"),
        ("pending", "pending"),
        ("active", "pending"),
        ("done", "pending"),
        ("failed", UNKNOWN),
        ("canceled", CANCELED),
        ("notSupported", unsupported),
        ("removed", "pending"),
        ("Failed", "pending"),
        ("", "pending"),
    ];
    for (state, expected) in rows {
        let now = action(state, T2);
        assert_eq!(told(&nothing(), &now), expected, "{state}");
        // Graph's own words for the reason win.
        let with_details = all(&[now.clone(), error()]);
        assert_eq!(told(&nothing(), &with_details), REPORTED, "{state}");
        // A link wins over all states that do not contradict it.
        let with_link = all(&[now, link(NEW)]);
        let with_link = told(&nothing(), &with_link);
        let expected = match expected {
            "pending" => READY_NEW,
            failed => failed,
        };
        assert_eq!(with_link, expected, "{state}");
    }
}

#[test]
fn names_of_the_action() {
    let named = |name: &Value| {
        let mut result = result("failed", T2);
        result["actionName"] = name.clone();
        told(&nothing(), &results(&[result]))
    };
    for name in [
        "requestRemoteAssistance",
        "RequestRemoteAssistance",
        "remoteAssistance",
        "REMOTEASSISTANCESESSION",
        "teamViewerRemoteAssist",
    ] {
        assert_eq!(named(&json!(name)), UNKNOWN, "{name}");
    }
    // Another action that fails meanwhile says nothing about this one.
    for name in [
        "rebootNow",
        "remoteLock",
        "remote assistance",
        "assist",
        "🦀",
        "",
    ] {
        assert_eq!(named(&json!(name)), "pending", "{name}");
    }
    for name in [json!(null), json!(7), json!({}), json!(["remoteAssist"])] {
        assert_eq!(named(&name), "pending", "{name}");
    }
}

#[test]
fn the_latest_of_several_results_counts() {
    let older = || result("failed", "2027-01-15T07:59:59.9999999Z");
    let newer = || result("done", "2027-01-15T08:00:00Z");
    let mut reboot = result("failed", "2027-01-15T09:00:00Z");
    reboot["actionName"] = json!("rebootNow");
    // The same instant as the older one, written in another zone.
    let elsewhere = || result("failed", "2027-01-15T10:59:59.9999999+03:00");
    for list in [
        vec![older(), newer(), reboot.clone()],
        vec![newer(), reboot.clone(), older()],
        vec![reboot.clone(), elsewhere(), newer(), older()],
        vec![newer(), elsewhere()],
        vec![
            json!(null),
            newer(),
            json!(5),
            json!([]),
            json!("x"),
            older(),
        ],
    ] {
        let shown = told(&nothing(), &all(&[results(&list), link(NEW)]));
        assert_eq!(shown, READY_NEW, "{list:?}");
    }
    // Of two that cannot be told apart, the later in the list.
    let twins = [result("failed", T2), result("done", T2)];
    let shown = told(&nothing(), &all(&[results(&twins), link(NEW)]));
    assert_eq!(shown, READY_NEW);
}

#[test]
fn results_without_times() {
    let untimed = |state: &str| json!({ "actionName": "remoteAssistance", "actionState": state });
    let broken = |state: &str| result(state, "yesterday");
    let one = |result: Value| results(&[result]);
    hold(&[
        (
            "nothing has changed",
            all(&[link(OLD), one(untimed("done"))]),
            all(&[link(OLD), one(untimed("done"))]),
            "pending",
        ),
        (
            "another state",
            all(&[link(OLD), one(untimed("pending"))]),
            all(&[link(OLD), one(untimed("done"))]),
            READY_OLD,
        ),
        ("the first", nothing(), one(untimed("failed")), UNKNOWN),
        (
            "no time at all, unchanged",
            one(broken("failed")),
            one(broken("failed")),
            "pending",
        ),
        (
            "no time at all, the first",
            nothing(),
            one(broken("failed")),
            UNKNOWN,
        ),
        (
            "one with a time is later than one without",
            nothing(),
            all(&[results(&[result("done", T2), untimed("failed")]), link(NEW)]),
            READY_NEW,
        ),
        (
            "the year 1",
            nothing(),
            action("failed", "0001-01-01T00:00:00Z"),
            UNKNOWN,
        ),
    ]);
}

#[test]
fn properties_of_other_types_are_not_there() {
    let others = [
        json!(null),
        json!(7),
        json!(true),
        json!({}),
        json!([]),
        json!(["x"]),
    ];
    let names = [
        "remoteAssistanceSessionUrl",
        "remoteAssistanceSessionErrorDetails",
        "deviceName",
    ];
    for value in &others {
        for name in names {
            let now = json!({ name: value });
            assert_eq!(told(&nothing(), &now), "pending", "{name}: {value}");
        }
        let now = json!({ "deviceActionResults": value });
        assert_eq!(told(&nothing(), &now), "pending", "results: {value}");
        let mut odd = result("failed", T2);
        odd["actionState"] = value.clone();
        let now = results(&[odd]);
        assert_eq!(told(&nothing(), &now), "pending", "state: {value}");
    }
}
