//! HTTP dates, RFC 9110 section 5.6.7, in the three forms that a recipient must read.
//!
//! A crate for this would be a tenth of what the whole package may weigh.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of four digits at the most, in 32 bits"
)]

/// Each form, letter by letter: `w` and `W` are the short and the long name of the weekday, `n` is
/// the name of the month, a digit is one of the field of that index (year, day, hour, minute,
/// second), and `_` one of the day that may also be a space. Everything else stands for itself.
const FORMS: [&[u8]; 3] = [
    b"w, 11 n 0000 22:33:44 GMT",
    b"W, 11-n-00 22:33:44 GMT",
    b"w n _1 22:33:44 0000",
];

/// Counted from the day of the epoch, three letters each, and what the long names have beyond them.
const WEEKDAYS: &[u8] = b"ThuFriSatSunMonTueWed";
const LONG: [&[u8]; 7] = [
    b"rsday", b"day", b"urday", b"day", b"day", b"sday", b"nesday",
];
const MONTHS: &[u8] = b"JanFebMarAprMayJunJulAugSepOctNovDec";

const DAY_S: f64 = 86_400.0;

/// The date in milliseconds since the epoch; nothing if it is none, or its weekday is another.
pub fn parse(text: &str, now_ms: f64) -> Option<f64> {
    FORMS
        .into_iter()
        .find_map(|form| read(form, text.as_bytes(), now_ms))
}

fn read(form: &[u8], mut text: &[u8], now_ms: f64) -> Option<f64> {
    let mut fields = [0_i32; 5];
    let [mut weekday, mut month] = [0_usize; 2];
    for letter in form {
        if let b'w' | b'W' | b'n' = letter {
            let (name, rest) = text.split_at_checked(3)?;
            let names = if *letter == b'n' { MONTHS } else { WEEKDAYS };
            let index = names.chunks_exact(3).position(|known| known == name)?;
            text = rest;
            match letter {
                b'n' => month = index + 1,
                b'W' => {
                    weekday = index;
                    text = text.strip_prefix(*LONG.get(index)?)?;
                }
                _ => weekday = index,
            }
            continue;
        }
        let (byte, rest) = text.split_first()?;
        text = rest;
        let index = match letter {
            b'_' if *byte == b' ' => continue,
            b'_' => 1,
            b'0'..=b'4' => usize::from(letter - b'0'),
            _ if letter == byte => continue,
            _ => return None,
        };
        let field = fields.get_mut(index)?;
        *field = *field * 10 + i32::from(byte.is_ascii_digit().then(|| byte - b'0')?);
    }
    let [mut year, day, hour, minute, second] = fields;
    let month = month as i32;
    let weekday = weekday as i32;
    if form.first() == Some(&b'W') {
        year = century(year, now_ms);
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
