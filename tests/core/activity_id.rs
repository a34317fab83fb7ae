//! Intune's Activity ID, which Microsoft's support asks for, is taken from the message of an error.
//! The rule is in `src/reply/graph_error.rs`.

use serde_json::json;

use super::support::document::TestDocument;
use crate::reply::graph_error::Details;
use crate::reply::json::Json;
use crate::text::is_guid;

const GUID: &str = "2b8f1c9e-6d3a-4f70-9e15-c4a7d2b60f38";

fn activity_id_in(message: &str) -> Option<String> {
    let body = json!({"error": {"code": "c", "message": message}}).to_string();
    Details::of(&TestDocument::parse(&body).expect("JSON")).activity_id
}

#[test]
fn the_guid_after_the_label_is_the_activity_id() {
    for message in [
        "Activity ID: GUID",
        "Activity ID:GUID",
        "Activity ID:   GUID",
        "Activity ID:\tGUID",
        "Activity ID:\r\nGUID",
        "activity id: GUID",
        "ACTIVITY ID: GUID",
        "Activity Id: GUID.",
        "An error has occurred - Operation ID (for customer support): \
         00000000-0000-0000-0000-000000000000 - Activity ID: GUID - Url: https://fef.example/",
        "(Activity ID: GUID)",
        "Fehler – Activity ID: GUID – Ende",
        "Activity ID: GUID, Activity ID: 00000000-0000-0000-0000-000000000000",
    ] {
        let message = message.replace("GUID", GUID);
        assert_eq!(activity_id_in(&message).as_deref(), Some(GUID), "{message}");
    }
    let upper = GUID.to_uppercase();
    assert_eq!(
        activity_id_in(&format!("Activity ID: {upper}")),
        Some(upper)
    );
}

#[test]
fn a_message_without_the_label_or_the_guid_has_no_activity_id() {
    for message in [
        "",
        "Activity ID",
        "Activity ID:",
        "Activity ID: ",
        "Activity ID: none",
        "Operation ID: GUID",
        "GUID",
        "Activity ID: {GUID}",
        "Activity ID: 2b8f1c9e",
        "Activity ID: 2b8f1c9e6d3a4f709e15c4a7d2b60f38",
        "Activity ID: 2b8f1c9e-6d3a-4f70-9e15-c4a7d2b60f3",
        "Activity ID: 2b8f1c9e-6d3a-4f70-9e15-c4a7d2b60f3g",
        "Activity ID: 2b8f1c9e-6d3a-4f70-9e15-c4a7d2b60f3é",
        "Activity ID: ééééééééééééééééééé",
        "Activity ID: 😀😀😀😀😀😀😀😀😀😀",
    ] {
        let message = message.replace("GUID", GUID);
        assert_eq!(activity_id_in(&message), None, "{message}");
    }
}

#[test]
fn a_guid_has_hex_digits_in_groups_of_8_4_4_4_12() {
    for (text, expected) in [
        (GUID, true),
        ("00000000-0000-0000-0000-000000000000", true),
        ("ABCDEFAB-CDEF-abcd-efab-0123456789AB", true),
        ("", false),
        ("2b8f1c9e6d3a4f709e15c4a7d2b60f38", false),
        ("{2b8f1c9e-6d3a-4f70-9e15-c4a7d2b60f38}", false),
        ("2b8f1c9e-6d3a-4f70-9e15-c4a7d2b60f3", false),
        ("2b8f1c9e-6d3a-4f70-9e15-c4a7d2b60f380", false),
        ("2b8f1c9e-6d3a-4f70-9e15_c4a7d2b60f38", false),
        ("2b8f1c9e-6d3a-4f709-e15-c4a7d2b60f38", false),
        ("2b8f1c9e-6d3a-4f70-9e15-c4a7d2b60f3g", false),
        ("2b8f1c9e-6d3a-4f70-9e15-c4a7d2b60f3 ", false),
        (" b8f1c9e-6d3a-4f70-9e15-c4a7d2b60f38", false),
        ("2b8f1c9e-6d3a-4f70-9e15-c4a7d2b60fé", false),
        ("------------------------------------", false),
        ("2b8f1c9e-6d3a-4f70-9e15-c4a7d2b60\r\nX", false),
    ] {
        assert_eq!(is_guid(text), expected, "{text:?}");
    }
}
