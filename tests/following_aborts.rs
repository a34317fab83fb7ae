//! A signal that fires during a `startSession`: before Graph has taken the request the call fails as any
//! other, afterwards it resolves, so that no rejection stands for a device that rings already.

mod support;

use serde_json::json;
use support::canned::{Canned, status};
use support::devices::{NEW, device, link, seen};
use support::follow::{Followed, follow, start};
use support::script::{Script, Step, token};

const TOKEN_MS: u64 = 10;
const HEAD_MS: u64 = 100;
const BODY_MS: u64 = 50;

fn slow_look(properties: &serde_json::Value) -> Canned {
    status(200).body_step(Step::After(BODY_MS, device(properties).to_string()))
}

/// Every phase takes its time, so that a signal can fire inside it.
fn slow(abort_at: Option<u64>) -> Followed {
    let replies = [
        slow_look(&json!({})),
        status(204),
        slow_look(&json!({})),
        status(503).told("1"),
        slow_look(&link(NEW)),
    ];
    let late = |reply| Step::After(HEAD_MS, Some(reply));
    let script = Script {
        tokens: (0..5)
            .map(|_| Step::After(TOKEN_MS, Ok(token("t"))))
            .collect(),
        replies: replies.into_iter().map(late).collect(),
        abort_at,
        ..Script::default()
    };
    follow(script, &start())
}

/// When the request leaves, and when Graph's 204 is there.
const POSTED: u64 = TOKEN_MS + HEAD_MS + BODY_MS + TOKEN_MS;
const ACCEPTED: u64 = POSTED + HEAD_MS;

#[test]
fn at_every_point() {
    let undisturbed = slow(None);
    assert_eq!(undisturbed.line(), "ready: ready https://go.example/s/2");
    let mut points: Vec<u64> = vec![0];
    let lines = undisturbed.journal.iter();
    let instants = lines.map(|line| line.split(':').next().and_then(|at| at.parse().ok()));
    for instant in instants.chain([Some(undisturbed.at)]) {
        let instant: u64 = instant.expect("an instant");
        let last = points[points.len() - 1];
        points.extend([last.midpoint(instant), instant]);
    }
    points.dedup();
    assert!(points.len() > 25, "{points:?}");
    for at in points {
        let aborted = slow(Some(at));
        assert_eq!(aborted.at, at, "it ends at once");
        assert!(
            aborted.sent.iter().all(|sent| sent.at < at),
            "{at}: sent after it"
        );
        let expected = match at {
            at if at <= POSTED => "aborted notSent",
            at if at <= ACCEPTED => "aborted unknown",
            _ => "aborted: pending",
        };
        assert_eq!(aborted.line(), expected, "{at}");
        assert_eq!(aborted.posts(), usize::from(at > POSTED), "{at}");
    }
    assert_eq!(slow(Some(undisturbed.at + 1)).line(), undisturbed.line());
}

#[test]
fn after_204_the_receipt_is_not_lost() {
    let slow = slow(Some(1_000));
    assert_eq!(slow.at, 1_000);
    let aborted = slow.end.expect("an ending");
    assert_eq!(aborted.receipt.attempts, 1);
    assert!(aborted.is_compared);
    assert!(
        aborted.message.contains("only the waiting"),
        "{}",
        aborted.message
    );
}

/// In a wait for the token after 204, which nothing else would end for a long time.
#[test]
fn in_a_token_request_that_hangs() {
    let mut tokens: Vec<_> = (0..2).map(|_| Step::After(0, Ok(token("t")))).collect();
    tokens.push(Step::Never);
    let script = Script {
        tokens,
        abort_at: Some(2_500),
        ..Script::replying([seen(&json!({})), status(204)])
    };
    let aborted = follow(script, &start());
    assert_eq!(
        (aborted.line().as_str(), aborted.at),
        ("aborted: pending", 2_500)
    );
    assert!(
        aborted
            .journal
            .contains(&"2500: token request dropped".to_owned())
    );
}

#[test]
fn in_a_wait_for_throttling() {
    for (replies, line) in [
        // It was the look that was refused: the request has not been sent.
        (vec![status(429).told("20")], "aborted notSent"),
        (
            vec![seen(&json!({})), status(429).told("20")],
            "aborted rejected",
        ),
        (
            vec![seen(&json!({})), status(204), status(429).told("20")],
            "aborted: pending",
        ),
    ] {
        let script = Script {
            abort_at: Some(5_000),
            ..Script::replying(replies)
        };
        let aborted = follow(script, &start());
        assert_eq!((aborted.line().as_str(), aborted.at), (line, 5_000));
    }
}

/// What was seen last is handed out, not what will have become of it.
#[test]
fn the_session_is_as_it_was_last_seen() {
    let named = json!({ "deviceName": "LAPTOP-07" });
    let script = Script {
        abort_at: Some(3_000),
        ..Script::replying([
            seen(&json!({})),
            status(204),
            seen(&named),
            seen(&link(NEW)),
        ])
    };
    let aborted = follow(script, &start()).end.expect("an ending");
    assert_eq!(aborted.session.device_name.as_deref(), Some("LAPTOP-07"));
    assert_eq!(aborted.session.url, None);
}
