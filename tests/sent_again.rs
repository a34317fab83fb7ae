//! Which replies lead to another attempt: 429, and a claims challenge; nothing else does.
//!
//! The action rings a person's device: to send it twice is the worst success.

mod support;

use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::call::Limits;
use intune_remote_assistance::error::Error;
use intune_remote_assistance::reply::Kind;
use intune_remote_assistance::value::Value;
use support::arguments::{LIMITS, call_with_options, call_within, object, text};
use support::canned::{Canned, challenged, status};
use support::script::{Alone, Script, Step, play, token};

fn played(script: Script) -> Alone {
    play(script, &call_within(LIMITS)).expect("the call ends")
}

/// That reply to the first attempt; a second one would be accepted.
fn then_accepted(first: Step<Option<Canned>>) -> Script {
    Script {
        replies: vec![first, Step::After(0, Some(status(204)))],
        ..Script::default()
    }
}

#[test]
fn of_all_statuses_429_alone() {
    for number in 100..600 {
        type With = fn(Canned) -> Canned;
        let replies: [(&str, With); 4] = [
            ("bare", |reply| reply),
            ("with Retry-After", |reply| reply.told("1")),
            ("with Retry-After 0", |reply| reply.told("0")),
            ("with a challenge without claims", |reply| {
                reply.header("www-authenticate", "Bearer error=\"invalid_token\"")
            }),
        ];
        for (row, with) in replies {
            for fixed_token in [false, true] {
                let reply = Step::After(0, Some(with(status(number))));
                let alone = played(Script {
                    fixed_token,
                    ..then_accepted(reply)
                });
                let expected = if number == 429 { 2 } else { 1 };
                assert_eq!(alone.sent.len(), expected, "{number} {row}");
            }
        }
    }
}

/// Whether Graph acted on it is not known, and where it acted, a second one would ring again.
#[test]
fn nothing_that_is_lost_or_late_or_strange() {
    let opaque = Canned::of(Kind::OpaqueRedirect).told("1");
    let strange = Canned::of(Kind::NotAResponse).told("1");
    for (row, reply) in [
        ("no reply", Step::After(0, None)),
        ("no reply, later", Step::After(999, None)),
        ("never", Step::Never),
        ("late", Step::After(1_001, Some(status(429).told("1")))),
        ("a redirect", Step::After(0, Some(opaque))),
        ("no response", Step::After(0, Some(strange))),
    ] {
        let alone = played(then_accepted(reply));
        assert_eq!(alone.sent.len(), 1, "{row}: {:?}", alone.journal);
        let failure = alone.settled.expect_err(row);
        assert_eq!((failure.outcome, failure.attempts), ("unknown", 1), "{row}");
    }
}

/// The challenge is Graph's only under 401, and is a challenge only with claims.
#[test]
fn a_challenge_under_another_status_is_none() {
    let headers = challenged().headers;
    for number in (100..600).filter(|number| *number != 401 && *number != 429) {
        let mut reply = status(number);
        reply.headers.clone_from(&headers);
        let alone = played(then_accepted(Step::After(0, Some(reply))));
        assert_eq!(alone.sent.len(), 1, "{number}");
        assert_eq!(
            alone.settled.err().and_then(|failure| failure.claims),
            None,
            "{number}"
        );
    }
}

