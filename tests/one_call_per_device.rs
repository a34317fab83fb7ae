//! While a call for a device has not settled, a second one is refused: it would ring twice.

mod support;

use core::future::Future;

use futures_util::future::join;
use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::call::Page;
use intune_remote_assistance::error::Error;
use intune_remote_assistance::value::Value;
use support::arguments::{call_from, object, text};
use support::canned::status;
use support::clock::Clock;
use support::script::{Portal, Script, Settled, Step, code, settle};

/// A call on the route, for the device, at the origin (the global cloud if there is none).
fn call(scope: &str, device: &str, origin: Option<&str>) -> Call {
    let device = ("managedDeviceId", text(device));
    let ids = match scope {
        "users" => object([("usersId", text("u")), device]),
        "detectedApps" => object([("detectedAppId", text("a")), device]),
        _ => object([device]),
    };
    let origin = origin.map_or(Value::Undefined, text);
    let options = object([("origin", origin), ("timeoutMs", Value::Number(1_000.0))]);
    let call = call_from(text(scope), ids, Value::Function, options);
    *call.expect("a good call")
}

/// A call that takes 500 ms in flight.
fn slow() -> Script {
    Script {
        replies: vec![Step::After(500, Some(status(204)))],
        ..Script::default()
    }
}

/// Two calls on one page, the second begun at that instant: both ends, the second's journal.
fn both(first: &Call, second: &Call, instant: u64) -> (Settled, Settled, Vec<String>) {
    let clock = Clock::default();
    let page = Page::default();
    let [one, other] = [Portal::new(&clock, slow()), Portal::new(&clock, slow())];
    let later = async {
        clock.sleep_until(instant).await;
        settle(&other, &page, second).await
    };
    let ends = clock.run(join(settle(&one, &page, first), later));
    let (first, second) = ends.expect("both calls end");
    (first, second, other.journal())
}

#[test]
fn a_second_call_for_the_device_is_refused_at_once() {
    let call = call("deviceManagement", "d-1", None);
    for instant in [0, 1, 499] {
        let (first, second, journal) = both(&call, &call, instant);
        assert_eq!(code(&first), "receipt", "begun at {instant}");
        let failure = second.expect_err("a refusal");
        assert_eq!(failure.code, "alreadyInFlight", "begun at {instant}");
        assert_eq!(failure.outcome, "notSent");
        assert_eq!(failure.attempts, 0);
        // Not even the token was asked for.
        assert_eq!(journal, [""; 0], "begun at {instant}");
    }
}

#[test]
fn a_call_after_the_first_has_settled_is_made() {
    let call = call("deviceManagement", "d-1", None);
    let (first, second, _) = both(&call, &call, 501);
    assert_eq!((code(&first), code(&second)), ("receipt", "receipt"));
}

#[test]
fn what_is_one_device() {
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
        let (_, second, _) = both(
            &call(one.0, one.1, one.2),
            &call(other.0, other.1, other.2),
            9,
        );
        assert_eq!(code(&second), "alreadyInFlight", "{one:?} and {other:?}");
    }
}

#[test]
fn what_are_two_devices() {
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
        // The port must not run into the id, nor the id into the port.
        (
            ("users", "1", Some("http://localhost:8")),
            ("users", "11", Some("http://localhost:8")),
        ),
    ];
    for (one, other) in different {
        let (first, second, _) = both(
            &call(one.0, one.1, one.2),
            &call(other.0, other.1, other.2),
            9,
        );
        assert_eq!(code(&first), "receipt", "{one:?}");
        assert_eq!(code(&second), "receipt", "{one:?} and {other:?}");
    }
}

/// Runs the first call, then a second one for the device on the same page at once.
async fn then_again(
    clock: &Clock,
    page: &Page,
    first: impl Future<Output = Option<Settled>>,
) -> (Option<&'static str>, &'static str) {
    let first = first.await;
    let portal = Portal::new(clock, Script::replying([status(204)]));
    let call = call("users", "D-1", None);
    let second = settle(&portal, page, &call).await;
    (first.as_ref().map(code), code(&second))
}

/// However a call ends, the device is free from that moment on.
#[test]
fn the_place_is_given_back_on_every_path() {
    let reply = |step| Script {
        replies: vec![step],
        ..Script::default()
    };
    let token = |step| Script {
        tokens: vec![step],
        ..Script::default()
    };
    let rows = [
        ("receipt", reply(Step::After(10, Some(status(204))))),
        ("forbidden", reply(Step::After(10, Some(status(403))))),
        ("unavailable", reply(Step::After(10, Some(status(503))))),
        ("network", reply(Step::After(10, None))),
        ("timeout", reply(Step::Never)),
        ("timeout", token(Step::Never)),
        (
            "tokenProviderFailed",
            token(Step::After(10, Err(Error::TokenProviderThrew))),
        ),
        (
            "aborted",
            Script {
                abort_at: Some(10),
                ..reply(Step::Never)
            },
        ),
        (
            "aborted",
            Script {
                abort_at: Some(10),
                ..token(Step::Never)
            },
        ),
        (
            "aborted",
            Script {
                abort_at: Some(0),
                ..Script::default()
            },
        ),
        (
            "network",
            Script {
                obstacle: Some(|| Error::Offline),
                ..Script::default()
            },
        ),
    ];
    let call = call("users", "d-1", None);
    for (expected, script) in rows {
        let clock = Clock::default();
        let page = Page::default();
        let portal = Portal::new(&clock, script);
        let first = async { Some(settle(&portal, &page, &call).await) };
        let ends = clock.run(then_again(&clock, &page, first));
        assert_eq!(ends, Ok((Some(expected), "receipt")));
    }
}

/// The refused call must not give back the place that the first one holds.
#[test]
fn a_refused_call_does_not_free_the_device() {
    let call = call("users", "d-1", None);
    let clock = Clock::default();
    let page = Page::default();
    let portals = [slow(), slow(), slow()].map(|script| Portal::new(&clock, script));
    let begun_at = async |instant, portal| {
        clock.sleep_until(instant).await;
        settle(portal, &page, &call).await
    };
    let [one, two, three] = &portals;
    let all = join(
        begun_at(0, one),
        join(begun_at(10, two), begun_at(20, three)),
    );
    let (first, (second, third)) = clock.run(all).expect("all calls end");
    assert_eq!(code(&first), "receipt");
    assert_eq!(code(&second), "alreadyInFlight");
    assert_eq!(code(&third), "alreadyInFlight");
}

/// A call that settles must not give back the places of the others.
#[test]
fn a_settled_call_frees_its_own_device_only() {
    let quick = Script::replying([status(204)]);
    let clock = Clock::default();
    let page = Page::default();
    let portals = [slow(), quick, slow()].map(|script| Portal::new(&clock, script));
    let [one, other, again] = &portals;
    let (call, other_call) = (call("users", "d-1", None), call("users", "d-2", None));
    let others = async {
        clock.sleep(10).await;
        let other = settle(other, &page, &other_call).await;
        (other, settle(again, &page, &call).await)
    };
    let all = join(settle(one, &page, &call), others);
    let (first, (other, second)) = clock.run(all).expect("all calls end");
    assert_eq!(code(&first), "receipt");
    assert_eq!(code(&other), "receipt");
    assert_eq!(code(&second), "alreadyInFlight");
}
