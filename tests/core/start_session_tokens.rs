//! A token function that fails or hangs during `startSession`. The rule is in
//! `src/session/follow.rs` and `src/session/poll.rs`.

use super::support::devices::{NEW_LINK, device_reply, link, plain_device_reply};
use super::support::replies::status;
use super::support::script::{
    Script, Scripted, ScriptedToken, interaction_required, token_after, token_fails_after,
};
use super::support::sessions::{run_start, start_spec_within};
use super::support::specs::value_with;
use crate::error::TokenProblem;

const READY: &str = "ready: ready https://go.example/s/2";

/// The stages are the read before the request, the request, and a read after it.
#[test]
fn the_token_function_fails_at_each_stage() {
    let failures: [fn() -> ScriptedToken; 3] = [
        || token_fails_after(0),
        || Scripted::After(0, Ok(value_with(TokenProblem::Empty))),
        || Scripted::After(0, Ok(value_with(TokenProblem::NotText))),
    ];
    for failure in failures {
        for (stage, posts, expected) in [
            (0, 0, "tokenProviderFailed notSent"),
            (1, 0, "tokenProviderFailed notSent"),
            // The user has been asked: the next read gets another token.
            (2, 1, READY),
        ] {
            let mut tokens: Vec<_> = (0..stage).map(|_| token_after(0, "t")).collect();
            tokens.push(failure());
            let script = Script {
                tokens,
                ..Script::replying([
                    plain_device_reply(),
                    status(204),
                    device_reply(&link(NEW_LINK)),
                ])
            };
            let run = run_start(script, &start_spec_within(20_000, 1_000));
            assert_eq!(run.line(), expected, "{stage}");
            assert_eq!(run.posts(), posts, "{stage}");
        }
    }
}

#[test]
fn a_token_request_times_out_at_each_stage() {
    for (stage, posts, expected) in [
        // The device is not read before the request, and the token function is called again.
        (0, 1, READY),
        (1, 0, "timeout notSent"),
        (2, 1, READY),
    ] {
        let mut tokens: Vec<_> = (0..stage).map(|_| token_after(0, "t")).collect();
        tokens.push(Scripted::Never);
        let mut replies = vec![
            status(204),
            plain_device_reply(),
            device_reply(&link(NEW_LINK)),
        ];
        if stage > 0 {
            replies.insert(0, plain_device_reply());
        }
        let script = Script {
            tokens,
            ..Script::replying(replies)
        };
        let run = run_start(script, &start_spec_within(20_000, 1_000));
        assert_eq!(run.line(), expected, "{stage}");
        assert_eq!(run.posts(), posts, "{stage}");
    }
}

#[test]
fn a_token_function_that_asks_for_a_sign_in_ends_the_call_at_once() {
    for (stage, posts, expected) in [
        (0, 0, "tokenProviderFailed notSent"),
        (1, 0, "tokenProviderFailed notSent"),
        (2, 1, "unreadable: pending (tokenProviderFailed)"),
    ] {
        let mut tokens: Vec<_> = (0..stage).map(|_| token_after(0, "t")).collect();
        tokens.push(interaction_required());
        let script = Script {
            tokens,
            ..Script::replying([
                plain_device_reply(),
                status(204),
                device_reply(&link(NEW_LINK)),
            ])
        };
        let run = run_start(script, &start_spec_within(20_000, 1_000));
        assert_eq!(run.line(), expected, "{stage}");
        assert_eq!(run.posts(), posts, "{stage}");
    }
}
