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
    /// How many 429 in a row have stated no time.
    untimed: u32,
}

/// The first pause after a 429 that states no time. Each one after that is twice as long.
const FIRST_UNTIMED_MS: u64 = 1_000;

/// The longest pause after a 429 that states no time.
const LONGEST_UNTIMED_MS: u64 = 30_000;

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

    /// The closing that was made last. It tells whether another one was made since.
    pub(crate) fn last_closing(&self) -> u64 {
        self.last_id.get()
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
        let mut closings = self.closings.borrow_mut();
        let mut closing = Closing {
            id,
            origin: origin.to_owned(),
            closed_at_ms: now_ms,
            duration_ms,
            untimed: 0,
        };
        match closings.iter_mut().find(|known| known.origin == origin) {
            Some(known) => {
                closing.untimed = known.untimed;
                *known = closing;
            }
            None => closings.push(closing),
        }
        Pause {
            closing_id: id,
            left_ms: duration_ms,
        }
    }

    /// Closes the origin after a 429 that states no time: 1 s, 2 s, 4 s, … 30 s, until a request
    /// succeeds. `last_closing` is that from before the attempt: a 429 to an attempt from before the
    /// present pause makes it no longer.
    pub(crate) fn close_untimed(&self, origin: &str, now_ms: f64, last_closing: u64) -> Pause {
        if let Some(pause) = self.pause(origin, now_ms)
            && pause.closing_id > last_closing
        {
            return pause;
        }
        let untimed = self.untimed(origin);
        let duration_ms = FIRST_UNTIMED_MS
            .checked_shl(untimed)
            .map_or(LONGEST_UNTIMED_MS, |ms| ms.min(LONGEST_UNTIMED_MS));
        let pause = self.close(origin, now_ms, duration_ms);
        self.set_untimed(origin, untimed.saturating_add(1).min(5));
        pause
    }

    /// A request to the origin succeeded.
    pub(crate) fn succeeded(&self, origin: &str) {
        self.set_untimed(origin, 0);
    }

    fn untimed(&self, origin: &str) -> u32 {
        let closings = self.closings.borrow();
        let mut closings = closings.iter();
        let closing = closings.find(|closing| closing.origin == origin);
        closing.map_or(0, |closing| closing.untimed)
    }

    fn set_untimed(&self, origin: &str, untimed: u32) {
        let mut closings = self.closings.borrow_mut();
        if let Some(closing) = closings.iter_mut().find(|closing| closing.origin == origin) {
            closing.untimed = untimed;
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
