//! From a function's own arguments to the path that it asks for.

use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::ids::Id;
use crate::arguments::query::{self, Term};
use crate::arguments::scope::{MANAGED_DEVICE_ID, Scope};
use crate::endpoint::RequestKind;
use crate::error::{Argument, ArgumentError};
use crate::text::concat;

/// The segment of the action, after the path of the device.
const ACTION: &str = "/requestRemoteAssistance";

/// The properties that describe a session. Graph gives `remoteAssistanceSessionUrl` only when one
/// device is read by its id and `$select` names the property (Graph's metadata, v1.0).
const SESSION_FIELDS: &str = "id,deviceName,remoteAssistanceSessionUrl,\
    remoteAssistanceSessionErrorDetails,deviceActionResults";

/// The properties of a device that `getDevice`, `findDevices`, `devicesOfUser` and
/// `devicesWithApp` give.
pub(crate) const DEVICE_FIELDS: &str = "id,\
    deviceName,\
    userPrincipalName,\
    userDisplayName,\
    emailAddress,\
    serialNumber,\
    operatingSystem,\
    osVersion,\
    manufacturer,\
    model,\
    complianceState,\
    lastSyncDateTime";

/// The properties of an app that `findDetectedApps` gives.
pub(crate) const DETECTED_APP_FIELDS: &str = "id,\
    displayName,\
    version,\
    publisher,\
    platform,\
    deviceCount";

/// The properties of a connector that `getConnectors` gives.
pub(crate) const CONNECTOR_FIELDS: &str = "displayName,\
    onboardingStatus,\
    onboardingUrl,\
    lastConnectionDateTime";

/// The properties of a user that `findUsers` gives.
pub(crate) const USER_FIELDS: &str = "id,\
    displayName,\
    userPrincipalName,\
    mail";

/// What a collection holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemType {
    /// `managedDevice`.
    Device,
    /// `detectedApp`.
    App,
    /// `remoteAssistancePartner`.
    Connector,
    /// `user`.
    User,
}

impl ItemType {
    /// The name in Graph's metadata (v1.0).
    pub(crate) const fn name(self) -> &'static str {
        match self {
            ItemType::Device => "managedDevice",
            ItemType::App => "detectedApp",
            ItemType::Connector => "remoteAssistancePartner",
            ItemType::User => "user",
        }
    }

    /// The value of `$select`.
    const fn fields(self) -> &'static str {
        match self {
            ItemType::Device => DEVICE_FIELDS,
            ItemType::App => DETECTED_APP_FIELDS,
            ItemType::Connector => CONNECTOR_FIELDS,
            ItemType::User => USER_FIELDS,
        }
    }
}

/// Where a request goes, before the origin is known.
pub(crate) struct ResolvedRoute {
    /// What the request is for.
    pub(crate) kind: RequestKind,
    /// Below the version segment, query included.
    pub(crate) path: String,
    /// The link of Graph's that takes the place of the path. `undefined` if there is none.
    pub(crate) link: HostValue,
    /// The device that the request concerns.
    pub(crate) device: Option<Id>,
    /// What the collection holds. Of no meaning for one device.
    pub(crate) item_type: ItemType,
    /// What each item of the collection must match.
    pub(crate) terms: Vec<Term>,
}

impl ResolvedRoute {
    /// The action on a device, by one of the three routes.
    pub(crate) fn action(
        scope: &HostValue,
        ids: &HostObject,
    ) -> Result<ResolvedRoute, Box<ArgumentError>> {
        let scope = match scope {
            HostValue::Text(name) => Scope::named(name),
            _ => None,
        };
        let scope = scope.ok_or_else(|| {
            Argument::Scope.invalid("must be \"users\", \"deviceManagement\" or \"detectedApps\"")
        })?;
        let HostObject::Properties(ids) = ids else {
            let problem = "must be an object that holds the ids of the scope";
            return Err(Argument::Ids.invalid(problem));
        };
        let mut path = String::new();
        let mut device = None;
        for (before, name) in scope.path() {
            let id = Id::from_value(ids.get(name))
                .map_err(|problem| Argument::Ids.invalid_field(name, problem))?;
            path.push_str(before);
            path.push_str(&id.encoded());
            // The device is the last id of every route.
            device = Some(id);
        }
        for (name, _) in &ids.0 {
            if !scope.path().iter().any(|(_, known)| known == name) {
                return Err(Argument::Ids.unknown_field(name, "is not an id of this scope"));
            }
        }
        path.push_str(ACTION);
        Ok(ResolvedRoute {
            kind: RequestKind::Action,
            path,
            link: HostValue::Undefined,
            device,
            item_type: ItemType::Device,
            terms: Vec::new(),
        })
    }

