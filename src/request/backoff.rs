//! How long a request waits before another attempt, and how much time it has for that.

use crate::reply::retry_after::RetryAfter;

const SECOND_MS: u64 = 1_000;

/// The wait where Graph states that many milliseconds. It is never shorter, and a little longer at
/// random, so that calls that are released together do not arrive together. `random` is in [0, 1).
pub(crate) fn retry_after_wait_ms(stated_ms: u64, random: f64) -> u64 {
    let spread_ms = (stated_ms / 10).min(SECOND_MS);
    stated_ms.saturating_add((spread_ms as f64 * random) as u64)
}

/// The wait before the retry of that number, from 0, where Graph states no time: 1 s · 2ⁿ, and up
/// to as much again at random.
pub(crate) fn backoff_wait_ms(retry: u32, random: f64) -> u64 {
    let least_ms = SECOND_MS.saturating_mul(1u64.checked_shl(retry).unwrap_or(u64::MAX));
    least_ms.saturating_add((least_ms as f64 * random) as u64)
}

/// The wait before the retry of that number, whether Graph states a time or not.
pub(crate) fn wait_before_retry_ms(
    retry_after: Option<RetryAfter>,
    retry: u32,
    random: f64,
) -> u64 {
    match retry_after {
        Some(retry_after) => retry_after_wait_ms(retry_after.wait_ms, random),
        None => backoff_wait_ms(retry, random),
    }
}

/// What is left of the time that all waits of a request may take together.
#[derive(Debug)]
pub(crate) struct Budget {
    left_ms: u64,
}

impl Budget {
    /// A budget of that many milliseconds.
    pub(crate) fn new(ms: u32) -> Budget {
        Budget { left_ms: ms.into() }
    }

    /// Takes a whole wait out of the budget, for a timer. `None` if it is longer than what is left.
    /// A wait is never shortened to fit: throttling punishes requests that come too early.
    pub(crate) fn take(&mut self, wait_ms: u64) -> Option<u32> {
        self.left_ms = self.left_ms.checked_sub(wait_ms)?;
        u32::try_from(wait_ms).ok()
    }
}
