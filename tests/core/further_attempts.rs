//! Two replies lead to another attempt of the action: 429, and a claims challenge. No other reply
//! does, because the action rings a person's device. The rule is in `src/request/attempts.rs` and
//! `src/request/retries.rs`.

use super::support::arguments::{object, spec_with_options, text};
use super::support::replies::{ScriptedReply, challenge, status};
use super::support::run::{Finished, run_alone};
use super::support::script::{
    Script, Scripted, ScriptedAttempt, at_once, token_after, token_fails_after,
};
use super::support::specs::{LIMITS, request_with_defaults, request_within, with_fixed_token};
use crate::arguments::host_value::HostValue;
use crate::arguments::options::Limits;
use crate::reply::reply::ReplyStatus;

fn run(script: Script) -> Finished {
    run_alone(script, &request_within(LIMITS))
}

/// That reply to the first attempt. A second attempt would be accepted.
fn then_accepted(first: ScriptedAttempt) -> Script {
    Script::with_replies([first, at_once(status(204))])
}

#[test]
fn of_all_statuses_only_429_leads_to_another_attempt() {
    for number in 100..600 {
        type With = fn(ScriptedReply) -> ScriptedReply;
        let replies: [(&str, With); 4] = [
            ("bare", |reply| reply),
            ("with Retry-After", |reply| reply.retry_after("1")),
            ("with Retry-After 0", |reply| reply.retry_after("0")),
            ("with a challenge without claims", |reply| {
                reply.header("www-authenticate", "Bearer error=\"invalid_token\"")
            }),
        ];
        for (row, with) in replies {
            for fixed_token in [false, true] {
                let spec = match fixed_token {
                    true => with_fixed_token(request_within(LIMITS), "token-1"),
                    false => request_within(LIMITS),
                };
                let reply = at_once(with(status(number)));
                let finished = run_alone(then_accepted(reply), &spec);
                let expected = if number == 429 { 2 } else { 1 };
                assert_eq!(finished.sent.len(), expected, "{number} {row}");
            }
        }
    }
}

/// Graph may have carried out the request. Another attempt would ring the device again.
#[test]
fn a_lost_a_late_and_an_unreadable_reply_lead_to_no_other_attempt() {
    let opaque = ScriptedReply::of(ReplyStatus::OpaqueRedirect).retry_after("1");
    let unreadable = ScriptedReply::of(ReplyStatus::NotAResponse).retry_after("1");
    for (row, reply) in [
        ("no reply", Scripted::After(0, None)),
        ("no reply, later", Scripted::After(999, None)),
        ("never", Scripted::Never),
        (
            "late",
            Scripted::After(1_001, Some(status(429).retry_after("1"))),
        ),
        ("a redirect", at_once(opaque)),
        ("no response", at_once(unreadable)),
    ] {
        let finished = run(then_accepted(reply));
        assert_eq!(finished.sent.len(), 1, "{row}: {:?}", finished.events);
        let failure = finished.result.expect_err(row);
        assert_eq!((failure.outcome, failure.attempts), ("unknown", 1), "{row}");
    }
}

/// The header counts as a challenge under 401 only.
#[test]
fn a_challenge_under_another_status_is_ignored() {
    let headers = challenge().headers;
    for number in (100..600).filter(|number| *number != 401 && *number != 429) {
        let mut reply = status(number);
        reply.headers.clone_from(&headers);
        let finished = run(then_accepted(at_once(reply)));
        assert_eq!(finished.sent.len(), 1, "{number}");
        assert_eq!(
            finished.result.err().and_then(|failure| failure.claims),
            None,
            "{number}"
        );
    }
}

