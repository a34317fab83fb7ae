//! A result in the shape of the public interface: named fields, for `serde`.
//!
//! serde's derive for structs would do the same. With serde-wasm-bindgen it keeps a hash map of field
//! names, which adds 3 KB to the module (brotli).

use serde::ser::{Serialize, SerializeMap, Serializer};

/// An object with these fields, in this order.
pub(crate) struct Record<'a>(pub(crate) Vec<(&'static str, Field<'a>)>);

/// The value of a field. `None` becomes null.
pub(crate) enum Field<'a> {
    /// A string.
    Text(Option<&'a str>),
    /// A string that was made for the record.
    OwnedText(String),
    /// A number.
    Number(Option<f64>),
    /// A boolean.
    Flag(bool),
    /// A nested object.
    Record(Option<Record<'a>>),
}

impl Record<'_> {
    /// The names of the fields.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn names(&self) -> Vec<String> {
        self.0.iter().map(|(name, _)| (*name).to_owned()).collect()
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, field) in &self.0 {
            map.serialize_entry(name, field)?;
        }
        map.end()
    }
}

impl Serialize for Field<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Field::Text(text) => text.serialize(serializer),
            Field::OwnedText(text) => serializer.serialize_str(text),
            Field::Number(number) => number.serialize(serializer),
            Field::Flag(flag) => serializer.serialize_bool(*flag),
            Field::Record(record) => record.serialize(serializer),
        }
    }
}

impl<'a> From<Option<&'a str>> for Field<'a> {
    fn from(text: Option<&'a str>) -> Field<'a> {
        Field::Text(text)
    }
}

impl<'a> From<&'a str> for Field<'a> {
    fn from(text: &'a str) -> Field<'a> {
        Field::Text(Some(text))
    }
}

impl From<String> for Field<'_> {
    fn from(text: String) -> Self {
        Field::OwnedText(text)
    }
}

impl From<u32> for Field<'_> {
    fn from(number: u32) -> Self {
        Field::Number(Some(number.into()))
    }
}

impl From<f64> for Field<'_> {
    fn from(number: f64) -> Self {
        Field::Number(Some(number))
    }
}

impl From<Option<f64>> for Field<'_> {
    fn from(number: Option<f64>) -> Self {
        Field::Number(number)
    }
}

impl From<bool> for Field<'_> {
    fn from(flag: bool) -> Self {
        Field::Flag(flag)
    }
}

impl<'a> From<Option<Record<'a>>> for Field<'a> {
    fn from(record: Option<Record<'a>>) -> Field<'a> {
        Field::Record(record)
    }
}
