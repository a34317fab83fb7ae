//! What the module exports to the face.

use core::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::handle::Handle;
use super::lift;
use super::signal::Signal;
use super::transport::{Browser, Tokens};
use crate::arguments::{self, Call, TokenSource};
use crate::call::{self, Page};
use crate::report::Failure;

thread_local! {
    /// Shared by all calls of the page (strictly: of this instance of the module).
    static PAGE: Rc<Page> = Rc::default();
}

/// To be called once, before anything else: `failed` is told when the module panics.
#[wasm_bindgen(js_name = onPanic)]
pub fn on_panic(failed: Function) {
    std::panic::set_hook(Box::new(move |panic| {
        console_error_panic_hook::hook(panic);
        // The face's own function; and past a panic there is nobody left to tell.
        let _ = failed.call0(&JsValue::UNDEFINED);
    }));
}

/// `requestRemoteAssistance`. `ids` and `options` are the face's snapshots.
#[wasm_bindgen(js_name = requestRemoteAssistance)]
pub fn request_remote_assistance(
    scope: &JsValue,
    ids: &JsValue,
    token: &JsValue,
    options: &JsValue,
    handle: Handle,
) {
    let call = Call::from_arguments(
        lift::value(scope),
        lift::fields(ids),
        lift::value(token),
        lift::fields(options),
        &lift::origin,
    );
    let Call {
        request,
        token: source,
        limits,
    } = match call {
        Ok(call) => call,
        Err(wrong) => return handle.reject(&to_js(&Failure::from(wrong))),
    };
    #[cfg(feature = "provoke")]
    super::provoke::now(&request);
    handle.bounded(limits.longest_ms() as f64);
    let browser = Browser {
        tokens: match source {
            TokenSource::Fixed(fixed) => Tokens::Fixed(fixed),
            TokenSource::Function => Tokens::Function(token.clone().unchecked_into()),
        },
        signal: Signal::of_options(options),
        handle,
        thrown: RefCell::default(),
    };
    let page = PAGE.with(Rc::clone);
    spawn_local(async move {
        #[cfg(feature = "provoke")]
        super::provoke::at(super::provoke::Stage::Entered, &request).await;
        match call::run(&browser, &page, &request, limits).await {
            Ok(receipt) => browser.handle.resolve(&to_js(&receipt)),
            Err(failure) => {
                let fields = to_js(&failure);
                if let Some(cause) = browser.cause(failure.code) {
                    // Setting a property of an object that was just made cannot fail.
                    let _ = Reflect::set(&fields, &"cause".into(), &cause);
                }
                browser.handle.reject(&fields);
            }
        }
    });
}

/// `urlFor`.
#[wasm_bindgen(js_name = urlFor)]
pub fn url_for(scope: &JsValue, ids: &JsValue, options: &JsValue, handle: &Handle) {
    let url = arguments::url_for(
        lift::value(scope),
        lift::fields(ids),
        lift::fields(options),
        &lift::origin,
    );
    match url {
        Ok(url) => handle.resolve(&url.into()),
        Err(wrong) => handle.reject(&to_js(&Failure::from(wrong))),
    }
}

/// Plain objects of strings, numbers and nulls: serialising them cannot fail.
fn to_js(value: &impl Serialize) -> JsValue {
    value
        .serialize(&Serializer::new().serialize_missing_as_null(true))
        .unwrap_or_default()
}
