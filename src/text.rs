//! Text, taken apart and put together with less code than the standard library's general ways need:
//! a pattern that may be any character or a closure brings a search engine along.

/// The parts, one after the other.
pub fn concat(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}

/// What stands before and after the first such ASCII character.
pub fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..place)?, text.get(place.checked_add(1)?..)?))
}

/// Splits before the first byte that ends the first part; the second may be empty.
pub fn split(text: &[u8], ends: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let place = text.iter().position(|byte| ends(*byte));
    text.split_at_checked(place.unwrap_or(text.len()))
        .unwrap_or_default()
}
