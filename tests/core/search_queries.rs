//! Searches: the `$filter` of a query (`src/arguments/query.rs`), and the URLs of collections
//! (`src/arguments/route.rs`). `search_texts.rs` holds the rule for the texts.

use super::support::arguments::{Checked, TOKEN, error_of, invalid, object, text, unknown_field};
use super::support::functions::{
    apps_route, device_filter, devices_of_user_route, devices_route, devices_with_app_route, read,
    users_route,
};
use crate::arguments::call_spec::CallSpec;
use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::route::ResolvedRoute;
use crate::endpoint::RequestKind;

const DEVICES: &str = "https://graph.microsoft.com/v1.0/deviceManagement/managedDevices";
const DEVICE_SELECT: &str = "$select=id,deviceName,userPrincipalName,userDisplayName,emailAddress,\
    serialNumber,operatingSystem,osVersion,manufacturer,model,complianceState,lastSyncDateTime";

fn spec(route: Checked<ResolvedRoute>, options: HostObject) -> Checked<Box<CallSpec>> {
    read(route, text(TOKEN), options)
}

/// The URL of a first page, with these options.
fn url_with(route: Checked<ResolvedRoute>, options: HostObject) -> Checked<String> {
    Ok(spec(route, options)?.endpoint.url)
}

fn url(route: Checked<ResolvedRoute>) -> Checked<String> {
    url_with(route, HostObject::Undefined)
}

/// The filter of a device search as a server reads it.
fn device_filter_of<const N: usize>(query: [(&str, HostValue); N]) -> Checked<String> {
    let url = url(devices_route(object(query)))?;
    let url = url::Url::parse(&url).expect("a URL");
    let filter = url.query_pairs().find(|(name, _)| name == "$filter");
    Ok(filter.expect("a filter").1.into_owned())
}

#[test]
fn urls_of_collections() {
    assert_eq!(
        url(devices_route(object([("deviceName", text("LAPTOP"))]))),
        Ok(format!(
            "{DEVICES}?{DEVICE_SELECT}&$filter=contains(deviceName%2C'LAPTOP')"
        ))
    );
    let us_government = object([("cloud", text("usGov"))]);
    assert_eq!(
        url_with(apps_route(text("Team")), us_government),
        Ok(
            "https://graph.microsoft.us/v1.0/deviceManagement/detectedApps?\
             $select=id,displayName,version,publisher,platform,deviceCount&\
             $filter=contains(displayName%2C'Team')"
                .to_owned()
        )
    );
    assert_eq!(
        url(devices_with_app_route(text("a#b"))),
        Ok(format!(
            "https://graph.microsoft.com/v1.0/deviceManagement/detectedApps/a%23b/managedDevices?\
             {DEVICE_SELECT}"
        ))
    );
    assert_eq!(
        url(Ok(ResolvedRoute::connectors())),
        Ok(
            "https://graph.microsoft.com/v1.0/deviceManagement/remoteAssistancePartners?\
             $select=displayName,onboardingStatus,onboardingUrl,lastConnectionDateTime"
                .to_owned()
        )
    );
}

#[test]
fn people_are_searched_by_name_sign_in_name_and_address() {
    let found = url(users_route(text("Ada \"W\" \\ é")));
    let clause =
        |property: &str| format!("%22{property}%3AAda%20%5C%22W%5C%22%20%5C%5C%20%C3%A9%22");
    let clauses = ["displayName", "userPrincipalName", "mail"].map(clause);
    assert_eq!(
        found,
        Ok(format!(
            "https://graph.microsoft.com/v1.0/users?$select=id,displayName,userPrincipalName,mail&$search={}",
            clauses.join("%20OR%20")
        ))
    );
    let spec = spec(users_route(text("ada")), HostObject::Undefined).expect("valid arguments");
    assert_eq!(spec.endpoint.kind, RequestKind::SearchDirectory);
    assert_eq!(spec.endpoint.kind.consistency_level(), Some("eventual"));
}

#[test]
fn no_other_request_has_a_consistency_level() {
    for kind in [
        RequestKind::Action,
        RequestKind::ReadDevice,
        RequestKind::ReadList,
    ] {
        assert_eq!(kind.consistency_level(), None);
    }
}

#[test]
fn the_devices_of_a_user_are_found_by_id_and_by_sign_in_name() {
    assert_eq!(
        url(devices_of_user_route(text("ada_x.com#EXT#@contoso.com"))),
        Ok(format!(
            "https://graph.microsoft.com/v1.0/users/ada_x.com%23EXT%23%40contoso.com/managedDevices?\
             {DEVICE_SELECT}"
        ))
    );
}

#[test]
fn a_search_reads_a_list_and_concerns_no_device() {
    for route in [
        devices_route(object([("deviceName", text("a"))])),
        apps_route(text("a")),
        devices_with_app_route(text("a")),
        Ok(ResolvedRoute::connectors()),
    ] {
        let spec = spec(route, HostObject::Undefined).expect("valid arguments");
        assert_eq!(spec.endpoint.kind, RequestKind::ReadList);
        assert_eq!(spec.device_key, None, "{}", spec.endpoint.url);
        assert!(spec.link_problem.is_none(), "{}", spec.endpoint.url);
    }
}

