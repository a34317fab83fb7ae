//! What is handed out has the names and the types that the public types promise.

mod support;

use std::collections::BTreeSet;

use intune_remote_assistance::error::{Error, Outcome, TYPESCRIPT};
use intune_remote_assistance::function::Function;
use intune_remote_assistance::reply::{Kind, Reply};
use serde_json::{Map, Value};
use support::canned::{kept, kept_status};
use support::errors::{ARGUMENTS, every_error};
use support::report::{Failure, Receipt};
use support::typescript::{properties, union};

#[test]
fn the_declared_codes_are_those_that_occur() {
    let declared = union(TYPESCRIPT, "ErrorCode");
    let mut occurring: BTreeSet<&str> = every_error().iter().map(Error::code).collect();
    // The face's own: there is no module yet that could say it, or it does not get that far.
    occurring.extend(["notInitialised", "invalidQuery"]);
    let distinct: BTreeSet<&str> = declared.iter().copied().collect();
    assert_eq!(distinct, occurring);
    assert_eq!(declared.len(), distinct.len(), "a code is declared twice");
}

#[test]
fn the_declared_outcomes_are_those_that_occur() {
    let outcomes = [Outcome::NotSent, Outcome::Rejected, Outcome::Unknown];
    assert_eq!(union(TYPESCRIPT, "Outcome"), outcomes.map(Outcome::name));
}

/// DESIGN's table of codes, for the errors that are no replies.
#[test]
fn errors_have_the_codes_of_the_interface() {
    let mut codes: Vec<&str> = every_error().iter().map(Error::code).collect();
    codes.dedup();
    let expected = [
        "invalidScope",
        "invalidIds",
        "invalidToken",
        "invalidOptions",
        "tokenProviderFailed",
        "alreadyInFlight",
        "aborted",
        "timeout",
        "network",
        "badRequest",
        "unauthenticated",
        "claimsChallenge",
        "forbidden",
        "notFound",
        "conflict",
        "refused",
        "throttled",
        "unavailable",
        "serverError",
        "redirected",
        "unexpectedResponse",
        "internal",
    ];
    codes.retain({
        let mut seen = BTreeSet::new();
        move |code| seen.insert(*code)
    });
    assert_eq!(codes, expected);
}

fn fields(value: &impl serde::Serialize) -> Map<String, Value> {
    match serde_json::to_value(value).expect("it can be serialised") {
        Value::Object(fields) => fields,
        other => panic!("{other} is no object"),
    }
}

/// Whether a value has a type of the few that the interfaces use.
fn has_type(value: &Value, declared: &str) -> bool {
    declared.split(" | ").any(|kind| match kind {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "204" => *value == 204,
        "ErrorCode" | "Outcome" => {
            let text = value.as_str().unwrap_or_default();
            union(TYPESCRIPT, kind).contains(&text)
        }
        _ => panic!("{kind} is a type that this test does not know"),
    })
}

fn assert_declared(found: &Map<String, Value>, interface: &str, undeclared: &[&str]) {
    let declared = properties(intune_remote_assistance::report::TYPESCRIPT, interface);
    let names = declared.iter().map(|(name, _)| *name);
    let names: BTreeSet<&str> = names.chain(undeclared.iter().copied()).collect();
    let found_names: BTreeSet<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(found_names, names, "{interface}");
    for (name, kind) in declared {
        let value = &found[name];
        assert!(has_type(value, kind), "{interface}.{name}: {value}");
    }
}

fn reply_with_ids(kind: Kind) -> Reply {
    Reply {
        request_id: Some("r".to_owned()),
        client_request_id: Some("c".to_owned()),
        ..kept(kind)
    }
}

#[test]
fn a_receipt_has_the_declared_fields() {
    for reply in [
        None,
        Some(kept_status(204)),
        Some(reply_with_ids(Kind::Status(204))),
    ] {
        let receipt = Receipt::new(1, reply);
        assert_declared(&fields(&receipt), "Receipt", &[]);
    }
}

/// `message` is JavaScript's own property of an error and is not declared once more.
#[test]
fn a_failure_has_the_declared_fields() {
    for error in every_error() {
        let failure = Failure::new(error, 0, None);
        assert_declared(&fields(&failure), "RemoteAssistanceFailure", &["message"]);
    }
    for kind in [Kind::Status(403), Kind::OpaqueRedirect, Kind::NotAResponse] {
        let failure = Failure::new(Error::Forbidden, 1, Some(reply_with_ids(kind)));
        assert_declared(&fields(&failure), "RemoteAssistanceFailure", &["message"]);
    }
}

#[test]
fn the_fields_of_a_reply_are_null_without_one() {
    let of_the_reply = [
        "status",
        "graphCode",
        "graphMessage",
        "activityId",
        "requestId",
        "clientRequestId",
        "retryAfterMs",
        "claims",
    ];
    let failure = fields(&Failure::new(Error::NoReply, 1, None));
    for name in of_the_reply {
        assert_eq!(failure[name], Value::Null, "{name}");
    }
}

#[test]
fn only_a_wrong_argument_names_a_field() {
    for error in every_error() {
        let is_argument = matches!(error, Error::Argument(_));
        let failure = Failure::new(error, 0, None);
        assert_eq!(failure.field.is_some(), is_argument, "{}", failure.code);
    }
    for (argument, name) in ARGUMENTS
        .into_iter()
        .zip(["scope", "ids", "token", "options"])
    {
        let whole = Failure::from(argument.wrong("is wrong"));
        assert_eq!(whole.field.as_deref(), Some(name));
        let part = Failure::from(argument.wrong_field("x", "is wrong"));
        assert_eq!(part.field, Some(format!("{name}.x")));
    }
}

/// The face has an enumeration of its own: a number that means another function would send a request where
/// a page was asked for.
#[test]
fn the_face_numbers_the_functions_alike() {
    let face = include_str!("../src/js/function.ts");
    let (_, members) = face.split_once("enum Function {").expect("the enumeration");
    let members: Vec<&str> = members
        .trim_end_matches(['}', '\n'])
        .split(',')
        .map(str::trim)
        .filter(|member| !member.is_empty())
        .collect();
    let functions = Function::ALL.map(|function| format!("{function:?}"));
    assert_eq!(members, functions);
    for (number, function) in Function::ALL.into_iter().enumerate() {
        assert_eq!(function as usize, number, "{function:?}");
    }
}
