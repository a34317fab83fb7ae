//! The alphabet of the model test: what may come back for an attempt.

use intune_remote_assistance::reply::Kind;

use super::canned::{Canned, challenged, status};
use super::script::Step;

/// One reply of a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    Accepted,
    ToldShort,
    ToldLong,
    Untold,
    Plain401,
    Challenge,
    Forbidden,
    Unavailable,
    Redirect,
    NoReply,
    Never,
}

use Letter::*;

pub const ALPHABET: [Letter; 11] = [
    Accepted,
    ToldShort,
    ToldLong,
    Untold,
    Plain401,
    Challenge,
    Forbidden,
    Unavailable,
    Redirect,
    NoReply,
    Never,
];

// Every phase takes its time, so that a signal can fire inside it.
pub const TOKEN_MS: u64 = 10;
pub const HEAD_MS: u64 = 100;
const BODY_MS: u64 = 50;

impl Letter {
    pub fn canned(self) -> Option<Canned> {
        let reply = match self {
            Accepted => status(204),
            ToldShort => status(429).told("2.128"),
            ToldLong => status(429).told("31"),
            Untold => status(429),
            Plain401 => status(401),
            Challenge => challenged(),
            Forbidden => status(403),
            Unavailable => status(503).told("1"),
            Redirect => Canned::of(Kind::OpaqueRedirect),
            NoReply | Never => return None,
        };
        Some(reply.body_step(Step::After(BODY_MS, "{}".to_owned())))
    }

    pub fn step(self) -> Step<Option<Canned>> {
        match self {
            Never => Step::Never,
            letter => Step::After(HEAD_MS, letter.canned()),
        }
    }

    /// Whether Graph said that it did not act.
    pub fn is_refusal(self) -> bool {
        matches!(
            self,
            ToldShort | ToldLong | Untold | Plain401 | Challenge | Forbidden
        )
    }

    pub fn is_throttled(self) -> bool {
        matches!(self, ToldShort | ToldLong | Untold)
    }
}

/// Every sequence of that length, one after the other.
pub fn sequences(length: usize) -> impl Iterator<Item = Vec<Letter>> {
    let letters = ALPHABET.len();
    (0..letters.pow(length as u32)).map(move |number| {
        let digit = |place| ALPHABET[number / letters.pow(place as u32) % letters];
        (0..length).map(digit).collect()
    })
}
