//! A read changes nothing, so it is repeated where the action never is: after 502, 503, 504 and a lost
//! reply, within the same limits. And nothing about it is ever unknown.

mod support;

use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::call::Page;
use intune_remote_assistance::function::Function;
use intune_remote_assistance::value::Value;
use serde_json::json;
use support::arguments::{Fields, object, origin_of, text};
use support::canned::{CLAIMS, Canned, challenged, status};
use support::clock::Clock;
use support::devices::seen;
use support::report::Failure;
use support::run::{Given, run};
use support::script::{Portal, Script, Step, token};

struct Read {
    end: Result<Given, Failure>,
    at: u64,
    sent: Vec<u64>,
    waits: Vec<u32>,
    journal: Vec<String>,
}

impl Read {
    fn line(&self) -> String {
        match &self.end {
            Ok(Given::Document(_)) => "document".to_owned(),
            Ok(other) => panic!("{other:?}"),
            Err(failure) => format!("{} {}", failure.code, failure.outcome),
        }
    }
}

fn read_with<const N: usize>(script: Script, options: [(&str, Value); N]) -> Read {
    let call = Call::from_arguments(
        Function::Session,
        Value::Undefined,
        object([("managedDeviceId", text("d-1"))]),
        Value::Function,
        object(options),
        &origin_of,
    );
    let clock = Clock::default();
    let portal = Portal::new(&clock, script);
    let page = Page::default();
    let end = clock.run(run(&portal, &page, &call.expect("a good call")));
    assert_eq!(clock.timers(), 0, "a timer is left");
    let sent = portal.sent();
    assert!(sent.iter().all(|sent| sent.method == "GET"));
    Read {
        end: end.expect("it ends").map_err(|failure| *failure),
        at: clock.now(),
        sent: sent.iter().map(|sent| sent.at).collect(),
        waits: portal.waits(),
        journal: portal.journal(),
    }
}

fn read(script: Script) -> Read {
    read_with(script, [])
}

fn good() -> Canned {
    seen(&json!({}))
}

#[test]
fn the_request_is_a_get_of_the_device_with_its_session() {
    let call = Call::from_arguments(
        Function::Session,
        Value::Undefined,
        object([("managedDeviceId", text("A_b#"))]),
        Value::Function,
        Fields::Undefined,
        &origin_of,
    );
    let request = call.expect("a good call").request;
    assert_eq!(
        request.aim.url,
        "https://graph.microsoft.com/v1.0/deviceManagement/managedDevices/A_b%23?$select=id,\
         deviceName,remoteAssistanceSessionUrl,remoteAssistanceSessionErrorDetails,\
         deviceActionResults"
    );
    assert_eq!(request.device, None, "it stands in nobody's way");
}

#[test]
fn what_may_pass_is_read_again() {
    for code in [429, 502, 503, 504] {
        let again = read(Script::replying([status(code), status(code), good()]));
        assert_eq!(again.line(), "document", "{code}");
        assert_eq!(again.sent, [0, 1_000, 3_000], "{code}");
        let in_vain = read(Script::replying([status(code), status(code), status(code)]));
        assert_eq!(in_vain.sent, [0, 1_000, 3_000], "{code}");
        let failure = in_vain.end.expect_err("a failure");
        assert_eq!(failure.status, Some(code));
        assert_eq!(failure.attempts, 3);
    }
}

#[test]
fn a_lost_reply_is_read_again() {
    let lost = || Step::After(50, None);
    let script = Script {
        replies: vec![lost(), lost(), Step::After(0, Some(good()))],
        ..Script::default()
    };
    let again = read(script);
    assert_eq!(again.line(), "document");
    assert_eq!(again.sent, [0, 1_050, 3_100]);
    let script = Script {
        replies: vec![lost(), lost(), lost()],
        ..Script::default()
    };
    let in_vain = read(script);
    assert_eq!(in_vain.line(), "network notSent");
    assert_eq!(in_vain.end.expect_err("a failure").attempts, 3);
}

