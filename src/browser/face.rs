//! What the face does for the module: the handle of one call, and the platform.
//!
//! Everything that waits, or that may throw, is done there: a timer, a promise and a `try` take a
//! tenth of the bytes in JavaScript. None of these functions throws.

use wasm_bindgen::prelude::*;
use web_sys::Headers;

#[wasm_bindgen]
extern "C" {
    /// Made by the face for one call (`src/js/call.ts`).
    ///
    /// The functions that begin a wait are answered by `resume`; there is one wait at a time.
    pub type Handle;

    /// What stands in the way of a `fetch`: 0 for nothing, 1 if the caller's signal has fired, 2 if
    /// the browser is offline; from 3, which of [`INTERFACES`](crate::error::INTERFACES) is not there.
    #[wasm_bindgen(method, structural)]
    pub fn obstacle(this: &Handle) -> u32;

    /// Asks the portal's function for a token.
    #[wasm_bindgen(method, structural)]
    pub fn ask(this: &Handle, claims: Option<&str>, within_ms: u32);

    /// Calls `fetch` with what is the same for every request and the headers of this one, and waits
    /// for what it gives. The time goes on for the body.
    #[wasm_bindgen(method, structural)]
    pub fn send(this: &Handle, url: &str, method: &str, headers: &Headers, within_ms: u32);

    /// Reads the body of what `fetch` gave, so many bytes of it, as a JSON document.
    #[wasm_bindgen(method, structural)]
    pub fn read(this: &Handle, longest: u32);

    /// Waits, and tells the portal's `onWait` if it is for Graph's sake.
    #[wasm_bindgen(method, structural)]
    pub fn sleep(this: &Handle, milliseconds: u32, is_told: bool);

    /// Tells the portal's `onProgress`.
    #[wasm_bindgen(method, structural)]
    pub fn tell(
        this: &Handle,
        phase: &str,
        problem: Option<&str>,
        requested_at_ms: f64,
        reads: u32,
    );

    /// Hands out a list beside the value that the call will succeed with.
    #[wasm_bindgen(method, structural)]
    pub fn add(this: &Handle, list: &JsValue);

    /// Graph took the request; the call will succeed.
    #[wasm_bindgen(method, structural)]
    pub fn accept(
        this: &Handle,
        attempts: u32,
        request_id: Option<&str>,
        client_request_id: Option<&str>,
    );

    /// The call succeeded: its request was taken, and has been followed.
    #[wasm_bindgen(method, structural)]
    pub fn conclude(this: &Handle, ended: &str, message: &str, is_compared: bool);

    /// The call succeeded.
    #[wasm_bindgen(method, structural)]
    pub fn resolve(this: &Handle, value: &JsValue);

    /// The call failed; `failure` holds the fields of a `RemoteAssistanceError` in their order.
    #[wasm_bindgen(method, structural)]
    pub fn reject(this: &Handle, failure: &JsValue);
}

// `src/js/platform.ts`; the glue is a function of it.
#[wasm_bindgen(js_namespace = platform)]
extern "C" {
    /// What kind of value it is: an index of `KINDS` in `lift.rs`.
    pub fn kind(value: &JsValue, longest_text: u32) -> u32;

    /// Takes the property out of a snapshot.
    pub fn take(snapshot: &JsValue, name: &str) -> JsValue;

    /// A property that was not taken out; empty if its name is longer than that.
    pub fn left(snapshot: &JsValue, longest_name: u32) -> JsValue;

    /// A property of anything; undefined if it cannot be read.
    pub fn peek(object: &JsValue, name: &str) -> JsValue;

    /// How many items the list has; undefined if it is none.
    pub fn length(list: &JsValue) -> JsValue;

    /// The status of what `fetch` gave, -1 for an opaque redirect; undefined if it cannot be read.
    pub fn status(response: &JsValue) -> JsValue;

    /// An item of a list.
    #[wasm_bindgen(js_name = peek)]
    pub fn item(list: &JsValue, index: u32) -> JsValue;

    /// `Date.parse`; NaN if it is no time.
    pub fn time(text: &JsValue) -> f64;

    /// A header of what `fetch` gave; undefined if it cannot be read.
    pub fn header(response: &JsValue, name: &str) -> JsValue;

    /// `JSON.parse`; undefined if the text is not JSON.
    pub fn parse(text: &str) -> JsValue;

    /// The origin of an address, as the platform's URL parser spells it; undefined if it is none.
    pub fn origin(url: &str) -> JsValue;

    /// The text in base64 or base64url, decoded as UTF-8; undefined if it is none.
    pub fn decode(base64: &str) -> JsValue;
}
