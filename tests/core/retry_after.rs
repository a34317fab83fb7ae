//! `Retry-After` (`src/reply/retry_after.rs`): seconds, with or without a fraction, or an HTTP date.

use crate::reply::retry_after::RetryAfter;

/// Fri, 15 Jan 2027 08:00:00 GMT.
const NOW_MS: f64 = 1_800_000_000_000.0;

/// `stated_ms` and `wait_ms`. `None` if the header counts as absent.
type Found = Option<(u64, u64)>;

fn found(header: &str) -> Found {
    let retry_after = RetryAfter::parse(header, NOW_MS)?;
    Some((retry_after.stated_ms, retry_after.wait_ms))
}

fn assert_rows(rows: &[(&str, u64, u64)]) {
    for (header, stated_ms, wait_ms) in rows {
        assert_eq!(found(header), Some((*stated_ms, *wait_ms)), "{header:?}");
    }
}

#[test]
fn seconds_with_or_without_a_fraction() {
    assert_rows(&[
        ("1", 1_000, 1_000),
        ("2", 2_000, 2_000),
        ("10", 10_000, 10_000),
        ("120", 120_000, 120_000),
        ("007", 7_000, 7_000),
        ("00000000000000000001", 1_000, 1_000),
        ("1000000000", 1_000_000_000_000, 1_000_000_000_000),
        // The value in Graph's own sample.
        ("2.128", 2_128, 2_128),
        ("0.5", 500, 500),
        ("1.0", 1_000, 1_000),
        ("1.05", 1_050, 1_050),
        ("1.050000", 1_050, 1_050),
        ("599.999", 599_999, 599_999),
    ]);
}

/// A wait is never shorter than stated.
#[test]
fn fractions_of_a_millisecond_are_rounded_up() {
    assert_rows(&[
        ("0.001", 1, 1),
        ("0.0001", 1, 1),
        ("0.0010", 1, 1),
        ("0.0011", 2, 2),
        ("1.9990", 1_999, 1_999),
        ("1.9991", 2_000, 2_000),
        ("1.9999", 2_000, 2_000),
        (&format!("1.{}", "0".repeat(400)), 1_000, 1_000),
        (&format!("1.{}1", "0".repeat(400)), 1_001, 1_001),
    ]);
}

/// A server that is throttling does not mean "at once".
#[test]
fn zero_waits_a_second() {
    assert_rows(&[
        ("0", 0, 1_000),
        ("00", 0, 1_000),
        ("0.0", 0, 1_000),
        ("0.000", 0, 1_000),
        (&"0".repeat(400), 0, 1_000),
        (&format!("0.{}", "0".repeat(400)), 0, 1_000),
    ]);
}

#[test]
fn any_number_of_digits_saturates() {
    const GREATEST: u64 = u64::MAX;
    // An f64 is exact up to here.
    const EXACT: u64 = 1 << 53;
    assert_rows(&[
        ("9007199254740.991", EXACT - 1, EXACT - 1),
        ("9007199254740.9901", EXACT - 1, EXACT - 1),
        ("9007199254740.992", EXACT, EXACT),
        ("18446744073709551.615", GREATEST, GREATEST),
        ("18446744073709551.6151", GREATEST, GREATEST),
        ("18446744073709551.616", GREATEST, GREATEST),
        ("18446744073709552", GREATEST, GREATEST),
        ("99999999999999999999", GREATEST, GREATEST),
        (&"9".repeat(400), GREATEST, GREATEST),
        (&format!("1{}", "0".repeat(400)), GREATEST, GREATEST),
        (
            &format!("{}.{}", "9".repeat(400), "9".repeat(400)),
            GREATEST,
            GREATEST,
        ),
    ]);
}

/// RFC 9110 section 5.6.7.
#[test]
fn dates_in_each_of_the_three_forms() {
    const DAY_MS: u64 = 86_400_000;
    assert_rows(&[
        ("Fri, 15 Jan 2027 08:00:30 GMT", 30_000, 30_000),
        ("Friday, 15-Jan-27 08:00:30 GMT", 30_000, 30_000),
        ("Fri Jan 15 08:00:30 2027", 30_000, 30_000),
        ("Sat, 16 Jan 2027 08:00:00 GMT", DAY_MS, DAY_MS),
        ("Saturday, 16-Jan-27 08:00:00 GMT", DAY_MS, DAY_MS),
        ("Sat Jan 16 08:00:00 2027", DAY_MS, DAY_MS),
        // In the third form, a day of one digit has a space before it.
        ("Fri Feb  5 08:00:00 2027", 21 * DAY_MS, 21 * DAY_MS),
        // A leap day.
        ("Tue, 29 Feb 2028 08:00:00 GMT", 410 * DAY_MS, 410 * DAY_MS),
        (
            "Fri, 31 Dec 9999 23:59:59 GMT",
            251_602_300_799_000,
            251_602_300_799_000,
        ),
    ]);
}

