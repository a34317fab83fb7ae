//! What a portal may search for, and the `$filter` that it becomes.
//!
//! OData 4.01, part 2, section 5.1.1.6.1: a string stands between single quotes, and a quote inside
//! it is doubled. Graph's metadata (v1.0) says which properties can be filtered, and how.

use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::ids::percent_encode;
use crate::error::{Argument, ArgumentError};
use crate::text::concat;

/// The longest text that is searched for, in UTF-16 units.
const MAX_LENGTH: usize = 256;

/// The characters besides the unreserved ones that `encodeURIComponent` leaves alone.
const KEPT: &str = "!*'()";

/// How Graph compares a property with a text.
enum Comparison {
    Contains,
    Equals,
}

impl Comparison {
    /// The comparison that Graph's metadata allows for a property of a device.
    fn of_device_property(name: &str) -> Option<Comparison> {
        match name {
            "deviceName" | "emailAddress" => Some(Comparison::Contains),
            "userPrincipalName" | "serialNumber" => Some(Comparison::Equals),
            _ => None,
        }
    }

    /// The term of a filter. `literal` is the quoted text.
    fn term(&self, property: &str, literal: &str) -> String {
        match self {
            Comparison::Contains => concat(&["contains(", property, ",", literal, ")"]),
            Comparison::Equals => concat(&[property, " eq ", literal]),
        }
    }
}

/// The filter for devices that match every property of the query, percent-encoded.
pub(crate) fn device_filter(query: &HostObject) -> Result<String, Box<ArgumentError>> {
    let HostObject::Properties(properties) = query else {
        return Err(Argument::Query.invalid("must be a plain object"));
    };
    let mut filter = String::new();
    for (name, value) in &properties.0 {
        if matches!(value, HostValue::Undefined) {
            continue;
        }
        let Some(comparison) = Comparison::of_device_property(name) else {
            return Err(match name.as_str() {
                "" => Argument::Query.invalid(NOT_SEARCHABLE),
                name => Argument::Query.invalid_field(name, NOT_SEARCHABLE),
            });
        };
        let literal =
            literal(value).map_err(|problem| Argument::Query.invalid_field(name, problem))?;
        if !filter.is_empty() {
            filter.push_str(" and ");
        }
        filter.push_str(&comparison.term(name, &literal));
    }
    match filter.is_empty() {
        true => Err(Argument::Query.invalid("is empty")),
        false => Ok(percent_encode(&filter, KEPT)),
    }
}

/// The filter for apps whose name contains a text, percent-encoded.
pub(crate) fn app_filter(name: &HostValue) -> Result<String, Box<ArgumentError>> {
    let literal = literal(name).map_err(|problem| Argument::Query.invalid_as("name", problem))?;
    let term = Comparison::Contains.term("displayName", &literal);
    Ok(percent_encode(&term, KEPT))
}

const NOT_SEARCHABLE: &str = "is nothing to search by";

/// Whether `trim` of JavaScript removes the character (ECMA-262, `WhiteSpace` and `LineTerminator`).
const fn is_white_space(character: char) -> bool {
    matches!(
        character,
        '\t'..='\r'
            | ' '
            | '\u{a0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200a}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{3000}'
            | '\u{feff}'
    )
}

/// A text as an OData literal. The error is a sentence without its subject.
fn literal(value: &HostValue) -> Result<String, &'static str> {
    const TOO_LONG: &str = "may not be longer than 256 characters";
    let text = match value {
        HostValue::Text(text) => text,
        HostValue::LongText => return Err(TOO_LONG),
        _ => return Err("must be a string"),
    };
    let mut length = 0_usize;
    let mut is_blank = true;
    let mut has_control = false;
    let mut literal = String::from("'");
    for character in text.chars() {
        length = length.saturating_add(character.len_utf16());
        is_blank &= is_white_space(character);
        has_control |= character.is_control();
        literal.push(character);
        if character == '\'' {
            literal.push(character);
        }
    }
    literal.push('\'');
    if is_blank {
        return Err("is empty");
    }
    if length > MAX_LENGTH {
        return Err(TOO_LONG);
    }
    if has_control {
        return Err("may not contain control characters");
    }
    Ok(literal)
}
