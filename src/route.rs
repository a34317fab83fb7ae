//! Template and ids → a path, and the rule that keeps an id inside its segment.
//!
//! Percent-encoding alone cannot do that: the WHATWG URL parser drops tabs and newlines, reads `\`
//! as `/`, and takes `..`, `.%2e` and `%2e%2e` alike for "one segment up"
//! (<https://url.spec.whatwg.org/#double-dot-path-segment>). So those are refused, and the rest is
//! encoded (RFC 3986 section 2.1).

use crate::text::cut;
use crate::value::Value;

/// The action's own segment, behind the path of the device.
pub const ACTION: &str = "/requestRemoteAssistance";

/// The longest id, in characters.
pub const MAX_ID_LENGTH: usize = 256;

/// An id that the rule accepts, as it was given.
#[derive(Clone)]
pub struct Id(String);

impl Id {
    /// Checks an id as the portal gave it; the error is a sentence without its subject.
    pub fn from_value(value: Value) -> Result<Id, &'static str> {
        match value {
            Value::Undefined => Err("is missing"),
            Value::Text(text) => Id::parse(text),
            Value::LongText => Err(TOO_LONG),
            _ => Err("must be a string"),
        }
    }

    /// Checks the text of an id: 1 to 256 characters of printable ASCII, none of `/ \ % ?`, not
    /// dots alone, not starting with `$`.
    pub fn parse(text: String) -> Result<Id, &'static str> {
        if text.is_empty() {
            return Err("is empty");
        }
        if text.len() > MAX_ID_LENGTH {
            return Err(TOO_LONG);
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("may hold printable ASCII characters only, and no spaces");
        }
        if text
            .bytes()
            .any(|byte| matches!(byte, b'/' | b'\\' | b'%' | b'?'))
        {
            return Err("may not hold any of / \\ % ? (give the id as it is, not encoded)");
        }
        if text.bytes().all(|byte| byte == b'.') {
            return Err("may not be made of dots alone");
        }
        if text.as_bytes().first() == Some(&b'$') {
            return Err("may not start with $");
        }
        Ok(Id(text))
    }

    /// The id as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id as a segment of a path: everything but RFC 3986's unreserved characters becomes
    /// `%XX`, in upper-case hex.
    pub fn encoded(&self) -> String {
        let mut text = String::new();
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                text.push(ascii(byte));
            } else {
                text.push('%');
                text.push(hex(byte >> 4));
                text.push(hex(byte & 0xF));
            }
        }
        text
    }
}

// Longer than 256 characters; those outside ASCII, which count as several bytes, are refused anyway.
const TOO_LONG: &str = "may not be longer than 256 characters";

/// The template's path; `fill` adds the id of that name to what comes before it.
pub fn path<E>(
    template: &str,
    mut fill: impl FnMut(&mut String, &str) -> Result<(), E>,
) -> Result<String, E> {
    let mut path = String::new();
    let mut rest = template;
    while let Some((before, (name, after))) =
        cut(rest, b'{').and_then(|(before, rest)| Some((before, cut(rest, b'}')?)))
    {
        path.push_str(before);
        fill(&mut path, name)?;
        rest = after;
    }
    path.push_str(rest);
    Ok(path)
}

/// No byte of an id is beyond ASCII; that a character takes one byte, this tells the compiler.
fn ascii(byte: u8) -> char {
    char::from(byte & 0x7f)
}

fn hex(digit: u8) -> char {
    ascii(match digit {
        0..=9 => digit.wrapping_add(b'0'),
        _ => digit.wrapping_add(b'A' - 10),
    })
}
