//! The id rule: it keeps an id inside its path segment.
//!
//! Percent-encoding alone cannot do that. The WHATWG URL parser drops tabs and newlines, reads `\`
//! as `/`, and treats `..`, `.%2e` and `%2e%2e` alike as "one segment up"
//! (<https://url.spec.whatwg.org/#double-dot-path-segment>). The rule refuses those and encodes the
//! rest (RFC 3986 section 2.1).

use crate::arguments::host_value::HostValue;

/// The longest id, in characters.
pub(crate) const MAX_ID_LENGTH: usize = 256;

/// An id that the rule accepts, as the portal gave it.
#[derive(Clone)]
pub(crate) struct Id(String);

impl Id {
    /// Checks an id. The error is the problem, a sentence without its subject.
    pub(crate) fn from_value(value: &HostValue) -> Result<Id, &'static str> {
        match value {
            HostValue::Undefined => Err("is missing"),
            HostValue::Text(text) => Id::parse(text),
            HostValue::LongText => Err(TOO_LONG),
            _ => Err("must be a string"),
        }
    }

    /// Checks the text of an id: 1 to 256 printable ASCII characters, none of `/ \ % ?`, not only
    /// dots, not starting with `$`.
    pub(crate) fn parse(text: &str) -> Result<Id, &'static str> {
        if text.is_empty() {
            return Err("is empty");
        }
        // A character outside ASCII counts as several bytes, and is refused in any case.
        if text.len() > MAX_ID_LENGTH {
            return Err(TOO_LONG);
        }
        let mut has_other = false;
        let mut has_reserved = false;
        let mut has_only_dots = true;
        for byte in text.bytes() {
            has_other |= !byte.is_ascii_graphic();
            has_reserved |= matches!(byte, b'/' | b'\\' | b'%' | b'?');
            has_only_dots &= byte == b'.';
        }
        if has_other {
            Err("may contain only printable ASCII characters without spaces")
        } else if has_reserved {
            Err("may not contain any of / \\ % ? (give the id as it is, not encoded)")
        } else if has_only_dots {
            Err("may not consist of dots only")
        } else if text.as_bytes().first() == Some(&b'$') {
            Err("may not start with $")
        } else {
            Ok(Id(text.to_owned()))
        }
    }

    /// The id as the portal gave it.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The id as a path segment.
    pub(crate) fn encoded(&self) -> String {
        percent_encode(&self.0, "")
    }
}

const TOO_LONG: &str = "may not be longer than 256 characters";

/// Percent-encodes the UTF-8 of a text, once, in upper-case hex. RFC 3986's unreserved characters
/// and those in `kept` stay as they are.
pub(crate) fn percent_encode(text: &str, kept: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        let is_unreserved =
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        if is_unreserved || kept.bytes().any(|kept| kept == byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(hex_digit(byte >> 4));
            encoded.push(hex_digit(byte & 0xF));
        }
    }
    encoded
}

fn hex_digit(digit: u8) -> char {
    char::from_digit(digit.into(), 16).map_or('0', |digit| digit.to_ascii_uppercase())
}
