//! Which options each public function has (`OptionSet` in `src/arguments/options.rs`). The other
//! functions refuse them.

use super::support::arguments::{Checked, DEVICE, TOKEN, error_of, invalid, object, text};
use super::support::functions::{
    action, apps_route, batch_concurrency, device_route, devices_of_user_route, devices_route,
    devices_with_app_route, next_page, read, resume, resume_in_batch, session_route,
    sessions_concurrency, url_for, users_route,
};
use super::support::specs::device_ids;
use super::support::variants::every_variant;
use crate::arguments::call_spec::CallSpec;
use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::options::OptionSet;
use crate::arguments::route::ResolvedRoute;

/// The public functions of `src/wasm/exports.rs` that have options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    UrlFor,
    RequestRemoteAssistance,
    RequestForMany,
    RequestInBatch,
    StartSession,
    ResumeSession,
    GetSession,
    GetDevice,
    FindDevices,
    FindDetectedApps,
    DevicesWithApp,
    FindUsers,
    DevicesOfUser,
    StartSessions,
    StartInBatch,
    ResumeInBatch,
    GetConnectors,
    GetNextPage,
}

const FUNCTIONS: [Function; 18] = every_variant!(Function:
    UrlFor, RequestRemoteAssistance, RequestForMany, RequestInBatch, StartSession, ResumeSession,
    GetSession, GetDevice, FindDevices, FindDetectedApps, DevicesWithApp,
    FindUsers, DevicesOfUser, StartSessions, StartInBatch, ResumeInBatch, GetConnectors, GetNextPage
);

/// Checks the arguments of that function. `None` if it makes no [`CallSpec`].
fn check(function: Function, options: HostObject, device: &str) -> Checked<Option<Box<CallSpec>>> {
    let scope = text("deviceManagement");
    let ids = device_ids(device);
    let token = text(TOKEN);
    let spec = match function {
        Function::UrlFor => {
            url_for(scope, ids, options)?;
            return Ok(None);
        }
        Function::RequestForMany => {
            batch_concurrency(token, options)?;
            return Ok(None);
        }
        Function::StartSessions => {
            sessions_concurrency(token, options)?;
            return Ok(None);
        }
        Function::StartInBatch => action(scope, ids, token, options, OptionSet::SessionBatch),
        Function::ResumeInBatch => resume_in_batch(text(device), token, options),
        Function::FindUsers => read(users_route(text("a")), token, options),
        Function::DevicesOfUser => read(devices_of_user_route(text("a")), token, options),
        Function::RequestRemoteAssistance => action(scope, ids, token, options, OptionSet::Common),
        Function::RequestInBatch => action(scope, ids, token, options, OptionSet::Batch),
        Function::StartSession => action(scope, ids, token, options, OptionSet::Session),
        Function::ResumeSession => resume(text(device), token, options),
        Function::GetSession => read(session_route(text(device)), token, options),
        Function::GetDevice => read(device_route(text(device)), token, options),
        Function::FindDevices => {
            let query = object([("deviceName", text("a"))]);
            read(devices_route(query), token, options)
        }
        Function::FindDetectedApps => read(apps_route(text("a")), token, options),
        Function::DevicesWithApp => read(devices_with_app_route(text("a")), token, options),
        Function::GetConnectors => read(Ok(ResolvedRoute::connectors()), token, options),
        Function::GetNextPage => {
            let link = text("https://graph.microsoft.com/v1.0/x");
            next_page(link, token, options)
        }
    };
    spec.map(Some)
}

fn spec_of(function: Function, options: HostObject) -> Checked<Option<Box<CallSpec>>> {
    check(function, options, DEVICE)
}

/// The error of that function with one option.
fn error_with(function: Function, name: &str, value: HostValue) -> Option<(&'static str, String)> {
    error_of(spec_of(function, object([(name, value)])))
}

fn waits_for_a_session(function: Function) -> bool {
    matches!(
        function,
        Function::StartSession
            | Function::ResumeSession
            | Function::StartSessions
            | Function::StartInBatch
            | Function::ResumeInBatch
    )
}

fn is_of_a_batch(function: Function) -> bool {
    matches!(
        function,
        Function::RequestForMany
            | Function::RequestInBatch
            | Function::StartSessions
            | Function::StartInBatch
            | Function::ResumeInBatch
    )
}

/// Whether that function has that option.
fn has(function: Function, name: &str) -> bool {
    match name {
        "pollTimeoutMs" => waits_for_a_session(function),
        "concurrency" | "onStart" => is_of_a_batch(function),
        "onProgress" => waits_for_a_session(function) || is_of_a_batch(function),
        _ => true,
    }
}

