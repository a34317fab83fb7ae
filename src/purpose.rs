//! What a request is for, and with it everything in which a read differs from the action.

use crate::error::Outcome;
use crate::json::Json;

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The action, which rings a person's device.
    Action,
    /// To read one device.
    Device,
    /// To read a page of a collection.
    List,
}

impl Purpose {
    /// Whether the request changes nothing, so that it may be sent again (RFC 9110 section 9.2.2).
    pub const fn is_read(self) -> bool {
        !matches!(self, Purpose::Action)
    }

    /// The method of the request.
    pub const fn method(self) -> &'static str {
        match self.is_read() {
            true => "GET",
            false => "POST",
        }
    }

    /// The one status that means success.
    pub const fn accepted_status(self) -> u16 {
        match self.is_read() {
            true => 200,
            false => 204,
        }
    }

    /// Whether a reply of this status leaves open what became of a read, so that it is worth
    /// another try. What the action does then is [`crate::call`]'s to know: nothing.
    pub const fn may_be_read_again(self, status: Option<u16>) -> bool {
        self.is_read() && matches!(status, Some(502..=504))
    }

    /// Whether the document is what Graph gives: a device has an id, a collection its `value`.
    pub fn fits(self, document: &impl Json) -> bool {
        match self {
            Purpose::Action => true,
            Purpose::Device => document.text_of("id").is_some(),
            Purpose::List => document
                .get("value")
                .is_some_and(|list| list.length().is_some()),
        }
    }

    /// What is left of an outcome: a read rings nobody, so that nothing about it is unknown.
    pub fn tempered(self, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Unknown if self.is_read() => Outcome::NotSent,
            outcome => outcome,
        }
    }
}
