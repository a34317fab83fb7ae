//! The values of the numeric options and of `clientRequestId` (`src/arguments/options.rs`).

use super::support::arguments::{TOKEN, error_of, invalid, object, spec_with_options, text};
use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::options::Limits;

/// Reads the value of an option out of the limits.
type Read = fn(&Limits) -> u32;

/// Name, least and greatest value, default, and how the value is read.
const NUMBERS: [(&str, u32, u32, u32, Read); 3] = [
    ("timeoutMs", 1, 600_000, 30_000, |limits| limits.timeout_ms),
    ("maxRetries", 0, 5, 2, |limits| limits.max_retries),
    ("retryBudgetMs", 0, 600_000, 30_000, |limits| {
        limits.retry_budget_ms
    }),
];

#[test]
fn numbers_are_whole_and_in_range() {
    for (name, least, greatest, default, read) in NUMBERS {
        let number = |value: u32| HostValue::Number(value.into());
        let valid = [
            ("undefined", HostValue::Undefined, default),
            ("the least", number(least), least),
            ("one more", number(least + 1), least + 1),
            ("the default", number(default), default),
            (
                "one less than the greatest",
                number(greatest - 1),
                greatest - 1,
            ),
            ("the greatest", number(greatest), greatest),
        ];
        for (row, value, expected) in valid {
            let spec = spec_with_options(object([(name, value)]));
            let found = spec.as_ref().ok().map(|spec| read(&spec.options.limits));
            assert_eq!(found, Some(expected), "{name}: {row}");
        }
        let (least, greatest) = (f64::from(least), f64::from(greatest));
        let outside = [
            ("one less than the least", HostValue::Number(least - 1.0)),
            (
                "one more than the greatest",
                HostValue::Number(greatest + 1.0),
            ),
            (
                "a little more than the least",
                HostValue::Number(least + 0.5),
            ),
            (
                "a little less than the greatest",
                HostValue::Number(greatest - 0.5),
            ),
            (
                "a little more than the greatest",
                HostValue::Number(greatest + 0.5),
            ),
            ("-1", HostValue::Number(-1.0)),
            ("0.5", HostValue::Number(0.5)),
            ("2^32 + 1", HostValue::Number(4_294_967_297.0)),
            ("NaN", HostValue::Number(f64::NAN)),
            ("Infinity", HostValue::Number(f64::INFINITY)),
            ("-Infinity", HostValue::Number(f64::NEG_INFINITY)),
            (
                "the smallest positive number",
                HostValue::Number(f64::MIN_POSITIVE),
            ),
            ("a string", text("2")),
            ("an empty string", text("")),
            ("a huge string", HostValue::LongText),
            ("a function", HostValue::Function),
            ("a signal", HostValue::Signal),
            ("null, a boolean, a bigint", HostValue::Other),
        ];
        for (row, value) in outside {
            let expected = invalid("invalidOptions", &format!("options.{name}"));
            let result = spec_with_options(object([(name, value)]));
            assert_eq!(error_of(result), expected, "{name}: {row}");
        }
    }
}

/// One option changes its own limit, and the others keep their defaults.
#[test]
fn a_missing_number_has_its_default() {
    let defaults = NUMBERS.map(|(_, _, _, default, _)| default);
    let limits = |options| {
        let spec = spec_with_options(options).expect("valid options");
        NUMBERS.map(|(.., read)| read(&spec.options.limits))
    };
    for options in [HostObject::Undefined, object([])] {
        assert_eq!(limits(options), defaults);
    }
    for (index, (name, ..)) in NUMBERS.into_iter().enumerate() {
        let mut expected = defaults;
        expected[index] = 4;
        let options = object([(name, HostValue::Number(4.0))]);
        assert_eq!(limits(options), expected, "{name}");
    }
}

#[test]
fn the_client_request_id_is_a_guid_in_any_case() {
    let lower = "2f1c7a52-9d3e-4b8a-8f60-5b0c6a1d7e94";
    let upper = lower.to_uppercase();
    for (row, value, expected) in [
        ("undefined", HostValue::Undefined, None),
        ("lower case", text(lower), Some(lower)),
        ("upper case", text(&upper), Some(upper.as_str())),
    ] {
        let spec = spec_with_options(object([("clientRequestId", value)]));
        let found = spec.ok().map(|spec| spec.options.client_request_id);
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
        ("a number", HostValue::Number(7.0)),
        ("a function", HostValue::Function),
        ("a signal", HostValue::Signal),
        ("a huge string", HostValue::LongText),
        ("null, a String object", HostValue::Other),
    ] {
        let expected = invalid("invalidOptions", "options.clientRequestId");
        let result = spec_with_options(object([("clientRequestId", value)]));
        assert_eq!(error_of(result), expected, "{row}");
    }
}
