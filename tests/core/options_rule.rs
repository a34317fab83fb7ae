//! The options of every function, `signal` and `onWait` (`src/arguments/options.rs`), and the order in
//! which arguments are checked (`src/arguments/call_spec.rs`).

use super::support::arguments::{
    TOKEN, error_of, invalid, object, request_spec, spec_with_options, text, unknown_field,
    url_with_options, valid_ids,
};
use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::scope::Scope;

#[test]
fn options_are_an_object_or_undefined() {
    assert_eq!(error_of(spec_with_options(HostObject::Undefined)), None);
    assert_eq!(error_of(spec_with_options(object([]))), None);
    let expected = invalid("invalidOptions", "options");
    assert_eq!(
        error_of(spec_with_options(HostObject::NotAnObject)),
        expected
    );
    assert_eq!(
        error_of(url_with_options(HostObject::NotAnObject)),
        expected
    );
}

#[test]
fn on_wait_is_a_function() {
    for (row, value, is_valid) in [
        ("undefined", HostValue::Undefined, true),
        ("a function", HostValue::Function, true),
        ("a string", text("onWait"), false),
        ("a number", HostValue::Number(1.0), false),
        ("a signal", HostValue::Signal, false),
        ("null, an object", HostValue::Other, false),
        ("a huge string", HostValue::LongText, false),
    ] {
        let expected = match is_valid {
            true => None,
            false => invalid("invalidOptions", "options.onWait"),
        };
        let result = spec_with_options(object([("onWait", value)]));
        assert_eq!(error_of(result), expected, "{row}");
    }
}

#[test]
fn the_signal_is_an_abort_signal() {
    let rows = [
        ("undefined", HostValue::Undefined, true),
        ("a signal", HostValue::Signal, true),
        ("a string", text("abort"), false),
        ("a number", HostValue::Number(1.0), false),
        ("a function", HostValue::Function, false),
        ("null, an AbortController", HostValue::Other, false),
        ("a huge string", HostValue::LongText, false),
    ];
    for (row, value, is_valid) in rows {
        let expected = match is_valid {
            true => None,
            false => invalid("invalidOptions", "options.signal"),
        };
        let result = spec_with_options(object([("signal", value)]));
        assert_eq!(error_of(result), expected, "{row}");
    }
}

/// A misspelt name could otherwise mean a call without a signal, or to another cloud.
#[test]
fn unknown_names_are_invalid() {
    for name in [
        "",
        "timeout",
        "timeoutms",
        "timeoutMS",
        "TimeoutMs",
        "timeoutMs ",
        "Cloud",
        "clouds",
        "Origin",
        "baseUrl",
        "abortSignal",
        "Signal",
        "retries",
        "maxRetry",
        "retryBudget",
        "retryAfterMs",
        "client-request-id",
        "onwait",
        "headers",
        "token",
        "managedDeviceId",
        "0",
        "constructor",
        "__proto__",
        "toString",
        &"x".repeat(64),
        &"x".repeat(65),
    ] {
        let expected = invalid("invalidOptions", &unknown_field("options", name));
        // `undefined` too: the name alone shows that the portal expects something of it.
        for value in [|| HostValue::Number(1.0), || HostValue::Undefined] {
            let result = spec_with_options(object([(name, value())]));
            assert_eq!(error_of(result), expected, "{name:?}");
            let valid = ("timeoutMs", HostValue::Number(5.0));
            let result = url_with_options(object([valid, (name, value())]));
            assert_eq!(error_of(result), expected, "{name:?} after a valid one");
        }
    }
}

/// A portal without `exactOptionalPropertyTypes` may give `undefined`.
#[test]
fn every_option_may_be_undefined() {
    for name in [
        "cloud",
        "origin",
        "signal",
        "timeoutMs",
        "maxRetries",
        "retryBudgetMs",
        "fetch",
        "onWait",
        "clientRequestId",
    ] {
        let result = spec_with_options(object([(name, HostValue::Undefined)]));
        assert_eq!(error_of(result), None, "{name}");
    }
}

/// `urlFor` has all options, so that a portal can give the same object to both functions.
#[test]
fn the_url_does_not_depend_on_the_other_options() {
    let options = object([
        ("origin", text("https://graph.example")),
        ("signal", HostValue::Signal),
        ("timeoutMs", HostValue::Number(1.0)),
        ("maxRetries", HostValue::Number(5.0)),
        ("retryBudgetMs", HostValue::Number(0.0)),
        ("fetch", HostValue::Function),
        ("onWait", HostValue::Function),
        (
            "clientRequestId",
            text("2f1c7a52-9d3e-4b8a-8f60-5b0c6a1d7e94"),
        ),
    ]);
    let plain = object([("origin", text("https://graph.example"))]);
    let url = url_with_options(options);
    assert!(url.is_ok());
    assert_eq!(url, url_with_options(plain));
}

/// The first invalid argument is reported.
#[test]
fn arguments_are_checked_in_their_order() {
    let number = || HostValue::Number(0.0);
    for (are_invalid, code) in [
        ([true, true, true, true], Some("invalidScope")),
        ([false, true, true, true], Some("invalidIds")),
        ([false, false, true, true], Some("invalidToken")),
        ([false, false, false, true], Some("invalidOptions")),
        ([false, false, false, false], None),
    ] {
        let [scope, ids, token, options] = are_invalid;
        let spec = request_spec(
            if scope { number() } else { text("users") },
            if ids {
                HostObject::NotAnObject
            } else {
                valid_ids(Scope::Users)
            },
            if token { number() } else { text(TOKEN) },
            if options {
                HostObject::NotAnObject
            } else {
                object([])
            },
        );
        let found = error_of(spec).map(|(code, _)| code);
        assert_eq!(found, code, "{are_invalid:?}");
    }
}
