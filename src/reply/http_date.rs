//! HTTP dates (RFC 9110 section 5.6.7) in the three forms that a recipient must read.
//!
//! The `httpdate` crate does the same. It adds 4 KB to the module (brotli), so that it only serves
//! the tests, which compare this reader with it.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of at most four digits, in 32 bits"
)]

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
    let mut text = Reader {
        rest: text.as_bytes(),
        is_date: true,
    };
    let weekday = text.name(&WEEKDAYS);
    let (year, month, day, time_s);
    match text.rest.first() {
        // `Sun Nov  6 08:49:37 1994` (asctime).
        Some(b' ') => {
            text.skip(b" ");
            month = text.name(&MONTHS);
            text.skip(b" ");
            day = match text.rest.strip_prefix(b" ") {
                Some(rest) => {
                    text.rest = rest;
                    text.number(1)
                }
                None => text.number(2),
            };
            text.skip(b" ");
            time_s = text.time_s();
            text.skip(b" ");
            year = text.number(4);
        }
        // `Sun, 06 Nov 1994 08:49:37 GMT` (IMF-fixdate).
        Some(b',') => {
            text.skip(b", ");
            day = text.number(2);
            text.skip(b" ");
            month = text.name(&MONTHS);
            text.skip(b" ");
            year = text.number(4);
            text.skip(b" ");
            time_s = text.time_s();
            text.skip(b" GMT");
        }
        // `Sunday, 06-Nov-94 08:49:37 GMT` (RFC 850).
        _ => {
            text.skip(WEEKDAYS.get(weekday)?.get(3..)?.as_bytes());
            text.skip(b", ");
            day = text.number(2);
            text.skip(b"-");
            month = text.name(&MONTHS);
            text.skip(b"-");
            year = with_century(text.number(2), now_ms);
            text.skip(b" ");
            time_s = text.time_s();
            text.skip(b" GMT");
        }
    }
    let month = month as i32 + 1;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last_day = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let days = days_since_epoch(year, month, day);
    let is_date = text.is_date
        && text.rest.is_empty()
        && (1..=last_day).contains(&day)
        && days.rem_euclid(7) == weekday as i32;
    is_date.then_some((f64::from(days) * DAY_S + f64::from(time_s)) * 1_000.0)
}

/// Reads a date part by part. A part that is not there makes it no date.
struct Reader<'a> {
    rest: &'a [u8],
    is_date: bool,
}

impl Reader<'_> {
    /// Reads this separator.
    fn skip(&mut self, separator: &[u8]) {
        match self.rest.strip_prefix(separator) {
            Some(rest) => self.rest = rest,
            None => self.is_date = false,
        }
    }

    /// The next bytes, if there are so many.
    fn take(&mut self, length: usize) -> &[u8] {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        taken
    }

    /// Reads a number of exactly that many digits.
    fn number(&mut self, length: usize) -> i32 {
        let mut number = 0;
        let mut is_number = self.rest.len() >= length;
        for byte in self.take(length) {
            is_number &= byte.is_ascii_digit();
            number = number * 10 + i32::from(byte & 0xF);
        }
        self.is_date &= is_number;
        number
    }

    /// Reads the first three letters of one of the names. Gives its index.
    fn name(&mut self, names: &[&str]) -> usize {
        let letters = self.take(3);
        let index = names
            .iter()
            .position(|name| name.as_bytes().get(..3) == Some(letters));
        self.is_date &= index.is_some();
        index.unwrap_or_default()
    }

    /// Reads `08:49:37`, in seconds. A leap second has the number 60.
    fn time_s(&mut self) -> i32 {
        let hour = self.number(2);
        self.skip(b":");
        let minute = self.number(2);
        self.skip(b":");
        let second = self.number(2);
        self.is_date &= hour < 24 && minute < 60 && second <= 60;
        hour * 3_600 + minute * 60 + second
    }
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