#[test]
fn nothing_else_is() {
    for code in [
        100, 201, 202, 204, 206, 301, 302, 304, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410,
        412, 416, 422, 423, 428, 500, 501, 505, 507, 509, 599,
    ] {
        let once = read(Script::replying([status(code), good()]));
        assert_eq!(once.sent, [0], "{code}");
        let failure = once.end.expect_err("a failure");
        assert_ne!(failure.outcome, "unknown", "{code}");
        assert_eq!(failure.status, Some(code));
    }
}

#[test]
fn a_timeout_is_the_end() {
    let script = Script {
        replies: vec![Step::Never, Step::After(0, Some(good()))],
        ..Script::default()
    };
    let late = read_with(script, [("timeoutMs", Value::Number(700.0))]);
    assert_eq!(late.line(), "timeout notSent");
    assert_eq!((late.at, late.sent.len()), (700, 1));
}

#[test]
fn a_told_wait_is_waited_and_counts() {
    for code in [429, 502, 503, 504] {
        let told = read(Script::replying([status(code).told("7"), good()]));
        assert_eq!(
            (told.line().as_str(), told.waits),
            ("document", vec![7_000]),
            "{code}"
        );
        let long = read(Script::replying([status(code).told("31"), good()]));
        assert_eq!(long.sent, [0], "{code}");
        let failure = long.end.expect_err("a failure");
        assert_eq!(failure.retry_after_ms, Some(31_000.0), "{code}");
    }
    let two = [status(503).told("20"), status(503).told("11"), good()];
    let used_up = read(Script::replying(two));
    assert_eq!(used_up.line(), "unavailable notSent");
    assert_eq!((used_up.at, used_up.sent.len()), (20_000, 2));
}

#[test]
fn the_limits_hold() {
    for retries in 0..=5_u32 {
        let script = Script::replying((0..9).map(|_| status(503)));
        let retries_option = ("maxRetries", Value::Number(retries.into()));
        let budget = ("retryBudgetMs", Value::Number(600_000.0));
        let read = read_with(script, [retries_option, budget]);
        assert_eq!(read.sent.len() as u32, retries + 1);
    }
    for (budget, attempts) in [
        (0.0, 1),
        (999.0, 1),
        (1_000.0, 2),
        (2_999.0, 2),
        (3_000.0, 3),
    ] {
        let script = Script {
            replies: (0..9).map(|_| Step::After(0, None)).collect(),
            ..Script::default()
        };
        let read = read_with(script, [("retryBudgetMs", Value::Number(budget))]);
        assert_eq!(read.sent.len(), attempts, "{budget}");
    }
}

#[test]
fn a_challenge_is_answered_once() {
    let answered = read(Script::replying([challenged(), good()]));
    assert_eq!(answered.line(), "document");
    assert!(
        answered
            .journal
            .contains(&format!("0: token asked for {CLAIMS}"))
    );
    let twice = read(Script::replying([challenged(), challenged(), good()]));
    assert_eq!(twice.line(), "claimsChallenge rejected");
    assert_eq!(twice.sent.len(), 2);
}

#[test]
fn a_signal_ends_it_in_every_phase_and_nothing_is_unknown() {
    for abort_at in [
        0, 5, 10, 60, 110, 500, 1_110, 1_115, 1_120, 1_170, 1_220, 1_240,
    ] {
        let slow = |canned: Canned| Step::After(100, Some(canned));
        let body = Step::After(50, r#"{"id":"d-1"}"#.to_owned());
        let script = Script {
            tokens: (0..2).map(|_| Step::After(10, Ok(token("t")))).collect(),
            replies: vec![slow(status(503)), slow(status(200).body_step(body))],
            abort_at: Some(abort_at),
            ..Script::default()
        };
        let aborted = read(script);
        let failure = aborted.end.expect_err("a failure");
        assert_eq!((failure.code, aborted.at), ("aborted", abort_at));
        assert_ne!(failure.outcome, "unknown", "{abort_at}");
    }
}

#[test]
fn the_message_speaks_of_reading() {
    let refused = read(Script::replying([status(403)]));
    let message = refused.end.expect_err("a failure").message;
    assert!(
        message.contains("DeviceManagementManagedDevices.Read.All"),
        "{message}"
    );
    assert!(!message.contains("device was not asked"), "{message}");
    let lost = read(Script::replying([status(500)]));
    let message = lost.end.expect_err("a failure").message;
    assert!(!message.contains("acted on"), "{message}");
}