/// The clock of the server may differ from the clock of the browser.
#[test]
fn a_date_that_is_near_or_past_waits_a_second() {
    assert_rows(&[
        ("Fri, 15 Jan 2027 08:00:02 GMT", 2_000, 2_000),
        ("Fri, 15 Jan 2027 08:00:01 GMT", 1_000, 1_000),
        ("Fri, 15 Jan 2027 08:00:00 GMT", 0, 1_000),
        ("Friday, 15-Jan-27 08:00:00 GMT", 0, 1_000),
        ("Fri Jan 15 08:00:00 2027", 0, 1_000),
        ("Fri, 15 Jan 2027 07:59:59 GMT", 0, 1_000),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0, 1_000),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 0, 1_000),
        ("Sun Nov  6 08:49:37 1994", 0, 1_000),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0, 1_000),
    ]);
    // The time now is between two seconds.
    for (past_ms, stated_ms, wait_ms) in
        [(1.0, 999, 1_000), (999.0, 1, 1_000), (-1.0, 1_001, 1_001)]
    {
        let found = RetryAfter::parse("Fri, 15 Jan 2027 08:00:01 GMT", NOW_MS + past_ms);
        let expected = RetryAfter { stated_ms, wait_ms };
        assert_eq!(found, Some(expected), "{past_ms} ms past the second");
    }
}

/// The tests of a portal may replace `Date.now`.
#[test]
fn a_date_with_a_broken_clock_does_not_panic() {
    for now_ms in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1e300, 1e300] {
        let found = RetryAfter::parse("Fri, 15 Jan 2027 08:00:01 GMT", now_ms);
        let wait_ms = found.map(|found| found.wait_ms);
        assert!(wait_ms.is_some_and(|ms| ms >= 1_000), "{now_ms}: {found:?}");
    }
}

#[test]
fn anything_else_counts_as_absent() {
    for header in [
        "",
        " ",
        ".",
        "1.",
        ".5",
        "1..2",
        "1.2.3",
        "1. 5",
        "1e9",
        "1E9",
        "1e-3",
        "0x10",
        "0b1",
        "-1",
        "-0",
        "-2.5",
        "+1",
        " 1",
        "1 ",
        "\t1",
        "1\n",
        "1_000",
        "1 000",
        "1,5",
        "1, 1",
        "120, 120",
        "1;",
        "1s",
        "5 seconds",
        "soon",
        "never",
        "null",
        "undefined",
        "NaN",
        "Infinity",
        "\u{ff11}",
        "\u{663}",
        "1\0",
        "\u{feff}1",
        "½",
        // Dates in another form than those of HTTP.
        "fri, 15 jan 2027 08:00:30 gmt",
        "Fri, 15 Jan 2027 08:00:30 gmt",
        "Fri, 15 Jan 2027 08:00:30 UTC",
        "Fri, 15 Jan 2027 08:00:30 +0000",
        "Fri, 15 Jan 2027 08:00:30 PST",
        "Fri, 15 Jan 2027 08:00:30",
        "Fri, 15 Jan 2027",
        "15 Jan 2027 08:00:30 GMT",
        "Fri, 15-Jan-2027 08:00:30 GMT",
        "Fri, 15 Foo 2027 08:00:30 GMT",
        "Fri, 32 Jan 2027 08:00:30 GMT",
        "Fri, 15 Jan 2027 24:00:00 GMT",
        "Fri, 15 Jan 2027 08:60:00 GMT",
        "Fri, 15 Jan 27 08:00:30 GMT",
        // Days and times that do not exist.
        "Mon, 15 Jan 2027 08:00:30 GMT",
        "Sun, 31 Jan 2027 08:00:61 GMT",
        "Wed, 31 Feb 2027 08:00:30 GMT",
        "Mon, 29 Feb 2027 08:00:30 GMT",
        "2027-01-15T08:00:30Z",
        "2027-01-15",
    ] {
        assert_eq!(found(header), None, "{header:?}");
    }
}

#[test]
fn a_header_of_a_megabyte_is_read() {
    for (row, header, expected) in [
        ("digits", "9".repeat(1_000_000), Some((u64::MAX, u64::MAX))),
        ("points", ".".repeat(1_000_000), None),
        ("spaces", " ".repeat(1_000_000), None),
        ("letters", "Fri".repeat(300_000), None),
    ] {
        assert_eq!(found(&header), expected, "{row}");
    }
}
