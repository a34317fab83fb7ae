//! What `onProgress` of `startSession` and `resumeSession` is told.

use crate::record::Record;

/// How far a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The device is read before the request.
    Checking,
    /// The request is sent.
    Requesting,
    /// Graph accepted it.
    Accepted,
    /// The device was read again, and there is no session yet.
    Waiting,
}

impl Phase {
    /// The name in the public interface.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Phase::Checking => "checking",
            Phase::Requesting => "requesting",
            Phase::Accepted => "accepted",
            Phase::Waiting => "waiting",
        }
    }
}

/// How far a call is, as the portal is told. `SessionProgress` in `js/types.ts`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Progress<D> {
    /// How far it is.
    pub(crate) phase: Phase,
    /// Milliseconds since the call began.
    pub(crate) elapsed_ms: f64,
    /// When the request was sent, in milliseconds since the epoch. 0 before that.
    pub(crate) requested_at_ms: f64,
    /// How often the device was read since the request.
    pub(crate) reads: u32,
    /// The device as it was before the request, for `resumeSession`.
    pub(crate) before: Option<D>,
    /// The code of the error with which the last read failed.
    pub(crate) problem: Option<&'static str>,
}

impl<D> Progress<D> {
    /// A call that begins.
    pub(crate) const fn new(phase: Phase) -> Progress<D> {
        Progress {
            phase,
            elapsed_ms: 0.0,
            requested_at_ms: 0.0,
            reads: 0,
            before: None,
            problem: None,
        }
    }

    /// The progress in the shape of the public interface (`SessionProgress` in `js/types.ts`), without
    /// `before`, which is a value of the environment.
    pub(crate) fn record<R: Record>(&self) -> R {
        let mut record = R::new();
        record.add("phase", self.phase.name());
        record.add("elapsedMs", self.elapsed_ms);
        record.add("reads", self.reads);
        record.add("requestedAt", self.requested_at_ms);
        record.add("problem", self.problem);
        record
    }
}
