//! The texts of a search (`src/arguments/query.rs`): which are valid, how they are quoted (OData 4.01,
//! part 2, section 5.1.1.6.1), and how they are encoded (`encodeURIComponent`, ECMA-262).

use proptest::prelude::*;

use super::support::arguments::{error_of, invalid, object, text};
use super::support::functions::{app_filter, apps_route, device_filter, devices_route};
use crate::arguments::host_value::HostValue;
use crate::arguments::route::ResolvedRoute;

const PROPERTIES: [&str; 4] = [
    "deviceName",
    "userPrincipalName",
    "emailAddress",
    "serialNumber",
];

/// Texts, and what stands between the quotes of the filter. The boundary replaces half of a pair of
/// surrogates by U+FFFD.
fn quoted_texts() -> Vec<(String, String)> {
    let rows = [
        ("O'Brien", "O''Brien"),
        ("'", "''"),
        ("''", "''''"),
        ("' or 1 eq 1 or '", "'' or 1 eq 1 or ''"),
        (
            "x') or contains(deviceName,'",
            "x'') or contains(deviceName,''",
        ),
        ("a&$filter=b", "a&$filter=b"),
        ("a&$top=1#c", "a&$top=1#c"),
        ("100%", "100%"),
        ("%27", "%27"),
        ("a+b c", "a+b c"),
        ("{deviceId}", "{deviceId}"),
        ("a/b\\c?d", "a/b\\c?d"),
        ("/{managedDeviceId}/", "/{managedDeviceId}/"),
        ("💻 Ноутбук 電腦", "💻 Ноутбук 電腦"),
        ("e\u{301}", "e\u{301}"),
        ("\u{202e}\u{2028}", "\u{202e}\u{2028}"),
        (
            "<img src=x onerror=alert(1)>",
            "<img src=x onerror=alert(1)>",
        ),
        (" padded ", " padded "),
        ("\u{feff}a\u{feff}", "\u{feff}a\u{feff}"),
        ("\u{fffd}", "\u{fffd}"),
        ("a\u{fffd}b", "a\u{fffd}b"),
    ];
    let own = |(text, quoted): (&str, &str)| (text.to_owned(), quoted.to_owned());
    let mut rows: Vec<_> = rows.into_iter().map(own).collect();
    rows.push(("'".repeat(256), "''".repeat(256)));
    rows.extend([("電", 256), ("💻", 128)].map(|(text, times)| {
        let text = text.repeat(times);
        (text.clone(), text)
    }));
    rows
}

/// The decoded filter of a path, and how many parameters its query has.
fn decoded_filter(route: ResolvedRoute) -> (String, usize) {
    let url = format!("https://graph.microsoft.com/v1.0/{}", route.path);
    let url = url::Url::parse(&url).expect("a URL");
    assert_eq!(url.fragment(), None, "{url}");
    let filter = url.query_pairs().find(|(name, _)| name == "$filter");
    let filter = filter.expect("a filter").1.into_owned();
    (filter, url.query_pairs().count())
}

#[test]
fn a_text_is_quoted_and_stays_inside_its_quotes() {
    for (value, quoted) in quoted_texts() {
        let route = apps_route(text(&value)).expect("a valid text");
        let expected = format!("contains(displayName,'{quoted}')");
        assert_eq!(decoded_filter(route), (expected, 2), "{value:?}");

        let query = object(PROPERTIES.map(|name| (name, text(&value))));
        let route = devices_route(query).expect("a valid query");
        let expected = format!(
            "contains(deviceName,'{quoted}') and userPrincipalName eq '{quoted}' and \
             contains(emailAddress,'{quoted}') and serialNumber eq '{quoted}'"
        );
        assert_eq!(decoded_filter(route), (expected, 2), "{value:?}");
    }
}

/// Characters, and what `encodeURIComponent` makes of them in Node.js.
const ENCODED: &[(&str, &str)] = &[
    (" !\"#$%&", "%20!%22%23%24%25%26"),
    ("()*+,-./", "()*%2B%2C-.%2F"),
    ("0123456789:;<=>?@", "0123456789%3A%3B%3C%3D%3E%3F%40"),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("[\\]^_`", "%5B%5C%5D%5E_%60"),
    ("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz"),
    ("{|}~", "%7B%7C%7D~"),
    // A quote is doubled first.
    ("'", "''"),
    ("%27", "%2527"),
    ("\u{a0}x", "%C2%A0x"),
    ("é", "%C3%A9"),
    ("e\u{301}", "e%CC%81"),
    ("Ω", "%CE%A9"),
    ("\u{2028}x", "%E2%80%A8x"),
    ("\u{202e}", "%E2%80%AE"),
    ("€", "%E2%82%AC"),
    ("電", "%E9%9B%BB"),
    ("\u{fffd}", "%EF%BF%BD"),
    ("💻", "%F0%9F%92%BB"),
    ("𝒳", "%F0%9D%92%B3"),
    ("\u{10ffff}", "%F4%8F%BF%BF"),
];

#[test]
fn a_filter_is_encoded_as_encode_uri_component_does_it() {
    for (value, encoded) in ENCODED {
        let app = app_filter(text(value));
        let expected = format!("contains(displayName%2C'{encoded}')");
        assert_eq!(app, Ok(expected), "{value:?}");

        let device = device_filter(object([
            ("serialNumber", text(value)),
            ("deviceName", text("a")),
        ]));
        let expected =
            format!("serialNumber%20eq%20'{encoded}'%20and%20contains(deviceName%2C'a')");
        assert_eq!(device, Ok(expected), "{value:?}");
    }
}

