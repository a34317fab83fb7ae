//! Text operations without the standard library's string patterns.
//!
//! A pattern that is a string, a closure or a set of characters brings std's search engine into the
//! module, with messages that print parts of strings. These functions do what this crate needs of it.

/// The parts, one after the other.
pub(crate) fn concat(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}

/// What comes before and after the first such byte, which must be ASCII.
pub(crate) fn split_once(text: &str, separator: u8) -> Option<(&str, &str)> {
    let index = text.bytes().position(|byte| byte == separator)?;
    Some((text.get(..index)?, text.get(index.checked_add(1)?..)?))
}

/// Splits before the first byte of which `ends` is true. The second part may be empty.
pub(crate) fn split_before(text: &[u8], ends: fn(u8) -> bool) -> (&[u8], &[u8]) {
    let index = text.iter().position(|byte| ends(*byte));
    text.split_at_checked(index.unwrap_or(text.len()))
        .unwrap_or_default()
}

/// The index of the first place where the text contains the part.
pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    let mut windows = text.as_bytes().windows(part.len().max(1));
    windows.position(|window| window == part.as_bytes())
}

/// Whether the text is a GUID in its usual form, 8-4-4-4-12 hex digits.
pub(crate) fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
