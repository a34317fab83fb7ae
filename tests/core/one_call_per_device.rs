//! While a call for a device has not settled, a second one is refused, because it would ring the
//! device twice. The rule is in `src/request/in_flight.rs`.

use core::future::Future;

use futures_util::future::join;

use super::support::arguments::{number, object, request_spec, text};
use super::support::clock::VirtualClock;
use super::support::platform::TestPlatform;
use super::support::replies::status;
use super::support::run::{RequestResult, code, send};
use super::support::script::{Script, Scripted, token_fails_after};
use crate::arguments::call_spec::CallSpec;
use crate::arguments::host_value::HostValue;
use crate::error::Error;
use crate::request::shared::Shared;

/// A request on that route for that device. Without an origin, it goes to the global cloud.
fn request(scope: &str, device: &str, origin: Option<&str>) -> Box<CallSpec> {
    let device = ("managedDeviceId", text(device));
    let ids = match scope {
        "users" => object([("usersId", text("u")), device]),
        "detectedApps" => object([("detectedAppId", text("a")), device]),
        _ => object([device]),
    };
    let origin = origin.map_or(HostValue::Undefined, text);
    let options = object([("origin", origin), ("timeoutMs", number(1_000))]);
    let spec = request_spec(text(scope), ids, HostValue::Function, options);
    spec.expect("valid arguments")
}

/// A request whose reply takes 500 ms.
fn slow() -> Script {
    Script {
        replies: vec![Scripted::After(500, Some(status(204)))],
        ..Script::default()
    }
}

/// Runs two calls of one portal. The second one starts at that instant. Gives both results, and the
/// events of the second call.
fn run_both(
    first: &CallSpec,
    second: &CallSpec,
    starts_at_ms: u64,
) -> (RequestResult, RequestResult, Vec<String>) {
    let clock = VirtualClock::default();
    let shared = Shared::default();
    let [one, other] = [
        TestPlatform::new(&clock, slow()),
        TestPlatform::new(&clock, slow()),
    ];
    let later = async {
        clock.sleep_until(starts_at_ms).await;
        send(&other, &shared, second).await
    };
    let results = clock.run(join(send(&one, &shared, first), later));
    let (first, second) = results.expect("both calls end");
    (first, second, other.events())
}

#[test]
fn a_second_call_for_the_device_is_refused_at_once() {
    let spec = request("deviceManagement", "d-1", None);
    for instant in [0, 1, 499] {
        let (first, second, events) = run_both(&spec, &spec, instant);
        assert_eq!(code(&first), "receipt", "started at {instant}");
        let failure = second.expect_err("a refusal");
        assert_eq!(failure.code, "alreadyInFlight", "started at {instant}");
        assert_eq!(failure.outcome, "notSent");
        assert_eq!(failure.attempts, 0);
        // No token was requested either.
        assert_eq!(events, [""; 0], "started at {instant}");
    }
}

#[test]
fn a_call_after_the_first_has_settled_is_sent() {
    let spec = request("deviceManagement", "d-1", None);
    let (first, second, _) = run_both(&spec, &spec, 501);
    assert_eq!((code(&first), code(&second)), ("receipt", "receipt"));
}

#[test]
fn these_are_one_device() {
    let global = Some("https://graph.microsoft.com");
    let same = [
        (("users", "d-1", None), ("deviceManagement", "d-1", None)),
        (("users", "d-1", None), ("detectedApps", "d-1", None)),
        (
            ("detectedApps", "d-1", None),
            ("deviceManagement", "d-1", None),
        ),
        (("users", "d-1", None), ("users", "D-1", None)),
        (
            ("users", "ABCDEF-Z", None),
            ("detectedApps", "abcdef-z", None),
        ),
        (("users", "d-1", None), ("users", "d-1", global)),
        (
            ("users", "d-1", global),
            ("users", "d-1", Some("HTTPS://GRAPH.microsoft.COM:443")),
        ),
    ];
    for (one, other) in same {
        let (_, second, _) = run_both(
            &request(one.0, one.1, one.2),
            &request(other.0, other.1, other.2),
            9,
        );
        assert_eq!(code(&second), "alreadyInFlight", "{one:?} and {other:?}");
    }
}

