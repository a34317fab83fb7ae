//! docs/messages.md lists every message. The table is compared with the messages; with
//! `UPDATE_MESSAGES=1` the test writes it.

use std::fmt::Write;
use std::fs;

use super::support::errors::every_error_with_sentences;
use crate::endpoint::RequestKind;
use crate::error::message::message;
use crate::error::{Error, Outcome};
use crate::session::started::Ending;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/messages.md");

/// What a request of that kind has usually done when it ends with the error.
fn usual_outcome(error: &Error) -> Outcome {
    match error {
        Error::TokenProviderThrew
        | Error::TokenProviderGave(_)
        | Error::InteractionRequired
        | Error::AlreadyInFlight
        | Error::GateClosed(_)
        | Error::MissingInterface(_)
        | Error::BadLink(_) => Outcome::NotSent,
        error => error.proves(),
    }
}

fn table() -> String {
    let mut text = String::from(
        "# Messages\n\nEvery `message` of an error. Where Graph gives a sentence of its own, it stands \
         after the first sentence: `Graph says: \"…\"`. The middle sentence says whether the device may have \
         been asked; it depends on `outcome`, and the table shows the usual one. A read rings no device, so \
         that its messages have no such sentence. `tests/core/message_table.rs` writes this file.\n\n\
         An invalid argument has its name and its problem: \
         `ids.managedDeviceId is missing. Nothing was sent.`\n\n",
    );
    for (title, kind) in [
        ("The request", RequestKind::Action),
        ("The read of a device", RequestKind::ReadDevice),
        ("A search", RequestKind::ReadList),
        ("A search for people", RequestKind::SearchDirectory),
    ] {
        writeln!(text, "## {title}\n\n| code | message |\n| --- | --- |").expect("a text");
        for error in every_error_with_sentences() {
            let is_link = matches!(error, Error::BadLink(_));
            let is_device = matches!(error, Error::OtherDevice | Error::MissingMember(_));
            let occurs = match kind {
                RequestKind::Action => !is_link && !is_device,
                RequestKind::ReadDevice => !is_link && error != Error::AlreadyInFlight,
                RequestKind::ReadList | RequestKind::SearchDirectory => {
                    error != Error::OtherDevice && error != Error::AlreadyInFlight
                }
            };
            if occurs {
                let message = message(&error, usual_outcome(&error), kind, None);
                writeln!(text, "| `{}` | {message} |", error.code()).expect("a text");
            }
        }
        text.push('\n');
    }
    text.push_str("## The end of a session\n\n| ended | message |\n| --- | --- |\n");
    let endings = [
        Ending::Ready,
        Ending::Failed,
        Ending::TimedOut,
        Ending::Aborted,
        Ending::Unreadable(super::support::errors::failure(Error::NotFound, 1, None)),
    ];
    for ending in endings {
        writeln!(text, "| `{}` | {} |", ending.name(), ending.message()).expect("a text");
    }
    text
}

/// Without the spaces and dashes with which the formatter aligns tables.
fn without_alignment(text: &str) -> String {
    let words = text.split([' ', '-', '\n']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_table_has_every_message() {
    if std::env::var_os("UPDATE_MESSAGES").is_some() {
        fs::write(FILE, table()).expect("the file can be written");
    }
    let found = fs::read_to_string(FILE).expect("docs/messages.md");
    assert_eq!(without_alignment(&found), without_alignment(&table()));
}
