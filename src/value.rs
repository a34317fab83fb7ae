//! What the portal handed in, sorted by what the argument rules can ask of it.
//!
//! The browser side fills these in and decides nothing; the rules are native code and are tested
//! natively. None of the types here is `Debug`: any of them may hold a token.

/// The longest string, in UTF-16 units, that is copied out of JavaScript: the longest legal
/// argument, which is a token. A longer one is [`Value::LongText`], whatever it holds.
pub const MAX_TEXT_LENGTH: u32 = 16_384;

/// The longest name of a property, in UTF-16 units, that is copied and quoted: longer than any slip
/// of the pen. What is longer may be a token in the wrong place.
pub const MAX_NAME_LENGTH: u32 = 64;

/// One value from the portal.
pub enum Value {
    /// `undefined`, or not there.
    Undefined,
    /// A primitive string of at most [`MAX_TEXT_LENGTH`] UTF-16 units.
    Text(String),
    /// A longer primitive string; not copied.
    LongText,
    /// A primitive number.
    Number(f64),
    /// A function.
    Function,
    /// An object that behaves as an `AbortSignal` (of this realm or of another).
    Signal,
    /// Anything else: `null`, a boolean, a `String` object, an array, …
    Other,
}

/// An argument that should be an object.
pub enum Fields<P> {
    /// `undefined`, or not there.
    Undefined,
    /// Anything that is not a plain object, or that cannot be read.
    NotAnObject,
    /// Its own enumerable properties.
    Named(P),
}

/// The properties of one object, each taken once. What is left in the end is what nobody asked for.
pub trait Properties {
    /// Takes the value of that name out; [`Value::Undefined`] if there is none.
    fn take(&mut self, name: &str) -> Value;

    /// A name that was not taken; empty if it is longer than [`MAX_NAME_LENGTH`].
    fn left(&self) -> Option<String>;
}
