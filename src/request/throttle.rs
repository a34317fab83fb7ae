//! The shared gate: when Graph throttles one call, all calls of the portal to that origin wait.

use core::cell::Cell;

/// The first pause after a 429 that states no time. Each one after that is twice as long.
const FIRST_UNTIMED_MS: u64 = 1_000;

/// The longest pause after a 429 that states no time.
const LONGEST_UNTIMED_MS: u64 = 30_000;

/// The origins that were called, and their pauses.
#[derive(Default)]
pub(crate) struct Gate {
    origins: Cell<Vec<OriginState>>,
}

struct OriginState {
    origin: String,
    /// The number of the last closing.
    closing_id: u32,
    closed_at_ms: f64,
    duration_ms: u64,
    /// The next pause after a 429 that states no time.
    next_untimed_ms: u64,
}

/// How long an origin stays closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pause {
    /// The closing that it belongs to. A gate can be closed again while a call waits.
    pub(crate) closing_id: u32,
    /// What is left of it, in milliseconds.
    pub(crate) left_ms: u64,
}

impl Gate {
    /// Every origin is open.
    pub(crate) const fn new() -> Gate {
        Gate {
            origins: Cell::new(Vec::new()),
        }
    }

    /// The number of the last closing. It tells whether another one was made since.
    pub(crate) fn last_closing(&self, origin: &str) -> u32 {
        let state = self.take(origin);
        let last_closing = state.closing_id;
        self.put(state);
        last_closing
    }

    /// Closes the origin, unless it stays closed for longer already. Gives the pause that holds now.
    pub(crate) fn close(&self, origin: &str, now_ms: f64, duration_ms: u64) -> Pause {
        let mut state = self.take(origin);
        let pause = state.close(now_ms, duration_ms);
        self.put(state);
        pause
    }

    /// Closes the origin after a 429 that states no time: 1 s, 2 s, 4 s, … 30 s, until a request
    /// succeeds. `last_closing` is that from before the attempt: a 429 to an attempt from before the
    /// present pause makes it no longer.
    pub(crate) fn close_untimed(&self, origin: &str, now_ms: f64, last_closing: u32) -> Pause {
        let mut state = self.take(origin);
        let mut pause = state.pause(now_ms);
        if pause.left_ms == 0 || pause.closing_id == last_closing {
            let duration_ms = state.next_untimed_ms;
            state.next_untimed_ms = duration_ms
                .saturating_add(duration_ms)
                .min(LONGEST_UNTIMED_MS);
            pause = state.close(now_ms, duration_ms);
        }
        self.put(state);
        pause
    }

    /// A request to the origin succeeded.
    pub(crate) fn succeeded(&self, origin: &str) {
        let mut state = self.take(origin);
        state.next_untimed_ms = FIRST_UNTIMED_MS;
        self.put(state);
    }

    /// The pause of the origin, if it is not over.
    pub(crate) fn pause(&self, origin: &str, now_ms: f64) -> Option<Pause> {
        let mut state = self.take(origin);
        let pause = state.pause(now_ms);
        self.put(state);
        Some(pause).filter(|pause| pause.left_ms > 0)
    }

    /// Opens the origin after a call has waited for that pause with a timer. The pause is over even
    /// if the clock is coarse or was set back.
    pub(crate) fn open(&self, origin: &str, pause: Pause) {
        let mut state = self.take(origin);
        if state.closing_id == pause.closing_id {
            state.duration_ms = 0;
        }
        self.put(state);
    }

    /// Takes the state of the origin out of the list.
    fn take(&self, origin: &str) -> OriginState {
        let mut origins = self.origins.take();
        let known = origins.iter().position(|known| known.origin == origin);
        let state = match known {
            Some(index) => origins.swap_remove(index),
            None => OriginState::open(origin),
        };
        self.origins.set(origins);
        state
    }

    /// Puts it back.
    fn put(&self, state: OriginState) {
        let mut origins = self.origins.take();
        origins.push(state);
        self.origins.set(origins);
    }
}

impl OriginState {
    fn open(origin: &str) -> OriginState {
        OriginState {
            origin: origin.to_owned(),
            closing_id: 0,
            closed_at_ms: 0.0,
            duration_ms: 0,
            next_untimed_ms: FIRST_UNTIMED_MS,
        }
    }

    fn close(&mut self, now_ms: f64, duration_ms: u64) -> Pause {
        if self.pause(now_ms).left_ms < duration_ms {
            self.closing_id = self.closing_id.wrapping_add(1);
            self.closed_at_ms = now_ms;
            self.duration_ms = duration_ms;
        }
        self.pause(now_ms)
    }

    fn pause(&mut self, now_ms: f64) -> Pause {
        // After the clock was set back to before the closing, count from the new time. The pause is
        // then never longer than Graph asked for.
        self.closed_at_ms = self.closed_at_ms.min(now_ms);
        let passed_ms = (now_ms - self.closed_at_ms) as u64;
        Pause {
            closing_id: self.closing_id,
            left_ms: self.duration_ms.saturating_sub(passed_ms),
        }
    }
}
