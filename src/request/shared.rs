//! What all calls of a portal share.

use crate::request::in_flight::InFlight;
use crate::request::pace::Pace;
use crate::request::throttle::Gate;

/// What all calls of a portal share, for as long as this instance of the module runs.
#[derive(Default)]
pub(crate) struct Shared {
    /// The devices with a call that has not settled.
    pub(crate) in_flight: InFlight,
    /// The origins that have to be left alone for a while.
    pub(crate) gate: Gate,
    /// How fast batches go on after a 429.
    pub(crate) pace: Pace,
}

impl Shared {
    /// No call is under way.
    pub(crate) const fn new() -> Shared {
        Shared {
            in_flight: InFlight::new(),
            gate: Gate::new(),
            pace: Pace::new(),
        }
    }
}
