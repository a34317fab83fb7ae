//! What goes wrong on the way of a `startSession`: before Graph has taken the request it is the
//! request's own failure, afterwards there is none.

mod support;

use intune_remote_assistance::error::Error;
use intune_remote_assistance::reply::Kind;
use intune_remote_assistance::token::Fault;
use serde_json::json;
use support::canned::{Canned, challenged, status};
use support::devices::{NEW, link, seen};
use support::follow::{Followed, follow, start_within};
use support::script::{Script, Step, token};

type Reply = Step<Option<Canned>>;

fn now(reply: Canned) -> Reply {
    Step::After(0, Some(reply))
}

fn nothing() -> Canned {
    seen(&json!({}))
}

/// Replies one after the other, and in the end the same over and over.
fn played(first: Vec<Reply>, then: fn() -> Reply) -> Followed {
    let replies = first.into_iter().chain((0..60).map(|_| then())).collect();
    let script = Script {
        replies,
        ..Script::default()
    };
    follow(script, &start_within(20_000, 1_000))
}

const READY: &str = "ready: ready https://go.example/s/2";

#[test]
fn a_device_that_cannot_be_read_before_is_asked_all_the_same() {
    let rows: [(&str, fn() -> Vec<Reply>); 18] = [
        ("network", || {
            vec![
                Step::After(0, None),
                Step::After(0, None),
                Step::After(0, None),
            ]
        }),
        ("timeout", || vec![Step::Never]),
        ("badRequest", || vec![now(status(400))]),
        ("unauthenticated", || vec![now(status(401))]),
        ("claimsChallenge", || {
            vec![now(challenged()), now(challenged())]
        }),
        ("forbidden", || vec![now(status(403))]),
        ("notFound", || vec![now(status(404))]),
        ("conflict", || vec![now(status(409))]),
        ("refused", || vec![now(status(418))]),
        ("throttled", || {
            vec![now(status(429)), now(status(429)), now(status(429))]
        }),
        ("serverError", || vec![now(status(500))]),
        ("serverError", || {
            vec![now(status(502)), now(status(502)), now(status(504))]
        }),
        ("unavailable", || {
            vec![now(status(503)), now(status(503)), now(status(503))]
        }),
        ("redirected", || vec![now(Canned::of(Kind::OpaqueRedirect))]),
        ("unexpectedResponse", || {
            vec![now(Canned::of(Kind::NotAResponse))]
        }),
        ("unexpectedResponse", || vec![now(status(204))]),
        ("unexpectedResponse", || {
            vec![now(status(200).body("<html>"))]
        }),
        ("timeout", || vec![now(status(200).body_step(Step::Never))]),
    ];
    for (problem, replies) in rows {
        let mut replies = replies();
        replies.extend([now(status(204)), now(nothing())]);
        let followed = played(replies, || now(seen(&link(NEW))));
        assert_eq!(followed.line(), READY, "{problem}");
        assert_eq!(followed.posts(), 1, "{problem}");
        assert_eq!(followed.phases()[1], format!("requesting {problem}"));
        assert!(!followed.end.expect("a session").is_compared);
    }
}

#[test]
fn the_request_fails_as_it_does_alone() {
    let rows: [(&str, usize, fn() -> Vec<Reply>); 19] = [
        ("badRequest rejected", 1, || vec![now(status(400))]),
        ("unauthenticated rejected", 1, || vec![now(status(401))]),
        ("claimsChallenge rejected", 2, || {
            vec![now(challenged()), now(challenged())]
        }),
        ("forbidden rejected", 1, || vec![now(status(403))]),
        ("notFound rejected", 1, || vec![now(status(404))]),
        ("conflict rejected", 1, || vec![now(status(409))]),
        ("refused rejected", 1, || vec![now(status(423))]),
        ("throttled rejected", 3, || {
            vec![now(status(429)), now(status(429)), now(status(429))]
        }),
        ("throttled rejected", 1, || {
            vec![now(status(429).told("31"))]
        }),
        ("serverError unknown", 1, || vec![now(status(408))]),
        ("serverError unknown", 1, || vec![now(status(500))]),
        ("serverError unknown", 1, || vec![now(status(502))]),
        ("unavailable unknown", 1, || {
            vec![now(status(503).told("1"))]
        }),
        ("serverError unknown", 1, || vec![now(status(504))]),
        ("unexpectedResponse unknown", 1, || vec![now(nothing())]),
        ("unexpectedResponse unknown", 1, || vec![now(status(202))]),
        ("redirected unknown", 1, || {
            vec![now(Canned::of(Kind::OpaqueRedirect))]
        }),
        ("network unknown", 1, || vec![Step::After(0, None)]),
        ("timeout unknown", 1, || vec![Step::Never]),
    ];
    for (expected, posts, replies) in rows {
        let mut all = vec![now(nothing())];
        all.extend(replies());
        let followed = played(all, || now(seen(&link(NEW))));
        assert_eq!(followed.line(), expected);
        assert_eq!(followed.posts(), posts, "{expected}");
        let failure = followed.end.expect_err("a failure");
        assert_eq!(
            failure.attempts as usize, posts,
            "{expected}: its own alone"
        );
    }
}

