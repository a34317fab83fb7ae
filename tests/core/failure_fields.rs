//! The fields and JSON types of a failure and a receipt: `Failure::record` and
//! `Receipt::record` in `src/request/failure.rs`.

use serde_json::{Value, json};

use super::support::errors::{ARGUMENTS, every_error, failure, reply, reply_with_status};
use super::support::interfaces::{FAILURE, RECEIPT, assert_declared, assert_fields};
use super::support::reports::{ReportedFailure, record_json};
use crate::error::Error;
use crate::reply::graph_error::Details;
use crate::reply::reply::{Reply, ReplyStatus};
use crate::reply::retry_after::RetryAfter;
use crate::request::failure::Receipt;

#[test]
fn the_contract_declares_the_fields_of_the_public_interface() {
    assert_declared("FailureField", FAILURE);
    assert_declared("ReceiptField", RECEIPT);
}

fn reply_with_everything(status: ReplyStatus) -> Reply {
    let text = |text: &str| Some(text.to_owned());
    Reply {
        request_id: text("r"),
        client_request_id: text("c"),
        retry_after: RetryAfter::parse("2.128", 0.0),
        claims: text("{}"),
        details: Details {
            code: text("Forbidden"),
            message: text("m"),
            activity_id: text("a"),
            request_id: text("r2"),
            client_request_id: text("c2"),
            retry_after: None,
        },
        ..reply(status)
    }
}

#[test]
fn a_receipt_has_the_declared_fields() {
    for reply in [
        reply_with_status(204),
        reply_with_everything(ReplyStatus::Known(204)),
    ] {
        let receipt = Receipt::new(1, reply);
        assert_fields(&receipt.record(), RECEIPT);
    }
}

#[test]
fn a_failure_has_the_declared_fields() {
    for error in every_error() {
        assert_fields(&failure(error, 0, None).record(), FAILURE);
    }
    for status in [
        ReplyStatus::Known(403),
        ReplyStatus::OpaqueRedirect,
        ReplyStatus::NotAResponse,
    ] {
        let failure = failure(Error::Forbidden, 1, Some(reply_with_everything(status)));
        assert_fields(&failure.record(), FAILURE);
    }
}

#[test]
fn the_fields_of_a_reply_are_in_their_places() {
    let reply = reply_with_everything(ReplyStatus::Known(403));
    let failure = failure(Error::Forbidden, 1, Some(reply));
    let mut fields = record_json(&failure.record());
    fields.as_object_mut().expect("an object").remove("message");
    let expected = json!({
        "code": "forbidden",
        "outcome": "rejected",
        "attempts": 1,
        "status": 403,
        "graphCode": "Forbidden",
        "graphMessage": "m",
        "activityId": "a",
        "requestId": "r",
        "clientRequestId": "c",
        "retryAfterMs": 2_128,
        "claims": "{}",
        "field": null,
    });
    assert_eq!(fields, expected);
}

#[test]
fn the_fields_of_a_reply_are_null_without_one() {
    let names = [
        "status",
        "graphCode",
        "graphMessage",
        "activityId",
        "requestId",
        "clientRequestId",
        "retryAfterMs",
        "claims",
    ];
    let failure = failure(Error::NoReply, 1, None);
    let fields = record_json(&failure.record());
    for name in names {
        assert_eq!(fields[name], Value::Null, "{name}");
    }
}

#[test]
fn only_an_invalid_argument_has_a_field() {
    for error in every_error() {
        let is_argument = matches!(error, Error::Argument(_));
        let failure = ReportedFailure::from(failure(error, 0, None));
        assert_eq!(failure.field.is_some(), is_argument, "{}", failure.code);
    }
    let names = ["scope", "ids", "query", "token", "options"];
    for (argument, name) in ARGUMENTS.into_iter().zip(names) {
        let whole = ReportedFailure::from(argument.invalid("is wrong"));
        assert_eq!(whole.field.as_deref(), Some(name));
        let part = ReportedFailure::from(argument.invalid_field("x", "is wrong"));
        assert_eq!(part.field, Some(format!("{name}.x")));
    }
}
