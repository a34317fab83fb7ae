//! No failure and no debugging text holds a token, in whichever argument it was passed.

mod support;

use intune_remote_assistance::error::{ArgumentError, Error};
use intune_remote_assistance::scope::Scope;
use intune_remote_assistance::token::Token;
use intune_remote_assistance::value::Value;
use support::arguments::Fields;
use support::arguments::{
    TOKEN, call_from, call_with_options, call_with_token, good_ids, ids_with, object, text, url,
    url_for, url_with_options,
};
use support::canned::{Canned, status};
use support::errors::every_error;
use support::report::Failure;
use support::script::{Script, Step, play, token};

/// The part of [`TOKEN`] that must not be found anywhere.
const SECRET: &str = "SECRET";

/// The failure as the portal gets it, message included.
fn assert_secret(row: &str, failure: &Failure) {
    let json = serde_json::to_string(failure).expect("a failure can be serialised");
    for text in [json, format!("{failure:?}")] {
        assert!(!text.contains(SECRET), "{row}: {text}");
    }
}

fn assert_refused_secretly<T>(row: &str, result: Result<T, Box<ArgumentError>>) {
    let error = result.err().unwrap_or_else(|| panic!("{row} was accepted"));
    assert!(!format!("{error:?}").contains(SECRET), "{row}");
    assert_secret(row, &Failure::from(error));
}

#[test]
fn a_token_is_not_printed() {
    let printed = format!("{:?} {:#?}", token(TOKEN), Some(token(TOKEN)));
    assert!(!printed.contains(SECRET), "{printed}");
    assert!(printed.contains("Token"), "{printed}");
}

#[test]
fn a_broken_token_is_not_quoted() {
    for broken in [
        format!("Bearer {TOKEN}"),
        format!("{TOKEN} "),
        format!("{TOKEN}x"),
        format!(" {TOKEN}"),
        format!("{TOKEN}\n"),
        format!("{TOKEN}é"),
        TOKEN.repeat(1_000),
    ] {
        assert_refused_secretly("as the token", call_with_token(text(&broken)));
        let fault = Token::parse(broken).expect_err("the text is no token");
        assert!(!format!("{fault:?} {}", fault.problem()).contains(SECRET));
        let failure = Failure::new(Error::TokenProviderGave(fault), 0, None);
        assert_secret("given by the token function", &failure);
    }
}

#[test]
fn a_token_in_the_place_of_another_value_is_not_quoted() {
    let scoped = url_for(text(TOKEN), good_ids(Scope::Users), Fields::Undefined);
    assert_refused_secretly("scope", scoped);
    let swapped = call_from(
        text("users"),
        Fields::NotAnObject,
        text(TOKEN),
        Fields::NotAnObject,
    );
    assert_refused_secretly("ids or options", swapped);
    for scope in Scope::ALL {
        for name in scope.id_names() {
            let row = format!("{scope:?} {name}");
            assert_refused_secretly(&row, url(scope, ids_with(scope, name, text(TOKEN))));
        }
    }
    for name in ["cloud", "origin", "signal", "timeoutMs", "token", "unknown"] {
        assert_refused_secretly(name, call_with_options(object([(name, text(TOKEN))])));
        assert_refused_secretly(name, url_with_options(object([(name, text(TOKEN))])));
    }
}

/// The name of an unknown property is reported, so that a slip can be found. A token or a text of
/// megabytes is no slip in a name.
#[test]
fn a_token_in_the_place_of_a_name_is_not_quoted() {
    let jwt = format!("eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.{}", TOKEN.repeat(20));
    let value = || Value::Undefined;
    let ids = object([("managedDeviceId", text("d")), (&jwt, value())]);
    assert_refused_secretly("ids", url(Scope::DeviceManagement, ids));
    let options = object([(&jwt, value())]);
    assert_refused_secretly("options", url_with_options(options));
}

#[test]
fn no_failure_of_a_call_holds_the_token() {
    let call = call_with_token(text(TOKEN)).expect("a good call");
    let give = || Step::After(0, Ok(token(TOKEN)));
    let statuses = (100..600).filter(|number| *number != 204);
    let replies = statuses.map(|number| Step::After(0, Some(status(number))));
    let others = [Step::After(0, None), Step::Never];
    for reply in replies.chain(others) {
        let script = Script {
            tokens: vec![give()],
            replies: vec![reply],
            ..Script::default()
        };
        let alone = play(script, &call).expect("the call ends");
        // Or the test would look for a token that was never there.
        assert!(alone.journal.concat().contains(SECRET));
        let failure = alone.settled.expect_err("no success was scripted");
        assert_secret(failure.code, &failure);
    }
}

/// Some servers and proxies echo what they were sent, in headers and bodies.
#[test]
fn a_token_that_comes_back_is_not_handed_on() {
    let echo = |text: &str| text.replace("TOKEN", &["Bearer ", TOKEN].concat());
    // {"a":"<the token>"} in base64.
    let claims = "eyJhIjoiZXlKMGVYQWkuU0VDUkVULXRleHRfb2Z+dGhlK3Rva2VuLzA9PSJ9";
    let replies: [fn(u16) -> Canned; 2] = [status, |number| status(number).told("600")];
    let echoes: [fn(Canned, &str) -> Canned; 2] = [
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
                let canned = echoed(reply(number), &echo(body));
                assert_kept_secret(&format!("{number} {body}"), canned);
            }
        }
    }
    let header = format!("Bearer claims=\"{claims}\"");
    let read = intune_remote_assistance::challenge::claims(&header, &support::canned::decode);
    assert!(read.is_some_and(|claims| claims.contains(TOKEN)));
    assert_kept_secret("claims", status(401).header("www-authenticate", &header));
}

/// A proxy may answer late with what it was sent before.
#[test]
fn a_token_of_an_earlier_attempt_is_not_handed_on() {
    let body = format!(r#"{{"error":{{"code":"c","message":"not {TOKEN}"}}}}"#);
    let later = status(403).body(&body).ids(Some(TOKEN), None);
    let call = call_with_token(Value::Function).expect("a good call");
    let give = |text: &str| Step::After(0, Ok(token(text)));
    let alone = play(
        Script {
            tokens: vec![give(TOKEN), give("another-token")],
            ..Script::replying([status(429).told("1"), later])
        },
        &call,
    );
    let failure = alone.expect("the call ends").settled;
    let failure = failure.expect_err("no success was scripted");
    assert_secret("an earlier token", &failure);
    // What holds no token is told.
    assert_eq!(failure.graph_code.as_deref(), Some("c"));
}

fn assert_kept_secret(row: &str, reply: Canned) {
    let call = call_with_token(text(TOKEN)).expect("a good call");
    let script = Script {
        tokens: vec![Step::After(0, Ok(token(TOKEN)))],
        fixed_token: true,
        ..Script::replying([reply])
    };
    let alone = play(script, &call).expect("the call ends");
    assert_secret(row, &alone.settled.expect_err("no success was scripted"));
}

/// The texts that stand in the source, for completeness: no error has room for a token.
#[test]
fn no_error_has_room_for_a_token() {
    for error in every_error() {
        let failure = Failure::new(error, 0, None);
        assert_secret(failure.code, &failure);
    }
}
