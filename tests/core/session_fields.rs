//! The fields and JSON types of a session (`Session::record` in `src/session/verdict.rs`), of its
//! progress (`Progress::record` in `src/progress.rs`) and of a started session
//! (`StartedSession::record` in `src/session/started.rs`).

use std::collections::BTreeSet;

use serde_json::json;

use super::support::arguments::url_origin;
use super::support::document::TestDocument;
use super::support::errors::failure;
use super::support::interfaces::{
    FOLLOWED, PROGRESS, SESSION, assert_declared, assert_fields, started,
};
use super::support::reports::record_json;
use crate::endpoint::RequestKind;
use crate::error::Error;
use crate::progress::{Phase, Progress};
use crate::reply::reply::Reply;
use crate::request::failure::Receipt;
use crate::session::device::DeviceSnapshot;
use crate::session::started::{Ending, StartedSession};
use crate::session::verdict::{Baseline, Session};

#[test]
fn the_contract_declares_the_fields_of_the_public_interface() {
    assert_declared("SessionField", SESSION);
    assert_declared("StartedField", &started());
}

/// One session for each state and reason.
fn sessions() -> Vec<Session> {
    let action = |state: &str| {
        json!({
            "actionName": "requestRemoteAssistance",
            "actionState": state,
            "startDateTime": "2027-01-15T08:00:00Z",
            "lastUpdatedDateTime": "2027-01-15T08:00:01Z",
        })
    };
    let documents = [
        json!({}),
        json!({ "deviceName": "LAPTOP-07", "deviceActionResults": [action("pending")] }),
        json!({ "deviceActionResults": [{ "actionName": "requestRemoteAssistance" }] }),
        json!({ "remoteAssistanceSessionUrl": "https://get.teamviewer.com/1" }),
        json!({ "remoteAssistanceSessionUrl": "http://get.teamviewer.com/1" }),
        json!({ "remoteAssistanceSessionErrorDetails": "The user declined." }),
        json!({ "deviceActionResults": [action("failed")] }),
        json!({ "deviceActionResults": [action("canceled")] }),
        json!({ "deviceActionResults": [action("notSupported")] }),
    ];
    let judge = |document| {
        let snapshot = DeviceSnapshot::of(&TestDocument(document));
        Session::judge(snapshot, Baseline::None, url_origin)
    };
    documents.into_iter().map(judge).collect()
}

#[test]
fn a_session_has_the_declared_fields() {
    let mut found = BTreeSet::new();
    for session in sessions() {
        assert_fields(&session.record(), SESSION);
        let fields = record_json(&session.record());
        found.insert((fields["state"].to_string(), fields["reason"].to_string()));
    }
    // None, pending, ready, and five reasons of a failure.
    assert_eq!(found.len(), 8, "{found:?}");
}

#[test]
fn a_started_session_has_the_declared_fields() {
    let endings: [fn() -> Ending; 5] = [
        || Ending::Ready,
        || Ending::Failed,
        || Ending::TimedOut,
        || Ending::Aborted,
        || Ending::Unreadable(failure(Error::NotFound, 1, None)),
    ];
    for ending in endings {
        for session in sessions() {
            let mut result = StartedSession {
                session,
                ending: ending(),
                is_compared: true,
                elapsed_ms: 2_000.0,
                receipt: Some(Receipt::new(1, *Reply::none(RequestKind::Action))),
            };
            assert_fields(&result.record(), &started());
            // `resumeSession` sends no request, so that there is no receipt.
            result.receipt = None;
            assert_fields(&result.record(), FOLLOWED);
        }
    }
}

#[test]
fn a_progress_has_the_declared_fields() {
    for phase in [
        Phase::Checking,
        Phase::Requesting,
        Phase::Accepted,
        Phase::Waiting,
    ] {
        for problem in [None, Some(Error::Offline.code())] {
            let progress = Progress::<TestDocument> {
                problem,
                ..Progress::new(phase)
            };
            assert_fields(&progress.record(), PROGRESS);
        }
    }
}

#[test]
fn only_an_unreadable_session_has_an_error() {
    let ended = |ending| StartedSession {
        session: Session::default(),
        ending,
        is_compared: false,
        elapsed_ms: 0.0,
        receipt: None,
    };
    let error_code = |result: &StartedSession| {
        let fields = record_json(&result.record());
        fields["error"]["code"].as_str().map(str::to_owned)
    };
    let unreadable = Ending::Unreadable(failure(Error::NotFound, 1, None));
    assert_eq!(error_code(&ended(unreadable)).as_deref(), Some("notFound"));
    for ending in [
        Ending::Ready,
        Ending::Failed,
        Ending::TimedOut,
        Ending::Aborted,
    ] {
        assert_eq!(error_code(&ended(ending)), None);
    }
}
