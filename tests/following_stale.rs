//! What an earlier session has left is not taken for the new one by `startSession`, whether the device
//! was read before or not; nor by `resumeSession`, which takes a request up.

mod support;

use intune_remote_assistance::value::Value;
use serde_json::{Value as Json, json};
use support::canned::{Canned, status};
use support::devices::{NEW, OLD, action, all, details, device, failed, link, seen};
use support::follow::{Followed, follow, ms, resume_with, start_within};
use support::script::{EPOCH_MS, Script, Step};

const T1: &str = "2027-01-15T07:00:00Z";
const T2: &str = "2027-01-15T08:00:01Z";

const READY_OLD: &str = "ready: ready https://go.example/s/1";
const READY_NEW: &str = "ready: ready https://go.example/s/2";
const TIMEOUT: &str = "timeout: pending";

/// What is seen, look by look, and at last over and over.
fn looks(looks: &[Json]) -> Vec<Step<Option<Canned>>> {
    let last = looks.last().expect("a look");
    let endless = looks.iter().chain((0..9).map(|_| last));
    endless
        .map(|look| Step::After(0, Some(seen(look))))
        .collect()
}

fn played(before: Canned, seen_after: &[Json]) -> Followed {
    let mut replies = vec![
        Step::After(0, Some(before)),
        Step::After(0, Some(status(204))),
    ];
    replies.extend(looks(seen_after));
    let script = Script {
        replies,
        ..Script::default()
    };
    follow(script, &start_within(20_000, 1_000))
}

fn done(url: &str, started: &str) -> Json {
    all(&[link(url), action("done", started)])
}

fn old() -> Json {
    done(OLD, T1)
}

#[test]
fn what_was_there_before_is_waited_out() {
    let rows: [(&str, Vec<Json>, &str, u64); 10] = [
        ("nothing changes", vec![old()], TIMEOUT, 20_000),
        (
            "a new link",
            vec![old(), old(), done(NEW, T2)],
            READY_NEW,
            9_500,
        ),
        ("at once", vec![done(NEW, T2)], READY_NEW, 2_000),
        (
            "without a word about the action",
            vec![link(NEW)],
            READY_NEW,
            2_000,
        ),
        (
            "the action is done a moment before the link is new",
            vec![done(OLD, T2), done(NEW, T2)],
            READY_NEW,
            5_000,
        ),
        (
            "the same link is the new one",
            vec![done(OLD, T2)],
            READY_OLD,
            5_000,
        ),
        (
            "it is under way for a while",
            vec![
                all(&[link(OLD), action("active", T2)]),
                done(OLD, T2),
                done(OLD, T2),
            ],
            READY_OLD,
            9_500,
        ),
        (
            "done, and the link is taken away",
            vec![done(OLD, T2), action("done", T2), done(NEW, T2)],
            READY_NEW,
            9_500,
        ),
        (
            "the old one under a new failure",
            vec![all(&[link(OLD), action("failed", T2)])],
            "failed: failed failed Intune gives no reason.",
            2_000,
        ),
        ("it is taken away", vec![json!({})], TIMEOUT, 20_000),
    ];
    for (row, seen_after, expected, at) in rows {
        let followed = played(seen(&old()), &seen_after);
        assert_eq!(
            (followed.line().as_str(), followed.at),
            (expected, at),
            "{row}"
        );
    }
}

/// A server may write one instant in several ways, and may forget its latest action again.
#[test]
fn an_action_is_new_only_if_it_began_later() {
    for started in [
        "2027-01-15T07:00:00.0000000Z",
        "2027-01-15T07:00:00+00:00",
        "2027-01-15T09:00:00+02:00",
        "2027-01-15T06:59:59Z",
        "2019-01-01T00:00:00Z",
    ] {
        for (before, after) in [(old(), done(OLD, started)), (failed(T1), failed(started))] {
            assert_eq!(played(seen(&before), &[after]).line(), TIMEOUT, "{started}");
        }
    }
}

#[test]
fn an_error_that_was_there_before_is_waited_out() {
    let rows: [(Vec<Json>, &str); 4] = [
        (vec![failed(T1)], TIMEOUT),
        (
            vec![failed(T1), failed(T2)],
            "failed: failed reported offline",
        ),
        (vec![failed(T1), done(NEW, T2)], READY_NEW),
        (vec![all(&[failed(T1), link(NEW)])], READY_NEW),
    ];
    for (seen_after, expected) in rows {
        assert_eq!(played(seen(&failed(T1)), &seen_after).line(), expected);
    }
}

