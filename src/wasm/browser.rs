//! The browser as the [`Platform`] of one call.

use core::future::poll_fn;
use core::task::Poll;

use gloo_net::http::Headers;
use js_sys::{Date, Math};
use wasm_bindgen::prelude::*;
use web_sys::RequestInit;

use super::convert::{JsRecord, host_value};
use super::executor::{WaitEnd, WaitSlot};
use super::host::{self, HostCall};
use crate::arguments::host_value::HostValue;
use crate::error::Error;
use crate::platform::{Aborted, HttpRequest, Platform, TokenRequest, WaitError};
use crate::progress::Progress;
use crate::reply::json::Json;
use crate::reply::reply::{ReplyStatus, Response};

/// What an attempt needs from the environment.
const INTERFACES: [&str; 3] = ["fetch", "Headers", "AbortController"];

/// The browser around one call.
pub(super) struct Browser {
    /// The call on the JavaScript side.
    pub(super) call: HostCall,
    ended_wait: WaitSlot,
}

impl Browser {
    /// The browser around that call.
    pub(super) fn new(call: HostCall) -> Browser {
        let ended_wait = WaitSlot::default();
        Browser { call, ended_wait }
    }

    /// Where the executor puts how a wait of this call ended.
    pub(super) fn ended_wait(&self) -> WaitSlot {
        WaitSlot::clone(&self.ended_wait)
    }

    /// Waits for the end of the wait that a method of [`HostCall`] has begun, and converts it.
    fn wait<T>(&self, convert: impl Fn(WaitEnd) -> T) -> impl Future<Output = T> {
        poll_fn(move |_| match self.ended_wait.take() {
            Some(end) => Poll::Ready(convert(end)),
            None => Poll::Pending,
        })
    }
}

impl Platform for Browser {
    type Response = HostResponse;
    type Document = HostDocument;

    fn token(
        &self,
        request: &TokenRequest,
        timeout_ms: u32,
    ) -> impl Future<Output = Result<HostValue, WaitError>> {
        let claims = request.claims.as_deref();
        self.call
            .call_token_function(claims, request.force_refresh, timeout_ms);
        self.wait(|end| Ok(host_value(&end?)))
    }

    fn fetch(
        &self,
        request: &HttpRequest<'_>,
        timeout_ms: u32,
    ) -> impl Future<Output = Result<HostResponse, WaitError>> {
        self.call
            .fetch(request.url, &request_init(request), timeout_ms);
        self.wait(|end| {
            // Dropped at once if there is no response.
            let attempt = AttemptGuard(self.call.clone());
            Ok(HostResponse {
                value: end?,
                _attempt: attempt,
            })
        })
    }

    fn read_body(
        &self,
        response: &HostResponse,
        limit: u32,
        at_most_ms: Option<u32>,
    ) -> impl Future<Output = Result<Option<HostDocument>, WaitError>> {
        self.call.read_body(&response.value, limit, at_most_ms);
        self.wait(|end| Ok(HostDocument::of(end?)))
    }

    fn sleep(&self, ms: u32) -> impl Future<Output = Result<(), Aborted>> {
        self.call.sleep(ms);
        self.wait(|end| match end {
            Err(WaitError::Aborted) => Err(Aborted),
            Ok(_) | Err(WaitError::TimedOut | WaitError::Failed) => Ok(()),
        })
    }

    fn now_ms(&self) -> f64 {
        Date::now()
    }

    fn random(&self) -> f64 {
        Math::random()
    }

    fn blocked_by(&self) -> Option<Error> {
        if self.call.is_aborted() {
            return Some(Error::Aborted);
        }
        let missing = INTERFACES
            .iter()
            .find(|name| !self.call.has_interface(name));
        missing.map(|name| Error::MissingInterface(name))
    }

    fn needs_interaction(&self) -> bool {
        self.call.needs_interaction()
    }

    fn holds_token(&self, text: &str) -> bool {
        self.call.holds_token(text)
    }

    fn is_offline(&self) -> bool {
        host::is_offline()
    }

    fn on_wait(&self, ms: u32) {
        self.call.on_wait(ms);
    }

    fn on_progress(&self, progress: &Progress<HostDocument>) {
        let before = progress.before.as_ref().map(|before| &before.0);
        self.call
            .on_progress(progress.record::<JsRecord>().as_ref(), before);
    }

    fn url_origin(url: &str) -> Option<String> {
        host::url_origin(url)
    }
}

/// The `RequestInit` of an attempt, without the signal, which JavaScript adds.
fn request_init(request: &HttpRequest<'_>) -> RequestInit {
    let headers = Headers::new();
    request.for_each_header(|name, value| headers.set(name, value));
    let init: RequestInit = request.settings::<JsRecord>().unchecked_into();
    init.set_headers(&headers.into_raw());
    init
}

/// One attempt. Dropping it gives up the `fetch`, or the body that is not read to its end.
struct AttemptGuard(HostCall);

impl Drop for AttemptGuard {
    fn drop(&mut self) {
        self.0.release_attempt();
    }
}

/// What `fetch` gave. It may be a mock, or anything at all.
pub(super) struct HostResponse {
    value: JsValue,
    _attempt: AttemptGuard,
}

impl Response for HostResponse {
    fn status(&self) -> ReplyStatus {
        let status = host::read_property(&self.value, "status").as_f64();
        let response_type = host::read_property(&self.value, "type").as_string();
        ReplyStatus::of(status, response_type.as_deref())
    }

    fn header(&self, name: &str) -> Option<String> {
        host::read_header(&self.value, name).as_string()
    }

    fn decode_base64(base64: &str) -> Option<String> {
        host::decode_base64(base64)
    }
}

/// A value of a parsed document.
#[derive(Clone)]
pub(super) struct HostDocument(pub(super) JsValue);

impl HostDocument {
    fn of(value: JsValue) -> Option<HostDocument> {
        (!value.is_undefined()).then_some(HostDocument(value))
    }

    /// A value that is there: null counts as a missing member.
    pub(super) fn present(value: JsValue) -> Option<HostDocument> {
        HostDocument::of(value).filter(|value| !value.0.is_null())
    }
}

impl Json for HostDocument {
    fn parse(text: &str) -> Option<HostDocument> {
        HostDocument::of(host::parse_json(text))
    }

    fn get(&self, name: &str) -> Option<HostDocument> {
        HostDocument::present(host::read_property(&self.0, name))
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn length(&self) -> Option<u32> {
        host::array_length(&self.0)
    }

    fn item(&self, index: u32) -> Option<HostDocument> {
        HostDocument::present(host::read_item(&self.0, index))
    }

    fn fold_case(text: &str) -> String {
        match text.is_ascii() {
            true => text.to_ascii_uppercase(),
            false => host::fold_case(text),
        }
    }

    fn time_ms(&self) -> Option<f64> {
        Some(host::parse_time(&self.0)).filter(|ms| !ms.is_nan())
    }
}
