//! Graph chooses the link to the next page. It is followed only on the origin that was called, so
//! that the token goes to no other place. The rule is in `src/arguments/link.rs`.

use super::support::arguments::{object, text};
use super::support::calls::read;
use super::support::clock::VirtualClock;
use super::support::functions::next_page;
use super::support::platform::{SentRequest, TestPlatform};
use super::support::replies::status;
use super::support::script::Script;
use crate::arguments::host_value::{HostObject, HostValue};
use crate::request::shared::Shared;

/// The code of the failure, if there is one, and what was sent.
fn follow(link: HostValue, origin: Option<&str>) -> (Option<&'static str>, Vec<SentRequest>) {
    let options = object([("origin", origin.map_or(HostValue::Undefined, text))]);
    let spec = next_page(link, HostValue::Function, options);
    let spec = spec.expect("valid arguments");
    let script = Script::replying([status(200).body(r#"{"value":[]}"#)]);
    let clock = VirtualClock::default();
    let platform = TestPlatform::new(&clock, script);
    let shared = Shared::default();
    let result = clock.run(read(&platform, &shared, &spec));
    let code = result.expect("it ends").err().map(|failure| {
        assert_eq!(failure.outcome().name(), "notSent");
        assert_eq!(failure.attempts as usize, platform.sent().len());
        failure.error.code()
    });
    (code, platform.sent())
}

/// `fetch` takes such a link for a path on the portal's own origin.
#[test]
fn a_link_without_the_two_slashes_is_not_followed() {
    for (link, origin) in [
        ("https:graph.microsoft.com/v1.0/x", None),
        ("https:/graph.microsoft.com/v1.0/x", None),
        ("https:\\\\graph.microsoft.com/v1.0/x", None),
        ("http:localhost:8080/x", Some("http://localhost:8080")),
    ] {
        let (code, sent) = follow(text(link), origin);
        assert_eq!(code, Some("unexpectedResponse"), "{link}");
        assert_eq!(sent.len(), 0, "{link}");
    }
}

#[test]
fn a_link_on_the_origin_is_requested_as_it_is() {
    for (link, origin) in [
        (
            "https://graph.microsoft.com/v1.0/deviceManagement/managedDevices?$skiptoken=a%20b",
            None,
        ),
        ("https://graph.microsoft.com/beta/x?$top=1&$skip=2#f", None),
        ("https://graph.microsoft.com:443/v1.0/x", None),
        ("https://GRAPH.microsoft.com/v1.0/x", None),
        (
            "https://graph.microsoft.us/v1.0/x",
            Some("https://graph.microsoft.us"),
        ),
        (
            "http://localhost:8080/v1.0/x",
            Some("http://localhost:8080"),
        ),
    ] {
        let (code, sent) = follow(text(link), origin);
        assert_eq!(code, None, "{link}");
        assert_eq!(sent.len(), 1, "{link}");
        assert_eq!((sent[0].method, sent[0].url.as_str()), ("GET", link));
    }
}

#[test]
fn a_link_to_another_origin_is_not_followed() {
    for link in [
        "https://graph.microsoft.us/v1.0/x",
        "https://evil.example/v1.0/x",
        "https://graph.microsoft.com.evil.example/v1.0/x",
        "https://evil.example/https://graph.microsoft.com/v1.0/x",
        "https://graph.microsoft.com@evil.example/v1.0/x",
        "https://graph.microsoft.com:443@evil.example/v1.0/x",
        "https://graph.microsoft.com%2f@evil.example/v1.0/x",
        "https://evil.example\\@graph.microsoft.com/v1.0/x",
        "https://evil.example#@graph.microsoft.com/v1.0/x",
        "https://graph.microsoft.com:8443/v1.0/x",
        "https://graph.microsoft.com:80/v1.0/x",
        "https://graph.microsoft.com./v1.0/x",
        "https://www.graph.microsoft.com/v1.0/x",
        "http://graph.microsoft.com/v1.0/x",
        "http://graph.microsoft.com:443/v1.0/x",
        "ftp://graph.microsoft.com/v1.0/x",
        "wss://graph.microsoft.com/v1.0/x",
        "blob:https://graph.microsoft.com/5c9d2f1e",
        "javascript:https://graph.microsoft.com/",
        "data:application/json,{}",
        "//graph.microsoft.com/v1.0/x",
        "/v1.0/deviceManagement/managedDevices?$skiptoken=x",
        "deviceManagement/managedDevices?$skiptoken=x",
        "?$skiptoken=x",
        "graph.microsoft.com/v1.0/x",
        "https:",
        "https://",
        "",
        " ",
        "\u{0}",
    ] {
        let (code, sent) = follow(text(link), None);
        assert_eq!(code, Some("unexpectedResponse"), "{link:?}");
        assert_eq!(sent, [], "{link:?}");
    }
}

#[test]
fn a_link_that_is_no_text_or_too_long_is_not_followed() {
    for (row, link) in [
        ("more than 16 384 characters", HostValue::LongText),
        ("a number", HostValue::Number(2.0)),
        ("a function", HostValue::Function),
        ("null", HostValue::Other),
    ] {
        let (code, sent) = follow(link, None);
        assert_eq!(code, Some("unexpectedResponse"), "{row}");
        assert_eq!(sent, [], "{row}");
    }
}

/// `fetch` would reject it as if the connection had failed.
#[test]
fn a_link_with_a_user_is_not_followed() {
    for link in [
        "https://ada@graph.microsoft.com/v1.0/x",
        "https://ada:secret@graph.microsoft.com/v1.0/x",
        "https://:@graph.microsoft.com/v1.0/x",
        "https://@graph.microsoft.com?x",
        "https:///ada@graph.microsoft.com/x",
    ] {
        let (code, sent) = follow(text(link), None);
        assert_eq!(code, Some("unexpectedResponse"), "{link:?}");
        assert_eq!(sent, [], "{link:?}");
    }
    let (code, sent) = follow(
        text("https://graph.microsoft.com/x?mail=ada@contoso.com"),
        None,
    );
    assert_eq!((code, sent.len()), (None, 1));
}

#[test]
fn the_message_names_the_problem_of_the_link() {
    for (link, problem) in [
        (HostValue::LongText, "is longer than 16384 characters"),
        (HostValue::Other, "is no text"),
        (text("https://evil.example/"), "leads to another origin"),
        (
            text("https://ada@graph.microsoft.com/"),
            "holds a user name or a password",
        ),
    ] {
        let spec = next_page(link, HostValue::Function, HostObject::Undefined);
        let spec = spec.expect("valid arguments");
        assert_eq!(spec.link_problem, Some(problem));
    }
}

#[test]
fn a_link_is_compared_with_the_origin_that_was_called() {
    let link = "https://graph.microsoft.com/v1.0/x";
    for origin in ["https://graph.microsoft.us", "http://localhost:8080"] {
        let (code, sent) = follow(text(link), Some(origin));
        assert_eq!(code, Some("unexpectedResponse"), "{origin}");
        assert_eq!(sent, [], "{origin}");
    }
}
