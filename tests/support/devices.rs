//! Devices as Graph gives them, and how a session that was read out of one is told in a line.

use serde_json::{Value, json};

use super::canned::{Canned, status};
use super::report::Session;

/// A link that an earlier session has left, and one that a new session brings.
pub const OLD: &str = "https://go.example/s/1";
pub const NEW: &str = "https://go.example/s/2";

/// A device with these properties and nothing but its id besides.
pub fn device(properties: &Value) -> Value {
    let mut device = json!({ "id": "d-1" });
    for (name, value) in properties.as_object().expect("properties") {
        device[name] = value.clone();
    }
    device
}

pub fn link(url: &str) -> Value {
    json!({ "remoteAssistanceSessionUrl": url })
}

pub fn details(text: &str) -> Value {
    json!({ "remoteAssistanceSessionErrorDetails": text })
}

/// A result of this action.
pub fn result(state: &str, started: &str) -> Value {
    json!({
        "actionName": "requestRemoteAssistance",
        "actionState": state,
        "startDateTime": started,
        "lastUpdatedDateTime": started,
    })
}

pub fn results(list: &[Value]) -> Value {
    json!({ "deviceActionResults": list })
}

/// One result of this action.
pub fn action(state: &str, started: &str) -> Value {
    results(&[result(state, started)])
}

/// The properties of all of them together.
pub fn all(parts: &[Value]) -> Value {
    let mut together = json!({});
    for part in parts {
        for (name, value) in part.as_object().expect("properties") {
            together[name] = value.clone();
        }
    }
    together
}

/// The reply that shows such a device.
pub fn seen(properties: &Value) -> Canned {
    status(200).body(&device(properties).to_string())
}

/// The session in a line: its state, then its link, or its reason and details.
pub fn line(session: &Session) -> String {
    let parts = [
        Some(&session.state),
        session.url.as_ref(),
        session.reason.as_ref(),
        session.error_details.as_ref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join(" ")
}

/// An error under an action that failed.
pub fn failed(started: &str) -> Value {
    all(&[details("offline"), action("failed", started)])
}
