//! What `getSession` reports of a device. The rules are in `src/session/device.rs`,
//! `src/session/action.rs` and `src/session/verdict.rs`.
//!
//! The devices are in `tests/fixtures/devices.json`. The browser tests send the same devices through
//! the shipped module, so that serde_json and chrono cannot differ unnoticed from the browser's JSON
//! and dates. A field that an entry does not name under `expected` is null.

use serde::Deserialize;
use serde_json::Value;

use super::support::calls;
use super::support::clock::VirtualClock;
use super::support::platform::TestPlatform;
use super::support::replies::{ScriptedReply, status};
use super::support::reports::{ReportedFailure, ReportedSession};
use super::support::script::Script;
use super::support::specs::read_device;
use crate::arguments::host_value::HostObject;
use crate::request::shared::Shared;

/// An entry of `tests/fixtures/devices.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    device: Value,
    expected: ReportedSession,
}

fn get_session(reply: ScriptedReply) -> Result<ReportedSession, Box<ReportedFailure>> {
    let spec = read_device("d-1", HostObject::Undefined);
    let shared = Shared::default();
    let clock = VirtualClock::default();
    let platform = TestPlatform::new(&clock, Script::replying([reply]));
    let session = clock.run(calls::get_session(&platform, &shared, &spec));
    assert_eq!(clock.pending_timers(), 0, "a timer is left");
    let session = session.expect("it ends")?;
    Ok(ReportedSession::from(&session))
}

#[test]
fn each_device_gives_its_session() {
    let cases = include_str!("../fixtures/devices.json");
    let cases: Vec<Case> = serde_json::from_str(cases).expect("the fixture is valid");
    assert!(cases.len() > 50, "{}", cases.len());
    for case in cases {
        let session = get_session(status(200).body(&case.device.to_string()));
        assert_eq!(session, Ok(case.expected), "{}", case.name);
    }
}

#[test]
fn a_device_that_cannot_be_read_is_a_failure() {
    let failure = get_session(status(404)).expect_err("a 404");
    assert_eq!((failure.code, failure.outcome), ("notFound", "rejected"));
    assert_eq!((failure.attempts, failure.status), (1, Some(404)));
}
