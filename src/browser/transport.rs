//! One `fetch`, the timer and the token function, behind [`Transport`].

use core::cell::{Cell, RefCell};

use gloo_net::http::Headers;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReferrerPolicy, RequestCredentials, RequestInit, RequestMode, RequestRedirect,
};

use super::handle::Handle;
use super::lift;
use super::signal::Signal;
use crate::call::{Request, Transport};
use crate::error::Error;
use crate::reply::{Kind, Reply};
use crate::token::Token;

#[wasm_bindgen]
extern "C" {
    type Global;

    #[wasm_bindgen(thread_local_v2, js_name = globalThis)]
    static GLOBAL: Global;

    // Read anew for each call: a portal's tests and its monitoring replace `fetch` at any time.
    #[wasm_bindgen(method, getter, structural, catch)]
    fn fetch(this: &Global) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, structural, catch, js_name = Headers)]
    fn headers_class(this: &Global) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, structural, catch, js_name = AbortController)]
    fn abort_controller_class(this: &Global) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, structural, catch)]
    fn navigator(this: &Global) -> Result<Navigator, JsValue>;

    type Navigator;

    #[wasm_bindgen(method, getter, structural, catch, js_name = onLine)]
    fn on_line(this: &Navigator) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = Promise)]
    fn race(values: &Array) -> Promise;

    /// Whatever `fetch` gave: a response, another realm's response, a test's plain object, or
    /// nothing of the kind. Every member is read with `catch`, as a value of any type.
    type Given;

    #[wasm_bindgen(method, getter, structural, catch)]
    fn status(this: &Given) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, structural, catch, js_name = type)]
    fn kind(this: &Given) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, structural, catch)]
    fn headers(this: &Given) -> Result<GivenHeaders, JsValue>;

    type GivenHeaders;

    #[wasm_bindgen(method, structural, catch)]
    fn get(this: &GivenHeaders, name: &str) -> Result<JsValue, JsValue>;
}

/// Where the tokens come from, on the JavaScript side.
pub enum Tokens {
    /// One string for the whole call, checked.
    Fixed(Token),
    /// The portal's function.
    Function(Function),
}

/// The browser around one call.
pub struct Browser {
    pub tokens: Tokens,
    pub signal: Option<Signal>,
    pub handle: Handle,
    /// What the token function threw: the portal needs that very object.
    pub thrown: RefCell<Option<JsValue>>,
}

impl Browser {
    /// What belongs into the error's `cause`: the two codes that have one.
    pub fn cause(&self, code: &str) -> Option<JsValue> {
        match code {
            "aborted" => self.signal.as_ref().map(Signal::cause),
            "tokenProviderFailed" => self.thrown.take(),
            _ => None,
        }
    }

    fn dispatch(
        &self,
        request: &Request,
        token: &Token,
        abort: &AbortController,
    ) -> Result<JsValue, JsValue> {
        let headers = Headers::new();
        headers.set("authorization", &token.authorization());
        headers.set("accept", "application/json");
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_headers(&headers.into_raw());
        init.set_mode(RequestMode::Cors);
        init.set_credentials(RequestCredentials::Omit);
        init.set_redirect(RequestRedirect::Manual);
        init.set_referrer_policy(ReferrerPolicy::NoReferrer);
        init.set_signal(Some(&abort.signal()));
        let fetch: Function = GLOBAL.with(Global::fetch)?.unchecked_into();
        self.handle.dispatched();
        fetch.call2(&JsValue::UNDEFINED, &request.url.as_str().into(), &init)
    }
}

impl Transport for Browser {
    async fn token(&self) -> Result<Token, Error> {
        let function = match &self.tokens {
            Tokens::Fixed(token) => return Ok(token.clone()),
            Tokens::Function(function) => function,
        };
        let threw = |thrown| {
            self.thrown.replace(Some(thrown));
            Error::TokenProviderThrew
        };
        let given = function
            .call1(&JsValue::UNDEFINED, &Object::new())
            .map_err(threw)?;
        let given = settled(&given).await.map_err(threw)?;
        Token::from_value(lift::value(&given)).map_err(Error::TokenProviderGave)
    }

    async fn send(&self, request: &Request, token: &Token) -> Option<Reply> {
        let abort = AbortOnDrop::new().ok()?;
        let given = self.dispatch(request, token, &abort.controller).ok()?;
        let given = settled(&given).await.ok()?;
        abort.disarm();
        Some(reply(given.unchecked_ref()))
    }

    async fn sleep(&self, milliseconds: u32) {
        TimeoutFuture::new(milliseconds).await;
    }

    async fn aborted(&self) {
        match &self.signal {
            Some(signal) => signal.fired().await,
            None => futures_util::future::pending().await,
        }
    }

    fn obstacle(&self) -> Option<Error> {
        GLOBAL.with(|global| {
            let needed = [
                ("fetch", global.fetch()),
                ("Headers", global.headers_class()),
                ("AbortController", global.abort_controller_class()),
            ];
            for (name, found) in needed {
                if !found.is_ok_and(|found| found.is_function()) {
                    return Some(Error::MissingInterface(name));
                }
            }
            let on_line = global.navigator().and_then(|navigator| navigator.on_line());
            on_line
                .is_ok_and(|on_line| on_line == false)
                .then_some(Error::Offline)
        })
    }
}

/// Waits for a value that may be a promise, of whatever realm, or may only look like one.
///
/// `Promise.resolve` would give back a promise as it is, and one whose `then` was replaced could
/// throw through this module. `Promise.race` makes one of its own, and turns every such throw into
/// a rejection (ECMA-262, section 27.2.4.5).
fn settled(value: &JsValue) -> JsFuture {
    JsFuture::from(race(&Array::of1(value)))
}

/// Reads what `fetch` gave, each member on its own: one that cannot be read costs no other.
fn reply(given: &Given) -> Reply {
    let headers = given.headers().ok();
    let header = |name| headers.as_ref()?.get(name).ok()?.as_string();
    let status = given.status().ok().and_then(|status| status.as_f64());
    let is_opaque = given.kind().is_ok_and(|kind| kind == "opaqueredirect");
    Reply {
        kind: Kind::of(status, is_opaque),
        request_id: header("request-id"),
        client_request_id: header("client-request-id"),
    }
}

/// Aborts its `fetch` when it is dropped before the reply has come.
struct AbortOnDrop {
    controller: AbortController,
    armed: Cell<bool>,
}

impl AbortOnDrop {
    fn new() -> Result<AbortOnDrop, JsValue> {
        Ok(AbortOnDrop {
            controller: AbortController::new()?,
            armed: Cell::new(true),
        })
    }

    fn disarm(&self) {
        self.armed.set(false);
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if self.armed.get() {
            self.controller.abort();
        }
    }
}
