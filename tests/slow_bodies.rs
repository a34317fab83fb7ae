//! Once a status has arrived it decides: a body that stalls, breaks or is late costs only details.

mod support;

use intune_remote_assistance::call::Limits;
use support::arguments::{LIMITS, call_within};
use support::canned::{Canned, status};
use support::script::{Alone, Script, Step, play};

/// The bound on headers and body together.
const TIMEOUT_MS: u64 = 1_000;

const BODY: &str = r#"{"error":{"code":"Some","message":"Text"}}"#;

/// A reply whose head takes so long, and whose body so much longer.
fn played(status_number: u16, head_ms: u64, body: Step<String>, abort_at: Option<u64>) -> Alone {
    let reply = status(status_number)
        .ids(Some("r-1"), Some("c-1"))
        .told("7")
        .body_step(body);
    let script = Script {
        replies: vec![Step::After(head_ms, Some(reply))],
        abort_at,
        ..Script::default()
    };
    // No retries: the 429 of the tables is the last one.
    let limits = Limits {
        max_retries: 0,
        ..LIMITS
    };
    play(script, &call_within(limits)).expect("the call ends")
}

fn after(milliseconds: u64) -> Step<String> {
    Step::After(milliseconds, BODY.to_owned())
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

/// The fields that the head alone fills.
fn assert_head(alone: &Alone, number: u16, code: &str, outcome: &str) {
    let failure = alone.settled.as_ref().expect_err("no success");
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
    assert_eq!(alone.sent.len(), 1, "{number}");
}

fn graph_code(alone: &Alone) -> Option<&str> {
    let failure = alone.settled.as_ref().err();
    failure.and_then(|failure| failure.graph_code.as_deref())
}

#[test]
fn a_body_that_never_ends_costs_only_details() {
    for (number, code, outcome) in REPLIES {
        let alone = played(*number, 10, Step::Never, None);
        assert_head(&alone, *number, code, outcome);
        assert_eq!(graph_code(&alone), None, "{number}");
        assert_eq!(alone.at, TIMEOUT_MS, "{number}");
        let expected = ["10: body asked", "1000: body cancelled"];
        assert_eq!(alone.journal[2..], expected, "{number}");
    }
}

/// A connection that breaks leaves half a document.
#[test]
fn a_body_that_breaks_costs_only_details() {
    for (number, code, outcome) in REPLIES {
        let half = BODY.chars().take(BODY.len() / 2).collect();
        let alone = played(*number, 10, Step::After(30, half), None);
        assert_head(&alone, *number, code, outcome);
        assert_eq!(graph_code(&alone), None, "{number}");
        assert_eq!(alone.at, 40, "{number}");
    }
}

#[test]
fn a_body_that_comes_in_time_is_read() {
    for (number, code, outcome) in REPLIES {
        let alone = played(*number, 10, after(300), None);
        assert_head(&alone, *number, code, outcome);
        assert_eq!(graph_code(&alone), Some("Some"), "{number}");
        assert_eq!(alone.at, 310, "{number}");
    }
}

/// One bound for the attempt: what the headers took is missing for the body.
#[test]
fn the_bound_covers_headers_and_body_together() {
    for (head_ms, body_ms, is_read) in [
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
        let row = format!("headers {head_ms}, body {body_ms}");
        let alone = played(403, head_ms, after(body_ms), None);
        assert_head(&alone, 403, "forbidden", "rejected");
        assert_eq!(graph_code(&alone).is_some(), is_read, "{row}");
        assert_eq!(alone.at, (head_ms + body_ms).min(TIMEOUT_MS), "{row}");
    }
}

/// The status has said what happened; the signal only ends the wait for its details.
#[test]
fn an_abort_while_the_body_is_read_keeps_what_the_status_proves() {
    for (number, _, outcome) in REPLIES {
        for body in [Step::Never, after(300), after(190)] {
            let alone = played(*number, 10, body, Some(200));
            assert_head(&alone, *number, "aborted", outcome);
            assert_eq!(graph_code(&alone), None, "{number}");
            assert_eq!(alone.at, 200, "{number}");
            let last = alone.journal.last().map(String::as_str);
            assert_eq!(last, Some("200: body cancelled"), "{number}");
        }
    }
}

/// Too late: the call has settled.
#[test]
fn an_abort_after_the_body_changes_nothing() {
    let alone = played(403, 10, after(189), Some(200));
    assert_head(&alone, 403, "forbidden", "rejected");
    assert_eq!(graph_code(&alone), Some("Some"));
}

#[test]
fn a_204_is_not_read() {
    for body in [Step::Never, after(10)] {
        let alone = played(204, 10, body, None);
        assert!(alone.settled.is_ok(), "{:?}", alone.settled);
        assert_eq!(alone.at, 10);
        assert_eq!(alone.journal[2..], ["10: body dropped"]);
    }
}

/// Each attempt has the whole time, whatever the one before it took.
#[test]
fn each_attempt_has_a_bound_of_its_own() {
    let throttled = |body| status(429).told("0.1").body_step(body);
    let replies: [(u64, Canned); 3] = [
        (900, throttled(Step::Never)),
        (900, throttled(after(5))),
        (900, status(403).body_step(after(99))),
    ];
    let script = Script {
        replies: replies
            .map(|(at, reply)| Step::After(at, Some(reply)))
            .into(),
        ..Script::default()
    };
    let alone = play(script, &call_within(LIMITS)).expect("the call ends");
    assert_eq!(alone.sent_at(), [0, 1_000, 2_000]);
    assert_eq!(
        (alone.code(), graph_code(&alone)),
        ("forbidden", Some("Some"))
    );
    assert_eq!(alone.at, 2_999);
}
