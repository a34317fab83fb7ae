//! What a call ends in, in the shape of the public interface.

use serde::ser::SerializeTuple;
use serde::{Serialize, Serializer};

use crate::error::{ArgumentError, Error, Outcome};
use crate::message::message;
use crate::purpose::Purpose;
use crate::reply::Reply;

/// The public types of both ends.
pub const TYPESCRIPT: &str = r#"
/** What a successful call resolves to: Graph took the request. */
export interface Receipt {
  /** Graph's status, always 204. */
  status: 204;
  /** How many `fetch()` calls it took: 1, and more after waits or a claims challenge. */
  attempts: number;
  /** Graph's `request-id`, which Microsoft's support asks for; null if the reply has none. */
  requestId: string | null;
  /** Graph's echo of `client-request-id`; null if the reply has none. */
  clientRequestId: string | null;
}

/** The fields of a `RemoteAssistanceError`; those of the reply are null if the last attempt got none. */
export interface RemoteAssistanceFailure {
  /** What went wrong; for branching. */
  readonly code: ErrorCode;
  /** What the call may have done; look at it before anything is sent again. */
  readonly outcome: Outcome;
  /** How many `fetch()` calls were dispatched. */
  readonly attempts: number;
  /** The status of the reply; null for a redirect, which browsers hide. */
  readonly status: number | null;
  /** The innermost code of Graph's error body. */
  readonly graphCode: string | null;
  /** The message that goes with it; not for branching, Graph may change it. */
  readonly graphMessage: string | null;
  /** Intune's Activity ID, which Microsoft's support asks for. */
  readonly activityId: string | null;
  /** The reply's `request-id`, which Microsoft's support asks for. */
  readonly requestId: string | null;
  /** The reply's `client-request-id`. */
  readonly clientRequestId: string | null;
  /** How long Graph asks to wait before the next request, in milliseconds (from `Retry-After`). */
  readonly retryAfterMs: number | null;
  /** The claims of a continuous access evaluation challenge, as JSON text, for an interactive sign-in. */
  readonly claims: string | null;
  /** Which argument was wrong: `scope`, `ids`, `ids.managedDeviceId`, `token`, `options.timeout`, …; null for any other code. */
  readonly field: string | null;
}
"#;

/// How a call ended well.
pub enum Answer<'a, J> {
    /// Graph took the request.
    Receipt(Box<Receipt>),
    /// A device, as Graph gives it.
    Device(&'a J),
    /// A page of a collection, likewise.
    List(&'a J),
}

/// What a successful call resolves to: Graph took the request.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// How many attempts it took.
    pub attempts: u32,
    /// The reply that accepted it.
    pub reply: Option<Box<Reply>>,
}

/// Why a call failed, and how far it had come.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    /// What went wrong.
    pub error: Error,
    /// What the request was for.
    pub purpose: Purpose,
    /// How many attempts were dispatched.
    pub attempts: u32,
    /// The reply to the last one, if it got any.
    pub reply: Option<Box<Reply>>,
}

impl Receipt {
    /// Graph's `request-id`, and its echo of `client-request-id`.
    pub fn ids(&self) -> [Option<&str>; 2] {
        match &self.reply {
            Some(reply) => [
                reply.request_id.as_deref(),
                reply.client_request_id.as_deref(),
            ],
            None => [None, None],
        }
    }
}

/// The names of a failure's fields in the public interface, in the order in which they are handed
/// out: as a list, because names would cost a kilobyte on their way through the boundary.
pub const FAILURE_FIELDS: [&str; 13] = [
    "attempts",
    "status",
    "retryAfterMs",
    "code",
    "outcome",
    "message",
    "graphCode",
    "graphMessage",
    "activityId",
    "requestId",
    "clientRequestId",
    "claims",
    "field",
];

impl Failure {
    /// The values of [`FAILURE_FIELDS`].
    pub fn listed<T>(&self, then: impl FnOnce(List<'_>) -> T) -> T {
        let outcome = self.outcome();
        let nothing = Reply::none();
        let reply = self.reply.as_deref().unwrap_or(&nothing);
        let details = &reply.details;
        let field = match &self.error {
            Error::Argument(wrong) => Some(wrong.field.as_str()),
            _ => None,
        };
        let retry_after_ms = match self.error {
            Error::GateClosed(remaining_ms) => Some(remaining_ms as f64),
            _ => reply.told.map(|told| told.said_ms as f64),
        };
        then(List {
            numbers: &[
                Some(self.attempts.into()),
                reply.status().map(f64::from),
                retry_after_ms,
            ],
            texts: &[
                Some(self.error.code()),
                Some(outcome.name()),
                Some(&message(&self.error, outcome, self.purpose)),
                details.code.as_deref(),
                details.message.as_deref(),
                details.activity_id.as_deref(),
                either(&reply.request_id, &details.request_id),
                either(&reply.client_request_id, &details.client_request_id),
                reply.claims.as_deref(),
                field,
            ],
        })
    }
}

impl Failure {
    /// What the call may have done. The one rule: nothing sent if nothing was dispatched; otherwise
    /// what the last attempt proves, and an attempt without a reply proves nothing. Why the call
    /// ended does not matter.
    pub fn outcome(&self) -> Outcome {
        if self.attempts == 0 {
            return Outcome::NotSent;
        }
        let proven = match self.reply.as_deref().map(Reply::verdict) {
            Some(Err(refusal)) => refusal.proves(),
            Some(Ok(())) | None => Outcome::Unknown,
        };
        self.purpose.tempered(proven)
    }

    /// What the failure of the look before the action is to the action, which was not sent: nothing
    /// of the look's reply tells about that, but for what the sign-in needs.
    pub fn before_the_request(mut self: Box<Self>) -> Box<Self> {
        self.purpose = Purpose::Action;
        self.attempts = 0;
        self.reply = self.reply.and_then(|reply| reply.claims).map(|claims| {
            Box::new(Reply {
                claims: Some(claims),
                ..Reply::none()
            })
        });
        self
    }
}

impl From<Box<ArgumentError>> for Failure {
    fn from(error: Box<ArgumentError>) -> Failure {
        Failure {
            error: Error::Argument(error),
            purpose: Purpose::Action,
            attempts: 0,
            reply: None,
        }
    }
}

fn either<'a>(header: &'a Option<String>, body: &'a Option<String>) -> Option<&'a str> {
    header.as_deref().or(body.as_deref())
}

/// What is handed out: numbers first, then texts.
pub struct List<'a> {
    /// Numbers, in their order.
    pub numbers: &'a [Option<f64>],
    /// Texts, in theirs.
    pub texts: &'a [Option<&'a str>],
}

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let List { numbers, texts } = self;
        let mut list = serializer.serialize_tuple(texts.len().saturating_add(numbers.len()))?;
        for number in *numbers {
            list.serialize_element(number)?;
        }
        for text in *texts {
            list.serialize_element(text)?;
        }
        list.end()
    }
}
