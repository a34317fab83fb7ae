//! Values from the portal, sorted by what the argument rules can ask about them.
//!
//! `wasm::convert` fills them in and decides nothing. None of these types is `Debug`, because any of
//! them may hold a token.

/// The longest string, in UTF-16 units, that is copied out of JavaScript. It is the longest valid
/// argument, which is a token. A longer string is [`HostValue::LongText`].
pub(crate) const MAX_TEXT_LENGTH: u32 = 16_384;

/// The longest property name, in UTF-16 units, that is quoted in an error. A longer name may be a
/// token in the wrong place.
pub(crate) const MAX_NAME_LENGTH: u32 = 64;

/// One value from the portal.
#[derive(Clone)]
pub(crate) enum HostValue {
    /// `undefined`, or a missing argument.
    Undefined,
    /// A primitive string of at most [`MAX_TEXT_LENGTH`] UTF-16 units.
    Text(String),
    /// A longer primitive string. It is not copied.
    LongText,
    /// A primitive number.
    Number(f64),
    /// A function.
    Function,
    /// An object that behaves as an `AbortSignal`, of this realm or another.
    Signal,
    /// Anything else: `null`, a boolean, a `String` object, an array, …
    Other,
}

/// An argument that should be an object.
pub(crate) enum HostObject {
    /// `undefined`, or a missing argument.
    Undefined,
    /// Anything that is not an object of the expected kind, or that cannot be read.
    NotAnObject,
    /// Its own enumerable properties.
    Properties(Properties),
}

/// The properties of an object, in their order. A name longer than [`MAX_NAME_LENGTH`] is empty.
#[derive(Default)]
pub(crate) struct Properties(pub(crate) Vec<(String, HostValue)>);

impl Properties {
    /// The property of that name. [`HostValue::Undefined`] if there is none.
    pub(crate) fn get(&self, name: &str) -> &HostValue {
        let property = self.0.iter().find(|(known, _)| known == name);
        property.map_or(&HostValue::Undefined, |(_, value)| value)
    }
}
