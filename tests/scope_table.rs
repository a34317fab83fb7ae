//! Each scope has the name, the route and the ids that Graph's document gives it, in Rust and in
//! the public types.

mod support;

use intune_remote_assistance::scope::{MANAGED_DEVICE_ID, Scope, TYPESCRIPT, placeholder};
use support::arguments::{good_ids, refusal, refused, url_for};
use support::typescript::{properties, union};

use intune_remote_assistance::value::Value;
use support::arguments::Fields;

/// Held against Graph's page of the action, by hand.
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
fn scopes_have_the_routes_of_the_document() {
    assert_eq!(Scope::ALL.as_slice(), TABLE.map(|row| row.0).as_slice());
    for (scope, name, template, ids) in TABLE {
        assert_eq!(scope.name(), name);
        assert_eq!(scope.template(), template, "{name}");
        assert_eq!(scope.id_names().collect::<Vec<_>>(), ids, "{name}");
        assert_eq!(Scope::named(name), Some(scope), "{name}");
    }
}

/// The guard against two calls for one device relies on it.
#[test]
fn every_route_ends_in_the_device() {
    for scope in Scope::ALL {
        assert_eq!(
            scope.id_names().last(),
            Some(MANAGED_DEVICE_ID),
            "{scope:?}"
        );
    }
}

#[test]
fn only_whole_segments_in_braces_are_placeholders() {
    let rows = [
        ("{usersId}", Some("usersId")),
        ("users", None),
        ("{usersId", None),
        ("usersId}", None),
        ("x{usersId}", None),
        ("", None),
    ];
    for (segment, expected) in rows {
        assert_eq!(placeholder(segment), expected, "{segment:?}");
    }
}

#[test]
fn anything_but_the_three_names_is_an_invalid_scope() {
    let rows = [
        ("undefined", Value::Undefined),
        ("a number", Value::Number(0.0)),
        ("a function", Value::Function),
        ("a signal", Value::Signal),
        ("null or an object", Value::Other),
        ("a huge string", Value::LongText),
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
    let names = names.map(|name| (name, Value::Text(name.to_owned())));
    for (row, scope) in rows.into_iter().chain(names) {
        let result = url_for(scope, good_ids(Scope::Users), Fields::Undefined);
        assert_eq!(refusal(result), refused("invalidScope", "scope"), "{row:?}");
    }
}

#[test]
fn the_public_types_name_the_same_scopes_and_ids() {
    assert_eq!(union(TYPESCRIPT, "Scope"), Scope::ALL.map(Scope::name));
    let declared = properties(TYPESCRIPT, "IdsByScope");
    assert_eq!(declared.len(), Scope::ALL.len());
    for (scope, (name, ids)) in Scope::ALL.into_iter().zip(declared) {
        assert_eq!(name, scope.name());
        let expected: Vec<String> = scope.id_names().map(|id| format!("{id}: string")).collect();
        assert_eq!(ids, format!("{{ {} }}", expected.join("; ")), "{name}");
    }
}
