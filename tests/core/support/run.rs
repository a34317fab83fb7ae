//! Runs calls on the virtual clock: one by itself, or several at once.

use core::future::{Future, poll_fn};
use core::pin::Pin;
use core::task::Poll;

use super::calls::request_remote_assistance;
use super::clock::VirtualClock;
use super::platform::{SentRequest, TestPlatform};
use super::reports::{ReportedFailure, ReportedReceipt, record_json};
use super::script::Script;
use crate::arguments::call_spec::CallSpec;
use crate::arguments::options::Limits;
use crate::request::shared::Shared;

/// How a request ends.
pub(crate) type RequestResult = Result<ReportedReceipt, Box<ReportedFailure>>;

/// Sends a request.
pub(crate) async fn send(
    platform: &TestPlatform,
    shared: &Shared,
    spec: &CallSpec,
) -> RequestResult {
    let receipt = request_remote_assistance(platform, shared, spec).await?;
    let receipt = record_json(&receipt.record());
    Ok(serde_json::from_value(receipt).expect("the fields have their types"))
}

/// The code of the failure, or `receipt`.
pub(crate) fn code(result: &RequestResult) -> &'static str {
    result
        .as_ref()
        .map_or_else(|failure| failure.code, |_| "receipt")
}

/// A request that has ended: when, how, and what happened meanwhile.
pub(crate) struct Finished {
    pub(crate) result: RequestResult,
    pub(crate) at_ms: u64,
    pub(crate) events: Vec<String>,
    pub(crate) sent: Vec<SentRequest>,
    pub(crate) waits: Vec<u32>,
}

impl Finished {
    fn new(result: RequestResult, clock: &VirtualClock, platform: &TestPlatform) -> Finished {
        Finished {
            result,
            at_ms: clock.now_ms(),
            events: platform.events(),
            sent: platform.sent(),
            waits: platform.waits(),
        }
    }

    /// When the attempts were sent.
    pub(crate) fn sent_at(&self) -> Vec<u64> {
        self.sent.iter().map(|sent| sent.at_ms).collect()
    }

    /// The code of the failure, or `receipt`.
    pub(crate) fn code(&self) -> &'static str {
        code(&self.result)
    }
}

/// Runs one request with state of its own.
pub(crate) fn run_alone(script: Script, spec: &CallSpec) -> Finished {
    run_with(&Shared::default(), script, spec)
}

/// Runs one request. It leaves no timer, and the device is free afterwards.
pub(crate) fn run_with(shared: &Shared, script: Script, spec: &CallSpec) -> Finished {
    let clock = VirtualClock::default();
    let platform = TestPlatform::new(&clock, script);
    let result = clock.run(send(&platform, shared, spec));
    let result = result.unwrap_or_else(|_| panic!("it never ends: {:#?}", platform.events()));
    assert_eq!(clock.pending_timers(), 0, "a timer is left");
    assert_free(shared, spec);
    Finished::new(result, &clock, &platform)
}

/// No call for the device is under way.
pub(crate) fn assert_free(shared: &Shared, spec: &CallSpec) {
    let place = shared.in_flight.enter(spec.device_key.as_deref());
    assert!(place.is_ok(), "the device is not free");
}

/// A request that starts at that instant.
pub(crate) struct ConcurrentCall {
    pub(crate) starts_at_ms: u64,
    pub(crate) script: Script,
    pub(crate) spec: Box<CallSpec>,
}

/// Runs all requests of a portal to their ends. Gives them in their order.
pub(crate) fn run_together(calls: Vec<ConcurrentCall>) -> Vec<Finished> {
    let clock = VirtualClock::default();
    let shared = Shared::default();
    let run = async |call: ConcurrentCall| {
        let platform = TestPlatform::new(&clock, call.script);
        clock.sleep_until(call.starts_at_ms).await;
        let result = send(&platform, &shared, &call.spec).await;
        Finished::new(result, &clock, &platform)
    };
    let finished = clock.run(join_all(calls.into_iter().map(run)));
    assert_eq!(clock.pending_timers(), 0, "a timer is left");
    finished.expect("all calls end")
}

/// Runs the requests together. Gives the last one.
pub(crate) fn last_of(calls: Vec<ConcurrentCall>) -> Finished {
    run_together(calls).pop().expect("a call")
}

/// Runs the futures side by side. Gives their values in their order.
async fn join_all<T>(futures: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut running: Vec<(Pin<Box<_>>, Option<T>)> =
        futures.map(|future| (Box::pin(future), None)).collect();
    poll_fn(|context| {
        for (future, value) in &mut running {
            if value.is_none()
                && let Poll::Ready(ready) = future.as_mut().poll(context)
            {
                *value = Some(ready);
            }
        }
        match running.iter().all(|(_, value)| value.is_some()) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    })
    .await;
    running.into_iter().filter_map(|(_, value)| value).collect()
}

/// The longest time that a request can take, in milliseconds: a token and an attempt for the first
/// try, for each retry and for the answer to one challenge, and all waits.
pub(crate) fn longest_ms(limits: &Limits) -> u64 {
    let tries = u64::from(limits.max_retries) + 2;
    tries * 2 * u64::from(limits.timeout_ms) + u64::from(limits.retry_budget_ms)
}
