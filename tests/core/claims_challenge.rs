//! A claims challenge (continuous access evaluation) is answered once, with a token for its claims.
//! The rule is in `src/request/attempts.rs`, the parser of the header in `src/reply/challenge.rs`.

use super::support::challenge::CLAIMS;
use super::support::replies::{ScriptedReply, challenge, status};
use super::support::run::{Finished, run_alone};
use super::support::script::{Script, Scripted, at_once, token_after, token_fails_after};
use super::support::specs::{LIMITS, request_within, with_fixed_token};
use crate::arguments::options::Limits;

fn run(script: Script) -> Finished {
    run_alone(script, &request_within(LIMITS))
}

fn requests_for_claims(finished: &Finished) -> usize {
    let event = format!("token requested for {CLAIMS}");
    let events = finished.events.iter();
    events.filter(|line| line.ends_with(&event)).count()
}

#[test]
fn the_token_function_gets_the_claims_and_the_action_is_sent_once_more() {
    let finished = run(Script::replying([challenge(), status(204)]));
    let receipt = finished.result.expect("a receipt");
    assert_eq!(receipt.attempts, 2);
    assert_eq!(
        finished.events,
        [
            "0: token requested".to_owned(),
            "0: sent Bearer token-1".to_owned(),
            format!("0: token requested for {CLAIMS}"),
            "0: sent Bearer token-2".to_owned(),
        ]
    );
}

/// The token function may know better than the challenge that its token is valid.
#[test]
fn a_token_function_may_give_the_same_token_again() {
    let same = || token_after(0, "the-same-token");
    let finished = run(Script {
        tokens: vec![same(), same()],
        ..Script::replying([challenge(), status(204)])
    });
    assert_eq!(finished.code(), "receipt");
    let tokens: Vec<&str> = finished
        .sent
        .iter()
        .map(|sent| sent.authorization.as_str())
        .collect();
    assert_eq!(tokens, ["Bearer the-same-token"; 2]);
}

#[test]
fn a_second_challenge_ends_the_call() {
    for rest in [
        vec![challenge(), status(204)],
        vec![challenge().ids(Some("r-2"), None)],
    ] {
        let replies = [challenge()].into_iter().chain(rest);
        let finished = run(Script::replying(replies));
        assert_eq!(finished.sent.len(), 2);
        assert_eq!(requests_for_claims(&finished), 1);
        let failure = finished.result.expect_err("a second challenge");
        assert_eq!(
            (failure.code, failure.outcome),
            ("claimsChallenge", "rejected")
        );
        assert_eq!((failure.attempts, failure.status), (2, Some(401)));
        assert_eq!(failure.claims.as_deref(), Some(CLAIMS));
    }
}

/// A second attempt with the same token would be challenged again.
#[test]
fn a_fixed_token_cannot_answer_a_challenge() {
    let script = Script::replying([challenge().ids(Some("r-1"), None), status(204)]);
    let spec = with_fixed_token(request_within(LIMITS), "token-1");
    let finished = run_alone(script, &spec);
    assert_eq!(finished.sent.len(), 1);
    assert_eq!(finished.at_ms, 0);
    let failure = finished.result.expect_err("a challenge");
    assert_eq!(
        (failure.code, failure.outcome),
        ("claimsChallenge", "rejected")
    );
    assert_eq!((failure.attempts, failure.status), (1, Some(401)));
    assert_eq!(failure.claims.as_deref(), Some(CLAIMS));
    assert_eq!(failure.request_id.as_deref(), Some("r-1"));
}

#[test]
fn a_401_without_claims_is_no_challenge() {
    for (row, reply) in [
        ("bare", status(401)),
        (
            "no claims",
            status(401).header("www-authenticate", "Bearer realm=\"\""),
        ),
        (
            "broken claims",
            status(401).header("www-authenticate", "Bearer claims=\"%\""),
        ),
        (
            "empty claims",
            status(401).header("www-authenticate", "Bearer claims=\"\""),
        ),
        (
            "claims of another scheme",
            status(401).header("www-authenticate", "PoP claims=\"e30=\""),
        ),
    ] {
        let finished = run(Script::replying([reply, status(204)]));
        assert_eq!(finished.sent.len(), 1, "{row}");
        let failure = finished.result.expect_err(row);
        assert_eq!(
            (failure.code, failure.outcome),
            ("unauthenticated", "rejected"),
            "{row}"
        );
        assert_eq!(failure.claims, None, "{row}");
    }
}

