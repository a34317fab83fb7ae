//! The argument rules together: from plain values to a [`Call`], or the field that is wrong.
//!
//! Problems are fixed sentences. No value that was handed in is ever quoted: it could be a token
//! in the wrong place.

use crate::call::{Limits, Request};
use crate::endpoint::{Cloud, Origin, UrlParser};
use crate::error::{Argument, ArgumentError};
use crate::graph_error::is_guid;
use crate::route::{self, Id};
use crate::scope::{MANAGED_DEVICE_ID, Scope};
use crate::text::concat;
use crate::token::{Fault, Token};
use crate::value::{Fields, Properties, Value};

/// The public types of the arguments.
pub const TYPESCRIPT: &str = r#"
/** What a token function is asked for; it is handed to the function. */
export interface TokenRequest {
  /**
   * The claims of a continuous access evaluation challenge, as JSON text, to be passed on to MSAL
   * (`acquireTokenSilent({ claims, … })`); not there unless Graph has asked for them.
   */
  claims?: string;
}

/**
 * The delegated access token for Graph (RFC 6750 `b64token`, at most 16 384 characters, without
 * "Bearer "), or a function that gives one or a promise of one. A function is asked before every
 * attempt, so that a token cannot expire in between, and has `timeoutMs` for each answer.
 *
 * A string that is no token ends the call as `invalidToken`; a function that throws or gives none,
 * as `tokenProviderFailed`.
 */
export type Token = string | ((request: TokenRequest) => string | Promise<string>);

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
  /** How many times a throttled (429) attempt is made again; a whole number from 0 to 5, default 2. */
  maxRetries?: number | undefined;
  /**
   * All waits of the call together, in milliseconds. A wait that Graph asks for and that is longer
   * than what is left of it ends the call at once. A whole number from 0 to 600 000; default 30 000.
   */
  retryBudgetMs?: number | undefined;
  /**
   * Told how long, in milliseconds, whenever the call begins to wait because Graph is throttling;
   * for a countdown. What it returns or throws is ignored.
   */
  onWait?: ((milliseconds: number) => void) | undefined;
  /** A GUID, sent as `client-request-id` with every attempt, for finding the call in logs. */
  clientRequestId?: string | undefined;
}
"#;

/// Where the tokens of a call come from.
pub enum TokenSource {
    /// One string for the whole call.
    Fixed(Token),
    /// A function of the portal, asked before every attempt.
    Function,
}

/// Everything that `requestRemoteAssistance` was asked to do, checked.
pub struct Call {
    /// What is sent, but for the token.
    pub request: Request,
    /// Where the token comes from.
    pub token: TokenSource,
    /// How long and how often it may try.
    pub limits: Limits,
}

impl Call {
    /// Checks the arguments in the order in which they are written; the first fault is reported.
    pub fn from_arguments<P: Properties>(
        scope: Value,
        ids: Fields<P>,
        token: Value,
        options: Fields<P>,
        parser: UrlParser<'_>,
    ) -> Result<Call, ArgumentError> {
        let target = Target::from_arguments(scope, ids)?;
        let token = match token {
            Value::Function => TokenSource::Function,
            Value::Text(text) => TokenSource::Fixed(
                Token::parse(text).map_err(|fault| Argument::Token.wrong(fault.problem()))?,
            ),
            Value::LongText => return Err(Argument::Token.wrong(Fault::TooLong.problem())),
            _ => return Err(Argument::Token.wrong("must be a string or a function")),
        };
        let options = Options::from_fields(options, parser)?;
        Ok(Call {
            limits: options.limits,
            request: target.request(options),
            token,
        })
    }
}

/// The device and the route to it, before an origin is known.
struct Target {
    path: String,
    managed_device_id: String,
}

impl Target {
    fn from_arguments(scope: Value, ids: Fields<impl Properties>) -> Result<Target, ArgumentError> {
        let scope = match &scope {
            Value::Text(name) => Scope::named(name),
            _ => None,
        };
        let scope = scope.ok_or_else(|| {
            Argument::Scope.wrong("must be \"users\", \"deviceManagement\" or \"detectedApps\"")
        })?;
        let Fields::Named(mut named) = ids else {
            return Err(Argument::Ids.wrong("must be an object that holds the ids of the scope"));
        };

        let mut managed_device_id = String::new();
        let path = route::path(scope, |name| {
            let id = Id::from_value(named.take(name))
                .map_err(|problem| Argument::Ids.wrong_field(name, problem))?;
            if name == MANAGED_DEVICE_ID {
                managed_device_id = id.as_str().to_ascii_lowercase();
            }
            Ok(id)
        })?;
        nothing_left(Argument::Ids, &named, "is not an id of this scope")?;
        Ok(Target {
            path,
            managed_device_id,
        })
    }

    fn request(self, options: Options) -> Request {
        let origin = options.origin.as_str();
        Request {
            url: concat(&[origin, "/v1.0/", &self.path]),
            // No id holds a "/", so the key cannot be read in two ways.
            device: concat(&[origin, "/", &self.managed_device_id]),
            origin: origin.to_owned(),
            client_request_id: options.client_request_id,
        }
    }
}

/// The options, with their defaults filled in.
struct Options {
    origin: Origin,
    limits: Limits,
    client_request_id: Option<String>,
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
    Signal,
    Listener,
}

/// Every option, in the order in which they are judged.
const OPTIONS: [(&str, Rule); 8] = [
    ("cloud", Rule::Cloud),
    ("origin", Rule::Origin),
    ("timeoutMs", Rule::Timeout),
    ("maxRetries", Rule::Retries),
    ("retryBudgetMs", Rule::Budget),
    ("clientRequestId", Rule::Guid),
    ("signal", Rule::Signal),
    ("onWait", Rule::Listener),
];

const MAX_MS: u32 = 600_000;

impl Options {
    fn from_fields(
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
        };
        let mut named = match given {
            Fields::Undefined => return Ok(options),
            Fields::NotAnObject => return Err(Argument::Options.wrong("must be a plain object")),
            Fields::Named(named) => named,
        };
        let mut has_cloud = false;
        for (name, rule) in OPTIONS {
            let value = named.take(name);
            if let Value::Undefined = value {
                continue;
            }
            options
                .set(rule, value, parser, &mut has_cloud)
                .map_err(|problem| Argument::Options.wrong_field(name, problem))?;
        }
        nothing_left(Argument::Options, &named, "is not an option")?;
        Ok(options)
    }

    fn set(
        &mut self,
        rule: Rule,
        value: Value,
        parser: UrlParser<'_>,
        has_cloud: &mut bool,
    ) -> Result<(), &'static str> {
        match (rule, value) {
            (Rule::Cloud, value) => {
                self.origin = Cloud::from_value(value)?.origin();
                *has_cloud = true;
            }
            (Rule::Origin, value) => {
                self.origin = Origin::from_value(value, parser)?;
                if *has_cloud {
                    return Err("cannot be given together with cloud");
                }
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

/// A misspelt name must not be ignored silently.
fn nothing_left(
    argument: Argument,
    named: &impl Properties,
    problem: &'static str,
) -> Result<(), ArgumentError> {
    match named.left() {
        // Too long to be a slip: it may be a token in the wrong place.
        Some(name) if name.is_empty() => Err(argument.wrong("holds a name that is not known")),
        Some(name) => Err(argument.wrong_field(&name, problem)),
        None => Ok(()),
    }
}
