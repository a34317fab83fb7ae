//! What a call ends in, in the shape of the public interface.

use serde::Serialize;

use crate::error::{ArgumentError, Error, Outcome};
use crate::message::message;
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

/// What a successful call resolves to: Graph took the request.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// Always 204.
    pub status: u16,
    /// How many attempts it took.
    pub attempts: u32,
    /// Graph's `request-id`, which Microsoft's support asks for.
    pub request_id: Option<String>,
    /// Graph's echo of `client-request-id`.
    pub client_request_id: Option<String>,
}

impl Receipt {
    /// The receipt for the reply that accepted the request.
    pub fn new(attempts: u32, reply: Option<Reply>) -> Receipt {
        let reply = reply.unwrap_or_else(Reply::none);
        Receipt {
            status: 204,
            attempts,
            request_id: reply.request_id,
            client_request_id: reply.client_request_id,
        }
    }
}

/// The fields of a `RemoteAssistanceError`.
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// What went wrong.
    pub code: &'static str,
    /// What the call may have done.
    pub outcome: &'static str,
    /// The same in plain English, with what to do next.
    pub message: String,
    /// How many attempts were dispatched.
    pub attempts: u32,
    /// The status of the reply to the last attempt.
    pub status: Option<u16>,
    /// The innermost code of its error body.
    pub graph_code: Option<String>,
    /// The message that goes with it.
    pub graph_message: Option<String>,
    /// Intune's Activity ID.
    pub activity_id: Option<String>,
    /// That reply's `request-id`.
    pub request_id: Option<String>,
    /// That reply's `client-request-id`.
    pub client_request_id: Option<String>,
    /// How long it asks to wait, in milliseconds.
    pub retry_after_ms: Option<f64>,
    /// The claims of its challenge.
    pub claims: Option<String>,
    /// Which argument was wrong.
    pub field: Option<String>,
}

impl Failure {
    /// The failure of a call that dispatched so many attempts and had that reply to the last one.
    pub fn new(error: Error, attempts: u32, reply: Option<Reply>) -> Failure {
        let outcome = outcome(attempts, reply.as_ref());
        let message = message(&error, outcome);
        let code = error.code();
        let status = reply.as_ref().and_then(Reply::status);
        let reply = reply.unwrap_or_else(Reply::none);
        let retry_after_ms = match error {
            Error::GateClosed(remaining_ms) => Some(remaining_ms as f64),
            _ => reply.told.map(|told| told.said_ms as f64),
        };
        let field = match error {
            Error::Argument(ArgumentError { field, .. }) => Some(field),
            _ => None,
        };
        Failure {
            code,
            outcome: outcome.name(),
            message,
            attempts,
            status,
            graph_code: reply.details.code,
            graph_message: reply.details.message,
            activity_id: reply.details.activity_id,
            request_id: reply.request_id.or(reply.details.request_id),
            client_request_id: reply.client_request_id.or(reply.details.client_request_id),
            retry_after_ms,
            claims: reply.claims,
            field,
        }
    }
}

/// The one rule: nothing sent if nothing was dispatched; otherwise what the last attempt proves,
/// and an attempt without a reply proves nothing. Why the call ended does not matter.
fn outcome(attempts: u32, reply: Option<&Reply>) -> Outcome {
    if attempts == 0 {
        return Outcome::NotSent;
    }
    match reply.map(Reply::verdict) {
        Some(Err(refusal)) => refusal.proves(),
        Some(Ok(())) | None => Outcome::Unknown,
    }
}

impl From<ArgumentError> for Failure {
    fn from(error: ArgumentError) -> Failure {
        Failure::new(Error::Argument(error), 0, None)
    }
}
