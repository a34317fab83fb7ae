//! A read changes nothing, so that it is repeated where the action is not: after 500, 502, 503, 504 and
//! a lost reply, within the same limits. Nothing about a read is unknown. The rule is in
//! `src/endpoint.rs` and `src/request/attempts.rs`.

use super::support::arguments::{DEVICE, number, object};
use super::support::calls;
use super::support::challenge::CLAIMS;
use super::support::clock::VirtualClock;
use super::support::devices::plain_device_reply;
use super::support::document::TestDocument;
use super::support::platform::TestPlatform;
use super::support::replies::{ScriptedReply, challenge, status};
use super::support::reports::ReportedFailure;
use super::support::script::{Script, Scripted, at_once, token_after};
use super::support::specs::read_device;
use crate::arguments::host_value::{HostObject, HostValue};
use crate::request::shared::Shared;

/// A read that has ended.
struct Read {
    result: Result<TestDocument, Box<ReportedFailure>>,
    at_ms: u64,
    sent_at: Vec<u64>,
    waits: Vec<u32>,
    events: Vec<String>,
}

impl Read {
    fn line(&self) -> String {
        match &self.result {
            Ok(_) => "document".to_owned(),
            Err(failure) => format!("{} {}", failure.code, failure.outcome),
        }
    }
}

fn read_with<const N: usize>(script: Script, options: [(&str, HostValue); N]) -> Read {
    let spec = read_device(DEVICE, object(options));
    let shared = Shared::default();
    let clock = VirtualClock::default();
    let platform = TestPlatform::new(&clock, script);
    let result = clock.run(calls::read(&platform, &shared, &spec));
    assert_eq!(clock.pending_timers(), 0, "a timer is left");
    let sent = platform.sent();
    assert!(sent.iter().all(|sent| sent.method == "GET"));
    Read {
        result: result
            .expect("it ends")
            .map_err(Box::<ReportedFailure>::from),
        at_ms: clock.now_ms(),
        sent_at: sent.iter().map(|sent| sent.at_ms).collect(),
        waits: platform.waits(),
        events: platform.events(),
    }
}

fn read(script: Script) -> Read {
    read_with(script, [])
}

#[test]
fn the_request_is_a_get_of_the_device_with_its_session() {
    let spec = read_device("A_b#", HostObject::Undefined);
    assert_eq!(
        spec.endpoint.url,
        "https://graph.microsoft.com/v1.0/deviceManagement/managedDevices/A_b%23?$select=id,\
         deviceName,remoteAssistanceSessionUrl,remoteAssistanceSessionErrorDetails,\
         deviceActionResults"
    );
    assert_eq!(spec.device_key, None, "it needs no place of the device");
}

#[test]
fn a_read_is_repeated_after_a_temporary_failure() {
    for code in [429, 500, 502, 503, 504] {
        let again = read(Script::replying([
            status(code),
            status(code),
            plain_device_reply(),
        ]));
        assert_eq!(again.line(), "document", "{code}");
        assert_eq!(again.sent_at, [0, 1_000, 3_000], "{code}");
        let in_vain = read(Script::replying([status(code), status(code), status(code)]));
        assert_eq!(in_vain.sent_at, [0, 1_000, 3_000], "{code}");
        let failure = in_vain.result.expect_err("a failure");
        assert_eq!(failure.status, Some(code));
        assert_eq!(failure.attempts, 3);
    }
}

#[test]
fn a_read_is_repeated_after_a_lost_reply() {
    let lost = || Scripted::After(50, None);
    let script = Script {
        replies: vec![lost(), lost(), at_once(plain_device_reply())],
        ..Script::default()
    };
    let again = read(script);
    assert_eq!(again.line(), "document");
    assert_eq!(again.sent_at, [0, 1_050, 3_100]);
    let script = Script {
        replies: vec![lost(), lost(), lost()],
        ..Script::default()
    };
    let in_vain = read(script);
    assert_eq!(in_vain.line(), "network notSent");
    assert_eq!(in_vain.result.expect_err("a failure").attempts, 3);
}

#[test]
fn a_read_is_not_repeated_after_any_other_status() {
    for code in [
        100, 201, 202, 204, 206, 301, 302, 304, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410,
        412, 416, 422, 423, 428, 501, 505, 507, 509, 599,
    ] {
        let once = read(Script::replying([status(code), plain_device_reply()]));
        assert_eq!(once.sent_at, [0], "{code}");
        let failure = once.result.expect_err("a failure");
        assert_ne!(failure.outcome, "unknown", "{code}");
        assert_eq!(failure.status, Some(code));
    }
}

