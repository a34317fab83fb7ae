//! A call asks for the token, sends once, and ends in what the reply says.

mod support;

use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::error::Error;
use intune_remote_assistance::reply::Kind;
use intune_remote_assistance::token::Fault;
use intune_remote_assistance::value::Value;
use support::arguments::Fields;
use support::arguments::{call_from, call_with_token};
use support::canned::{Canned, status};
use support::clock::PendingForEver;
use support::script::{Alone, Script, Step, play};

fn call() -> Call {
    let call = call_with_token(Value::Function);
    *call.expect("a good call")
}

fn played(script: Script) -> Alone {
    play(script, &call()).expect("the call ends")
}

fn reply(kind: Kind, [request_id, client_request_id]: [Option<&str>; 2]) -> Canned {
    Canned::of(kind).ids(request_id, client_request_id)
}

#[test]
fn a_204_is_a_receipt() {
    let ids = [Some("request-1"), Some("client-1")];
    let alone = played(Script::replying([reply(Kind::Status(204), ids)]));
    let receipt = alone.settled.expect("a receipt");
    assert_eq!(receipt.status, 204);
    assert_eq!(receipt.attempts, 1);
    assert_eq!(receipt.request_id.as_deref(), Some("request-1"));
    assert_eq!(receipt.client_request_id.as_deref(), Some("client-1"));
    assert_eq!(alone.journal, ["0: token asked", "0: sent Bearer token-1"]);
}

#[test]
fn a_receipt_does_without_ids() {
    let alone = played(Script::replying([status(204)]));
    let receipt = alone.settled.expect("a receipt");
    assert_eq!(receipt.request_id, None);
    assert_eq!(receipt.client_request_id, None);
}

#[test]
fn the_request_goes_to_the_address_of_the_arguments() {
    let options =
        support::arguments::object([("origin", support::arguments::text("http://localhost:8080"))]);
    let call = support::arguments::call_with_options(options);
    let call = call.expect("a good call");
    let alone = play(Script::replying([status(204)]), &call).expect("the call ends");
    let expected = "http://localhost:8080/v1.0/deviceManagement/managedDevices/\
                    5c9d2f1e-4a7b-4c3d-8e6f-0a1b2c3d4e5f/requestRemoteAssistance";
    let urls: Vec<&str> = alone.sent.iter().map(|sent| sent.url.as_str()).collect();
    assert_eq!(urls, [expected]);
}

/// What takes its time is waited for, and nothing is sent before the token is there.
#[test]
fn the_send_follows_the_token() {
    let alone = played(Script {
        tokens: vec![Step::After(250, Ok(support::script::token("slow-token")))],
        replies: vec![Step::After(100, Some(status(204)))],
        ..Script::default()
    });
    assert!(alone.settled.is_ok());
    assert_eq!(alone.at, 350);
    assert_eq!(
        alone.journal,
        ["0: token asked", "250: sent Bearer slow-token"]
    );
}

/// The commonest statuses; the table of all of them is pinned in `outcome_rule.rs`.
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
        let alone = played(Script::replying([reply(Kind::Status(number), ids)]));
        let failure = alone.settled.expect_err("a refusal");
        assert_eq!((failure.code, failure.outcome), (code, outcome), "{number}");
        assert_eq!(failure.status, Some(number));
        assert_eq!(failure.attempts, 1, "{number}");
        assert_eq!(failure.request_id.as_deref(), Some("request-1"), "{number}");
        let client = failure.client_request_id.as_deref();
        assert_eq!(client, Some("client-1"), "{number}");
        // The worst success is to ring twice: none of these may be sent again.
        assert_eq!(alone.sent.len(), 1, "{number}: {:?}", alone.journal);
    }
}

