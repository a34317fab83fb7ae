//! The options of every function: names, ranges and defaults.

use core::ops::RangeInclusive;

use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::origin::{CLOUD_NAMES, Cloud, ORIGIN_SHAPE, Origin, UrlParser};
use crate::error::argument::Problem;
use crate::error::{Argument, ArgumentError};
use crate::text::is_guid;

/// The longest time limit in milliseconds, and the longest wait of a batch for a closed gate.
pub(crate) const MAX_MS: u32 = 600_000;

/// The default of `timeoutMs`. TypeScript bounds the load of the module with it.
pub(crate) const DEFAULT_TIMEOUT_MS: u32 = 30_000;

/// Which options a function has besides the common ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OptionSet {
    /// None.
    Common,
    /// Those of `startSession` and `resumeSession`.
    Session,
    /// Those of `requestForMany`.
    Batch,
    /// Those of `startSessions`.
    SessionBatch,
}

impl OptionSet {
    /// Whether the function waits for sessions.
    pub(crate) const fn has_sessions(self) -> bool {
        matches!(self, OptionSet::Session | OptionSet::SessionBatch)
    }

    /// Whether the function makes many requests.
    pub(crate) const fn has_batch(self) -> bool {
        matches!(self, OptionSet::Batch | OptionSet::SessionBatch)
    }
}

/// How long and how often a request may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    /// The limit of each wait for a token and of each attempt, in milliseconds.
    pub(crate) timeout_ms: u32,
    /// How many attempts may follow the first one after a wait.
    pub(crate) max_retries: u32,
    /// All waits of a request before another attempt together, in milliseconds.
    pub(crate) retry_budget_ms: u32,
}

impl Limits {
    /// The defaults.
    pub(crate) const DEFAULT: Limits = Limits {
        timeout_ms: DEFAULT_TIMEOUT_MS,
        max_retries: 2,
        retry_budget_ms: 30_000,
    };
}

/// The checked options, with defaults filled in. The signal and the callbacks stay in JavaScript.
#[derive(Clone)]
pub(crate) struct Options {
    /// Graph's origin.
    pub(crate) origin: Origin,
    /// How long and how often each request may be tried.
    pub(crate) limits: Limits,
    /// Sent as `client-request-id`.
    pub(crate) client_request_id: Option<String>,
    /// How long a session is waited for, in milliseconds.
    pub(crate) poll_timeout_ms: u32,
    /// How many requests of a batch are under way at once.
    pub(crate) concurrency: u32,
}

impl Options {
    /// Checks the options of a function that has this set of them.
    pub(crate) fn from_object(
        object: &HostObject,
        set: OptionSet,
        parser: UrlParser,
    ) -> Result<Options, Box<ArgumentError>> {
        let properties = match object {
            HostObject::Undefined => &[],
            HostObject::NotAnObject => {
                return Err(Argument::Options.invalid("must be a plain object"));
            }
            HostObject::Properties(properties) => properties.0.as_slice(),
        };
        let mut cloud = None;
        let mut origin = None;
        let mut options = Options {
            origin: Cloud::Global.origin(),
            limits: Limits::DEFAULT,
            client_request_id: None,
            poll_timeout_ms: 180_000,
            concurrency: 4,
        };
        for (name, value) in properties {
            let limits = &mut options.limits;
            let checked = match (name.as_str(), set) {
                ("cloud", _) => check(value, &mut cloud, as_cloud),
                ("origin", _) => check(value, &mut origin, |value| as_origin(value, parser)),
                ("timeoutMs", _) => whole(
                    value,
                    1..=MAX_MS,
                    "must be a whole number from 1 to 600000",
                    &mut limits.timeout_ms,
                ),
                ("maxRetries", _) => whole(
                    value,
                    0..=5,
                    "must be a whole number from 0 to 5",
                    &mut limits.max_retries,
                ),
                ("retryBudgetMs", _) => whole(
                    value,
                    0..=MAX_MS,
                    "must be a whole number from 0 to 600000",
                    &mut limits.retry_budget_ms,
                ),
                ("clientRequestId", _) => check(value, &mut options.client_request_id, as_guid),
                ("signal", _) => signal(value),
                ("fetch" | "onWait", _) => callback(value),
                ("onProgress", set) if set != OptionSet::Common => callback(value),
                ("pollTimeoutMs", set) if set.has_sessions() => whole(
                    value,
                    1..=3_600_000,
                    "must be a whole number from 1 to 3600000",
                    &mut options.poll_timeout_ms,
                ),
                ("concurrency", set) if set.has_batch() => whole(
                    value,
                    1..=16,
                    "must be a whole number from 1 to 16",
                    &mut options.concurrency,
                ),
                ("onStart", set) if set.has_batch() => callback(value),
                _ => return Err(Argument::Options.unknown_field(name, "is not an option")),
            };
            checked.map_err(|problem| Argument::Options.invalid_field(name, problem))?;
        }
        match (cloud, origin) {
            (Some(_), Some(_)) => {
                let problem = "cannot be given together with cloud";
                return Err(Argument::Options.invalid_field("origin", problem));
            }
            (Some(cloud), None) => options.origin = cloud.origin(),
            (None, Some(origin)) => options.origin = origin,
            (None, None) => {}
        }
        Ok(options)
    }
}

/// Stores the checked value, unless it is `undefined`.
fn check<T>(
    value: &HostValue,
    option: &mut Option<T>,
    rule: impl FnOnce(&HostValue) -> Result<T, Problem>,
) -> Result<(), Problem> {
    if !matches!(value, HostValue::Undefined) {
        *option = Some(rule(value)?);
    }
    Ok(())
}

/// Stores a whole number of that range, unless the value is `undefined`.
fn whole(
    value: &HostValue,
    range: RangeInclusive<u32>,
    problem: Problem,
    option: &mut u32,
) -> Result<(), Problem> {
    match value {
        HostValue::Undefined => Ok(()),
        // A cast from f64 saturates.
        HostValue::Number(number)
            if f64::from(*number as u32) == *number && range.contains(&(*number as u32)) =>
        {
            *option = *number as u32;
            Ok(())
        }
        _ => Err(problem),
    }
}

fn as_cloud(value: &HostValue) -> Result<Cloud, Problem> {
    let cloud = match value {
        HostValue::Text(name) => Cloud::named(name),
        _ => None,
    };
    cloud.ok_or(CLOUD_NAMES)
}

fn as_origin(value: &HostValue, parser: UrlParser) -> Result<Origin, Problem> {
    match value {
        HostValue::Text(text) => Origin::parse(text, parser),
        HostValue::LongText => Err(ORIGIN_SHAPE),
        _ => Err("must be a string"),
    }
}

fn as_guid(value: &HostValue) -> Result<String, Problem> {
    match value {
        HostValue::Text(text) if is_guid(text) => Ok(text.clone()),
        _ => Err("must be a GUID: hex digits, 8-4-4-4-12"),
    }
}

fn signal(value: &HostValue) -> Result<(), Problem> {
    match value {
        HostValue::Undefined | HostValue::Signal => Ok(()),
        _ => Err("must be an AbortSignal"),
    }
}

fn callback(value: &HostValue) -> Result<(), Problem> {
    match value {
        HostValue::Undefined | HostValue::Function => Ok(()),
        _ => Err("must be a function"),
    }
}
