//! A read succeeds with 200 and a document of the right shape. Everything else is an error. The rule
//! is in `src/endpoint.rs` and `src/request/attempts.rs`.

use super::support::arguments::{number, object};
use super::support::calls::read;
use super::support::clock::VirtualClock;
use super::support::platform::TestPlatform;
use super::support::replies::{BROKEN_BODY, ScriptedReply, status};
use super::support::reports::ReportedFailure;
use super::support::script::{Script, Scripted};
use super::support::specs::{read_connectors, read_device};
use crate::arguments::call_spec::CallSpec;
use crate::request::shared::Shared;

/// The ways in which a read can be made.
#[derive(Clone, Copy)]
enum Read {
    Device,
    List,
}

const READS: [Read; 2] = [Read::Device, Read::List];

impl Read {
    fn spec(self, max_retries: u32) -> Box<CallSpec> {
        let options = object([
            ("timeoutMs", number(1_000)),
            ("maxRetries", number(max_retries)),
        ]);
        match self {
            Read::Device => read_device("d-1", options),
            Read::List => read_connectors(options),
        }
    }
}

/// How a read ends: the document, or the code and the outcome. And when, and after how many attempts.
fn run(spec: &CallSpec, replies: Vec<ScriptedReply>) -> (String, u64, usize) {
    let shared = Shared::default();
    let clock = VirtualClock::default();
    let platform = TestPlatform::new(&clock, Script::replying(replies));
    let result = clock.run(read(&platform, &shared, spec));
    assert_eq!(clock.pending_timers(), 0, "a timer is left");
    let attempts = platform.sent().len();
    let line = match result.expect("it ends") {
        Ok(document) => document.0.to_string(),
        Err(failure) => {
            assert_eq!(failure.attempts as usize, attempts);
            format!("{} {}", failure.error.code(), failure.outcome().name())
        }
    };
    (line, clock.now_ms(), attempts)
}

/// How a read with that reply ends, and when. It is not repeated.
fn run_once(read: Read, reply: ScriptedReply) -> (String, u64) {
    let (line, at_ms, attempts) = run(&read.spec(2), vec![reply]);
    assert_eq!(attempts, 1, "the read was repeated");
    (line, at_ms)
}

/// The line of a document of the wrong shape.
const REFUSED: &str = "unexpectedResponse notSent";

