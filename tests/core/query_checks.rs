//! Graph ignores filters that it does not support, so that every item of a page is compared with the
//! search. The rule is in `src/request/mismatches.rs`.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use super::support::arguments::{object, text};
use super::support::document::TestDocument;
use super::support::functions::{apps_route, devices_route};
use crate::arguments::host_value::HostValue;
use crate::arguments::route::{ItemType, ResolvedRoute};
use crate::request::mismatches::mismatches;

const NONE: [u32; 0] = [];

/// The indexes of the items that do not match a search for devices.
fn device_mismatches(query: &[(&str, &str)], items: Vec<Value>) -> Vec<u32> {
    let properties = query.iter().map(|(name, value)| (*name, text(value)));
    let route = match properties.collect::<Vec<_>>().as_slice() {
        [one] => devices_route(object([one.clone()])),
        [one, two] => devices_route(object([one.clone(), two.clone()])),
        other => panic!("{} properties", other.len()),
    };
    mismatches_of(route.expect("a query"), json!({ "value": items }))
}

fn mismatches_of(route: ResolvedRoute, page: Value) -> Vec<u32> {
    mismatches(&TestDocument(page), route.item_type, &route.terms)
}

#[test]
fn each_property_is_compared_as_it_is_searched() {
    // The property, whether the whole value must match, and values for the text "Abc".
    let rows: [(&str, &[&str], &[&str]); 4] = [
        (
            "deviceName",
            &["abc", "xABCx", "Abc"],
            &["ab", "a-b-c", "", " "],
        ),
        ("emailAddress", &["abc@contoso.com", "xABCx"], &["ab", ""]),
        (
            "userPrincipalName",
            &["abc", "ABC"],
            &["abc ", "xabc", "1234abc", "ab", ""],
        ),
        ("serialNumber", &["abc", "aBC"], &["abcd", "0abc", ""]),
    ];
    for (property, matching, others) in rows {
        for (values, expected) in [(matching, vec![]), (others, vec![0])] {
            for value in values {
                let items = vec![json!({ "id": "1", property: value })];
                let found = device_mismatches(&[(property, "Abc")], items);
                assert_eq!(found, expected, "{property} {value:?}");
            }
        }
    }
}

#[test]
fn an_item_stays_if_the_property_says_nothing() {
    let unknown = [
        json!(null),
        json!(7),
        json!({}),
        json!(["abc"]),
        json!(true),
    ];
    for value in unknown {
        let items = vec![
            json!({ "id": "1", "deviceName": value }),
            json!({ "id": "2" }),
        ];
        assert_eq!(device_mismatches(&[("deviceName", "abc")], items), NONE);
    }
    for item in [json!(null), json!(7), json!([])] {
        assert_eq!(
            device_mismatches(&[("deviceName", "abc")], vec![item]),
            NONE
        );
    }
}

#[test]
fn every_property_of_the_query_must_match() {
    let query = [("deviceName", "pc"), ("serialNumber", "s1")];
    let items = vec![
        json!({ "id": "1", "deviceName": "PC-1", "serialNumber": "S1" }),
        json!({ "id": "2", "deviceName": "PC-1", "serialNumber": "S2" }),
        json!({ "id": "3", "deviceName": "Mac", "serialNumber": "S1" }),
        json!({ "id": "4", "deviceName": "Mac", "serialNumber": null }),
        json!({ "id": "5", "deviceName": null, "serialNumber": "s1" }),
    ];
    assert_eq!(device_mismatches(&query, items), [1, 2, 3]);
}

/// A name that matches only after Unicode case folding may be the name of another person.
#[test]
fn case_is_ignored_one_character_at_a_time() {
    let rows = [
        ("Ärger", "äRGER", true),
        ("МАРИЯ", "мария", true),
        ("ΟΔΟΣ", "οδος", true),
        ("ΟΔΟΣ", "οδοσ", true),
        ("straße", "STRASSE", false),
        ("strasse", "straße", false),
        // The Kelvin sign, the long s and the dotless i.
        ("kim", "\u{212a}im", false),
        ("sam", "\u{17f}am", false),
        ("ida", "\u{131}da", false),
        ("é", "e\u{301}", false),
        ("ﬁn", "fin", false),
    ];
    for (wanted, value, is_match) in rows {
        let items = vec![json!({ "id": "1", "userPrincipalName": value })];
        let found = device_mismatches(&[("userPrincipalName", wanted)], items);
        assert_eq!(found.is_empty(), is_match, "{wanted} {value}");
    }
}

