//! Continuous access evaluation: the claims inside `WWW-Authenticate`.
//!
//! The grammar is RFC 9110 section 11: a list of challenges, each a scheme with parameters, all
//! separated by commas. Real ones stretch it: Graph leaves `authorization_uri` unquoted although a
//! URL is no token, so an unquoted value is taken to the next comma or space.

/// The claims of the first Bearer challenge that has any, decoded from base64 or base64url to text.
pub fn claims(header: &str) -> Option<String> {
    let mut rest = header.as_bytes();
    let mut is_bearer = false;
    loop {
        rest = skip(rest, |byte| matches!(byte, b' ' | b'\t' | b','));
        if rest.is_empty() {
            return None;
        }
        let (name, after) = split(rest, |byte| matches!(byte, b'=' | b' ' | b'\t' | b','));
        let Some(value) = skip_space(after).strip_prefix(b"=") else {
            // A word without a value begins the next challenge.
            is_bearer = name.eq_ignore_ascii_case(b"bearer");
            rest = after;
            continue;
        };
        let (value, after) = read_value(skip_space(value))?;
        if is_bearer && name.eq_ignore_ascii_case(b"claims") {
            return decode(&value);
        }
        rest = after;
    }
}

/// A quoted string with its escapes undone, or whatever stands up to the next comma or space;
/// nothing if a quotation does not end.
fn read_value(text: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let Some(mut rest) = text.strip_prefix(b"\"") else {
        let (value, after) = split(text, |byte| matches!(byte, b' ' | b'\t' | b','));
        return Some((value.to_vec(), after));
    };
    let mut value = Vec::new();
    loop {
        match rest {
            [b'\\', escaped, after @ ..] => {
                value.push(*escaped);
                rest = after;
            }
            [b'"', after @ ..] => return Some((value, after)),
            [byte, after @ ..] => {
                value.push(*byte);
                rest = after;
            }
            [] => return None,
        }
    }
}

/// Base64 in either alphabet (RFC 4648 sections 4 and 5), with or without padding.
fn decode(text: &[u8]) -> Option<String> {
    let end = text
        .iter()
        .rposition(|byte| *byte != b'=')
        .map_or(0, |last| last.saturating_add(1));
    let mut bytes = Vec::new();
    let mut bits: u32 = 0;
    let mut count: u32 = 0;
    for byte in text.get(..end)? {
        let value = match byte {
            b'A'..=b'Z' => byte.wrapping_sub(b'A'),
            b'a'..=b'z' => byte.wrapping_sub(b'a').wrapping_add(26),
            b'0'..=b'9' => byte.wrapping_sub(b'0').wrapping_add(52),
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count = count.saturating_add(6);
        if let Some(left) = count.checked_sub(8) {
            bytes.push((bits >> left) as u8);
            count = left;
        }
    }
    // Six bits left over are a digit that belongs to no byte.
    if count == 6 {
        return None;
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.is_empty())
}

fn skip_space(text: &[u8]) -> &[u8] {
    skip(text, |byte| matches!(byte, b' ' | b'\t'))
}

fn skip(text: &[u8], skipped: impl Fn(u8) -> bool) -> &[u8] {
    split(text, |byte| !skipped(byte)).1
}

/// Splits before the first byte that ends it.
fn split(text: &[u8], ends: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let at = text
        .iter()
        .position(|byte| ends(*byte))
        .unwrap_or(text.len());
    text.split_at_checked(at).unwrap_or((text, b""))
}
