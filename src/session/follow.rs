//! `startSession` and `resumeSession`: a request, and the wait for its session.
//!
//! A device that cannot be read before the request is only reported, and the request is sent all the
//! same. A request that fails fails the call. Once Graph has accepted the request, the call cannot fail:
//! its result says how the wait ended, because the device has been asked.

use crate::platform::Platform;
use crate::progress::Phase;
use crate::request::context::{CallContext, Request};
use crate::request::failure::Failure;
use crate::session::earlier_request::EarlierRequest;
use crate::session::poll::Poll;
use crate::session::started::StartedSession;

/// `startSession`: reads the device, sends the request, and waits for the session. `resumeSession`
/// does the last of these, for a request that was sent earlier.
pub(crate) async fn follow<P: Platform>(
    context: &CallContext<'_, P>,
    earlier: Option<EarlierRequest<P::Document>>,
) -> Result<StartedSession, Box<Failure>> {
    let spec = context.spec;
    let mut poll = Poll::new(context);
    let mut receipt = None;

    if let Some(earlier) = earlier {
        poll.progress.phase = Phase::Waiting;
        poll.progress.requested_at_ms = earlier.requested_at_ms;
        poll.progress.before = earlier.before;
        // The session may be there already.
        poll.skip_next_pause = true;
    } else {
        poll.report();
        let read = Request::new(&spec.session_read, spec.options.limits);
        match context.send(read).await {
            Ok(success) => poll.progress.before = success.document,
            Err(failure) if failure.error.is_from_portal() => return Err(failure.before_action()),
            // The session is then compared with the first read of the wait.
            Err(failure) => poll.progress.problem = Some(failure.error.code()),
        }

        poll.progress.phase = Phase::Requesting;
        poll.progress.requested_at_ms = context.platform.now_ms();
        poll.report();
        receipt = Some(context.send_main_request().await?.receipt);

        poll.progress.phase = Phase::Accepted;
        poll.progress.problem = None;
        poll.report();
    }

    let ending = poll.wait().await;
    Ok(poll.end(ending, receipt))
}
