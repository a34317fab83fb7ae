//! Graph's error bodies, and Intune's inside them.
//!
//! Graph sends `{"error":{"code","message","innerError":{"request-id","client-request-id",…}}}`. The
//! member is also spelled `innererror`, it can nest, and `code` can be `""` (Graph's page on errors).
//! Intune puts JSON of its own into `error.message`,
//! `{"_version":3,"Message":"… Activity ID: <guid> …"}`, and sometimes wraps it again:
//! `{"ErrorCode":"Forbidden","Message":"{…}"}`.

use crate::reply::json::Json;
use crate::reply::retry_after::RetryAfter;
use crate::text::{find, is_guid};

/// What an error body says beyond its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Details {
    /// The innermost code that is not empty.
    pub(crate) code: Option<String>,
    /// The innermost message.
    pub(crate) message: Option<String>,
    /// Intune's Activity ID, from the message.
    pub(crate) activity_id: Option<String>,
    /// Graph's `request-id`. The header may be hidden by CORS.
    pub(crate) request_id: Option<String>,
    /// Graph's echo of `client-request-id`.
    pub(crate) client_request_id: Option<String>,
    /// The wait that Intune states in the body of a 429.
    pub(crate) retry_after: Option<RetryAfter>,
}

/// How many layers of either kind are unwrapped. Two have been seen.
const MAX_LAYERS: usize = 4;

impl Details {
    /// An error body that says nothing.
    pub(crate) const NONE: Details = Details {
        code: None,
        message: None,
        activity_id: None,
        request_id: None,
        client_request_id: None,
        retry_after: None,
    };

    /// Reads the document of an error body. Empty if it is not one of Graph's.
    pub(crate) fn of<J: Json>(document: &J) -> Details {
        let Some(error) = document.get("error") else {
            return Details::NONE;
        };
        let mut details = Details {
            retry_after: retry_after(&error),
            code: error.text_of("code"),
            message: error.text_of("message"),
            ..Details::NONE
        };
        details.read_inner_errors(error);
        details.unwrap_message::<J>();
        details.activity_id = details.message.as_deref().and_then(activity_id);
        details
    }

    /// Whether Intune says that the admin lacks a role. It does so under 401 too.
    pub(crate) fn is_forbidden(&self) -> bool {
        self.code.as_deref() == Some("Forbidden")
    }

    fn read_inner_errors<J: Json>(&mut self, error: J) {
        let mut layer = error;
        for _ in 0..MAX_LAYERS {
            let Some(inner) = layer.get("innerError").or_else(|| layer.get("innererror")) else {
                return;
            };
            replace_if_found(&mut self.code, inner.text_of("code"));
            replace_if_found(&mut self.request_id, inner.text_of("request-id"));
            let client_request_id = inner.text_of("client-request-id");
            replace_if_found(&mut self.client_request_id, client_request_id);
            self.retry_after = self.retry_after.or_else(|| retry_after(&inner));
            layer = inner;
        }
    }

    fn unwrap_message<J: Json>(&mut self) {
        for _ in 0..MAX_LAYERS {
            let message = self.message.as_deref().unwrap_or_default();
            if message.trim_ascii_start().as_bytes().first() != Some(&b'{') {
                return;
            }
            let Some(layer) = J::parse(message) else {
                return;
            };
            let code = layer.text_of("ErrorCode").or_else(|| layer.text_of("code"));
            replace_if_found(&mut self.code, code);
            self.retry_after = self.retry_after.or_else(|| retry_after(&layer));
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

fn replace_if_found(field: &mut Option<String>, found: Option<String>) {
    if found.is_some() {
        *field = found;
    }
}

/// The wait that a layer states, in seconds: a number, or a text like the header.
fn retry_after(layer: &impl Json) -> Option<RetryAfter> {
    let names = ["RetryAfter", "retryAfter"];
    let stated = names.into_iter().find_map(|name| layer.get(name))?;
    match stated.number() {
        Some(seconds) => RetryAfter::of_seconds(seconds),
        None => RetryAfter::of_number_text(&stated.text()?),
    }
}

/// The GUID after "Activity ID:".
fn activity_id(message: &str) -> Option<String> {
    const LABEL: &str = "activity id:";
    const GUID_LENGTH: usize = 36;
    let label = find(&message.to_ascii_lowercase(), LABEL)?;
    let rest = message.get(label.checked_add(LABEL.len())?..)?;
    let guid = rest.trim_ascii_start().get(..GUID_LENGTH)?;
    is_guid(guid).then(|| guid.to_owned())
}