/// Every character below U+0100 that is valid, compared with the rule of ECMA-262.
#[test]
fn each_character_is_encoded_or_kept() {
    const KEPT: &str = "-_.!~*'()";
    for character in (' '..='\u{ff}').filter(|character| !character.is_control()) {
        let is_kept = character.is_ascii_alphanumeric() || KEPT.contains(character);
        let expected = match (character, is_kept) {
            ('\'', _) => "''".to_owned(),
            (_, true) => character.to_string(),
            (_, false) => {
                let bytes = character.to_string().into_bytes();
                bytes.iter().map(|byte| format!("%{byte:02X}")).collect()
            }
        };
        let found = app_filter(text(&format!("a{character}b")));
        let expected = format!("contains(displayName%2C'a{expected}b')");
        assert_eq!(found, Ok(expected), "{character:?}");
    }
}

const EMPTY: &str = "is empty";
const TOO_LONG: &str = "may not be longer than 256 characters";
const CONTROL: &str = "may not contain control characters";
const NO_STRING: &str = "must be a string";

fn invalid_texts() -> Vec<(HostValue, &'static str)> {
    let mut rows = vec![
        (text(""), EMPTY),
        (text("   "), EMPTY),
        // Blank comes before the length.
        (text(&" ".repeat(257)), EMPTY),
        (text(&"x".repeat(257)), TOO_LONG),
        (text(&"x".repeat(10_000)), TOO_LONG),
        (text(&"電".repeat(257)), TOO_LONG),
        (text(&"💻".repeat(129)), TOO_LONG),
        (text(&format!("{}x", "💻".repeat(128))), TOO_LONG),
        // The length comes before control characters.
        (text(&format!("\n{}", "x".repeat(256))), TOO_LONG),
        (HostValue::LongText, TOO_LONG),
        (text("a\nb"), CONTROL),
        (text("a\tb"), CONTROL),
        (text("a\n"), CONTROL),
        (text("a\0"), CONTROL),
        (text("\u{1f}"), CONTROL),
        (HostValue::Undefined, NO_STRING),
        (HostValue::Number(7.0), NO_STRING),
        (HostValue::Function, NO_STRING),
        (HostValue::Signal, NO_STRING),
        (HostValue::Other, NO_STRING),
    ];
    // All control characters, but white space, which is blank.
    let control = ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}');
    let control = control.filter(|character| !('\t'..='\r').contains(character));
    rows.extend(control.map(|character| (text(&character.to_string()), CONTROL)));
    rows
}

#[test]
fn an_invalid_text_is_named_with_its_problem() {
    for (value, problem) in invalid_texts() {
        let row = match &value {
            HostValue::Text(text) => text.escape_debug().take(40).collect(),
            _ => String::new(),
        };
        let error = app_filter(value.clone()).expect_err("an invalid text");
        assert_eq!(
            (error.field.as_str(), error.problem),
            ("name", problem),
            "{row}"
        );
        assert_eq!(error_of::<()>(Err(error)), invalid("invalidQuery", "name"));
        for name in PROPERTIES {
            // Without a value, a property is not searched for.
            if matches!(value, HostValue::Undefined) {
                continue;
            }
            let query = object([(name, value.clone()), ("os", text("a"))]);
            let error = device_filter(query).expect_err("an invalid text");
            let field = format!("query.{name}");
            assert_eq!((&error.field, error.problem), (&field, problem), "{row}");
            assert_eq!(error_of::<()>(Err(error)), invalid("invalidQuery", &field));
        }
    }
}

/// What `trim` removes (ECMA-262, WhiteSpace and LineTerminator). U+FEFF is among it, and U+0085 is not.
#[test]
fn a_text_of_javascript_white_space_is_empty() {
    let white_space = "\t\n\u{b}\u{c}\r \u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\
                       \u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\
                       \u{205f}\u{3000}\u{feff}";
    let problem = |value: &str| app_filter(text(value)).err().map(|error| error.problem);
    for character in '\0'..=char::MAX {
        let is_white_space = white_space.contains(character);
        let is_empty = problem(&character.to_string()) == Some(EMPTY);
        assert_eq!(is_empty, is_white_space, "{character:?}");
    }
    assert_eq!(problem(white_space), Some(EMPTY));
    // These look blank, but are no white space.
    for value in ["\u{200b}", "\u{180e}", "\u{2060}", "\u{3164}"] {
        assert_eq!(problem(value), None, "{value:?}");
    }
}

/// Characters that mean something in an OData literal, a filter or a URL, and any others.
fn characters() -> impl Strategy<Value = char> {
    prop_oneof![
        Just('\''),
        proptest::sample::select("'()&#+%=;,/?\\\" $eqor27".chars().collect::<Vec<_>>()),
        proptest::char::any(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// A parser of OData literals finds exactly the text.
    #[test]
    fn any_text_is_found_again_in_its_literal(
        characters in proptest::collection::vec(characters(), 1..40)
    ) {
        let value: String = characters.into_iter().collect();
        let Ok(route) = apps_route(text(&value)) else {
            let is_blank = value.chars().all(|character| {
                character.is_whitespace() || character == '\u{feff}'
            });
            prop_assert!(is_blank || value.chars().any(char::is_control));
            return Ok(());
        };
        let (filter, parameters) = decoded_filter(route);
        prop_assert_eq!(parameters, 2);
        let literal = filter.strip_prefix("contains(displayName,'");
        let mut rest = literal.expect("the start of the filter").chars().peekable();
        let mut found = String::new();
        loop {
            match rest.next() {
                Some('\'') if rest.peek() == Some(&'\'') => {
                    rest.next();
                    found.push('\'');
                }
                Some('\'') => break,
                Some(character) => found.push(character),
                None => return Err(TestCaseError::fail("the literal does not end")),
            }
        }
        prop_assert_eq!(found, value);
        prop_assert_eq!(rest.collect::<String>(), ")");
    }
}
