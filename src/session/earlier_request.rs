//! The request that `resumeSession` takes up.

use crate::arguments::host_value::HostValue;
use crate::error::{Argument, ArgumentError};
use crate::progress::Phase;
use crate::reply::json::Json;

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
            before: before.filter(|before| before.text_of("id").is_some()),
        })
    }
}
