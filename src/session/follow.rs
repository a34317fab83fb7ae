//! `startSession` and `resumeSession`: a request, and the wait for its session.
//!
//! Until Graph accepts the request, every failure is a failure of the request. After that there is no
//! failure: whatever happens to the wait, the device has been asked.

use crate::arguments::call_spec::CallSpec;
use crate::error::Failure;
use crate::platform::Platform;
use crate::request::attempts::{CallContext, Request, read};
use crate::request::shared::Shared;
use crate::session::device::DeviceSnapshot;
use crate::session::poll::Poll;
use crate::session::progress::{EarlierRequest, Phase, Progress};
use crate::session::started::StartedSession;
use crate::session::verdict::{Baseline, Session};

/// `getSession`: reads the device once.
pub(crate) async fn get_session<P: Platform>(
    platform: &P,
    shared: &Shared,
    spec: &CallSpec,
) -> Result<Session, Box<Failure>> {
    let device = read(platform, shared, spec).await?;
    Ok(Session::judge(
        DeviceSnapshot::of(&device),
        Baseline::None,
        P::url_origin,
    ))
}

/// `startSession`: reads the device, sends the request, and waits for the session.
pub(crate) async fn start_session<P: Platform>(
    platform: &P,
    shared: &Shared,
    spec: &CallSpec,
) -> Result<StartedSession, Box<Failure>> {
    // Held until the session has ended, so that no other call rings the device meanwhile.
    let _place = shared.in_flight.enter(spec.device_key.as_deref())?;
    let context = CallContext::new(platform, shared, spec);
    let mut poll = Poll::new(&context, Progress::new(Phase::Checking));

    poll.report();
    match context
        .read(&Request::new(&spec.session_read, spec.limits))
        .await
    {
        Ok(device) => poll.progress.before = Some(device),
        Err(failure) if failure.error.is_from_portal() => return Err(failure.before_action()),
        Err(failure) => poll.progress.problem = Some(failure.error.code()),
    }

    poll.progress.phase = Phase::Requesting;
    poll.progress.requested_at_ms = platform.now_ms();
    poll.report();
    let receipt = context.send_action(&spec.endpoint).await?;

    poll.progress.phase = Phase::Accepted;
    poll.progress.problem = None;
    poll.report();
    let ending = poll.wait(false).await;
    Ok(poll.end(ending, Some(receipt)))
}

/// `resumeSession`: waits for the session of a request that was sent earlier. It reads at once.
pub(crate) async fn resume_session<P: Platform>(
    platform: &P,
    shared: &Shared,
    spec: &CallSpec,
    earlier: EarlierRequest<P::Document>,
) -> Result<StartedSession, Box<Failure>> {
    let _place = shared.in_flight.enter(spec.device_key.as_deref())?;
    let context = CallContext::new(platform, shared, spec);
    let progress = Progress {
        requested_at_ms: earlier.requested_at_ms,
        before: earlier.before,
        ..Progress::new(Phase::Waiting)
    };
    let mut poll = Poll::new(&context, progress);
    let ending = poll.wait(true).await;
    Ok(poll.end(ending, None))
}
