//! Every sequence of up to five results of the reads that wait for a session. The link is given
//! unless three reads in a row have failed, the time is up, or the admin must sign in. The rule is in
//! `src/session/poll.rs`.

use super::support::arguments::number;
use super::support::arguments::object;
use super::support::devices::{NEW_LINK, device_reply, link, plain_device_reply};
use super::support::replies::status;
use super::support::script::{
    Script, Scripted, ScriptedAttempt, ScriptedToken, at_once, interaction_required, token_after,
    token_fails_after,
};
use super::support::sessions::{run_start, start_spec_with};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Read {
    Ok,
    Lost,
    Status(u16),
    TokenRejected,
    InteractionRequired,
}

const READS: [Read; 10] = [
    Read::Ok,
    Read::Lost,
    Read::Status(400),
    Read::Status(401),
    Read::Status(403),
    Read::Status(404),
    Read::Status(429),
    Read::Status(500),
    Read::TokenRejected,
    Read::InteractionRequired,
];

const LONGEST: usize = 5;

/// What the rule says about a sequence.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Expected {
    GoesOn,
    Unreadable,
}

fn expected(reads: &[Read]) -> Expected {
    let mut failures = 0;
    for read in reads {
        failures = match read {
            Read::Ok => 0,
            Read::InteractionRequired => return Expected::Unreadable,
            _ => failures + 1,
        };
        if failures == 3 {
            return Expected::Unreadable;
        }
    }
    Expected::GoesOn
}

/// How the call ends if the reads have these results, and then show the link or never do.
fn ending(reads: &[Read], has_link: bool) -> String {
    let token = || token_after(0, "token");
    let mut tokens: Vec<ScriptedToken> = vec![token(), token()];
    let mut replies: Vec<ScriptedAttempt> =
        vec![at_once(plain_device_reply()), at_once(status(204))];
    let mut may_refresh = true;
    for read in reads {
        match read {
            Read::TokenRejected => tokens.push(token_fails_after(0)),
            Read::InteractionRequired => tokens.push(interaction_required()),
            Read::Ok | Read::Lost | Read::Status(_) => tokens.push(token()),
        }
        match read {
            Read::Ok => replies.push(at_once(plain_device_reply())),
            Read::Lost => replies.push(Scripted::After(0, None)),
            Read::Status(code) => replies.push(at_once(status(*code))),
            Read::TokenRejected | Read::InteractionRequired => {}
        }
        if *read == Read::Status(401) && may_refresh {
            // The fresh token is the same one, and is not sent again.
            may_refresh = false;
            tokens.push(token());
        }
    }
    for _ in 0..60 {
        replies.push(at_once(match has_link {
            true => device_reply(&link(NEW_LINK)),
            false => plain_device_reply(),
        }));
    }
    let script = Script {
        tokens,
        replies,
        ..Script::default()
    };
    let options = object([
        ("maxRetries", number(0)),
        ("pollTimeoutMs", number(120_000)),
    ]);
    let run = run_start(script, &start_spec_with(options));
    assert_eq!(run.posts(), 1, "{reads:?}");
    run.result.expect("Graph accepted the request").ended
}

/// A sequence that has ended says all about the longer ones that begin with it.
fn check_all(reads: &mut Vec<Read>, count: &mut u32) {
    *count += 1;
    let expected = expected(reads);
    for has_link in [true, false] {
        let ended = match (expected, has_link) {
            (Expected::Unreadable, _) => "unreadable",
            (Expected::GoesOn, true) => "ready",
            (Expected::GoesOn, false) => "timeout",
        };
        assert_eq!(ending(reads, has_link), ended, "{reads:?} {has_link}");
    }
    if expected == Expected::Unreadable || reads.len() == LONGEST {
        return;
    }
    for read in READS {
        reads.push(read);
        check_all(reads, count);
        reads.pop();
    }
}

#[test]
fn every_sequence_of_five_results() {
    let mut count = 0;
    check_all(&mut Vec::new(), &mut count);
    assert!(count > 10_000, "{count}");
}
