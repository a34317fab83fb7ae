//! What Graph's and Intune's error bodies say beyond the status, and what they cannot change.

mod support;

use serde_json::{Value, json};
use support::arguments::{LIMITS, call_within};
use support::canned::{Canned, status};
use support::report::Failure;
use support::script::{Script, play};

fn failure(reply: Canned) -> Failure {
    let script = Script {
        fixed_token: true,
        ..Script::replying([reply])
    };
    let alone = play(script, &call_within(LIMITS)).expect("the call ends");
    alone.settled.expect_err("no success was scripted")
}

fn refused_with(body: &Value) -> Failure {
    failure(status(400).body(&body.to_string()))
}

/// Code, message and Activity ID.
fn details(failure: &Failure) -> [Option<&str>; 3] {
    let code = failure.graph_code.as_deref();
    [
        code,
        failure.graph_message.as_deref(),
        failure.activity_id.as_deref(),
    ]
}

fn ids(failure: &Failure) -> [Option<&str>; 2] {
    [
        failure.request_id.as_deref(),
        failure.client_request_id.as_deref(),
    ]
}

const ACTIVITY: &str = "2b8f1c9e-6d3a-4f70-9e15-c4a7d2b60f38";

/// As Intune writes it.
fn intune_text(activity: &str) -> String {
    format!(
        "An error has occurred - Operation ID (for customer support): \
         00000000-0000-0000-0000-000000000000 - Activity ID: {activity} - Url: \
         https://fef.msub06.manage.microsoft.com/DeviceFE/StatelessDeviceFEService/deviceManagement"
    )
}

/// Intune's own layer, with the line breaks that it has on record.
fn intune_layer(message: &str) -> String {
    let message = Value::from(message);
    format!(
        "{{\r\n  \"_version\": 3,\r\n  \"Message\": {message},\r\n  \"CustomApiErrorPhrase\": \"\",\r\n  \
         \"RetryAfter\": null,\r\n  \"ErrorSourceService\": \"\",\r\n  \"HttpHeaders\": \"{{}}\"\r\n}}"
    )
}

/// One layer inside Graph's message.
fn single(code: &str) -> Value {
    json!({"error": {"code": code, "message": intune_layer(&intune_text(ACTIVITY)), "innerError": {
        "date": "2026-11-02T10:00:00", "request-id": "r-body", "client-request-id": "c-body"}}})
}

/// Two layers, as on record.
fn double(inner_code: &str) -> Value {
    let middle = json!({"ErrorCode": inner_code, "Message": intune_layer(&intune_text(ACTIVITY)),
        "Target": null, "Details": null, "InnerError": null, "InstanceAnnotations": []});
    json!({"error": {"code": "UnknownError", "message": middle.to_string(), "innerError": {
        "date": "2026-11-02T10:00:00", "request-id": "r-body", "client-request-id": "c-body"}}})
}

#[test]
fn graphs_own_errors() {
    let inner =
        json!({"date": "2026-11-02T10:00:00", "request-id": "r-1", "client-request-id": "c-1"});
    for spelling in ["innerError", "innererror"] {
        let body = json!({"error": {"code": "BadRequest", "message": "No.", spelling: inner}});
        let found = refused_with(&body);
        assert_eq!(
            details(&found),
            [Some("BadRequest"), Some("No."), None],
            "{spelling}"
        );
        assert_eq!(ids(&found), [Some("r-1"), Some("c-1")], "{spelling}");
        assert_eq!(
            (found.code, found.outcome, found.status),
            ("badRequest", "rejected", Some(400))
        );
    }
}

/// The innermost code that is not empty, and whatever ids there are.
#[test]
fn nested_and_empty_codes() {
    let rows = [
        (json!({"error": {"code": "a"}}), [Some("a"), None, None]),
        (json!({"error": {"code": ""}}), [None; 3]),
        (json!({"error": {"code": "", "message": ""}}), [None; 3]),
        (
            json!({"error": {"code": "", "innerError": {"code": "b"}}}),
            [Some("b"), None, None],
        ),
        (
            json!({"error": {"code": "a", "innerError": {"code": ""}}}),
            [Some("a"), None, None],
        ),
        (
            json!({"error": {"code": "a", "innerError": {"code": "b"}}}),
            [Some("b"), None, None],
        ),
        (
            json!({"error": {"code": "a", "innererror": {"code": "b", "innererror": {"code": "c"}}}}),
            [Some("c"), None, None],
        ),
        (
            json!({"error": {"code": "a", "innerError": {"innererror": {"code": "c"}, "code": ""}}}),
            [Some("c"), None, None],
        ),
        (json!({"error": {"message": "m"}}), [None, Some("m"), None]),
        // The inner layers have no message of their own.
        (
            json!({"error": {"message": "m", "innerError": {"code": "b", "message": "n"}}}),
            [Some("b"), Some("m"), None],
        ),
    ];
    for (body, expected) in rows {
        assert_eq!(details(&refused_with(&body)), expected, "{body}");
    }
    let nested = json!({"error": {"innerError": {"innerError": {"request-id": "r", "client-request-id": "c"}}}});
    assert_eq!(ids(&refused_with(&nested)), [Some("r"), Some("c")]);
}

