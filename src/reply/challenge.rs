//! Continuous access evaluation: the claims in `WWW-Authenticate`.
//!
//! RFC 9110 section 11 defines the grammar: a list of challenges, each a scheme with parameters, all
//! separated by commas. Graph stretches it. It leaves `authorization_uri` unquoted although a URL is
//! no token, so that an unquoted value is read up to the next comma or space.

use crate::text::split_before;

/// Decodes base64 or base64url (RFC 4648 sections 4 and 5) without padding to UTF-8 text. The
/// platform has such a decoder.
pub(crate) type Base64Decoder = fn(&str) -> Option<String>;

/// The decoded claims of the first Bearer challenge that has any.
pub(crate) fn claims(header: &str, decode: Base64Decoder) -> Option<String> {
    let mut rest = header.as_bytes();
    let mut is_bearer = false;
    loop {
        rest = split_before(rest, |byte| !is_separator(byte)).1;
        if rest.is_empty() {
            return None;
        }
        let (name, after) = split_before(rest, |byte| byte == b'=' || is_separator(byte));
        let Some(value) = after.trim_ascii_start().strip_prefix(b"=") else {
            // A word without a value is the scheme of the next challenge.
            is_bearer = name.eq_ignore_ascii_case(b"bearer");
            rest = after;
            continue;
        };
        let (value, after) = split_value(value.trim_ascii_start())?;
        if is_bearer && name.eq_ignore_ascii_case(b"claims") {
            return decode_claims(value, decode);
        }
        rest = after;
    }
}

fn decode_claims(value: &[u8], decode: Base64Decoder) -> Option<String> {
    let mut base64 = String::new();
    for byte in value {
        match byte {
            // A backslash escapes the next character.
            b'\\' => {}
            byte if byte.is_ascii() => base64.push(char::from(*byte)),
            _ => return None,
        }
    }
    // Padding carries no information. In any other place, `=` is no base64.
    while base64.as_bytes().last() == Some(&b'=') {
        base64.pop();
    }
    decode(&base64).filter(|claims| !claims.is_empty())
}

const fn is_separator(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b',')
}

/// The value at the start of the text, and the rest. A quoted value keeps its escapes. `None` if a
/// quotation does not end.
fn split_value(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let Some(quoted) = text.strip_prefix(b"\"") else {
        return Some(split_before(text, is_separator));
    };
    let mut is_escaped = false;
    let end = quoted.iter().position(|byte| {
        let is_end = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    })?;
    Some((quoted.get(..end)?, quoted.get(end.checked_add(1)?..)?))
}
