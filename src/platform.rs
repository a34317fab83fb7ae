//! What a call needs from its environment.
//!
//! The browser implements [`Platform`] in `wasm::browser`. The native tests implement it with
//! scripted replies and a virtual clock (`tests/core/support/platform.rs`). Both run the same code.

use crate::arguments::host_value::HostValue;
use crate::arguments::token::Token;
use crate::endpoint::RequestKind;
use crate::error::{Error, TimedOut};
use crate::progress::Progress;
use crate::record::Record;
use crate::reply::json::Json;
use crate::reply::reply::Response;

/// The environment of one call. The call has at most one wait at a time.
pub(crate) trait Platform {
    /// What `fetch` gave.
    type Response: Response;

    /// A parsed JSON document.
    type Document: Json + Clone;

    /// Calls the portal's token function.
    async fn token(&self, request: &TokenRequest, timeout_ms: u32) -> Result<HostValue, WaitError>;

    /// Whether what the token function threw says that the admin must sign in.
    fn needs_interaction(&self) -> bool;

    /// Whether the text contains a token that the portal gave for this call, or for another request of
    /// the same list or batch. A server may echo it.
    fn holds_token(&self, text: &str) -> bool;

    /// Makes one attempt, until its status is known. Dropping the response gives up its body.
    async fn fetch(
        &self,
        request: &HttpRequest<'_>,
        timeout_ms: u32,
    ) -> Result<Self::Response, WaitError>;

    /// Reads the body as a JSON document. `None` means that the body is complete but is no JSON, or
    /// that it is longer than `limit` bytes. The time limit of the attempt goes on, unless
    /// `at_most_ms` sets a new one.
    async fn read_body(
        &self,
        response: &Self::Response,
        limit: u32,
        at_most_ms: Option<u32>,
    ) -> Result<Option<Self::Document>, WaitError>;

    /// Waits that many milliseconds.
    async fn sleep(&self, ms: u32) -> Result<(), Aborted>;

    /// Milliseconds since the epoch.
    fn now_ms(&self) -> f64;

    /// A random number in [0, 1).
    fn random(&self) -> f64;

    /// Why no attempt can be made now, if that is so.
    fn blocked_by(&self) -> Option<Error>;

    /// Whether the browser says that it is offline. It is only a hint: some VPNs make it wrong.
    fn is_offline(&self) -> bool;

    /// Tells the portal that a wait before another attempt begins.
    fn on_wait(&self, ms: u32);

    /// Tells the portal how far a session is.
    fn on_progress(&self, progress: &Progress<Self::Document>);

    /// The origin of a URL in the platform's own spelling (`new URL(url).origin`). `None` if the
    /// platform cannot parse it.
    fn url_origin(url: &str) -> Option<String>;
}

/// Why a wait ended without its value. A signal that has fired wins over a value of the same instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WaitError {
    /// It threw or was rejected; a connection that broke is one case.
    Failed,
    /// Its time limit passed.
    TimedOut,
    /// The portal's signal fired.
    Aborted,
}

impl WaitError {
    /// The error of the call: `failed` if the wait failed, and what timed out.
    pub(crate) fn into_error(self, failed: Error, timed_out: TimedOut) -> Error {
        match self {
            WaitError::Failed => failed,
            WaitError::TimedOut => Error::Timeout(timed_out),
            WaitError::Aborted => Error::Aborted,
        }
    }
}

/// The portal's signal fired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Aborted;

impl From<Aborted> for Error {
    fn from(_: Aborted) -> Error {
        Error::Aborted
    }
}

/// What the portal's token function is given.
#[derive(Default)]
pub(crate) struct TokenRequest {
    /// Those of a claims challenge, as JSON text.
    pub(crate) claims: Option<String>,
    /// Graph refused the token: it must not come from a cache.
    pub(crate) force_refresh: bool,
}

/// One attempt. It has no body and, besides these headers and settings, nothing that Graph does not
/// need.
pub(crate) struct HttpRequest<'a> {
    /// What it is for.
    pub(crate) kind: RequestKind,
    /// The whole URL.
    pub(crate) url: &'a str,
    /// Sent as `Authorization: Bearer …`.
    pub(crate) token: &'a Token,
    /// Sent as `client-request-id`.
    pub(crate) client_request_id: Option<&'a str>,
}

impl HttpRequest<'_> {
    /// The settings of `fetch` (`RequestInit`). The token goes to Graph and to no other place, and no
    /// cookie and no referrer goes along.
    pub(crate) fn settings<R: Record>(&self) -> R {
        let mut settings = R::new();
        settings.add("method", self.kind.method());
        settings.add("mode", "cors");
        settings.add("credentials", "omit");
        settings.add("redirect", "manual");
        settings.add("referrerPolicy", "no-referrer");
        settings
    }

    /// Gives each header to `set`.
    pub(crate) fn for_each_header(&self, mut set: impl FnMut(&'static str, &str)) {
        set("authorization", &self.token.authorization());
        set("accept", "application/json");
        if let Some(level) = self.kind.consistency_level() {
            set("consistencylevel", level);
        }
        if let Some(id) = self.client_request_id {
            set("client-request-id", id);
        }
    }
}
