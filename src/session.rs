//! What a device's properties say about its remote-assistance session.
//!
//! They outlive a session: a link or an error may be an earlier one's. So what is seen after a
//! request is held against what was seen before it ([`Since`]). Not known is what Graph calls this
//! action among `deviceActionResults`; one that cannot be recognised proves nothing, and the link
//! or the error is what counts.
//!
//! Source: the properties of `managedDevice` and `deviceActionResult` in Graph's metadata (v1.0).

use crate::action::{Action, ActionState};
use crate::endpoint::UrlParser;
use crate::json::Json;
use crate::report::List;

/// The public types of a session.
pub const TYPESCRIPT: &str = r#"
/**
 * What is known of a device's session. `none`: nothing is under way. `pending`: asked for, no link
 * yet. `ready`: there is a link. `failed`: see `errorDetails`.
 */
export type SessionState = "none" | "pending" | "ready" | "failed";

/** What a device's properties say about its remote-assistance session. */
export interface Session {
  /** How far it is. */
  readonly state: SessionState;
  /** The address of the session, for the admin to open; an https address, and only with `ready`. */
  readonly url: string | null;
  /** Why it failed, in Graph's words or, where it has none, in plain English; only with `failed`. */
  readonly errorDetails: string | null;
  /**
   * The same for branching; only with `failed`. `reported`: `errorDetails` is Graph's own text. `failed`: Intune gives
   * no reason. `canceled`, `notSupported`: what Intune says of the action. `badUrl`: Graph's address of
   * the session is no https address.
   */
  readonly reason: "reported" | "failed" | "canceled" | "notSupported" | "badUrl" | null;
  /** The name that the device gives itself. */
  readonly deviceName: string | null;
  /** What Intune says of the action; null if nothing there is recognised as this one. */
  readonly action: SessionAction | null;
}

/** Graph's word for how far an action on a device is; `unknown` for a word that it does not document. */
export type ActionState = "none" | "pending" | "canceled" | "active" | "done" | "failed" | "notSupported" | "unknown";

/** What Intune says of the last request for remote assistance (Graph: `deviceActionResult`). */
export interface SessionAction {
  /** What Graph calls the action. */
  readonly name: string;
  /** How far it is. */
  readonly state: ActionState;
  /** When it was asked for; ISO 8601, as Graph writes it. */
  readonly startDateTime: string | null;
  /** When Intune last heard of it, likewise. */
  readonly lastUpdatedDateTime: string | null;
}
"#;

/// A device as it was seen once.
#[derive(Debug, Default, PartialEq)]
pub struct Look {
    device_name: Option<String>,
    link: Option<String>,
    error: Option<String>,
    action: Option<Action>,
}

impl Look {
    /// Reads a `managedDevice`; what is missing, or of another type, is not there.
    pub fn of(device: &impl Json) -> Look {
        Look {
            device_name: device.text_of("deviceName"),
            link: device.text_of("remoteAssistanceSessionUrl"),
            error: device.text_of("remoteAssistanceSessionErrorDetails"),
            action: device
                .get("deviceActionResults")
                .and_then(|results| Action::of(&results)),
        }
    }
}

impl Look {
    /// Whether the link that it shows, if any, was there before.
    pub fn has_link_of(&self, before: &Look) -> bool {
        self.link == before.link
    }
}

/// What belongs to a session.
#[derive(Clone, Copy)]
pub enum Since<'a> {
    /// Whatever is there.
    Ever,
    /// What is not in the earlier look.
    Look(&'a Look),
    /// No look was had before the request, which was sent at that time (milliseconds since the
    /// epoch): what is not in the first look after it, or what Intune says began after it. This is
    /// the first look if there is none.
    Request(f64, Option<&'a Look>),
}

/// How far Intune's clock and this one may be apart.
const SKEW_MS: f64 = 60_000.0;

/// A session, as the portal gets it.
#[derive(Debug, Default, PartialEq)]
pub struct Session {
    /// How far it is.
    pub state: State,
    /// What is seen of the device.
    pub look: Look,
}

/// How far a session is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing is under way.
    None,
    /// It was asked for.
    #[default]
    Pending,
    /// There is a link.
    Ready,
    /// It failed.
    Failed(Reason),
}

/// Why a session failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Graph says why.
    Reported,
    /// It does not.
    Unknown,
    /// Somebody cancelled the request.
    Canceled,
    /// The device cannot do it.
    NotSupported,
    /// What should be the session's address is none that may be opened.
    BadUrl,
}

