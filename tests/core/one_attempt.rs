//! A call requests a token, sends one request, and ends as the reply says. The rule is in
//! `src/request/attempts.rs` and `src/reply/reply.rs`.

use super::support::arguments::{object, request_spec, spec_with_options, text};
use super::support::clock::{NeverEnds, VirtualClock};
use super::support::errors::TOKEN_PROBLEMS;
use super::support::replies::{ScriptedReply, status};
use super::support::run::{Finished, run_alone};
use super::support::script::{Script, Scripted, token_after, token_fails_after};
use super::support::specs::{device_ids, request_with_defaults, value_with};
use crate::arguments::host_value::{HostObject, HostValue};
use crate::error::Error;
use crate::reply::reply::ReplyStatus;

fn run(script: Script) -> Finished {
    run_alone(script, &request_with_defaults())
}

fn reply(status: ReplyStatus, [request_id, client_request_id]: [Option<&str>; 2]) -> ScriptedReply {
    ScriptedReply::of(status).ids(request_id, client_request_id)
}

#[test]
fn a_204_gives_a_receipt() {
    let ids = [Some("request-1"), Some("client-1")];
    let finished = run(Script::replying([reply(ReplyStatus::Known(204), ids)]));
    let receipt = finished.result.expect("a receipt");
    assert_eq!(receipt.status, 204);
    assert_eq!(receipt.attempts, 1);
    assert_eq!(receipt.request_id.as_deref(), Some("request-1"));
    assert_eq!(receipt.client_request_id.as_deref(), Some("client-1"));
    assert_eq!(
        finished.events,
        ["0: token requested", "0: sent Bearer token-1"]
    );
}

#[test]
fn a_receipt_may_have_no_ids() {
    let finished = run(Script::replying([status(204)]));
    let receipt = finished.result.expect("a receipt");
    assert_eq!(receipt.request_id, None);
    assert_eq!(receipt.client_request_id, None);
}

#[test]
fn the_request_goes_to_the_url_of_the_arguments() {
    let options = object([("origin", text("http://localhost:8080"))]);
    let spec = spec_with_options(options).expect("valid arguments");
    let finished = run_alone(Script::replying([status(204)]), &spec);
    let expected = "http://localhost:8080/v1.0/deviceManagement/managedDevices/\
                    5c9d2f1e-4a7b-4c3d-8e6f-0a1b2c3d4e5f/requestRemoteAssistance";
    let urls: Vec<&str> = finished.sent.iter().map(|sent| sent.url.as_str()).collect();
    assert_eq!(urls, [expected]);
}

#[test]
fn nothing_is_sent_before_the_token_has_arrived() {
    let finished = run(Script {
        tokens: vec![token_after(250, "slow-token")],
        replies: vec![Scripted::After(100, Some(status(204)))],
        ..Script::default()
    });
    assert!(finished.result.is_ok());
    assert_eq!(finished.at_ms, 350);
    assert_eq!(
        finished.events,
        ["0: token requested", "250: sent Bearer slow-token"]
    );
}

/// The most frequent statuses. `src/reply/reply.rs` has the table of all of them.
#[test]
fn each_refusal_ends_in_its_code() {
    let rows = [
        (400, "badRequest", "rejected"),
        (401, "unauthenticated", "rejected"),
        (403, "forbidden", "rejected"),
        (404, "notFound", "rejected"),
        (409, "conflict", "rejected"),
        (418, "refused", "rejected"),
        (408, "serverError", "unknown"),
        (500, "serverError", "unknown"),
        (502, "serverError", "unknown"),
        (503, "unavailable", "unknown"),
        (504, "serverError", "unknown"),
        (200, "unexpectedResponse", "unknown"),
        (202, "unexpectedResponse", "unknown"),
        (303, "redirected", "unknown"),
        (307, "redirected", "unknown"),
    ];
    for (number, code, outcome) in rows {
        let ids = [Some("request-1"), Some("client-1")];
        let finished = run(Script::replying([reply(ReplyStatus::Known(number), ids)]));
        let failure = finished.result.expect_err("a refusal");
        assert_eq!((failure.code, failure.outcome), (code, outcome), "{number}");
        assert_eq!(failure.status, Some(number));
        assert_eq!(failure.attempts, 1, "{number}");
        assert_eq!(failure.request_id.as_deref(), Some("request-1"), "{number}");
        let client = failure.client_request_id.as_deref();
        assert_eq!(client, Some("client-1"), "{number}");
        // Another attempt could ring the device twice.
        assert_eq!(finished.sent.len(), 1, "{number}: {:?}", finished.events);
    }
}

