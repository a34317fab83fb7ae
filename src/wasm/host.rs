//! What TypeScript does for the module.
//!
//! JavaScript owns everything that waits or may throw: timers, promises and objects of the portal.
//! No function here throws. wasm-bindgen 0.2.130 loses a slot of its reference table each time an
//! import with `catch` that returns a value throws, so these functions catch in JavaScript.

use wasm_bindgen::prelude::*;
use web_sys::RequestInit;

#[wasm_bindgen(typescript_custom_section)]
const IMPORTS: &str = "import type { HostCall } from \"../runtime/host-call.js\";";

#[wasm_bindgen]
extern "C" {
    /// One call on the JavaScript side (`js/runtime/host-call.ts`).
    ///
    /// A method that begins a wait returns at once. One of the `resume…` exports tells how the wait
    /// ended. A call has at most one wait at a time.
    #[derive(Clone)]
    #[wasm_bindgen(typescript_type = "HostCall")]
    pub(super) type HostCall;

    /// An argument, by its name in the public interface. `undefined` if there is none.
    #[wasm_bindgen(method)]
    pub(super) fn argument(this: &HostCall, name: &str) -> JsValue;

    /// Whether the portal's signal has fired.
    #[wasm_bindgen(method, getter, js_name = isAborted)]
    pub(super) fn is_aborted(this: &HostCall) -> bool;

    /// Whether there is a function or class of this name, global or, for `fetch`, in the options.
    #[wasm_bindgen(method, js_name = hasInterface)]
    pub(super) fn has_interface(this: &HostCall, name: &str) -> bool;

    /// Begins a wait for the portal's token function.
    #[wasm_bindgen(method, js_name = callTokenFunction)]
    pub(super) fn call_token_function(
        this: &HostCall,
        claims: Option<&str>,
        force_refresh: bool,
        timeout_ms: u32,
    );

    /// Whether what the token function threw says that the admin must sign in.
    #[wasm_bindgen(method, getter, js_name = needsInteraction)]
    pub(super) fn needs_interaction(this: &HostCall) -> bool;

    /// Whether a text contains a token that the portal gave.
    #[wasm_bindgen(method, js_name = holdsToken)]
    pub(super) fn holds_token(this: &HostCall, text: &str) -> bool;

    /// Calls `fetch` and begins a wait for the status. It adds the signal to `init`: an instance that
    /// has trapped can no longer abort, so JavaScript does it.
    #[wasm_bindgen(method)]
    pub(super) fn fetch(this: &HostCall, url: &str, init: &RequestInit, timeout_ms: u32);

    /// Begins a wait for the body of a response, parsed as JSON. `limit` is in bytes. The time limit of
    /// the attempt goes on, unless `at_most_ms` sets a new one.
    #[wasm_bindgen(method, js_name = readBody)]
    pub(super) fn read_body(
        this: &HostCall,
        response: &JsValue,
        limit: u32,
        at_most_ms: Option<u32>,
    );

    /// Gives up the attempt: aborts a running `fetch`, or cancels a body that is not read to its end.
    #[wasm_bindgen(method, js_name = releaseAttempt)]
    pub(super) fn release_attempt(this: &HostCall);

    /// Begins a wait that ends by its timeout.
    #[wasm_bindgen(method)]
    pub(super) fn sleep(this: &HostCall, ms: u32);

    /// Calls the portal's `onWait`.
    #[wasm_bindgen(method, js_name = onWait)]
    pub(super) fn on_wait(this: &HostCall, ms: u32);

    /// Calls the portal's `onProgress`. `before` is the device before the request.
    #[wasm_bindgen(method, js_name = onProgress)]
    pub(super) fn on_progress(this: &HostCall, progress: &JsValue, before: Option<&JsValue>);

    /// The item of a page at that index does not match the search.
    #[wasm_bindgen(method, js_name = omitItem)]
    pub(super) fn omit_item(this: &HostCall, index: u32);

    /// Settles the call with its result.
    #[wasm_bindgen(method)]
    pub(super) fn resolve(this: &HostCall, value: &JsValue);

    /// Settles the call with the fields of a `RemoteAssistanceError`.
    #[wasm_bindgen(method)]
    pub(super) fn reject(this: &HostCall, failure: &JsValue);
}

#[wasm_bindgen(raw_module = "../runtime/host.ts", js_namespace = host)]
extern "C" {
    /// A property of any value. `undefined` if it cannot be read.
    #[wasm_bindgen(js_name = readProperty)]
    pub(super) fn read_property(object: &JsValue, name: &str) -> JsValue;

    /// An item of an array. `undefined` if it cannot be read.
    #[wasm_bindgen(js_name = readProperty)]
    pub(super) fn read_item(list: &JsValue, index: u32) -> JsValue;

    /// The length of an array. `None` if the value is no array.
    #[wasm_bindgen(js_name = arrayLength)]
    pub(super) fn array_length(value: &JsValue) -> Option<u32>;

    /// A header of a response. `undefined` if it cannot be read.
    #[wasm_bindgen(js_name = readHeader)]
    pub(super) fn read_header(response: &JsValue, name: &str) -> JsValue;

    /// `JSON.parse`. `undefined` if the text is no JSON.
    #[wasm_bindgen(js_name = parseJson)]
    pub(super) fn parse_json(text: &str) -> JsValue;

    /// Milliseconds since the epoch. `NaN` if the value is no string with a time.
    #[wasm_bindgen(js_name = parseTime)]
    pub(super) fn parse_time(text: &JsValue) -> f64;

    /// The text in simple upper case, for comparisons that ignore case.
    #[wasm_bindgen(js_name = foldCase)]
    pub(super) fn fold_case(text: &str) -> String;

    /// `new URL(url).origin`. `None` if the text is no URL.
    #[wasm_bindgen(js_name = urlOrigin)]
    pub(super) fn url_origin(url: &str) -> Option<String>;

    /// Decodes base64 or base64url to UTF-8 text. `None` if it is neither.
    #[wasm_bindgen(js_name = decodeBase64)]
    pub(super) fn decode_base64(base64: &str) -> Option<String>;

    /// Whether the value behaves as an `AbortSignal`.
    #[wasm_bindgen(js_name = isSignal)]
    pub(super) fn is_signal(value: &JsValue) -> bool;

    /// Whether the browser says that it is offline.
    #[wasm_bindgen(js_name = isOffline)]
    pub(super) fn is_offline() -> bool;
}
