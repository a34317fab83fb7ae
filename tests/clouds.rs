//! Each cloud has its own Graph, and every scope its own address there.

mod support;

use intune_remote_assistance::endpoint::Cloud;
use intune_remote_assistance::options::TYPESCRIPT;
use intune_remote_assistance::value::Value;
use support::arguments::Fields;
use support::arguments::{object, refusal, refused, text, url_for, url_with_options};
use support::typescript::{properties, quoted};

/// Held against Graph's page on national cloud deployments, by hand.
const CLOUDS: [(&str, &str); 4] = [
    ("global", "https://graph.microsoft.com"),
    ("usGov", "https://graph.microsoft.us"),
    ("usGovDoD", "https://dod-graph.microsoft.us"),
    ("china", "https://microsoftgraph.chinacloudapi.cn"),
];

/// The paths of Graph's page of the action, with ids in their places.
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

fn ids(scope: &str) -> Fields {
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
fn without_options_the_cloud_is_the_global_one() {
    let undefined_values = || {
        let names = ["cloud", "origin"];
        object(names.map(|name| (name, Value::Undefined)))
    };
    for (scope, path) in PATHS {
        let expected = Ok(format!("https://graph.microsoft.com{path}"));
        for options in [Fields::Undefined, object([]), undefined_values()] {
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
fn anything_but_the_four_names_is_refused() {
    let rows = [
        ("a number", Value::Number(1.0)),
        ("null or an object", Value::Other),
        ("a function", Value::Function),
        ("a signal", Value::Signal),
        ("a huge string", Value::LongText),
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
        let expected = refused("invalidOptions", "options.cloud");
        assert_eq!(refusal(result), expected, "{row:?}");
    }
}

/// Which of the two would win is nothing that a portal should have to look up.
#[test]
fn a_cloud_and_an_origin_together_are_refused() {
    for (cloud, origin) in CLOUDS {
        for origin in [origin, "https://graph.example"] {
            let options = object([("cloud", text(cloud)), ("origin", text(origin))]);
            let result = url_with_options(options);
            let expected = refused("invalidOptions", "options.origin");
            assert_eq!(refusal(result), expected, "{cloud} and {origin}");
        }
    }
}

#[test]
fn the_public_types_name_the_same_clouds() {
    let options = properties(TYPESCRIPT, "Options");
    let declared = options.iter().find(|(name, _)| *name == "cloud");
    let names = declared.map(|(_, kind)| quoted(kind));
    assert_eq!(names, Some(Cloud::ALL.map(Cloud::name).to_vec()));
    assert_eq!(Cloud::ALL.map(Cloud::name), CLOUDS.map(|row| row.0));
    let origins = Cloud::ALL.map(|cloud| cloud.origin().as_str().to_owned());
    assert_eq!(origins, CLOUDS.map(|row| row.1));
}
