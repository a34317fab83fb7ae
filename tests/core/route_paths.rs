//! The path of the action (`ResolvedRoute::action` in `src/arguments/route.rs`). The ids are exactly
//! those that the scope needs, each in its own segment.

use super::support::arguments::{
    error_of, id_names, ids_with, invalid, object, text, unknown_field, url, valid_ids,
};
use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::scope::Scope;

#[test]
fn each_id_is_in_its_own_segment() {
    let rows = [
        (
            Scope::Users,
            object([("usersId", text("U")), ("managedDeviceId", text("D"))]),
            "users/U/managedDevices/D",
        ),
        (
            Scope::DeviceManagement,
            object([("managedDeviceId", text("D"))]),
            "deviceManagement/managedDevices/D",
        ),
        (
            Scope::DetectedApps,
            object([("detectedAppId", text("A")), ("managedDeviceId", text("D"))]),
            "deviceManagement/detectedApps/A/managedDevices/D",
        ),
    ];
    for (scope, ids, path) in rows {
        let expected = format!("https://graph.microsoft.com/v1.0/{path}/requestRemoteAssistance");
        assert_eq!(url(scope, ids), Ok(expected), "{scope:?}");
    }
}

/// An id is never taken for a part of the template.
#[test]
fn an_id_that_looks_like_a_placeholder_is_an_id() {
    let ids = object([
        ("usersId", text("{managedDeviceId}")),
        ("managedDeviceId", text("{usersId}")),
    ]);
    let expected = "https://graph.microsoft.com/v1.0/users/%7BmanagedDeviceId%7D\
                    /managedDevices/%7BusersId%7D/requestRemoteAssistance";
    assert_eq!(url(Scope::Users, ids), Ok(expected.to_owned()));
}

#[test]
fn ids_that_are_no_object_are_invalid_as_a_whole() {
    for scope in Scope::ALL {
        for (row, ids) in [
            ("undefined", HostObject::Undefined),
            ("not an object", HostObject::NotAnObject),
        ] {
            let expected = invalid("invalidIds", "ids");
            assert_eq!(error_of(url(scope, ids)), expected, "{scope:?}: {row}");
        }
    }
}

#[test]
fn a_missing_id_is_named() {
    for scope in Scope::ALL {
        for name in id_names(scope) {
            let expected = invalid("invalidIds", &format!("ids.{name}"));
            let undefined = ids_with(scope, name, HostValue::Undefined);
            assert_eq!(
                error_of(url(scope, undefined)),
                expected,
                "{scope:?} {name}"
            );

            let HostObject::Properties(mut absent) = valid_ids(scope) else {
                panic!("ids are an object");
            };
            absent.0.retain(|(id, _)| id != name);
            let absent = HostObject::Properties(absent);
            assert_eq!(error_of(url(scope, absent)), expected, "{scope:?} {name}");
        }
    }
}

#[test]
fn the_first_id_is_named_if_all_are_missing() {
    for (scope, first) in [
        (Scope::Users, "ids.usersId"),
        (Scope::DeviceManagement, "ids.managedDeviceId"),
        (Scope::DetectedApps, "ids.detectedAppId"),
    ] {
        let expected = invalid("invalidIds", first);
        assert_eq!(error_of(url(scope, object([]))), expected, "{scope:?}");
    }
}

/// A portal that gives an id too many means another route than its scope.
#[test]
fn an_id_of_another_scope_and_a_misspelt_id_are_named() {
    let names = [
        "usersId",
        "detectedAppId",
        "userId",
        "ManagedDeviceId",
        "managedDeviceID",
        "deviceId",
        "id",
        "",
        "__proto__",
        "constructor",
        &"x".repeat(64),
        &"x".repeat(65),
    ];
    for scope in Scope::ALL {
        let is_extra = |name: &&str| !id_names(scope).any(|id| id == *name);
        for name in names.iter().filter(|name| is_extra(name)) {
            for (row, value) in [
                ("a valid id", text("x")),
                ("undefined", HostValue::Undefined),
            ] {
                let HostObject::Properties(mut ids) = valid_ids(scope) else {
                    panic!("ids are an object");
                };
                let HostObject::Properties(extra) = object([(*name, value)]) else {
                    panic!("an object");
                };
                ids.0.extend(extra.0);
                let expected = invalid("invalidIds", &unknown_field("ids", name));
                let result = url(scope, HostObject::Properties(ids));
                assert_eq!(error_of(result), expected, "{scope:?}: {name:?}, {row}");
            }
        }
    }
}

#[test]
fn an_id_that_is_no_primitive_string_is_named() {
    for scope in Scope::ALL {
        for name in id_names(scope) {
            for (row, value) in [
                ("a number", HostValue::Number(42.0)),
                ("a function", HostValue::Function),
                ("a signal", HostValue::Signal),
                ("null, an array, a String object", HostValue::Other),
                ("a string of 10 MB", HostValue::LongText),
            ] {
                let expected = invalid("invalidIds", &format!("ids.{name}"));
                let result = url(scope, ids_with(scope, name, value));
                assert_eq!(error_of(result), expected, "{scope:?} {name}: {row}");
            }
        }
    }
}
