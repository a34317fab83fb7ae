//! HTTP dates (RFC 9110 section 5.6.7), read by `src/reply/http_date.rs` and compared with the
//! `httpdate` crate.

use std::time::{Duration, UNIX_EPOCH};

use crate::reply::http_date::parse;

const DAY_S: u64 = 86_400;
const WEEKDAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

/// Every day of two centuries.
#[test]
fn every_day_in_every_form() {
    for day in 0..(200 * 366) {
        // Each day has another time of day.
        let seconds = day * DAY_S + day * 7_919 % DAY_S;
        let expected = Some(seconds as f64 * 1_000.0);
        let fixed = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
        let (name, date) = (&fixed[..3], &fixed[5..7]);
        let (month, year, time) = (&fixed[8..11], &fixed[12..16], &fixed[17..25]);
        let weekday = WEEKDAYS
            .iter()
            .find(|weekday| weekday.starts_with(name))
            .expect("a weekday");
        let now_ms = seconds as f64 * 1_000.0;

        assert_eq!(parse(&fixed, now_ms), expected, "{fixed}");
        let old = format!("{weekday}, {date}-{month}-{} {time} GMT", &year[2..]);
        assert_eq!(parse(&old, now_ms), expected, "{old}");
        let spaced = date
            .strip_prefix('0')
            .map_or(date.to_owned(), |digit| format!(" {digit}"));
        let asctime = format!("{name} {month} {spaced} {time} {year}");
        assert_eq!(parse(&asctime, now_ms), expected, "{asctime}");
    }
}

#[test]
fn a_date_with_a_wrong_weekday_is_no_date() {
    for name in ["Mon", "Tue", "Wed", "Thu", "Sat", "Sun"] {
        let date = format!("{name}, 15 Jan 2027 08:00:30 GMT");
        assert_eq!(parse(&date, 0.0), None, "{date}");
    }
}

#[test]
fn a_year_of_two_digits_is_at_most_50_years_ahead() {
    let year_ms = 365.2425 * DAY_S as f64 * 1_000.0;
    let weekday = |year: i32| match year {
        1978 => "Sunday",
        2010 => "Friday",
        2027 => "Friday",
        2077 => "Friday",
        2110 => "Wednesday",
        _ => "",
    };
    // The weekday is right in one century only, so that it tells the century.
    let rows = [
        (2027.5, "27", 2027),
        (2027.5, "77", 2077),
        (2027.5, "78", 1978),
        (2099.5, "10", 2110),
        (2060.5, "10", 2110),
        (2059.5, "10", 2010),
    ];
    for (now, digits, year) in rows {
        let date = format!("{}, 15-Jan-{digits} 08:00:00 GMT", weekday(year));
        let found = parse(&date, (now - 1970.0) * year_ms);
        let found = found.map(|ms| 1970 + (ms / year_ms) as i32);
        assert_eq!(found, Some(year), "{date} in {now}");
    }
}
