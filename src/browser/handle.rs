//! The face's side of one call: what it needs to know, and how the call ends.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Made by the face for one call (`src/js/instance.ts`); its methods never throw.
    pub type Handle;

    /// The arguments are right, and the call settles within that many milliseconds; if it has not
    /// by then, the module has failed.
    #[wasm_bindgen(method, structural)]
    pub fn bounded(this: &Handle, milliseconds: f64);

    /// The call begins to wait, for `onWait`.
    #[wasm_bindgen(method, structural)]
    pub fn waiting(this: &Handle, milliseconds: u32);

    /// A `fetch` is about to be dispatched: from here on, a module that fails has an unknown
    /// outcome.
    #[wasm_bindgen(method, structural)]
    pub fn dispatched(this: &Handle);

    /// The call succeeded.
    #[wasm_bindgen(method, structural)]
    pub fn resolve(this: &Handle, value: &JsValue);

    /// The call failed; `failure` holds the fields of a `RemoteAssistanceError`.
    #[wasm_bindgen(method, structural)]
    pub fn reject(this: &Handle, failure: &JsValue);
}
