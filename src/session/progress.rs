//! What `onProgress` of `startSession` and `resumeSession` is told, and what `resumeSession` takes up.

use crate::arguments::host_value::HostValue;
use crate::error::{Argument, ArgumentError};
use crate::record::Record;
use crate::reply::json::Json;
use crate::request::kind::RequestKind;

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
}

impl<D> Progress<D> {
    /// The progress in the shape of the public interface (`SessionProgress` in `js/types.ts`), without
    /// `before`, which is a value of the environment.
    pub(crate) fn record(&self) -> Record {
        let mut record = Record::new();
        record.text("phase", self.phase.name());
        record.number("elapsedMs", self.elapsed_ms);
        record.number("reads", f64::from(self.reads));
        record.number("requestedAt", self.requested_at_ms);
        record.text("problem", self.problem);
        record
    }
}

/// The request that `resumeSession` takes up.
pub(crate) struct EarlierRequest<D> {
    /// When it was sent, in milliseconds since the epoch.
    pub(crate) requested_at_ms: f64,
    /// The device as it was before, if it could be read.
    pub(crate) before: Option<D>,
}

impl<D: Json> EarlierRequest<D> {
    /// Reads the `progress` that a portal has kept. It must be from after the 204, and of the same
    /// device.
    pub(crate) fn from_progress(
        progress: Option<&D>,
        managed_device_id: &HostValue,
    ) -> Result<EarlierRequest<D>, Box<ArgumentError>> {
        let invalid = |problem| Argument::Options.invalid_as("progress", problem);
        let phase = progress.and_then(|progress| progress.text_of("phase"));
        let is_after_204 = phase
            .is_some_and(|phase| phase == Phase::Accepted.name() || phase == Phase::Waiting.name());
        let requested_at_ms = progress
            .and_then(|progress| progress.get("requestedAt")?.number())
            .filter(|ms| ms.is_finite() && *ms > 0.0 && is_after_204)
            .ok_or_else(|| invalid("is not from after the 204"))?;
        let before = progress.and_then(|progress| progress.get("before"));
        let id = before.as_ref().and_then(|before| before.get("id")?.text());
        if let (Some(id), HostValue::Text(managed_device_id)) = (id, managed_device_id)
            && !id.eq_ignore_ascii_case(managed_device_id)
        {
            return Err(invalid("is of another device"));
        }
        Ok(EarlierRequest {
            requested_at_ms,
            before: before.filter(|before| RequestKind::ReadDevice.is_valid_body(before)),
        })
    }
}
