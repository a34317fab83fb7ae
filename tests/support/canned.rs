//! Replies that a script hands out: a kind, headers, and a body that may take its time.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use intune_remote_assistance::graph_error::Details;
use intune_remote_assistance::json::Json;
use intune_remote_assistance::purpose::Purpose;
use intune_remote_assistance::reply::{Kind, Reply, Response};

use super::clock::Clock;
use super::journal::{Journal, Pending};
use super::script::Step;

/// The text of a body that breaks off.
pub const BROKEN: &str = "\0broken";

/// A reply of a script.
pub struct Canned {
    pub kind: Kind,
    pub headers: Vec<(&'static str, String)>,
    /// The body's text, counted from the moment at which it is asked for; without one there is
    /// nothing to be read and nothing to be noted.
    pub body: Option<Step<String>>,
}

impl Canned {
    pub fn of(kind: Kind) -> Canned {
        Canned {
            kind,
            headers: Vec::new(),
            body: None,
        }
    }

    pub fn header(mut self, name: &'static str, value: &str) -> Canned {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// With a body that is there at once.
    pub fn body(self, text: &str) -> Canned {
        self.body_step(Step::After(0, text.to_owned()))
    }

    pub fn body_step(mut self, body: Step<String>) -> Canned {
        self.body = Some(body);
        self
    }

    /// With a `Retry-After`.
    pub fn told(self, retry_after: &str) -> Canned {
        self.header("retry-after", retry_after)
    }

    /// With the ids that Graph puts into its headers.
    pub fn ids(self, request_id: Option<&str>, client_request_id: Option<&str>) -> Canned {
        let ids = [
            ("request-id", request_id),
            ("client-request-id", client_request_id),
        ];
        ids.into_iter().fold(self, |canned, (name, id)| match id {
            Some(id) => canned.header(name, id),
            None => canned,
        })
    }

    /// On its way to the call.
    pub fn play(self, clock: &Clock, journal: &Journal) -> Playing {
        Playing {
            kind: self.kind,
            headers: self.headers,
            unread: self.body.map(|body| Unread {
                body: Some(body),
                journal: journal.clone(),
            }),
            clock: clock.clone(),
        }
    }
}

/// A reply of that status, without headers and body.
pub fn status(status: u16) -> Canned {
    Canned::of(Kind::Status(status))
}

/// A 401 with the claims challenge that FACTS shows: [`CLAIMS`] in base64.
pub fn challenged() -> Canned {
    let value = [
        "Bearer realm=\"\", authorization_uri=https://login.microsoftonline.com/common/oauth2/\
         authorize, client_id=\"00000003-0000-0000-c000-000000000000\", \
         error=\"insufficient_claims\", claims=\"",
        CLAIMS_BASE64,
        "\", errorDescription=\"Continuous access evaluation resulted in challenge\"",
    ];
    status(401).header("www-authenticate", &value.concat())
}

/// What the challenge decodes to.
pub const CLAIMS: &str = r#"{"access_token":{"nbf":{"essential":true,"value":"1657834417"}}}"#;

/// The same in base64, as it travels.
pub const CLAIMS_BASE64: &str =
    "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNjU3ODM0NDE3In19fQ==";

/// What a call keeps of a reply of that kind that says nothing else.
pub fn kept(kind: Kind) -> Reply {
    Reply {
        kind,
        purpose: Purpose::Action,
        request_id: None,
        client_request_id: None,
        told: None,
        claims: None,
        details: Details::NONE,
    }
}

/// The same for a status.
pub fn kept_status(status: u16) -> Reply {
    kept(Kind::Status(status))
}

/// A reply in the hands of the call. Its body is noted when it is asked for, when it has been read,
/// when it is dropped unread, and when reading it is cancelled.
pub struct Playing {
    kind: Kind,
    headers: Vec<(&'static str, String)>,
    unread: Option<Unread>,
    clock: Clock,
}

impl Response for Playing {
    fn kind(&self) -> Kind {
        self.kind
    }

    fn header(&self, name: &str) -> Option<String> {
        let header = self.headers.iter().find(|(header, _)| *header == name);
        header.map(|(_, value)| value.clone())
    }

    fn decode(base64: &str) -> Option<String> {
        decode(base64)
    }
}

impl Playing {
    /// Its body, when it has come, as a document, which is null if it is none. Nothing if it broke off.
    pub async fn json(mut self) -> Option<Parsed> {
        const NONE: Parsed = Parsed(serde_json::Value::Null);
        let Some(mut unread) = self.unread.take() else {
            return Some(NONE);
        };
        let Some(body) = unread.body.take() else {
            return Some(NONE);
        };
        let pending = Pending::new(&unread.journal, "body cancelled");
        unread.journal.note("body asked");
        let text = body.play(&self.clock).await;
        pending.end();
        unread.journal.note("body read");
        (text != BROKEN).then(|| Parsed::parse(&text).unwrap_or(NONE))
    }
}

/// The decoder that browsers have: base64 or base64url, without padding, to UTF-8.
pub fn decode(base64: &str) -> Option<String> {
    let base64 = base64.replace('-', "+").replace('_', "/");
    let lenient = GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(
        &STANDARD,
        lenient.with_decode_padding_mode(DecodePaddingMode::RequireNone),
    );
    String::from_utf8(engine.decode(base64).ok()?).ok()
}

/// A body that nobody has asked for yet.
struct Unread {
    body: Option<Step<String>>,
    journal: Journal,
}

impl Drop for Unread {
    fn drop(&mut self) {
        if self.body.is_some() {
            self.journal.note("body dropped");
        }
    }
}

/// A document that serde_json parsed; it refuses more than 128 levels, as engines refuse theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed(pub serde_json::Value);

impl Json for Parsed {
    fn parse(text: &str) -> Option<Parsed> {
        serde_json::from_str(text).ok().map(Parsed)
    }

    fn get(&self, name: &str) -> Option<Parsed> {
        self.0.get(name).cloned().map(Parsed)
    }

    fn text(&self) -> Option<String> {
        self.0.as_str().map(str::to_owned)
    }

    fn length(&self) -> Option<u32> {
        self.0.as_array().map(|list| list.len() as u32)
    }

    fn item(&self, index: u32) -> Option<Parsed> {
        self.0.get(index as usize).cloned().map(Parsed)
    }

    fn time_ms(&self) -> Option<f64> {
        let time = chrono::DateTime::parse_from_rfc3339(self.0.as_str()?).ok()?;
        Some(time.timestamp_millis() as f64)
    }
}
