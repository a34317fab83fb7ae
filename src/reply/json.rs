//! A parsed JSON document, as far as error bodies and devices need it.
//!
//! In the browser it is a value of `JSON.parse` (`wasm::browser`). In the native tests it is a value
//! of serde_json. `tests/fixtures/*.json` holds documents that the tests read through both, so that
//! the two cannot differ unnoticed.
//!
//! No caller descends deeper than the members that it names, so that a deeply nested document cannot
//! overflow the stack.

use crate::endpoint::{Endpoint, RequestKind};
use crate::error::Error;

/// One value of a parsed JSON document.
pub(crate) trait Json: Sized {
    /// Parses a text. `None` if it is not JSON.
    fn parse(text: &str) -> Option<Self>;

    /// The member of that name. `None` if this is no object, or if the member is missing or null.
    fn get(&self, name: &str) -> Option<Self>;

    /// The string, if this is one.
    fn text(&self) -> Option<String>;

    /// The number, if this is one.
    fn number(&self) -> Option<f64>;

    /// The number of items, if this is a list.
    fn length(&self) -> Option<u32>;

    /// The item of a list at that index. `None` beyond its end.
    fn item(&self, index: u32) -> Option<Self>;

    /// Milliseconds since the epoch, if this is a string with an ISO 8601 time. Graph writes any
    /// number of decimal places. A time without an offset is in UTC.
    fn time_ms(&self) -> Option<f64>;

    /// The text for a comparison that ignores case as .NET, in which Graph is written, does
    /// (`OrdinalIgnoreCase`): each character becomes its simple upper case. An ASCII letter equals no
    /// letter outside ASCII, such as the Kelvin sign, so that no name can pass for another.
    fn fold_case(text: &str) -> String;

    /// The member of that name, if it is a string that is not empty.
    fn text_of(&self, name: &str) -> Option<String> {
        self.get(name)?.text().filter(|text| !text.is_empty())
    }

    /// The member of that name, if it is a date. Intune writes a date of the year 1 where none is set.
    fn date_of(&self, name: &str) -> Option<Self> {
        let date = self.get(name)?;
        let text = date.text()?;
        (!text.is_empty() && !text.starts_with("0001-")).then_some(date)
    }
}

/// The document of a success, if it has Graph's shape: a device has an id, a collection its list. The
/// sample on Graph's page "Get managedDevice" wraps the device in `value`.
pub(crate) fn expected_document<J: Json>(document: J, endpoint: &Endpoint) -> Result<J, Error> {
    match endpoint.kind {
        RequestKind::Action => Ok(document),
        RequestKind::ReadDevice => {
            let device = match document.text_of("id") {
                Some(_) => document,
                None => document.get("value").ok_or(Error::MissingMember("id"))?,
            };
            let id = device.text_of("id").ok_or(Error::MissingMember("id"))?;
            match &endpoint.device_id {
                Some(asked) if !asked.eq_ignore_ascii_case(&id) => Err(Error::OtherDevice),
                _ => Ok(device),
            }
        }
        RequestKind::ReadList | RequestKind::SearchDirectory => {
            let list = document.get("value").and_then(|list| list.length());
            list.map(|_| document).ok_or(Error::MissingMember("value"))
        }
    }
}
