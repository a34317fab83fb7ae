//! The shared gate: when Graph tells one call to wait, all calls of the page to that origin wait.

use core::cell::RefCell;

/// The origins that asked for a pause, each with its end.
#[derive(Default)]
pub struct Gate {
    closed: RefCell<Vec<Closed>>,
}

struct Closed {
    origin: String,
    at_ms: f64,
    for_ms: u64,
}

impl Closed {
    /// How long it stays closed. Never longer than it was told, should the clock have been set back.
    fn remaining_ms(&self, now_ms: f64) -> u64 {
        let passed = (now_ms - self.at_ms).max(0.0);
        self.for_ms.saturating_sub(passed as u64)
    }
}

impl Gate {
    /// Closes the origin for that long, unless it is closed for longer already.
    pub fn close(&self, origin: &str, now_ms: f64, for_ms: u64) {
        if self.remaining_ms(origin, now_ms) >= for_ms {
            return;
        }
        let mut closed = self.closed.borrow_mut();
        closed.retain(|gate| gate.origin != origin);
        closed.push(Closed {
            origin: origin.to_owned(),
            at_ms: now_ms,
            for_ms,
        });
    }

    /// How long the origin stays closed, in milliseconds; 0 if it is open.
    pub fn remaining_ms(&self, origin: &str, now_ms: f64) -> u64 {
        let closed = self.closed.borrow();
        let gate = closed.iter().find(|gate| gate.origin == origin);
        gate.map_or(0, |gate| gate.remaining_ms(now_ms))
    }
}
