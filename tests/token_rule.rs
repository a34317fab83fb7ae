//! Which values are tokens: RFC 6750's `b64token`, 1 to 16 384 characters, or a function.

mod support;

use std::collections::BTreeSet;

use intune_remote_assistance::arguments::{Call, TokenSource};
use intune_remote_assistance::error::ArgumentError;
use intune_remote_assistance::token::{Fault, Token};
use intune_remote_assistance::value::Value;
use support::arguments::{TOKEN, call_with_token, refusal, refused, text};
use support::errors::FAULTS;

const LEGAL: &[&str] = &[
    TOKEN,
    "a",
    "0",
    "-",
    ".",
    "..",
    "_",
    "~",
    "+",
    "/",
    "a=",
    "a==",
    "a====",
    "-._~+/",
    "header.payload.signature",
    // No scheme without a space after it.
    "Bearer",
    "bearer",
    "Bearer.x",
];

const ILLEGAL: &[(&str, Fault)] = &[
    ("", Fault::Empty),
    ("Bearer x", Fault::Scheme),
    ("bearer x", Fault::Scheme),
    ("BEARER x", Fault::Scheme),
    ("Bearer ", Fault::Scheme),
    ("Bearer  x", Fault::Scheme),
    ("Bearer é", Fault::Scheme),
    ("=", Fault::Character),
    ("====", Fault::Character),
    ("=a", Fault::Character),
    ("a=b", Fault::Character),
    ("a=b=", Fault::Character),
    (" ", Fault::Character),
    (" a", Fault::Character),
    ("a ", Fault::Character),
    ("a b", Fault::Character),
    (" Bearer x", Fault::Character),
    ("Bearer\tx", Fault::Character),
    ("Basic x", Fault::Character),
    ("Bearerx y", Fault::Character),
    ("a\n", Fault::Character),
    ("a\nb", Fault::Character),
    ("a\r\nX-Injected: b", Fault::Character),
    ("a\t", Fault::Character),
    ("a\0b", Fault::Character),
    ("a\u{7f}", Fault::Character),
    ("é", Fault::Character),
    ("aé", Fault::Character),
    ("ａ", Fault::Character),
    ("\u{feff}a", Fault::Character),
    ("a\u{200b}", Fault::Character),
    ("\"a\"", Fault::Character),
    ("a,b", Fault::Character),
    ("a:b", Fault::Character),
    ("a%3D", Fault::Character),
    ("[object Promise]", Fault::Character),
];

#[test]
fn tokens_by_the_grammar() {
    for token in LEGAL {
        let parsed = Token::parse((*token).to_owned());
        let header = parsed.map(|token| token.authorization().as_str().to_owned());
        assert_eq!(header, Ok(format!("Bearer {token}")), "{token:?}");
        assert_eq!(refusal(call_with_token(text(token))), None, "{token:?}");
    }
}

#[test]
fn texts_that_are_no_tokens() {
    for (row, fault) in ILLEGAL {
        let found = Token::parse((*row).to_owned()).err();
        assert_eq!(found, Some(*fault), "{row:?}");
        let expected = refused("invalidToken", "token");
        assert_eq!(refusal(call_with_token(text(row))), expected, "{row:?}");
    }
}

#[test]
fn each_character_is_in_the_grammar_or_not() {
    const GRAMMAR: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/";
    for character in '\0'..='\u{ff}' {
        let inside = Token::parse(format!("a{character}b")).is_ok();
        assert_eq!(inside, GRAMMAR.contains(character), "{character:?} inside");
        let last = Token::parse(format!("a{character}")).is_ok();
        let expected = GRAMMAR.contains(character) || character == '=';
        assert_eq!(last, expected, "{character:?} at the end");
    }
}

#[test]
fn a_token_has_at_most_16384_characters() {
    for (length, fault) in [
        (1, None),
        (16_383, None),
        (16_384, None),
        (16_385, Some(Fault::TooLong)),
        (1_000_000, Some(Fault::TooLong)),
    ] {
        let found = Token::parse("a".repeat(length)).err();
        assert_eq!(found, fault, "{length} characters");
        // The padding counts.
        let padded = format!("{}=", "a".repeat(length - 1));
        let expected = if length == 1 {
            Some(Fault::Character)
        } else {
            fault
        };
        assert_eq!(Token::parse(padded).err(), expected, "{length} with =");
    }
}

#[test]
fn a_token_is_a_primitive_string_or_a_function() {
    for (row, value) in [
        ("undefined", Value::Undefined),
        ("a number", Value::Number(1.0)),
        ("a signal", Value::Signal),
        ("null, a promise, MSAL's result object", Value::Other),
        ("a huge string", Value::LongText),
    ] {
        let expected = refused("invalidToken", "token");
        assert_eq!(refusal(call_with_token(value)), expected, "{row}");
    }
    let kind = |call: Result<Box<Call>, Box<ArgumentError>>| match call.map(|call| call.token) {
        Ok(TokenSource::Fixed(_)) => "fixed",
        Ok(TokenSource::Function) => "function",
        Err(_) => "refused",
    };
    assert_eq!(kind(call_with_token(text(TOKEN))), "fixed");
    assert_eq!(kind(call_with_token(Value::Function)), "function");
}

/// What a token function gives is judged by the same rule, and a function is no token.
#[test]
fn what_a_token_function_gives_is_judged_by_the_same_rule() {
    for (row, value, fault) in [
        ("undefined", Value::Undefined, Fault::NotText),
        ("a number", Value::Number(1.0), Fault::NotText),
        ("a function", Value::Function, Fault::NotText),
        ("a signal", Value::Signal, Fault::NotText),
        ("null or an object", Value::Other, Fault::NotText),
        ("a huge string", Value::LongText, Fault::TooLong),
        ("an empty string", text(""), Fault::Empty),
        ("a header's value", text("Bearer x"), Fault::Scheme),
    ] {
        assert_eq!(Token::from_value(value).err(), Some(fault), "{row}");
    }
    assert!(Token::from_value(text(TOKEN)).is_ok());
}

/// The commonest slip gets a message that says what to leave out.
#[test]
fn a_scheme_left_on_has_a_message_of_its_own() {
    let problems: BTreeSet<&str> = FAULTS.map(Fault::problem).into();
    assert_eq!(problems.len(), FAULTS.len(), "{problems:?}");
    let wrong = call_with_token(text("Bearer x")).err();
    let problem = wrong.map(|error| error.problem).unwrap_or_default();
    assert!(problem.contains("without \"Bearer \""), "{problem}");
}
