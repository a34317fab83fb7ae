//! No failure and no debug text holds a token, whichever argument held it, and whatever the server
//! sends back. The rules are in `src/arguments/token.rs`, `src/error/` and `src/reply/reply.rs`
//! (`redact`).

use super::support::arguments::{
    Checked, TOKEN, id_names, ids_with, object, request_spec, spec_with_options, spec_with_token,
    text, url, url_with_options,
};
use super::support::devices::plain_device_reply;
use super::support::errors::every_error;
use super::support::functions::url_for;
use super::support::replies::{ScriptedReply, status};
use super::support::reports::ReportedFailure;
use super::support::response::TestResponse;
use super::support::run::run_alone;
use super::support::script::{Script, Scripted, at_once, token_after};
use super::support::sessions::{run_start, start_spec};
use super::support::specs::{device_ids, request_with_defaults, with_fixed_token};
use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::scope::Scope;
use crate::arguments::token::Token;
use crate::error::Error;
use crate::reply::challenge;
use crate::reply::reply::Response;

/// The part of [`TOKEN`] that no text may hold.
const SECRET: &str = "SECRET";

/// Checks the failure as the portal gets it, with its message.
fn assert_secret(row: &str, failure: &ReportedFailure) {
    for text in [failure.json.clone(), format!("{failure:?}")] {
        assert!(!text.contains(SECRET), "{row}: {text}");
    }
}

fn assert_refused_secretly<T>(row: &str, result: Checked<T>) {
    let error = result.err().unwrap_or_else(|| panic!("{row} was accepted"));
    assert!(!format!("{error:?}").contains(SECRET), "{row}");
    assert_secret(row, &ReportedFailure::from(error));
}

#[test]
fn a_token_is_not_printed() {
    let token = Token::parse(TOKEN.to_owned()).expect("a valid token");
    let printed = format!("{token:?} {:#?}", Some(&token));
    assert!(!printed.contains(SECRET), "{printed}");
    assert!(printed.contains("Token"), "{printed}");
}

#[test]
fn an_invalid_token_is_not_quoted() {
    for invalid in [
        format!("Bearer {TOKEN}"),
        format!("{TOKEN} "),
        format!("{TOKEN}x"),
        format!(" {TOKEN}"),
        format!("{TOKEN}\n"),
        format!("{TOKEN}é"),
        TOKEN.repeat(1_000),
    ] {
        assert_refused_secretly("as the token", spec_with_token(text(&invalid)));
        let problem = Token::parse(invalid).expect_err("the text is no token");
        assert!(!format!("{problem:?} {}", problem.sentence()).contains(SECRET));
        let failure = ReportedFailure::from(Error::TokenProviderGave(problem));
        assert_secret("given by the token function", &failure);
    }
}

#[test]
fn a_token_in_place_of_another_value_is_not_quoted() {
    let scoped = url_for(text(TOKEN), device_ids("d"), HostObject::Undefined);
    assert_refused_secretly("scope", scoped);
    let ids = HostObject::NotAnObject;
    let swapped = request_spec(text("users"), ids, text(TOKEN), HostObject::NotAnObject);
    assert_refused_secretly("ids or options", swapped);
    for scope in Scope::ALL {
        for name in id_names(scope) {
            let row = format!("{scope:?} {name}");
            assert_refused_secretly(&row, url(scope, ids_with(scope, name, text(TOKEN))));
        }
    }
    for name in ["cloud", "origin", "signal", "timeoutMs", "token", "unknown"] {
        assert_refused_secretly(name, spec_with_options(object([(name, text(TOKEN))])));
        let options = object([(name, text(TOKEN))]);
        let url = url_with_options(options);
        assert_refused_secretly(name, url);
    }
}

/// The name of an unknown property is quoted, so that a slip can be found. A long name may be a token.
#[test]
fn a_token_in_place_of_a_name_is_not_quoted() {
    let jwt = format!("eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.{}", TOKEN.repeat(20));
    let value = || HostValue::Undefined;
    let ids = object([("managedDeviceId", text("d")), (&jwt, value())]);
    let url = url(Scope::DeviceManagement, ids);
    assert_refused_secretly("ids", url);
    let options = object([(&jwt, value())]);
    let url = url_with_options(options);
    assert_refused_secretly("options", url);
}

