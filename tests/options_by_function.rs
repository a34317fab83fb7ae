//! Which options each function takes: those that only some have are refused by the others.

mod support;

use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::error::ArgumentError;
use intune_remote_assistance::function::Function;
use intune_remote_assistance::value::Value;
use support::arguments::{DEVICE, Fields, TOKEN, object, origin_of, refusal, refused, text};

fn call_of(function: Function, options: Fields) -> Result<Box<Call>, Box<ArgumentError>> {
    let device = || object([("managedDeviceId", text(DEVICE))]);
    let (first, second) = match function {
        Function::List => (text("deviceManagement/detectedApps"), object([])),
        Function::NextPage => (
            text("https://graph.microsoft.com/v1.0/x"),
            Fields::Undefined,
        ),
        Function::Many => (Value::Undefined, Fields::Undefined),
        Function::Session | Function::Resume => (Value::Undefined, device()),
        Function::UrlFor | Function::Request | Function::Start | Function::Queued => {
            (text("deviceManagement"), device())
        }
    };
    Call::from_arguments(function, first, second, text(TOKEN), options, &origin_of)
}

fn one(function: Function, name: &str, value: Value) -> Option<(&'static str, String)> {
    refusal(call_of(function, object([(name, value)])))
}

/// Makes a value, which cannot be copied.
type Make = fn() -> Value;

fn has(function: Function, name: &str) -> bool {
    let starts = matches!(function, Function::Start | Function::Resume);
    let is_many = matches!(function, Function::Many | Function::Queued);
    match name {
        "pollTimeoutMs" => starts,
        "concurrency" | "onStart" => is_many,
        "onProgress" => starts || is_many,
        _ => true,
    }
}

#[test]
fn every_function_and_every_option() {
    let options: [(&str, Make); 12] = [
        ("cloud", || text("china")),
        ("origin", || text("https://graph.example")),
        ("signal", || Value::Signal),
        ("timeoutMs", || Value::Number(5.0)),
        ("maxRetries", || Value::Number(5.0)),
        ("retryBudgetMs", || Value::Number(5.0)),
        ("onWait", || Value::Function),
        ("clientRequestId", || {
            text("5c9d2f1e-4a7b-4c3d-8e6f-0a1b2c3d4e5f")
        }),
        ("pollTimeoutMs", || Value::Number(5.0)),
        ("concurrency", || Value::Number(5.0)),
        ("onStart", || Value::Function),
        ("onProgress", || Value::Function),
    ];
    for function in Function::ALL {
        for (name, value) in options {
            let field = format!("options.{name}");
            let expected = match has(function, name) {
                true => None,
                false => refused("invalidOptions", &field),
            };
            assert_eq!(
                one(function, name, value()),
                expected,
                "{function:?} {name}"
            );
            // Whoever has it or not: `undefined` is the default.
            let undefined = one(function, name, Value::Undefined);
            match has(function, name) {
                true => assert_eq!(undefined, None, "{function:?} {name}"),
                false => assert_eq!(undefined, refused("invalidOptions", &field)),
            }
        }
        for name in [
            "timeout",
            "polltimeoutms",
            "PollTimeoutMs",
            "Concurrency",
            "batch",
            "__proto__",
        ] {
            let expected = refused("invalidOptions", &format!("options.{name}"));
            let given = one(function, name, Value::Number(5.0));
            assert_eq!(given, expected, "{function:?}");
        }
        assert_eq!(
            refusal(call_of(function, Fields::NotAnObject)),
            refused("invalidOptions", "options"),
            "{function:?}"
        );
        assert_eq!(refusal(call_of(function, Fields::Undefined)), None);
    }
}