#[test]
fn the_name_of_an_app_is_compared_too() {
    let route = || apps_route(text("Office")).expect("a name");
    let page = json!({ "value": [{ "id": "1", "displayName": "Microsoft OFFICE" }, { "id": "2", "displayName": "Edge" }] });
    assert_eq!(mismatches_of(route(), page), [1]);
}

#[test]
fn items_of_another_type_do_not_match() {
    let items = json!([
        { "id": "1", "@odata.type": "#microsoft.graph.managedDevice" },
        { "id": "2", "@odata.type": "#microsoft.graph.windowsManagedDevice" },
        { "id": "3", "@odata.type": "#microsoft.graph.detectedApp" },
        { "id": "4", "@odata.type": "" },
    ]);
    let find = |page: Value| mismatches(&TestDocument(page), ItemType::Device, &[]);
    assert_eq!(find(json!({ "value": items })), [2]);
    let contexts = [
        (
            "https://graph.microsoft.com/v1.0/$metadata#deviceManagement/managedDevices(id,deviceName)",
            1,
        ),
        (
            "https://graph.microsoft.com/v1.0/$metadata#deviceManagement/detectedApps('a')/managedDevices",
            1,
        ),
        (
            "https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.managedDevice)",
            1,
        ),
        ("https://graph.microsoft.com/v1.0/$metadata", 1),
        ("", 1),
        (
            "https://graph.microsoft.com/v1.0/$metadata#users(id,displayName)",
            4,
        ),
    ];
    for (context, count) in contexts {
        let page = json!({ "@odata.context": context, "value": items });
        assert_eq!(find(page).len(), count, "{context}");
    }
}

#[test]
fn a_page_without_a_list_has_no_mismatches() {
    for page in [json!(null), json!({}), json!({ "value": 7 }), json!([])] {
        assert_eq!(mismatches(&TestDocument(page), ItemType::Device, &[]), NONE);
    }
}

/// A second, plain implementation for texts of ASCII letters.
fn must_stay(property: &str, wanted: &str, value: Option<&str>) -> bool {
    let Some(value) = value else { return true };
    let (wanted, value) = (wanted.to_lowercase(), value.to_lowercase());
    match property {
        "deviceName" | "emailAddress" => value.contains(&wanted),
        _ => value == wanted,
    }
}

#[test]
fn ten_thousand_random_queries_and_replies() {
    // Few letters, so that many values match.
    let value = || proptest::option::of("[abAB@.]{0,4}");
    let query = ("[abAB]{1,2}", "[abAB]{1,2}", 0..4_usize, 0..4_usize);
    let items = proptest::collection::vec((value(), value(), value(), value()), 0..8);
    let mut runner = TestRunner::new(Config::with_cases(10_000));
    let names = [
        "deviceName",
        "userPrincipalName",
        "emailAddress",
        "serialNumber",
    ];
    let result = runner.run(&(query, items), |((one, two, first, second), items)| {
        let mut query = vec![(names[first], one.as_str())];
        if second != first {
            query.push((names[second], two.as_str()));
        }
        let rows: Vec<[Option<String>; 4]> = items
            .into_iter()
            .map(|(a, b, c, d)| [a, b, c, d])
            .collect();
        let documents = rows
            .iter()
            .map(|row| json!({ names[0]: row[0], names[1]: row[1], names[2]: row[2], names[3]: row[3] }))
            .collect();
        let found = device_mismatches(&query, documents);
        for (index, row) in rows.iter().enumerate() {
            let stays = query.iter().all(|(name, wanted)| {
                let position = names.iter().position(|known| known == name);
                must_stay(name, wanted, row[position.unwrap_or_default()].as_deref())
            });
            prop_assert_eq!(!found.contains(&(index as u32)), stays, "{:?} {:?}", query, row);
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// The arguments of the first page are checked again for each later one.
#[test]
fn a_later_page_has_the_terms_of_the_first() {
    let link = text("https://graph.microsoft.com/v1.0/x");
    let route = devices_route(object([("deviceName", text("a"))]));
    let later = route.expect("a query").at_link(link);
    assert!(matches!(later.link, HostValue::Text(_)));
    let page = json!({ "value": [{ "id": "1", "deviceName": "b" }] });
    assert_eq!(mismatches_of(later, page), [0]);
}
