//! When `startSession` reads the device after the request, and when it stops. The rule is in
//! `src/session/poll.rs`.

use super::support::arguments::{number, object};
use super::support::devices::{NEW_LINK, device_reply, link, plain_device_reply};
use super::support::replies::{ScriptedReply, status};
use super::support::script::{Script, Scripted, at_once};
use super::support::sessions::{
    SessionRun, replies_after, run_start, session_replies, start_spec, start_spec_with,
    start_spec_within,
};

const READY: &str = "ready: ready https://go.example/s/2";

/// The same script, and after it reads without a session.
fn then_no_session(mut script: Script) -> Script {
    let endless = (0..80).map(|_| at_once(plain_device_reply()));
    script.replies.extend(endless);
    script
}

/// When the device was read after the request.
fn reads(run: &SessionRun) -> Vec<u64> {
    let gets = run.sent.iter().filter(|sent| sent.method == "GET");
    gets.skip(1).map(|sent| sent.at_ms).collect()
}

#[test]
fn the_pauses_grow_and_by_default_end_after_three_minutes() {
    let run = run_start(then_no_session(session_replies(0, vec![])), &start_spec());
    let mut expected = vec![2_000, 5_000, 9_500, 16_250];
    expected.extend((26_250..=176_250).step_by(10_000));
    expected.push(180_000);
    assert_eq!(reads(&run), expected);
    assert_eq!(run.line(), "timeout: pending");
    assert_eq!(run.at_ms, 180_000);
    let message = run.result.expect("an ending").message;
    for advice in [
        "accepted the request",
        "Company Portal",
        "TeamViewer",
        "getSession",
    ] {
        assert!(message.contains(advice), "{advice}: {message}");
    }
}

#[test]
fn poll_timeout_ms_is_exact() {
    for (limit, expected) in [
        (1, vec![1]),
        (2, vec![2]),
        (1_999, vec![1_999]),
        (2_000, vec![2_000]),
        (2_001, vec![2_000, 2_001]),
        (5_000, vec![2_000, 5_000]),
        (5_001, vec![2_000, 5_000, 5_001]),
        (30_000, vec![2_000, 5_000, 9_500, 16_250, 26_250, 30_000]),
    ] {
        let run = run_start(
            then_no_session(session_replies(0, vec![])),
            &start_spec_within(limit, 30_000),
        );
        assert_eq!(reads(&run), expected, "{limit}");
        assert_eq!(run.line(), "timeout: pending", "{limit}");
        assert_eq!(run.at_ms, u64::from(limit), "{limit}");
    }
}

/// The time of the request, with its wait for throttling, does not count.
#[test]
fn poll_timeout_ms_begins_when_graph_accepts_the_request() {
    let script = Script::replying([
        plain_device_reply(),
        status(429).retry_after("20"),
        status(204),
    ]);
    let run = run_start(then_no_session(script), &start_spec_within(3_000, 30_000));
    assert_eq!(reads(&run), [22_000, 23_000]);
    assert_eq!(run.at_ms, 23_000);
    assert_eq!(run.posts(), 2);
}

/// Without that time, a read at the end could never succeed.
#[test]
fn the_last_read_has_time_for_its_reply() {
    for limit in [1, 500, 2_000, 5_000] {
        let mut reads_after: Vec<ScriptedReply> = Vec::new();
        if limit > 2_000 {
            reads_after.push(plain_device_reply());
        }
        reads_after.push(device_reply(&link(NEW_LINK)));
        let run = run_start(
            session_replies(300, reads_after),
            &start_spec_within(limit, 30_000),
        );
        assert_eq!(run.line(), READY, "{limit}");
    }
}

#[test]
fn reads_that_hang_prolong_the_wait_by_at_most_two_seconds() {
    for limit in [1, 1_000, 10_000, 60_000] {
        let script = Script {
            replies: replies_after(0, vec![plain_device_reply(), status(204)])
                .into_iter()
                .chain((0..80).map(|_| Scripted::Never))
                .collect(),
            ..Script::default()
        };
        let run = run_start(script, &start_spec_within(limit, 30_000));
        assert_eq!(run.line(), "timeout: pending", "{limit}");
        assert!(
            run.at_ms <= u64::from(limit) + 2_000,
            "{limit}: {}",
            run.at_ms
        );
    }
}

/// The limit holds for a read with its retries and waits.
#[test]
fn reads_that_fail_slowly_prolong_the_wait_by_at_most_two_seconds() {
    for (limit, takes) in [
        (30_000, 27_000),
        (30_000, 9_000),
        (120_000, 110_000),
        (5_000, 1),
    ] {
        for retry_after in [None, Some("3"), Some("20")] {
            let failed = || match retry_after {
                Some(header) => status(503).retry_after(header),
                None => status(503),
            };
            let script = Script {
                replies: replies_after(0, vec![plain_device_reply(), status(204)])
                    .into_iter()
                    .chain((0..80).map(|_| Scripted::After(takes, Some(failed()))))
                    .collect(),
                ..Script::default()
            };
            let options = [
                ("pollTimeoutMs", number(limit)),
                ("timeoutMs", number(600_000)),
                ("maxRetries", number(5)),
                ("retryBudgetMs", number(600_000)),
            ];
            let run = run_start(script, &start_spec_with(object(options)));
            assert!(!run.line().starts_with("ready"), "{limit} {takes}");
            let latest = u64::from(limit) + 2_000;
            assert!(run.at_ms <= latest, "{limit} {takes}: {}", run.at_ms);
        }
    }
}
