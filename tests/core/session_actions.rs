//! What the results of actions on a device say about the session of a request. The rule is in
//! `src/session/action.rs` and `src/session/verdict.rs`.

use serde_json::{Value, json};

use super::support::devices::{
    NEW_LINK, OLD_LINK, action, action_result, action_results, link, merged,
};
use super::support::verdicts::{
    CANCELED, READY_NEW, READY_OLD, REPORTED, UNKNOWN, check_lines, error, judge_after, nothing,
};

const T2: &str = "2027-01-15T08:00:01Z";

#[test]
fn each_state_of_a_new_action_has_its_meaning() {
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
        assert_eq!(judge_after(&nothing(), &now), expected, "{state}");
        // Graph's text wins over the sentence of the state.
        let with_details = merged(&[now.clone(), error()]);
        assert_eq!(judge_after(&nothing(), &with_details), REPORTED, "{state}");
        // A link wins over every state that is no failure.
        let with_link = merged(&[now, link(NEW_LINK)]);
        let with_link = judge_after(&nothing(), &with_link);
        let expected = match expected {
            "pending" => READY_NEW,
            failed => failed,
        };
        assert_eq!(with_link, expected, "{state}");
    }
}

#[test]
fn the_action_is_recognised_by_its_name() {
    let named = |name: &Value| {
        let mut result = action_result("failed", T2);
        result["actionName"] = name.clone();
        judge_after(&nothing(), &action_results(&[result]))
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
    // Another action that fails says nothing about this one.
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
    let older = || action_result("failed", "2027-01-15T07:59:59.9999999Z");
    let newer = || action_result("done", "2027-01-15T08:00:00Z");
    let mut reboot = action_result("failed", "2027-01-15T09:00:00Z");
    reboot["actionName"] = json!("rebootNow");
    // The instant of the older result in another time zone.
    let elsewhere = || action_result("failed", "2027-01-15T10:59:59.9999999+03:00");
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
        let shown = judge_after(
            &nothing(),
            &merged(&[action_results(&list), link(NEW_LINK)]),
        );
        assert_eq!(shown, READY_NEW, "{list:?}");
    }
    // Of two results of one instant, the later one in the list counts.
    let twins = [action_result("failed", T2), action_result("done", T2)];
    let shown = judge_after(
        &nothing(),
        &merged(&[action_results(&twins), link(NEW_LINK)]),
    );
    assert_eq!(shown, READY_NEW);
}

#[test]
fn results_without_a_valid_time_count_if_they_differ() {
    let untimed = |state: &str| json!({ "actionName": "remoteAssistance", "actionState": state });
    let broken = |state: &str| action_result(state, "yesterday");
    let one = |result: Value| action_results(&[result]);
    check_lines(&[
        (
            "nothing has changed",
            merged(&[link(OLD_LINK), one(untimed("done"))]),
            merged(&[link(OLD_LINK), one(untimed("done"))]),
            "pending",
        ),
        (
            "another state",
            merged(&[link(OLD_LINK), one(untimed("pending"))]),
            merged(&[link(OLD_LINK), one(untimed("done"))]),
            READY_OLD,
        ),
        (
            "the first result",
            nothing(),
            one(untimed("failed")),
            UNKNOWN,
        ),
        (
            "an invalid time, unchanged",
            one(broken("failed")),
            one(broken("failed")),
            "pending",
        ),
        (
            "an invalid time, the first result",
            nothing(),
            one(broken("failed")),
            UNKNOWN,
        ),
        (
            "one with a time is later than one without",
            nothing(),
            merged(&[
                action_results(&[action_result("done", T2), untimed("failed")]),
                link(NEW_LINK),
            ]),
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
fn properties_of_other_types_count_as_missing() {
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
            assert_eq!(judge_after(&nothing(), &now), "pending", "{name}: {value}");
        }
        let now = json!({ "deviceActionResults": value });
        assert_eq!(judge_after(&nothing(), &now), "pending", "results: {value}");
        let mut odd = action_result("failed", T2);
        odd["actionState"] = value.clone();
        let now = action_results(&[odd]);
        assert_eq!(judge_after(&nothing(), &now), "pending", "state: {value}");
    }
}
