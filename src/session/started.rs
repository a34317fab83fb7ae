//! What `startSession` and `resumeSession` give once Graph has accepted the request.

use crate::record::Record;
use crate::request::failure::{Failure, Receipt};
use crate::session::verdict::Session;

/// How the wait for a session ended.
#[derive(Debug, PartialEq)]
pub(crate) enum Ending {
    /// There is a link.
    Ready,
    /// The session failed.
    Failed,
    /// `pollTimeoutMs` passed.
    TimedOut,
    /// The portal's signal fired.
    Aborted,
    /// The device can no longer be read.
    Unreadable(Box<Failure>),
}

impl Ending {
    /// The names in the public interface.
    pub(crate) const NAMES: [&'static str; 5] =
        ["ready", "failed", "timeout", "aborted", "unreadable"];

    /// The name in the public interface.
    pub(crate) const fn name(&self) -> &'static str {
        let [ready, failed, timeout, aborted, unreadable] = Ending::NAMES;
        match self {
            Ending::Ready => ready,
            Ending::Failed => failed,
            Ending::TimedOut => timeout,
            Ending::Aborted => aborted,
            Ending::Unreadable(_) => unreadable,
        }
    }

    /// What it means, and what to check.
    pub(crate) const fn message(&self) -> &'static str {
        match self {
            Ending::Ready => "The session is ready to be opened.",
            Ending::Failed => {
                "Graph accepted the request, but the session failed: see errorDetails."
            }
            Ending::TimedOut => {
                "Graph accepted the request, but no session has appeared within pollTimeoutMs. Check \
                 that the device is online, that the user has accepted in Company Portal, and that \
                 TeamViewer is connected. Check with getSession before you send it again."
            }
            Ending::Aborted => {
                "Graph accepted the request. Only the wait for its session was cancelled."
            }
            Ending::Unreadable(_) => {
                "Graph accepted the request, but the device can no longer be read: see error."
            }
        }
    }
}

/// What `startSession` and `resumeSession` give.
#[derive(Debug, PartialEq)]
pub(crate) struct StartedSession {
    /// The session as the last read showed it.
    pub(crate) session: Session,
    /// How the wait ended.
    pub(crate) ending: Ending,
    /// Whether the device was read before the request.
    pub(crate) is_compared: bool,
    /// Milliseconds since the call began.
    pub(crate) elapsed_ms: f64,
    /// Graph accepted the request. `None` for `resumeSession`.
    pub(crate) receipt: Option<Receipt>,
}

impl StartedSession {
    /// What TypeScript makes a `StartedSession` of (`js/api/session.ts`).
    pub(crate) fn record<R: Record>(&self) -> R {
        let error = match &self.ending {
            Ending::Unreadable(failure) => Some(failure.record()),
            _ => None,
        };
        let mut record = R::new();
        record.add_record("session", Some(self.session.record()));
        record.add("ended", self.ending.name());
        record.add("message", self.ending.message());
        record.add("isCompared", self.is_compared);
        record.add("elapsedMs", self.elapsed_ms);
        record.add_record("error", error);
        if let Some(receipt) = &self.receipt {
            record.add_record("receipt", Some(receipt.record()));
        }
        record
    }
}
