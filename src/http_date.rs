//! HTTP dates, RFC 9110 section 5.6.7, in the three forms that a recipient must read.
//!
//! A crate for this would be a tenth of what the whole package may weigh.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of four digits at the most, in 32 bits"
)]

/// Each form, letter by letter: `w` and `W` are the short and the long name of the weekday, `n` is
/// the name of the month, `D` a day of two digits, `_` one that may begin with a space, `Y` and `y`
/// a year of four and of two digits, `h` `m` `s` the time. Everything else stands for itself.
const FORMS: [&[u8]; 3] = [
    b"w, D n Y h:m:s GMT",
    b"W, D-n-y h:m:s GMT",
    b"w n _ h:m:s Y",
];

/// Counted from the day of the epoch.
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

/// The date in milliseconds since the epoch; nothing if it is none, or its weekday is another.
pub fn parse(text: &str, now_ms: f64) -> Option<f64> {
    FORMS
        .into_iter()
        .find_map(|form| read(form, text.as_bytes(), now_ms))
}

fn read(form: &[u8], mut text: &[u8], now_ms: f64) -> Option<f64> {
    let [
        mut weekday,
        mut day,
        mut month,
        mut year,
        mut hour,
        mut minute,
        mut second,
    ] = [0_i32; 7];
    for letter in form {
        match letter {
            b'w' => weekday = name(&mut text, &WEEKDAYS, 3)?,
            b'W' => weekday = name(&mut text, &WEEKDAYS, 9)?,
            b'n' => month = name(&mut text, &MONTHS, 3)? + 1,
            b'D' => day = number(&mut text, 2)?,
            b'_' if text.first() == Some(&b' ') => {
                text = text.get(1..)?;
                day = number(&mut text, 1)?;
            }
            b'_' => day = number(&mut text, 2)?,
            b'Y' => year = number(&mut text, 4)?,
            b'y' => year = century(number(&mut text, 2)?, now_ms),
            b'h' => hour = number(&mut text, 2)?,
            b'm' => minute = number(&mut text, 2)?,
            b's' => second = number(&mut text, 2)?,
            literal => text = text.strip_prefix(core::slice::from_ref(literal))?,
        }
    }
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + i32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let days = days(year, month, day);
    let is_date = (1..=last).contains(&day) && hour < 24 && minute < 60 && second <= 60;
    let is_right = text.is_empty() && is_date && days.rem_euclid(7) == weekday;
    is_right.then(|| {
        (f64::from(days) * DAY_S + f64::from(hour * 3_600 + minute * 60 + second)) * 1_000.0
    })
}

/// Takes one of the names, or so many letters of it, off the front of the text; gives its index.
fn name(text: &mut &[u8], names: &[&str], letters: usize) -> Option<i32> {
    for (index, name) in names.iter().enumerate() {
        let name = name.as_bytes();
        if let Some(rest) = text.strip_prefix(name.get(..letters).unwrap_or(name)) {
            *text = rest;
            return Some(index as i32);
        }
    }
    None
}

/// Takes a number of so many digits off the front of the text.
fn number(text: &mut &[u8], digits: usize) -> Option<i32> {
    let (number, rest) = text.split_at_checked(digits)?;
    *text = rest;
    number.iter().try_fold(0, |value, digit| {
        digit
            .is_ascii_digit()
            .then(|| value * 10 + i32::from(digit - b'0'))
    })
}

/// The year of those two digits that is at most 50 years ahead, and less than 50 back.
fn century(digits: i32, now_ms: f64) -> i32 {
    let this_year = 1_970 + (now_ms / 1_000.0 / DAY_S / 365.2425) as i32;
    let earliest = this_year - 49;
    earliest + (digits - earliest).rem_euclid(100)
}

/// Days since the epoch in the Gregorian calendar, counted from March, so that the leap day is the
/// last of its year.
fn days(year: i32, month: i32, day: i32) -> i32 {
    let from_march = (month + 9) % 12;
    let year = year - i32::from(month < 3);
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (from_march * 153 + 2) / 5 + day - 1 - 719_468
}
