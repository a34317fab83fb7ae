//! Which options there are and what each may be, and in which order the arguments are judged.

mod support;

use intune_remote_assistance::options::TYPESCRIPT;
use intune_remote_assistance::scope::Scope;
use intune_remote_assistance::value::Value;
use support::arguments::Fields;
use support::arguments::{
    TOKEN, call_from, call_with_options, good_ids, object, refusal, refused, text, unknown_name,
    url_with_options,
};
use support::typescript::properties;

#[test]
fn options_are_an_object_or_undefined() {
    assert_eq!(refusal(call_with_options(Fields::Undefined)), None);
    assert_eq!(refusal(call_with_options(object([]))), None);
    let expected = refused("invalidOptions", "options");
    assert_eq!(refusal(call_with_options(Fields::NotAnObject)), expected);
    assert_eq!(refusal(url_with_options(Fields::NotAnObject)), expected);
}

#[test]
fn the_listener_for_waits_is_a_function() {
    for (row, value, legal) in [
        ("undefined", Value::Undefined, true),
        ("a function", Value::Function, true),
        ("a string", text("onWait"), false),
        ("a number", Value::Number(1.0), false),
        ("a signal", Value::Signal, false),
        ("null, an object", Value::Other, false),
        ("a huge string", Value::LongText, false),
    ] {
        let expected = match legal {
            true => None,
            false => refused("invalidOptions", "options.onWait"),
        };
        let result = call_with_options(object([("onWait", value)]));
        assert_eq!(refusal(result), expected, "{row}");
    }
}

#[test]
fn the_signal_is_an_abort_signal() {
    let rows = [
        ("undefined", Value::Undefined, true),
        ("a signal", Value::Signal, true),
        ("a string", text("abort"), false),
        ("a number", Value::Number(1.0), false),
        ("a function", Value::Function, false),
        ("null, an AbortController", Value::Other, false),
        ("a huge string", Value::LongText, false),
    ];
    for (row, value, legal) in rows {
        let expected = match legal {
            true => None,
            false => refused("invalidOptions", "options.signal"),
        };
        let result = call_with_options(object([("signal", value)]));
        assert_eq!(refusal(result), expected, "{row}");
    }
}

/// A slip in a name would otherwise be a timeout that never fires, or a call to another cloud.
#[test]
fn names_that_do_not_exist_are_refused() {
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
        let expected = refused("invalidOptions", &unknown_name("options", name));
        // Even `undefined`: the name alone shows that the portal expects something of it.
        for value in [|| Value::Number(1.0), || Value::Undefined] {
            let result = call_with_options(object([(name, value())]));
            assert_eq!(refusal(result), expected, "{name:?}");
            let good = ("timeoutMs", Value::Number(5.0));
            let result = url_with_options(object([good, (name, value())]));
            assert_eq!(refusal(result), expected, "{name:?} beside a good one");
        }
    }
}

#[test]
fn every_option_of_the_public_types_is_known() {
    let declared = properties(TYPESCRIPT, "Options");
    let names: Vec<&str> = declared.iter().map(|(name, _)| *name).collect();
    for name in [
        "cloud",
        "origin",
        "signal",
        "timeoutMs",
        "maxRetries",
        "retryBudgetMs",
        "onWait",
        "clientRequestId",
    ] {
        assert!(names.contains(&name), "{name} is missing: {names:?}");
    }
    for (name, kind) in declared {
        let result = call_with_options(object([(name, Value::Undefined)]));
        assert_eq!(refusal(result), None, "{name}");
        // A portal with exactOptionalPropertyTypes may pass undefined, as the rule says.
        assert!(kind.ends_with("| undefined"), "{name}: {kind}");
    }
}

/// `urlFor` takes all options, so that a portal can hand the same object to both functions.
#[test]
fn the_address_does_not_depend_on_the_other_options() {
    let options = object([
        ("origin", text("https://graph.example")),
        ("signal", Value::Signal),
        ("timeoutMs", Value::Number(1.0)),
        ("maxRetries", Value::Number(5.0)),
        ("retryBudgetMs", Value::Number(0.0)),
        ("onWait", Value::Function),
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

/// The first fault in the order of the arguments is the one reported.
#[test]
fn arguments_are_judged_in_the_order_in_which_they_are_written() {
    let wrong = || Value::Number(0.0);
    for (faults, code) in [
        ([true, true, true, true], Some("invalidScope")),
        ([false, true, true, true], Some("invalidIds")),
        ([false, false, true, true], Some("invalidToken")),
        ([false, false, false, true], Some("invalidOptions")),
        ([false, false, false, false], None),
    ] {
        let [scope, ids, token, options] = faults;
        let call = call_from(
            if scope { wrong() } else { text("users") },
            if ids {
                Fields::NotAnObject
            } else {
                good_ids(Scope::Users)
            },
            if token { wrong() } else { text(TOKEN) },
            if options {
                Fields::NotAnObject
            } else {
                object([])
            },
        );
        let found = refusal(call).map(|(code, _)| code);
        assert_eq!(found, code, "{faults:?}");
    }
}
