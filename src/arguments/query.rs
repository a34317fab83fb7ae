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
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Comparison {
    Contains,
    Equals,
}

/// What a search asks of one property of an item.
#[derive(Clone)]
pub(crate) struct Term {
    pub(crate) property: &'static str,
    pub(crate) comparison: Comparison,
    pub(crate) text: String,
}

/// The properties of a device that Graph's metadata allows to be searched, and how.
const DEVICE_PROPERTIES: [(&str, Comparison); 4] = [
    ("deviceName", Comparison::Contains),
    ("userPrincipalName", Comparison::Equals),
    ("emailAddress", Comparison::Contains),
    ("serialNumber", Comparison::Equals),
];

/// What a search for devices asks: every term must match.
pub(crate) fn device_terms(query: &HostObject) -> Result<Vec<Term>, Box<ArgumentError>> {
    let HostObject::Properties(properties) = query else {
        return Err(Argument::Query.invalid("must be a plain object"));
    };
    let mut terms = Vec::new();
    for (name, value) in &properties.0 {
        if matches!(value, HostValue::Undefined) {
            continue;
        }
        let known = DEVICE_PROPERTIES.iter().find(|(known, _)| known == name);
        let Some((property, comparison)) = known else {
            return Err(match name.as_str() {
                "" => Argument::Query.invalid(NOT_SEARCHABLE),
                name => Argument::Query.invalid_field(name, NOT_SEARCHABLE),
            });
        };
        let text = text(value).map_err(|problem| Argument::Query.invalid_field(name, problem))?;
        terms.push(Term {
            property,
            comparison: *comparison,
            text,
        });
    }
    match terms.is_empty() {
        true => Err(Argument::Query.invalid("is empty")),
        false => Ok(terms),
    }
}

/// What a search for apps asks: that the name contains a text.
pub(crate) fn app_terms(name: &HostValue) -> Result<Vec<Term>, Box<ArgumentError>> {
    let text = text(name).map_err(|problem| Argument::Query.invalid_as("name", problem))?;
    Ok(vec![Term {
        property: "displayName",
        comparison: Comparison::Contains,
        text,
    }])
}

/// The properties of a user in which `findUsers` looks.
const USER_PROPERTIES: [&str; 3] = ["displayName", "userPrincipalName", "mail"];

/// The value of `$search` for people, percent-encoded. Graph's page "Use the $search query parameter":
/// each clause stands between double quotes, and a backslash escapes a quote or a backslash inside it.
pub(crate) fn user_search(name: &HostValue) -> Result<String, Box<ArgumentError>> {
    let text = text(name).map_err(|problem| Argument::Query.invalid_as("name", problem))?;
    let mut escaped = String::new();
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    let mut search = String::new();
    for property in USER_PROPERTIES {
        if !search.is_empty() {
            search.push_str(" OR ");
        }
        search.push_str(&concat(&["\"", property, ":", &escaped, "\""]));
    }
    Ok(percent_encode(&search, KEPT))
}

/// The value of `$filter`, percent-encoded.
pub(crate) fn filter(terms: &[Term]) -> String {
    let mut filter = String::new();
    for term in terms {
        if !filter.is_empty() {
            filter.push_str(" and ");
        }
        let literal = literal(&term.text);
        filter.push_str(&match term.comparison {
            Comparison::Contains => concat(&["contains(", term.property, ",", &literal, ")"]),
            Comparison::Equals => concat(&[term.property, " eq ", &literal]),
        });
    }
    percent_encode(&filter, KEPT)
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

/// Checks a text to search for. The error is a sentence without its subject.
fn text(value: &HostValue) -> Result<String, &'static str> {
    const TOO_LONG: &str = "may not be longer than 256 characters";
    let text = match value {
        HostValue::Text(text) => text,
        HostValue::LongText => return Err(TOO_LONG),
        _ => return Err("must be a string"),
    };
    let mut length = 0_usize;
    let mut is_blank = true;
    let mut has_control = false;
    for character in text.chars() {
        length = length.saturating_add(character.len_utf16());
        is_blank &= is_white_space(character);
        has_control |= character.is_control();
    }
    if is_blank {
        return Err("is empty");
    }
    if length > MAX_LENGTH {
        return Err(TOO_LONG);
    }
    if has_control {
        return Err("may not contain control characters");
    }
    Ok(text.clone())
}

/// A text as an OData literal.
fn literal(text: &str) -> String {
    let mut literal = String::from("'");
    for character in text.chars() {
        literal.push(character);
        if character == '\'' {
            literal.push(character);
        }
    }
    literal.push('\'');
    literal
}
