//! What came from outside: what a token function gave, a response or a mock of one, a document.

use wasm_bindgen::prelude::*;

use super::{face, lift};
use crate::call::Given;
use crate::json::Json;
use crate::reply::{Kind, Response};
use crate::value::Value;

/// Anything at all; each member is read on its own, so that one that cannot be read costs no other.
pub struct Outside(pub JsValue);

impl Given for Outside {
    fn value(&self) -> Value {
        lift::value(&self.0)
    }
}

impl Response for Outside {
    fn kind(&self) -> Kind {
        let status = face::status(&self.0).as_f64();
        Kind::of(status, status == Some(-1.0))
    }

    fn header(&self, name: &str) -> Option<String> {
        face::header(&self.0, name).as_string()
    }

    fn decode(base64: &str) -> Option<String> {
        face::decode(base64).as_string()
    }
}

impl Json for Outside {
    fn parse(text: &str) -> Option<Outside> {
        Some(Outside(face::parse(text)))
    }

    fn get(&self, name: &str) -> Option<Outside> {
        Some(Outside(face::peek(&self.0, name)))
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn length(&self) -> Option<u32> {
        face::length(&self.0).as_f64().map(|length| length as u32)
    }

    fn item(&self, index: u32) -> Option<Outside> {
        Some(Outside(face::item(&self.0, index)))
    }

    fn time_ms(&self) -> Option<f64> {
        Some(face::time(&self.0)).filter(|time| !time.is_nan())
    }
}