#[test]
fn a_timeout_ends_a_read() {
    let script = Script {
        replies: vec![Scripted::Never, at_once(plain_device_reply())],
        ..Script::default()
    };
    let late = read_with(script, [("timeoutMs", number(700))]);
    assert_eq!(late.line(), "timeout notSent");
    assert_eq!((late.at_ms, late.sent_at.len()), (700, 1));
}

#[test]
fn a_stated_wait_is_respected_and_taken_out_of_the_budget() {
    for code in [429, 502, 503, 504] {
        let short = read(Script::replying([
            status(code).retry_after("7"),
            plain_device_reply(),
        ]));
        assert_eq!(
            (short.line().as_str(), short.waits),
            ("document", vec![7_000]),
            "{code}"
        );
        let long = read(Script::replying([
            status(code).retry_after("31"),
            plain_device_reply(),
        ]));
        assert_eq!(long.sent_at, [0], "{code}");
        let failure = long.result.expect_err("a failure");
        assert_eq!(failure.retry_after_ms, Some(31_000.0), "{code}");
    }
    let two = [
        status(503).retry_after("20"),
        status(503).retry_after("11"),
        plain_device_reply(),
    ];
    let used_up = read(Script::replying(two));
    assert_eq!(used_up.line(), "unavailable notSent");
    assert_eq!((used_up.at_ms, used_up.sent_at.len()), (20_000, 2));
}

#[test]
fn a_read_respects_max_retries_and_budget() {
    for retries in 0..=5_u32 {
        let script = Script::replying((0..9).map(|_| status(503)));
        let retries_option = ("maxRetries", number(retries));
        let budget = ("retryBudgetMs", number(600_000));
        let read = read_with(script, [retries_option, budget]);
        assert_eq!(read.sent_at.len() as u32, retries + 1);
    }
    for (budget, attempts) in [(0, 1), (999, 1), (1_000, 2), (2_999, 2), (3_000, 3)] {
        let script = Script {
            replies: (0..9).map(|_| Scripted::After(0, None)).collect(),
            ..Script::default()
        };
        let read = read_with(script, [("retryBudgetMs", number(budget))]);
        assert_eq!(read.sent_at.len(), attempts, "{budget}");
    }
}

#[test]
fn a_challenge_is_answered_once() {
    let answered = read(Script::replying([challenge(), plain_device_reply()]));
    assert_eq!(answered.line(), "document");
    assert!(
        answered
            .events
            .contains(&format!("0: token requested for {CLAIMS}"))
    );
    let twice = read(Script::replying([
        challenge(),
        challenge(),
        plain_device_reply(),
    ]));
    assert_eq!(twice.line(), "claimsChallenge rejected");
    assert_eq!(twice.sent_at.len(), 2);
}

#[test]
fn a_signal_ends_a_read_in_every_phase_and_nothing_is_unknown() {
    for abort_at_ms in [
        0, 5, 10, 60, 110, 500, 1_110, 1_115, 1_120, 1_170, 1_220, 1_240,
    ] {
        let slow = |reply: ScriptedReply| Scripted::After(100, Some(reply));
        let body = Scripted::After(50, r#"{"id":"d-1"}"#.to_owned());
        let script = Script {
            tokens: (0..2).map(|_| token_after(10, "t")).collect(),
            replies: vec![slow(status(503)), slow(status(200).scripted_body(body))],
            abort_at_ms: Some(abort_at_ms),
            ..Script::default()
        };
        let aborted = read(script);
        let failure = aborted.result.expect_err("a failure");
        assert_eq!((failure.code, aborted.at_ms), ("aborted", abort_at_ms));
        assert_ne!(failure.outcome, "unknown", "{abort_at_ms}");
    }
}

#[test]
fn the_message_is_about_a_read() {
    let refused = read(Script::replying([status(403)]));
    let message = refused.result.expect_err("a failure").message;
    assert!(
        message.contains("DeviceManagementManagedDevices.Read.All"),
        "{message}"
    );
    assert!(!message.contains("device was not asked"), "{message}");
    let lost = read(Script::replying([status(500)]));
    let message = lost.result.expect_err("a failure").message;
    assert!(!message.contains("carried out"), "{message}");
}