#[test]
fn replies_without_a_status_end_in_their_code() {
    for (status, code) in [
        (ReplyStatus::OpaqueRedirect, "redirected"),
        (ReplyStatus::NotAResponse, "unexpectedResponse"),
    ] {
        let finished = run(Script::replying([reply(status, [Some("request-1"), None])]));
        let failure = finished.result.expect_err("a refusal");
        assert_eq!((failure.code, failure.outcome), (code, "unknown"));
        assert_eq!((failure.status, failure.attempts), (None, 1), "{code}");
        assert_eq!(failure.request_id.as_deref(), Some("request-1"), "{code}");
        assert_eq!(finished.sent.len(), 1, "{code}");
    }
}

/// The connection may have broken after Graph had read the request.
#[test]
fn a_lost_reply_leaves_the_outcome_unknown_and_leads_to_no_other_attempt() {
    let finished = run(Script {
        replies: vec![Scripted::After(700, None)],
        ..Script::default()
    });
    let failure = finished.result.expect_err("no reply");
    assert_eq!((failure.code, failure.outcome), ("network", "unknown"));
    assert_eq!((failure.attempts, failure.status), (1, None));
    assert_eq!(failure.request_id, None);
    assert_eq!(finished.at_ms, 700);
    assert_eq!(
        finished.events,
        ["0: token requested", "0: sent Bearer token-1"]
    );
}

#[test]
fn without_a_token_nothing_is_sent() {
    let invalid = TOKEN_PROBLEMS.map(|problem| {
        let given = Scripted::After(40, Ok(value_with(problem)));
        (format!("{problem:?}"), given)
    });
    let threw = ("it threw".to_owned(), token_fails_after(40));
    for (row, given) in invalid.into_iter().chain([threw]) {
        let finished = run(Script::with_tokens([given]));
        let failure = finished.result.expect_err("no token");
        assert_eq!(failure.code, "tokenProviderFailed", "{row}");
        assert_eq!(failure.outcome, "notSent", "{row}");
        assert_eq!(failure.attempts, 0, "{row}");
        assert_eq!(finished.events, ["0: token requested"], "{row}");
    }
}

#[test]
fn nothing_is_sent_offline_or_without_an_interface_of_the_browser() {
    let reasons: [fn() -> Error; 2] = [|| Error::Offline, || Error::MissingInterface("fetch")];
    for (reason, code) in reasons.into_iter().zip(["network", "internal"]) {
        let finished = run(Script {
            blocked_by: Some(reason),
            ..Script::default()
        });
        let failure = finished.result.expect_err("a failure");
        assert_eq!((failure.code, failure.outcome), (code, "notSent"));
        assert_eq!(failure.attempts, 0, "{code}");
        assert_eq!(finished.sent, [], "{code}");
    }
}

/// One device has one key, however its id is written.
#[test]
fn the_device_key_is_the_origin_and_the_lower_cased_id() {
    let scope = text("deviceManagement");
    let options = HostObject::Undefined;
    let spec = request_spec(scope, device_ids("ABC-#"), HostValue::Function, options);
    let spec = spec.expect("valid arguments");
    assert_eq!(
        spec.device_key.as_deref(),
        Some("https://graph.microsoft.com/abc-#")
    );
    // Graph gets the id as the portal gave it.
    assert!(
        spec.endpoint.url.contains("/ABC-%23/"),
        "{}",
        spec.endpoint.url
    );
}

/// About `TestPlatform` itself: an attempt without a scripted reply is no success.
#[test]
fn an_attempt_without_a_scripted_reply_is_logged() {
    let finished = run(Script::default());
    let failure = finished.result.expect_err("a 501");
    assert_eq!(failure.status, Some(501));
    assert!(finished.events.contains(&"0: no reply scripted".to_owned()));
}

/// About `VirtualClock` itself.
#[test]
fn a_future_that_nothing_will_wake_is_reported() {
    let clock = VirtualClock::default();
    let stuck = clock.run(async {
        clock.sleep(5).await;
        core::future::pending::<()>().await;
    });
    assert_eq!(stuck, Err(NeverEnds { since_ms: 5 }));
}