#[test]
fn the_action_is_sent_again_at_most_max_retries_times() {
    for max_retries in 0..=5 {
        for throttled in 0..=7 {
            let row = format!("{throttled} times 429, maxRetries {max_retries}");
            let replies = (0..throttled).map(|_| status(429).retry_after("1"));
            let script = Script::replying(replies.chain([status(204)]));
            let spec = request_within(Limits {
                max_retries,
                ..LIMITS
            });
            let finished = run_alone(script, &spec);
            let attempts = throttled.min(max_retries) + 1;
            assert_eq!(finished.sent.len(), attempts as usize, "{row}");
            match finished.result {
                Ok(receipt) => {
                    assert!(throttled <= max_retries, "{row}");
                    assert_eq!(receipt.attempts, attempts, "{row}");
                }
                Err(failure) => {
                    assert!(throttled > max_retries, "{row}: {}", failure.code);
                    assert_eq!(
                        (failure.code, failure.outcome),
                        ("throttled", "rejected"),
                        "{row}"
                    );
                    assert_eq!(failure.attempts, attempts, "{row}");
                    assert_eq!(failure.retry_after_ms, Some(1_000.0), "{row}");
                }
            }
        }
    }
}

/// A token can expire during a wait.
#[test]
fn the_token_function_is_called_after_the_wait_and_before_each_attempt() {
    let finished = run(Script {
        tokens: vec![token_after(10, "first"), token_after(20, "second")],
        ..Script::replying([status(429).retry_after("5"), status(204)])
    });
    assert_eq!(
        finished.events,
        [
            "0: token requested",
            "10: sent Bearer first",
            "10: waiting 5000",
            "5010: token requested",
            "5030: sent Bearer second"
        ]
    );
    assert_eq!(finished.code(), "receipt");
}

/// The body of a 429 that is waited for says nothing of use, and it may never end.
#[test]
fn the_body_of_a_429_before_a_retry_is_not_read() {
    for body in [Scripted::Never, Scripted::After(700, "{}".to_owned())] {
        let first = status(429).retry_after("1").scripted_body(body);
        let finished = run(then_accepted(at_once(first)));
        assert_eq!(finished.sent_at(), [0, 1_000]);
        let bodies: Vec<&String> = finished
            .events
            .iter()
            .filter(|line| line.contains("body"))
            .collect();
        assert_eq!(bodies, ["0: body discarded"]);
        assert_eq!(finished.code(), "receipt");
    }
}

const BODY: &str = r#"{"error":{"code":"TooManyRequests","message":"Slow down","innerError":{"request-id":"r-1"}}}"#;

#[test]
fn when_the_retries_are_used_up_the_failure_has_the_last_body() {
    let reply = |number: &str| {
        let body = BODY.replace("r-1", &["r-", number].concat());
        status(429).retry_after(number).body(&body)
    };
    let finished = run(Script::replying([reply("1"), reply("2"), reply("3")]));
    let failure = finished.result.expect_err("it was throttled");
    assert_eq!((failure.code, failure.outcome), ("throttled", "rejected"));
    assert_eq!((failure.attempts, failure.status), (3, Some(429)));
    assert_eq!(failure.graph_code.as_deref(), Some("TooManyRequests"));
    assert_eq!(failure.graph_message.as_deref(), Some("Slow down"));
    assert_eq!(failure.request_id.as_deref(), Some("r-3"));
    assert_eq!(failure.retry_after_ms, Some(3_000.0));
    assert_eq!(finished.at_ms, 3_000);
}

#[test]
fn a_wait_beyond_the_budget_fails_the_call_at_once() {
    let script = Script::replying([status(429).retry_after("600").body(BODY), status(204)]);
    let finished = run_alone(script, &request_with_defaults());
    let failure = finished.result.expect_err("it was throttled");
    assert_eq!(finished.at_ms, 0);
    assert_eq!((failure.code, failure.outcome), ("throttled", "rejected"));
    assert_eq!((failure.attempts, failure.status), (1, Some(429)));
    assert_eq!(failure.retry_after_ms, Some(600_000.0));
    assert_eq!(failure.graph_code.as_deref(), Some("TooManyRequests"));
    assert_eq!(failure.graph_message.as_deref(), Some("Slow down"));
    assert_eq!(failure.request_id.as_deref(), Some("r-1"));
}

