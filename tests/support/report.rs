//! Receipts and failures as the portal gets them: read out of what is handed out, by the public names.

use intune_remote_assistance::error::{ArgumentError, Error};
use intune_remote_assistance::purpose::Purpose;
use intune_remote_assistance::reply::Reply;
use intune_remote_assistance::report::{self, FAILURE_FIELDS, List};
use intune_remote_assistance::session::{self, SESSION_FIELDS};
use intune_remote_assistance::started;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    pub status: u16,
    pub attempts: u32,
    pub request_id: Option<String>,
    pub client_request_id: Option<String>,
}

#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    pub code: &'static str,
    pub outcome: &'static str,
    pub message: String,
    pub attempts: u32,
    pub status: Option<u16>,
    pub graph_code: Option<String>,
    pub graph_message: Option<String>,
    pub activity_id: Option<String>,
    pub request_id: Option<String>,
    pub client_request_id: Option<String>,
    pub retry_after_ms: Option<f64>,
    pub claims: Option<String>,
    pub field: Option<String>,
}

/// As `getSession` gives it.
#[derive(Debug, PartialEq)]
pub struct Session {
    pub state: String,
    pub url: Option<String>,
    pub error_details: Option<String>,
    pub reason: Option<String>,
    pub device_name: Option<String>,
    pub action: Option<(String, String)>,
}

/// As `startSession` does.
#[derive(Debug, PartialEq)]
pub struct Started {
    pub session: Session,
    pub ended: String,
    pub message: String,
    pub is_compared: bool,
    pub receipt: Receipt,
    pub error: Option<&'static str>,
}

impl From<&session::Session> for Session {
    fn from(session: &session::Session) -> Session {
        let handed = session.listed(|list| Handed::new(&SESSION_FIELDS, list));
        let name: Option<String> = handed.get("name");
        Session {
            state: handed.get("state"),
            url: handed.get("url"),
            error_details: handed.get("errorDetails"),
            reason: handed.get("reason"),
            device_name: handed.get("deviceName"),
            action: name.map(|name| (name, handed.get("actionState"))),
        }
    }
}

impl From<started::Started> for Started {
    fn from(started: started::Started) -> Started {
        let (ended, message) = started.ending.words();
        Started {
            session: Session::from(&started.session),
            ended: ended.to_owned(),
            message: message.to_owned(),
            is_compared: started.is_compared,
            error: started.failure().map(|failure| failure.error.code()),
            receipt: Receipt::from(started.receipt),
        }
    }
}

/// What is handed out: a list, and the names of what is in it.
struct Handed {
    names: &'static [&'static str],
    list: Vec<Value>,
}

impl Handed {
    fn new(names: &'static [&'static str], list: List<'_>) -> Handed {
        let list = serde_json::to_value(list).expect("it can be serialised");
        let list: Vec<Value> = serde_json::from_value(list).expect("it is a list");
        assert_eq!(list.len(), names.len(), "every value has a name");
        Handed { names, list }
    }

    fn get<T: DeserializeOwned>(&self, name: &str) -> T {
        let index = self.names.iter().position(|named| *named == name);
        let value = self.list[index.expect("the field exists")].clone();
        serde_json::from_value(value).expect("the field has its type")
    }

    fn whole(&self, name: &str) -> Option<u32> {
        self.get::<Option<f64>>(name).map(|number| {
            assert_eq!(number.fract(), 0.0, "{name}");
            number as u32
        })
    }
}

impl From<report::Receipt> for Receipt {
    fn from(receipt: report::Receipt) -> Receipt {
        let [request_id, client_request_id] = receipt.ids().map(|id| id.map(str::to_owned));
        Receipt {
            status: 204,
            attempts: receipt.attempts,
            request_id,
            client_request_id,
        }
    }
}

impl From<report::Failure> for Failure {
    fn from(failure: report::Failure) -> Failure {
        let handed = failure.listed(|list| Handed::new(&FAILURE_FIELDS, list));
        assert_eq!(handed.get::<String>("code"), failure.error.code());
        assert_eq!(handed.get::<String>("outcome"), failure.outcome().name());
        Failure {
            code: failure.error.code(),
            outcome: failure.outcome().name(),
            message: handed.get("message"),
            attempts: handed.whole("attempts").expect("attempts"),
            status: handed.whole("status").map(|status| status as u16),
            graph_code: handed.get("graphCode"),
            graph_message: handed.get("graphMessage"),
            activity_id: handed.get("activityId"),
            request_id: handed.get("requestId"),
            client_request_id: handed.get("clientRequestId"),
            retry_after_ms: handed.get("retryAfterMs"),
            claims: handed.get("claims"),
            field: handed.get("field"),
        }
    }
}

impl Failure {
    pub fn new(error: Error, attempts: u32, reply: Option<Reply>) -> Failure {
        Failure::from(report::Failure {
            error,
            purpose: Purpose::Action,
            attempts,
            reply: reply.map(Box::new),
        })
    }
}

impl From<Box<ArgumentError>> for Failure {
    fn from(error: Box<ArgumentError>) -> Failure {
        Failure::from(report::Failure::from(error))
    }
}

impl Receipt {
    pub fn new(attempts: u32, reply: Option<Reply>) -> Receipt {
        Receipt::from(report::Receipt {
            attempts,
            reply: reply.map(Box::new),
        })
    }
}
