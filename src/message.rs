//! What an error says in plain English: what happened, whether it may have rung, what to do next.
//!
//! Written for two readers, the portal's developer at a console and the admin with a caller on the
//! phone. Every word is fixed here but the name of the field that was wrong.

use crate::error::{Error, INTERFACES, Outcome};
use crate::purpose::Purpose;
use crate::text::concat;

/// The whole message, three sentences at the most.
pub fn message(error: &Error, outcome: Outcome, purpose: Purpose) -> String {
    let (mut happened, mut remedy) = error.sentences();
    let mut consequence = consequence(outcome);
    if purpose.is_read() {
        // It concerns no device: there is nothing to be afraid of.
        consequence = "";
        if matches!(error, Error::Forbidden) {
            remedy = READING;
        }
        // Their sentences speak of one device and its ids.
        if purpose == Purpose::List
            && matches!(error, Error::BadRequest | Error::NotFound | Error::Conflict)
        {
            (happened, remedy) = SEARCHING;
        }
    }
    // The few words that are not fixed: which, and what is wrong with it.
    let (subject, gap, problem) = match error {
        Error::Argument(wrong) => (wrong.field.as_str(), " ", wrong.problem),
        Error::TokenProviderGave(fault) => ("", "", fault.problem()),
        Error::MissingInterface(place) => {
            let name = INTERFACES.get(*place as usize);
            (name.copied().unwrap_or_default(), "", "")
        }
        _ => return concat(&[happened, consequence, remedy]),
    };
    concat(&[happened, subject, gap, problem, ".", consequence, remedy])
}

/// What is said of a search that Graph refuses.
const SEARCHING: (&str, &str) = ("Graph refuses what is asked for.", " See graphMessage.");

/// What reading needs instead of what the action does.
const READING: &str = " The token needs the delegated permission \
    DeviceManagementManagedDevices.Read.All, and the admin an Intune role that may read devices.";

const fn consequence(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NotSent => " Nothing was sent.",
        Outcome::Rejected => " The device was not asked.",
        Outcome::Unknown => {
            " It may have been acted on all the same: check the device before you send it again."
        }
    }
}