fn numbers(function: Function, name: &str, legal: &[f64], illegal: &[f64]) {
    let field = format!("options.{name}");
    for number in legal {
        assert_eq!(
            one(function, name, Value::Number(*number)),
            None,
            "{name}: {number}"
        );
    }
    let odd = [
        0.5,
        1.5,
        -1.0,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        4_294_967_297.0,
        1e300,
    ];
    for number in illegal.iter().chain(&odd) {
        let given = one(function, name, Value::Number(*number));
        assert_eq!(given, refused("invalidOptions", &field), "{name}: {number}");
    }
    for (row, value) in [
        ("a string", text("4")),
        ("a long string", Value::LongText),
        ("a function", Value::Function),
        ("a signal", Value::Signal),
        ("null", Value::Other),
    ] {
        let given = one(function, name, value);
        assert_eq!(given, refused("invalidOptions", &field), "{name}: {row}");
    }
}

#[test]
fn ranges_of_numbers() {
    for function in [Function::Start, Function::Resume] {
        let legal = [1.0, 2_000.0, 180_000.0, 3_600_000.0];
        numbers(function, "pollTimeoutMs", &legal, &[0.0, -0.0, 3_600_001.0]);
    }
    for function in [Function::Many, Function::Queued] {
        numbers(
            function,
            "concurrency",
            &[1.0, 4.0, 16.0],
            &[0.0, 17.0, 4_000.0],
        );
    }
    for function in Function::ALL {
        numbers(function, "timeoutMs", &[1.0, 600_000.0], &[0.0, 600_001.0]);
        numbers(function, "maxRetries", &[0.0, 5.0], &[6.0]);
        numbers(function, "retryBudgetMs", &[0.0, 600_000.0], &[600_001.0]);
    }
}

#[test]
fn listeners_are_functions() {
    for (function, name) in [
        (Function::Start, "onProgress"),
        (Function::Resume, "onProgress"),
        (Function::Many, "onProgress"),
        (Function::Queued, "onProgress"),
        (Function::Many, "onStart"),
        (Function::Queued, "onStart"),
    ] {
        let values = [
            text("f"),
            Value::Number(1.0),
            Value::Signal,
            Value::Other,
            Value::LongText,
        ];
        for value in values {
            let expected = refused("invalidOptions", &format!("options.{name}"));
            assert_eq!(one(function, name, value), expected, "{function:?} {name}");
        }
    }
}

#[test]
fn defaults() {
    let start = call_of(Function::Start, Fields::Undefined).map(|call| call.follow);
    let follow = start.ok().flatten().expect("it is followed");
    assert_eq!(follow.poll_timeout_ms, 180_000);
    assert!(!follow.is_resumed);
    let many = call_of(Function::Many, Fields::Undefined).map(|call| call.concurrency);
    assert_eq!(many.ok(), Some(4));
    for function in Function::ALL {
        let call = call_of(function, Fields::Undefined).expect("a good call");
        let is_followed = matches!(function, Function::Start | Function::Resume);
        assert_eq!(call.follow.is_some(), is_followed, "{function:?}");
        assert_eq!(call.is_queued, function == Function::Queued, "{function:?}");
    }
}

/// They are arguments of their own there, and are called so.
#[test]
fn names_of_the_ids() {
    for (function, field) in [
        (Function::Session, "managedDeviceId"),
        (Function::Resume, "managedDeviceId"),
        (Function::Start, "ids.managedDeviceId"),
        (Function::Queued, "ids.managedDeviceId"),
        (Function::Request, "ids.managedDeviceId"),
    ] {
        let first = || match function {
            Function::Session | Function::Resume => Value::Undefined,
            _ => text("deviceManagement"),
        };
        for id in ["", "..", "a/b", "a?b", "$x", "a b"] {
            let ids = object([("managedDeviceId", text(id))]);
            let call = Call::from_arguments(
                function,
                first(),
                ids,
                text(TOKEN),
                Fields::Undefined,
                &origin_of,
            );
            assert_eq!(
                refusal(call),
                refused("invalidIds", field),
                "{function:?} {id:?}"
            );
        }
    }
}