#[test]
fn replies_without_a_status_end_in_their_code() {
    for (kind, code) in [
        (Kind::OpaqueRedirect, "redirected"),
        (Kind::NotAResponse, "unexpectedResponse"),
    ] {
        let alone = played(Script::replying([reply(kind, [Some("request-1"), None])]));
        let failure = alone.settled.expect_err("a refusal");
        assert_eq!((failure.code, failure.outcome), (code, "unknown"));
        assert_eq!((failure.status, failure.attempts), (None, 1), "{code}");
        assert_eq!(failure.request_id.as_deref(), Some("request-1"), "{code}");
        assert_eq!(alone.sent.len(), 1, "{code}");
    }
}

/// The connection may have broken after Graph had read the request.
#[test]
fn a_lost_reply_proves_nothing_and_is_not_sent_again() {
    let alone = played(Script {
        replies: vec![Step::After(700, None)],
        ..Script::default()
    });
    let failure = alone.settled.expect_err("no reply");
    assert_eq!((failure.code, failure.outcome), ("network", "unknown"));
    assert_eq!((failure.attempts, failure.status), (1, None));
    assert_eq!(failure.request_id, None);
    assert_eq!(alone.at, 700);
    assert_eq!(alone.journal, ["0: token asked", "0: sent Bearer token-1"]);
}

#[test]
fn without_a_token_nothing_is_sent() {
    let errors = [
        Error::TokenProviderThrew,
        Error::TokenProviderGave(Fault::NotText),
        Error::TokenProviderGave(Fault::Empty),
        Error::TokenProviderGave(Fault::TooLong),
        Error::TokenProviderGave(Fault::Scheme),
        Error::TokenProviderGave(Fault::Character),
    ];
    for error in errors {
        let row = format!("{error:?}");
        let alone = played(Script {
            tokens: vec![Step::After(40, Err(error))],
            ..Script::default()
        });
        let failure = alone.settled.expect_err("no token");
        assert_eq!(failure.code, "tokenProviderFailed", "{row}");
        assert_eq!(failure.outcome, "notSent", "{row}");
        assert_eq!(failure.attempts, 0, "{row}");
        assert_eq!(alone.journal, ["0: token asked"], "{row}");
    }
}

#[test]
fn an_obstacle_that_is_known_beforehand_keeps_the_request_here() {
    let obstacles: [fn() -> Error; 2] = [|| Error::Offline, || Error::MissingInterface(0)];
    for (obstacle, code) in obstacles.into_iter().zip(["network", "internal"]) {
        let alone = played(Script {
            obstacle: Some(obstacle),
            ..Script::default()
        });
        let failure = alone.settled.expect_err("an obstacle");
        assert_eq!((failure.code, failure.outcome), (code, "notSent"));
        assert_eq!(failure.attempts, 0, "{code}");
        assert_eq!(alone.sent, [], "{code}");
    }
}

/// The device's key, which the guard compares: one device, however its id is written.
#[test]
fn the_device_is_its_origin_and_its_lower_cased_id() {
    let ids = support::arguments::object([("managedDeviceId", support::arguments::text("ABC-#"))]);
    let scope = support::arguments::text("deviceManagement");
    let call = call_from(scope, ids, Value::Function, Fields::Undefined);
    let request = call.expect("a good call").request;
    assert_eq!(
        request.device.as_deref(),
        Some("https://graph.microsoft.com/abc-#")
    );
    // Graph gets the id as it was given.
    assert!(request.aim.url.contains("/ABC-%23/"), "{}", request.aim.url);
}

/// The fake itself: a send that no script foresaw is seen, and is no success.
#[test]
fn what_the_script_does_not_say_is_listed() {
    let alone = played(Script::default());
    let failure = alone.settled.expect_err("a 501");
    assert_eq!(failure.status, Some(501));
    assert!(alone.journal.contains(&"0: no reply scripted".to_owned()));
}

/// The fake itself: a future that nothing will ever wake is found out.
#[test]
fn a_wait_without_an_end_is_found_out() {
    let clock = support::clock::Clock::default();
    let stuck = clock.run(async {
        clock.sleep(5).await;
        core::future::pending::<()>().await;
    });
    assert_eq!(stuck, Err(PendingForEver { since: 5 }));
}
