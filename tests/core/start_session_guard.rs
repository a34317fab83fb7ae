//! From its first read to its end, `startSession` holds the place of its device. It also waits for
//! the gate, and a clock that is set meanwhile changes little. The rule is in
//! `src/session/follow.rs` and `src/session/poll.rs`.

use futures_util::future::join;
use serde_json::json;

use super::support::arguments::{DEVICE, object, request_spec, text};
use super::support::calls::{resume_session, start_session};
use super::support::clock::VirtualClock;
use super::support::devices::{NEW_LINK, device_reply, link, plain_device_reply};
use super::support::platform::TestPlatform;
use super::support::replies::status;
use super::support::reports::ReportedFailure;
use super::support::run::{code, send};
use super::support::script::{START_MS, Script, Scripted};
use super::support::sessions::{
    earlier_request, replies_after, resume_spec_with, run_start, run_start_beside, run_start_with,
    start_spec, start_spec_within,
};
use super::support::specs::{LIMITS, request_for};
use crate::arguments::host_value::HostValue;
use crate::error::Error;
use crate::request::shared::Shared;

/// The replies of a session that becomes ready. Each takes 100 ms.
fn slow_session() -> Script {
    Script {
        replies: replies_after(
            100,
            vec![
                plain_device_reply(),
                status(204),
                plain_device_reply(),
                device_reply(&link(NEW_LINK)),
            ],
        ),
        ..Script::default()
    }
}

/// `run_start` checks in every test that the device is free at the end.
#[test]
fn every_other_call_for_the_device_is_refused_until_the_end() {
    let shared = Shared::default();
    let upper = DEVICE.to_ascii_uppercase();
    let ids = object([("usersId", text("u")), ("managedDeviceId", text(&upper))]);
    let other = request_spec(text("users"), ids, HostValue::Function, object([]));
    let other = other.expect("valid arguments");
    let mut refusals = 0;
    let run = run_start_beside(&shared, slow_session(), &start_spec(), async |clock| {
        // These are between the events at 0, 100, 200, 2 200, 2 300, 5 300 and 5 400.
        for instant in [
            1, 99, 101, 199, 201, 1_000, 2_199, 2_250, 2_301, 4_000, 5_299, 5_399,
        ] {
            clock.sleep_until(instant).await;
            let platform = TestPlatform::new(&clock, Script::replying([status(204)]));
            let result = send(&platform, &shared, &other).await;
            assert_eq!(code(&result), "alreadyInFlight", "{instant}");
            assert_eq!(platform.events(), [""; 0]);
            let platform = TestPlatform::new(&clock, Script::default());
            let started = start_session(&platform, &shared, &start_spec()).await;
            let spec = resume_spec_with([]);
            let earlier = earlier_request(&json!(null));
            let resumed = resume_session(&platform, &shared, &spec, earlier).await;
            for result in [started, resumed] {
                let failure = ReportedFailure::from(result.expect_err("a failure"));
                assert_eq!(
                    (failure.code, failure.outcome),
                    ("alreadyInFlight", "notSent")
                );
            }
            assert_eq!(platform.events(), [""; 0]);
            refusals += 1;
        }
        clock.sleep_until(5_401).await;
        let platform = TestPlatform::new(&clock, Script::replying([status(204)]));
        assert_eq!(code(&send(&platform, &shared, &other).await), "receipt");
    });
    assert_eq!((refusals, run.at_ms), (12, 5_400));
}

#[test]
fn start_session_is_refused_while_another_call_for_the_device_is_under_way() {
    let shared = Shared::default();
    let spec = start_spec();
    let place = shared.in_flight.enter(spec.device_key.as_deref());
    assert!(place.is_ok());
    let clock = VirtualClock::default();
    let platform = TestPlatform::new(&clock, Script::default());
    let result = clock.run(start_session(&platform, &shared, &spec));
    let failure = result.expect("it ends").expect_err("a failure");
    assert_eq!(failure.error, Error::AlreadyInFlight);
    assert_eq!(
        platform.events(),
        [""; 0],
        "nothing is reported, requested or sent"
    );
    // The refused call does not give back the place of the other one.
    assert!(shared.in_flight.enter(spec.device_key.as_deref()).is_err());
}

#[test]
fn a_call_for_another_device_does_not_wait() {
    let shared = Shared::default();
    let other = request_for("another", None, LIMITS);
    let clock = VirtualClock::default();
    let [one, two] = [
        TestPlatform::new(&clock, slow_session()),
        TestPlatform::new(&clock, Script::replying([status(204)])),
    ];
    let first = start_spec();
    let started = start_session(&one, &shared, &first);
    let results = clock.run(join(started, send(&two, &shared, &other)));
    let (started, result) = results.expect("both end");
    assert!(started.is_ok());
    assert_eq!(code(&result), "receipt");
}

