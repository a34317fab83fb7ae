//! The access token: checked, never printed, and wiped from the module's memory when it is dropped.

use core::fmt;

use zeroize::Zeroizing;

use crate::arguments::host_value::{HostValue, MAX_TEXT_LENGTH};
use crate::error::TokenProblem;
use crate::text::{concat, split_before};

/// A bearer token by RFC 6750 section 2.1 (`b64token`), at most 16,384 characters.
#[derive(Clone, PartialEq)]
pub(crate) struct Token(Zeroizing<String>);

impl Token {
    /// Checks what the token function gave.
    pub(crate) fn from_value(value: HostValue) -> Result<Token, TokenProblem> {
        match value {
            HostValue::Text(text) => Token::parse(text),
            HostValue::LongText => Err(TokenProblem::TooLong),
            _ => Err(TokenProblem::NotText),
        }
    }

    /// Checks `[A-Za-z0-9-._~+/]+=*`. The text is wiped if it is no token, too.
    pub(crate) fn parse(text: String) -> Result<Token, TokenProblem> {
        let text = Zeroizing::new(text);
        if text.is_empty() {
            return Err(TokenProblem::Empty);
        }
        if text.len() > MAX_TEXT_LENGTH as usize {
            return Err(TokenProblem::TooLong);
        }
        let scheme = text.as_bytes().first_chunk::<7>();
        if scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"bearer ")) {
            return Err(TokenProblem::Scheme);
        }
        let (body, padding) = split_before(text.as_bytes(), |byte| {
            !byte.is_ascii_alphanumeric()
                && !matches!(byte, b'-' | b'.' | b'_' | b'~' | b'+' | b'/')
        });
        if body.is_empty() || padding.iter().any(|byte| *byte != b'=') {
            return Err(TokenProblem::Character);
        }
        Ok(Token(text))
    }

    /// The value of the `Authorization` header. It is wiped when it is dropped.
    pub(crate) fn authorization(&self) -> Zeroizing<String> {
        Zeroizing::new(concat(&["Bearer ", &self.0]))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}
