//! What Intune says about the last request for remote assistance: one of `deviceActionResults`.
//!
//! Source: the types `deviceActionResult` and `actionState` of Graph's metadata (v1.0).

use crate::record::Record;
use crate::reply::json::Json;
use crate::text::find;

/// How far an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ActionState {
    /// Intune says nothing about it.
    None,
    /// It waits for the device.
    Pending,
    /// It was cancelled.
    Canceled,
    /// It is being carried out.
    Active,
    /// It is done.
    Done,
    /// It failed.
    Failed,
    /// The device does not support it.
    NotSupported,
    /// A word that Graph does not document.
    Unknown,
}

impl ActionState {
    /// Every state: Graph's words, and one for the rest.
    pub(crate) const ALL: [ActionState; 8] = [
        ActionState::None,
        ActionState::Pending,
        ActionState::Canceled,
        ActionState::Active,
        ActionState::Done,
        ActionState::Failed,
        ActionState::NotSupported,
        ActionState::Unknown,
    ];

    /// Graph's word for the state.
    pub(crate) const fn name(self) -> &'static str {
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
        for state in &ActionState::ALL {
            if state.name() == name {
                return *state;
            }
        }
        ActionState::Unknown
    }
}

/// The result of one action on a device.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Action {
    /// Graph's `actionName`.
    pub(crate) name: String,
    /// How far it is.
    pub(crate) state: ActionState,
    /// `startDateTime`, as Graph writes it.
    pub(crate) started: Option<String>,
    /// `lastUpdatedDateTime`, as Graph writes it.
    pub(crate) updated: Option<String>,
    /// `startDateTime` in milliseconds since the epoch.
    started_ms: Option<f64>,
    /// `lastUpdatedDateTime` in milliseconds since the epoch.
    updated_ms: Option<f64>,
}

/// A part of every name that this action may have, in lower case. Graph does not document the whole
/// name.
const NAME_PART: &str = "remoteassist";

/// The most results that are read. No device has as many, and a list that never ends must not hang
/// the call.
const MAX_RESULTS: u32 = 1_000;

impl Action {
    /// The latest request for remote assistance among the results.
    pub(crate) fn latest(results: &impl Json) -> Option<Box<Action>> {
        let mut latest: Option<Box<Action>> = None;
        for index in 0..results.length()?.min(MAX_RESULTS) {
            let action = results.item(index).and_then(|result| Action::read(&result));
            // Of two actions of the same time, the later one in the list counts.
            if let Some(action) = action
                && latest
                    .as_ref()
                    .is_none_or(|latest| action.last_known_ms() >= latest.last_known_ms())
            {
                latest = Some(action);
            }
        }
        latest
    }

    fn read(result: &impl Json) -> Option<Box<Action>> {
        let name = result.text_of("actionName")?;
        find(&name.to_ascii_lowercase(), NAME_PART)?;
        let state = result.text_of("actionState");
        let started = result.date_of("startDateTime");
        let updated = result.date_of("lastUpdatedDateTime");
        Some(Box::new(Action {
            name,
            state: state.map_or(ActionState::Unknown, |state| ActionState::named(&state)),
            started: started.as_ref().and_then(Json::text),
            updated: updated.as_ref().and_then(Json::text),
            started_ms: started.as_ref().and_then(Json::time_ms),
            updated_ms: updated.as_ref().and_then(Json::time_ms),
        }))
    }

    /// When it began or, where Intune does not say that, when it last changed.
    fn last_known_ms(&self) -> Option<f64> {
        self.started_ms.or(self.updated_ms)
    }

    /// Whether this action belongs to a later request than the other one: it began later by the clock
    /// of the same server, however the times are spelled. Where Intune does not say when one began,
    /// any difference counts.
    pub(crate) fn is_after(&self, other: &Action) -> bool {
        if let (Some(started_ms), Some(other_ms)) = (self.started_ms, other.started_ms) {
            return started_ms > other_ms;
        }
        match (&self.started, &other.started) {
            (Some(started), Some(other)) => started != other,
            _ => (self.state, &self.updated) != (other.state, &other.updated),
        }
    }

    /// Whether the action is known to have begun at that time or later. `time_ms` is in milliseconds
    /// since the epoch.
    pub(crate) fn began_since(&self, time_ms: f64) -> bool {
        self.started_ms
            .is_some_and(|started_ms| started_ms >= time_ms)
    }

    /// The action in the shape of the public interface (`SessionAction` in `js/types.ts`).
    pub(crate) fn record<R: Record>(&self) -> R {
        let mut record = R::new();
        record.add("name", self.name.as_str());
        record.add("state", self.state.name());
        record.add("startDateTime", &self.started);
        record.add("lastUpdatedDateTime", &self.updated);
        record
    }
}