impl Reason {
    /// Its name in the public interface, and what stands for the details that Graph does not give.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Reason::Reported => ("reported", ""),
            Reason::Unknown => ("failed", "Intune gives no reason."),
            Reason::Canceled => ("canceled", "The request was cancelled."),
            Reason::NotSupported => (
                "notSupported",
                "The device does not support remote assistance.",
            ),
            Reason::BadUrl => (
                "badUrl",
                "What Graph gives as the session's address is no https address.",
            ),
        }
    }
}

impl Session {
    /// Judges what is seen.
    pub fn of(look: Look, since: Since<'_>, parser: UrlParser<'_>) -> Session {
        Session {
            state: look.state(since, parser),
            look,
        }
    }
}

impl Look {
    fn state(&self, since: Since<'_>, parser: UrlParser<'_>) -> State {
        let before = match since {
            Since::Ever => &Look::default(),
            Since::Look(before) => before,
            Since::Request(_, first) => first.unwrap_or(self),
        };
        let action = self.action.as_ref().filter(|action| match since {
            Since::Request(at_ms, _) if action.began_since(at_ms - SKEW_MS) => true,
            _ => before
                .action
                .as_ref()
                .is_none_or(|old| action.is_after(old)),
        });
        let state = action.map(|action| action.state);
        let is_at = |wanted| state == Some(wanted);
        // The same link or error again is a new one if the action that gives it has just ended so.
        let link = self.link.as_deref();
        let link = link.filter(|_| self.link != before.link || is_at(ActionState::Done));
        let has_error =
            self.error.is_some() && (self.error != before.error || is_at(ActionState::Failed));
        let failure = match state {
            Some(ActionState::Failed) => Some(Reason::Unknown),
            Some(ActionState::Canceled) => Some(Reason::Canceled),
            Some(ActionState::NotSupported) => Some(Reason::NotSupported),
            _ => None,
        };
        match (failure, link) {
            (None, Some(link)) if is_https(link, parser) => State::Ready,
            (None, Some(_)) => State::Failed(Reason::BadUrl),
            _ if has_error => State::Failed(Reason::Reported),
            (Some(reason), _) => State::Failed(reason),
            (None, None) => match (since, state) {
                (Since::Ever, Some(ActionState::Done | ActionState::None) | None) => State::None,
                _ => State::Pending,
            },
        }
    }
}

/// Whether an address is one that a portal may open: nothing that runs, shows text, or is in the
/// clear. The platform's parser forgives white space, so that is looked for first; it gives a
/// `blob:` the origin of the page that made it; and without the slashes, a page would take the
/// address for one on its own origin.
fn is_https(link: &str, parser: UrlParser<'_>) -> bool {
    let scheme = link.as_bytes().first_chunk::<8>();
    link.bytes().all(|byte| byte > b' ' && byte != 0x7f)
        && scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"https://"))
        && parser(link).is_some_and(|origin| origin.starts_with("https://"))
}

/// The names of a session's fields in the public interface, in the order in which they are handed
/// out.
pub const SESSION_FIELDS: [&str; 9] = [
    "state",
    "url",
    "errorDetails",
    "reason",
    "deviceName",
    "name",
    "actionState",
    "startDateTime",
    "lastUpdatedDateTime",
];

impl Session {
    /// The values of [`SESSION_FIELDS`].
    pub fn listed<T>(&self, then: impl FnOnce(List<'_>) -> T) -> T {
        let Look {
            device_name,
            link,
            error,
            action,
        } = &self.look;
        let action = action.as_ref();
        let (mut url, mut details, mut reason) = (None, None, None);
        let state = match self.state {
            State::None => "none",
            State::Pending => "pending",
            State::Ready => {
                url = link.as_deref();
                "ready"
            }
            State::Failed(why) => {
                let (name, sentence) = why.words();
                reason = Some(name);
                details = match why {
                    Reason::Reported => error.as_deref(),
                    _ => Some(sentence),
                };
                "failed"
            }
        };
        then(List {
            numbers: &[],
            texts: &[
                Some(state),
                url,
                details,
                reason,
                device_name.as_deref(),
                action.map(|action| action.name.as_str()),
                action.map(|action| action.state.name()),
                action.and_then(|action| action.started.as_deref()),
                action.and_then(|action| action.updated.as_deref()),
            ],
        })
    }
}
