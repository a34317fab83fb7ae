//! When a call is sent again, and after how long. The clock and the random numbers are handed in.
//!
//! The action rings a person's device, so it is sent again only where Graph says that it did not
//! act: 429, and 401 with a claims challenge. Everything else may have been acted on.

use crate::http_date;
use crate::text::cut;

/// The wait that a `Retry-After` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it says, in milliseconds from now; 0 for a date that has passed.
    pub said_ms: u64,
    /// How long is waited at the least: zero and dates are raised to a second, because the
    /// server's clock cannot be read (CORS hides `Date`) and may differ from this one's.
    pub wait_ms: u64,
}

const SECOND_MS: u64 = 1_000;

impl Told {
    /// Reads `Retry-After`: seconds with or without a fraction (Graph's own sample has one), or an
    /// HTTP date in one of its three forms (RFC 9110 sections 10.2.3 and 5.6.7). Anything else
    /// counts as absent.
    pub fn of(header: &str, now_ms: f64) -> Option<Told> {
        if let Some(said_ms) = seconds(header) {
            let wait_ms = if said_ms == 0 { SECOND_MS } else { said_ms };
            return Some(Told { said_ms, wait_ms });
        }
        let date_ms = http_date::parse(header, now_ms)?;
        // A cast from f64 saturates: a date that has passed is 0.
        let said_ms = (date_ms - now_ms) as u64;
        Some(Told {
            said_ms,
            wait_ms: said_ms.max(SECOND_MS),
        })
    }
}

/// `\d+(\.\d+)?` seconds in milliseconds, rounded up, saturating however many digits there are.
fn seconds(text: &str) -> Option<u64> {
    let (whole, fraction) = match cut(text, b'.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !fraction.is_none_or(is_number) {
        return None;
    }
    // Exact up to 2^53, three hundred thousand years; and a cast from f64 saturates.
    let append = |number: f64, byte: u8| number * 10.0 + f64::from(byte.wrapping_sub(b'0'));
    let mut digits = fraction.unwrap_or_default().bytes();
    let mut ms = whole.bytes().fold(0.0, append);
    for _ in 0..3 {
        ms = append(ms, digits.next().unwrap_or(b'0'));
    }
    let is_more = digits.any(|byte| byte != b'0');
    Some((ms + f64::from(u8::from(is_more))) as u64)
}

/// The wait for that many told milliseconds: never shorter, and a little spread, so that calls
/// released together do not arrive together. `random` is in [0, 1).
pub fn told_wait_ms(told_ms: u64, random: f64) -> u64 {
    let spread = (told_ms / 10).min(SECOND_MS);
    told_ms.saturating_add((spread as f64 * random) as u64)
}

/// The wait before the retry of that number, from 0, where nothing was told: 1 s · 2ⁿ and as much
/// again at random.
pub fn untold_wait_ms(retry: u32, random: f64) -> u64 {
    let least = SECOND_MS.saturating_mul(1u64.checked_shl(retry).unwrap_or(u64::MAX));
    least.saturating_add((least as f64 * random) as u64)
}

/// What is left of the time that all waits of a call may take together.
#[derive(Debug)]
pub struct Budget {
    left_ms: u64,
}

impl Budget {
    /// A budget of so many milliseconds.
    pub fn new(ms: u32) -> Budget {
        Budget { left_ms: ms.into() }
    }

    /// Takes a wait out whole, as what a timer takes; nothing if it is longer than what is left. A
    /// wait is never clamped down to fit: sending too early is what throttling punishes.
    pub fn take(&mut self, wait_ms: u64) -> Option<u32> {
        self.left_ms = self.left_ms.checked_sub(wait_ms)?;
        u32::try_from(wait_ms).ok()
    }
}
