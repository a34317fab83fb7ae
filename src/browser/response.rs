//! What `fetch` gave: read with suspicion, and at most 64 KiB of its body.
//!
//! Every import here that may throw gives an `Option`. One that gave the value itself would lose a
//! slot of the table of references with each throw: the glue returns `undefined` for it, and the
//! generated code leaves the slot of that `undefined` behind (wasm-bindgen 0.2.130).

use js_sys::{Array, JsString, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::json::Json;
use crate::reply::{Kind, Response};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Promise)]
    fn race(values: &Array) -> Promise;

    /// A response, another realm's response, a test's plain object, or nothing of the kind. Every
    /// member is read with `catch`, as a value of any type.
    #[derive(Clone)]
    pub type Given;

    #[wasm_bindgen(method, getter, structural, catch)]
    fn status(this: &Given) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(method, getter, structural, catch, js_name = type)]
    fn kind(this: &Given) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(method, getter, structural, catch)]
    fn headers(this: &Given) -> Result<Option<GivenHeaders>, JsValue>;

    #[wasm_bindgen(method, getter, structural, catch)]
    fn body(this: &Given) -> Result<Option<GivenBody>, JsValue>;

    type GivenHeaders;

    #[wasm_bindgen(method, structural, catch)]
    fn get(this: &GivenHeaders, name: &str) -> Result<Option<JsValue>, JsValue>;

    /// A stream, or the reader of one: both can be cancelled.
    type GivenBody;

    #[wasm_bindgen(method, structural, catch, js_name = getReader)]
    fn reader(this: &GivenBody) -> Result<Option<GivenBody>, JsValue>;

    #[wasm_bindgen(method, structural, catch)]
    fn read(this: &GivenBody) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(method, structural, catch)]
    fn cancel(this: &GivenBody) -> Result<Option<JsValue>, JsValue>;

    type Chunk;

    #[wasm_bindgen(method, getter, structural, catch)]
    fn done(this: &Chunk) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(method, getter, structural, catch)]
    fn value(this: &Chunk) -> Result<Option<Bytes>, JsValue>;

    type Bytes;

    #[wasm_bindgen(method, getter, structural, catch, js_name = byteLength)]
    fn byte_length(this: &Bytes) -> Result<Option<JsValue>, JsValue>;

    type TextDecoder;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<TextDecoder, JsValue>;

    #[wasm_bindgen(method, structural, catch)]
    fn decode(
        this: &TextDecoder,
        bytes: &Bytes,
        options: &JsValue,
    ) -> Result<Option<JsString>, JsValue>;

    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    fn parse_json(text: &JsString) -> Result<Option<JsValue>, JsValue>;
}

/// Waits for a value that may be a promise, of whatever realm, or may only look like one.
///
/// `Promise.resolve` would give back a promise as it is, and one whose `then` was replaced could
/// throw through this module. `Promise.race` makes one of its own, and turns every such throw into
/// a rejection (ECMA-262, section 27.2.4.5).
pub fn settled(value: &JsValue) -> JsFuture {
    JsFuture::from(race(&Array::of1(value)))
}

/// The most that is read of a body. Graph's error bodies have a few hundred bytes.
const MAX_BODY_BYTES: f64 = 65_536.0;

/// What `fetch` gave. Dropping it unread cancels its body.
pub struct BrowserResponse {
    given: Given,
    body: Option<Body>,
}

impl BrowserResponse {
    pub fn new(given: JsValue) -> BrowserResponse {
        let given: Given = given.unchecked_into();
        let body = given.body().ok().flatten();
        let body = body.filter(|body| body.is_object()).map(Body);
        BrowserResponse { given, body }
    }
}

impl Response for BrowserResponse {
    type Json = JsJson;

    fn kind(&self) -> Kind {
        let status = self.given.status().ok().flatten();
        let kind = self.given.kind().ok().flatten();
        let is_opaque = kind.is_some_and(|kind| kind == "opaqueredirect");
        Kind::of(status.and_then(|status| status.as_f64()), is_opaque)
    }

    // Each member is read on its own: one that cannot be read costs no other.
    fn header(&self, name: &str) -> Option<String> {
        self.given.headers().ok()??.get(name).ok()??.as_string()
    }

    async fn json(mut self) -> Option<JsJson> {
        let text = self.body.take()?.text().await?;
        parse_json(&text).ok()?.map(JsJson)
    }
}

/// A body, or the reader of one; cancelled when it is dropped. To cancel one that has been read to
/// its end does nothing.
struct Body(GivenBody);

impl Body {
    /// The text, decoded as UTF-8 whatever the headers say (RFC 8259 section 8.1); nothing if it
    /// breaks off or is longer than it may be.
    async fn text(mut self) -> Option<JsString> {
        // A stream with a reader can be cancelled through the reader only.
        self.0 = self.0.reader().ok()??;
        let decoder = TextDecoder::new().ok()?;
        let streaming = Object::new();
        Reflect::set(&streaming, &"stream".into(), &JsValue::TRUE).ok()?;
        let mut text = JsString::from("");
        let mut length = 0.0;
        loop {
            let read = self.0.read().ok()??;
            let chunk: Chunk = settled(&read).await.ok()?.unchecked_into();
            if chunk.done().ok()?.is_some_and(|done| done.is_truthy()) {
                return Some(text);
            }
            let bytes = chunk.value().ok()??;
            length += bytes.byte_length().ok()??.as_f64()?;
            if length > MAX_BODY_BYTES {
                return None;
            }
            text = text.concat(decoder.decode(&bytes, &streaming).ok()??.as_ref());
        }
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        if let Ok(Some(cancelled)) = self.0.cancel() {
            // Waited for by nobody, but a rejection must not count as unhandled.
            drop(settled(&cancelled));
        }
    }
}

/// A document that `JSON.parse` gave.
pub struct JsJson(JsValue);

impl Json for JsJson {
    fn parse(text: &str) -> Option<JsJson> {
        parse_json(&text.into()).ok()?.map(JsJson)
    }

    fn get(&self, name: &str) -> Option<JsJson> {
        // Of anything but an object there is nothing to get, and of null it would throw.
        self.0
            .is_object()
            .then(|| Reflect::get(&self.0, &name.into()).ok().map(JsJson))?
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }
}
