//! How a request ends, in the shape of the public interface: [`Failure`] or [`Receipt`].

use crate::error::message::message;
use crate::error::{ArgumentError, Error, Outcome};
use crate::record::Record;
use crate::reply::reply::Reply;
use crate::request::kind::RequestKind;

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
    pub(crate) fn new(attempts: u32, reply: Option<Box<Reply>>) -> Receipt {
        let (request_id, client_request_id) = reply.map_or((None, None), |reply| {
            (reply.request_id, reply.client_request_id)
        });
        Receipt {
            attempts,
            request_id,
            client_request_id,
        }
    }

    /// The receipt in the shape of the public interface (`Receipt` in `js/types.ts`).
    pub(crate) fn record(&self) -> Record<'_> {
        let status = f64::from(RequestKind::Action.success_status());
        Record(vec![
            ("status", status.into()),
            ("attempts", self.attempts.into()),
            ("requestId", self.request_id.as_deref().into()),
            ("clientRequestId", self.client_request_id.as_deref().into()),
        ])
    }
}

/// Why a call failed, and how far it had come.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// What went wrong.
    pub(crate) error: Error,
    /// What the request was for.
    pub(crate) kind: RequestKind,
    /// How many attempts were dispatched.
    pub(crate) attempts: u32,
    /// The reply to the last attempt, if one came.
    pub(crate) reply: Option<Box<Reply>>,
}

impl Failure {
    /// A failure before any attempt.
    pub(crate) fn not_sent(error: Error, kind: RequestKind) -> Box<Failure> {
        Box::new(Failure {
            error,
            kind,
            attempts: 0,
            reply: None,
        })
    }

    /// What the call may have done: nothing if no attempt was dispatched, otherwise what the last
    /// attempt proves. An attempt without a reply proves nothing. Why the call ended does not matter.
    pub(crate) fn outcome(&self) -> Outcome {
        if self.attempts == 0 {
            return Outcome::NotSent;
        }
        let proven = match self.reply.as_deref().map(Reply::verdict) {
            Some(Err(refusal)) => refusal.proves(),
            Some(Ok(())) | None => Outcome::Unknown,
        };
        self.kind.outcome_of(proven)
    }

    /// This failure of the read before the action, as the failure of the action: the action was not
    /// sent. Only the claims stay, because the next sign-in needs them.
    pub(crate) fn before_action(self) -> Box<Failure> {
        Box::new(Failure {
            error: self.error,
            kind: RequestKind::Action,
            attempts: 0,
            reply: self.reply.and_then(|reply| reply.claims).map(|claims| {
                Box::new(Reply {
                    claims: Some(claims),
                    ..Reply::unreadable(RequestKind::Action)
                })
            }),
        })
    }

    /// The fields of the `RemoteAssistanceError` (`RemoteAssistanceFailure` in `js/types.ts`), and its
    /// message.
    pub(crate) fn record(&self) -> Record<'_> {
        let outcome = self.outcome();
        let reply = self.reply.as_deref();
        let text = |of: fn(&Reply) -> &Option<String>| of(reply?).as_deref();
        let request_id = text(|reply| &reply.request_id);
        let client_request_id = text(|reply| &reply.client_request_id);
        let retry_after_ms = match self.error {
            Error::GateClosed(left_ms) => Some(left_ms as f64),
            _ => reply.and_then(|reply| Some(reply.retry_after?.stated_ms as f64)),
        };
        let field = match &self.error {
            Error::Argument(invalid) => Some(invalid.field.as_str()),
            _ => None,
        };
        Record(vec![
            ("code", self.error.code().into()),
            ("outcome", outcome.name().into()),
            ("message", message(&self.error, outcome, self.kind).into()),
            ("attempts", self.attempts.into()),
            (
                "status",
                reply.and_then(Reply::status).map(f64::from).into(),
            ),
            ("graphCode", text(|reply| &reply.details.code).into()),
            ("graphMessage", text(|reply| &reply.details.message).into()),
            (
                "activityId",
                text(|reply| &reply.details.activity_id).into(),
            ),
            (
                "requestId",
                request_id
                    .or(text(|reply| &reply.details.request_id))
                    .into(),
            ),
            (
                "clientRequestId",
                client_request_id
                    .or(text(|reply| &reply.details.client_request_id))
                    .into(),
            ),
            ("retryAfterMs", retry_after_ms.into()),
            ("claims", text(|reply| &reply.claims).into()),
            ("field", field.into()),
        ])
    }
}

impl From<Box<ArgumentError>> for Box<Failure> {
    fn from(invalid: Box<ArgumentError>) -> Box<Failure> {
        Failure::not_sent(Error::Argument(invalid), RequestKind::Action)
    }
}
