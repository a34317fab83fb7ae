//! JavaScript values, sorted into [`Value`] and [`Fields`].

use wasm_bindgen::prelude::*;

use super::face;
use crate::value::{Fields, MAX_NAME_LENGTH, MAX_TEXT_LENGTH, Properties, Value};

/// The platform's URL parser: see [`crate::endpoint::UrlParser`].
pub fn origin(text: &str) -> Option<String> {
    face::origin(text).as_string()
}

/// Sorts one value. A string is measured before it is copied.
pub fn value(value: &JsValue) -> Value {
    match face::kind(value, MAX_TEXT_LENGTH) {
        0 => Value::Undefined,
        1 => value.as_string().map_or(Value::Other, Value::Text),
        2 => Value::LongText,
        3 => value.as_f64().map_or(Value::Other, Value::Number),
        4 => Value::Function,
        5 => Value::Signal,
        _ => Value::Other,
    }
}

/// A snapshot that the face made of an argument.
pub fn fields(snapshot: &JsValue) -> Fields<Snapshot<'_>> {
    if snapshot.is_undefined() {
        Fields::Undefined
    } else if snapshot.is_null() {
        Fields::NotAnObject
    } else {
        Fields::Named(Snapshot(snapshot))
    }
}

pub struct Snapshot<'a>(&'a JsValue);

impl Properties for Snapshot<'_> {
    fn take(&mut self, name: &str) -> Value {
        value(&face::take(self.0, name))
    }

    fn left(&self) -> Option<String> {
        face::left(self.0, MAX_NAME_LENGTH).as_string()
    }
}
