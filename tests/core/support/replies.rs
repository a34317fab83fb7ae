//! Replies of a script: a status, headers, and a body that may take its time.

use super::challenge::claims_challenge;
use super::script::Scripted;
use crate::reply::reply::ReplyStatus;

/// The text of a body whose connection breaks.
pub(crate) const BROKEN_BODY: &str = "\0broken";

/// A reply of a script.
pub(crate) struct ScriptedReply {
    pub(crate) status: ReplyStatus,
    pub(crate) headers: Vec<(&'static str, String)>,
    /// The text of the body. Its time counts from the moment at which the call asks for it.
    pub(crate) body: Option<Scripted<String>>,
}

impl ScriptedReply {
    /// A reply without headers and body.
    pub(crate) const fn of(status: ReplyStatus) -> ScriptedReply {
        ScriptedReply {
            status,
            headers: Vec::new(),
            body: None,
        }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &str) -> ScriptedReply {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// With a body that arrives at once.
    pub(crate) fn body(self, text: &str) -> ScriptedReply {
        self.scripted_body(Scripted::After(0, text.to_owned()))
    }

    pub(crate) fn scripted_body(mut self, body: Scripted<String>) -> ScriptedReply {
        self.body = Some(body);
        self
    }

    /// With a `Retry-After`.
    pub(crate) fn retry_after(self, value: &str) -> ScriptedReply {
        self.header("retry-after", value)
    }

    /// With the ids that Graph puts into its headers.
    pub(crate) fn ids(
        self,
        request_id: Option<&str>,
        client_request_id: Option<&str>,
    ) -> ScriptedReply {
        let ids = [
            ("request-id", request_id),
            ("client-request-id", client_request_id),
        ];
        ids.into_iter().fold(self, |reply, (name, id)| match id {
            Some(id) => reply.header(name, id),
            None => reply,
        })
    }
}

/// A reply of that status, without headers and body.
pub(crate) const fn status(status: u16) -> ScriptedReply {
    ScriptedReply::of(ReplyStatus::Known(status))
}

/// A 401 with a claims challenge.
pub(crate) fn challenge() -> ScriptedReply {
    status(401).header("www-authenticate", &claims_challenge())
}