#[test]
fn each_property_has_its_comparison() {
    let rows = [
        ("deviceName", "a", "contains(deviceName,'a')"),
        (
            "userPrincipalName",
            "ada@contoso.com",
            "userPrincipalName eq 'ada@contoso.com'",
        ),
        ("emailAddress", "ada@", "contains(emailAddress,'ada@')"),
        ("serialNumber", "0042", "serialNumber eq '0042'"),
    ];
    for (name, value, filter) in rows {
        let found = device_filter_of([(name, text(value))]);
        assert_eq!(found, Ok(filter.to_owned()), "{name}");
    }
}

/// Every property has to match, in the order of the query.
#[test]
fn the_order_of_the_properties_is_that_of_the_query() {
    let found = device_filter_of([
        ("serialNumber", text("1")),
        ("deviceName", HostValue::Undefined),
        ("emailAddress", text("b")),
    ]);
    let expected = "serialNumber eq '1' and contains(emailAddress,'b')";
    assert_eq!(found, Ok(expected.to_owned()));

    let found = device_filter_of([
        ("emailAddress", text("1")),
        ("serialNumber", text("2")),
        ("userPrincipalName", text("3")),
        ("deviceName", text("4")),
    ]);
    let expected = "contains(emailAddress,'1') and serialNumber eq '2' and \
                    userPrincipalName eq '3' and contains(deviceName,'4')";
    assert_eq!(found, Ok(expected.to_owned()));
}

/// The field of an invalid query, and the problem.
fn problem_of(query: HostObject) -> Option<(String, String)> {
    let error = device_filter(query).err()?;
    Some((error.field, error.problem.to_owned()))
}

#[test]
fn a_query_is_an_object_with_at_least_one_property() {
    let no_object = "must be a plain object";
    for (row, query, problem) in [
        ("undefined", HostObject::Undefined, no_object),
        ("not an object", HostObject::NotAnObject, no_object),
        ("no property", object([]), "is empty"),
        (
            "only undefined",
            object([
                ("deviceName", HostValue::Undefined),
                ("serialNumber", HostValue::Undefined),
            ]),
            "is empty",
        ),
    ] {
        let expected = Some(("query".to_owned(), problem.to_owned()));
        assert_eq!(problem_of(query), expected, "{row}");
    }
    let error = error_of(url(devices_route(HostObject::Undefined)));
    assert_eq!(error, invalid("invalidQuery", "query"));
}

/// A long name may be a token in the wrong place, so that it is not quoted.
#[test]
fn an_unknown_property_is_named_unless_its_name_is_long() {
    for name in [
        "name",
        "os",
        "DeviceName",
        "deviceName ",
        "id",
        "displayName",
        "toString",
        "constructor",
        "__proto__",
        "",
        &"x".repeat(64),
        &"x".repeat(65),
        &"💻".repeat(32),
        &"💻".repeat(33),
        &TOKEN.repeat(3),
    ] {
        let field = unknown_field("query", name);
        let expected = Some((field, "is nothing to search by".to_owned()));
        let alone = object([(name, text("a"))]);
        assert_eq!(problem_of(alone), expected, "{name:?}");
        // Its value does not matter, unless that is `undefined`.
        let second = object([("deviceName", text("a")), (name, HostValue::Other)]);
        assert_eq!(problem_of(second), expected, "{name:?} after a known one");
        let undefined = object([("deviceName", text("a")), (name, HostValue::Undefined)]);
        assert_eq!(problem_of(undefined), None, "{name:?} is undefined");
    }
    let problem = problem_of(object([(TOKEN.repeat(3).as_str(), text("a"))]));
    assert_eq!(problem.map(|(field, _)| field).as_deref(), Some("query"));
}

#[test]
fn the_first_invalid_property_is_reported() {
    let rows = [
        ([("deviceName", ""), ("os", "a")], "query.deviceName"),
        ([("os", "a"), ("deviceName", "")], "query.os"),
        (
            [("serialNumber", ""), ("deviceName", "")],
            "query.serialNumber",
        ),
        (
            [("deviceName", "a"), ("serialNumber", "")],
            "query.serialNumber",
        ),
    ];
    for (query, field) in rows {
        let found = error_of(device_filter_of(
            query.map(|(name, value)| (name, text(value))),
        ));
        assert_eq!(found, invalid("invalidQuery", field), "{query:?}");
    }
}

#[test]
fn the_id_of_an_app_follows_the_rule_of_all_ids() {
    let texts = ["", "..", "a/b", "a?b", "a%2fb", "$x", "é"].map(text);
    let values = [
        HostValue::Undefined,
        HostValue::Number(7.0),
        HostValue::Function,
        HostValue::Signal,
        HostValue::LongText,
        HostValue::Other,
    ];
    for value in texts.into_iter().chain(values) {
        let found = error_of(url(devices_with_app_route(value)));
        assert_eq!(found, invalid("invalidIds", "detectedAppId"));
    }
}

#[test]
fn a_search_is_checked_before_token_and_options() {
    for (are_invalid, expected) in [
        ([true, true, true], invalid("invalidQuery", "name")),
        ([false, true, true], invalid("invalidToken", "token")),
        ([false, false, true], invalid("invalidOptions", "options")),
        ([false, false, false], None),
    ] {
        let [name, token, options] = are_invalid;
        let route = apps_route(text(if name { "" } else { "a" }));
        let token = text(if token { "Bearer x" } else { TOKEN });
        let options = match options {
            true => HostObject::NotAnObject,
            false => HostObject::Undefined,
        };
        let spec = read(route, token, options);
        assert_eq!(error_of(spec), expected, "{are_invalid:?}");
    }
}
