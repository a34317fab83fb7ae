//! Whether a device has a session, and how an old link is recognised.
//!
//! The properties of a device outlive a session: a link or an error may be left from an earlier one.
//! So a read after a request is compared with a [`Baseline`], which is what the device showed before
//! it. Graph does not document the `actionName` of this action. If none is recognised, only the link
//! and the error count.

use crate::arguments::origin::UrlParser;
use crate::record::Record;
use crate::session::action::{Action, ActionState};
use crate::session::device::DeviceSnapshot;

/// What a read is compared with, to tell a new session from an old one.
#[derive(Clone, Copy)]
pub(crate) enum Baseline<'a> {
    /// Nothing: `getSession` reports whatever is there.
    None,
    /// The device was read before the request. Only what differs is new.
    Before(&'a DeviceSnapshot),
    /// The device could not be read before the request. New is what Intune says began after
    /// `requested_at_ms` (milliseconds since the epoch), and what differs from the first read after
    /// the request. `first` is `None` for that first read.
    Request {
        requested_at_ms: f64,
        first: Option<&'a DeviceSnapshot>,
    },
}

/// How much Intune's clock and the clock of this machine may differ.
const CLOCK_SKEW_MS: f64 = 60_000.0;

/// What is known about a device's session.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Session {
    /// How far it is.
    pub(crate) state: SessionState,
    /// What the device showed.
    pub(crate) snapshot: DeviceSnapshot,
}

/// How far a session is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SessionState {
    /// No session is under way.
    None,
    /// It was requested.
    #[default]
    Pending,
    /// There is a link.
    Ready,
    /// It failed.
    Failed(FailureReason),
}

impl SessionState {
    /// The name in the public interface.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            SessionState::None => "none",
            SessionState::Pending => "pending",
            SessionState::Ready => "ready",
            SessionState::Failed(_) => "failed",
        }
    }
}

/// Why a session failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FailureReason {
    /// Graph gives a text.
    Reported,
    /// Graph gives no text.
    Unknown,
    /// Someone cancelled the request.
    Canceled,
    /// The device does not support the action.
    NotSupported,
    /// Graph's link is no https address.
    BadUrl,
}

impl FailureReason {
    /// The name in the public interface.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            FailureReason::Reported => "reported",
            FailureReason::Unknown => "failed",
            FailureReason::Canceled => "canceled",
            FailureReason::NotSupported => "notSupported",
            FailureReason::BadUrl => "badUrl",
        }
    }

    /// The sentence that stands in for Graph's text. `None` where Graph gives a text.
    const fn sentence(self) -> Option<&'static str> {
        match self {
            FailureReason::Reported => None,
            FailureReason::Unknown => Some("Intune gives no reason."),
            FailureReason::Canceled => Some("The request was cancelled."),
            FailureReason::NotSupported => Some("The device does not support remote assistance."),
            FailureReason::BadUrl => Some("Graph's link to the session is no https address."),
        }
    }

    /// The reason that the state of an action gives by itself.
    const fn of_action(state: ActionState) -> Option<FailureReason> {
        match state {
            ActionState::Failed => Some(FailureReason::Unknown),
            ActionState::Canceled => Some(FailureReason::Canceled),
            ActionState::NotSupported => Some(FailureReason::NotSupported),
            ActionState::None
            | ActionState::Pending
            | ActionState::Active
            | ActionState::Done
            | ActionState::Unknown => None,
        }
    }
}

impl Session {
    /// Judges what a read showed.
    pub(crate) fn judge(
        snapshot: DeviceSnapshot,
        baseline: Baseline<'_>,
        parser: UrlParser,
    ) -> Session {
        Session {
            state: state(&snapshot, baseline, parser),
            snapshot,
        }
    }
}

fn state(now: &DeviceSnapshot, baseline: Baseline<'_>, parser: UrlParser) -> SessionState {
    let nothing = DeviceSnapshot::default();
    let before = match baseline {
        Baseline::None => &nothing,
        Baseline::Before(before) => before,
        Baseline::Request { first, .. } => first.unwrap_or(now),
    };
    let is_new = |action: &&Action| match baseline {
        Baseline::Request {
            requested_at_ms, ..
        } if action.began_since(requested_at_ms - CLOCK_SKEW_MS) => true,
        _ => before
            .action
            .as_ref()
            .is_none_or(|old| action.is_after(old)),
    };
    let action_state = now
        .action
        .as_deref()
        .filter(is_new)
        .map(|action| action.state);

    // The same link or error as before is new if a new action has just ended with it.
    let is_new_link = now.link != before.link || action_state == Some(ActionState::Done);
    let link = now.link.as_deref().filter(|_| is_new_link);
    let is_new_error =
        now.error_details != before.error_details || action_state == Some(ActionState::Failed);
    let has_error = now.error_details.is_some() && is_new_error;

    match (action_state.and_then(FailureReason::of_action), link) {
        (None, Some(link)) if is_https(link, parser) => SessionState::Ready,
        (None, Some(_)) => SessionState::Failed(FailureReason::BadUrl),
        _ if has_error => SessionState::Failed(FailureReason::Reported),
        (Some(reason), _) => SessionState::Failed(reason),
        (None, None) => match (baseline, action_state) {
            (Baseline::None, Some(ActionState::Done | ActionState::None) | None) => {
                SessionState::None
            }
            _ => SessionState::Pending,
        },
    }
}

/// Whether a portal may open this address: an https address, which runs no script and does not travel
/// in the clear.
///
/// The platform's parser alone does not decide that. It drops white space, it gives a `blob:` URL the
/// origin of the page that made it, and a page takes an address without the two slashes for a path on
/// its own origin.
pub(crate) fn is_https(address: &str, parser: UrlParser) -> bool {
    let scheme = address.get(.."https://".len());
    address.bytes().all(|byte| byte > b' ' && byte != 0x7f)
        && scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"))
        && parser(address).is_some_and(|origin| origin.starts_with("https://"))
}

impl Session {
    /// The session in the shape of the public interface (`Session` in `js/types.ts`).
    pub(crate) fn record<R: Record>(&self) -> R {
        let DeviceSnapshot {
            device_name,
            link,
            error_details,
            action,
        } = &self.snapshot;
        let url = link
            .as_deref()
            .filter(|_| self.state == SessionState::Ready);
        let reason = match self.state {
            SessionState::Failed(reason) => Some(reason),
            SessionState::None | SessionState::Pending | SessionState::Ready => None,
        };
        let details = reason.and_then(|reason| reason.sentence().or(error_details.as_deref()));
        let mut record = R::new();
        record.add("state", self.state.name());
        record.add("url", url);
        record.add("errorDetails", details);
        record.add("reason", reason.map(FailureReason::name));
        record.add("deviceName", device_name);
        record.add_record("action", action.as_deref().map(Action::record));
        record
    }
}
