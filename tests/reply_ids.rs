//! Where `requestId` and `clientRequestId` come from: the header, and the body where CORS hides it.

mod support;

use intune_remote_assistance::call::Limits;
use serde_json::json;
use support::arguments::{LIMITS, call_within};
use support::canned::status;
use support::script::{Script, play};

#[test]
fn the_header_wins_over_the_body() {
    let body =
        json!({"error": {"innerError": {"request-id": "r-body", "client-request-id": "c-body"}}});
    let rows = [
        (None, None, "r-body", "c-body"),
        (Some("r-head"), None, "r-head", "c-body"),
        (None, Some("c-head"), "r-body", "c-head"),
        (Some("r-head"), Some("c-head"), "r-head", "c-head"),
    ];
    for (request_id, client_request_id, request, client) in rows {
        for number in [400, 401, 403, 429, 500, 503] {
            let reply = status(number)
                .ids(request_id, client_request_id)
                .body(&body.to_string());
            let limits = Limits {
                max_retries: 0,
                ..LIMITS
            };
            let alone =
                play(Script::replying([reply]), &call_within(limits)).expect("the call ends");
            let failure = alone.settled.expect_err("no success");
            assert_eq!(failure.request_id.as_deref(), Some(request), "{number}");
            assert_eq!(
                failure.client_request_id.as_deref(),
                Some(client),
                "{number}"
            );
        }
    }
}

/// A receipt has nothing to explain: no body is waited for.
#[test]
fn a_receipt_has_the_ids_of_the_header_alone() {
    let body = json!({"error": {"innerError": {"request-id": "r-body"}}});
    let reply = status(204)
        .ids(None, Some("c-head"))
        .body(&body.to_string());
    let alone = play(Script::replying([reply]), &call_within(LIMITS)).expect("the call ends");
    assert!(
        alone.journal.contains(&"0: body dropped".to_owned()),
        "{:?}",
        alone.journal
    );
    let receipt = alone.settled.expect("a receipt");
    assert_eq!(receipt.request_id, None);
    assert_eq!(receipt.client_request_id.as_deref(), Some("c-head"));
}