#[test]
fn documents_of_the_right_shape_are_given() {
    for (read, body) in [
        (Read::Device, r#"{"id":"d-1"}"#),
        (Read::Device, r#"{"id":"D-1","value":7}"#),
        (Read::List, r#"{"value":[]}"#),
        (Read::List, r#"{"value":[null,1,{}]}"#),
    ] {
        let (line, _) = run_once(read, status(200).body(body));
        assert_eq!(line, body);
    }
}

/// As in the sample on Graph's page "Get managedDevice".
#[test]
fn a_device_may_be_wrapped_in_value_once() {
    let (line, _) = run_once(
        Read::Device,
        status(200).body(r#"{"value":{"id":"d-1","deviceName":"PC-1"}}"#),
    );
    assert_eq!(line, r#"{"deviceName":"PC-1","id":"d-1"}"#);
    let (line, _) = run_once(
        Read::Device,
        status(200).body(r#"{"value":{"value":{"id":"d-1"}}}"#),
    );
    assert_eq!(line, REFUSED);
}

#[test]
fn another_device_than_the_one_that_was_asked_for_is_refused() {
    for body in [
        r#"{"id":"another"}"#,
        r#"{"id":"d-11"}"#,
        r#"{"id":"d-"}"#,
        r#"{"value":{"id":"another"}}"#,
        r#"{"id":"another","value":{"id":"d-1"}}"#,
    ] {
        let (line, _) = run_once(Read::Device, status(200).body(body));
        assert_eq!(line, REFUSED, "{body}");
    }
}

#[test]
fn documents_of_another_shape_are_refused() {
    let devices = [
        "",
        " ",
        "{",
        "null",
        "7",
        "\"d-1\"",
        "[]",
        r#"[{"id":"d-1"}]"#,
        "{}",
        r#"{"id":null}"#,
        r#"{"id":7}"#,
        r#"{"id":""}"#,
        r#"{"ID":"d-1"}"#,
        r#"{"value":[{"id":"d-1"}]}"#,
        r#"{"error":{"code":"x","message":"y"}}"#,
        "<!doctype html><title>Sign in</title>",
    ];
    for body in devices {
        let (line, _) = run_once(Read::Device, status(200).body(body));
        assert_eq!(line, REFUSED, "{body}");
    }
    let lists = [
        "",
        "[]",
        "{}",
        r#"{"value":null}"#,
        r#"{"value":{}}"#,
        r#"{"value":"[]"}"#,
        r#"{"value":{"length":2}}"#,
        r#"{"id":"d-1"}"#,
        "<!doctype html>",
    ];
    for body in lists {
        let (line, _) = run_once(Read::List, status(200).body(body));
        assert_eq!(line, REFUSED, "{body}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(run_once(Read::List, status(200).body(&deep)).0, REFUSED);
}

#[test]
fn other_statuses_than_200_are_no_success_of_a_read() {
    for read in READS {
        for code in [201, 202, 203, 204, 205, 206, 226] {
            let reply = status(code).body(r#"{"id":"d-1","value":[]}"#);
            assert_eq!(run_once(read, reply).0, REFUSED, "{code}");
        }
    }
}

#[test]
fn a_missing_and_a_stalled_body_are_failures() {
    for read in READS {
        assert_eq!(run_once(read, status(200)), (REFUSED.to_owned(), 0));
        let stalled = status(200).scripted_body(Scripted::Never);
        assert_eq!(
            run_once(read, stalled),
            ("timeout notSent".to_owned(), 1_000)
        );
        let late = status(200).scripted_body(Scripted::After(1_001, r#"{"id":"d-1"}"#.to_owned()));
        assert_eq!(run_once(read, late).1, 1_000);
    }
    // The status of an error decides, without its body.
    let stalled = status(404).scripted_body(Scripted::Never);
    let (line, at_ms) = run_once(Read::Device, stalled);
    assert_eq!((line.as_str(), at_ms), ("notFound rejected", 1_000));
}

#[test]
fn a_read_is_repeated_after_a_body_that_breaks_off() {
    for (max_retries, expected_attempts, expected) in
        [(0, 1, "network notSent"), (1, 2, r#"{"id":"d-1"}"#)]
    {
        let replies = [BROKEN_BODY, r#"{"id":"d-1"}"#].map(|body| status(200).body(body));
        let (line, _, attempts) = run(&Read::Device.spec(max_retries), replies.into());
        assert_eq!((line.as_str(), attempts), (expected, expected_attempts));
    }
}

/// A browser drops the mark when it decodes the body (Encoding standard, "UTF-8 decode").
#[test]
fn a_byte_order_mark_before_a_document_is_dropped() {
    let reply = status(200).body("\u{feff}{\"id\":\"d-1\"}");
    assert_eq!(run_once(Read::Device, reply).0, r#"{"id":"d-1"}"#);
}

/// The limit of an error body is 64 KiB (`MAX_ERROR_BYTES`).
#[test]
fn an_error_body_beyond_its_limit_is_not_read() {
    for (length, code) in [(1 << 16, Some("c")), ((1 << 16) + 1, None)] {
        let mut body = r#"{"error":{"code":"c"}}"#.to_owned();
        body.push_str(&" ".repeat(length - body.len()));
        let clock = VirtualClock::default();
        let script = Script::replying([status(404).body(&body)]);
        let platform = TestPlatform::new(&clock, script);
        let (shared, spec) = (Shared::default(), Read::Device.spec(0));
        let result = clock.run(read(&platform, &shared, &spec)).expect("it ends");
        let failure = ReportedFailure::from(result.expect_err("a 404"));
        assert_eq!(failure.graph_code.as_deref(), code, "{length}");
    }
}
