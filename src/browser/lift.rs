//! JavaScript values, sorted into [`Value`] and [`Fields`].

use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::signal::Signal;
use crate::value::{Fields, MAX_NAME_LENGTH, MAX_TEXT_LENGTH, Value};

#[wasm_bindgen]
extern "C" {
    type URL;

    #[wasm_bindgen(constructor, catch)]
    fn new(text: &str) -> Result<URL, JsValue>;

    #[wasm_bindgen(method, getter, structural)]
    fn origin(this: &URL) -> JsValue;
}

/// The platform's URL parser: see [`crate::endpoint::UrlParser`].
pub fn origin(text: &str) -> Option<String> {
    URL::new(text).ok()?.origin().as_string()
}

/// Sorts one value. A string is measured before it is copied.
pub fn value(value: &JsValue) -> Value {
    if value.is_undefined() {
        return Value::Undefined;
    }
    if let Some(text) = value.dyn_ref::<JsString>() {
        return match text.length() {
            0..=MAX_TEXT_LENGTH => Value::Text(text.into()),
            _ => Value::LongText,
        };
    }
    if let Some(number) = value.as_f64() {
        return Value::Number(number);
    }
    if value.is_function() {
        return Value::Function;
    }
    match Signal::adopt(value) {
        Some(_) => Value::Signal,
        None => Value::Other,
    }
}

/// A name as it is, or the empty one for a name that is longer than any slip of the pen.
fn short_name(name: &JsValue) -> String {
    match name.dyn_ref::<JsString>() {
        Some(name) if name.length() <= MAX_NAME_LENGTH => name.into(),
        _ => String::new(),
    }
}

/// Reads the properties of a snapshot that the face made: a plain object of its own, without
/// getters, or whatever the portal gave where that is no plain object.
pub fn fields(object: &JsValue) -> Fields {
    if object.is_undefined() {
        return Fields::Undefined;
    }
    if !object.is_object() {
        return Fields::NotAnObject;
    }
    let names: Array = Object::keys(object.unchecked_ref::<Object>()).unchecked_into();
    Fields::Named(
        names
            .iter()
            .map(|name| {
                let read = Reflect::get(object, &name).unwrap_or(JsValue::NULL);
                (short_name(&name), value(&read))
            })
            .collect(),
    )
}
