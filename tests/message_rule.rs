//! Every failure says in plain English what happened and whether the device may have been asked.

mod support;

use intune_remote_assistance::error::{Argument, Error, Outcome};
use intune_remote_assistance::message;
use intune_remote_assistance::purpose::Purpose;
use support::canned::kept_status;
use support::errors::every_error;
use support::report::Failure;

/// Of the action.
fn message(error: &Error, outcome: Outcome) -> String {
    message::message(error, outcome, Purpose::Action)
}

const CONSEQUENCES: [(Outcome, &str); 3] = [
    (Outcome::NotSent, "Nothing was sent."),
    (Outcome::Rejected, "The device was not asked."),
    (
        Outcome::Unknown,
        "It may have been acted on all the same: check the device before you send it again.",
    ),
];

/// An admin who reads "not sent" sends it again: the sentence and the outcome must agree.
#[test]
fn the_message_says_what_the_outcome_says() {
    for error in every_error() {
        for (outcome, _) in CONSEQUENCES {
            let message = message(&error, outcome);
            let said: Vec<Outcome> = CONSEQUENCES
                .into_iter()
                .filter(|(_, sentence)| message.contains(sentence))
                .map(|(outcome, _)| outcome)
                .collect();
            assert_eq!(said, [outcome], "{message}");
        }
    }
}

/// A read rings nobody: a warning about the device would be a false one.
#[test]
fn a_read_says_nothing_of_what_it_may_have_done() {
    for error in every_error() {
        for (outcome, _) in CONSEQUENCES {
            let message = message::message(&error, outcome, Purpose::Device);
            let said = CONSEQUENCES.map(|(_, sentence)| message.contains(sentence));
            assert_eq!(said, [false; 3], "{message}");
        }
    }
}

/// What the action needs is more than what reading does.
#[test]
fn a_read_that_is_forbidden_names_the_permission_to_read() {
    for purpose in [Purpose::Device, Purpose::List] {
        let message = message::message(&Error::Forbidden, Outcome::Rejected, purpose);
        assert!(message.contains("Devices.Read.All"), "{message}");
        assert!(!message.contains("ReadWrite"), "{message}");
    }
}

/// What is said of one device and its ids would only confuse there.
#[test]
fn a_search_that_is_refused_is_not_told_of_a_device() {
    for error in [Error::BadRequest, Error::NotFound, Error::Conflict] {
        let message = message::message(&error, Outcome::Rejected, Purpose::List);
        assert_eq!(
            message,
            "Graph refuses what is asked for. See graphMessage."
        );
    }
}

#[test]
fn a_failure_carries_the_message_of_its_own_outcome() {
    for (attempts, reply, outcome) in [
        (0, None, Outcome::NotSent),
        (1, None, Outcome::Unknown),
        (1, Some(kept_status(429)), Outcome::Rejected),
        (1, Some(kept_status(503)), Outcome::Unknown),
    ] {
        let expected = message(&Error::Aborted, outcome);
        let failure = Failure::new(Error::Aborted, attempts, reply);
        assert_eq!(failure.message, expected, "{outcome:?}");
    }
}

#[test]
fn messages_are_whole_sentences() {
    for error in every_error() {
        for (outcome, _) in CONSEQUENCES {
            let message = message(&error, outcome);
            assert!(message.ends_with('.'), "{message}");
            assert!(!message.contains("  "), "two spaces: {message}");
            assert!(!message.contains('\n'), "a line break: {message}");
            assert!(message.is_ascii(), "{message}");
        }
    }
}

/// Two variants with one sentence could not be told apart in a log.
#[test]
fn each_error_has_a_sentence_of_its_own() {
    let mut messages: Vec<String> = every_error()
        .iter()
        .map(|error| message(error, Outcome::NotSent))
        .collect();
    let count = messages.len();
    messages.sort();
    messages.dedup();
    assert_eq!(messages.len(), count);
}

#[test]
fn a_wrong_argument_is_named_with_its_problem() {
    let error = Argument::Ids.wrong_field("managedDeviceId", "is missing");
    let found = message(&Error::Argument(error), Outcome::NotSent);
    assert_eq!(found, "ids.managedDeviceId is missing. Nothing was sent.");
}

#[test]
fn a_missing_interface_is_named() {
    let found = message(&Error::MissingInterface(1), Outcome::NotSent);
    assert!(found.contains("Headers"), "{found}");
}
