//! Random cases for the model test of `startSession`: devices and replies in any order.

use proptest::prelude::*;
use proptest::{collection, option, sample};
use serde_json::Value;

use super::devices::{NEW_LINK, OLD_LINK, action, device_reply, error_details, link, merged};
use super::replies::{ScriptedReply, challenge, status};
use super::script::{Script, Scripted, ScriptedAttempt, token_after};
use crate::reply::reply::ReplyStatus;

/// The start of an action before the request.
pub(crate) const BEFORE: &str = "2027-01-15T06:00:00Z";

/// The start of an action after the request.
pub(crate) const SINCE: &str = "2027-01-15T08:00:30Z";

/// What a device shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CaseDevice {
    pub(crate) link: Option<&'static str>,
    error: Option<&'static str>,
    /// The state of the action, and when it started.
    pub(crate) action: Option<(&'static str, &'static str)>,
}

impl CaseDevice {
    fn properties(self) -> Value {
        let parts = [
            self.link.map(link),
            self.error.map(error_details),
            self.action.map(|(state, started)| action(state, started)),
        ];
        let parts: Vec<Value> = parts.into_iter().flatten().collect();
        merged(&parts)
    }

    /// When its action started.
    pub(crate) fn started(self) -> Option<&'static str> {
        self.action.map(|(_, started)| started)
    }
}

/// What comes back for one attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) enum CaseReply {
    Device(CaseDevice),
    Status(u16),
    RetryAfter(&'static str),
    Challenge,
    Redirect,
    NoReply,
    Never,
}

impl CaseReply {
    /// The device that the reply shows.
    pub(crate) const fn device(self) -> Option<CaseDevice> {
        match self {
            CaseReply::Device(device) => Some(device),
            _ => None,
        }
    }

    fn scripted(self) -> ScriptedAttempt {
        let reply = match self {
            CaseReply::Device(device) => device_reply(&device.properties()),
            CaseReply::Status(code) => status(code),
            CaseReply::RetryAfter(value) => status(429).retry_after(value),
            CaseReply::Challenge => challenge(),
            CaseReply::Redirect => ScriptedReply::of(ReplyStatus::OpaqueRedirect),
            CaseReply::NoReply => return Scripted::After(20, None),
            CaseReply::Never => return Scripted::Never,
        };
        Scripted::After(100, Some(reply))
    }
}

/// One `startSession`.
#[derive(Clone, Debug)]
pub(crate) struct SessionCase {
    /// Of the attempts in their order.
    pub(crate) replies: Vec<CaseReply>,
    /// Which token requests hang.
    hanging_tokens: Vec<bool>,
    pub(crate) abort_at_ms: Option<u64>,
    random: Vec<f64>,
    pub(crate) poll_timeout_ms: u32,
}

impl SessionCase {
    pub(crate) fn script(&self) -> Script {
        let token = |hangs: &bool| match hangs {
            true => Scripted::Never,
            false => token_after(10, "t"),
        };
        Script {
            tokens: self.hanging_tokens.iter().map(token).collect(),
            replies: self.replies.iter().map(|reply| reply.scripted()).collect(),
            abort_at_ms: self.abort_at_ms,
            random: self.random.clone(),
            ..Script::default()
        }
    }
}

/// A device. Before the request it shows less than a read after the request may show.
fn device(is_after_request: bool) -> impl Strategy<Value = CaseDevice> {
    let (links, starts): (&[_], &[_]) = match is_after_request {
        true => (
            &[OLD_LINK, OLD_LINK, "", "http://go.example/", NEW_LINK],
            &[BEFORE, SINCE],
        ),
        false => (&[OLD_LINK], &[BEFORE]),
    };
    let states: &[_] = &[
        "none", "pending", "active", "done", "done", "failed", "canceled", "odd",
    ];
    let errors: &[_] = &["offline", "no licence"];
    let action = (sample::select(states), sample::select(starts));
    (
        option::weighted(2.0 / 3.0, sample::select(links)),
        option::weighted(0.25, sample::select(errors)),
        option::weighted(0.5, action),
    )
        .prop_map(|(link, error, action)| CaseDevice {
            link,
            error,
            action,
        })
}

/// A reply. `device_weight` is how often it shows a device, against nine kinds of other replies.
fn reply(is_after_request: bool, device_weight: u32) -> impl Strategy<Value = CaseReply> {
    let statuses: &[_] = &[400, 401, 403, 404, 500, 502, 204, 200];
    prop_oneof![
        1 => Just(CaseReply::Status(429)),
        1 => Just(CaseReply::RetryAfter("3")),
        1 => Just(CaseReply::RetryAfter("90")),
        1 => Just(CaseReply::Status(503)),
        1 => Just(CaseReply::Challenge),
        1 => Just(CaseReply::Redirect),
        1 => sample::select(statuses).prop_map(CaseReply::Status),
        1 => Just(CaseReply::Never),
        1 => Just(CaseReply::NoReply),
        device_weight => device(is_after_request).prop_map(CaseReply::Device),
    ]
}

/// The reply to the request. Most requests are accepted.
fn request_reply() -> impl Strategy<Value = CaseReply> {
    prop_oneof![
        1 => reply(true, 3),
        1 => Just(CaseReply::Status(429)),
        4 => Just(CaseReply::Status(204)),
    ]
}

fn replies(device_weight: u32) -> impl Strategy<Value = Vec<CaseReply>> {
    let reads = collection::vec(reply(true, device_weight), 60);
    (reply(false, device_weight), request_reply(), reads).prop_map(|(before, request, reads)| {
        let first = [before, request, CaseReply::Status(204)];
        first.into_iter().chain(reads).collect()
    })
}

/// A case. In one of three, many attempts fail.
pub(crate) fn session_case() -> impl Strategy<Value = SessionCase> {
    let limits: &[_] = &[1, 2_000, 7_000, 40_000, 180_000];
    (
        prop_oneof![2 => replies(31), 1 => replies(3)],
        collection::vec(prop::bool::weighted(1.0 / 60.0), 70),
        option::weighted(1.0 / 3.0, 0..60_000_u64),
        collection::vec(
            (0..100_u32).prop_map(|percent| f64::from(percent) / 100.0),
            20,
        ),
        sample::select(limits),
    )
        .prop_map(
            |(replies, hanging_tokens, abort_at_ms, random, poll_timeout_ms)| SessionCase {
                replies,
                hanging_tokens,
                abort_at_ms,
                random,
                poll_timeout_ms,
            },
        )
}
