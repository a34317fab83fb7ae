//! A claims challenge (continuous access evaluation) is answered once, with a token for its claims.

mod support;

use intune_remote_assistance::call::Limits;
use intune_remote_assistance::error::Error;
use support::arguments::{LIMITS, call_within};
use support::canned::{CLAIMS, Canned, challenged, status};
use support::script::{Alone, Script, Step, play, token};

fn within(limits: Limits, script: Script) -> Alone {
    play(script, &call_within(limits)).expect("the call ends")
}

fn played(script: Script) -> Alone {
    within(LIMITS, script)
}

fn asked_for_claims(alone: &Alone) -> usize {
    let asked = format!("token asked for {CLAIMS}");
    let lines = alone.journal.iter();
    lines.filter(|line| line.ends_with(&asked)).count()
}

#[test]
fn a_function_is_asked_for_the_claims_and_the_action_sent_once_more() {
    let alone = played(Script::replying([challenged(), status(204)]));
    let receipt = alone.settled.expect("a receipt");
    assert_eq!(receipt.attempts, 2);
    assert_eq!(
        alone.journal,
        [
            "0: token asked".to_owned(),
            "0: sent Bearer token-1".to_owned(),
            format!("0: token asked for {CLAIMS}"),
            "0: sent Bearer token-2".to_owned(),
        ]
    );
}

/// A function may know that its token is good by now, whatever the challenge says.
#[test]
fn the_same_token_is_sent_once_more() {
    let same = || Step::After(0, Ok(token("the-same-token")));
    let alone = played(Script {
        tokens: vec![same(), same()],
        ..Script::replying([challenged(), status(204)])
    });
    assert_eq!(alone.code(), "receipt");
    let tokens: Vec<&str> = alone
        .sent
        .iter()
        .map(|sent| sent.authorization.as_str())
        .collect();
    assert_eq!(tokens, ["Bearer the-same-token"; 2]);
}

#[test]
fn a_second_challenge_ends_the_call() {
    for rest in [
        vec![challenged(), status(204)],
        vec![challenged().ids(Some("r-2"), None)],
    ] {
        let replies = [challenged()].into_iter().chain(rest);
        let alone = played(Script::replying(replies));
        assert_eq!(alone.sent.len(), 2);
        assert_eq!(asked_for_claims(&alone), 1);
        let failure = alone.settled.expect_err("a second challenge");
        assert_eq!(
            (failure.code, failure.outcome),
            ("claimsChallenge", "rejected")
        );
        assert_eq!((failure.attempts, failure.status), (2, Some(401)));
        assert_eq!(failure.claims.as_deref(), Some(CLAIMS));
    }
}

/// Retrying with the same token can loop, and a string is always the same.
#[test]
fn with_one_string_the_call_ends_at_once() {
    let alone = played(Script {
        fixed_token: true,
        ..Script::replying([challenged().ids(Some("r-1"), None), status(204)])
    });
    assert_eq!(alone.sent.len(), 1);
    assert_eq!(alone.at, 0);
    let failure = alone.settled.expect_err("a challenge");
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
            "another scheme's",
            status(401).header("www-authenticate", "PoP claims=\"e30=\""),
        ),
    ] {
        let alone = played(Script::replying([reply, status(204)]));
        assert_eq!(alone.sent.len(), 1, "{row}");
        let failure = alone.settled.expect_err(row);
        assert_eq!(
            (failure.code, failure.outcome),
            ("unauthenticated", "rejected"),
            "{row}"
        );
        assert_eq!(failure.claims, None, "{row}");
    }
}

