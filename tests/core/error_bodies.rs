//! What the error bodies of Graph and Intune add to the status, and what they cannot change. The rule
//! is in `src/reply/graph_error.rs`.
//!
//! The bodies are in `tests/fixtures/error-bodies.json`. The browser tests send the same bodies
//! through the shipped module, so that serde_json and the browser's JSON cannot differ unnoticed. A
//! field that an entry does not name under `expected` is null.

use serde::Deserialize;
use serde_json::json;

use super::support::arguments::TOKEN;
use super::support::replies::{ScriptedReply, status};
use super::support::reports::ReportedFailure;
use super::support::run::run_alone;
use super::support::script::Script;
use super::support::specs::{LIMITS, request_within, with_fixed_token};

/// An entry of `tests/fixtures/error-bodies.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    status: u16,
    body: String,
    expected: Expected,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Expected {
    code: String,
    graph_code: Option<String>,
    graph_message: Option<String>,
    activity_id: Option<String>,
    request_id: Option<String>,
    client_request_id: Option<String>,
}

impl Expected {
    fn has_details(&self) -> bool {
        let details = [
            &self.graph_code,
            &self.graph_message,
            &self.activity_id,
            &self.request_id,
            &self.client_request_id,
        ];
        details.into_iter().any(Option::is_some)
    }
}

impl From<Box<ReportedFailure>> for Expected {
    fn from(failure: Box<ReportedFailure>) -> Expected {
        Expected {
            code: failure.code.to_owned(),
            graph_code: failure.graph_code,
            graph_message: failure.graph_message,
            activity_id: failure.activity_id,
            request_id: failure.request_id,
            client_request_id: failure.client_request_id,
        }
    }
}

fn cases() -> Vec<Case> {
    let cases = include_str!("../fixtures/error-bodies.json");
    serde_json::from_str(cases).expect("the fixture is valid")
}

fn failure(reply: ScriptedReply) -> Box<ReportedFailure> {
    let spec = with_fixed_token(request_within(LIMITS), TOKEN);
    let result = run_alone(Script::replying([reply]), &spec).result;
    result.expect_err("no success was scripted")
}

#[test]
fn each_body_gives_its_details() {
    let cases = cases();
    assert!(cases.len() > 90, "{}", cases.len());
    for case in cases {
        let failure = failure(status(case.status).body(&case.body));
        assert_eq!(failure.status, Some(case.status), "{}", case.name);
        let outcome = match case.status {
            503 => "unknown",
            _ => "rejected",
        };
        assert_eq!(failure.outcome, outcome, "{}", case.name);
        assert_eq!(Expected::from(failure), case.expected, "{}", case.name);
    }
}

/// Two thousand levels of a document.
fn deep(open: &str, close: &str) -> String {
    [open.repeat(2_000), "1".to_owned(), close.repeat(2_000)].concat()
}

#[test]
fn a_body_without_details_changes_nothing_else() {
    let without_details = cases()
        .into_iter()
        .filter(|case| !case.expected.has_details());
    let bodies: Vec<String> = without_details.map(|case| case.body).collect();
    assert!(bodies.len() > 30, "{}", bodies.len());
    let deep_bodies = [
        deep("[", "]"),
        deep("{\"error\":", "}"),
        deep("{\"innerError\":", "}"),
        ["{\"error\":", &deep("{\"innerError\":", "}"), "}"].concat(),
    ];
    for body in bodies.into_iter().chain(deep_bodies) {
        for (number, code, outcome) in [
            (400, "badRequest", "rejected"),
            (503, "unavailable", "unknown"),
        ] {
            let reply = status(number).ids(Some("r"), None).retry_after("7");
            let found = failure(reply.body(&body));
            let row: String = body.chars().take(60).collect();
            assert_eq!(
                (found.code, found.outcome, found.status),
                (code, outcome, Some(number)),
                "{row}"
            );
            assert_eq!(found.retry_after_ms, Some(7_000.0), "{row}");
            assert_eq!(found.request_id.as_deref(), Some("r"), "{row}");
            let expected = Expected {
                code: code.to_owned(),
                graph_code: None,
                graph_message: None,
                activity_id: None,
                request_id: Some("r".to_owned()),
                client_request_id: None,
            };
            assert_eq!(Expected::from(found), expected, "{row}");
        }
    }
}

/// The number of layers that are read is limited.
#[test]
fn a_body_with_many_layers_gives_some_details() {
    let mut message = "the innermost".to_owned();
    // Each layer doubles the escapes. One more layer exceeds the limit of an error body.
    for layer in 0..11 {
        message = json!({"ErrorCode": format!("code-{layer}"), "Message": message}).to_string();
    }
    let body = json!({"error": {"code": "outer", "message": message}}).to_string();
    let found = failure(status(400).body(&body));
    let graph_code = found.graph_code.as_deref();
    assert!(
        graph_code.is_some_and(|code| code.starts_with("code-")),
        "{graph_code:?} of {} bytes",
        body.len()
    );
}
