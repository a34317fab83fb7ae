//! What all calls of one page share.

use crate::gate::Gate;
use crate::in_flight::InFlight;

/// What all calls of one page share.
#[derive(Default)]
pub struct Page {
    /// The devices that have a call under way.
    pub in_flight: InFlight,
    /// The origins that asked for a pause.
    pub gate: Gate,
}

impl Page {
    /// Nothing has happened yet.
    pub const fn new() -> Page {
        Page {
            in_flight: InFlight::new(),
            gate: Gate::new(),
        }
    }
}
