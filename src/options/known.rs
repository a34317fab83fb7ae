//! Every option: who has it, and what it has to be.

use super::MAX_MS;
use crate::endpoint::CLOUDS;
use crate::function::Function;

/// An option, and what it has to be.
pub struct Known {
    /// Its name.
    pub name: &'static str,
    /// Which functions have it, as bits.
    having: u8,
    /// What it has to be.
    pub rule: Rule,
    /// What is said if it is something else, as a sentence without its subject.
    pub problem: &'static str,
}

/// What an option has to be.
#[derive(Clone, Copy)]
pub enum Rule {
    /// The name of one.
    Cloud,
    /// An origin.
    Origin,
    /// One of the [`DEFAULTS`], at that place; from that number to that, both included.
    Whole(usize, u32, u32),
    /// A GUID.
    Guid,
    /// An `AbortSignal`.
    Signal,
    /// A function.
    Listener,
}

impl Known {
    /// The option of that name, if that function has it.
    pub fn named(name: &str, function: Function) -> Option<&'static Known> {
        let kinds = match function {
            Function::Start | Function::Resume => EVERY | STARTING,
            Function::Many | Function::Queued => EVERY | MANY,
            _ => EVERY,
        };
        OPTIONS
            .iter()
            .find(|known| known.name == name && known.having & kinds != 0)
    }
}

const STARTING: u8 = 1;
const MANY: u8 = 2;
const EVERY: u8 = 4;

const fn known(name: &'static str, having: u8, rule: Rule, problem: &'static str) -> Known {
    Known {
        name,
        having,
        rule,
        problem,
    }
}

const A_FUNCTION: &str = "must be a function";

/// Every option.
const OPTIONS: [Known; 12] = [
    known("cloud", EVERY, Rule::Cloud, CLOUDS),
    known("origin", EVERY, Rule::Origin, "must be a string"),
    known(
        "timeoutMs",
        EVERY,
        Rule::Whole(0, 1, MAX_MS),
        "must be a whole number from 1 to 600000",
    ),
    known(
        "maxRetries",
        EVERY,
        Rule::Whole(1, 0, 5),
        "must be a whole number from 0 to 5",
    ),
    known(
        "retryBudgetMs",
        EVERY,
        Rule::Whole(2, 0, MAX_MS),
        "must be a whole number from 0 to 600000",
    ),
    known(
        "clientRequestId",
        EVERY,
        Rule::Guid,
        "must be a GUID: hex digits, 8-4-4-4-12",
    ),
    known("signal", EVERY, Rule::Signal, "must be an AbortSignal"),
    known("onWait", EVERY, Rule::Listener, A_FUNCTION),
    known(
        "pollTimeoutMs",
        STARTING,
        Rule::Whole(3, 1, 3_600_000),
        "must be a whole number from 1 to 3600000",
    ),
    known(
        "concurrency",
        MANY,
        Rule::Whole(4, 1, 16),
        "must be a whole number from 1 to 16",
    ),
    known("onStart", MANY, Rule::Listener, A_FUNCTION),
    known("onProgress", MANY | STARTING, Rule::Listener, A_FUNCTION),
];

/// Of `timeoutMs`, `maxRetries`, `retryBudgetMs`, `pollTimeoutMs`, `concurrency`.
pub const DEFAULTS: [u32; 5] = [30_000, 2, 30_000, 180_000, 4];