#[test]
fn these_are_two_devices() {
    let here = Some("http://localhost:8080");
    let different = [
        (("users", "d-1", None), ("users", "d-2", None)),
        (("users", "d-1", None), ("users", "d-11", None)),
        (("users", "d-1", None), ("users", "d-1", here)),
        (
            ("users", "d-1", here),
            ("users", "d-1", Some("http://localhost:8081")),
        ),
        (
            ("users", "d-1", here),
            ("users", "d-1", Some("https://localhost:8080")),
        ),
        (
            ("users", "d-1", here),
            ("users", "d-1", Some("http://127.0.0.1:8080")),
        ),
        // The port and the id are not run together in the key.
        (
            ("users", "1", Some("http://localhost:8")),
            ("users", "11", Some("http://localhost:8")),
        ),
    ];
    for (one, other) in different {
        let (first, second, _) = run_both(
            &request(one.0, one.1, one.2),
            &request(other.0, other.1, other.2),
            9,
        );
        assert_eq!(code(&first), "receipt", "{one:?}");
        assert_eq!(code(&second), "receipt", "{one:?} and {other:?}");
    }
}

/// Runs the first call, and at once a second one for the device.
async fn then_again(
    clock: &VirtualClock,
    shared: &Shared,
    first: impl Future<Output = RequestResult>,
) -> (&'static str, &'static str) {
    let first = first.await;
    let platform = TestPlatform::new(clock, Script::replying([status(204)]));
    let spec = request("users", "D-1", None);
    let second = send(&platform, shared, &spec).await;
    (code(&first), code(&second))
}

/// From the moment at which a call ends, the device is free.
#[test]
fn the_device_is_free_after_every_end_of_a_call() {
    let reply = |scripted| Script {
        replies: vec![scripted],
        ..Script::default()
    };
    let token = |scripted| Script {
        tokens: vec![scripted],
        ..Script::default()
    };
    let rows = [
        ("receipt", reply(Scripted::After(10, Some(status(204))))),
        ("forbidden", reply(Scripted::After(10, Some(status(403))))),
        ("unavailable", reply(Scripted::After(10, Some(status(503))))),
        ("network", reply(Scripted::After(10, None))),
        ("timeout", reply(Scripted::Never)),
        ("timeout", token(Scripted::Never)),
        ("tokenProviderFailed", token(token_fails_after(10))),
        (
            "aborted",
            Script {
                abort_at_ms: Some(10),
                ..reply(Scripted::Never)
            },
        ),
        (
            "aborted",
            Script {
                abort_at_ms: Some(10),
                ..token(Scripted::Never)
            },
        ),
        (
            "aborted",
            Script {
                abort_at_ms: Some(0),
                ..Script::default()
            },
        ),
        (
            "network",
            Script {
                blocked_by: Some(|| Error::Offline),
                ..Script::default()
            },
        ),
    ];
    let spec = request("users", "d-1", None);
    for (expected, script) in rows {
        let clock = VirtualClock::default();
        let shared = Shared::default();
        let platform = TestPlatform::new(&clock, script);
        let first = send(&platform, &shared, &spec);
        let codes = clock.run(then_again(&clock, &shared, first));
        assert_eq!(codes, Ok((expected, "receipt")));
    }
}

/// The refused call does not give back the place of the first one.
#[test]
fn a_refused_call_does_not_free_the_device() {
    let spec = request("users", "d-1", None);
    let clock = VirtualClock::default();
    let shared = Shared::default();
    let platforms = [slow(), slow(), slow()].map(|script| TestPlatform::new(&clock, script));
    let start_at = async |instant, platform| {
        clock.sleep_until(instant).await;
        send(platform, &shared, &spec).await
    };
    let [one, two, three] = &platforms;
    let all = join(
        start_at(0, one),
        join(start_at(10, two), start_at(20, three)),
    );
    let (first, (second, third)) = clock.run(all).expect("all calls end");
    assert_eq!(code(&first), "receipt");
    assert_eq!(code(&second), "alreadyInFlight");
    assert_eq!(code(&third), "alreadyInFlight");
}

/// A call that settles does not give back the places of other calls.
#[test]
fn a_settled_call_frees_its_own_device_only() {
    let quick = Script::replying([status(204)]);
    let clock = VirtualClock::default();
    let shared = Shared::default();
    let platforms = [slow(), quick, slow()].map(|script| TestPlatform::new(&clock, script));
    let [one, other, again] = &platforms;
    let spec = request("users", "d-1", None);
    let other_spec = request("users", "d-2", None);
    let others = async {
        clock.sleep(10).await;
        let other = send(other, &shared, &other_spec).await;
        (other, send(again, &shared, &spec).await)
    };
    let all = join(send(one, &shared, &spec), others);
    let (first, (other, second)) = clock.run(all).expect("all calls end");
    assert_eq!(code(&first), "receipt");
    assert_eq!(code(&other), "receipt");
    assert_eq!(code(&second), "alreadyInFlight");
}
