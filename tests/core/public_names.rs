//! The names in the public interface are complete in the contract with TypeScript
//! (`src/contract.rs`).

use std::collections::BTreeSet;

use super::support::errors::every_error;
use super::support::variants::every_variant;
use crate::arguments::origin::Cloud;
use crate::arguments::scope::Scope;
use crate::contract::{CODES, contract};
use crate::endpoint::RequestKind;
use crate::error::{Error, Outcome};
use crate::progress::Phase;
use crate::request::failure::Failure;
use crate::session::action::ActionState;
use crate::session::started::Ending;
use crate::session::verdict::{FailureReason, SessionState};

/// The codes of the errors that are made in Rust, in the order of the public documentation.
const CODES_OF_RUST: [&str; 23] = [
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

/// The unions of names in the public interface, except [`CODES_OF_RUST`].
const UNIONS: [(&str, &[&str]); 8] = [
    ("Scope", &["users", "deviceManagement", "detectedApps"]),
    ("Cloud", &["global", "usGov", "usGovDoD", "china"]),
    ("Outcome", &["notSent", "rejected", "unknown"]),
    ("SessionState", &["none", "pending", "ready", "failed"]),
    (
        "FailureReason",
        &["reported", "failed", "canceled", "notSupported", "badUrl"],
    ),
    (
        "ActionState",
        &[
            "none",
            "pending",
            "canceled",
            "active",
            "done",
            "failed",
            "notSupported",
            "unknown",
        ],
    ),
    (
        "SessionPhase",
        &["checking", "requesting", "accepted", "waiting"],
    ),
    (
        "SessionEnding",
        &["ready", "failed", "timeout", "aborted", "unreadable"],
    ),
];

/// The members of a union of the contract.
fn union(name: &str) -> Vec<String> {
    let unions = contract().unions;
    let union = unions.into_iter().find(|(known, _)| *known == name);
    union.unwrap_or_else(|| panic!("no union {name}")).1
}

#[test]
fn unions_have_the_members_of_the_public_interface() {
    for (name, members) in UNIONS {
        assert_eq!(union(name), members, "{name}");
    }
}

#[test]
fn no_union_and_no_member_is_declared_twice() {
    let unions = contract().unions;
    let names: BTreeSet<&str> = unions.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), unions.len());
    for (name, members) in &unions {
        let distinct: BTreeSet<&String> = members.iter().collect();
        assert_eq!(distinct.len(), members.len(), "{name}");
    }
}

/// Only `notInitialised` comes from TypeScript, which gives it before the module has been loaded.
#[test]
fn the_declared_codes_are_those_that_occur() {
    let codes = union("ErrorCode");
    let declared: BTreeSet<&str> = codes.iter().map(String::as_str).collect();
    let errors = every_error();
    let mut occurring: BTreeSet<&str> = errors.iter().map(Error::code).collect();
    assert!(occurring.insert("notInitialised"), "it is made in Rust");
    assert_eq!(declared, occurring);
}

/// Each variant in its order, so that two codes cannot be exchanged.
#[test]
fn errors_have_the_codes_of_the_public_interface() {
    let mut codes: Vec<&str> = every_error().iter().map(Error::code).collect();
    codes.retain({
        let mut seen = BTreeSet::new();
        move |code| seen.insert(*code)
    });
    assert_eq!(codes, CODES_OF_RUST);
    assert_eq!(CODES, CODES_OF_RUST);
}

fn assert_complete<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) {
    let names: Vec<&str> = names.into_iter().collect();
    assert_eq!(union(name), names, "{name}");
}

