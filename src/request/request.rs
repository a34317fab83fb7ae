//! What one attempt sends.

use zeroize::Zeroizing;

use crate::arguments::token::Token;
use crate::request::kind::RequestKind;

/// What a request is for, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    /// It decides the method, and which status is a success.
    pub(crate) kind: RequestKind,
    /// The whole URL.
    pub(crate) url: String,
}

/// How long and how often a request may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    /// The limit of each wait for a token and of each attempt, in milliseconds.
    pub(crate) timeout_ms: u32,
    /// How many attempts may follow the first one after a wait.
    pub(crate) max_retries: u32,
    /// All waits before another attempt together, in milliseconds.
    pub(crate) retry_budget_ms: u32,
}

/// One attempt. It has no body and, besides these headers, nothing that Graph does not need.
pub(crate) struct HttpRequest<'a> {
    /// `POST` or `GET`.
    pub(crate) method: &'static str,
    /// The whole URL.
    pub(crate) url: &'a str,
    /// Sent as `Authorization: Bearer …`.
    pub(crate) token: &'a Token,
    /// Sent as `client-request-id`.
    pub(crate) client_request_id: Option<&'a str>,
}

impl HttpRequest<'_> {
    /// The headers. The values are wiped when they are dropped, because one is the token.
    pub(crate) fn headers(&self) -> Vec<(&'static str, Zeroizing<String>)> {
        let mut headers = vec![
            ("authorization", self.token.authorization()),
            ("accept", Zeroizing::new("application/json".to_owned())),
        ];
        if let Some(id) = self.client_request_id {
            headers.push(("client-request-id", Zeroizing::new(id.to_owned())));
        }
        headers
    }
}
