//! [`TestDocument`], which stands in for the browser's parsed JSON.
//!
//! `tests/fixtures/*.json` holds documents that are read through this type and through the browser.
//! Two differences are left. serde_json refuses a text of more than 128 levels, and one with half of
//! a surrogate pair. Browsers read both. No test depends on either.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

use crate::reply::json::Json;

/// A value that serde_json parsed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TestDocument(pub(crate) serde_json::Value);

impl TestDocument {
    /// A value that is there. Null counts as a missing member, as in the browser.
    pub(crate) fn present(value: &serde_json::Value) -> Option<TestDocument> {
        (!value.is_null()).then(|| TestDocument(value.clone()))
    }
}

impl Json for TestDocument {
    fn parse(text: &str) -> Option<TestDocument> {
        serde_json::from_str(text).ok().map(TestDocument)
    }

    fn get(&self, name: &str) -> Option<TestDocument> {
        self.0.get(name).and_then(TestDocument::present)
    }

    fn text(&self) -> Option<String> {
        self.0.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn length(&self) -> Option<u32> {
        self.0.as_array().map(|list| list.len() as u32)
    }

    fn item(&self, index: u32) -> Option<TestDocument> {
        self.0.get(index as usize).and_then(TestDocument::present)
    }

    fn fold_case(text: &str) -> String {
        let upper = |character: char| {
            let mut upper = character.to_uppercase();
            match (upper.next(), upper.next()) {
                (Some(upper), None) if upper.is_ascii() == character.is_ascii() => upper,
                _ => character,
            }
        };
        text.chars().map(upper).collect()
    }

    /// The forms of ECMAScript's `Date.parse`. A date without an offset is in UTC, as in
    /// `js/runtime/host.ts`.
    fn time_ms(&self) -> Option<f64> {
        let text = self.0.as_str()?;
        let with_offset = DateTime::parse_from_rfc3339(text).map(|time| time.to_utc());
        let time = with_offset.ok().or_else(|| {
            let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
                .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M"));
            let date = NaiveDate::parse_from_str(text, "%Y-%m-%d");
            local
                .or_else(|_| date.map(|date| date.and_time(NaiveTime::MIN)))
                .ok()
                .map(|time| time.and_utc())
        })?;
        Some(time.timestamp_millis() as f64)
    }
}
