//! The address of the next page is Graph's to choose, but only below the origin that was called: the
//! token goes nowhere else.

mod support;

use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::call::Page;
use intune_remote_assistance::function::Function;
use intune_remote_assistance::value::Value;
use support::arguments::{Fields, object, origin_of, text};
use support::canned::status;
use support::clock::Clock;
use support::run::run;
use support::script::{Portal, Script, Sent};

/// The code of the failure, or nothing, and what was sent.
fn followed(link: Value, origin: Option<&str>) -> (Option<&'static str>, Vec<Sent>) {
    let call = Call::from_arguments(
        Function::NextPage,
        link,
        Fields::Undefined,
        Value::Function,
        object([("origin", origin.map_or(Value::Undefined, text))]),
        &origin_of,
    );
    let script = Script::replying([status(200).body(r#"{"value":[]}"#)]);
    let clock = Clock::default();
    let portal = Portal::new(&clock, script);
    let page = Page::default();
    let settled = clock.run(run(&portal, &page, &call.expect("a good call")));
    let code = settled.expect("it ends").err().map(|failure| {
        assert_eq!(failure.outcome, "notSent");
        assert_eq!(failure.attempts as usize, portal.sent().len());
        failure.code
    });
    (code, portal.sent())
}

/// `fetch` takes these for paths on the page's own origin, although a parser without a base does not.
#[test]
fn a_scheme_without_two_slashes_leads_to_the_page() {
    for (link, origin) in [
        ("https:graph.microsoft.com/v1.0/x", None),
        ("https:/graph.microsoft.com/v1.0/x", None),
        ("https:\\\\graph.microsoft.com/v1.0/x", None),
        ("http:localhost:8080/x", Some("http://localhost:8080")),
    ] {
        let (code, sent) = followed(text(link), origin);
        assert_eq!(code, Some("unexpectedResponse"), "{link}");
        assert_eq!(sent.len(), 0, "{link}");
    }
}

#[test]
fn below_the_origin_it_is_asked_for_as_it_is() {
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
        let (code, sent) = followed(text(link), origin);
        assert_eq!(code, None, "{link}");
        assert_eq!(sent.len(), 1, "{link}");
        assert_eq!((sent[0].method, sent[0].url.as_str()), ("GET", link));
    }
}

#[test]
fn anywhere_else_nothing_is_sent() {
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
        let (code, sent) = followed(text(link), None);
        assert_eq!(code, Some("unexpectedResponse"), "{link:?}");
        assert_eq!(sent, [], "{link:?}");
    }
}

#[test]
fn nor_where_it_is_no_text_or_longer_than_any_address() {
    for (row, link) in [
        ("undefined", Value::Undefined),
        ("more than 16 384 characters", Value::LongText),
        ("a number", Value::Number(2.0)),
        ("a function", Value::Function),
        ("null", Value::Other),
    ] {
        let (code, sent) = followed(link, None);
        assert_eq!(code, Some("unexpectedResponse"), "{row}");
        assert_eq!(sent, [], "{row}");
    }
}

#[test]
fn the_origin_is_the_one_that_was_called() {
    let link = "https://graph.microsoft.com/v1.0/x";
    for origin in ["https://graph.microsoft.us", "http://localhost:8080"] {
        let (code, sent) = followed(text(link), Some(origin));
        assert_eq!(code, Some("unexpectedResponse"), "{origin}");
        assert_eq!(sent, [], "{origin}");
    }
}
