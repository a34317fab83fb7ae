//! A result in the shape of the public interface: an object with named fields.
//!
//! The module writes a JavaScript object (`wasm::convert`), and the native tests a JSON object.

use serde::Serialize;

/// An object under construction.
pub(crate) trait Record {
    /// An object without fields.
    fn new() -> Self;

    /// Adds a field: a string, a number or a boolean. `None` becomes null.
    fn add(&mut self, name: &'static str, value: impl Serialize);

    /// Adds a nested object. `None` becomes null.
    fn add_record(&mut self, name: &'static str, record: Option<Self>)
    where
        Self: Sized;
}
