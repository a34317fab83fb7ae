//! The message of an error (`src/error/message.rs`): what happened, and whether the device may have
//! been asked.

use super::support::errors::{every_error_with_sentences, failure, reply_with_status};
use super::support::reports::ReportedFailure;
use crate::endpoint::RequestKind;
use crate::error::message;
use crate::error::{Argument, Error, Outcome};

/// The message of a failed action.
fn message(error: &Error, outcome: Outcome) -> String {
    message::message(error, outcome, RequestKind::Action, None)
}

const CONSEQUENCES: [(Outcome, &str); 3] = [
    (Outcome::NotSent, "Nothing was sent."),
    (Outcome::Rejected, "The device was not asked."),
    (
        Outcome::Unknown,
        "The request may have been carried out all the same: check the device before you send \
         it again.",
    ),
];

/// An admin who reads that nothing was sent sends it again.
#[test]
fn the_message_agrees_with_the_outcome() {
    for error in every_error_with_sentences() {
        for (outcome, _) in CONSEQUENCES {
            let message = message(&error, outcome);
            let stated: Vec<Outcome> = CONSEQUENCES
                .into_iter()
                .filter(|(_, sentence)| message.contains(sentence))
                .map(|(outcome, _)| outcome)
                .collect();
            assert_eq!(stated, [outcome], "{message}");
        }
    }
}

/// A read rings no device, so that a warning about the device would be wrong.
#[test]
fn the_message_of_a_read_states_no_consequence() {
    for error in every_error_with_sentences() {
        for (outcome, _) in CONSEQUENCES {
            for kind in [RequestKind::ReadDevice, RequestKind::ReadList] {
                let message = message::message(&error, outcome, kind, None);
                let stated = CONSEQUENCES.map(|(_, sentence)| message.contains(sentence));
                assert_eq!(stated, [false; 3], "{message}");
            }
        }
    }
}

/// A read needs a lesser permission than the action.
#[test]
fn a_forbidden_read_names_the_permission_to_read() {
    for kind in [RequestKind::ReadDevice, RequestKind::ReadList] {
        let message = message::message(&Error::Forbidden, Outcome::Rejected, kind, None);
        assert!(message.contains("Devices.Read.All"), "{message}");
        assert!(!message.contains("ReadWrite"), "{message}");
    }
}

#[test]
fn a_forbidden_search_for_people_names_its_permission() {
    let kind = RequestKind::SearchDirectory;
    let message = message::message(&Error::Forbidden, Outcome::Rejected, kind, None);
    assert!(message.contains("User.ReadBasic.All"), "{message}");
}

/// Sentences about one device and its ids do not fit a search.
#[test]
fn the_message_of_a_refused_search_speaks_of_no_device() {
    for error in [Error::BadRequest, Error::NotFound, Error::Conflict] {
        let message = message::message(&error, Outcome::Rejected, RequestKind::ReadList, None);
        assert!(
            message.starts_with("Graph refused this search."),
            "{message}"
        );
        assert!(!message.contains("device"), "{message}");
    }
}

#[test]
fn a_failure_has_the_message_of_its_outcome() {
    for (attempts, reply, outcome) in [
        (0, None, Outcome::NotSent),
        (1, None, Outcome::Unknown),
        (1, Some(reply_with_status(429)), Outcome::Rejected),
        (1, Some(reply_with_status(503)), Outcome::Unknown),
    ] {
        let expected = message(&Error::Aborted, outcome);
        let failure = failure(Error::Aborted, attempts, reply);
        assert_eq!(
            ReportedFailure::from(failure).message,
            expected,
            "{outcome:?}"
        );
    }
}

#[test]
fn messages_are_sentences_on_one_line() {
    for error in every_error_with_sentences() {
        for (outcome, _) in CONSEQUENCES {
            let message = message(&error, outcome);
            assert!(message.ends_with('.'), "{message}");
            assert!(!message.contains("  "), "two spaces: {message}");
            assert!(!message.contains('\n'), "a line break: {message}");
            assert!(message.is_ascii(), "{message}");
        }
    }
}

/// Two errors with the same message could not be told apart in a log.
#[test]
fn no_two_errors_have_the_same_message() {
    let mut messages: Vec<String> = every_error_with_sentences()
        .iter()
        .map(|error| message(error, Outcome::NotSent))
        .collect();
    let count = messages.len();
    messages.sort();
    messages.dedup();
    assert_eq!(messages.len(), count);
}

#[test]
fn an_invalid_argument_is_named_with_its_problem() {
    let error = Argument::Ids.invalid_field("managedDeviceId", "is missing");
    let found = ReportedFailure::from(error).message;
    assert_eq!(found, "ids.managedDeviceId is missing. Nothing was sent.");
}

#[test]
fn a_missing_interface_is_named() {
    let found = message(&Error::MissingInterface("Headers"), Outcome::NotSent);
    let expected = "This environment has no Headers. Nothing was sent. \
                    Use a browser that has it, or define it before the call.";
    assert_eq!(found, expected);
}

#[test]
fn the_sentence_of_graph_stands_between_what_happened_and_what_to_do() {
    let found = |said| {
        message::message(
            &Error::Conflict,
            Outcome::Rejected,
            RequestKind::Action,
            Some(said),
        )
    };
    let expected = "The request conflicts with the present state of the device (409). Graph says: \"Not \
                    now.\" The device was not asked. A session may be under way. Look at the device's \
                    pending actions, then try again.";
    assert_eq!(found("Not now."), expected);
    assert!(found("two\r\nlines\u{85}").contains("\"two  lines \""));
    let long = found(&"é".repeat(1_000));
    assert!(
        long.contains(&format!("\"{}…\"", "é".repeat(150))),
        "{long}"
    );
}

/// The causes that an admin meets most come first (public reports of 400 and 404 from Intune).
#[test]
fn the_likely_causes_of_a_refusal_are_named_in_their_order() {
    let found = message(&Error::BadRequest, Outcome::Rejected);
    let causes = [
        "platform",
        "licence",
        "TeamViewer",
        "ids",
        "deviceManagement",
    ];
    let places = causes.map(|cause| {
        found
            .find(cause)
            .unwrap_or_else(|| panic!("{cause}: {found}"))
    });
    assert!(places.is_sorted(), "{found}");
    for kind in [RequestKind::Action, RequestKind::ReadDevice] {
        let found = message::message(&Error::NotFound, Outcome::Rejected, kind, None);
        assert!(found.contains("scope tags"), "{found}");
    }
}
