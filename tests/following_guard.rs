//! From its first look to its end nobody else rings the device of a `startSession`; and the clock of the
//! computer may be set meanwhile.

mod support;

use futures_util::future::join;
use intune_remote_assistance::call::Page;
use intune_remote_assistance::error::Error;
use intune_remote_assistance::value::Value;
use serde_json::json;
use support::arguments::{DEVICE, call_from, object, text};
use support::canned::{Canned, status};
use support::clock::Clock;
use support::devices::{NEW, link, seen};
use support::follow::{after, follow, follow_beside, follow_on, resume_with, start, start_within};
use support::run::{run, settle};
use support::script::{EPOCH_MS, Portal, Script, Step, code};

fn nothing() -> Canned {
    seen(&json!({}))
}

fn slow() -> Script {
    Script {
        replies: after(
            100,
            vec![nothing(), status(204), nothing(), seen(&link(NEW))],
        ),
        ..Script::default()
    }
}

/// `follow` itself shows for every path of every test that the device is given back.
#[test]
fn another_call_for_the_device_is_refused_all_the_time() {
    let page = Page::default();
    let upper = DEVICE.to_ascii_uppercase();
    let other = call_from(
        text("users"),
        object([("usersId", text("u")), ("managedDeviceId", text(&upper))]),
        Value::Function,
        object([]),
    );
    let other = other.expect("a good call");
    let mut refusals = 0;
    let followed = follow_beside(&page, slow(), &start(), async |clock| {
        // Between the events at 0, 100, 200, 2 200, 2 300, 5 300 and 5 400.
        for instant in [
            1, 99, 101, 199, 201, 1_000, 2_199, 2_250, 2_301, 4_000, 5_299, 5_399,
        ] {
            clock.sleep_until(instant).await;
            let portal = Portal::new(&clock, Script::replying([status(204)]));
            let settled = settle(&portal, &page, &other).await;
            assert_eq!(code(&settled), "alreadyInFlight", "{instant}");
            assert_eq!(portal.journal(), [""; 0]);
            // Not even a second one that would be followed, or one that is taken up.
            for again in [start(), resume_with([])] {
                let portal = Portal::new(&clock, Script::default());
                let end = run(&portal, &page, &again).await;
                let failure = end.expect_err("a failure");
                assert_eq!(
                    (failure.code, failure.outcome),
                    ("alreadyInFlight", "notSent")
                );
                assert_eq!(portal.sent(), []);
            }
            refusals += 1;
        }
        clock.sleep_until(5_401).await;
        let portal = Portal::new(&clock, Script::replying([status(204)]));
        assert_eq!(code(&settle(&portal, &page, &other).await), "receipt");
    });
    assert_eq!((refusals, followed.at), (12, 5_400));
}

#[test]
fn it_is_refused_itself_while_another_call_is_under_way() {
    let page = Page::default();
    assert!(
        page.in_flight
            .enter(start().request.device.as_deref().expect("a device"))
    );
    let clock = Clock::default();
    let portal = Portal::new(&clock, Script::default());
    let end = clock.run(run(&portal, &page, &start())).expect("it ends");
    assert_eq!(end.expect_err("a failure").code, "alreadyInFlight");
    assert_eq!(portal.journal(), [""; 0], "nothing is told, asked or sent");
    // The place is the other's, still.
    assert!(
        !page
            .in_flight
            .enter(start().request.device.as_deref().expect("a device"))
    );
}

#[test]
fn calls_for_other_devices_are_not_held_up() {
    let page = Page::default();
    let other = call_from(
        text("deviceManagement"),
        object([("managedDeviceId", text("another"))]),
        Value::Function,
        object([]),
    );
    let other = other.expect("a good call");
    let clock = Clock::default();
    let [one, two] = [
        Portal::new(&clock, slow()),
        Portal::new(&clock, Script::replying([status(204)])),
    ];
    let first = start();
    let ends = clock.run(join(run(&one, &page, &first), settle(&two, &page, &other)));
    let (followed, settled) = ends.expect("both end");
    assert!(followed.is_ok());
    assert_eq!(code(&settled), "receipt");
}

#[test]
fn the_gate_is_everybodys() {
    let page = Page::default();
    page.gate
        .close("https://graph.microsoft.com", EPOCH_MS, 10_000);
    let waited = follow_on(&page, slow(), &start());
    assert_eq!(
        waited.attempts(),
        ["10000 GET", "10100 POST", "12200 GET", "15300 GET"]
    );
    assert_eq!(waited.waits, [10_000]);
    // Longer than anybody waits: neither the look nor the request leaves.
    let page = Page::default();
    page.gate
        .close("https://graph.microsoft.com", EPOCH_MS, 60_000);
    let refused = follow_on(&page, slow(), &start());
    assert_eq!(refused.line(), "throttled notSent");
    assert_eq!(refused.sent, []);
    assert_eq!(
        refused.end.expect_err("a failure").retry_after_ms,
        Some(60_000.0)
    );
}

