//! The replies of the model test: one of every kind that leads to a different decision.

use super::replies::{ScriptedReply, challenge, status};
use super::script::{Scripted, ScriptedAttempt};
use super::variants::every_variant;
use crate::reply::reply::ReplyStatus;

/// What comes back for one attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ModelReply {
    Accepted,
    /// A 429 with a wait that fits into the default budget.
    ShortWait,
    /// A 429 with a wait that does not fit into it.
    LongWait,
    /// A 429 without `Retry-After`.
    NoWait,
    Plain401,
    Challenge,
    Forbidden,
    Unavailable,
    Redirect,
    NoReply,
    Never,
}

use ModelReply::*;

pub(crate) const ALL: [ModelReply; 11] = every_variant!(ModelReply:
    Accepted, ShortWait, LongWait, NoWait, Plain401, Challenge, Forbidden, Unavailable, Redirect,
    NoReply, Never
);

// Every phase of an attempt takes time, so that a signal can fire inside it.
pub(crate) const TOKEN_MS: u64 = 10;
pub(crate) const HEADERS_MS: u64 = 100;
const BODY_MS: u64 = 50;

impl ModelReply {
    /// The reply, if one comes.
    pub(crate) fn reply(self) -> Option<ScriptedReply> {
        let reply = match self {
            Accepted => status(204),
            ShortWait => status(429).retry_after("2.128"),
            LongWait => status(429).retry_after("31"),
            NoWait => status(429),
            Plain401 => status(401),
            Challenge => challenge(),
            Forbidden => status(403),
            Unavailable => status(503).retry_after("1"),
            Redirect => ScriptedReply::of(ReplyStatus::OpaqueRedirect),
            NoReply | Never => return None,
        };
        Some(reply.scripted_body(Scripted::After(BODY_MS, "{}".to_owned())))
    }

    /// The same for a script.
    pub(crate) fn scripted(self) -> ScriptedAttempt {
        match self {
            Never => Scripted::Never,
            reply => Scripted::After(HEADERS_MS, reply.reply()),
        }
    }

    /// Whether the reply proves that Graph did not carry out the request.
    pub(crate) const fn is_refusal(self) -> bool {
        matches!(
            self,
            ShortWait | LongWait | NoWait | Plain401 | Challenge | Forbidden
        )
    }

    pub(crate) const fn is_throttled(self) -> bool {
        matches!(self, ShortWait | LongWait | NoWait)
    }
}

/// Every sequence of that length.
pub(crate) fn sequences(length: usize) -> impl Iterator<Item = Vec<ModelReply>> {
    (0..ALL.len().pow(length as u32)).map(move |number| {
        let digit = |place| ALL[number / ALL.len().pow(place as u32) % ALL.len()];
        (0..length).map(digit).collect()
    })
}
