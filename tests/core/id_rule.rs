//! Which texts are valid ids (`src/arguments/ids.rs`), in every position of every route.
//!
//! A valid id cannot leave its path segment. The WHATWG URL parser treats `..`, `.%2e` and `%2e%2e`
//! alike, drops tabs and newlines before that, and reads `\` as `/`.

use super::support::arguments::{error_of, id_names, ids_with, invalid, text, url};
use super::support::functions::parse_id;
use crate::arguments::ids::MAX_ID_LENGTH;
use crate::arguments::scope::Scope;

const HOSTILE: &[&str] = &[
    // An empty id, and segments that the URL parser removes.
    "",
    ".",
    "..",
    "...",
    "................",
    ".%2e",
    "%2e.",
    "%2e%2e",
    "%2E%2E",
    "%2e",
    ".\t.",
    ".\n.",
    "\r..",
    // Characters that end the segment or the path.
    "/",
    "a/b",
    "a/",
    "../users",
    "\\",
    "a\\b",
    "..\\..",
    "?",
    "a?b",
    "?$expand=x",
    "a%2fb",
    "a%5Cb",
    // Ids that are encoded already. Encoded once more, they would name something else.
    "%",
    "100%",
    "ada%23EXT%23%40contoso.com",
    "%00",
    "%ZZ",
    // OData's own segments: $value, $count, $ref, $batch.
    "$",
    "$value",
    "$count",
    "$$",
    // White space and control characters.
    " ",
    "a b",
    " a",
    "a ",
    "\t",
    "a\tb",
    "\n",
    "a\nb",
    "a\r\nb",
    "\0",
    "a\0",
    "\u{1}",
    "a\u{1f}b",
    "\u{7f}",
    "a\u{7f}b",
    // Characters outside ASCII. The first ones look like dots and slashes.
    "．．",
    "a／b",
    "a＼b",
    "a\u{2215}b",
    "\u{2024}\u{2024}",
    "é",
    "ada.lövelace",
    "日本",
    "😀",
    "\u{feff}a",
    "a\u{200b}b",
    "a\u{202e}b",
    "a\u{a0}b",
    "a\u{85}b",
    "a\u{2028}b",
    "\u{fffd}",
];

const VALID: &[&str] = &[
    "a",
    "0",
    "5c9d2f1e-4a7b-4c3d-8e6f-0a1b2c3d4e5f",
    "ada@contoso.com",
    "ada#EXT#@contoso.com",
    "o'brien@contoso.com",
    "#",
    "##",
    "#..",
    "~",
    "-",
    "_",
    "..a",
    "a..",
    "a..b",
    ".a.",
    "a$",
    "a$value",
    "#$",
    "!",
    "\"",
    "&",
    "'",
    "(..)",
    "*",
    "+",
    ",",
    ":",
    ";",
    "<>",
    "=",
    "[]",
    "^",
    "`",
    "{id}",
    "|",
];

fn for_every_id(check: impl Fn(Scope, &'static str)) {
    for scope in Scope::ALL {
        for name in id_names(scope) {
            check(scope, name);
        }
    }
}

#[test]
fn hostile_ids_are_invalid_in_every_position() {
    for_every_id(|scope, name| {
        for id in HOSTILE {
            let result = url(scope, ids_with(scope, name, text(id)));
            let expected = invalid("invalidIds", &format!("ids.{name}"));
            assert_eq!(error_of(result), expected, "{scope:?} {name}: {id:?}");
        }
    });
}

#[test]
fn valid_ids_are_accepted_in_every_position() {
    for_every_id(|scope, name| {
        for id in VALID {
            let result = url(scope, ids_with(scope, name, text(id)));
            assert_eq!(error_of(result), None, "{scope:?} {name}: {id:?}");
        }
    });
}

#[test]
fn an_id_has_at_most_256_characters() {
    assert_eq!(MAX_ID_LENGTH, 256);
    for_every_id(|scope, name| {
        for (character, length, is_valid) in [
            ("a", 255, true),
            ("a", 256, true),
            ("a", 257, false),
            ("a", 16_384, false),
            // "#" takes three characters in the path. The rule counts those of the id.
            ("#", 256, true),
            ("#", 257, false),
            (".", 256, false),
        ] {
            let result = url(
                scope,
                ids_with(scope, name, text(&character.repeat(length))),
            );
            let expected = match is_valid {
                true => None,
                false => invalid("invalidIds", &format!("ids.{name}")),
            };
            assert_eq!(
                error_of(result),
                expected,
                "{scope:?} {name}: {length} times {character:?}"
            );
        }
    });
}

/// Every character below U+0100, alone and between two letters.
#[test]
fn each_character_is_valid_or_not() {
    for character in '\0'..='\u{ff}' {
        let graphic = ('!'..='~').contains(&character);
        let inside = graphic && !"/\\%?".contains(character);
        let alone = inside && !".$".contains(character);
        for (id, is_valid) in [
            (format!("a{character}b"), inside),
            (format!("{character}"), alone),
        ] {
            let is_accepted = parse_id(&id).is_ok();
            assert_eq!(is_accepted, is_valid, "{id:?}");
        }
    }
}

/// The problem goes into a message. An id is personal data, and could be a token in the wrong place.
#[test]
fn the_problem_never_quotes_the_id() {
    for id in ["leak%leak", "$leak", "leak leak", "leak/leak", "léak"] {
        let problem = parse_id(id).err();
        assert!(
            problem.is_some_and(|problem| !problem.contains("leak")),
            "{id:?}"
        );
    }
}
