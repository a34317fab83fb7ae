//! An id is percent-encoded once (`Id::encoded` in `src/arguments/ids.rs`): all but RFC 3986's
//! unreserved characters, in upper-case hex.

use super::support::arguments::{id_names, ids_with, template, text, url};
use crate::arguments::scope::Scope;

/// The unreserved characters of RFC 3986 section 2.3.
const UNRESERVED: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

/// How many parts each scope's URL has between its slashes. `https:` and the empty part after it
/// count.
const SEGMENTS: [(Scope, usize); 3] = [
    (Scope::Users, 9),
    (Scope::DeviceManagement, 8),
    (Scope::DetectedApps, 10),
];

/// The URL for that id, split at its slashes as the URL parser splits it.
fn segments(scope: Scope, name: &str, id: &str) -> Vec<String> {
    let url = url(scope, ids_with(scope, name, text(id)));
    let url = url.unwrap_or_else(|error| panic!("{name} {id:?}: {}", error.problem));
    url.split('/').map(str::to_owned).collect()
}

/// The position of the id's segment, counted from the end.
fn position_from_end(scope: Scope, name: &str) -> usize {
    let route = format!("{}/requestRemoteAssistance", template(scope));
    let placeholder = format!("{{{name}}}");
    let from_end = route.rsplit('/').position(|it| it == placeholder);
    from_end.expect("the route has the id")
}

fn encoded(id: &str) -> String {
    let scope = Scope::Users;
    let segments = segments(scope, "usersId", id);
    segments[segments.len() - 1 - position_from_end(scope, "usersId")].clone()
}

#[test]
fn examples() {
    let rows = [
        ("ada#EXT#@contoso.com", "ada%23EXT%23%40contoso.com"),
        (
            "5c9d2f1e-4a7b-4c3d-8e6f-0a1b2c3d4e5f",
            "5c9d2f1e-4a7b-4c3d-8e6f-0a1b2c3d4e5f",
        ),
        ("O'Brien+x@contoso.com", "O%27Brien%2Bx%40contoso.com"),
        ("#", "%23"),
        ("a;b=c,d:e&f", "a%3Bb%3Dc%2Cd%3Ae%26f"),
        ("[::1]", "%5B%3A%3A1%5D"),
        ("{|}^`\"<>", "%7B%7C%7D%5E%60%22%3C%3E"),
        ("!$'()*", "%21%24%27%28%29%2A"),
        ("..a~_-", "..a~_-"),
    ];
    for (id, expected) in rows {
        assert_eq!(encoded(id), expected, "{id:?}");
    }
}

#[test]
fn every_printable_character_is_invalid_or_encoded_once() {
    for character in '!'..='~' {
        let id = format!("a{character}b");
        let scope = Scope::DeviceManagement;
        let is_invalid = url(scope, ids_with(scope, "managedDeviceId", text(&id))).is_err();
        assert_eq!(is_invalid, "/\\%?".contains(character), "{character:?}");
        if is_invalid {
            continue;
        }
        let expected = match UNRESERVED.contains(character) {
            true => id.clone(),
            false => format!("a%{:02X}b", u32::from(character)),
        };
        assert_eq!(encoded(&id), expected, "{character:?}");
    }
}

/// Decoding once gives the id back, in every position, and the URL keeps its number of segments.
#[test]
fn no_id_leaves_its_segment() {
    let all: String = ('!'..='~').filter(|it| !"/\\%?".contains(*it)).collect();
    let ids = [
        all.as_str(),
        "ada#EXT#@contoso.com",
        "#",
        "#..",
        "..a",
        "a$",
        ":",
        ";..;",
        "@evil.example",
        "a:b@evil.example:8443",
    ];
    for (scope, expected_segments) in SEGMENTS {
        for name in id_names(scope) {
            for id in ids {
                let segments = segments(scope, name, id);
                let count = segments.len();
                assert_eq!(count, expected_segments, "{scope:?} {name}: {id:?}");
                let segment = &segments[count - 1 - position_from_end(scope, name)];
                assert_eq!(decoded(segment), id, "{scope:?} {name}");
            }
        }
    }
}

/// Decodes a segment. It shares no code with the encoder.
fn decoded(segment: &str) -> String {
    let mut parts = segment.split('%');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (hex, rest) = part.split_at(2);
        assert_eq!(hex, hex.to_uppercase(), "hex digits of {segment}");
        let byte = u8::from_str_radix(hex, 16).expect("two hex digits");
        text.push(char::from(byte));
        text.push_str(rest);
    }
    text
}
