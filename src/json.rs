//! JSON as far as error bodies and devices need it: members, strings and lists.
//!
//! The parser is handed in. In the browser it is `JSON.parse`, which costs no bytes and is guarded
//! against deep nesting by the engine; native tests hand in serde_json. Nothing here descends
//! deeper than it names, so no document can make it recurse.

/// One JSON value of a parsed document.
pub trait Json: Sized {
    /// Parses a document; nothing if it is not JSON.
    fn parse(text: &str) -> Option<Self>;

    /// The member of that name, if this is an object that has it.
    fn get(&self, name: &str) -> Option<Self>;

    /// The text, if this is a string.
    fn text(&self) -> Option<String>;

    /// How many items it has, if this is a list.
    fn length(&self) -> Option<u32>;

    /// The item at that place of a list, from 0.
    fn item(&self, index: u32) -> Option<Self>;

    /// The milliseconds since the epoch, if this is a string that holds a time (ISO 8601, with as
    /// many decimal places as Graph likes).
    fn time_ms(&self) -> Option<f64>;

    /// The text of the member of that name, if it is a string with something in it.
    fn text_of(&self, name: &str) -> Option<String> {
        self.get(name)?.text().filter(|text| !text.is_empty())
    }
}
