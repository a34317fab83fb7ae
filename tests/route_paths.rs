//! The ids of a call are exactly those that its scope needs, each in its own segment.

mod support;

use intune_remote_assistance::scope::Scope;
use intune_remote_assistance::value::Value;
use support::arguments::Fields;
use support::arguments::{good_ids, ids_with, object, refusal, refused, text, unknown_name, url};

#[test]
fn each_id_stands_in_its_own_place() {
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

/// An id must not be taken for a part of the template.
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
fn ids_that_are_no_object_are_refused_as_a_whole() {
    for scope in Scope::ALL {
        for (row, ids) in [
            ("undefined", Fields::Undefined),
            ("not an object", Fields::NotAnObject),
        ] {
            let expected = refused("invalidIds", "ids");
            assert_eq!(refusal(url(scope, ids)), expected, "{scope:?}: {row}");
        }
    }
}

#[test]
fn a_missing_id_is_named() {
    for scope in Scope::ALL {
        for name in scope.id_names() {
            let expected = refused("invalidIds", &format!("ids.{name}"));
            let undefined = ids_with(scope, name, Value::Undefined);
            assert_eq!(refusal(url(scope, undefined)), expected, "{scope:?} {name}");

            let Fields::Named(mut absent) = good_ids(scope) else {
                panic!("ids are an object");
            };
            absent.0.retain(|(id, _)| id != name);
            let absent = Fields::Named(absent);
            assert_eq!(refusal(url(scope, absent)), expected, "{scope:?} {name}");
        }
    }
}

#[test]
fn of_no_ids_at_all_the_first_is_missed() {
    for (scope, first) in [
        (Scope::Users, "ids.usersId"),
        (Scope::DeviceManagement, "ids.managedDeviceId"),
        (Scope::DetectedApps, "ids.detectedAppId"),
    ] {
        let expected = refused("invalidIds", first);
        assert_eq!(refusal(url(scope, object([]))), expected, "{scope:?}");
    }
}

/// An id too many means that the portal has another route in mind than its scope says.
#[test]
fn an_id_of_another_scope_or_a_misspelt_one_is_named() {
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
        let extra = |name: &&str| !scope.id_names().any(|id| id == *name);
        for name in names.iter().filter(|name| extra(name)) {
            for (row, value) in [("a good id", text("x")), ("undefined", Value::Undefined)] {
                let Fields::Named(mut ids) = good_ids(scope) else {
                    panic!("ids are an object");
                };
                ids.0.push(((*name).to_owned(), value));
                let expected = refused("invalidIds", &unknown_name("ids", name));
                let result = url(scope, Fields::Named(ids));
                assert_eq!(refusal(result), expected, "{scope:?}: {name:?}, {row}");
            }
        }
    }
}

#[test]
fn an_id_that_is_no_primitive_string_is_named() {
    for scope in Scope::ALL {
        for name in scope.id_names() {
            for (row, value) in [
                ("a number", Value::Number(42.0)),
                ("a function", Value::Function),
                ("a signal", Value::Signal),
                ("null, an array, a String object", Value::Other),
                ("a string of 10 MB, not copied", Value::LongText),
            ] {
                let expected = refused("invalidIds", &format!("ids.{name}"));
                let result = url(scope, ids_with(scope, name, value));
                assert_eq!(refusal(result), expected, "{scope:?} {name}: {row}");
            }
        }
    }
}