#[test]
fn no_failure_of_a_call_holds_the_token() {
    let statuses = (100..600).filter(|number| *number != 204);
    let replies = statuses.map(|number| at_once(status(number)));
    let others = [Scripted::After(0, None), Scripted::Never];
    for reply in replies.chain(others) {
        let script = Script {
            tokens: vec![token_after(0, TOKEN)],
            replies: vec![reply],
            ..Script::default()
        };
        let finished = run_alone(script, &request_with_defaults());
        // Without the token in the log, the test would prove nothing.
        assert!(finished.events.concat().contains(SECRET));
        let failure = finished.result.expect_err("no success was scripted");
        assert_secret(failure.code, &failure);
    }
}

/// Some servers and proxies echo what they were sent, in headers and bodies.
#[test]
fn a_token_that_the_server_echoes_is_not_reported() {
    let echo = |text: &str| text.replace("TOKEN", &["Bearer ", TOKEN].concat());
    // {"a":"<the token>"} in base64.
    let claims = "eyJhIjoiZXlKMGVYQWkuU0VDUkVULXRleHRfb2Z+dGhlK3Rva2VuLzA9PSJ9";
    let replies: [fn(u16) -> ScriptedReply; 2] =
        [status, |number| status(number).retry_after("600")];
    let echoes: [fn(ScriptedReply, &str) -> ScriptedReply; 2] = [
        |reply, text| reply.body(text),
        |reply, text| reply.ids(Some(text), Some(text)),
    ];
    let bodies = [
        r#"{"error":{"code":"TOKEN","message":"TOKEN"}}"#,
        r#"{"error":{"message":"no such token: 'TOKEN', sorry"}}"#,
        r#"{"error":{"innerError":{"code":"TOKEN","request-id":"TOKEN","client-request-id":"TOKEN"}}}"#,
        r#"{"error":{"message":"{\"ErrorCode\":\"TOKEN\",\"Message\":\"TOKEN\"}"}}"#,
        "TOKEN",
    ];
    for number in [400, 401, 403, 429, 500, 503, 200] {
        for (reply, echoed) in replies
            .iter()
            .flat_map(|reply| echoes.map(|echoed| (reply, echoed)))
        {
            for body in bodies {
                let reply = echoed(reply(number), &echo(body));
                assert_kept_secret(&format!("{number} {body}"), reply);
            }
        }
    }
    let header = format!("Bearer claims=\"{claims}\"");
    let read = challenge::claims(&header, TestResponse::decode_base64);
    assert!(read.is_some_and(|claims| claims.contains(TOKEN)));
    assert_kept_secret("claims", status(401).header("www-authenticate", &header));
}

/// A proxy may answer late with what an earlier attempt sent.
#[test]
fn a_token_of_an_earlier_attempt_is_not_reported() {
    let body = format!(r#"{{"error":{{"code":"c","message":"not {TOKEN}"}}}}"#);
    let later = status(403).body(&body).ids(Some(TOKEN), None);
    let script = Script {
        tokens: vec![token_after(0, TOKEN), token_after(0, "another-token")],
        ..Script::replying([status(429).retry_after("1"), later])
    };
    let result = run_alone(script, &request_with_defaults()).result;
    let failure = result.expect_err("no success was scripted");
    assert_secret("an earlier token", &failure);
    // A text without a token is reported.
    assert_eq!(failure.graph_code.as_deref(), Some("c"));
}

/// The read before the request has another token than the request.
#[test]
fn a_token_of_an_earlier_request_of_a_session_is_not_reported() {
    let body = format!(r#"{{"error":{{"code":"c","message":"not {TOKEN}"}}}}"#);
    let script = Script {
        tokens: vec![token_after(0, TOKEN), token_after(0, "another-token")],
        ..Script::replying([plain_device_reply(), status(403).body(&body)])
    };
    let failure = run_start(script, &start_spec()).result.expect_err("a 403");
    assert_secret("a token of the read", &failure);
    assert_eq!(failure.graph_code.as_deref(), Some("c"));
}

fn assert_kept_secret(row: &str, reply: ScriptedReply) {
    let spec = with_fixed_token(request_with_defaults(), TOKEN);
    let result = run_alone(Script::replying([reply]), &spec).result;
    assert_secret(row, &result.expect_err("no success was scripted"));
}

/// These are the texts of the source.
#[test]
fn no_error_has_room_for_a_token() {
    for error in every_error() {
        let failure = ReportedFailure::from(error);
        assert_secret(failure.code, &failure);
    }
}
