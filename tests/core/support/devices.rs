//! Devices as Graph gives them. Source of the names: the type `managedDevice` of Graph's metadata.

use serde_json::{Value, json};

use super::arguments::DEVICE;
use super::replies::{ScriptedReply, status};

/// A link that an earlier session has left.
pub(crate) const OLD_LINK: &str = "https://go.example/s/1";

/// A link that a new session brings.
pub(crate) const NEW_LINK: &str = "https://go.example/s/2";

/// A device with its id and these properties.
pub(crate) fn device(properties: &Value) -> Value {
    merged(&[json!({ "id": DEVICE }), properties.clone()])
}

/// The reply that shows such a device.
pub(crate) fn device_reply(properties: &Value) -> ScriptedReply {
    status(200).body(&device(properties).to_string())
}

/// The reply that shows a device without a session.
pub(crate) fn plain_device_reply() -> ScriptedReply {
    device_reply(&json!({}))
}

pub(crate) fn link(url: &str) -> Value {
    json!({ "remoteAssistanceSessionUrl": url })
}

pub(crate) fn error_details(text: &str) -> Value {
    json!({ "remoteAssistanceSessionErrorDetails": text })
}

/// A result of the action.
pub(crate) fn action_result(state: &str, started: &str) -> Value {
    json!({
        "actionName": "requestRemoteAssistance",
        "actionState": state,
        "startDateTime": started,
        "lastUpdatedDateTime": started,
    })
}

pub(crate) fn action_results(results: &[Value]) -> Value {
    json!({ "deviceActionResults": results })
}

/// One result of the action.
pub(crate) fn action(state: &str, started: &str) -> Value {
    action_results(&[action_result(state, started)])
}

/// An error text under a failed action.
pub(crate) fn failed_action(started: &str) -> Value {
    merged(&[error_details("offline"), action("failed", started)])
}

/// A link under an action that is done.
pub(crate) fn done_action(url: &str, started: &str) -> Value {
    merged(&[link(url), action("done", started)])
}

/// The properties of all of these together.
pub(crate) fn merged(parts: &[Value]) -> Value {
    let mut merged = json!({});
    for part in parts {
        for (name, value) in part.as_object().expect("properties") {
            merged[name] = value.clone();
        }
    }
    merged
}
