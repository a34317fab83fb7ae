//! `Retry-After`: how long Graph asks to wait.

use crate::reply::http_date;
use crate::text::split_once;

/// The wait that a reply asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RetryAfter {
    /// What the reply states, in milliseconds from now. 0 for a date that has passed.
    pub(crate) stated_ms: u64,
    /// The shortest wait that respects it. Zero and dates are raised to one second: CORS hides the
    /// `Date` header, so that the difference between the two clocks is not known.
    pub(crate) wait_ms: u64,
}

const SECOND_MS: u64 = 1_000;

impl RetryAfter {
    /// Reads the header: seconds with or without a fraction (Graph's own sample has one), or an HTTP
    /// date in one of its three forms (RFC 9110 sections 10.2.3 and 5.6.7). Anything else counts as
    /// absent.
    pub(crate) fn parse(header: &str, now_ms: f64) -> Option<RetryAfter> {
        if let Some(stated) = RetryAfter::of_number_text(header) {
            return Some(stated);
        }
        let date_ms = http_date::parse(header, now_ms)?;
        // A cast from f64 saturates: a date that has passed gives 0.
        let stated_ms = (date_ms - now_ms) as u64;
        Some(RetryAfter {
            stated_ms,
            wait_ms: stated_ms.max(SECOND_MS),
        })
    }

    /// Seconds with or without a fraction, as a text.
    pub(crate) fn of_number_text(text: &str) -> Option<RetryAfter> {
        seconds(text).map(RetryAfter::of_ms)
    }

    /// Seconds with or without a fraction. A negative number states nothing.
    pub(crate) fn of_seconds(seconds: f64) -> Option<RetryAfter> {
        // A cast from f64 saturates.
        (seconds >= 0.0).then(|| RetryAfter::of_ms((seconds * 1_000.0).ceil() as u64))
    }

    const fn of_ms(stated_ms: u64) -> RetryAfter {
        RetryAfter {
            stated_ms,
            wait_ms: if stated_ms == 0 { SECOND_MS } else { stated_ms },
        }
    }
}

/// `\d+(\.\d+)?` seconds, in milliseconds, rounded up. Any number of digits saturates.
fn seconds(text: &str) -> Option<u64> {
    let (whole, fraction) = match split_once(text, b'.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !fraction.is_none_or(is_number) {
        return None;
    }
    // An f64 is exact up to 2^53 ms, which is 285,000 years.
    let append = |number: f64, byte: u8| number * 10.0 + f64::from(byte.wrapping_sub(b'0'));
    let mut digits = fraction.unwrap_or_default().bytes();
    let mut ms = whole.bytes().fold(0.0, append);
    for _ in 0..3 {
        ms = append(ms, digits.next().unwrap_or(b'0'));
    }
    if digits.any(|byte| byte != b'0') {
        ms += 1.0;
    }
    Some(ms as u64)
}
