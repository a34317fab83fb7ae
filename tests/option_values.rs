//! What the numbers among the options may be, and the client request id.

mod support;

use intune_remote_assistance::call::Limits;
use intune_remote_assistance::value::Value;
use support::arguments::Fields;
use support::arguments::{TOKEN, call_with_options, object, refusal, refused, text};

/// Reads an option's value out of the limits.
type Read = fn(&Limits) -> u32;

const NUMBERS: [(&str, u32, u32, u32, Read); 3] = [
    ("timeoutMs", 1, 600_000, 30_000, |limits| limits.timeout_ms),
    ("maxRetries", 0, 5, 2, |limits| limits.max_retries),
    ("retryBudgetMs", 0, 600_000, 30_000, |limits| {
        limits.retry_budget_ms
    }),
];

/// Name, least, most, and what it is if nothing is said.
#[test]
fn numbers_are_whole_and_within_their_bounds() {
    for (name, least, most, default, read) in NUMBERS {
        let number = |value: u32| Value::Number(value.into());
        let legal = [
            ("undefined", Value::Undefined, default),
            ("the least", number(least), least),
            ("one more", number(least + 1), least + 1),
            ("the default", number(default), default),
            ("one less than the most", number(most - 1), most - 1),
            ("the most", number(most), most),
        ];
        for (row, value, expected) in legal {
            let call = call_with_options(object([(name, value)]));
            let found = call.as_ref().ok().map(|call| read(&call.limits));
            assert_eq!(found, Some(expected), "{name}: {row}");
        }
        let (least, most) = (f64::from(least), f64::from(most));
        let illegal = [
            ("one less than the least", Value::Number(least - 1.0)),
            ("one more than the most", Value::Number(most + 1.0)),
            ("a little more than the least", Value::Number(least + 0.5)),
            ("a little less than the most", Value::Number(most - 0.5)),
            ("a little more than the most", Value::Number(most + 0.5)),
            ("-1", Value::Number(-1.0)),
            ("0.5", Value::Number(0.5)),
            ("2^32 + 1", Value::Number(4_294_967_297.0)),
            ("NaN", Value::Number(f64::NAN)),
            ("Infinity", Value::Number(f64::INFINITY)),
            ("-Infinity", Value::Number(f64::NEG_INFINITY)),
            ("the least above 0", Value::Number(f64::MIN_POSITIVE)),
            ("a string", text("2")),
            ("an empty string", text("")),
            ("a huge string", Value::LongText),
            ("a function", Value::Function),
            ("a signal", Value::Signal),
            ("null, a boolean, a bigint", Value::Other),
        ];
        for (row, value) in illegal {
            let expected = refused("invalidOptions", &format!("options.{name}"));
            let result = call_with_options(object([(name, value)]));
            assert_eq!(refusal(result), expected, "{name}: {row}");
        }
    }
}

/// Each number goes where it belongs, and the others keep their defaults.
#[test]
fn without_a_number_there_is_one() {
    let defaults = NUMBERS.map(|(_, _, _, default, _)| default);
    let limits = |options| {
        let call = call_with_options(options).expect("a good call");
        NUMBERS.map(|(.., read)| read(&call.limits))
    };
    for options in [Fields::Undefined, object([])] {
        assert_eq!(limits(options), defaults);
    }
    for (index, (name, ..)) in NUMBERS.into_iter().enumerate() {
        let mut expected = defaults;
        expected[index] = 4;
        let options = object([(name, Value::Number(4.0))]);
        assert_eq!(limits(options), expected, "{name}");
    }
}

#[test]
fn the_client_request_id_is_a_guid_and_is_sent_as_it_is() {
    let lower = "2f1c7a52-9d3e-4b8a-8f60-5b0c6a1d7e94";
    let upper = lower.to_uppercase();
    for (row, value, expected) in [
        ("undefined", Value::Undefined, None),
        ("lower case", text(lower), Some(lower)),
        ("upper case", text(&upper), Some(upper.as_str())),
    ] {
        let call = call_with_options(object([("clientRequestId", value)]));
        let found = call.ok().map(|call| call.request.client_request_id);
        assert_eq!(found, Some(expected.map(str::to_owned)), "{row}");
    }
    for (row, value) in [
        ("empty", text("")),
        ("no hyphens", text("2f1c7a529d3e4b8a8f605b0c6a1d7e94")),
        ("braces", text("{2f1c7a52-9d3e-4b8a-8f60-5b0c6a1d7e94}")),
        (
            "a digit too few",
            text("2f1c7a52-9d3e-4b8a-8f60-5b0c6a1d7e9"),
        ),
        (
            "a digit too many",
            text("2f1c7a52-9d3e-4b8a-8f60-5b0c6a1d7e940"),
        ),
        ("no hex digit", text("2f1c7a52-9d3e-4b8a-8f60-5b0c6a1d7e9g")),
        (
            "a space before",
            text(" 2f1c7a52-9d3e-4b8a-8f60-5b0c6a1d7e94"),
        ),
        (
            "a line break",
            text("2f1c7a52-9d3e-4b8a-8f60-5b0c6a1d7e94\r\nx: y"),
        ),
        (
            "two of them",
            text("2f1c7a52-9d3e-4b8a-8f60-5b0c6a1d7e94, 2f1c7a52-9d3e-4b8a-8f60-5b0c6a1d7e94"),
        ),
        ("a token", text(TOKEN)),
        ("a number", Value::Number(7.0)),
        ("a function", Value::Function),
        ("a signal", Value::Signal),
        ("a huge string", Value::LongText),
        ("null, a String object", Value::Other),
    ] {
        let expected = refused("invalidOptions", "options.clientRequestId");
        let result = call_with_options(object([("clientRequestId", value)]));
        assert_eq!(refusal(result), expected, "{row}");
    }
}
