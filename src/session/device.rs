//! What one read of a device shows.

use crate::reply::json::Json;
use crate::session::action::Action;

/// The properties of a device that describe its session, as one read showed them.
///
/// Source: the type `managedDevice` of Graph's metadata (v1.0).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DeviceSnapshot {
    /// `deviceName`.
    pub(crate) device_name: Option<String>,
    /// `remoteAssistanceSessionUrl`.
    pub(crate) link: Option<String>,
    /// `remoteAssistanceSessionErrorDetails`.
    pub(crate) error_details: Option<String>,
    /// The latest request for remote assistance in `deviceActionResults`. As a `Box`, the module is 0.1 KB
    /// smaller (brotli).
    pub(crate) action: Option<Box<Action>>,
}

impl DeviceSnapshot {
    /// Reads a `managedDevice`. A member that is missing or of another type is `None`.
    pub(crate) fn of(device: &impl Json) -> DeviceSnapshot {
        DeviceSnapshot {
            device_name: device.text_of("deviceName"),
            link: device.text_of("remoteAssistanceSessionUrl"),
            error_details: device.text_of("remoteAssistanceSessionErrorDetails"),
            action: device
                .get("deviceActionResults")
                .and_then(|results| Action::latest(&results)),
        }
    }
}
