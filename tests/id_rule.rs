//! Which texts are ids. The same rule holds at every place of every route.
//!
//! The URL parser treats `..`, `.%2e` and `%2e%2e` alike, drops tabs and newlines before it does,
//! and reads `\` as `/`: an id that passes must not be able to leave its segment.

mod support;

use intune_remote_assistance::route::{Id, MAX_ID_LENGTH};
use intune_remote_assistance::scope::Scope;
use support::arguments::{ids_with, refusal, refused, text, url};

const HOSTILE: &[&str] = &[
    // Nothing, and segments that the URL parser removes.
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
    // What would end the segment, or the path.
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
    // Encoded already: encoding once more would name something else, and Graph answers 404.
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
    // Outside ASCII: the look-alikes of dots and slashes first.
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

const LEGAL: &[&str] = &[
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

fn each_place(check: impl Fn(Scope, &'static str)) {
    for scope in Scope::ALL {
        for name in scope.id_names() {
            check(scope, name);
        }
    }
}

#[test]
fn hostile_ids_are_refused_at_every_place() {
    each_place(|scope, name| {
        for id in HOSTILE {
            let result = url(scope, ids_with(scope, name, text(id)));
            let expected = refused("invalidIds", &format!("ids.{name}"));
            assert_eq!(refusal(result), expected, "{scope:?} {name}: {id:?}");
        }
    });
}

#[test]
fn legal_ids_are_taken_at_every_place() {
    each_place(|scope, name| {
        for id in LEGAL {
            let result = url(scope, ids_with(scope, name, text(id)));
            assert_eq!(refusal(result), None, "{scope:?} {name}: {id:?}");
        }
    });
}

#[test]
fn an_id_has_at_most_256_characters() {
    assert_eq!(MAX_ID_LENGTH, 256);
    each_place(|scope, name| {
        for (character, length, legal) in [
            ("a", 255, true),
            ("a", 256, true),
            ("a", 257, false),
            ("a", 16_384, false),
            // Each takes three characters in the path; the id has but 256.
            ("#", 256, true),
            ("#", 257, false),
            (".", 256, false),
        ] {
            let result = url(
                scope,
                ids_with(scope, name, text(&character.repeat(length))),
            );
            let expected = match legal {
                true => None,
                false => refused("invalidIds", &format!("ids.{name}")),
            };
            assert_eq!(
                refusal(result),
                expected,
                "{scope:?} {name}: {length} times {character:?}"
            );
        }
    });
}

/// Every character below U+0100 alone, and between two letters.
#[test]
fn each_character_is_refused_or_taken() {
    for character in '\0'..='\u{ff}' {
        let graphic = ('!'..='~').contains(&character);
        let inside = graphic && !"/\\%?".contains(character);
        let alone = inside && !".$".contains(character);
        for (id, legal) in [
            (format!("a{character}b"), inside),
            (format!("{character}"), alone),
        ] {
            let accepted = Id::parse(id.clone()).is_ok();
            assert_eq!(accepted, legal, "{id:?}");
        }
    }
}

/// The problem goes into a message: an id is personal data, and could be a token in the wrong place.
#[test]
fn the_problem_never_quotes_the_id() {
    for id in ["leak%leak", "$leak", "leak leak", "leak/leak", "léak"] {
        let problem = Id::parse(id.to_owned()).err();
        assert!(problem.is_some_and(|it| !it.contains("leak")), "{id:?}");
    }
}
