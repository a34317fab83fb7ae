//! The interfaces of the public types, and a check of serialised results against them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::reports::{JsonRecord, record_json};
use crate::contract::contract;

/// The fields of a public interface and their TypeScript types.
pub(crate) type Interface = [(&'static str, &'static str)];

/// `Receipt`.
pub(crate) const RECEIPT: &Interface = &[
    ("status", "204"),
    ("attempts", "number"),
    ("requestId", "string | null"),
    ("clientRequestId", "string | null"),
];

/// `RemoteAssistanceFailure`, and the `message` that every JavaScript error has.
pub(crate) const FAILURE: &Interface = &[
    ("code", "ErrorCode"),
    ("outcome", "Outcome"),
    ("message", "string"),
    ("attempts", "number"),
    ("status", "number | null"),
    ("graphCode", "string | null"),
    ("graphMessage", "string | null"),
    ("activityId", "string | null"),
    ("requestId", "string | null"),
    ("clientRequestId", "string | null"),
    ("retryAfterMs", "number | null"),
    ("claims", "string | null"),
    ("field", "string | null"),
];

/// `Session`.
pub(crate) const SESSION: &Interface = &[
    ("state", "SessionState"),
    ("url", "string | null"),
    ("errorDetails", "string | null"),
    ("reason", "FailureReason | null"),
    ("deviceName", "string | null"),
    ("action", "SessionAction | null"),
];

/// `SessionAction`.
const SESSION_ACTION: &Interface = &[
    ("name", "string"),
    ("state", "ActionState"),
    ("startDateTime", "string | null"),
    ("lastUpdatedDateTime", "string | null"),
];

/// `SessionProgress` without `before`, which goes to JavaScript beside the record.
pub(crate) const PROGRESS: &Interface = &[
    ("phase", "SessionPhase"),
    ("elapsedMs", "number"),
    ("reads", "number"),
    ("requestedAt", "number"),
    ("problem", "ErrorCode | null"),
];

/// `FollowedSession`. TypeScript puts the fields of `session` beside the others.
pub(crate) const FOLLOWED: &Interface = &[
    ("session", "Session"),
    ("ended", "SessionEnding"),
    ("message", "string"),
    ("isCompared", "boolean"),
    ("elapsedMs", "number"),
    ("error", "RemoteAssistanceFailure | null"),
];

/// Whether the value has one of the types, which ` | ` separates.
fn has_type(value: &Value, types: &str) -> bool {
    types.split(" | ").any(|name| match name {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "204" => *value == 204,
        "Receipt" => has_fields(value, RECEIPT),
        "RemoteAssistanceFailure" => has_fields(value, FAILURE),
        "Session" => has_fields(value, SESSION),
        "SessionAction" => has_fields(value, SESSION_ACTION),
        union => {
            let unions = contract().unions;
            let members = unions.iter().find(|(name, _)| *name == union);
            let members = &members.unwrap_or_else(|| panic!("no type {union}")).1;
            value
                .as_str()
                .is_some_and(|text| members.iter().any(|member| member == text))
        }
    })
}

fn has_fields(value: &Value, interface: &Interface) -> bool {
    let fields = value.as_object();
    fields.is_some_and(|fields| fields.len() == interface.len())
        && interface
            .iter()
            .all(|(name, types)| value.get(name).is_some_and(|value| has_type(value, types)))
}

/// Asserts the type of every field, and that there is no other field.
pub(crate) fn assert_fields(result: &JsonRecord, interface: &Interface) {
    let value = record_json(result);
    let fields = value.as_object().expect("an object");
    let found: BTreeSet<&str> = fields.keys().map(String::as_str).collect();
    assert_eq!(found, names(interface));
    for (name, types) in interface {
        let field = &fields[*name];
        assert!(has_type(field, types), "{name}: {field} is not {types}");
    }
}

/// The names of the fields.
pub(crate) fn names(interface: &Interface) -> BTreeSet<&'static str> {
    interface.iter().map(|(name, _)| *name).collect()
}

/// `StartedSession`: `FollowedSession` with a receipt.
pub(crate) fn started() -> Vec<(&'static str, &'static str)> {
    [FOLLOWED, &[("receipt", "Receipt")]].concat()
}

/// Asserts that the union of the contract has the names of the interface.
pub(crate) fn assert_declared(union: &str, interface: &Interface) {
    let unions = contract().unions;
    let members = unions.iter().find(|(name, _)| *name == union);
    let members = &members.unwrap_or_else(|| panic!("no union {union}")).1;
    let declared: BTreeSet<&str> = members.iter().map(String::as_str).collect();
    assert_eq!(declared, names(interface), "{union}");
}
