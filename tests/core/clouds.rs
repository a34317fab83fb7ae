//! The address of the action in every cloud and scope (`src/arguments/origin.rs`, `scope.rs`).

use super::support::arguments::{error_of, invalid, object, text, url_with_options};
use super::support::functions::url_for;
use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::origin::Cloud;

/// Copied by hand from Graph's page "National cloud deployments".
const CLOUDS: [(&str, &str); 4] = [
    ("global", "https://graph.microsoft.com"),
    ("usGov", "https://graph.microsoft.us"),
    ("usGovDoD", "https://dod-graph.microsoft.us"),
    ("china", "https://microsoftgraph.chinacloudapi.cn"),
];

/// The paths of Graph's page "managedDevice: requestRemoteAssistance", with ids in place of the
/// placeholders.
const PATHS: [(&str, &str); 3] = [
    (
        "users",
        "/v1.0/users/a%40b.com/managedDevices/Device-1/requestRemoteAssistance",
    ),
    (
        "deviceManagement",
        "/v1.0/deviceManagement/managedDevices/Device-1/requestRemoteAssistance",
    ),
    (
        "detectedApps",
        "/v1.0/deviceManagement/detectedApps/0a1b/managedDevices/Device-1/requestRemoteAssistance",
    ),
];

fn ids(scope: &str) -> HostObject {
    let device = ("managedDeviceId", text("Device-1"));
    match scope {
        "users" => object([("usersId", text("a@b.com")), device]),
        "detectedApps" => object([("detectedAppId", text("0a1b")), device]),
        _ => object([device]),
    }
}

#[test]
fn every_scope_has_its_address_in_every_cloud() {
    for (cloud, origin) in CLOUDS {
        for (scope, path) in PATHS {
            let options = object([("cloud", text(cloud))]);
            let url = url_for(text(scope), ids(scope), options);
            assert_eq!(url, Ok(format!("{origin}{path}")), "{scope} in {cloud}");
        }
    }
}

#[test]
fn the_default_cloud_is_global() {
    let undefined_values = || {
        let names = ["cloud", "origin"];
        object(names.map(|name| (name, HostValue::Undefined)))
    };
    for (scope, path) in PATHS {
        let expected = Ok(format!("https://graph.microsoft.com{path}"));
        for options in [HostObject::Undefined, object([]), undefined_values()] {
            let url = url_for(text(scope), ids(scope), options);
            assert_eq!(url, expected, "{scope}");
        }
    }
}

#[test]
fn the_order_of_the_ids_does_not_matter() {
    let device = || ("managedDeviceId", text("d"));
    let user = || ("usersId", text("u"));
    let one = url_for(text("users"), object([device(), user()]), object([]));
    let other = url_for(text("users"), object([user(), device()]), object([]));
    assert!(one.is_ok());
    assert_eq!(one, other);
}

#[test]
fn another_name_of_a_cloud_is_invalid() {
    let rows = [
        ("a number", HostValue::Number(1.0)),
        ("null or an object", HostValue::Other),
        ("a function", HostValue::Function),
        ("a signal", HostValue::Signal),
        ("a huge string", HostValue::LongText),
    ];
    let names = [
        "",
        "Global",
        "gcc",
        "usgov",
        "usGovDod",
        "germany",
        "public",
        "global ",
        "https://graph.microsoft.com",
    ];
    let names = names.map(|name| (name, text(name)));
    for (row, cloud) in rows.into_iter().chain(names) {
        let result = url_with_options(object([("cloud", cloud)]));
        let expected = invalid("invalidOptions", "options.cloud");
        assert_eq!(error_of(result), expected, "{row:?}");
    }
}

/// Neither of the two silently wins over the other.
#[test]
fn a_cloud_and_an_origin_together_are_invalid() {
    for (cloud, origin) in CLOUDS {
        for origin in [origin, "https://graph.example"] {
            let options = object([("cloud", text(cloud)), ("origin", text(origin))]);
            let result = url_with_options(options);
            let expected = invalid("invalidOptions", "options.origin");
            assert_eq!(error_of(result), expected, "{cloud} and {origin}");
        }
    }
}

#[test]
fn each_cloud_has_its_name_and_origin() {
    assert_eq!(Cloud::ALL.map(Cloud::name), CLOUDS.map(|row| row.0));
    let origins = Cloud::ALL.map(|cloud| cloud.origin().as_str().to_owned());
    assert_eq!(origins, CLOUDS.map(|row| row.1));
    for cloud in Cloud::ALL {
        assert_eq!(Cloud::named(cloud.name()), Some(cloud));
    }
}
