//! Which link and which error text belong to the session of a request, after a read before the request.
//! What an earlier session has left does not count. The rule is in `src/session/verdict.rs`.

use super::support::devices::{NEW_LINK, OLD_LINK, action, error_details, link, merged};
use super::support::verdicts::{
    CANCELED, READY_NEW, READY_OLD, REPORTED, UNKNOWN, check_lines, error, judge_after, nothing,
};

const T1: &str = "2027-01-15T07:00:00Z";
const T2: &str = "2027-01-15T08:00:01Z";

#[test]
fn a_link_counts_if_it_is_new() {
    check_lines(&[
        ("nothing yet", nothing(), nothing(), "pending"),
        ("a link", nothing(), link(NEW_LINK), READY_NEW),
        ("the old link", link(OLD_LINK), link(OLD_LINK), "pending"),
        (
            "a new link in its place",
            link(OLD_LINK),
            link(NEW_LINK),
            READY_NEW,
        ),
        (
            "the old link is emptied",
            link(OLD_LINK),
            link(""),
            "pending",
        ),
        (
            "the old link is left out",
            link(OLD_LINK),
            nothing(),
            "pending",
        ),
        ("an empty link before", link(""), link(NEW_LINK), READY_NEW),
        (
            "the old link, and the old action is done",
            merged(&[link(OLD_LINK), action("done", T1)]),
            merged(&[link(OLD_LINK), action("done", T1)]),
            "pending",
        ),
        (
            "the same link, and a new action is done",
            merged(&[link(OLD_LINK), action("done", T1)]),
            merged(&[link(OLD_LINK), action("done", T2)]),
            READY_OLD,
        ),
        (
            "the same link, and the first action is done",
            link(OLD_LINK),
            merged(&[link(OLD_LINK), action("done", T2)]),
            READY_OLD,
        ),
    ]);
    for state in ["pending", "active", "none", "mistyped"] {
        let before = merged(&[link(OLD_LINK), action("done", T1)]);
        let now = merged(&[link(OLD_LINK), action(state, T2)]);
        assert_eq!(
            judge_after(&before, &now),
            "pending",
            "the old link, {state}"
        );
    }
}

#[test]
fn an_error_text_counts_if_it_is_new() {
    check_lines(&[
        ("an error", nothing(), error(), REPORTED),
        ("the old error", error(), error(), "pending"),
        ("another error", error_details("offline"), error(), REPORTED),
        ("the old error is left out", error(), nothing(), "pending"),
        (
            "the old error, and a link",
            error(),
            merged(&[error(), link(NEW_LINK)]),
            READY_NEW,
        ),
        (
            "the old link, and an error",
            link(OLD_LINK),
            merged(&[link(OLD_LINK), error()]),
            REPORTED,
        ),
        (
            "the same text, and a new action has failed",
            merged(&[error(), action("failed", T1)]),
            merged(&[error(), action("failed", T2)]),
            REPORTED,
        ),
        (
            "the old action has failed",
            merged(&[error(), action("failed", T1)]),
            merged(&[error(), action("failed", T1)]),
            "pending",
        ),
        (
            "a new action was cancelled, and the old text is not its reason",
            error(),
            merged(&[error(), action("canceled", T2)]),
            CANCELED,
        ),
        (
            "a new link, but the action has failed",
            nothing(),
            merged(&[link(NEW_LINK), action("failed", T2)]),
            UNKNOWN,
        ),
    ]);
}
