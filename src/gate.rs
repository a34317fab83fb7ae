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

impl Closed {
    /// A clock that was set back to before the closing counts from where it stands now: the pause
    /// is never longer than what was told.
    fn pause(&mut self, now_ms: f64) -> Pause {
        self.at_ms = self.at_ms.min(now_ms);
        let passed_ms = (now_ms - self.at_ms) as u64;
        Pause {
            number: self.number,
            ms: self.for_ms.saturating_sub(passed_ms),
        }
    }
}

impl Gate {
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
        let mut closed = Closed {
            origin: origin.to_owned(),
            number,
            at_ms: now_ms,
            for_ms,
        };
        let pause = closed.pause(now_ms);
        let mut all = self.closed.borrow_mut();
        all.retain(|gate| gate.origin != origin);
        all.push(closed);
        pause
    }

    /// The pause that the origin asked for, if it is not over.
    pub fn pause(&self, origin: &str, now_ms: f64) -> Option<Pause> {
        let mut closed = self.closed.borrow_mut();
        let gate = closed.iter_mut().find(|gate| gate.origin == origin);
        gate.map(|gate| gate.pause(now_ms))
            .filter(|pause| pause.ms > 0)
    }

    /// Somebody has waited that closing out by a timer: it is over, whatever a clock that was set
    /// back, or that is coarse, says.
    pub fn passed(&self, pause: Pause) {
        self.closed
            .borrow_mut()
            .retain(|gate| gate.number != pause.number);
    }
}