#[test]
fn one_layer_of_intune() {
    let text = intune_text(ACTIVITY);
    for (code, expected) in [("BadRequest", Some("BadRequest")), ("", None)] {
        let found = refused_with(&single(code));
        assert_eq!(
            details(&found),
            [expected, Some(text.as_str()), Some(ACTIVITY)]
        );
        assert_eq!(ids(&found), [Some("r-body"), Some("c-body")]);
    }
}

#[test]
fn two_layers_of_intune() {
    let text = intune_text(ACTIVITY);
    for (inner, expected) in [("Forbidden", "Forbidden"), ("", "UnknownError")] {
        let found = failure(status(403).body(&double(inner).to_string()));
        assert_eq!(
            details(&found),
            [Some(expected), Some(text.as_str()), Some(ACTIVITY)]
        );
        assert_eq!((found.code, found.outcome), ("forbidden", "rejected"));
        assert_eq!(ids(&found), [Some("r-body"), Some("c-body")]);
    }
}

/// A message that only looks like a layer is a message.
#[test]
fn messages_that_are_no_layers() {
    for message in [
        "{",
        "{}",
        "{not JSON}",
        "{\"a\":1}",
        "[1]",
        "\"text\"",
        "null",
        "{0} of {1}",
        "  {  ",
        "{\"Message\":null}",
        "{\"Message\":\"\"}",
        "{\"Message\":{\"Message\":\"x\"}}",
        "{\"Message\":7}",
    ] {
        let found = refused_with(&json!({"error": {"code": "c", "message": message}}));
        assert_eq!(
            details(&found),
            [Some("c"), Some(message), None],
            "{message:?}"
        );
    }
    // White space before a layer, and a layer that has nothing but a code.
    let found =
        refused_with(&json!({"error": {"code": "c", "message": " \r\n{\"Message\": \"m\"}"}}));
    assert_eq!(details(&found), [Some("c"), Some("m"), None]);
    let found = refused_with(&json!({"error": {"code": "c", "message": "{\"ErrorCode\":\"d\"}"}}));
    assert_eq!(found.graph_code.as_deref(), Some("d"));
}

#[test]
fn what_is_not_graphs_json_costs_only_the_details() {
    let deep = |open: &str, close: &str| {
        [open.repeat(2_000), "1".to_owned(), close.repeat(2_000)].concat()
    };
    let bodies = [
        "",
        " ",
        "no",
        "<!doctype html><title>502 Bad Gateway</title>",
        "{",
        "{\"error\":",
        "{}x",
        "{'error':{}}",
        "\u{feff}{\"error\":{\"code\":7}}",
        "null",
        "true",
        "7",
        "\"error\"",
        "[]",
        "[{\"error\":{\"code\":\"c\"}}]",
        "{}",
        "{\"Error\":{\"code\":\"c\"}}",
        "{\"error\":null}",
        "{\"error\":\"invalid_grant\"}",
        "{\"error\":7}",
        "{\"error\":[]}",
        "{\"error\":[{\"code\":\"c\"}]}",
        "{\"error\":{}}",
        "{\"error\":{\"code\":7,\"message\":[\"m\"]}}",
        "{\"error\":{\"code\":null,\"message\":null,\"innerError\":null}}",
        "{\"error\":{\"code\":{\"code\":\"c\"},\"message\":true,\"innerError\":\"code\"}}",
        "{\"error\":{\"innerError\":[],\"innererror\":7}}",
        "{\"error\":{\"innerError\":{\"request-id\":7,\"client-request-id\":null}}}",
        &deep("[", "]"),
        &deep("{\"error\":", "}"),
        &deep("{\"innerError\":", "}"),
        &["{\"error\":", &deep("{\"innerError\":", "}"), "}"].concat(),
    ];
    for body in bodies {
        for (number, code, outcome) in [
            (400, "badRequest", "rejected"),
            (503, "unavailable", "unknown"),
        ] {
            let found = failure(status(number).ids(Some("r"), None).told("7").body(body));
            let row: String = body.chars().take(60).collect();
            assert_eq!(
                (found.code, found.outcome, found.status),
                (code, outcome, Some(number)),
                "{row}"
            );
            assert_eq!(details(&found), [None; 3], "{row}");
            assert_eq!(ids(&found), [Some("r"), None], "{row}");
            assert_eq!(found.retry_after_ms, Some(7_000.0), "{row}");
        }
    }
}

/// Layers upon layers end somewhere, with whatever was found by then.
#[test]
fn layers_without_end() {
    let mut message = "the innermost".to_owned();
    for layer in 0..12 {
        message = json!({"ErrorCode": format!("code-{layer}"), "Message": message}).to_string();
    }
    let found = refused_with(&json!({"error": {"code": "outer", "message": message}}));
    assert!(
        found
            .graph_code
            .is_some_and(|code| code.starts_with("code-"))
    );
    let mut inner = json!({"code": "innermost"});
    for _ in 0..100 {
        inner = json!({"innerError": inner});
    }
    let found = refused_with(&json!({"error": {"code": "outer", "innerError": inner}}));
    assert_eq!(found.code, "badRequest");
}
