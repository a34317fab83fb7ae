//! The three routes to the action, as one table.
//!
//! Source: Graph's page of `managedDevice: requestRemoteAssistance` (v1.0). The templates are
//! Graph's own text, placeholders included, so that the table can be held against the document.

/// Which of Graph's three routes to the device is taken. Named by the route's first own segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The device as one of a user's: needs `usersId` and `managedDeviceId`.
    Users,
    /// The device as one of the tenant's: needs `managedDeviceId`.
    DeviceManagement,
    /// The device as one that has an app: needs `detectedAppId` and `managedDeviceId`.
    DetectedApps,
}

/// The public types that say the same.
pub const TYPESCRIPT: &str = r#"
/**
 * Which of Graph's three routes to the device is taken; named by the route's first own segment.
 *
 * Source: Graph's page "managedDevice: requestRemoteAssistance" (v1.0).
 */
export type Scope = "users" | "deviceManagement" | "detectedApps";

/**
 * The placeholders of each route, named as in Graph's document.
 *
 * Every id is a primitive string of 1 to 256 printable ASCII characters, given as it is and not
 * encoded: none of `/ \ % ?`, not dots alone, not starting with `$`. Anything else, an id that is
 * missing and one that the scope does not have end the call as `invalidIds`; `field` names it.
 */
export interface IdsByScope {
  /** `/users/{usersId}/managedDevices/{managedDeviceId}`: the device as one of a user's. */
  users: { usersId: string; managedDeviceId: string };
  /** `/deviceManagement/managedDevices/{managedDeviceId}`: the device as one of the tenant's. */
  deviceManagement: { managedDeviceId: string };
  /** `/deviceManagement/detectedApps/{detectedAppId}/managedDevices/{managedDeviceId}`: the device as one that has an app. */
  detectedApps: { detectedAppId: string; managedDeviceId: string };
}
"#;

/// The placeholder that every route ends in: the device that rings.
pub const MANAGED_DEVICE_ID: &str = "managedDeviceId";

impl Scope {
    /// Every scope, in the order of Graph's document.
    pub const ALL: [Scope; 3] = [Scope::Users, Scope::DeviceManagement, Scope::DetectedApps];

    /// The scope's name in the public interface.
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// The path below the version segment, with the ids as `{placeholder}` segments.
    pub const fn template(self) -> &'static str {
        self.row().1
    }

    const fn row(self) -> (&'static str, &'static str) {
        match self {
            Scope::Users => ("users", "users/{usersId}/managedDevices/{managedDeviceId}"),
            Scope::DeviceManagement => (
                "deviceManagement",
                "deviceManagement/managedDevices/{managedDeviceId}",
            ),
            Scope::DetectedApps => (
                "detectedApps",
                "deviceManagement/detectedApps/{detectedAppId}/managedDevices/{managedDeviceId}",
            ),
        }
    }

    /// The scope of that name; names are case-sensitive, as Graph's segments are written.
    pub fn named(name: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// The names of the ids that the scope needs, in the order of its path.
    pub fn id_names(self) -> impl Iterator<Item = &'static str> {
        self.template().split('/').filter_map(placeholder)
    }
}

/// The name inside a `{placeholder}` segment, or nothing for a fixed one.
pub fn placeholder(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}
