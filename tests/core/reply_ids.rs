//! `requestId` and `clientRequestId` come from the headers, and from the body where CORS hides the
//! headers. The rule is in `src/request/failure.rs` and `src/reply/graph_error.rs`.

use serde_json::json;

use super::support::replies::status;
use super::support::run::run_alone;
use super::support::script::Script;
use super::support::specs::{LIMITS, NO_RETRIES, request_within};

#[test]
fn the_header_wins_over_the_body() {
    let body =
        json!({"error": {"innerError": {"request-id": "r-body", "client-request-id": "c-body"}}});
    let rows = [
        (None, None, "r-body", "c-body"),
        (Some("r-head"), None, "r-head", "c-body"),
        (None, Some("c-head"), "r-body", "c-head"),
        (Some("r-head"), Some("c-head"), "r-head", "c-head"),
        // Some gateways send the header without a value.
        (Some(""), Some(""), "r-body", "c-body"),
    ];
    for (request_id, client_request_id, request, client) in rows {
        for number in [400, 401, 403, 429, 500, 503] {
            let reply = status(number)
                .ids(request_id, client_request_id)
                .body(&body.to_string());
            let finished = run_alone(Script::replying([reply]), &request_within(NO_RETRIES));
            let failure = finished.result.expect_err("no success");
            assert_eq!(failure.request_id.as_deref(), Some(request), "{number}");
            assert_eq!(
                failure.client_request_id.as_deref(),
                Some(client),
                "{number}"
            );
        }
    }
}

/// The body of a 204 is not read.
#[test]
fn a_receipt_has_the_ids_of_the_headers_only() {
    let body = json!({"error": {"innerError": {"request-id": "r-body"}}});
    let reply = status(204)
        .ids(None, Some("c-head"))
        .body(&body.to_string());
    let finished = run_alone(Script::replying([reply]), &request_within(LIMITS));
    assert!(
        finished.events.contains(&"0: body discarded".to_owned()),
        "{:?}",
        finished.events
    );
    let receipt = finished.result.expect("a receipt");
    assert_eq!(receipt.request_id, None);
    assert_eq!(receipt.client_request_id.as_deref(), Some("c-head"));
}
