//! The shared gate: when Graph tells one call to wait, all calls of the portal to that origin wait.

use core::cell::{Cell, RefCell};

/// The origins that asked for a pause.
#[derive(Default)]
pub(crate) struct Gate {
    closings: RefCell<Vec<Closing>>,
    last_id: Cell<u64>,
}

struct Closing {
    id: u64,
    origin: String,
    closed_at_ms: f64,
    duration_ms: u64,
}

/// How long an origin stays closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pause {
    /// The closing that it belongs to. A gate can be closed again while a call waits.
    pub(crate) closing_id: u64,
    /// What is left of it, in milliseconds.
    pub(crate) left_ms: u64,
}

impl Gate {
    /// Every origin is open.
    pub(crate) const fn new() -> Gate {
        Gate {
            closings: RefCell::new(Vec::new()),
            last_id: Cell::new(0),
        }
    }

    /// Closes the origin, unless it stays closed for longer already. Gives the pause that holds now.
    pub(crate) fn close(&self, origin: &str, now_ms: f64, duration_ms: u64) -> Pause {
        if let Some(pause) = self.pause(origin, now_ms)
            && pause.left_ms >= duration_ms
        {
            return pause;
        }
        let id = self.last_id.get().wrapping_add(1);
        self.last_id.set(id);
        let closing = Closing {
            id,
            origin: origin.to_owned(),
            closed_at_ms: now_ms,
            duration_ms,
        };
        let mut closings = self.closings.borrow_mut();
        match closings.iter_mut().find(|known| known.origin == origin) {
            Some(known) => *known = closing,
            None => closings.push(closing),
        }
        Pause {
            closing_id: id,
            left_ms: duration_ms,
        }
    }

    /// The pause of the origin, if it is not over.
    pub(crate) fn pause(&self, origin: &str, now_ms: f64) -> Option<Pause> {
        let mut closings = self.closings.borrow_mut();
        let closing = closings
            .iter_mut()
            .find(|closing| closing.origin == origin)?;
        // After the clock was set back to before the closing, count from the new time. The pause is
        // then never longer than Graph asked for.
        closing.closed_at_ms = closing.closed_at_ms.min(now_ms);
        let passed_ms = (now_ms - closing.closed_at_ms) as u64;
        let pause = Pause {
            closing_id: closing.id,
            left_ms: closing.duration_ms.saturating_sub(passed_ms),
        };
        Some(pause).filter(|pause| pause.left_ms > 0)
    }

    /// Opens the origin after a call has waited for that pause with a timer. The pause is over even
    /// if the clock is coarse or was set back.
    pub(crate) fn open(&self, pause: Pause) {
        let mut closings = self.closings.borrow_mut();
        let mut closings = closings.iter_mut();
        if let Some(closing) = closings.find(|closing| closing.id == pause.closing_id) {
            closing.duration_ms = 0;
        }
    }
}
