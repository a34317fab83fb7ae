//! How a request ends, in the shape of the public interface: [`Failure`] or [`Receipt`].

use crate::endpoint::RequestKind;
use crate::error::message::message;
use crate::error::{ArgumentError, Error, Outcome};
use crate::record::Record;
use crate::reply::reply::Reply;

/// Graph accepted the request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Receipt {
    /// How many `fetch` calls were made.
    pub(crate) attempts: u32,
    /// Graph's `request-id`.
    pub(crate) request_id: Option<String>,
    /// Graph's echo of `client-request-id`.
    pub(crate) client_request_id: Option<String>,
}

impl Receipt {
    /// The receipt for that reply, after that many attempts.
    pub(crate) fn new(attempts: u32, reply: Reply) -> Receipt {
        Receipt {
            attempts,
            request_id: reply.request_id,
            client_request_id: reply.client_request_id,
        }
    }

    /// The receipt in the shape of the public interface (`Receipt` in `js/types.ts`).
    pub(crate) fn record<R: Record>(&self) -> R {
        let status = RequestKind::Action.success_status();
        let mut record = R::new();
        record.add("status", status);
        record.add("attempts", self.attempts);
        record.add("requestId", &self.request_id);
        record.add("clientRequestId", &self.client_request_id);
        record
    }
}

/// Why a call failed, and how far it had come.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// What went wrong.
    pub(crate) error: Error,
    /// How many attempts were dispatched.
    pub(crate) attempts: u32,
    /// The reply to the last attempt. It also says what the request was for.
    pub(crate) reply: Box<Reply>,
    /// The argument that breaks a rule, if the error is about one.
    pub(crate) invalid: Option<Box<ArgumentError>>,
}

impl Failure {
    /// A failure before any attempt.
    pub(crate) fn not_sent(error: Error, kind: RequestKind) -> Box<Failure> {
        Box::new(Failure {
            error,
            attempts: 0,
            reply: Reply::none(kind),
            invalid: None,
        })
    }

    /// What the call may have done: nothing if no attempt was dispatched, otherwise what the last
    /// attempt proves. An attempt without a reply proves nothing. Why the call ended does not matter.
    pub(crate) fn outcome(&self) -> Outcome {
        if self.attempts == 0 {
            return Outcome::NotSent;
        }
        let proven = match self.reply.result() {
            Err(refusal) => refusal.proves(),
            Ok(()) => Outcome::Unknown,
        };
        proven.for_request(self.reply.kind)
    }

    /// This failure of the read before the action, as the failure of the action: the action was not
    /// sent. Only the claims stay, because the next sign-in needs them.
    pub(crate) fn before_action(self) -> Box<Failure> {
        let mut failure = Failure::not_sent(self.error, RequestKind::Action);
        failure.reply.claims = self.reply.claims;
        failure
    }

    /// The fields of the `RemoteAssistanceError` (`RemoteAssistanceFailure` in `js/errors.ts`), and its
    /// message.
    pub(crate) fn record<R: Record>(&self) -> R {
        let outcome = self.outcome();
        let reply = &self.reply;
        let details = &reply.details;
        let retry_after_ms = match self.error {
            Error::GateClosed(left_ms) => Some(left_ms as f64),
            _ => reply.retry_after.map(|after| after.stated_ms as f64),
        };
        let message = match &self.invalid {
            Some(invalid) => invalid.message(),
            None => message(&self.error, outcome, reply.kind, details.message.as_deref()),
        };
        let request_id = reply.request_id.as_ref().or(details.request_id.as_ref());
        let client_request_id = reply.client_request_id.as_ref();
        let client_request_id = client_request_id.or(details.client_request_id.as_ref());
        let mut record = R::new();
        record.add("code", self.error.code());
        record.add("outcome", outcome.name());
        record.add("message", message);
        record.add("attempts", self.attempts);
        record.add("status", reply.status());
        record.add("graphCode", &details.code);
        record.add("graphMessage", &details.message);
        record.add("activityId", &details.activity_id);
        record.add("requestId", request_id);
        record.add("clientRequestId", client_request_id);
        record.add("retryAfterMs", retry_after_ms);
        record.add("claims", &reply.claims);
        record.add("field", self.invalid.as_ref().map(|invalid| &invalid.field));
        record
    }
}

impl From<Box<ArgumentError>> for Box<Failure> {
    fn from(invalid: Box<ArgumentError>) -> Box<Failure> {
        Box::new(Failure {
            error: Error::Argument(invalid.argument),
            attempts: 0,
            reply: Reply::none(RequestKind::Action),
            invalid: Some(invalid),
        })
    }
}