/// The answer to a challenge is no retry. It uses up none of `maxRetries`, and it does not wait.
#[test]
fn the_answer_costs_no_retry_and_no_budget() {
    type Row = (u32, u32, Vec<ScriptedReply>, &'static [u64], &'static str);
    let throttled = || status(429).retry_after("1");
    let rows: [Row; 8] = [
        (0, 0, vec![challenge(), status(204)], &[0, 0], "receipt"),
        (
            1,
            9_000,
            vec![challenge(), throttled(), status(204)],
            &[0, 0, 1_000],
            "receipt",
        ),
        (
            1,
            9_000,
            vec![throttled(), challenge(), status(204)],
            &[0, 1_000, 1_000],
            "receipt",
        ),
        (
            0,
            9_000,
            vec![challenge(), throttled(), status(204)],
            &[0, 0],
            "throttled",
        ),
        (
            0,
            9_000,
            vec![throttled(), challenge(), status(204)],
            &[0],
            "throttled",
        ),
        (
            2,
            9_000,
            vec![throttled(), challenge(), throttled(), status(204)],
            &[0, 1_000, 1_000, 2_000],
            "receipt",
        ),
        (
            2,
            9_000,
            vec![challenge(), throttled(), throttled(), throttled()],
            &[0, 0, 1_000, 2_000],
            "throttled",
        ),
        (
            5,
            9_000,
            vec![challenge(), throttled(), challenge(), status(204)],
            &[0, 0, 1_000],
            "claimsChallenge",
        ),
    ];
    for (max_retries, retry_budget_ms, replies, sent_at, code) in rows {
        let statuses: Vec<_> = replies.iter().map(|reply| reply.status).collect();
        let row = format!("{statuses:?}, maxRetries {max_retries}");
        let limits = Limits {
            max_retries,
            retry_budget_ms,
            ..LIMITS
        };
        let finished = run_alone(Script::replying(replies), &request_within(limits));
        assert_eq!(finished.sent_at(), sent_at, "{row}");
        assert_eq!(finished.code(), code, "{row}");
        assert!(
            requests_for_claims(&finished) <= 1,
            "{row}: {:?}",
            finished.events
        );
    }
}

/// The back-off counts waits, and the answer does not wait.
#[test]
fn the_answer_does_not_lengthen_the_back_off() {
    let finished = run(Script::replying([
        challenge(),
        status(429),
        status(429),
        status(204),
    ]));
    assert_eq!(finished.sent_at(), [0, 0, 1_000, 3_000]);
}

/// MSAL skips its cache for a request with claims, so that only the token that answers the challenge
/// is requested with them.
#[test]
fn the_claims_are_requested_once() {
    let finished = run(Script::replying([challenge(), status(429), status(204)]));
    assert_eq!(finished.code(), "receipt");
    assert_eq!(requests_for_claims(&finished), 1);
    assert_eq!(finished.events.last().unwrap(), "1000: sent Bearer token-3");
    assert!(
        finished
            .events
            .contains(&"1000: token requested".to_owned()),
        "{:?}",
        finished.events
    );
}

/// Entra may require an interaction with the admin. The portal then needs the claims for its sign-in.
#[test]
fn a_token_function_that_cannot_answer_ends_the_call() {
    let first = || token_after(0, "t");
    let rows = [
        ("tokenProviderFailed", token_fails_after(50), None, 50),
        ("timeout", Scripted::Never, None, 1_000),
        ("aborted", Scripted::Never, Some(300), 300),
    ];
    for (code, answer, abort_at_ms, at) in rows {
        let finished = run(Script {
            tokens: vec![first(), answer],
            abort_at_ms,
            ..Script::replying([challenge(), status(204)])
        });
        assert_eq!(finished.sent.len(), 1, "{code}");
        assert_eq!(finished.at_ms, at, "{code}");
        let failure = finished.result.expect_err(code);
        assert_eq!((failure.code, failure.outcome), (code, "rejected"));
        assert_eq!((failure.attempts, failure.status), (1, Some(401)), "{code}");
        assert_eq!(failure.claims.as_deref(), Some(CLAIMS), "{code}");
    }
}

/// The challenge proves nothing about the attempt that answers it.
#[test]
fn the_outcome_is_that_of_the_attempt_that_answered() {
    for (second, code, outcome) in [
        (Scripted::After(0, None), "network", "unknown"),
        (Scripted::Never, "timeout", "unknown"),
        (at_once(status(503)), "unavailable", "unknown"),
        (at_once(status(403)), "forbidden", "rejected"),
        (at_once(status(401)), "unauthenticated", "rejected"),
    ] {
        let finished = run(Script {
            replies: vec![at_once(challenge()), second],
            ..Script::default()
        });
        assert_eq!(finished.sent.len(), 2, "{code}");
        let failure = finished.result.expect_err(code);
        assert_eq!((failure.code, failure.outcome), (code, outcome));
        assert_eq!(failure.claims, None, "{code}");
    }
}

/// The answer needs the header only.
#[test]
fn the_body_of_an_answered_challenge_is_not_read() {
    let finished = run(Script::replying([
        challenge().scripted_body(Scripted::Never),
        status(204),
    ]));
    assert_eq!((finished.code(), finished.at_ms), ("receipt", 0));
    assert!(
        finished.events.contains(&"0: body discarded".to_owned()),
        "{:?}",
        finished.events
    );
}
