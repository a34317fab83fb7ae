//! The options of every function: names, ranges, defaults.

use crate::argument_error::nothing_left;
use crate::endpoint::{Cloud, Origin, UrlParser};
use crate::error::{Argument, ArgumentError};
use crate::function::Function;
use crate::graph_error::is_guid;
use crate::request::Limits;
use crate::value::{Fields, Properties, Value};

/// The public types of the options.
pub const TYPESCRIPT: &str = r#"
/**
 * Everything optional; `undefined` means the default. Names that do not exist are refused as
 * `invalidOptions`, and so are values outside their range: a slip is not ignored.
 */
export interface Options {
  /**
   * The cloud whose Graph is called; default `"global"`. Not together with `origin`.
   *
   * Source: Graph's page "National cloud deployments".
   */
  cloud?: "global" | "usGov" | "usGovDoD" | "china" | undefined;
  /** Another origin to call, `https://host[:port]`; plain http on localhost, 127.0.0.1 and [::1] only. */
  origin?: string | undefined;
  /** Ends the call when it fires; the error is `aborted` and its `cause` the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * The bound, in milliseconds, on each of: loading the module, a wait for the token function, an
   * attempt. A whole number from 1 to 600 000; default 30 000.
   */
  timeoutMs?: number | undefined;
  /**
   * How many times a throttled (429) attempt is made again, and a read that got no reply, 502, 503 or
   * 504; a whole number from 0 to 5, default 2.
   */
  maxRetries?: number | undefined;
  /**
   * All waits of the call together, in milliseconds. A wait that Graph asks for and that is longer
   * than what is left of it ends the call at once. A whole number from 0 to 600 000; default 30 000.
   */
  retryBudgetMs?: number | undefined;
  /**
   * Told how long, in milliseconds, whenever the call begins to wait before another attempt: Graph is
   * throttling or, of a read, has failed; for a countdown. What it returns or throws is ignored.
   */
  onWait?: ((milliseconds: number) => void) | undefined;
  /** A GUID, sent as `client-request-id` with every attempt, for finding the call in logs. */
  clientRequestId?: string | undefined;
}

/** The options of `startSession` and `resumeSession`. */
export interface StartOptions extends Options {
  /**
   * How long the session is waited for, in milliseconds from when Graph took the request (of
   * `resumeSession`: from the call); the last look has up to 2 s more for its reply, and while the
   * computer sleeps nothing is counted. A whole number from 1 to 3 600 000; default 180 000.
   */
  pollTimeoutMs?: number | undefined;
  /** Told how far it is. What it returns or throws is ignored. */
  onProgress?: ((progress: SessionProgress) => void) | undefined;
}

/** The options of `requestForMany`. */
export interface ManyOptions extends Options {
  /** How many requests are under way at once; a whole number from 1 to 16, default 4. */
  concurrency?: number | undefined;
  /**
   * Told the place of each request among all of them, from 0, when its turn comes and before it is
   * sent. What it returns or throws is ignored.
   */
  onStart?: ((index: number) => void) | undefined;
  /** Told of each result as it comes. What it returns or throws is ignored. */
  onProgress?: ((progress: ManyProgress) => void) | undefined;
}
"#;

/// The options, with their defaults filled in.
pub struct Options {
    /// Graph's.
    pub origin: Origin,
    /// How long and how often a call may try.
    pub limits: Limits,
    /// Sent as `client-request-id`.
    pub client_request_id: Option<String>,
    /// How long a session is followed, in milliseconds.
    pub poll_timeout_ms: u32,
    /// How many of many requests are under way at once.
    pub concurrency: u32,
}

/// What an option has to be.
#[derive(Clone, Copy)]
enum Rule {
    Cloud,
    Origin,
    Timeout,
    Retries,
    Budget,
    Guid,
    PollTimeout,
    Concurrency,
    Signal,
    Listener,
}

/// Which functions have an option, as bits.
const STARTING: u8 = 1;
const MANY: u8 = 2;
const EVERY: u8 = 4;

/// Every option, and who has it.
const OPTIONS: [(&str, Rule, u8); 12] = [
    ("cloud", Rule::Cloud, EVERY),
    ("origin", Rule::Origin, EVERY),
    ("timeoutMs", Rule::Timeout, EVERY),
    ("maxRetries", Rule::Retries, EVERY),
    ("retryBudgetMs", Rule::Budget, EVERY),
    ("clientRequestId", Rule::Guid, EVERY),
    ("signal", Rule::Signal, EVERY),
    ("onWait", Rule::Listener, EVERY),
    ("pollTimeoutMs", Rule::PollTimeout, STARTING),
    ("concurrency", Rule::Concurrency, MANY),
    ("onStart", Rule::Listener, MANY),
    ("onProgress", Rule::Listener, STARTING | MANY),
];