/// The value is from the sample on Graph's page "Microsoft Graph throttling guidance".
#[test]
fn the_second_attempt_is_not_sent_before_the_stated_time() {
    for random in [0.0, 0.3, 0.999] {
        let finished = run(Script {
            random: vec![random],
            ..Script::replying([status(429).retry_after("2.128"), status(204)])
        });
        let second = finished.sent_at()[1];
        assert!(
            (2_128..2_341).contains(&second),
            "{second}, random {random}"
        );
    }
}

const CLIENT_REQUEST_ID: &str = "2f1c7a52-9d3e-4b8a-8f60-5b0c6a1d7e94";

/// Graph's logs then show one id for the whole call.
#[test]
fn every_attempt_has_the_same_url_and_client_request_id() {
    let with_id = object([("clientRequestId", text(CLIENT_REQUEST_ID))]);
    for (options, id) in [(with_id, Some(CLIENT_REQUEST_ID)), (object([]), None)] {
        let spec = spec_with_options(options).expect("valid arguments");
        let replies = [status(429), challenge(), status(429), status(204)];
        let finished = run_alone(Script::replying(replies), &spec);
        assert_eq!(finished.code(), "receipt");
        assert_eq!(finished.sent.len(), 4);
        for sent in &finished.sent {
            assert_eq!(sent.url, spec.endpoint.url);
            assert_eq!(sent.client_request_id.as_deref(), id);
        }
    }
}

/// Between two attempts, the reply to the last one decides the outcome.
#[test]
fn a_call_that_ends_after_a_429_was_rejected() {
    let token_fails = || vec![token_after(0, "t"), token_fails_after(0)];
    let token_hangs = || vec![token_after(0, "t"), Scripted::Never];
    let rows = [
        ("tokenProviderFailed", token_fails(), None, 1_000),
        ("timeout", token_hangs(), None, 2_000),
        ("aborted", vec![], Some(500), 500),
        ("aborted", token_hangs(), Some(1_500), 1_500),
    ];
    for (code, tokens, abort_at_ms, at) in rows {
        let finished = run(Script {
            tokens,
            abort_at_ms,
            ..Script::replying([status(429).retry_after("1").ids(Some("r-1"), None)])
        });
        let failure = finished.result.expect_err(code);
        assert_eq!((failure.code, failure.outcome), (code, "rejected"));
        assert_eq!((failure.attempts, failure.status), (1, Some(429)), "{code}");
        assert_eq!(failure.request_id.as_deref(), Some("r-1"), "{code}");
        assert_eq!(failure.retry_after_ms, Some(1_000.0), "{code}");
        assert_eq!(finished.at_ms, at, "{code}");
    }
}

/// An earlier refusal proves nothing about a later attempt.
#[test]
fn an_attempt_that_is_lost_after_a_429_leaves_the_outcome_unknown() {
    for (code, second) in [
        ("network", Scripted::After(5, None)),
        ("timeout", Scripted::Never),
    ] {
        let throttled = status(429).retry_after("1").ids(Some("r-1"), None);
        let finished = run(Script::with_replies([at_once(throttled), second]));
        let failure = finished.result.expect_err(code);
        assert_eq!((failure.code, failure.outcome), (code, "unknown"));
        assert_eq!((failure.attempts, failure.status), (2, None), "{code}");
        // The ids and the wait of the first reply do not belong to the second attempt.
        assert_eq!(
            (failure.request_id, failure.retry_after_ms),
            (None, None),
            "{code}"
        );
    }
}

#[test]
fn without_options_the_action_is_sent_at_most_three_times() {
    let spec = spec_with_options(object([("maxRetries", HostValue::Undefined)]));
    let replies = (0..9).map(|_| status(429).retry_after("1"));
    let spec = spec.expect("valid arguments");
    assert_eq!(run_alone(Script::replying(replies), &spec).sent.len(), 3);
}
