//! HTTP dates (RFC 9110 section 5.6.7) in the three forms that a recipient must read.
//!
//! The `httpdate` crate does the same. It adds 4 KB to the module (brotli), so that it only serves
//! the tests, which compare this reader with it.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of at most four digits, in 32 bits"
)]

use crate::text::split_once;

/// From the weekday of the epoch.
const WEEKDAYS: [&str; 7] = [
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
];

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

const DAY_S: f64 = 86_400.0;

/// The date in milliseconds since the epoch. `None` if it is no date, or if its weekday is wrong.
pub(crate) fn parse(text: &str, now_ms: f64) -> Option<f64> {
    imf_fixdate(text)
        .or_else(|| rfc850_date(text, now_ms))
        .or_else(|| asctime_date(text))
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`.
fn imf_fixdate(text: &str) -> Option<f64> {
    let (weekday, rest) = split_once(text, b',')?;
    let (day, rest) = split_once(rest.strip_prefix(' ')?, b' ')?;
    let (month, rest) = split_once(rest, b' ')?;
    let (year, rest) = split_once(rest, b' ')?;
    let time = rest.strip_suffix(" GMT")?;
    to_ms(
        short_weekday(weekday)?,
        digits(year, 4)?,
        month,
        digits(day, 2)?,
        time,
    )
}

/// `Sunday, 06-Nov-94 08:49:37 GMT`.
fn rfc850_date(text: &str, now_ms: f64) -> Option<f64> {
    let (weekday, rest) = split_once(text, b',')?;
    let (day, rest) = split_once(rest.strip_prefix(' ')?, b'-')?;
    let (month, rest) = split_once(rest, b'-')?;
    let (year, rest) = split_once(rest, b' ')?;
    let time = rest.strip_suffix(" GMT")?;
    let weekday = WEEKDAYS.iter().position(|known| *known == weekday)?;
    let year = with_century(digits(year, 2)?, now_ms);
    to_ms(weekday, year, month, digits(day, 2)?, time)
}

/// `Sun Nov  6 08:49:37 1994`. The day may start with a space.
fn asctime_date(text: &str) -> Option<f64> {
    let (weekday, rest) = split_once(text, b' ')?;
    let (month, rest) = split_once(rest, b' ')?;
    let (day, rest) = rest.split_at_checked(2)?;
    let (time, year) = split_once(rest.strip_prefix(' ')?, b' ')?;
    let day = match day.strip_prefix(' ') {
        Some(day) => digits(day, 1)?,
        None => digits(day, 2)?,
    };
    to_ms(short_weekday(weekday)?, digits(year, 4)?, month, day, time)
}

/// A number of exactly that many digits.
fn digits(text: &str, length: usize) -> Option<i32> {
    let is_number = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| {
        text.bytes()
            .fold(0, |number, digit| number * 10 + i32::from(digit - b'0'))
    })
}

fn short_weekday(name: &str) -> Option<usize> {
    WEEKDAYS
        .iter()
        .position(|known| known.get(..3) == Some(name))
}

fn to_ms(weekday: usize, year: i32, month: &str, day: i32, time: &str) -> Option<f64> {
    let month = MONTHS.iter().position(|known| *known == month)? as i32 + 1;
    let (hour, rest) = split_once(time, b':')?;
    let (minute, second) = split_once(rest, b':')?;
    let (hour, minute, second) = (digits(hour, 2)?, digits(minute, 2)?, digits(second, 2)?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last_day = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let days = days_since_epoch(year, month, day);
    let is_date = (1..=last_day).contains(&day) && days.rem_euclid(7) == weekday as i32;
    // 60 is a leap second.
    let is_time = hour < 24 && minute < 60 && second <= 60;
    let seconds = f64::from(days) * DAY_S + f64::from(hour * 3_600 + minute * 60 + second);
    (is_date && is_time).then_some(seconds * 1_000.0)
}

/// The year with these two last digits that is at most 50 years ahead, and less than 50 years back.
fn with_century(digits: i32, now_ms: f64) -> i32 {
    let this_year = 1_970 + (now_ms / 1_000.0 / DAY_S / 365.2425) as i32;
    let earliest = this_year - 49;
    earliest + (digits - earliest).rem_euclid(100)
}

/// Days since the epoch in the Gregorian calendar. It counts from March, so that the leap day is the
/// last day of its year.
fn days_since_epoch(year: i32, month: i32, day: i32) -> i32 {
    let months_from_march = (month + 9) % 12;
    let year = year - i32::from(month < 3);
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (months_from_march * 153 + 2) / 5 + day - 1 - 719_468
}