/// Its answer is no retry: it neither needs one nor uses one up, and it does not wait.
#[test]
fn the_answer_is_outside_max_retries_and_budget() {
    type Row = (u32, u32, Vec<Canned>, &'static [u64], &'static str);
    let throttled = || status(429).told("1");
    let rows: [Row; 8] = [
        (0, 0, vec![challenged(), status(204)], &[0, 0], "receipt"),
        (
            1,
            9_000,
            vec![challenged(), throttled(), status(204)],
            &[0, 0, 1_000],
            "receipt",
        ),
        (
            1,
            9_000,
            vec![throttled(), challenged(), status(204)],
            &[0, 1_000, 1_000],
            "receipt",
        ),
        (
            0,
            9_000,
            vec![challenged(), throttled(), status(204)],
            &[0, 0],
            "throttled",
        ),
        (
            0,
            9_000,
            vec![throttled(), challenged(), status(204)],
            &[0],
            "throttled",
        ),
        (
            2,
            9_000,
            vec![throttled(), challenged(), throttled(), status(204)],
            &[0, 1_000, 1_000, 2_000],
            "receipt",
        ),
        (
            2,
            9_000,
            vec![challenged(), throttled(), throttled(), throttled()],
            &[0, 0, 1_000, 2_000],
            "throttled",
        ),
        (
            5,
            9_000,
            vec![challenged(), throttled(), challenged(), status(204)],
            &[0, 0, 1_000],
            "claimsChallenge",
        ),
    ];
    for (max_retries, retry_budget_ms, replies, sent_at, code) in rows {
        let kinds: Vec<_> = replies.iter().map(|reply| reply.kind).collect();
        let row = format!("{kinds:?}, maxRetries {max_retries}");
        let limits = Limits {
            max_retries,
            retry_budget_ms,
            ..LIMITS
        };
        let alone = within(limits, Script::replying(replies));
        assert_eq!(alone.sent_at(), sent_at, "{row}");
        assert_eq!(alone.code(), code, "{row}");
        assert!(asked_for_claims(&alone) <= 1, "{row}: {:?}", alone.journal);
    }
}

/// The back-off counts the waits, and an answer is none.
#[test]
fn the_answer_does_not_lengthen_the_back_off() {
    let alone = played(Script::replying([
        challenged(),
        status(429),
        status(429),
        status(204),
    ]));
    assert_eq!(alone.sent_at(), [0, 0, 1_000, 3_000]);
}

/// The claims belong to the one token that the challenge asked for; MSAL would skip its cache for
/// each further one.
#[test]
fn the_claims_are_asked_for_once() {
    let alone = played(Script::replying([challenged(), status(429), status(204)]));
    assert_eq!(alone.code(), "receipt");
    assert_eq!(asked_for_claims(&alone), 1);
    assert_eq!(alone.journal.last().unwrap(), "1000: sent Bearer token-3");
    assert!(
        alone.journal.contains(&"1000: token asked".to_owned()),
        "{:?}",
        alone.journal
    );
}

/// Entra may want the admin: the portal gets MSAL's own error, and the claims to sign in with.
#[test]
fn a_function_that_cannot_answer_ends_the_call() {
    let first = || Step::After(0, Ok(token("t")));
    let rows = [
        (
            "tokenProviderFailed",
            Step::After(50, Err(Error::TokenProviderThrew)),
            None,
            50,
        ),
        ("timeout", Step::Never, None, 1_000),
        ("aborted", Step::Never, Some(300), 300),
    ];
    for (code, answer, abort_at, at) in rows {
        let alone = played(Script {
            tokens: vec![first(), answer],
            abort_at,
            ..Script::replying([challenged(), status(204)])
        });
        assert_eq!(alone.sent.len(), 1, "{code}");
        assert_eq!(alone.at, at, "{code}");
        let failure = alone.settled.expect_err(code);
        assert_eq!((failure.code, failure.outcome), (code, "rejected"));
        assert_eq!((failure.attempts, failure.status), (1, Some(401)), "{code}");
        assert_eq!(failure.claims.as_deref(), Some(CLAIMS), "{code}");
    }
}

/// What follows the answer is judged for itself: the challenge proves nothing about it.
#[test]
fn after_the_answer_the_last_attempt_decides() {
    for (second, code, outcome) in [
        (Step::After(0, None), "network", "unknown"),
        (Step::Never, "timeout", "unknown"),
        (Step::After(0, Some(status(503))), "unavailable", "unknown"),
        (Step::After(0, Some(status(403))), "forbidden", "rejected"),
        (
            Step::After(0, Some(status(401))),
            "unauthenticated",
            "rejected",
        ),
    ] {
        let alone = played(Script {
            replies: vec![Step::After(0, Some(challenged())), second],
            ..Script::default()
        });
        assert_eq!(alone.sent.len(), 2, "{code}");
        let failure = alone.settled.expect_err(code);
        assert_eq!((failure.code, failure.outcome), (code, outcome));
        assert_eq!(failure.claims, None, "{code}");
    }
}

/// The body of a challenge that is answered says nothing that the answer would need.
#[test]
fn the_body_of_an_answered_challenge_is_not_waited_for() {
    let alone = played(Script::replying([
        challenged().body_step(Step::Never),
        status(204),
    ]));
    assert_eq!((alone.code(), alone.at), ("receipt", 0));
    assert!(
        alone.journal.contains(&"0: body dropped".to_owned()),
        "{:?}",
        alone.journal
    );
}