#[test]
fn the_gate_closes_during_a_pause() {
    // Looks that find it closed for too long are not made; later ones are.
    for closed_ms in [5_000, 20_000, 40_000, 100_000] {
        let page = Page::default();
        let followed = follow_beside(&page, slow(), &start(), async |clock| {
            clock.sleep_until(1_000).await;
            let now_ms = EPOCH_MS + 1_000.0;
            page.gate
                .close("https://graph.microsoft.com", now_ms, closed_ms);
        });
        assert_eq!(followed.line(), "ready: ready https://go.example/s/2");
        let closed = 1_000..1_000 + closed_ms;
        let early = followed.sent.iter().find(|sent| closed.contains(&sent.at));
        assert_eq!(early, None, "{closed_ms}");
        assert_eq!(followed.posts(), 1);
        let problems = followed.news.iter().filter(|news| news.problem.is_some());
        assert_eq!(problems.count() > 0, closed_ms > 31_000, "{closed_ms}");
    }
}

fn endless(wall_ms: Wall) -> Script {
    let mut replies = after(100, vec![nothing(), status(204)]);
    replies.extend((0..60).map(|_| Step::After(100, Some(nothing()))));
    Script {
        replies,
        wall_ms: Some(wall_ms),
        ..Script::default()
    }
}

/// What the wall clock says at an instant.
type Wall = fn(u64) -> f64;

const HOUR_MS: f64 = 3_600_000.0;

#[test]
fn a_clock_that_is_set_back_prolongs_nothing_but_the_look_in_which_it_is_set() {
    let rows: [(&str, Wall); 4] = [
        ("in a pause", |at| {
            EPOCH_MS + at as f64 - if at < 3_000 { 0.0 } else { HOUR_MS }
        }),
        ("in a look", |at| {
            EPOCH_MS + at as f64 - if at < 2_250 { 0.0 } else { HOUR_MS }
        }),
        ("in the request", |at| {
            EPOCH_MS + at as f64 - if at < 150 { 0.0 } else { HOUR_MS }
        }),
        ("it stands still", |_| EPOCH_MS),
    ];
    for (row, wall_ms) in rows {
        let followed = follow(endless(wall_ms), &start_within(20_000, 1_000));
        assert_eq!(followed.line(), "timeout: pending", "{row}");
        assert!(
            (20_200..=22_500).contains(&followed.at),
            "{row}: {}",
            followed.at
        );
    }
}

#[test]
fn a_clock_that_is_set_forward_ends_nothing_but_the_look_in_which_it_is_set() {
    let in_a_pause = |at| EPOCH_MS + at as f64 + if at < 3_000 { 0.0 } else { HOUR_MS };
    let followed = follow(endless(in_a_pause), &start_within(20_000, 1_000));
    assert!((20_200..=22_500).contains(&followed.at), "{}", followed.at);
    // A computer that slept: the time is up, but what the look found counts.
    let in_a_look = |at| EPOCH_MS + at as f64 + if at < 2_250 { 0.0 } else { HOUR_MS };
    let followed = follow(endless(in_a_look), &start_within(20_000, 1_000));
    assert_eq!(
        (followed.line().as_str(), followed.at),
        ("timeout: pending", 2_300)
    );
    let script = Script {
        wall_ms: Some(in_a_look),
        replies: after(100, vec![nothing(), status(204), seen(&link(NEW))]),
        ..Script::default()
    };
    let followed = follow(script, &start_within(20_000, 1_000));
    assert_eq!(followed.line(), "ready: ready https://go.example/s/2");
}

#[test]
fn an_obstacle_that_comes_later_is_one_of_the_looks() {
    // The browser goes offline: nothing can be sent, and that may pass.
    let script = Script {
        obstacle: Some(|| Error::Offline),
        earlier: Some((EPOCH_MS, json!({ "id": "d-1" }))),
        ..Script::default()
    };
    let resumed = follow(
        script,
        &resume_with([("pollTimeoutMs", Value::Number(5_000.0))]),
    );
    assert_eq!(
        (resumed.line().as_str(), resumed.at),
        ("timeout: pending", 5_000)
    );
    assert_eq!(resumed.phases()[1], "waiting network");
}
