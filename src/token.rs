//! The access token: checked, never printed, wiped from the module's memory when it is dropped.

use core::fmt;

use zeroize::Zeroizing;

use crate::text::{concat, split};
use crate::value::{MAX_TEXT_LENGTH, Value};

/// A bearer token by RFC 6750 section 2.1 (`b64token`), at most 16 384 characters.
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

/// Why a text is no token. It never holds the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not a primitive string.
    NotText,
    /// No character at all.
    Empty,
    /// More than 16 384 characters.
    TooLong,
    /// The header's scheme was left on.
    Scheme,
    /// A character outside RFC 6750's grammar.
    Character,
}

impl Fault {
    /// The sentence without its subject, for a message to an admin or a developer.
    pub const fn problem(self) -> &'static str {
        match self {
            Fault::NotText => "must be a string",
            Fault::Empty => "is empty",
            Fault::TooLong => "may not be longer than 16384 characters",
            Fault::Scheme => "must be the access token alone, without \"Bearer \" before it",
            Fault::Character => "holds a character that no bearer token has (RFC 6750)",
        }
    }
}

impl Token {
    /// Checks a value that should be a token.
    pub fn from_value(value: Value) -> Result<Token, Fault> {
        match value {
            Value::Text(text) => Token::parse(text),
            Value::LongText => Err(Fault::TooLong),
            _ => Err(Fault::NotText),
        }
    }

    /// Checks `[A-Za-z0-9-._~+/]+=*`. The text is wiped in either case.
    pub fn parse(text: String) -> Result<Token, Fault> {
        let text = Zeroizing::new(text);
        if text.is_empty() {
            return Err(Fault::Empty);
        }
        if text.len() > MAX_TEXT_LENGTH as usize {
            return Err(Fault::TooLong);
        }
        let scheme = text.as_bytes().first_chunk::<7>();
        if scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"bearer ")) {
            return Err(Fault::Scheme);
        }
        let legal = |byte: u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'+' | b'/')
        };
        let (body, padding) = split(text.as_bytes(), |byte| !legal(byte));
        if body.is_empty() || padding.iter().any(|byte| *byte != b'=') {
            return Err(Fault::Character);
        }
        Ok(Token(text))
    }

    /// Whether a text from the server holds this token: some servers echo what they were sent. A
    /// token too short to be a real one would be found everywhere.
    pub fn is_in(&self, text: &str) -> bool {
        let token = self.0.as_bytes();
        token.len() >= 8
            && text
                .as_bytes()
                .windows(token.len())
                .any(|window| window == token)
    }

    /// The value of the `Authorization` header; it is wiped when dropped, as the token is.
    pub fn authorization(&self) -> Zeroizing<String> {
        Zeroizing::new(concat(&["Bearer ", &self.0]))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}
