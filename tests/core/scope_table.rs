//! The name, the route and the ids of each scope (`src/arguments/scope.rs`).

use super::support::arguments::{error_of, id_names, invalid, template, text, valid_ids};
use super::support::functions::url_for;
use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::scope::{MANAGED_DEVICE_ID, Scope};

/// Copied by hand from Graph's page "managedDevice: requestRemoteAssistance".
const TABLE: [(Scope, &str, &str, &[&str]); 3] = [
    (
        Scope::Users,
        "users",
        "users/{usersId}/managedDevices/{managedDeviceId}",
        &["usersId", "managedDeviceId"],
    ),
    (
        Scope::DeviceManagement,
        "deviceManagement",
        "deviceManagement/managedDevices/{managedDeviceId}",
        &["managedDeviceId"],
    ),
    (
        Scope::DetectedApps,
        "detectedApps",
        "deviceManagement/detectedApps/{detectedAppId}/managedDevices/{managedDeviceId}",
        &["detectedAppId", "managedDeviceId"],
    ),
];

#[test]
fn scopes_have_the_routes_of_graphs_page() {
    assert_eq!(Scope::ALL.as_slice(), TABLE.map(|row| row.0).as_slice());
    for (scope, name, route, ids) in TABLE {
        assert_eq!(scope.name(), name);
        assert_eq!(template(scope), route, "{name}");
        assert_eq!(id_names(scope).collect::<Vec<_>>(), ids, "{name}");
        assert_eq!(Scope::named(name), Some(scope), "{name}");
    }
}

/// The key that keeps a second call away from a device relies on it.
#[test]
fn every_route_ends_in_the_device() {
    for scope in Scope::ALL {
        assert_eq!(id_names(scope).last(), Some(MANAGED_DEVICE_ID), "{scope:?}");
    }
}

#[test]
fn another_name_of_a_scope_is_invalid() {
    let rows = [
        ("undefined", HostValue::Undefined),
        ("a number", HostValue::Number(0.0)),
        ("a function", HostValue::Function),
        ("a signal", HostValue::Signal),
        ("null or an object", HostValue::Other),
        ("a huge string", HostValue::LongText),
    ];
    let names = [
        "",
        "user",
        "Users",
        "USERS",
        "users ",
        " users",
        "users\0",
        "users/",
        "devicemanagement",
        "detectedApps/..",
        "managedDevices",
        "me",
        "constructor",
        "__proto__",
        "ｕsers",
    ];
    let names = names.map(|name| (name, text(name)));
    for (row, scope) in rows.into_iter().chain(names) {
        let result = url_for(scope, valid_ids(Scope::Users), HostObject::Undefined);
        assert_eq!(
            error_of(result),
            invalid("invalidScope", "scope"),
            "{row:?}"
        );
    }
}
