//! A signal that fires during `startSession`. Before Graph has accepted the request, the call fails.
//! After that it resolves, because the device has been asked. The rule is in `src/session/follow.rs`
//! and `src/session/poll.rs`.

use serde_json::{Value, json};

use super::support::devices::{NEW_LINK, device, device_reply, link, plain_device_reply};
use super::support::replies::{ScriptedReply, status};
use super::support::script::{Script, Scripted, token_after};
use super::support::sessions::{SessionRun, replies_after, run_start, start_spec};

const TOKEN_MS: u64 = 10;
const HEADERS_MS: u64 = 100;
const BODY_MS: u64 = 50;

fn slow_read(properties: &Value) -> ScriptedReply {
    status(200).scripted_body(Scripted::After(BODY_MS, device(properties).to_string()))
}

/// Every phase takes time, so that a signal can fire inside it.
fn run_slowly(abort_at_ms: Option<u64>) -> SessionRun {
    let replies = [
        slow_read(&json!({})),
        status(204),
        slow_read(&json!({})),
        status(503).retry_after("1"),
        slow_read(&link(NEW_LINK)),
    ];
    let script = Script {
        tokens: (0..5).map(|_| token_after(TOKEN_MS, "t")).collect(),
        replies: replies_after(HEADERS_MS, replies.into()),
        abort_at_ms,
        ..Script::default()
    };
    run_start(script, &start_spec())
}

/// When the request is sent, and when Graph's 204 arrives.
const POSTED: u64 = TOKEN_MS + HEADERS_MS + BODY_MS + TOKEN_MS;
const ACCEPTED: u64 = POSTED + HEADERS_MS;

#[test]
fn a_signal_ends_the_call_at_every_point() {
    let undisturbed = run_slowly(None);
    assert_eq!(undisturbed.line(), "ready: ready https://go.example/s/2");
    let mut points: Vec<u64> = vec![0];
    let events = undisturbed.events.iter();
    let instants = events.map(|event| event.split(':').next().and_then(|at_ms| at_ms.parse().ok()));
    for instant in instants.chain([Some(undisturbed.at_ms)]) {
        let instant: u64 = instant.expect("an instant");
        let last = points[points.len() - 1];
        points.extend([last.midpoint(instant), instant]);
    }
    points.dedup();
    assert!(points.len() > 25, "{points:?}");
    for at_ms in points {
        let aborted = run_slowly(Some(at_ms));
        assert_eq!(aborted.at_ms, at_ms, "it ends at once");
        assert!(
            aborted.sent.iter().all(|sent| sent.at_ms < at_ms),
            "{at_ms}: sent after the signal"
        );
        let expected = match at_ms {
            at_ms if at_ms <= POSTED => "aborted notSent",
            at_ms if at_ms <= ACCEPTED => "aborted unknown",
            _ => "aborted: pending",
        };
        assert_eq!(aborted.line(), expected, "{at_ms}");
        assert_eq!(aborted.posts(), usize::from(at_ms > POSTED), "{at_ms}");
    }
    assert_eq!(
        run_slowly(Some(undisturbed.at_ms + 1)).line(),
        undisturbed.line()
    );
}

#[test]
fn after_a_204_the_call_gives_the_receipt() {
    let run = run_slowly(Some(1_000));
    assert_eq!(run.at_ms, 1_000);
    let aborted = run.result.expect("an ending");
    assert_eq!(aborted.receipt.map(|receipt| receipt.attempts), Some(1));
    assert!(aborted.is_compared);
    assert!(
        aborted.message.contains("Only the wait"),
        "{}",
        aborted.message
    );
}

/// The token function hangs after the 204. Nothing else would end that wait for a long time.
#[test]
fn a_signal_ends_a_token_request_that_hangs() {
    let mut tokens: Vec<_> = (0..2).map(|_| token_after(0, "t")).collect();
    tokens.push(Scripted::Never);
    let script = Script {
        tokens,
        abort_at_ms: Some(2_500),
        ..Script::replying([plain_device_reply(), status(204)])
    };
    let aborted = run_start(script, &start_spec());
    assert_eq!(
        (aborted.line().as_str(), aborted.at_ms),
        ("aborted: pending", 2_500)
    );
    assert!(
        aborted
            .events
            .contains(&"2500: token request dropped".to_owned())
    );
}

#[test]
fn a_signal_ends_a_wait_for_throttling() {
    for (replies, line) in [
        // The read was throttled, and the request was not sent.
        (vec![status(429).retry_after("20")], "aborted notSent"),
        (
            vec![plain_device_reply(), status(429).retry_after("20")],
            "aborted rejected",
        ),
        (
            vec![
                plain_device_reply(),
                status(204),
                status(429).retry_after("20"),
            ],
            "aborted: pending",
        ),
    ] {
        let script = Script {
            abort_at_ms: Some(5_000),
            ..Script::replying(replies)
        };
        let aborted = run_start(script, &start_spec());
        assert_eq!((aborted.line().as_str(), aborted.at_ms), (line, 5_000));
    }
}

#[test]
fn an_aborted_call_gives_the_session_of_the_last_read() {
    let named = json!({ "deviceName": "LAPTOP-07" });
    let script = Script {
        abort_at_ms: Some(3_000),
        ..Script::replying([
            plain_device_reply(),
            status(204),
            device_reply(&named),
            device_reply(&link(NEW_LINK)),
        ])
    };
    let aborted = run_start(script, &start_spec()).result.expect("an ending");
    assert_eq!(aborted.session.device_name.as_deref(), Some("LAPTOP-07"));
    assert_eq!(aborted.session.url, None);
}
