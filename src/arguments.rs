//! The argument rules together: from plain values to a [`Call`], or the field that is wrong.
//!
//! Problems are fixed sentences. No value that was handed in is ever quoted: it could be a token
//! in the wrong place.

use crate::call::Request;
use crate::endpoint::{Cloud, Origin, UrlParser};
use crate::error::{Argument, ArgumentError};
use crate::route::{self, Id};
use crate::scope::{MANAGED_DEVICE_ID, Scope};
use crate::token::{Fault, Token};
use crate::value::{Fields, Value, take};

/// The public types of the arguments.
pub const TYPESCRIPT: &str = r#"
/** What a token function is asked for. */
export interface TokenRequest {
  /** The claims of a continuous access evaluation challenge, as JSON text, to be passed on to MSAL. */
  claims?: string;
}

/**
 * The delegated access token for Graph (RFC 6750 `b64token`, at most 16 384 characters, without
 * "Bearer "), or a function that gives one. A function is asked before every attempt, so that a
 * token cannot expire in between.
 */
export type Token = string | ((request: TokenRequest) => string | Promise<string>);

/** Everything optional. Names that do not exist are refused, so that a slip is not ignored. */
export interface Options {
  /** The cloud whose Graph is called; default `"global"`. Not together with `origin`. */
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
    /// The bound on each wait, in milliseconds.
    pub timeout_ms: u32,
}

impl Call {
    /// Checks the arguments in the order in which they are written; the first fault is reported.
    pub fn from_arguments(
        scope: Value,
        ids: Fields,
        token: Value,
        options: Fields,
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
            request: target.request(&options.origin),
            token,
            timeout_ms: options.timeout_ms,
        })
    }
}

/// The address that a call with these arguments would be sent to.
pub fn url_for(
    scope: Value,
    ids: Fields,
    options: Fields,
    parser: UrlParser<'_>,
) -> Result<String, ArgumentError> {
    let target = Target::from_arguments(scope, ids)?;
    let options = Options::from_fields(options, parser)?;
    Ok(target.request(&options.origin).url)
}

/// The device and the route to it, before an origin is known.
struct Target {
    path: String,
    managed_device_id: String,
}

impl Target {
    fn from_arguments(scope: Value, ids: Fields) -> Result<Target, ArgumentError> {
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
            let id = Id::from_value(take(&mut named, name))
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

    fn request(self, origin: &Origin) -> Request {
        Request {
            url: [origin.as_str(), "/v1.0/", &self.path].concat(),
            // No id holds a "/", so the key cannot be read in two ways.
            device: [origin.as_str(), "/", &self.managed_device_id].concat(),
        }
    }
}

/// The options, with their defaults filled in.
struct Options {
    origin: Origin,
    timeout_ms: u32,
}

const DEFAULT_TIMEOUT_MS: u32 = 30_000;
const MAX_TIMEOUT_MS: u32 = 600_000;

impl Options {
    fn from_fields(options: Fields, parser: UrlParser<'_>) -> Result<Options, ArgumentError> {
        let mut named = match options {
            Fields::Undefined => Vec::new(),
            Fields::NotAnObject => return Err(Argument::Options.wrong("must be a plain object")),
            Fields::Named(named) => named,
        };
        let mut read = |name: &'static str| take(&mut named, name);
        let wrong = |name| move |problem| Argument::Options.wrong_field(name, problem);

        let cloud = read("cloud")
            .optional(Cloud::from_value)
            .map_err(wrong("cloud"))?;
        let origin = read("origin")
            .optional(|value| Origin::from_value(value, parser))
            .map_err(wrong("origin"))?;
        let origin = match (cloud, origin) {
            (Some(_), Some(_)) => {
                return Err(wrong("origin")("cannot be given together with cloud"));
            }
            (_, Some(origin)) => origin,
            (cloud, None) => cloud.unwrap_or(Cloud::Global).origin(),
        };
        let timeout_ms = read("timeoutMs")
            .optional(|value| integer(value, 1, MAX_TIMEOUT_MS))
            .map_err(|()| wrong("timeoutMs")("must be a whole number from 1 to 600000"))?
            .unwrap_or(DEFAULT_TIMEOUT_MS);
        // The signal itself stays in JavaScript: only whether it is one is decided here.
        read("signal")
            .optional(|value| match value {
                Value::Signal => Ok(()),
                _ => Err("must be an AbortSignal"),
            })
            .map_err(wrong("signal"))?;
        nothing_left(Argument::Options, &named, "is not an option")?;
        Ok(Options { origin, timeout_ms })
    }
}

/// A whole number within the bounds, both included.
fn integer(value: Value, least: u32, most: u32) -> Result<u32, ()> {
    match value {
        Value::Number(number) if number >= f64::from(least) && number <= f64::from(most) => {
            let whole = number as u32;
            if f64::from(whole) == number {
                Ok(whole)
            } else {
                Err(())
            }
        }
        _ => Err(()),
    }
}

/// Longer than any slip of the pen: it may be a token in the wrong place, and is not quoted.
const LONGEST_SLIP: usize = 64;

/// A misspelt name must not be ignored silently.
fn nothing_left(
    argument: Argument,
    named: &[(String, Value)],
    problem: &'static str,
) -> Result<(), ArgumentError> {
    match named.first() {
        Some((name, _)) if name.len() > LONGEST_SLIP => {
            Err(argument.wrong("holds a name that is not known"))
        }
        Some((name, _)) => Err(argument.wrong_field(name, problem)),
        None => Ok(()),
    }
}
