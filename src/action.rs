//! What Intune says of the last request for remote assistance: one of `deviceActionResults`.

use crate::json::Json;

/// How far an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionState {
    /// Nothing is said.
    None,
    /// It waits for the device.
    Pending,
    /// It was cancelled.
    Canceled,
    /// It is being done.
    Active,
    /// It is done.
    Done,
    /// It failed.
    Failed,
    /// The device cannot do it.
    NotSupported,
    /// A word that Graph does not document.
    Unknown,
}

impl ActionState {
    /// Graph's words (the enumeration `actionState` of its metadata), and one for the rest.
    pub const ALL: [ActionState; 8] = [
        ActionState::None,
        ActionState::Pending,
        ActionState::Canceled,
        ActionState::Active,
        ActionState::Done,
        ActionState::Failed,
        ActionState::NotSupported,
        ActionState::Unknown,
    ];

    /// Graph's word for it.
    pub const fn name(self) -> &'static str {
        match self {
            ActionState::None => "none",
            ActionState::Pending => "pending",
            ActionState::Canceled => "canceled",
            ActionState::Active => "active",
            ActionState::Done => "done",
            ActionState::Failed => "failed",
            ActionState::NotSupported => "notSupported",
            ActionState::Unknown => "unknown",
        }
    }

    fn named(name: &str) -> ActionState {
        let known = ActionState::ALL
            .into_iter()
            .find(|state| state.name() == name);
        known.unwrap_or(ActionState::Unknown)
    }
}

/// The result of one action on a device.
#[derive(Debug, PartialEq)]
pub struct Action {
    /// Graph's `actionName`.
    pub name: String,
    /// How far it is.
    pub state: ActionState,
    /// `startDateTime`, as Graph writes it.
    pub started: Option<String>,
    /// `lastUpdatedDateTime`, likewise.
    pub updated: Option<String>,
    /// The first, in milliseconds since the epoch.
    started_ms: Option<f64>,
}

/// What the name of this action holds, whatever else is in it: its whole name is not documented.
const MARK: &[u8] = b"remoteassist";

/// More results than any device has; a list that never ends is not read to its end.
const MAX_RESULTS: u32 = 1_000;

impl Action {
    /// The latest request for remote assistance among the results.
    pub fn of(results: &impl Json) -> Option<Action> {
        let mut latest = None;
        let mut latest_ms = f64::MIN;
        for index in 0..results.length()?.min(MAX_RESULTS) {
            let Some(action) = results.item(index).and_then(|result| Action::read(&result)) else {
                continue;
            };
            // Of two that cannot be told apart, the later in the list.
            let began_ms = action.started_ms.unwrap_or(f64::MIN);
            if began_ms >= latest_ms {
                latest_ms = began_ms;
                latest = Some(action);
            }
        }
        latest
    }

    fn read(result: &impl Json) -> Option<Action> {
        let name = result.text_of("actionName")?;
        let mut windows = name.as_bytes().windows(MARK.len());
        if !windows.any(|window| window.eq_ignore_ascii_case(MARK)) {
            return None;
        }
        let state = result.text_of("actionState");
        Some(Action {
            state: state.map_or(ActionState::Unknown, |state| ActionState::named(&state)),
            started: result.text_of("startDateTime"),
            updated: result.text_of("lastUpdatedDateTime"),
            started_ms: result.get("startDateTime").and_then(|time| time.time_ms()),
            name,
        })
    }

    /// Whether it tells of a later request than the other: it began later, by the clock of the same
    /// server, however the times are spelled; or, where that is not said, something about it differs.
    pub fn is_after(&self, other: &Action) -> bool {
        if let (Some(began_ms), Some(other_ms)) = (self.started_ms, other.started_ms) {
            return began_ms > other_ms;
        }
        match (&self.started, &other.started) {
            (Some(one), Some(other)) => one != other,
            _ => (self.state, &self.updated) != (other.state, &other.updated),
        }
    }

    /// Whether it is known to have begun then or later.
    pub fn began_since(&self, time_ms: f64) -> bool {
        self.started_ms.is_some_and(|began_ms| began_ms >= time_ms)
    }
}
