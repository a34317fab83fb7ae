//! Runs `startSession` and `resumeSession` on the virtual clock.

use core::future::Future;

use futures_util::future::join;
use serde_json::{Value, json};

use super::arguments::{DEVICE, number, object, text, valid_ids};
use super::calls::{resume_session, start_session};
use super::clock::VirtualClock;
use super::devices::{device_reply, plain_device_reply};
use super::document::TestDocument;
use super::functions::{action, resume};
use super::platform::{ReportedProgress, SentRequest, TestPlatform};
use super::replies::{ScriptedReply, status};
use super::reports::{ReportedFailure, ReportedStart};
use super::run::assert_free;
use super::script::{START_MS, Script, Scripted, ScriptedAttempt, at_once};
use crate::arguments::call_spec::CallSpec;
use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::options::OptionSet;
use crate::arguments::scope::Scope;
use crate::request::failure::Failure;
use crate::request::shared::Shared;
use crate::session::earlier_request::EarlierRequest;
use crate::session::started::StartedSession;

/// A `startSession` for [`DEVICE`] on that route with these options.
pub(crate) fn start_spec_for(scope: Scope, options: HostObject) -> Box<CallSpec> {
    let scope_name = text(scope.name());
    let token = HostValue::Function;
    let spec = action(
        scope_name,
        valid_ids(scope),
        token,
        options,
        OptionSet::Session,
    );
    spec.expect("valid arguments")
}

/// A `startSession` for [`DEVICE`] with these options.
pub(crate) fn start_spec_with(options: HostObject) -> Box<CallSpec> {
    start_spec_for(Scope::DeviceManagement, options)
}

/// A `startSession` for [`DEVICE`].
pub(crate) fn start_spec() -> Box<CallSpec> {
    start_spec_with(HostObject::Undefined)
}

/// A `startSession` for [`DEVICE`] within these limits.
pub(crate) fn start_spec_within(poll_timeout_ms: u32, timeout_ms: u32) -> Box<CallSpec> {
    start_spec_with(object([
        ("pollTimeoutMs", number(poll_timeout_ms)),
        ("timeoutMs", number(timeout_ms)),
    ]))
}

/// A `resumeSession` for [`DEVICE`] with these options.
pub(crate) fn resume_spec_with<const N: usize>(options: [(&str, HostValue); N]) -> Box<CallSpec> {
    let spec = resume(text(DEVICE), HostValue::Function, object(options));
    spec.expect("valid arguments")
}

/// The progress that a portal kept after a request of that time. `before` is the device as it was.
pub(crate) fn kept_progress(requested_at_ms: f64, before: &Value) -> Value {
    json!({ "phase": "accepted", "requestedAt": requested_at_ms, "before": before })
}

/// A request for [`DEVICE`] that was sent when the test began. `before` is the device as it was.
pub(crate) fn earlier_request(before: &Value) -> EarlierRequest<TestDocument> {
    earlier_request_at(START_MS, before)
}

/// A request for [`DEVICE`] that was sent at that time.
pub(crate) fn earlier_request_at(
    requested_at_ms: f64,
    before: &Value,
) -> EarlierRequest<TestDocument> {
    let progress = TestDocument(kept_progress(requested_at_ms, before));
    EarlierRequest::from_progress(Some(&progress), &text(DEVICE)).expect("valid progress")
}

/// Replies that each take so many milliseconds.
pub(crate) fn replies_after(ms: u64, replies: Vec<ScriptedReply>) -> Vec<ScriptedAttempt> {
    let scripted = |reply| Scripted::After(ms, Some(reply));
    replies.into_iter().map(scripted).collect()
}

/// The replies to these reads. The last one comes again and again.
pub(crate) fn reads_of(devices: &[Value]) -> Vec<ScriptedAttempt> {
    let last = devices.last().expect("a device");
    let endless = devices.iter().chain((0..9).map(|_| last));
    endless
        .map(|device| at_once(device_reply(device)))
        .collect()
}

/// The read before the request, Graph's 204, and the reads after it. Each takes so many
/// milliseconds.
pub(crate) fn session_replies(ms: u64, reads_after: Vec<ScriptedReply>) -> Script {
    let mut replies = vec![plain_device_reply(), status(204)];
    replies.extend(reads_after);
    Script {
        replies: replies_after(ms, replies),
        ..Script::default()
    }
}