#[test]
fn start_session_waits_for_the_gate() {
    let shared = Shared::default();
    shared
        .gate
        .close("https://graph.microsoft.com", START_MS, 10_000);
    let waited = run_start_with(&shared, slow_session(), &start_spec());
    assert_eq!(
        waited.attempts(),
        ["10000 GET", "10100 POST", "12200 GET", "15300 GET"]
    );
    assert_eq!(waited.waits, [10_000]);
    // A wait beyond the budget: neither the read nor the request is sent.
    let shared = Shared::default();
    shared
        .gate
        .close("https://graph.microsoft.com", START_MS, 60_000);
    let refused = run_start_with(&shared, slow_session(), &start_spec());
    assert_eq!(refused.line(), "throttled notSent");
    assert_eq!(refused.sent, []);
    assert_eq!(
        refused.result.expect_err("a failure").retry_after_ms,
        Some(60_000.0)
    );
}

#[test]
fn the_gate_may_close_during_a_pause() {
    // A read is not sent while the gate is closed for longer than its budget. A later read is.
    for closed_ms in [5_000, 20_000, 40_000, 100_000] {
        let shared = Shared::default();
        let run = run_start_beside(&shared, slow_session(), &start_spec(), async |clock| {
            clock.sleep_until(1_000).await;
            let now_ms = START_MS + 1_000.0;
            shared
                .gate
                .close("https://graph.microsoft.com", now_ms, closed_ms);
        });
        assert_eq!(run.line(), "ready: ready https://go.example/s/2");
        let closed = 1_000..1_000 + closed_ms;
        let early = run.sent.iter().find(|sent| closed.contains(&sent.at_ms));
        assert_eq!(early, None, "{closed_ms}");
        assert_eq!(run.posts(), 1);
        let problems = run
            .progress
            .iter()
            .filter(|reported| reported.progress.problem.is_some());
        assert_eq!(problems.count() > 0, closed_ms > 31_000, "{closed_ms}");
    }
}

/// Reads without a session, on that wall clock.
fn without_session(wall_clock_ms: WallClock) -> Script {
    let mut replies = replies_after(100, vec![plain_device_reply(), status(204)]);
    replies.extend((0..60).map(|_| Scripted::After(100, Some(plain_device_reply()))));
    Script {
        replies,
        wall_clock_ms: Some(wall_clock_ms),
        ..Script::default()
    }
}

/// The wall clock at an instant.
type WallClock = fn(u64) -> f64;

const HOUR_MS: f64 = 3_600_000.0;

#[test]
fn a_clock_that_is_set_back_prolongs_only_the_read_in_which_it_is_set() {
    let rows: [(&str, WallClock); 4] = [
        ("in a pause", |at| {
            START_MS + at as f64 - if at < 3_000 { 0.0 } else { HOUR_MS }
        }),
        ("in a read", |at| {
            START_MS + at as f64 - if at < 2_250 { 0.0 } else { HOUR_MS }
        }),
        ("in the request", |at| {
            START_MS + at as f64 - if at < 150 { 0.0 } else { HOUR_MS }
        }),
        ("the clock stands still", |_| START_MS),
    ];
    for (row, wall_clock_ms) in rows {
        let run = run_start(
            without_session(wall_clock_ms),
            &start_spec_within(20_000, 1_000),
        );
        assert_eq!(run.line(), "timeout: pending", "{row}");
        assert!(
            (20_200..=22_500).contains(&run.at_ms),
            "{row}: {}",
            run.at_ms
        );
        // A clock that is set back counts as no time.
        let mut reported = run.progress.iter().map(|reported| &reported.progress);
        assert!(reported.all(|progress| progress.elapsed_ms >= 0.0), "{row}");
        assert!(run.result.expect("an ending").elapsed_ms >= 0.0, "{row}");
    }
}

#[test]
fn a_clock_that_is_set_forward_ends_only_the_read_in_which_it_is_set() {
    let in_a_pause = |at| START_MS + at as f64 + if at < 3_000 { 0.0 } else { HOUR_MS };
    let run = run_start(
        without_session(in_a_pause),
        &start_spec_within(20_000, 1_000),
    );
    assert!((20_200..=22_500).contains(&run.at_ms), "{}", run.at_ms);
    // A computer that slept: the time is up, but the read that has arrived counts.
    let in_a_read = |at| START_MS + at as f64 + if at < 2_250 { 0.0 } else { HOUR_MS };
    let run = run_start(
        without_session(in_a_read),
        &start_spec_within(20_000, 1_000),
    );
    assert_eq!(
        (run.line().as_str(), run.at_ms),
        ("timeout: pending", 2_300)
    );
    let script = Script {
        wall_clock_ms: Some(in_a_read),
        replies: replies_after(
            100,
            vec![
                plain_device_reply(),
                status(204),
                device_reply(&link(NEW_LINK)),
            ],
        ),
        ..Script::default()
    };
    let run = run_start(script, &start_spec_within(20_000, 1_000));
    assert_eq!(run.line(), "ready: ready https://go.example/s/2");
}
