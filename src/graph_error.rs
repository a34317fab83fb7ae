//! Graph's error bodies, and Intune's inside them.
//!
//! Graph: `{"error":{"code","message","innerError":{"request-id","client-request-id",…}}}`, the
//! member also spelt `innererror`, nested or not, `code` possibly `""` (Graph's page on errors).
//! Intune puts JSON of its own into `error.message`, `{"_version":3,"Message":"… Activity ID:
//! <guid> …"}`, and at times wraps that once more, `{"ErrorCode":"Forbidden","Message":"{…}"}`.

use crate::json::Json;

/// What an error body says beyond its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The innermost code that is not empty.
    pub code: Option<String>,
    /// The innermost message.
    pub message: Option<String>,
    /// Intune's Activity ID, out of the message.
    pub activity_id: Option<String>,
    /// Graph's `request-id`, where the header could not be read.
    pub request_id: Option<String>,
    /// Likewise its `client-request-id`.
    pub client_request_id: Option<String>,
}

/// How many layers of either kind are unwrapped; two have been seen.
const LAYERS: usize = 4;

impl Details {
    /// Nothing at all.
    pub const NONE: Details = Details {
        code: None,
        message: None,
        activity_id: None,
        request_id: None,
        client_request_id: None,
    };

    /// Reads the document of an error body; empty where it is not one of Graph's.
    pub fn of<J: Json>(document: &J) -> Details {
        let Some(error) = document.get("error") else {
            return Details::NONE;
        };
        let mut details = Details {
            code: error.text_of("code"),
            message: error.text_of("message"),
            ..Details::NONE
        };
        details.take_inner_errors(error);
        details.unwrap_message::<J>();
        details.activity_id = details.message.as_deref().and_then(activity_id);
        details
    }

    /// Whether Intune says that the admin lacks a role, which it does under 401 too.
    pub fn is_forbidden(&self) -> bool {
        self.code.as_deref() == Some("Forbidden")
    }

    fn take_inner_errors<J: Json>(&mut self, error: J) {
        let mut layer = error;
        for _ in 0..LAYERS {
            let Some(inner) = layer.get("innerError").or_else(|| layer.get("innererror")) else {
                return;
            };
            take(&mut self.code, inner.text_of("code"));
            take(&mut self.request_id, inner.text_of("request-id"));
            take(
                &mut self.client_request_id,
                inner.text_of("client-request-id"),
            );
            layer = inner;
        }
    }

    fn unwrap_message<J: Json>(&mut self) {
        for _ in 0..LAYERS {
            let message = self.message.as_deref().unwrap_or_default();
            if message.trim_ascii_start().as_bytes().first() != Some(&b'{') {
                return;
            }
            let Some(layer) = J::parse(message) else {
                return;
            };
            take(
                &mut self.code,
                layer.text_of("ErrorCode").or_else(|| layer.text_of("code")),
            );
            let Some(inner) = layer
                .text_of("Message")
                .or_else(|| layer.text_of("message"))
            else {
                return;
            };
            self.message = Some(inner);
        }
    }
}

fn take(field: &mut Option<String>, found: Option<String>) {
    if found.is_some() {
        *field = found;
    }
}

/// The GUID after "Activity ID:".
fn activity_id(message: &str) -> Option<String> {
    const LABEL: &[u8] = b"activity id:";
    const GUID_LENGTH: usize = 36;
    let bytes = message.as_bytes();
    let label = bytes
        .windows(LABEL.len())
        .position(|window| window.eq_ignore_ascii_case(LABEL))?;
    let rest = message.get(label.checked_add(LABEL.len())?..)?;
    let guid = rest.trim_ascii_start().get(..GUID_LENGTH)?;
    is_guid(guid).then(|| guid.to_owned())
}

/// Whether the text is a GUID in its usual form, 8-4-4-4-12 hex digits.
pub fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
