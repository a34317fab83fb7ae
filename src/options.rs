//! The options of every function: names, ranges, defaults.

use crate::argument_error::nothing_left;
use crate::endpoint::{Cloud, Origin, SHAPE, UrlParser};
use crate::error::{Argument, ArgumentError};
use crate::function::Function;
use crate::graph_error::is_guid;
use crate::request::Limits;
use crate::value::{Fields, Properties, Value};
use known::{DEFAULTS, Known, Rule};

mod known;

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
   * `resumeSession`: from the call); the last look has up to 2 s more for its reply. A pause between
   * looks counts for its own length, also if the computer sleeps in it. A whole number from 1 to
   * 3 600 000; default 180 000.
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

/// The longest time limit, and the longest that a queue waits for a closed gate.
pub const MAX_MS: u32 = 600_000;

/// What is given, as far as it has been checked.
struct Checked {
    cloud: Option<Cloud>,
    origin: Option<Origin>,
    numbers: [u32; 5],
    client_request_id: Option<String>,
}

impl Options {
    /// Checks the options of that function.
    pub fn from_fields(
        function: Function,
        given: Fields<impl Properties>,
        parser: UrlParser<'_>,
    ) -> Result<Options, Box<ArgumentError>> {
        let mut options = Checked {
            cloud: None,
            origin: None,
            numbers: DEFAULTS,
            client_request_id: None,
        };
        match given {
            Fields::Undefined => {}
            Fields::NotAnObject => return Err(Argument::Options.wrong("must be a plain object")),
            Fields::Named(named) => options.read(function, named, parser)?,
        }
        let [
            timeout_ms,
            max_retries,
            retry_budget_ms,
            poll_timeout_ms,
            concurrency,
        ] = options.numbers;
        let cloud = options.cloud.unwrap_or(Cloud::Global);
        Ok(Options {
            origin: options.origin.unwrap_or_else(|| cloud.origin()),
            limits: Limits {
                timeout_ms,
                max_retries,
                retry_budget_ms,
            },
            client_request_id: options.client_request_id,
            poll_timeout_ms,
            concurrency,
        })
    }
}

impl Checked {
    fn read(
        &mut self,
        function: Function,
        mut named: impl Properties,
        parser: UrlParser<'_>,
    ) -> Result<(), Box<ArgumentError>> {
        // What is given is looked up, and not the other way round: it is little.
        while let Some(name) = named.left() {
            let Some(known) = Known::named(&name, function) else {
                break;
            };
            let problem = match self.take(known.rule, named.take(known.name), parser) {
                Ok(true) => continue,
                Ok(false) => known.problem,
                Err(problem) => problem,
            };
            return Err(Argument::Options.wrong_field(known.name, problem));
        }
        nothing_left(Argument::Options, &named, "is not an option")?;
        match (&self.cloud, &self.origin) {
            (Some(_), Some(_)) => {
                Err(Argument::Options.wrong_field("origin", "cannot be given together with cloud"))
            }
            _ => Ok(()),
        }
    }

    /// Whether the value is what the option has to be; the error is what is wrong with it instead.
    fn take(
        &mut self,
        rule: Rule,
        value: Value,
        parser: UrlParser<'_>,
    ) -> Result<bool, &'static str> {
        Ok(match (rule, value) {
            (_, Value::Undefined) => true,
            (Rule::Cloud, Value::Text(name)) => {
                self.cloud = Cloud::named(&name);
                self.cloud.is_some()
            }
            (Rule::Origin, Value::Text(text)) => {
                self.origin = Some(Origin::parse(&text, parser)?);
                true
            }
            (Rule::Origin, Value::LongText) => return Err(SHAPE),
            (Rule::Whole(place, least, most), Value::Number(number)) => {
                let whole = number as u32;
                if let Some(option) = self.numbers.get_mut(place) {
                    *option = whole;
                }
                f64::from(whole) == number && (least..=most).contains(&whole)
            }
            (Rule::Guid, Value::Text(text)) => {
                let is_guid = is_guid(&text);
                self.client_request_id = Some(text);
                is_guid
            }
            // Signal and callback stay in JavaScript: only whether they are such is decided here.
            (Rule::Signal, Value::Signal) | (Rule::Listener, Value::Function) => true,
            _ => false,
        })
    }
}
