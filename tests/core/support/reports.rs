//! Results as the portal gets them, read back by their public names.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::RequestKind;
use crate::error::{ArgumentError, Error};
use crate::record::Record;
use crate::request::failure::Failure;
use crate::session::started::StartedSession;
use crate::session::verdict::Session;

/// 2^53. Every smaller whole number has an f64 of its own.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_992.0;

/// The fields of a `RemoteAssistanceError`.
#[derive(Debug, PartialEq)]
pub(crate) struct ReportedFailure {
    pub(crate) code: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) message: String,
    pub(crate) attempts: u32,
    pub(crate) status: Option<u16>,
    pub(crate) graph_code: Option<String>,
    pub(crate) graph_message: Option<String>,
    pub(crate) activity_id: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) client_request_id: Option<String>,
    pub(crate) retry_after_ms: Option<f64>,
    pub(crate) claims: Option<String>,
    pub(crate) field: Option<String>,
    /// The whole error, as it is handed to JavaScript.
    pub(crate) json: String,
}

impl From<Box<Failure>> for ReportedFailure {
    fn from(failure: Box<Failure>) -> ReportedFailure {
        let fields = record_json(&failure.record());
        assert_eq!(fields["code"], failure.error.code());
        assert_eq!(fields["outcome"], failure.outcome().name());
        ReportedFailure {
            code: failure.error.code(),
            outcome: failure.outcome().name(),
            message: field(&fields, "message"),
            attempts: field(&fields, "attempts"),
            status: field(&fields, "status"),
            graph_code: field(&fields, "graphCode"),
            graph_message: field(&fields, "graphMessage"),
            activity_id: field(&fields, "activityId"),
            request_id: field(&fields, "requestId"),
            client_request_id: field(&fields, "clientRequestId"),
            retry_after_ms: field(&fields, "retryAfterMs"),
            claims: field(&fields, "claims"),
            field: field(&fields, "field"),
            json: fields.to_string(),
        }
    }
}

impl From<Box<Failure>> for Box<ReportedFailure> {
    fn from(failure: Box<Failure>) -> Box<ReportedFailure> {
        Box::new(ReportedFailure::from(failure))
    }
}

impl From<Box<ArgumentError>> for ReportedFailure {
    fn from(invalid: Box<ArgumentError>) -> ReportedFailure {
        ReportedFailure::from(Box::<Failure>::from(invalid))
    }
}

impl From<Error> for ReportedFailure {
    fn from(error: Error) -> ReportedFailure {
        ReportedFailure::from(Failure::not_sent(error, RequestKind::Action))
    }
}

/// A result as a JSON object.
pub(crate) struct JsonRecord(Map<String, Value>);

impl Record for JsonRecord {
    fn new() -> JsonRecord {
        JsonRecord(Map::new())
    }

    fn add(&mut self, name: &'static str, value: impl Serialize) {
        let value = serde_json::to_value(value).expect("the field can be serialised");
        let earlier = self.0.insert(name.to_owned(), value);
        assert_eq!(earlier, None, "{name} is written twice");
    }

    fn add_record(&mut self, name: &'static str, record: Option<JsonRecord>) {
        self.add(name, record.map(|record| record.0));
    }
}

/// The record as JSON. As in JavaScript, a whole number has no fraction.
pub(crate) fn record_json(record: &JsonRecord) -> Value {
    with_whole_numbers(Value::Object(record.0.clone()))
}

fn with_whole_numbers(value: Value) -> Value {
    let is_whole = |number: &f64| number.fract() == 0.0 && number.abs() < MAX_SAFE_INTEGER;
    match value.as_f64().filter(is_whole) {
        Some(number) => Value::from(number as i64),
        None => match value {
            Value::Object(fields) => {
                let fields = fields.into_iter();
                let whole = fields.map(|(name, value)| (name, with_whole_numbers(value)));
                Value::Object(whole.collect())
            }
            other => other,
        },
    }
}

fn field<T: DeserializeOwned>(fields: &Value, name: &str) -> T {
    let value = fields.get(name).expect("the field exists");
    serde_json::from_value(value.clone()).expect("the field has its type")
}

/// A `Session`.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ReportedSession {
    pub(crate) state: String,
    pub(crate) url: Option<String>,
    pub(crate) error_details: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) device_name: Option<String>,
    pub(crate) action: Option<ReportedAction>,
}

/// A `SessionAction`.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ReportedAction {
    pub(crate) name: String,
    pub(crate) state: String,
    pub(crate) start_date_time: Option<String>,
    pub(crate) last_updated_date_time: Option<String>,
}

impl From<&Session> for ReportedSession {
    fn from(session: &Session) -> ReportedSession {
        let fields = record_json(&session.record());
        serde_json::from_value(fields).expect("the fields have their types")
    }
}

impl ReportedSession {
    /// The session in a line: its state, then its link, or its reason and details.
    pub(crate) fn line(&self) -> String {
        let parts = [
            Some(&self.state),
            self.url.as_ref(),
            self.reason.as_ref(),
            self.error_details.as_ref(),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(" ")
    }
}

/// A `StartedSession`, or a `FollowedSession`, which has no receipt.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ReportedStart {
    pub(crate) session: ReportedSession,
    pub(crate) ended: String,
    pub(crate) message: String,
    pub(crate) is_compared: bool,
    pub(crate) elapsed_ms: f64,
    pub(crate) error: Option<Value>,
    pub(crate) receipt: Option<ReportedReceipt>,
}

/// A `Receipt`.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ReportedReceipt {
    pub(crate) status: u16,
    pub(crate) attempts: u32,
    pub(crate) request_id: Option<String>,
    pub(crate) client_request_id: Option<String>,
}

impl From<StartedSession> for ReportedStart {
    fn from(started: StartedSession) -> ReportedStart {
        let fields = record_json(&started.record());
        serde_json::from_value(fields).expect("the fields have their types")
    }
}

impl ReportedStart {
    /// The code of the error with which the device could no longer be read.
    pub(crate) fn error_code(&self) -> Option<&str> {
        self.error.as_ref()?.get("code")?.as_str()
    }
}
