//! What `startSession` tells on its way, and what it ends in once Graph has taken the request.

use crate::report::{Failure, Receipt};
use crate::session::Session;

/// The public types of both.
pub const TYPESCRIPT: &str = r#"
/** How far a `startSession` is. */
export interface SessionProgress {
  /**
   * `checking`: the device is read, to know what an earlier session has left. `requesting`: the
   * request is being sent. `accepted`: Graph took it. `waiting`: the device was read again, and there
   * is no session yet. What it ends in is what the promise is for.
   */
  readonly phase: "checking" | "requesting" | "accepted" | "waiting";
  /** Milliseconds since the call began. */
  readonly elapsedMs: number;
  /** How often the device was read since Graph took the request. */
  readonly reads: number;
  /** When the request was sent, in milliseconds since the epoch; 0 before that. */
  readonly requestedAt: number;
  /**
   * What Graph gave for the device before the request, for `resumeSession`: plain JSON without the
   * token; null if it could not be read.
   */
  readonly before: unknown;
  /** Why the last read failed, where it did: it goes on all the same. */
  readonly problem: ErrorCode | null;
}

/** What became of a session once Graph had taken the request. */
export interface FollowedSession extends Session {
  /**
   * `ready` and `failed`: the session's own ends. `timeout`: `pollTimeoutMs` has passed. `aborted`: the
   * signal fired while it was waited for. `unreadable`: the device can no longer be read; see `error`.
   * In each case Graph has taken the request: do not send it again before you have looked.
   */
  readonly ended: "ready" | "failed" | "timeout" | "aborted" | "unreadable";
  /** What that means, and what to check, in plain English. */
  readonly message: string;
  /**
   * Whether the device was read before the request, so that what an earlier session left is known.
   * If not, only what appears later, or what Intune says began later, is taken for this session.
   */
  readonly isCompared: boolean;
  /** Milliseconds from the call to this. */
  readonly elapsedMs: number;
  /** Why the device cannot be read; only with `unreadable`. */
  readonly error: RemoteAssistanceError | null;
}

/** The same with the receipt of the request. */
export interface StartedSession extends FollowedSession {
  /** Of the request. */
  readonly receipt: Receipt;
}
"#;

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The device is looked at before the request.
    Checking,
    /// The request is sent.
    Requesting,
    /// Graph took it.
    Accepted,
    /// The device was looked at again, and there is no session yet.
    Waiting,
}

impl Phase {
    /// Its name in the public interface.
    pub const fn name(self) -> &'static str {
        match self {
            Phase::Checking => "checking",
            Phase::Requesting => "requesting",
            Phase::Accepted => "accepted",
            Phase::Waiting => "waiting",
        }
    }
}

/// What is told on the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// How far it is.
    pub phase: Phase,
    /// When the request was sent, in milliseconds since the epoch.
    pub requested_at_ms: f64,
    /// How often the device was looked at since the request.
    pub reads: u32,
    /// The code of what went wrong at the last look.
    pub problem: Option<&'static str>,
}

/// How the waiting ended.
#[derive(Debug, PartialEq)]
pub enum Ending {
    /// There is a link.
    Ready,
    /// The session failed.
    Failed,
    /// The time is up.
    TimedOut,
    /// The caller's signal fired.
    Aborted,
    /// The device can no longer be read.
    Unreadable(Box<Failure>),
}

impl Ending {
    /// Its name in the public interface, and what it means.
    pub const fn words(&self) -> (&'static str, &'static str) {
        match self {
            Ending::Ready => ("ready", "The session is ready to be opened."),
            Ending::Failed => (
                "failed",
                "Graph took the request, but the session failed: see errorDetails.",
            ),
            Ending::TimedOut => (
                "timeout",
                "Graph took the request, but no session has come within pollTimeoutMs. Check that \
                 the device is online, that the person has accepted in Company Portal, and that \
                 TeamViewer is connected. Look with getSession before you send it again.",
            ),
            Ending::Aborted => (
                "aborted",
                "Graph took the request; only the waiting for its session was cancelled.",
            ),
            Ending::Unreadable(_) => (
                "unreadable",
                "Graph took the request, but what becomes of it cannot be read: see error.",
            ),
        }
    }
}

/// What it ends in.
#[derive(Debug, PartialEq)]
pub struct Started {
    /// As it was last seen.
    pub session: Session,
    /// How the waiting ended.
    pub ending: Ending,
    /// Whether the device was looked at before the request.
    pub is_compared: bool,
    /// Graph took the request.
    pub receipt: Receipt,
}

impl Started {
    /// Why the device can no longer be read.
    pub fn failure(&self) -> Option<&Failure> {
        match &self.ending {
            Ending::Unreadable(failure) => Some(failure),
            _ => None,
        }
    }
}
