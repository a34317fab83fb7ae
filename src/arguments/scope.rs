//! The three routes to the action.
//!
//! Source: Graph's page "managedDevice: requestRemoteAssistance" (v1.0).

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

/// The id of the device, in which every route ends. The ids have the names of the placeholders on
/// Graph's page.
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

    /// The path of the device below the version segment: the ids, each with the text before it.
    pub(crate) const fn path(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Scope::Users => &[
                ("users/", "usersId"),
                ("/managedDevices/", MANAGED_DEVICE_ID),
            ],
            Scope::DeviceManagement => &[("deviceManagement/managedDevices/", MANAGED_DEVICE_ID)],
            Scope::DetectedApps => &[
                ("deviceManagement/detectedApps/", "detectedAppId"),
                ("/managedDevices/", MANAGED_DEVICE_ID),
            ],
        }
    }

    /// The scope of that name. Names are case-sensitive, as Graph's segments are written.
    pub(crate) fn named(name: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.name() == name)
    }
}
