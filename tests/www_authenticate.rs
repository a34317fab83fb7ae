//! Claims out of `WWW-Authenticate`: challenges by RFC 9110 section 11, as Graph stretches them.

mod support;

use intune_remote_assistance::challenge;
use support::canned::{CLAIMS, CLAIMS_BASE64, challenged};

/// `{"a":1}`, in base64.
const SHORT: &str = "eyJhIjoxfQ==";

/// Rows of a header and what is found in it: the long claims, `{"a":1}`, or nothing.
fn assert_rows(expected: Option<&str>, headers: &[&str]) {
    for header in headers {
        let header = header
            .replace("LONG", CLAIMS_BASE64)
            .replace("SHORT", SHORT);
        assert_eq!(claims(&header).as_deref(), expected, "{header}");
    }
}

const A: Option<&str> = Some(r#"{"a":1}"#);

/// The one on record: a value without quotation marks, and `=` at the end of the claims.
#[test]
fn the_real_header() {
    let [(name, value)] = &challenged().headers[..] else {
        panic!("one header");
    };
    assert_eq!(*name, "www-authenticate");
    assert!(value.contains("authorization_uri=https://"), "{value}");
    assert_eq!(claims(value).as_deref(), Some(CLAIMS));
}

#[test]
fn one_challenge() {
    assert_rows(
        Some(CLAIMS),
        &[
            r#"Bearer claims="LONG""#,
            r#"Bearer error="insufficient_claims", claims="LONG""#,
            r#"Bearer claims="LONG", error="insufficient_claims""#,
            "Bearer claims=LONG",
            "Bearer claims=LONG, error=insufficient_claims",
        ],
    );
}

/// Schemes and names of parameters are case-insensitive; white space and empty elements are free.
#[test]
fn spellings_of_one_challenge() {
    assert_rows(
        A,
        &[
            r#"bearer claims="SHORT""#,
            r#"BEARER CLAIMS="SHORT""#,
            r#"Bearer Claims="SHORT""#,
            r#"  Bearer   claims="SHORT"  "#,
            "Bearer\tclaims=\"SHORT\"",
            r#"Bearer claims = "SHORT""#,
            "Bearer claims\t=\t\"SHORT\"",
            r#"Bearer , claims="SHORT""#,
            r#"Bearer realm="",,, ,claims="SHORT",,"#,
            r#", ,Bearer claims="SHORT""#,
            r#"Bearer realm="x",claims="SHORT""#,
            r#"Bearer realm=x,claims=SHORT,error=y"#,
        ],
    );
}

#[test]
fn other_schemes_beside_it() {
    assert_rows(
        A,
        &[
            r#"Basic realm="x", Bearer claims="SHORT""#,
            r#"Basic, Bearer claims="SHORT""#,
            r#"Negotiate, NTLM, Bearer claims="SHORT""#,
            r#"Negotiate dG9rZW42OA==, Bearer claims="SHORT""#,
            r#"Negotiate dG9rZW42OA, Bearer claims="SHORT""#,
            r#"PoP nonce="eyJ", Bearer realm="", claims="SHORT""#,
            r#"Bearer claims="SHORT", Basic realm="x""#,
            r#"Bearer claims="SHORT", PoP claims="LONG""#,
            r#"PoP claims="LONG", Bearer claims="SHORT""#,
            // Two headers, as `Headers.get` joins them; and the second of two of one scheme.
            r#"Basic realm="x", charset="UTF-8", Bearer realm="", claims="SHORT""#,
            r#"Bearer realm="x", error="invalid_token", Bearer realm="y", claims="SHORT""#,
            r#"Bearer, Bearer claims="SHORT""#,
            // The first that has any.
            r#"Bearer claims="SHORT", Bearer claims="LONG""#,
        ],
    );
}

#[test]
fn quotation_marks_hide_what_is_inside() {
    assert_rows(
        A,
        &[
            r#"Bearer realm="a, b", claims="SHORT""#,
            r#"Bearer realm="claims=x, y", claims="SHORT""#,
            r#"Bearer realm="a \" claims=\"LONG\", b", claims="SHORT""#,
            r#"Bearer realm="Basic realm=x, Basic y", claims="SHORT""#,
            r#"Bearer realm="ends in a backslash \\", claims="SHORT""#,
            // Any character may be escaped (RFC 9110 section 5.6.4).
            r#"Bearer claims="\e\yJhIjoxfQ\=\=""#,
            r#"Basic realm=", Bearer claims=LONG, ", Bearer claims="SHORT""#,
        ],
    );
    assert_rows(
        None,
        &[
            r#"Basic realm="x, Bearer claims=SHORT""#,
            r#"Bearer realm="x, claims=SHORT""#,
            r#"Bearer realm="\", claims=\"SHORT\"""#,
        ],
    );
}

/// RFC 4648 sections 4 and 5, with and without padding.
#[test]
fn either_alphabet_with_or_without_padding() {
    for (base64, expected) in [
        ("eyJhIjoxfQ==", r#"{"a":1}"#),
        ("eyJhIjoxfQ=", r#"{"a":1}"#),
        ("eyJhIjoxfQ", r#"{"a":1}"#),
        ("eyJhIjoxMn0=", r#"{"a":12}"#),
        ("eyJhIjoxMn0", r#"{"a":12}"#),
        ("eyJhIjoxMjN9", r#"{"a":123}"#),
        ("eyJhIjoiw7/Dvz8+In0=", "{\"a\":\"ÿÿ?>\"}"),
        ("eyJhIjoiw7_Dvz8-In0", "{\"a\":\"ÿÿ?>\"}"),
    ] {
        for header in [
            format!("Bearer claims=\"{base64}\""),
            format!("Bearer claims={base64}"),
        ] {
            assert_eq!(claims(&header).as_deref(), Some(expected), "{header}");
        }
    }
}

#[test]
fn what_is_no_base64_is_no_claims() {
    for claims_text in [
        "",
        "=",
        "====",
        "%7B%22a%22%3A1%7D",
        r#"{\"a\":1}"#,
        "eyJhIjoxfQ==x",
        "eyJh=IjoxfQ",
        "eyJh IjoxfQ",
        "eyJh\tIjoxfQ",
        "eyJhIjoxfQ.sig",
        "ey*hIjoxfQ==",
        "éyJhIjoxfQ==",
        // A length that no text encodes to: cut short on its way.
        "e",
        "eyJhI",
        "eyJhIjoxf",
    ] {
        let header = format!("Bearer claims=\"{claims_text}\"");
        assert_eq!(claims(&header), None, "{header}");
    }
}

#[test]
fn what_is_no_utf8_is_no_claims() {
    // FF FE; a lone continuation byte; a character cut short; a surrogate.
    for base64 in ["//4=", "gA==", "w6", "7aCA", "eyJhIjoi/yJ9"] {
        let header = format!("Bearer claims=\"{base64}\"");
        assert_eq!(claims(&header), None, "{header}");
    }
}

#[test]
fn claims_of_nobody_and_no_claims_at_all() {
    assert_rows(
        None,
        &[
            "",
            " ",
            ",",
            "\"",
            "=",
            "Bearer",
            "Bearer ",
            "Bearer realm=\"\"",
            r#"Bearer error="invalid_token""#,
            r#"Bearer xclaims="SHORT""#,
            r#"Bearer claims2="SHORT""#,
            "Bearer claims",
            "Bearer claims=",
            "Bearer claims=,",
            "Bearer claims=\"\"",
            "Bearer claims, SHORT",
            // Not a Bearer challenge's.
            r#"PoP claims="SHORT""#,
            r#"Basic claims="SHORT""#,
            r#"Bearerx claims="SHORT""#,
            r#"Bearer realm="x", PoP claims="SHORT""#,
            r#"Bearer, PoP claims="SHORT""#,
            r#"claims="SHORT""#,
            "SHORT",
        ],
    );
}

/// A header that was cut short ends inside its quotation marks: what is left are not the claims.
#[test]
fn an_unterminated_quotation_is_no_claims() {
    assert_rows(
        None,
        &[
            "Bearer claims=\"",
            "Bearer claims=\"SHORT",
            "Bearer claims=\"LONG",
            "Bearer claims=\"eyJhIjox",
            "Bearer claims=\"SHORT\\",
            "Bearer claims=\"SHORT\\\"",
            "Bearer realm=\"x, claims=SHORT",
        ],
    );
}

/// Read in one pass: a test that takes minutes has found one that is not.
#[test]
fn a_megabyte_is_read_without_harm() {
    const MILLION: usize = 1_000_000;
    for part in [
        ",", " ", "\"", "\\", "=", "a", "a ", "a=", "a=b,", "\"\\", "Bearer ", "claims=,", "é",
    ] {
        let noise = part.repeat(MILLION / part.len());
        assert_eq!(claims(&noise), None, "{part:?} alone");
        let noise = format!("Bearer realm=\"{noise}");
        assert_eq!(claims(&noise), None, "{part:?} in quotation marks");
    }
    let header = format!("{}Bearer claims=\"{SHORT}\"", ",".repeat(MILLION));
    assert_eq!(claims(&header).as_deref(), A, "after commas");
    let header = format!("Bearer claims=\"{}\"", "eyJh".repeat(MILLION / 4));
    let length = claims(&header).map(|claims| claims.len());
    assert_eq!(length, Some(MILLION / 4 * 3), "long claims");
}

fn claims(header: &str) -> Option<String> {
    challenge::claims(header, &support::canned::decode)
}
