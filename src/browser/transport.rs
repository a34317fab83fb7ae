//! One `fetch`, the timer and the token function, behind [`Transport`].

use core::cell::{Cell, RefCell};

use gloo_net::http::Headers;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Date, Math, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{
    AbortController, ReferrerPolicy, RequestCredentials, RequestInit, RequestMode, RequestRedirect,
};

use super::handle::Handle;
use super::lift;
use super::response::{BrowserResponse, settled};
use super::signal::Signal;
use crate::call::{Request, Transport};
use crate::error::Error;
use crate::token::Token;

#[wasm_bindgen]
extern "C" {
    type Global;

    #[wasm_bindgen(thread_local_v2, js_name = globalThis)]
    static GLOBAL: Global;

    // Read anew for each call: a portal's tests and its monitoring replace `fetch` at any time.
    #[wasm_bindgen(method, getter, structural, catch)]
    fn fetch(this: &Global) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(method, getter, structural, catch, js_name = Headers)]
    fn headers_class(this: &Global) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(method, getter, structural, catch, js_name = AbortController)]
    fn abort_controller_class(this: &Global) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(method, getter, structural, catch)]
    fn navigator(this: &Global) -> Result<Option<Navigator>, JsValue>;

    type Navigator;

    #[wasm_bindgen(method, getter, structural, catch, js_name = onLine)]
    fn on_line(this: &Navigator) -> Result<Option<JsValue>, JsValue>;

    /// A function that came from outside: it may throw, and give anything.
    pub type Outside;

    #[wasm_bindgen(method, structural, catch)]
    fn call(
        this: &Outside,
        receiver: &JsValue,
        argument: &JsValue,
    ) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(method, structural, catch, js_name = call)]
    fn call_with(
        this: &Outside,
        receiver: &JsValue,
        one: &str,
        other: &JsValue,
    ) -> Result<Option<JsValue>, JsValue>;
}

/// Where the tokens come from, on the JavaScript side.
pub enum Tokens {
    /// One string for the whole call, checked.
    Fixed(Token),
    /// The portal's function.
    Function(Outside),
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
        let fetch = GLOBAL.with(Global::fetch)?.unwrap_or_default();
        let fetch: &Outside = fetch.unchecked_ref();
        let headers = Headers::new();
        headers.set("authorization", &token.authorization());
        headers.set("accept", "application/json");
        if let Some(id) = &request.client_request_id {
            headers.set("client-request-id", id);
        }
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_headers(&headers.into_raw());
        init.set_mode(RequestMode::Cors);
        init.set_credentials(RequestCredentials::Omit);
        init.set_redirect(RequestRedirect::Manual);
        init.set_referrer_policy(ReferrerPolicy::NoReferrer);
        init.set_signal(Some(&abort.signal()));
        self.handle.dispatched();
        let given = fetch.call_with(&JsValue::UNDEFINED, &request.url, &init)?;
        Ok(given.unwrap_or_default())
    }
}

impl Transport for Browser {
    type Response = BrowserResponse;

    async fn token(&self, claims: Option<&str>) -> Result<Token, Error> {
        let function = match &self.tokens {
            Tokens::Fixed(token) => return Ok(token.clone()),
            Tokens::Function(function) => function,
        };
        let threw = |thrown| {
            self.thrown.replace(Some(thrown));
            Error::TokenProviderThrew
        };
        let request = Object::new();
        if let Some(claims) = claims {
            // Setting a property of an object that was just made cannot fail.
            let _ = Reflect::set(&request, &"claims".into(), &claims.into());
        }
        let given = function
            .call(&JsValue::UNDEFINED, &request)
            .map_err(threw)?;
        let given = settled(&given.unwrap_or_default()).await.map_err(threw)?;
        Token::from_value(lift::value(&given)).map_err(Error::TokenProviderGave)
    }

    fn renews_tokens(&self) -> bool {
        matches!(self.tokens, Tokens::Function(_))
    }

    async fn send(&self, request: &Request, token: &Token) -> Option<BrowserResponse> {
        #[cfg(feature = "provoke")]
        super::provoke::at(super::provoke::Stage::Unsent, request).await;
        let abort = AbortOnDrop::new().ok()?;
        let given = self.dispatch(request, token, &abort.controller).ok()?;
        #[cfg(feature = "provoke")]
        super::provoke::at(super::provoke::Stage::Sent, request).await;
        let given = settled(&given).await.ok()?;
        abort.disarm();
        Some(BrowserResponse::new(given))
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

    fn waiting(&self, milliseconds: u32) {
        self.handle.waiting(milliseconds);
    }

    fn now_ms(&self) -> f64 {
        Date::now()
    }

    fn random(&self) -> f64 {
        Math::random()
    }

    fn obstacle(&self) -> Option<Error> {
        GLOBAL.with(|global| {
            let needed = [
                ("fetch", global.fetch()),
                ("Headers", global.headers_class()),
                ("AbortController", global.abort_controller_class()),
            ];
            for (name, found) in needed {
                let found = found.ok().flatten();
                if !found.is_some_and(|found| found.is_function()) {
                    return Some(Error::MissingInterface(name));
                }
            }
            let on_line = global.navigator().ok()??.on_line().ok()??;
            (on_line == false).then_some(Error::Offline)
        })
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