#[test]
fn every_function_and_every_option() {
    let options = [
        ("cloud", text("china")),
        ("origin", text("https://graph.example")),
        ("signal", HostValue::Signal),
        ("timeoutMs", HostValue::Number(5.0)),
        ("maxRetries", HostValue::Number(5.0)),
        ("retryBudgetMs", HostValue::Number(5.0)),
        ("fetch", HostValue::Function),
        ("onWait", HostValue::Function),
        ("clientRequestId", text(DEVICE)),
        ("pollTimeoutMs", HostValue::Number(5.0)),
        ("concurrency", HostValue::Number(5.0)),
        ("onStart", HostValue::Function),
        ("onProgress", HostValue::Function),
    ];
    for function in FUNCTIONS {
        for (name, value) in &options {
            let expected = match has(function, name) {
                true => None,
                false => invalid("invalidOptions", &format!("options.{name}")),
            };
            // A function that does not have the option refuses it also if it is `undefined`.
            for value in [value.clone(), HostValue::Undefined] {
                let found = error_with(function, name, value);
                assert_eq!(found, expected, "{function:?} {name}");
            }
        }
        for name in [
            "timeout",
            "polltimeoutms",
            "PollTimeoutMs",
            "Concurrency",
            "batch",
            "before",
            "__proto__",
        ] {
            let expected = invalid("invalidOptions", &format!("options.{name}"));
            let found = error_with(function, name, HostValue::Number(5.0));
            assert_eq!(found, expected, "{function:?}");
        }
        assert_eq!(
            error_of(spec_of(function, HostObject::NotAnObject)),
            invalid("invalidOptions", "options"),
            "{function:?}"
        );
        assert_eq!(error_of(spec_of(function, HostObject::Undefined)), None);
    }
}

fn assert_range(function: Function, name: &str, inside: &[f64], outside: &[f64]) {
    for number in inside {
        let found = error_with(function, name, HostValue::Number(*number));
        assert_eq!(found, None, "{name}: {number}");
    }
    let expected = invalid("invalidOptions", &format!("options.{name}"));
    let never = [
        0.5,
        1.5,
        -1.0,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        4_294_967_297.0,
        1e300,
    ];
    for number in outside.iter().chain(&never) {
        let found = error_with(function, name, HostValue::Number(*number));
        assert_eq!(found, expected, "{name}: {number}");
    }
    for (row, value) in [
        ("a string", text("4")),
        ("a long string", HostValue::LongText),
        ("a function", HostValue::Function),
        ("a signal", HostValue::Signal),
        ("null", HostValue::Other),
    ] {
        assert_eq!(error_with(function, name, value), expected, "{name}: {row}");
    }
}

#[test]
fn ranges_of_numbers() {
    for function in FUNCTIONS {
        assert_range(function, "timeoutMs", &[1.0, 600_000.0], &[0.0, 600_001.0]);
        assert_range(function, "maxRetries", &[0.0, 5.0], &[6.0]);
        assert_range(function, "retryBudgetMs", &[0.0, 600_000.0], &[600_001.0]);
        if waits_for_a_session(function) {
            let inside = [1.0, 2_000.0, 180_000.0, 3_600_000.0];
            let outside = [0.0, -0.0, 3_600_001.0];
            assert_range(function, "pollTimeoutMs", &inside, &outside);
        }
        if is_of_a_batch(function) {
            let inside = [1.0, 4.0, 16.0];
            assert_range(function, "concurrency", &inside, &[0.0, 17.0, 4_000.0]);
        }
    }
}

#[test]
fn callbacks_are_functions() {
    for function in FUNCTIONS {
        for name in ["fetch", "onWait", "onProgress", "onStart"] {
            let values = [
                text("f"),
                HostValue::Number(1.0),
                HostValue::Signal,
                HostValue::Other,
                HostValue::LongText,
            ];
            for value in values {
                let expected = invalid("invalidOptions", &format!("options.{name}"));
                let found = error_with(function, name, value);
                assert_eq!(found, expected, "{function:?} {name}");
            }
        }
    }
}

#[test]
fn defaults() {
    for function in FUNCTIONS {
        let spec = spec_of(function, HostObject::Undefined).ok().flatten();
        let Some(spec) = spec else {
            let makes_none = matches!(
                function,
                Function::UrlFor | Function::RequestForMany | Function::StartSessions
            );
            assert!(makes_none, "{function:?}");
            continue;
        };
        if waits_for_a_session(function) {
            assert_eq!(spec.options.poll_timeout_ms, 180_000, "{function:?}");
        }
        let is_in_batch = is_of_a_batch(function);
        assert_eq!(spec.in_batch, is_in_batch, "{function:?}");
    }
    let concurrency = batch_concurrency(text(TOKEN), HostObject::Undefined);
    assert_eq!(concurrency, Ok(4));
}

/// `getSession` and `resumeSession` have the id as an argument of its own, with its own name.
#[test]
fn the_field_of_an_invalid_device_id() {
    for (function, field) in [
        (Function::GetSession, "managedDeviceId"),
        (Function::ResumeSession, "managedDeviceId"),
        (Function::StartSession, "ids.managedDeviceId"),
        (Function::RequestInBatch, "ids.managedDeviceId"),
        (Function::RequestRemoteAssistance, "ids.managedDeviceId"),
        (Function::UrlFor, "ids.managedDeviceId"),
    ] {
        for id in ["", "..", "a/b", "a?b", "$x", "a b"] {
            let found = error_of(check(function, HostObject::Undefined, id));
            assert_eq!(found, invalid("invalidIds", field), "{function:?} {id:?}");
        }
    }
}
