//! What a read has to bring: 200, and a document of the right kind. Everything else is an error.

mod support;

use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::call::Page;
use intune_remote_assistance::function::Function;
use intune_remote_assistance::value::Value;
use support::arguments::{object, origin_of, text};
use support::canned::{BROKEN, Canned, status};
use support::clock::Clock;
use support::run::{Given, run};
use support::script::{Portal, Script, Step};

/// How such a reply ends a read of a device, or of a list.
fn told(function: Function, reply: Canned) -> (String, u64) {
    let (first, ids) = match function {
        Function::List => (text("deviceManagement/detectedApps"), object([])),
        _ => (Value::Undefined, object([("managedDeviceId", text("d-1"))])),
    };
    let options = object([("timeoutMs", Value::Number(1_000.0))]);
    let call = Call::from_arguments(function, first, ids, Value::Function, options, &origin_of);
    let clock = Clock::default();
    let portal = Portal::new(&clock, Script::replying([reply]));
    let page = Page::default();
    let end = clock.run(run(&portal, &page, &call.expect("a good call")));
    assert_eq!(clock.timers(), 0, "a timer is left");
    assert_eq!(portal.sent().len(), 1, "it is not asked for again");
    let line = match end.expect("it ends") {
        Ok(Given::Document(document)) => document.0.to_string(),
        Ok(other) => panic!("{other:?}"),
        Err(failure) => {
            assert_eq!(failure.attempts, 1);
            format!("{} {}", failure.code, failure.outcome)
        }
    };
    (line, clock.now())
}

const REFUSED: &str = "unexpectedResponse notSent";

#[test]
fn good_documents() {
    for (function, body) in [
        (Function::Session, r#"{"id":"d-1"}"#),
        (Function::Session, r#"{"id":"another","value":7}"#),
        (Function::List, r#"{"value":[]}"#),
        (Function::List, r#"{"value":[null,1,{}]}"#),
    ] {
        let (line, _) = told(function, status(200).body(body));
        assert_eq!(line, body);
    }
}

#[test]
fn documents_of_another_kind() {
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
        "\u{feff}{\"id\":\"d-1\"}",
    ];
    for body in devices {
        let (line, _) = told(Function::Session, status(200).body(body));
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
        let (line, _) = told(Function::List, status(200).body(body));
        assert_eq!(line, REFUSED, "{body}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(told(Function::List, status(200).body(&deep)).0, REFUSED);
}

#[test]
fn statuses_that_are_no_success_of_a_read() {
    for function in [Function::Session, Function::List] {
        for code in [201, 202, 203, 204, 205, 206, 226] {
            let reply = status(code).body(r#"{"id":"d-1","value":[]}"#);
            assert_eq!(told(function, reply).0, REFUSED, "{code}");
        }
    }
}

#[test]
fn no_body_and_a_body_that_stalls() {
    for function in [Function::Session, Function::List] {
        assert_eq!(told(function, status(200)), (REFUSED.to_owned(), 0));
        let stalled = status(200).body_step(Step::Never);
        assert_eq!(
            told(function, stalled),
            ("timeout notSent".to_owned(), 1_000)
        );
        let late = status(200).body_step(Step::After(1_001, r#"{"id":"d-1"}"#.to_owned()));
        assert_eq!(told(function, late).1, 1_000);
    }
    // Of an error, the status is what counts.
    let stalled = status(404).body_step(Step::Never);
    let (line, at) = told(Function::Session, stalled);
    assert_eq!((line.as_str(), at), ("notFound rejected", 1_000));
}

#[test]
fn a_body_that_breaks_off_is_asked_for_again() {
    for (retries, asked, line) in [(0, 1, "network notSent"), (1, 2, r#"{"id":"d-1"}"#)] {
        let ids = object([("managedDeviceId", text("d-1"))]);
        let options = object([("maxRetries", Value::Number(retries.into()))]);
        let call = Call::from_arguments(
            Function::Session,
            Value::Undefined,
            ids,
            Value::Function,
            options,
            &origin_of,
        );
        let clock = Clock::default();
        let whole = status(200).body(r#"{"id":"d-1"}"#);
        let portal = Portal::new(&clock, Script::replying([status(200).body(BROKEN), whole]));
        let end = clock.run(run(&portal, &Page::default(), &call.expect("a good call")));
        let told = match end.expect("it ends") {
            Ok(Given::Document(document)) => document.0.to_string(),
            Ok(other) => panic!("{other:?}"),
            Err(failure) => format!("{} {}", failure.code, failure.outcome),
        };
        assert_eq!((told.as_str(), portal.sent().len()), (line, asked));
    }
}