    /// The read of one device's session. It takes the same route whatever the scope of the request was.
    pub(crate) fn session(
        managed_device_id: &HostValue,
    ) -> Result<ResolvedRoute, Box<ArgumentError>> {
        read_device(managed_device_id, SESSION_FIELDS)
    }

    /// The path of that read.
    pub(crate) fn session_path(id: &Id) -> String {
        device_path(id, SESSION_FIELDS)
    }

    /// The read of what a device is.
    pub(crate) fn device(
        managed_device_id: &HostValue,
    ) -> Result<ResolvedRoute, Box<ArgumentError>> {
        read_device(managed_device_id, DEVICE_FIELDS)
    }

    /// The devices that match a query.
    pub(crate) fn devices(query: &HostObject) -> Result<ResolvedRoute, Box<ArgumentError>> {
        let path = "deviceManagement/managedDevices";
        Ok(list(path, ItemType::Device, query::device_terms(query)?))
    }

    /// The apps whose name contains a text.
    pub(crate) fn detected_apps(name: &HostValue) -> Result<ResolvedRoute, Box<ArgumentError>> {
        let path = "deviceManagement/detectedApps";
        Ok(list(path, ItemType::App, query::app_terms(name)?))
    }

    /// The devices on which an app was detected.
    pub(crate) fn devices_with_app(
        detected_app_id: &HostValue,
    ) -> Result<ResolvedRoute, Box<ArgumentError>> {
        let id = own_id("detectedAppId", detected_app_id)?.encoded();
        let path = concat(&["deviceManagement/detectedApps/", &id, "/managedDevices"]);
        Ok(list(&path, ItemType::Device, Vec::new()))
    }

    /// The people whose name or address has words that begin with those of a text.
    pub(crate) fn users(name: &HostValue) -> Result<ResolvedRoute, Box<ArgumentError>> {
        let search = query::user_search(name)?;
        let mut route = list("users", ItemType::User, Vec::new());
        route.path.push_str("&$search=");
        route.path.push_str(&search);
        route.kind = RequestKind::SearchDirectory;
        Ok(route)
    }

    /// The devices of a user.
    pub(crate) fn devices_of_user(
        users_id: &HostValue,
    ) -> Result<ResolvedRoute, Box<ArgumentError>> {
        let id = own_id("usersId", users_id)?.encoded();
        let path = concat(&["users/", &id, "/managedDevices"]);
        Ok(list(&path, ItemType::Device, Vec::new()))
    }

    /// The tenant's remote assistance partners.
    pub(crate) fn connectors() -> ResolvedRoute {
        let path = "deviceManagement/remoteAssistancePartners";
        list(path, ItemType::Connector, Vec::new())
    }

    /// A later page of the same collection. `link` is Graph's `@odata.nextLink`, or `undefined` for the
    /// first page.
    pub(crate) fn at_link(self, link: HostValue) -> ResolvedRoute {
        ResolvedRoute { link, ..self }
    }
}

/// An id that is an argument of its own.
fn own_id(name: &str, value: &HostValue) -> Result<Id, Box<ArgumentError>> {
    Id::from_value(value).map_err(|problem| Argument::Ids.invalid_as(name, problem))
}

fn read_device(id: &HostValue, fields: &str) -> Result<ResolvedRoute, Box<ArgumentError>> {
    let id = own_id(MANAGED_DEVICE_ID, id)?;
    Ok(ResolvedRoute {
        kind: RequestKind::ReadDevice,
        path: device_path(&id, fields),
        link: HostValue::Undefined,
        device: Some(id),
        item_type: ItemType::Device,
        terms: Vec::new(),
    })
}

fn device_path(id: &Id, fields: &str) -> String {
    let devices = "deviceManagement/managedDevices/";
    concat(&[devices, &id.encoded(), "?$select=", fields])
}

fn list(path: &str, item_type: ItemType, terms: Vec<Term>) -> ResolvedRoute {
    let mut path = concat(&[path, "?$select=", item_type.fields()]);
    if !terms.is_empty() {
        path.push_str("&$filter=");
        path.push_str(&query::filter(&terms));
    }
    ResolvedRoute {
        kind: RequestKind::ReadList,
        path,
        link: HostValue::Undefined,
        device: None,
        item_type,
        terms,
    }
}
