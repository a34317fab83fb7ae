//! Once a status has arrived, it decides. A body that stalls, breaks or is late costs only details.
//! The rule is in `src/request/attempts.rs`.

use super::support::replies::{ScriptedReply, status};
use super::support::run::{Finished, run_alone};
use super::support::script::{Script, Scripted};
use super::support::specs::{LIMITS, NO_RETRIES, request_within};

/// The limit of an attempt, its body included.
const TIMEOUT_MS: u64 = 1_000;

const BODY: &str = r#"{"error":{"code":"Some","message":"Text"}}"#;

/// A call with one reply. `headers_ms` is when its headers arrive. The 429 of the tables is not
/// followed by a retry.
fn run(
    status_number: u16,
    headers_ms: u64,
    body: Scripted<String>,
    abort_at_ms: Option<u64>,
) -> Finished {
    let reply = status(status_number)
        .ids(Some("r-1"), Some("c-1"))
        .retry_after("7")
        .scripted_body(body);
    let script = Script {
        replies: vec![Scripted::After(headers_ms, Some(reply))],
        abort_at_ms,
        ..Script::default()
    };
    run_alone(script, &request_within(NO_RETRIES))
}

fn body_after(ms: u64) -> Scripted<String> {
    Scripted::After(ms, BODY.to_owned())
}

const REPLIES: &[(u16, &str, &str)] = &[
    (200, "unexpectedResponse", "unknown"),
    (302, "redirected", "unknown"),
    (400, "badRequest", "rejected"),
    (401, "unauthenticated", "rejected"),
    (403, "forbidden", "rejected"),
    (404, "notFound", "rejected"),
    (408, "serverError", "unknown"),
    (409, "conflict", "rejected"),
    (418, "refused", "rejected"),
    (429, "throttled", "rejected"),
    (500, "serverError", "unknown"),
    (503, "unavailable", "unknown"),
];

/// The fields that come from status and headers.
fn assert_status_and_headers(finished: &Finished, number: u16, code: &str, outcome: &str) {
    let failure = finished.result.as_ref().expect_err("no success");
    assert_eq!((failure.code, failure.outcome), (code, outcome), "{number}");
    assert_eq!(
        (failure.status, failure.attempts),
        (Some(number), 1),
        "{number}"
    );
    assert_eq!(failure.request_id.as_deref(), Some("r-1"), "{number}");
    assert_eq!(
        failure.client_request_id.as_deref(),
        Some("c-1"),
        "{number}"
    );
    assert_eq!(failure.retry_after_ms, Some(7_000.0), "{number}");
    assert_eq!(finished.sent.len(), 1, "{number}");
}

fn graph_code(finished: &Finished) -> Option<&str> {
    let failure = finished.result.as_ref().err();
    failure.and_then(|failure| failure.graph_code.as_deref())
}

#[test]
fn a_body_that_never_ends_costs_only_details() {
    for (number, code, outcome) in REPLIES {
        let finished = run(*number, 10, Scripted::Never, None);
        assert_status_and_headers(&finished, *number, code, outcome);
        assert_eq!(graph_code(&finished), None, "{number}");
        assert_eq!(finished.at_ms, TIMEOUT_MS, "{number}");
        let expected = ["10: body requested", "1000: body cancelled"];
        assert_eq!(finished.events[2..4], expected, "{number}");
    }
}

/// Half a document is no JSON.
#[test]
fn a_body_that_is_cut_short_costs_only_details() {
    for (number, code, outcome) in REPLIES {
        let half = BODY.chars().take(BODY.len() / 2).collect();
        let finished = run(*number, 10, Scripted::After(30, half), None);
        assert_status_and_headers(&finished, *number, code, outcome);
        assert_eq!(graph_code(&finished), None, "{number}");
        assert_eq!(finished.at_ms, 40, "{number}");
    }
}

#[test]
fn a_body_that_arrives_in_time_is_read() {
    for (number, code, outcome) in REPLIES {
        let finished = run(*number, 10, body_after(300), None);
        assert_status_and_headers(&finished, *number, code, outcome);
        assert_eq!(graph_code(&finished), Some("Some"), "{number}");
        assert_eq!(finished.at_ms, 310, "{number}");
    }
}

/// An attempt has one limit. The time of the headers is missing for the body.
#[test]
fn the_limit_covers_headers_and_body_together() {
    for (headers_ms, body_ms, is_read) in [
        (0, 999, true),
        (0, 1_000, true),
        (0, 1_001, false),
        (1, 999, true),
        (1, 1_000, false),
        (600, 399, true),
        (600, 400, true),
        (600, 401, false),
        (999, 1, true),
        (999, 2, false),
        (1_000, 0, true),
        (1_000, 1, false),
    ] {
        let row = format!("headers {headers_ms}, body {body_ms}");
        let finished = run(403, headers_ms, body_after(body_ms), None);
        assert_status_and_headers(&finished, 403, "forbidden", "rejected");
        assert_eq!(graph_code(&finished).is_some(), is_read, "{row}");
        assert_eq!(
            finished.at_ms,
            (headers_ms + body_ms).min(TIMEOUT_MS),
            "{row}"
        );
    }
}

/// The status decides the outcome. The signal only ends the wait for the details.
#[test]
fn a_signal_while_the_body_is_read_keeps_the_outcome_of_the_status() {
    for (number, _, outcome) in REPLIES {
        for body in [Scripted::Never, body_after(300), body_after(190)] {
            let finished = run(*number, 10, body, Some(200));
            assert_status_and_headers(&finished, *number, "aborted", outcome);
            assert_eq!(graph_code(&finished), None, "{number}");
            assert_eq!(finished.at_ms, 200, "{number}");
            let last = finished.events.last().map(String::as_str);
            assert_eq!(last, Some("200: body cancelled"), "{number}");
        }
    }
}

#[test]
fn a_signal_after_the_body_changes_nothing() {
    let finished = run(403, 10, body_after(189), Some(200));
    assert_status_and_headers(&finished, 403, "forbidden", "rejected");
    assert_eq!(graph_code(&finished), Some("Some"));
}

#[test]
fn the_body_of_a_204_is_not_read() {
    for body in [Scripted::Never, body_after(10)] {
        let finished = run(204, 10, body, None);
        assert!(finished.result.is_ok(), "{:?}", finished.result);
        assert_eq!(finished.at_ms, 10);
        assert_eq!(finished.events[2..], ["10: body discarded"]);
    }
}

/// A slow attempt does not shorten the next one.
#[test]
fn each_attempt_has_the_whole_time() {
    let throttled = |body| status(429).retry_after("0.1").scripted_body(body);
    let replies: [(u64, ScriptedReply); 3] = [
        (900, throttled(Scripted::Never)),
        (900, throttled(body_after(5))),
        (900, status(403).scripted_body(body_after(99))),
    ];
    let script = Script {
        replies: replies
            .map(|(at, reply)| Scripted::After(at, Some(reply)))
            .into(),
        ..Script::default()
    };
    let finished = run_alone(script, &request_within(LIMITS));
    assert_eq!(finished.sent_at(), [0, 1_000, 2_000]);
    assert_eq!(
        (finished.code(), graph_code(&finished)),
        ("forbidden", Some("Some"))
    );
    assert_eq!(finished.at_ms, 2_999);
}
