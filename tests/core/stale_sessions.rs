//! `startSession` does not take what an earlier session has left for the new one, whether the device
//! was read before the request or not. The rule is in `src/session/poll.rs` and
//! `src/session/verdict.rs`.

use serde_json::{Value, json};

use super::support::devices::{
    NEW_LINK, OLD_LINK, action, device_reply, done_action, error_details, failed_action, link,
    merged,
};
use super::support::replies::{ScriptedReply, status};
use super::support::script::{Script, at_once};
use super::support::sessions::{SessionRun, reads_of, run_start, start_spec_within};

const T1: &str = "2027-01-15T07:00:00Z";
const T2: &str = "2027-01-15T08:00:01Z";

const READY_OLD: &str = "ready: ready https://go.example/s/1";
const READY_NEW: &str = "ready: ready https://go.example/s/2";
const TIMEOUT: &str = "timeout: pending";

/// A `startSession` with that reply to the read before the request, and these devices after it.
fn run(before: ScriptedReply, devices: &[Value]) -> SessionRun {
    let mut replies = vec![at_once(before), at_once(status(204))];
    replies.extend(reads_of(devices));
    let script = Script {
        replies,
        ..Script::default()
    };
    run_start(script, &start_spec_within(20_000, 1_000))
}

/// What an earlier session has left.
fn old() -> Value {
    done_action(OLD_LINK, T1)
}

#[test]
fn an_old_link_does_not_end_the_wait() {
    let rows: [(&str, Vec<Value>, &str, u64); 10] = [
        ("nothing changes", vec![old()], TIMEOUT, 20_000),
        (
            "a new link",
            vec![old(), old(), done_action(NEW_LINK, T2)],
            READY_NEW,
            9_500,
        ),
        (
            "a new link at the first read",
            vec![done_action(NEW_LINK, T2)],
            READY_NEW,
            2_000,
        ),
        (
            "a new link without an action",
            vec![link(NEW_LINK)],
            READY_NEW,
            2_000,
        ),
        (
            "the action is done a moment before the link is new",
            vec![done_action(OLD_LINK, T2), done_action(NEW_LINK, T2)],
            READY_NEW,
            5_000,
        ),
        (
            "the same link is the new one",
            vec![done_action(OLD_LINK, T2)],
            READY_OLD,
            5_000,
        ),
        (
            "the action is active for a while",
            vec![
                merged(&[link(OLD_LINK), action("active", T2)]),
                done_action(OLD_LINK, T2),
                done_action(OLD_LINK, T2),
            ],
            READY_OLD,
            9_500,
        ),
        (
            "the action is done, and the link is removed",
            vec![
                done_action(OLD_LINK, T2),
                action("done", T2),
                done_action(NEW_LINK, T2),
            ],
            READY_NEW,
            9_500,
        ),
        (
            "the old link under a new failure",
            vec![merged(&[link(OLD_LINK), action("failed", T2)])],
            "failed: failed failed Intune gives no reason.",
            2_000,
        ),
        ("the link is removed", vec![json!({})], TIMEOUT, 20_000),
    ];
    for (row, devices, expected, at_ms) in rows {
        let run = run(device_reply(&old()), &devices);
        assert_eq!((run.line().as_str(), run.at_ms), (expected, at_ms), "{row}");
    }
}

/// A server may write one instant in several ways, and its list may lose the latest action again.
#[test]
fn an_action_is_new_only_if_it_began_later() {
    for started in [
        "2027-01-15T07:00:00.0000000Z",
        "2027-01-15T07:00:00+00:00",
        "2027-01-15T09:00:00+02:00",
        "2027-01-15T06:59:59Z",
        "2019-01-01T00:00:00Z",
    ] {
        for (before, after) in [
            (old(), done_action(OLD_LINK, started)),
            (failed_action(T1), failed_action(started)),
        ] {
            assert_eq!(
                run(device_reply(&before), &[after]).line(),
                TIMEOUT,
                "{started}"
            );
        }
    }
}

#[test]
fn an_old_error_does_not_end_the_wait() {
    let rows: [(Vec<Value>, &str); 4] = [
        (vec![failed_action(T1)], TIMEOUT),
        (
            vec![failed_action(T1), failed_action(T2)],
            "failed: failed reported offline",
        ),
        (
            vec![failed_action(T1), done_action(NEW_LINK, T2)],
            READY_NEW,
        ),
        (
            vec![merged(&[failed_action(T1), link(NEW_LINK)])],
            READY_NEW,
        ),
    ];
    for (devices, expected) in rows {
        assert_eq!(
            run(device_reply(&failed_action(T1)), &devices).line(),
            expected
        );
    }
}

#[test]
fn without_a_read_before_the_request_the_first_read_stands_in() {
    let rows: [(&str, Vec<Value>, &str, u64); 8] = [
        (
            "a link finished proves nothing",
            vec![link(OLD_LINK)],
            TIMEOUT,
            20_000,
        ),
        (
            "an error finished",
            vec![error_details("offline")],
            TIMEOUT,
            20_000,
        ),
        ("an old action", vec![old()], TIMEOUT, 20_000),
        (
            "another link than at first",
            vec![link(OLD_LINK), link(NEW_LINK)],
            READY_NEW,
            5_000,
        ),
        (
            "a link where there was none",
            vec![json!({}), link(NEW_LINK)],
            READY_NEW,
            5_000,
        ),
        (
            "the action is done since the request, so that the link counts at the next read",
            vec![done_action(OLD_LINK, T2)],
            READY_OLD,
            5_000,
        ),
        (
            "the same, but the next read shows another link",
            vec![done_action(OLD_LINK, T2), done_action(NEW_LINK, T2)],
            READY_NEW,
            5_000,
        ),
        (
            "another error than at first",
            vec![error_details("offline"), error_details("no licence")],
            "failed: failed reported no licence",
            5_000,
        ),
    ];
    for (row, devices, expected, at_ms) in rows {
        let run = run(status(403), &devices);
        assert_eq!((run.line().as_str(), run.at_ms), (expected, at_ms), "{row}");
        assert!(!run.result.expect("an ending").is_compared, "{row}");
    }
}
