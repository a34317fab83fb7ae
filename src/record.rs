//! A result in the shape of the public interface: named fields, for `serde`.
//!
//! serde's derive for structs would do the same. With serde-wasm-bindgen it keeps a hash map of field
//! names, which adds 3 KB to the module (brotli).

use serde::ser::{Serialize, SerializeMap, Serializer};

/// An object with these fields, in this order.
pub(crate) struct Record {
    fields: Vec<(&'static str, Field)>,
}

/// The value of a field.
enum Field {
    Null,
    Text(String),
    Number(f64),
    Flag(bool),
    Record(Record),
}

impl Record {
    /// An object without fields.
    pub(crate) const fn new() -> Record {
        Record { fields: Vec::new() }
    }

    /// Adds a string. `None` becomes null.
    pub(crate) fn text<'a>(&mut self, name: &'static str, text: impl Into<Option<&'a str>>) {
        let text = text.into().map(|text| Field::Text(text.to_owned()));
        self.add(name, text);
    }

    /// Adds a number. `None` becomes null.
    pub(crate) fn number(&mut self, name: &'static str, number: impl Into<Option<f64>>) {
        self.add(name, number.into().map(Field::Number));
    }

    /// Adds a boolean.
    pub(crate) fn flag(&mut self, name: &'static str, flag: bool) {
        self.add(name, Some(Field::Flag(flag)));
    }

    /// Adds a nested object. `None` becomes null.
    pub(crate) fn record(&mut self, name: &'static str, record: Option<Record>) {
        self.add(name, record.map(Field::Record));
    }

    fn add(&mut self, name: &'static str, field: Option<Field>) {
        self.fields.push((name, field.unwrap_or(Field::Null)));
    }

    /// The names of the fields.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn names(&self) -> Vec<String> {
        let names = self.fields.iter();
        names.map(|(name, _)| (*name).to_owned()).collect()
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.fields.len()))?;
        for (name, field) in &self.fields {
            map.serialize_entry(name, field)?;
        }
        map.end()
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Field::Null => serializer.serialize_none(),
            Field::Text(text) => serializer.serialize_str(text),
            Field::Number(number) => serializer.serialize_f64(*number),
            Field::Flag(flag) => serializer.serialize_bool(*flag),
            Field::Record(record) => record.serialize(serializer),
        }
    }
}