#[test]
fn every_variant_has_its_name_in_the_contract() {
    let scopes = every_variant!(Scope: Users, DeviceManagement, DetectedApps);
    assert_eq!(Scope::ALL, scopes);
    assert_complete("Scope", scopes.map(Scope::name));

    let clouds = every_variant!(Cloud: Global, UsGov, UsGovDoD, China);
    assert_eq!(Cloud::ALL, clouds);
    assert_complete("Cloud", clouds.map(Cloud::name));

    let outcomes = every_variant!(Outcome: NotSent, Rejected, Unknown);
    assert_complete("Outcome", outcomes.map(Outcome::name));

    let action_states = every_variant!(
        ActionState: None, Pending, Canceled, Active, Done, Failed, NotSupported, Unknown
    );
    assert_eq!(ActionState::ALL, action_states);
    assert_complete("ActionState", action_states.map(ActionState::name));

    let phases = every_variant!(Phase: Checking, Requesting, Accepted, Waiting);
    assert_complete("SessionPhase", phases.map(Phase::name));

    let reasons = every_variant!(
        FailureReason: Reported, Unknown, Canceled, NotSupported, BadUrl
    );
    assert_complete("FailureReason", reasons.map(FailureReason::name));

    for reason in reasons {
        let first = Some(SessionState::None);
        let states = core::iter::successors(first, |state| next_state(*state, reason));
        assert_complete("SessionState", states.map(SessionState::name));
    }

    let endings = core::iter::successors(Some(Ending::Ready), next_ending);
    let endings: Vec<&str> = endings.map(|ending| ending.name()).collect();
    assert_eq!(endings, Ending::NAMES);
    assert_complete("SessionEnding", endings);
}

/// The variant after this one. A new variant does not compile until it is listed here.
fn next_state(state: SessionState, reason: FailureReason) -> Option<SessionState> {
    match state {
        SessionState::None => Some(SessionState::Pending),
        SessionState::Pending => Some(SessionState::Ready),
        SessionState::Ready => Some(SessionState::Failed(reason)),
        SessionState::Failed(_) => None,
    }
}

/// The variant after this one. A new variant does not compile until it is listed here.
fn next_ending(ending: &Ending) -> Option<Ending> {
    match ending {
        Ending::Ready => Some(Ending::Failed),
        Ending::Failed => Some(Ending::TimedOut),
        Ending::TimedOut => Some(Ending::Aborted),
        Ending::Aborted => {
            let failure = Failure::not_sent(Error::NotFound, RequestKind::ReadDevice);
            Some(Ending::Unreadable(failure))
        }
        Ending::Unreadable(_) => None,
    }
}

#[test]
fn limits_are_those_of_the_public_interface() {
    let expected = [("DEFAULT_TIMEOUT_MS", 30_000), ("MAX_TIMEOUT_MS", 600_000)];
    assert_eq!(contract().limits, expected);
}

/// The properties of `Device`, `DetectedApp`, `Connector` and `User`.
#[test]
fn entities_have_the_properties_of_the_public_interface() {
    let entities: [(&str, &str, &[&str]); 4] = [
        (
            "DEVICE_FIELDS",
            "DeviceField",
            &[
                "id",
                "deviceName",
                "userPrincipalName",
                "userDisplayName",
                "emailAddress",
                "serialNumber",
                "operatingSystem",
                "osVersion",
                "manufacturer",
                "model",
                "complianceState",
                "lastSyncDateTime",
            ],
        ),
        (
            "DETECTED_APP_FIELDS",
            "DetectedAppField",
            &[
                "id",
                "displayName",
                "version",
                "publisher",
                "platform",
                "deviceCount",
            ],
        ),
        (
            "CONNECTOR_FIELDS",
            "ConnectorField",
            &[
                "displayName",
                "onboardingStatus",
                "onboardingUrl",
                "lastConnectionDateTime",
            ],
        ),
        (
            "USER_FIELDS",
            "UserField",
            &["id", "displayName", "userPrincipalName", "mail"],
        ),
    ];
    let lists = contract().lists;
    assert_eq!(lists.len(), entities.len());
    for ((list, union_name, properties), (name, items)) in entities.into_iter().zip(lists) {
        assert_eq!(name, list);
        assert_eq!(items, properties, "{list}");
        assert_eq!(union(union_name), properties, "{union_name}");
    }
}
