//! What TypeScript must agree with. `cargo xtask` writes it to `js/generated/contract.ts`.
//!
//! Names, limits and fields come from the code that decides, so that TypeScript has no second list.

use serde::Serialize;

use crate::arguments::options::{DEFAULT_TIMEOUT_MS, MAX_MS};
use crate::arguments::origin::Cloud;
use crate::arguments::route::{CONNECTOR_FIELDS, DETECTED_APP_FIELDS, DEVICE_FIELDS, USER_FIELDS};
use crate::arguments::scope::Scope;
use crate::endpoint::RequestKind;
use crate::error::{Error, Outcome};
use crate::progress::Phase;
use crate::record::Record;
use crate::reply::reply::Reply;
use crate::request::failure::{Failure, Receipt};
use crate::session::action::ActionState;
use crate::session::started::{Ending, StartedSession};
use crate::session::verdict::{FailureReason, Session, SessionState};

/// What TypeScript must agree with.
pub struct Contract {
    /// Union types of strings: the name of the type, and its members.
    pub unions: Vec<(&'static str, Vec<String>)>,
    /// Whole numbers: the name of the constant, and its value.
    pub limits: Vec<(&'static str, u32)>,
    /// Lists of strings: the name of the constant, and its items.
    pub lists: Vec<(&'static str, Vec<String>)>,
    /// The origin of Graph in each cloud.
    pub graph_origins: Vec<(&'static str, String)>,
}

/// The code that TypeScript gives itself, because the module is not there yet.
const CODES_OF_TYPESCRIPT: [&str; 1] = ["notInitialised"];

/// The codes of the module. A native test compares them with every [`Error`].
pub(crate) const CODES: [&str; 23] = [
    "invalidScope",
    "invalidIds",
    "invalidQuery",
    "invalidToken",
    "invalidOptions",
    "tokenProviderFailed",
    "alreadyInFlight",
    "aborted",
    "timeout",
    "network",
    "badRequest",
    "unauthenticated",
    "claimsChallenge",
    "forbidden",
    "notFound",
    "conflict",
    "refused",
    "throttled",
    "unavailable",
    "serverError",
    "redirected",
    "unexpectedResponse",
    "internal",
];

/// The contract of this version.
pub fn contract() -> Contract {
    let receipt = || Receipt::new(1, *Reply::none(RequestKind::Action));
    let failure = Failure::not_sent(Error::Aborted, RequestKind::Action);
    let session = Session::default();
    let started = StartedSession {
        session: session.clone(),
        ending: Ending::TimedOut,
        is_compared: false,
        elapsed_ms: 0.0,
        receipt: Some(receipt()),
    };
    Contract {
        unions: vec![
            ("Scope", strings(&Scope::ALL.map(Scope::name))),
            ("Cloud", strings(&Cloud::ALL.map(Cloud::name))),
            (
                "Outcome",
                strings(
                    &[Outcome::NotSent, Outcome::Rejected, Outcome::Unknown].map(Outcome::name),
                ),
            ),
            (
                "ErrorCode",
                strings(&[&CODES[..], &CODES_OF_TYPESCRIPT].concat()),
            ),
            (
                "SessionState",
                strings(
                    &[
                        SessionState::None,
                        SessionState::Pending,
                        SessionState::Ready,
                        SessionState::Failed(FailureReason::Unknown),
                    ]
                    .map(SessionState::name),
                ),
            ),
            (
                "FailureReason",
                strings(
                    &[
                        FailureReason::Reported,
                        FailureReason::Unknown,
                        FailureReason::Canceled,
                        FailureReason::NotSupported,
                        FailureReason::BadUrl,
                    ]
                    .map(FailureReason::name),
                ),
            ),
            (
                "ActionState",
                strings(&ActionState::ALL.map(ActionState::name)),
            ),
            (
                "SessionPhase",
                strings(
                    &[
                        Phase::Checking,
                        Phase::Requesting,
                        Phase::Accepted,
                        Phase::Waiting,
                    ]
                    .map(Phase::name),
                ),
            ),
            ("SessionEnding", strings(&Ending::NAMES)),
            ("FailureField", field_names(failure.record())),
            ("ReceiptField", field_names(receipt().record())),
            ("SessionField", field_names(session.record())),
            ("StartedField", field_names(started.record())),
            ("DeviceField", fields(DEVICE_FIELDS)),
            ("DetectedAppField", fields(DETECTED_APP_FIELDS)),
            ("ConnectorField", fields(CONNECTOR_FIELDS)),
            ("UserField", fields(USER_FIELDS)),
        ],
        graph_origins: Cloud::ALL
            .iter()
            .map(|cloud| (cloud.name(), cloud.origin().as_str().to_owned()))
            .collect(),
        limits: vec![
            ("DEFAULT_TIMEOUT_MS", DEFAULT_TIMEOUT_MS),
            ("MAX_TIMEOUT_MS", MAX_MS),
        ],
        lists: vec![
            ("DEVICE_FIELDS", fields(DEVICE_FIELDS)),
            ("DETECTED_APP_FIELDS", fields(DETECTED_APP_FIELDS)),
            ("CONNECTOR_FIELDS", fields(CONNECTOR_FIELDS)),
            ("USER_FIELDS", fields(USER_FIELDS)),
        ],
    }
}

/// The names of the fields of a result.
struct FieldNames(Vec<String>);

impl Record for FieldNames {
    fn new() -> FieldNames {
        FieldNames(Vec::new())
    }

    fn add(&mut self, name: &'static str, _value: impl Serialize) {
        self.0.push(name.to_owned());
    }

    fn add_record(&mut self, name: &'static str, _record: Option<FieldNames>) {
        self.0.push(name.to_owned());
    }
}

fn field_names(FieldNames(names): FieldNames) -> Vec<String> {
    names
}

/// The names in the value of `$select`.
fn fields(select: &str) -> Vec<String> {
    select.split(',').map(str::to_owned).collect()
}

fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
