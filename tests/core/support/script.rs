//! What a test lets happen around a call.
//!
//! A script is a sequence. The first token request gets the first entry of `tokens`, the first
//! attempt gets the first entry of `replies`, and so on.

use core::future::pending;

use super::clock::VirtualClock;
use super::replies::ScriptedReply;
use crate::arguments::host_value::HostValue;
use crate::error::Error;

/// The wall clock when a test begins: Fri, 15 Jan 2027 08:00:00 GMT.
pub(crate) const START_MS: f64 = 1_800_000_000_000.0;

/// A value that arrives so many milliseconds after it was asked for, or never.
pub(crate) enum Scripted<T> {
    After(u64, T),
    Never,
}

impl<T> Scripted<T> {
    /// Waits for the value.
    pub(crate) async fn wait(self, clock: &VirtualClock) -> T {
        match self {
            Scripted::After(ms, value) => {
                clock.sleep(ms).await;
                value
            }
            Scripted::Never => pending().await,
        }
    }
}

/// What the portal's token function gives.
pub(crate) type ScriptedToken = Scripted<Result<HostValue, ScriptedFailure>>;

/// How the portal's token function fails.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ScriptedFailure {
    /// It throws.
    Rejected,
    /// It throws an error that says that the admin must sign in.
    InteractionRequired,
}

/// What comes back for one attempt. `None` means that the connection fails.
pub(crate) type ScriptedAttempt = Scripted<Option<ScriptedReply>>;

/// What happens around one call.
#[derive(Default)]
pub(crate) struct Script {
    /// What the token function gives. After the last entry it gives `token-1`, `token-2`, … at once,
    /// numbered by request, and the same token again if a fresh one is requested.
    pub(crate) tokens: Vec<ScriptedToken>,
    /// What comes back for the attempts. After the last entry, an attempt gets a 501 and the log an
    /// event, so that no test mistakes it for a success.
    pub(crate) replies: Vec<ScriptedAttempt>,
    /// The instant at which the portal's signal fires. 0 means before the call.
    pub(crate) abort_at_ms: Option<u64>,
    /// Why no attempt can be made.
    pub(crate) blocked_by: Option<fn() -> Error>,
    /// Whether the browser says that it is offline.
    pub(crate) is_offline: bool,
    /// The random numbers. After the last one it is 0.
    pub(crate) random: Vec<f64>,
    /// The wall clock at an instant. By default it is [`START_MS`] and the instant.
    pub(crate) wall_clock_ms: Option<fn(u64) -> f64>,
}

impl Script {
    /// Every reply arrives at once.
    pub(crate) fn replying(replies: impl IntoIterator<Item = ScriptedReply>) -> Script {
        Script::with_replies(replies.into_iter().map(at_once))
    }

    /// The attempts, and defaults for the rest.
    pub(crate) fn with_replies(replies: impl IntoIterator<Item = ScriptedAttempt>) -> Script {
        Script {
            replies: replies.into_iter().collect(),
            ..Script::default()
        }
    }

    /// The answers of the token function, and defaults for the rest.
    pub(crate) fn with_tokens(tokens: impl IntoIterator<Item = ScriptedToken>) -> Script {
        Script {
            tokens: tokens.into_iter().collect(),
            ..Script::default()
        }
    }
}

/// A reply that arrives at once.
pub(crate) const fn at_once(reply: ScriptedReply) -> ScriptedAttempt {
    Scripted::After(0, Some(reply))
}

/// A token that arrives after so many milliseconds.
pub(crate) fn token_after(ms: u64, token: &str) -> ScriptedToken {
    Scripted::After(ms, Ok(HostValue::Text(token.to_owned())))
}

/// A token function that throws after so many milliseconds.
pub(crate) const fn token_fails_after(ms: u64) -> ScriptedToken {
    Scripted::After(ms, Err(ScriptedFailure::Rejected))
}

/// A token function that asks for an interactive sign-in at once.
pub(crate) const fn interaction_required() -> ScriptedToken {
    Scripted::After(0, Err(ScriptedFailure::InteractionRequired))
}