/// The longest time limit, and the longest that a queue waits for a closed gate.
pub const MAX_MS: u32 = 600_000;

impl Options {
    /// Checks the options of that function.
    pub fn from_fields(
        function: Function,
        given: Fields<impl Properties>,
        parser: UrlParser<'_>,
    ) -> Result<Options, ArgumentError> {
        let mut options = Options {
            origin: Cloud::Global.origin(),
            limits: Limits {
                timeout_ms: 30_000,
                max_retries: 2,
                retry_budget_ms: 30_000,
            },
            client_request_id: None,
            poll_timeout_ms: 180_000,
            concurrency: 4,
        };
        let mut named = match given {
            Fields::Undefined => return Ok(options),
            Fields::NotAnObject => return Err(Argument::Options.wrong("must be a plain object")),
            Fields::Named(named) => named,
        };
        let kinds = match function {
            Function::Start | Function::Resume => EVERY | STARTING,
            Function::Many | Function::Queued => EVERY | MANY,
            _ => EVERY,
        };
        let mut hosts = 0_u8;
        // What is given is looked up, and not the other way round: it is little.
        while let Some(name) = named.left() {
            let known = OPTIONS
                .iter()
                .find(|(known, _, having)| *known == name && having & kinds != 0);
            let Some(&(name, rule, _)) = known else {
                break;
            };
            let value = named.take(name);
            if let Value::Undefined = value {
                continue;
            }
            if let Rule::Cloud | Rule::Origin = rule {
                hosts = hosts.saturating_add(1);
            }
            options
                .set(rule, value, parser)
                .map_err(|problem| Argument::Options.wrong_field(name, problem))?;
        }
        nothing_left(Argument::Options, &named, "is not an option")?;
        match hosts {
            2 => {
                Err(Argument::Options.wrong_field("origin", "cannot be given together with cloud"))
            }
            _ => Ok(options),
        }
    }

    fn set(&mut self, rule: Rule, value: Value, parser: UrlParser<'_>) -> Result<(), &'static str> {
        match (rule, value) {
            (Rule::Cloud, value) => {
                self.origin = Cloud::from_value(value)?.origin();
            }
            (Rule::Origin, value) => {
                self.origin = Origin::from_value(value, parser)?;
            }
            (Rule::Timeout, value) => {
                self.limits.timeout_ms =
                    integer(value, 1, MAX_MS).ok_or("must be a whole number from 1 to 600000")?;
            }
            (Rule::Retries, value) => {
                self.limits.max_retries =
                    integer(value, 0, 5).ok_or("must be a whole number from 0 to 5")?;
            }
            (Rule::Budget, value) => {
                self.limits.retry_budget_ms =
                    integer(value, 0, MAX_MS).ok_or("must be a whole number from 0 to 600000")?;
            }
            (Rule::PollTimeout, value) => {
                self.poll_timeout_ms = integer(value, 1, 3_600_000)
                    .ok_or("must be a whole number from 1 to 3600000")?;
            }
            (Rule::Concurrency, value) => {
                self.concurrency =
                    integer(value, 1, 16).ok_or("must be a whole number from 1 to 16")?;
            }
            (Rule::Guid, Value::Text(text)) if is_guid(&text) => {
                self.client_request_id = Some(text);
            }
            (Rule::Guid, _) => {
                return Err("must be a GUID: hex digits, 8-4-4-4-12");
            }
            // Signal and callback stay in JavaScript: only whether they are such is decided here.
            (Rule::Signal, Value::Signal) | (Rule::Listener, Value::Function) => {}
            (Rule::Signal, _) => return Err("must be an AbortSignal"),
            (Rule::Listener, _) => return Err("must be a function"),
        }
        Ok(())
    }
}

/// A whole number within the bounds, both included.
fn integer(value: Value, least: u32, most: u32) -> Option<u32> {
    let Value::Number(number) = value else {
        return None;
    };
    let whole = number as u32;
    (f64::from(whole) == number && (least..=most).contains(&whole)).then_some(whole)
}