#[test]
fn at_most_max_retries_times() {
    for max_retries in 0..=5 {
        for throttled in 0..=7 {
            let row = format!("{throttled} times 429, maxRetries {max_retries}");
            let replies = (0..throttled).map(|_| status(429).told("1"));
            let script = Script::replying(replies.chain([status(204)]));
            let call = call_within(Limits {
                max_retries,
                ..LIMITS
            });
            let alone = play(script, &call).expect("the call ends");
            let attempts = throttled.min(max_retries) + 1;
            assert_eq!(alone.sent.len(), attempts as usize, "{row}");
            match alone.settled {
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

/// A token can expire during a wait: it is asked for when the wait is over.
#[test]
fn the_token_is_asked_for_before_every_attempt_and_after_the_wait() {
    let alone = played(Script {
        tokens: vec![
            Step::After(10, Ok(token("first"))),
            Step::After(20, Ok(token("second"))),
        ],
        ..Script::replying([status(429).told("5"), status(204)])
    });
    assert_eq!(
        alone.journal,
        [
            "0: token asked",
            "10: sent Bearer first",
            "10: waiting 5000",
            "5010: token asked",
            "5030: sent Bearer second"
        ]
    );
    assert_eq!(alone.code(), "receipt");
}

/// It says nothing that the wait would need, and it may never end.
#[test]
fn the_body_of_a_429_is_not_waited_for() {
    for body in [Step::Never, Step::After(700, "{}".to_owned())] {
        let first = status(429).told("1").body_step(body);
        let alone = played(then_accepted(Step::After(0, Some(first))));
        assert_eq!(alone.sent_at(), [0, 1_000]);
        let bodies: Vec<&String> = alone
            .journal
            .iter()
            .filter(|line| line.contains("body"))
            .collect();
        assert_eq!(bodies, ["0: body dropped"]);
        assert_eq!(alone.code(), "receipt");
    }
}

const BODY: &str = r#"{"error":{"code":"TooManyRequests","message":"Slow down","innerError":{"request-id":"r-1"}}}"#;

#[test]
fn when_the_retries_are_used_up_the_last_body_is_told() {
    let reply = |number: &str| {
        let body = BODY.replace("r-1", &["r-", number].concat());
        status(429).told(number).body(&body)
    };
    let alone = played(Script::replying([reply("1"), reply("2"), reply("3")]));
    let failure = alone.settled.expect_err("it was throttled");
    assert_eq!((failure.code, failure.outcome), ("throttled", "rejected"));
    assert_eq!((failure.attempts, failure.status), (3, Some(429)));
    assert_eq!(failure.graph_code.as_deref(), Some("TooManyRequests"));
    assert_eq!(failure.graph_message.as_deref(), Some("Slow down"));
    assert_eq!(failure.request_id.as_deref(), Some("r-3"));
    assert_eq!(failure.retry_after_ms, Some(3_000.0));
    assert_eq!(alone.at, 3_000);
}

#[test]
fn a_wait_beyond_the_budget_rejects_at_once() {
    let call = call_with_options(object([])).expect("a good call");
    let script = Script::replying([status(429).told("600").body(BODY), status(204)]);
    let alone = play(script, &call).expect("the call ends");
    let failure = alone.settled.expect_err("it was throttled");
    assert_eq!(alone.at, 0);
    assert_eq!((failure.code, failure.outcome), ("throttled", "rejected"));
    assert_eq!((failure.attempts, failure.status), (1, Some(429)));
    assert_eq!(failure.retry_after_ms, Some(600_000.0));
    assert_eq!(failure.graph_code.as_deref(), Some("TooManyRequests"));
    assert_eq!(failure.graph_message.as_deref(), Some("Slow down"));
    assert_eq!(failure.request_id.as_deref(), Some("r-1"));
}

/// Graph's sample.
#[test]
fn the_second_attempt_leaves_no_sooner_than_told() {
    for random in [0.0, 0.3, 0.999] {
        let alone = played(Script {
            random: vec![random],
            ..Script::replying([status(429).told("2.128"), status(204)])
        });
        let second = alone.sent_at()[1];
        assert!(
            (2_128..2_341).contains(&second),
            "{second}, random {random}"
        );
    }
}

const CLIENT_REQUEST_ID: &str = "2f1c7a52-9d3e-4b8a-8f60-5b0c6a1d7e94";

/// Graph's logs show one id for the whole call.
#[test]
fn every_attempt_is_the_same_request() {
    let with_id = object([("clientRequestId", text(CLIENT_REQUEST_ID))]);
    for (options, id) in [(with_id, Some(CLIENT_REQUEST_ID)), (object([]), None)] {
        let call: Call = *call_with_options(options).expect("a good call");
        let replies = [status(429), challenged(), status(429), status(204)];
        let alone = play(Script::replying(replies), &call).expect("the call ends");
        assert_eq!(alone.code(), "receipt");
        assert_eq!(alone.sent.len(), 4);
        for sent in &alone.sent {
            assert_eq!(sent.url, call.request.aim.url);
            assert_eq!(sent.client_request_id.as_deref(), id);
        }
    }
}

/// The reply to the last attempt stands for what ends the call between two attempts.
#[test]
fn what_fails_after_a_429_was_not_acted_on() {
    let token_fails = || {
        vec![
            Step::After(0, Ok(token("t"))),
            Step::After(0, Err(Error::TokenProviderThrew)),
        ]
    };
    let token_hangs = || vec![Step::After(0, Ok(token("t"))), Step::Never];
    let rows = [
        ("tokenProviderFailed", token_fails(), None, 1_000),
        ("timeout", token_hangs(), None, 2_000),
        ("aborted", vec![], Some(500), 500),
        ("aborted", token_hangs(), Some(1_500), 1_500),
    ];
    for (code, tokens, abort_at, at) in rows {
        let alone = played(Script {
            tokens,
            abort_at,
            ..Script::replying([status(429).told("1").ids(Some("r-1"), None)])
        });
        let failure = alone.settled.expect_err(code);
        assert_eq!((failure.code, failure.outcome), (code, "rejected"));
        assert_eq!((failure.attempts, failure.status), (1, Some(429)), "{code}");
        assert_eq!(failure.request_id.as_deref(), Some("r-1"), "{code}");
        assert_eq!(failure.retry_after_ms, Some(1_000.0), "{code}");
        assert_eq!(alone.at, at, "{code}");
    }
}

/// An attempt that was lost after a refused one is lost all the same.
#[test]
fn what_is_lost_after_a_429_is_unknown() {
    for (code, second) in [("network", Step::After(5, None)), ("timeout", Step::Never)] {
        let throttled = status(429).told("1").ids(Some("r-1"), None);
        let alone = played(Script {
            replies: vec![Step::After(0, Some(throttled)), second],
            ..Script::default()
        });
        let failure = alone.settled.expect_err(code);
        assert_eq!((failure.code, failure.outcome), (code, "unknown"));
        assert_eq!((failure.attempts, failure.status), (2, None), "{code}");
        // What the first reply said is not told of the second attempt.
        assert_eq!(
            (failure.request_id, failure.retry_after_ms),
            (None, None),
            "{code}"
        );
    }
}

/// The default of the options, as the portal gets them.
#[test]
fn without_options_it_is_sent_three_times_at_most() {
    let call = call_with_options(object([("maxRetries", Value::Undefined)]));
    let replies = (0..9).map(|_| status(429).told("1"));
    let alone = play(Script::replying(replies), &call.expect("a good call"));
    assert_eq!(alone.expect("the call ends").sent.len(), 3);
}