#[test]
fn a_request_that_graph_lets_be_sent_again_is_followed() {
    let rows: [fn() -> Vec<Reply>; 3] = [
        || vec![now(status(429))],
        || vec![now(status(429).told("3"))],
        || vec![now(challenged())],
    ];
    for replies in rows {
        let mut all = vec![now(nothing())];
        all.extend(replies());
        all.push(now(status(204)));
        let followed = played(all, || now(seen(&link(NEW))));
        assert_eq!(followed.line(), READY);
        assert_eq!(followed.posts(), 2);
        assert_eq!(followed.end.expect("a session").receipt.attempts, 2);
    }
}

#[test]
fn looks_that_may_succeed_later_go_on_until_the_time_is_up() {
    let rows: [(&str, fn() -> Reply); 9] = [
        ("serverError", || now(status(500))),
        ("serverError", || now(status(408))),
        ("serverError", || now(status(502))),
        ("unavailable", || now(status(503))),
        ("throttled", || now(status(429))),
        ("throttled", || now(status(429).told("3600"))),
        ("network", || Step::After(0, None)),
        ("timeout", || Step::Never),
        ("unexpectedResponse", || now(status(200).body("<html>"))),
    ];
    for (problem, reply) in rows {
        let followed = played(vec![now(nothing()), now(status(204))], reply);
        assert_eq!(followed.line(), "timeout: pending", "{problem}");
        assert_eq!(followed.posts(), 1, "{problem}");
        let phases = followed.phases();
        assert!(phases.len() > 4, "{problem}: {phases:?}");
        for phase in &phases[3..] {
            assert_eq!(*phase, format!("waiting {problem}"));
        }
        // One of them that passes is forgotten.
        let first = vec![now(nothing()), now(status(204)), now(status(500))];
        let followed = played(first, || now(seen(&link(NEW))));
        assert_eq!(followed.line(), READY, "{problem}");
    }
}

#[test]
fn looks_that_will_not_succeed_end_it() {
    let rows: [(&str, fn() -> Reply); 9] = [
        ("badRequest", || now(status(400))),
        ("unauthenticated", || now(status(401))),
        ("forbidden", || now(status(403))),
        ("notFound", || now(status(404))),
        ("conflict", || now(status(409))),
        ("refused", || now(status(410))),
        ("claimsChallenge", || now(challenged())),
        ("redirected", || now(status(302))),
        ("redirected", || now(Canned::of(Kind::OpaqueRedirect))),
    ];
    for (code, reply) in rows {
        let followed = played(vec![now(nothing()), now(status(204))], reply);
        assert_eq!(followed.line(), format!("unreadable: pending ({code})"));
        assert_eq!((followed.at, followed.posts()), (2_000, 1), "{code}");
        let message = followed.end.expect("an ending").message;
        assert!(message.starts_with("Graph took the request"), "{message}");
    }
}

#[test]
fn a_throttled_look_waits_as_it_was_told() {
    let first = vec![now(nothing()), now(status(204)), now(status(429).told("5"))];
    let followed = played(first, || now(seen(&link(NEW))));
    assert_eq!(followed.line(), READY);
    assert_eq!(followed.waits, [5_000]);
    assert_eq!(
        followed.attempts(),
        ["0 GET", "0 POST", "2000 GET", "7000 GET"]
    );
}

/// The stages in which the token function is asked: the look before, the request, a look after.
#[test]
fn the_token_function_fails_at_each_stage() {
    let failures: [fn() -> Error; 3] = [
        || Error::TokenProviderThrew,
        || Error::TokenProviderGave(Fault::Empty),
        || Error::TokenProviderGave(Fault::NotText),
    ];
    for failure in failures {
        for (stage, posts, expected) in [
            (0, 0, "tokenProviderFailed notSent"),
            (1, 0, "tokenProviderFailed notSent"),
            (2, 1, "unreadable: pending (tokenProviderFailed)"),
        ] {
            let mut tokens: Vec<_> = (0..stage).map(|_| Step::After(0, Ok(token("t")))).collect();
            tokens.push(Step::After(0, Err(failure())));
            let script = Script {
                tokens,
                ..Script::replying([nothing(), status(204), seen(&link(NEW))])
            };
            let followed = follow(script, &start_within(20_000, 1_000));
            assert_eq!(followed.line(), expected, "{stage}");
            assert_eq!(followed.posts(), posts, "{stage}");
        }
    }
}

#[test]
fn a_token_that_never_comes_at_each_stage() {
    for (stage, posts, expected) in [
        // Then the device is not read before, and the function is asked anew.
        (0, 1, READY),
        (1, 0, "timeout notSent"),
        (2, 1, READY),
    ] {
        let mut tokens: Vec<_> = (0..stage).map(|_| Step::After(0, Ok(token("t")))).collect();
        tokens.push(Step::Never);
        let mut replies = vec![status(204), nothing(), seen(&link(NEW))];
        if stage > 0 {
            replies.insert(0, nothing());
        }
        let script = Script {
            tokens,
            ..Script::replying(replies)
        };
        let followed = follow(script, &start_within(20_000, 1_000));
        assert_eq!(followed.line(), expected, "{stage}");
        assert_eq!(followed.posts(), posts, "{stage}");
    }
}

#[test]
fn nothing_can_be_sent_from_here() {
    let script = Script {
        obstacle: Some(|| Error::Offline),
        ..Script::default()
    };
    let followed = follow(script, &start_within(20_000, 1_000));
    assert_eq!(followed.line(), "network notSent");
    assert_eq!(followed.sent, []);
    assert_eq!(followed.end.expect_err("a failure").attempts, 0);
}
