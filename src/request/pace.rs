//! How many requests of a batch may be under way at once after a 429.
//!
//! If all of them went on as soon as the gate opens, a tenant that takes one request at a time would
//! refuse the others again and again, until they have no retries left. So a batch reacts as TCP does
//! (RFC 5681 section 3.1): each 429 halves the number, and each row of successes adds one. A single 429
//! after many successes changes nothing: the pause that it states is enough.

use core::cell::Cell;

/// After so many successes in a row, one more request may be under way.
const SUCCESSES_PER_STEP: u32 = 3;

/// After so many successes in a row, a 429 counts as a single one.
const MANY_SUCCESSES: u32 = 16;

/// A request that waits looks again after so many milliseconds for each request that waits. So all of
/// them together look a hundred times a second, however many they are.
const CHECK_MS: u32 = 10;

/// The longest time until a request looks again, in milliseconds.
const LONGEST_CHECK_MS: u32 = 500;

/// More than a batch ever has under way (`concurrency`).
const UNLIMITED: u32 = 16;

/// The pace of all batches.
pub(crate) struct Pace {
    allowed: Cell<u32>,
    successes: Cell<u32>,
    under_way: Cell<u32>,
    /// How many requests Graph has taken since the last 429.
    row: Cell<u32>,
    /// Whether the next request is a guess: the last 429 stated no time.
    is_guess: Cell<bool>,
    /// How often each request that waits for its turn was refused.
    waiting: Cell<Vec<u32>>,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace::new()
    }
}

impl Pace {
    /// Nothing was throttled.
    pub(crate) const fn new() -> Pace {
        Pace {
            allowed: Cell::new(UNLIMITED),
            successes: Cell::new(0),
            under_way: Cell::new(0),
            row: Cell::new(0),
            is_guess: Cell::new(false),
            waiting: Cell::new(Vec::new()),
        }
    }

    /// A request begins to wait for its turn.
    pub(crate) fn queue(&self, refusals: u32) -> Place<'_> {
        let mut waiting = self.waiting.take();
        waiting.push(refusals);
        self.waiting.set(waiting);
        Place {
            pace: self,
            refusals,
        }
    }

    /// Graph took a request.
    pub(crate) fn succeeded(&self) {
        self.is_guess.set(false);
        self.row.set(self.row.get().saturating_add(1));
        let successes = self.successes.get().saturating_add(1);
        self.successes.set(successes % SUCCESSES_PER_STEP);
        if successes == SUCCESSES_PER_STEP {
            let more = self.allowed.get().saturating_add(1);
            self.allowed.set(more.min(UNLIMITED));
        }
    }

    /// Graph throttled a request, and stated for how long or not.
    pub(crate) fn throttled(&self, is_stated: bool) {
        self.is_guess.set(!is_stated);
        if self.row.replace(0) >= MANY_SUCCESSES && is_stated {
            return;
        }
        let under_way = self.under_way.get().min(self.allowed.get());
        self.allowed.set((under_way / 2).max(1));
        self.successes.set(0);
    }
}

/// A request that waits for its turn. Dropping it leaves the queue.
pub(crate) struct Place<'a> {
    pace: &'a Pace,
    refusals: u32,
}

impl<'a> Place<'a> {
    /// The turn, if it is this request's: no more than `concurrency` are under way at once. Those that were refused most often come first, while Graph is
    /// expected to take a request. A guess is made by one that was refused least often, so that the
    /// refusals are spread over all requests.
    pub(crate) fn turn(&self, concurrency: u32) -> Option<Turn<'a>> {
        let pace = self.pace;
        if pace.under_way.get() >= concurrency {
            return None;
        }
        let allowed = pace.allowed.get();
        let is_first = || {
            let waiting = pace.waiting.take();
            let is_first = waiting.iter().all(|other| match pace.is_guess.get() {
                true => *other >= self.refusals,
                false => *other <= self.refusals,
            });
            pace.waiting.set(waiting);
            is_first
        };
        let is_turn = allowed == UNLIMITED || (pace.under_way.get() < allowed && is_first());
        is_turn.then(|| Turn::new(pace))
    }
}

impl Place<'_> {
    /// When to ask for the turn again, in milliseconds.
    pub(crate) fn check_ms(&self) -> u32 {
        let waiting = self.pace.waiting.take();
        let count = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
        self.pace.waiting.set(waiting);
        CHECK_MS.saturating_mul(count).min(LONGEST_CHECK_MS)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut waiting = self.pace.waiting.take();
        if let Some(index) = waiting.iter().position(|other| *other == self.refusals) {
            waiting.swap_remove(index);
        }
        self.pace.waiting.set(waiting);
    }
}

/// A request under way. Dropping it ends its turn.
pub(crate) struct Turn<'a> {
    pace: &'a Pace,
}

impl<'a> Turn<'a> {
    fn new(pace: &'a Pace) -> Turn<'a> {
        pace.under_way.set(pace.under_way.get().saturating_add(1));
        Turn { pace }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let under_way = &self.pace.under_way;
        under_way.set(under_way.get().saturating_sub(1));
    }
}
