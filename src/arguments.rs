//! The argument rules together: from plain values to a [`Call`], or the field that is wrong.
//!
//! Problems are fixed sentences. No value that was handed in is ever quoted: it could be a token
//! in the wrong place.

use crate::endpoint::UrlParser;
use crate::error::{Argument, ArgumentError};
use crate::function::Function;
use crate::options::Options;
use crate::request::{Aim, Limits, Request};
use crate::target::Target;
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
"#;

/// Where the tokens of a call come from.
#[derive(Clone)]
pub enum TokenSource {
    /// One string for the whole call.
    Fixed(Token),
    /// A function of the portal, asked before every attempt.
    Function,
}

/// Everything that a function was asked to do, checked.
#[derive(Clone)]
pub struct Call {
    /// What is sent, but for the token.
    pub request: Request,
    /// Where the token comes from.
    pub token: TokenSource,
    /// How long and how often it may try.
    pub limits: Limits,
    /// Whether a closed gate is waited out by the queue, and not from the call's own budget.
    pub is_queued: bool,
    /// Whether the address is one that Graph gave, and leads to another origin.
    pub is_elsewhere: bool,
    /// What comes after the request, if its session is to be followed.
    pub follow: Option<Follow>,
    /// How many of many requests are under way at once.
    pub concurrency: u32,
}

/// How a session is followed.
#[derive(Clone)]
pub struct Follow {
    /// What the device is read with instead.
    pub read: Aim,
    /// How long, in milliseconds, from when Graph took the request.
    pub poll_timeout_ms: u32,
    /// Whether an earlier call is taken up, and no request sent.
    pub is_resumed: bool,
}

impl Call {
    /// Checks the arguments in the order in which they are written; the first fault is reported.
    /// What a function calls its first argument and its second, [`Target`] knows.
    pub fn from_arguments<P: Properties>(
        function: Function,
        first: Value,
        second: Fields<P>,
        token: Value,
        options: Fields<P>,
        parser: UrlParser<'_>,
    ) -> Result<Box<Call>, Box<ArgumentError>> {
        let target = Target::from_arguments(function, first, second)?;
        let token = match token {
            Value::Function => TokenSource::Function,
            Value::Text(text) => TokenSource::Fixed(
                Token::parse(text).map_err(|fault| Argument::Token.wrong(fault.problem()))?,
            ),
            Value::LongText => return Err(Argument::Token.wrong(Fault::TooLong.problem())),
            _ => return Err(Argument::Token.wrong("must be a string or a function")),
        };
        let options = Options::from_fields(function, options, parser)?;
        let origin = options.origin.as_str();
        let follow = match function {
            Function::Start | Function::Resume => target.read(origin).map(|read| Follow {
                read,
                poll_timeout_ms: options.poll_timeout_ms,
                is_resumed: function == Function::Resume,
            }),
            _ => None,
        };
        Ok(Box::new(Call {
            is_elsewhere: target.is_elsewhere(origin, parser),
            request: target.request(origin, options.client_request_id),
            token,
            limits: options.limits,
            is_queued: function == Function::Queued,
            follow,
            concurrency: options.concurrency,
        }))
    }
}
