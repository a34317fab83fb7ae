//! The three routes to the action.
//!
//! Source: Graph's page "managedDevice: requestRemoteAssistance" (v1.0). The templates are the text
//! of that page, placeholders included, so that they can be compared with it.

/// A route to the device, named by the first segment that only this route has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The device as one of a user's.
    Users,
    /// The device as one of the tenant's.
    DeviceManagement,
    /// The device as one that has a detected app.
    DetectedApps,
}

/// The placeholder of the device, in which every route ends.
pub(crate) const MANAGED_DEVICE_ID: &str = "managedDeviceId";

impl Scope {
    /// Every scope, in the order of Graph's page.
    pub(crate) const ALL: [Scope; 3] = [Scope::Users, Scope::DeviceManagement, Scope::DetectedApps];

    /// The name in the public interface.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Scope::Users => "users",
            Scope::DeviceManagement => "deviceManagement",
            Scope::DetectedApps => "detectedApps",
        }
    }

    /// The path of the device below the version segment, with the ids as `{placeholder}` segments.
    pub(crate) const fn template(self) -> &'static str {
        match self {
            Scope::Users => "users/{usersId}/managedDevices/{managedDeviceId}",
            Scope::DeviceManagement => "deviceManagement/managedDevices/{managedDeviceId}",
            Scope::DetectedApps => {
                "deviceManagement/detectedApps/{detectedAppId}/managedDevices/{managedDeviceId}"
            }
        }
    }

    /// The scope of that name. Names are case-sensitive, as Graph's segments are written.
    pub(crate) fn named(name: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// Whether the scope has an id of that name.
    pub(crate) fn has_id(self, name: &str) -> bool {
        match name {
            MANAGED_DEVICE_ID => true,
            "usersId" => self == Scope::Users,
            "detectedAppId" => self == Scope::DetectedApps,
            _ => false,
        }
    }
}
