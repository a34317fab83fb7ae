//! Continuous access evaluation: the claims inside `WWW-Authenticate`.
//!
//! The grammar is RFC 9110 section 11: a list of challenges, each a scheme with parameters, all
//! separated by commas. Real ones stretch it: Graph leaves `authorization_uri` unquoted although a
//! URL is no token, so an unquoted value is taken to the next comma or space.

use crate::text::split;

/// Decodes base64 or base64url (RFC 4648 sections 4 and 5), without padding, to UTF-8 text: the
/// platform's decoder, because one of our own would take half a kilobyte.
pub type Decoder<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The claims of the first Bearer challenge that has any, decoded.
pub fn claims(header: &str, decoder: Decoder<'_>) -> Option<String> {
    let mut rest = header.as_bytes();
    let mut is_bearer = false;
    loop {
        rest = split(rest, |byte| !ends_word(byte)).1;
        if rest.is_empty() {
            return None;
        }
        let (name, after) = split(rest, |byte| byte == b'=' || ends_word(byte));
        let Some(value) = after.trim_ascii_start().strip_prefix(b"=") else {
            // A word without a value begins the next challenge.
            is_bearer = name.eq_ignore_ascii_case(b"bearer");
            rest = after;
            continue;
        };
        let (value, after) = value_of(value.trim_ascii_start())?;
        if is_bearer && name.eq_ignore_ascii_case(b"claims") {
            // An escape means the character behind it, and padding says nothing.
            let mut base64 = String::new();
            for byte in value.iter().filter(|byte| **byte != b'\\') {
                base64.push(ascii(*byte)?);
            }
            while base64.as_bytes().last() == Some(&b'=') {
                base64.pop();
            }
            return decoder(&base64).filter(|claims| !claims.is_empty());
        }
        rest = after;
    }
}

/// That a character takes one byte, the mask tells the compiler.
fn ascii(byte: u8) -> Option<char> {
    byte.is_ascii().then(|| char::from(byte & 0x7f))
}

const fn ends_word(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b',')
}

/// What stands between quotation marks, its escapes still in it, or up to the next comma or space;
/// nothing if a quotation does not end.
fn value_of(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let Some(quoted) = text.strip_prefix(b"\"") else {
        return Some(split(text, ends_word));
    };
    let mut is_escaped = false;
    let end = quoted.iter().position(|byte| {
        let is_end = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    })?;
    Some((quoted.get(..end)?, quoted.get(end.checked_add(1)?..)?))
}
