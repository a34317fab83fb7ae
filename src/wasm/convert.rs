//! Converts JavaScript values to the types of the argument rules, and results to JavaScript.

use js_sys::{JsString, Object};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::host;
use crate::arguments::host_value::{
    HostObject, HostValue, MAX_NAME_LENGTH, MAX_TEXT_LENGTH, Properties,
};
use crate::record::Record;

/// Sorts one value. The length of a string is checked before it is copied.
pub(super) fn host_value(value: &JsValue) -> HostValue {
    if value.is_undefined() {
        HostValue::Undefined
    } else if let Some(text) = value.dyn_ref::<JsString>() {
        match text.length() {
            0..=MAX_TEXT_LENGTH => HostValue::Text(String::from(text)),
            _ => HostValue::LongText,
        }
    } else if let Some(number) = value.as_f64() {
        HostValue::Number(number)
    } else if value.is_function() {
        HostValue::Function
    } else if host::is_signal(value) {
        HostValue::Signal
    } else {
        HostValue::Other
    }
}

/// Reads a snapshot of an argument (`js/runtime/snapshot.ts`): `undefined`, null for an argument that
/// is no object, or a plain object.
pub(super) fn host_object(snapshot: &JsValue) -> HostObject {
    if snapshot.is_undefined() {
        return HostObject::Undefined;
    }
    if snapshot.is_null() {
        return HostObject::NotAnObject;
    }
    let mut properties = Properties::default();
    let entries = Object::entries(snapshot.unchecked_ref());
    for index in 0..entries.length() {
        let entry = host::read_item(&entries, index);
        let name: JsString = host::read_item(&entry, 0).unchecked_into();
        let name = match name.length() {
            0..=MAX_NAME_LENGTH => String::from(name),
            _ => String::new(),
        };
        let value = host_value(&host::read_item(&entry, 1));
        properties.0.push((name, value));
    }
    HostObject::Properties(properties)
}

#[wasm_bindgen]
extern "C" {
    /// A result as a JavaScript object.
    #[wasm_bindgen(extends = Object, js_name = Object)]
    pub(super) type JsRecord;

    #[wasm_bindgen(constructor, js_class = Object)]
    fn empty() -> JsRecord;

    /// `object[name] = value`
    #[wasm_bindgen(method, structural, indexing_setter)]
    fn set(this: &JsRecord, name: &str, value: JsValue);
}

impl Record for JsRecord {
    fn new() -> JsRecord {
        JsRecord::empty()
    }

    fn add(&mut self, name: &'static str, value: impl Serialize) {
        let serializer = Serializer::new().serialize_missing_as_null(true);
        // Serialising strings, numbers, booleans and nulls cannot fail.
        self.set(name, value.serialize(&serializer).unwrap_or_default());
    }

    fn add_record(&mut self, name: &'static str, record: Option<JsRecord>) {
        self.set(name, record.map_or(JsValue::NULL, JsValue::from));
    }
}
