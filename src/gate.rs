//! The shared gate: when Graph tells one call to wait, all calls of the page to that origin wait.

use core::cell::{Cell, RefCell};

/// The origins that asked for a pause.
#[derive(Default)]
pub struct Gate {
    closed: RefCell<Vec<Closed>>,
    count: Cell<u64>,
}

struct Closed {
    origin: String,
    number: u64,
    at_ms: f64,
    for_ms: u64,
}

/// How long an origin stays closed, and by which of its closings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The closing's number: a gate can be closed again while somebody waits.
    pub number: u64,
    /// In milliseconds.
    pub ms: u64,
}

impl Gate {
    /// All origins are open.
    pub const fn new() -> Gate {
        Gate {
            closed: RefCell::new(Vec::new()),
            count: Cell::new(0),
        }
    }

    /// Closes the origin for that long, unless it is closed for longer already. Gives the pause
    /// that holds now.
    pub fn close(&self, origin: &str, now_ms: f64, for_ms: u64) -> Pause {
        if let Some(pause) = self.pause(origin, now_ms)
            && pause.ms >= for_ms
        {
            return pause;
        }
        let number = self.count.get().wrapping_add(1);
        self.count.set(number);
        let mut all = self.closed.borrow_mut();
        remove(&mut all, |closed| closed.origin == origin);
        all.push(Closed {
            origin: origin.to_owned(),
            number,
            at_ms: now_ms,
            for_ms,
        });
        Pause { number, ms: for_ms }
    }

    /// The pause that the origin asked for, if it is not over.
    pub fn pause(&self, origin: &str, now_ms: f64) -> Option<Pause> {
        let mut all = self.closed.borrow_mut();
        let pause = all
            .iter_mut()
            .find(|closed| closed.origin == origin)
            .map(|closed| {
                // A clock that was set back to before the closing counts from where it stands now:
                // the pause is never longer than what was told.
                closed.at_ms = closed.at_ms.min(now_ms);
                let passed_ms = (now_ms - closed.at_ms) as u64;
                Pause {
                    number: closed.number,
                    ms: closed.for_ms.saturating_sub(passed_ms),
                }
            });
        pause.filter(|pause| pause.ms > 0)
    }

    /// Somebody has waited that closing out by a timer: it is over, whatever a clock that was set
    /// back, or that is coarse, says.
    pub fn passed(&self, pause: Pause) {
        let mut all = self.closed.borrow_mut();
        remove(&mut all, |closed| closed.number == pause.number);
    }
}

/// Removes the one that is meant; no two have the same origin or number.
fn remove(all: &mut Vec<Closed>, is_meant: impl Fn(&Closed) -> bool) {
    if let Some(place) = all.iter().position(is_meant) {
        all.swap_remove(place);
    }
}