/// A session call that has ended: when, how, and what happened meanwhile.
pub(crate) struct SessionRun {
    pub(crate) result: Result<ReportedStart, Box<ReportedFailure>>,
    pub(crate) at_ms: u64,
    pub(crate) sent: Vec<SentRequest>,
    pub(crate) waits: Vec<u32>,
    pub(crate) progress: Vec<ReportedProgress>,
    pub(crate) events: Vec<String>,
    pub(crate) token_requests: u32,
}

impl SessionRun {
    /// Every attempt: its instant and its method.
    pub(crate) fn attempts(&self) -> Vec<String> {
        let attempt = |sent: &SentRequest| format!("{} {}", sent.at_ms, sent.method);
        self.sent.iter().map(attempt).collect()
    }

    /// How often the action was sent.
    pub(crate) fn posts(&self) -> usize {
        let posts = self.sent.iter().filter(|sent| sent.method == "POST");
        posts.count()
    }

    /// How it ended, in a line: the ending and the session, or the code and the outcome.
    pub(crate) fn line(&self) -> String {
        match &self.result {
            Ok(started) => {
                let error = started.error_code();
                let error = error.map_or(String::new(), |code| format!(" ({code})"));
                format!("{}: {}{error}", started.ended, started.session.line())
            }
            Err(failure) => format!("{} {}", failure.code, failure.outcome),
        }
    }

    /// Every phase that was reported, with its problem.
    pub(crate) fn phases(&self) -> Vec<String> {
        let phase = |reported: &ReportedProgress| {
            let name = reported.progress.phase.name();
            match reported.progress.problem {
                Some(problem) => format!("{name} {problem}"),
                None => name.to_owned(),
            }
        };
        self.progress.iter().map(phase).collect()
    }
}

/// Runs a `startSession` with state of its own.
pub(crate) fn run_start(script: Script, spec: &CallSpec) -> SessionRun {
    run_start_with(&Shared::default(), script, spec)
}

/// Runs a `startSession`.
pub(crate) fn run_start_with(shared: &Shared, script: Script, spec: &CallSpec) -> SessionRun {
    run_start_beside(shared, script, spec, async |_| ())
}

/// Runs a `startSession` while something else happens.
pub(crate) fn run_start_beside(
    shared: &Shared,
    script: Script,
    spec: &CallSpec,
    beside: impl AsyncFnOnce(VirtualClock),
) -> SessionRun {
    let clock = VirtualClock::default();
    let platform = TestPlatform::new(&clock, script);
    let call = start_session(&platform, shared, spec);
    let run = run_beside(&clock, &platform, call, beside(clock.clone()));
    assert_free(shared, spec);
    run
}

/// Runs a `resumeSession` with state of its own.
pub(crate) fn run_resume(
    script: Script,
    spec: &CallSpec,
    earlier: EarlierRequest<TestDocument>,
) -> SessionRun {
    let shared = Shared::default();
    let clock = VirtualClock::default();
    let platform = TestPlatform::new(&clock, script);
    let call = resume_session(&platform, &shared, spec, earlier);
    let run = run_beside(&clock, &platform, call, async {});
    assert_free(&shared, spec);
    run
}

/// However the call ends, it leaves no timer.
fn run_beside(
    clock: &VirtualClock,
    platform: &TestPlatform,
    call: impl Future<Output = Result<StartedSession, Box<Failure>>>,
    beside: impl Future<Output = ()>,
) -> SessionRun {
    let call = async {
        let result = call.await;
        (result, clock.now_ms())
    };
    let both = clock.run(join(call, beside));
    let ((result, at_ms), ()) =
        both.unwrap_or_else(|_| panic!("it never ends: {:#?}", platform.events()));
    assert_eq!(clock.pending_timers(), 0, "a timer is left");
    SessionRun {
        result: result
            .map(ReportedStart::from)
            .map_err(Box::<ReportedFailure>::from),
        at_ms,
        sent: platform.sent(),
        waits: platform.waits(),
        progress: platform.progress.borrow().clone(),
        events: platform.events(),
        token_requests: platform.token_requests.get(),
    }
}
