//! Which values are tokens (`src/arguments/token.rs`): RFC 6750's `b64token`, 1 to 16,384 characters,
//! or a function.

use std::collections::BTreeSet;

use super::support::arguments::{Checked, TOKEN, error_of, invalid, spec_with_token, text};
use super::support::errors::TOKEN_PROBLEMS;
use crate::arguments::call_spec::{CallSpec, TokenSource};
use crate::arguments::host_value::HostValue;
use crate::arguments::token::Token;
use crate::error::TokenProblem;

const VALID: &[&str] = &[
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
    // Without a space after it, this is no scheme.
    "Bearer",
    "bearer",
    "Bearer.x",
];

const INVALID: &[(&str, TokenProblem)] = &[
    ("", TokenProblem::Empty),
    ("Bearer x", TokenProblem::Scheme),
    ("bearer x", TokenProblem::Scheme),
    ("BEARER x", TokenProblem::Scheme),
    ("Bearer ", TokenProblem::Scheme),
    ("Bearer  x", TokenProblem::Scheme),
    ("Bearer é", TokenProblem::Scheme),
    ("=", TokenProblem::Character),
    ("====", TokenProblem::Character),
    ("=a", TokenProblem::Character),
    ("a=b", TokenProblem::Character),
    ("a=b=", TokenProblem::Character),
    (" ", TokenProblem::Character),
    (" a", TokenProblem::Character),
    ("a ", TokenProblem::Character),
    ("a b", TokenProblem::Character),
    (" Bearer x", TokenProblem::Character),
    ("Bearer\tx", TokenProblem::Character),
    ("Basic x", TokenProblem::Character),
    ("Bearerx y", TokenProblem::Character),
    ("a\n", TokenProblem::Character),
    ("a\nb", TokenProblem::Character),
    ("a\r\nX-Injected: b", TokenProblem::Character),
    ("a\t", TokenProblem::Character),
    ("a\0b", TokenProblem::Character),
    ("a\u{7f}", TokenProblem::Character),
    ("é", TokenProblem::Character),
    ("aé", TokenProblem::Character),
    ("ａ", TokenProblem::Character),
    ("\u{feff}a", TokenProblem::Character),
    ("a\u{200b}", TokenProblem::Character),
    ("\"a\"", TokenProblem::Character),
    ("a,b", TokenProblem::Character),
    ("a:b", TokenProblem::Character),
    ("a%3D", TokenProblem::Character),
    ("[object Promise]", TokenProblem::Character),
];

#[test]
fn tokens_of_the_grammar_are_valid() {
    for token in VALID {
        let parsed = Token::parse((*token).to_owned());
        let header = parsed.map(|token| token.authorization().as_str().to_owned());
        assert_eq!(header, Ok(format!("Bearer {token}")), "{token:?}");
        assert_eq!(error_of(spec_with_token(text(token))), None, "{token:?}");
    }
}

#[test]
fn other_texts_are_invalid() {
    for (row, problem) in INVALID {
        let found = Token::parse((*row).to_owned()).err();
        assert_eq!(found, Some(*problem), "{row:?}");
        let expected = invalid("invalidToken", "token");
        assert_eq!(error_of(spec_with_token(text(row))), expected, "{row:?}");
    }
}

#[test]
fn each_character_is_valid_or_not() {
    const GRAMMAR: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/";
    for character in '\0'..='\u{ff}' {
        let is_valid = Token::parse(format!("a{character}b")).is_ok();
        assert_eq!(
            is_valid,
            GRAMMAR.contains(character),
            "{character:?} inside"
        );
        let is_valid = Token::parse(format!("a{character}")).is_ok();
        let expected = GRAMMAR.contains(character) || character == '=';
        assert_eq!(is_valid, expected, "{character:?} at the end");
    }
}

#[test]
fn a_token_has_at_most_16384_characters() {
    for (length, problem) in [
        (1, None),
        (16_383, None),
        (16_384, None),
        (16_385, Some(TokenProblem::TooLong)),
        (1_000_000, Some(TokenProblem::TooLong)),
    ] {
        let found = Token::parse("a".repeat(length)).err();
        assert_eq!(found, problem, "{length} characters");
        // The padding counts.
        let padded = format!("{}=", "a".repeat(length - 1));
        let expected = if length == 1 {
            Some(TokenProblem::Character)
        } else {
            problem
        };
        assert_eq!(Token::parse(padded).err(), expected, "{length} with =");
    }
}

#[test]
fn a_token_is_a_primitive_string_or_a_function() {
    for (row, value) in [
        ("undefined", HostValue::Undefined),
        ("a number", HostValue::Number(1.0)),
        ("a signal", HostValue::Signal),
        ("null, a promise, MSAL's result object", HostValue::Other),
        ("a huge string", HostValue::LongText),
    ] {
        let expected = invalid("invalidToken", "token");
        assert_eq!(error_of(spec_with_token(value)), expected, "{row}");
    }
    let kind = |spec: Checked<Box<CallSpec>>| match spec.map(|spec| spec.token) {
        Ok(TokenSource::Fixed(_)) => "fixed",
        Ok(TokenSource::Function) => "function",
        Err(_) => "invalid",
    };
    assert_eq!(kind(spec_with_token(text(TOKEN))), "fixed");
    assert_eq!(kind(spec_with_token(HostValue::Function)), "function");
}

/// A token function gives a token, and no other function.
#[test]
fn the_result_of_a_token_function_follows_the_same_rule() {
    for (row, value, problem) in [
        ("undefined", HostValue::Undefined, TokenProblem::NotText),
        ("a number", HostValue::Number(1.0), TokenProblem::NotText),
        ("a function", HostValue::Function, TokenProblem::NotText),
        ("a signal", HostValue::Signal, TokenProblem::NotText),
        ("null or an object", HostValue::Other, TokenProblem::NotText),
        ("a huge string", HostValue::LongText, TokenProblem::TooLong),
        ("an empty string", text(""), TokenProblem::Empty),
        (
            "the value of a header",
            text("Bearer x"),
            TokenProblem::Scheme,
        ),
    ] {
        assert_eq!(Token::from_value(value).err(), Some(problem), "{row}");
    }
    assert!(Token::from_value(text(TOKEN)).is_ok());
}

/// The message for the commonest mistake says what to leave out.
#[test]
fn each_problem_has_its_own_sentence() {
    let problems: BTreeSet<&str> = TOKEN_PROBLEMS.map(TokenProblem::sentence).into();
    assert_eq!(problems.len(), TOKEN_PROBLEMS.len(), "{problems:?}");
    let error = spec_with_token(text("Bearer x")).err();
    let problem = error.map(|error| error.problem).unwrap_or_default();
    assert!(problem.contains("without \"Bearer \""), "{problem}");
}