#[test]
fn if_it_was_not_read_before_the_first_look_stands_in() {
    let rows: [(&str, Vec<Json>, &str, u64); 8] = [
        (
            "a link alone proves nothing",
            vec![link(OLD)],
            TIMEOUT,
            20_000,
        ),
        ("an error alone", vec![details("offline")], TIMEOUT, 20_000),
        ("an old action", vec![old()], TIMEOUT, 20_000),
        (
            "another link than at first",
            vec![link(OLD), link(NEW)],
            READY_NEW,
            5_000,
        ),
        (
            "a link where there was none",
            vec![json!({}), link(NEW)],
            READY_NEW,
            5_000,
        ),
        (
            "the action is done since: the link counts a look later",
            vec![done(OLD, T2)],
            READY_OLD,
            5_000,
        ),
        (
            "unless it is another one then",
            vec![done(OLD, T2), done(NEW, T2)],
            READY_NEW,
            5_000,
        ),
        (
            "another error than at first",
            vec![details("offline"), details("no licence")],
            "failed: failed reported no licence",
            5_000,
        ),
    ];
    for (row, seen_after, expected, at) in rows {
        let followed = played(status(403), &seen_after);
        assert_eq!(
            (followed.line().as_str(), followed.at),
            (expected, at),
            "{row}"
        );
        assert!(!followed.end.expect("an ending").is_compared, "{row}");
    }
}

fn resumed(before: Json, requested_at: f64, seen_after: &[Json]) -> Followed {
    let script = Script {
        replies: looks(seen_after),
        earlier: Some((requested_at, before)),
        ..Script::default()
    };
    let options: [(&str, Value); 1] = [("pollTimeoutMs", ms(20_000))];
    let followed = follow(script, &resume_with(options));
    assert_eq!(followed.posts(), 0, "it never asks for assistance");
    followed
}

#[test]
fn a_request_that_is_taken_up_is_read_at_once_and_held_against_what_was_before() {
    let rows: [(&str, Vec<Json>, &str, u64); 5] = [
        ("nothing has changed", vec![old()], TIMEOUT, 20_000),
        ("it is there by now", vec![done(NEW, T2)], READY_NEW, 0),
        ("it comes", vec![old(), old(), link(NEW)], READY_NEW, 5_000),
        ("the same link", vec![done(OLD, T2)], READY_OLD, 2_000),
        (
            "the error is new",
            vec![all(&[old(), details("x")])],
            "failed: failed reported x",
            0,
        ),
    ];
    for (row, seen_after, expected, at) in rows {
        let before = device(&old());
        let followed = resumed(before, EPOCH_MS, &seen_after);
        assert_eq!(
            (followed.line().as_str(), followed.at),
            (expected, at),
            "{row}"
        );
        let at = followed.news.iter().map(|news| news.requested_at_ms);
        assert!(at.clone().all(|at| at == EPOCH_MS), "{row}");
        let started = followed.end.expect("an ending");
        assert!(started.is_compared, "{row}");
    }
}

#[test]
fn what_is_kept_of_before_may_be_nothing_or_anything() {
    for before in [
        json!(null),
        json!({}),
        json!(7),
        json!("x"),
        json!([]),
        json!({ "id": 7 }),
    ] {
        for (seen_after, expected, at) in [
            (vec![link(OLD)], TIMEOUT, 20_000),
            (vec![done(OLD, T2)], READY_OLD, 2_000),
            (vec![link(OLD), link(NEW)], READY_NEW, 2_000),
        ] {
            let followed = resumed(before.clone(), EPOCH_MS, &seen_after);
            assert_eq!(
                (followed.line().as_str(), followed.at),
                (expected, at),
                "{before}"
            );
            assert!(!followed.end.expect("an ending").is_compared, "{before}");
        }
    }
}

/// It was asked for long ago: what began since then is the session, however old it is by now.
#[test]
fn a_request_of_an_hour_ago() {
    let hour_ago = EPOCH_MS - 3_600_000.0;
    let began = "2027-01-15T07:00:05Z";
    let followed = resumed(json!(null), hour_ago, &[done(OLD, began)]);
    assert_eq!(followed.line(), READY_OLD);
    let before_it = "2027-01-15T06:58:59Z";
    let followed = resumed(json!(null), hour_ago, &[done(OLD, before_it)]);
    assert_eq!(followed.line(), TIMEOUT);
}

#[test]
fn taken_up_it_ends_as_any_other() {
    let aborted = follow(
        Script {
            abort_at: Some(1_000),
            earlier: Some((EPOCH_MS, device(&json!({})))),
            ..Script::replying([seen(&json!({}))])
        },
        &resume_with([]),
    );
    assert_eq!(
        (aborted.line().as_str(), aborted.at),
        ("aborted: pending", 1_000)
    );
    let refused = Script {
        earlier: Some((EPOCH_MS, device(&json!({})))),
        ..Script::replying([status(404)])
    };
    let refused = follow(refused, &resume_with([]));
    assert_eq!(
        (refused.line().as_str(), refused.at),
        ("unreadable: pending (notFound)", 0)
    );
}
