//! The claims in `WWW-Authenticate` (`src/reply/challenge.rs`): challenges by RFC 9110 section 11, with
//! unquoted values as Graph sends them.

use super::support::challenge::{CLAIMS, CLAIMS_BASE64, claims_challenge, decode_base64};
use crate::reply::challenge;

/// `{"a":1}`, in base64.
const SHORT: &str = "eyJhIjoxfQ==";

/// Each header holds these claims. LONG stands for [`CLAIMS_BASE64`] and SHORT for [`SHORT`].
fn assert_claims(expected: Option<&str>, headers: &[&str]) {
    for header in headers {
        let header = header
            .replace("LONG", CLAIMS_BASE64)
            .replace("SHORT", SHORT);
        assert_eq!(claims(&header).as_deref(), expected, "{header}");
    }
}

const SHORT_CLAIMS: Option<&str> = Some(r#"{"a":1}"#);

/// One value is not quoted, and the claims end in `=`.
#[test]
fn the_challenge_of_graph() {
    let header = claims_challenge();
    assert!(header.contains("authorization_uri=https://"), "{header}");
    assert_eq!(claims(&header).as_deref(), Some(CLAIMS));
}

#[test]
fn one_challenge() {
    assert_claims(
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

/// Schemes and the names of parameters are case-insensitive. White space and empty list elements
/// mean nothing.
#[test]
fn spellings_of_one_challenge() {
    assert_claims(
        SHORT_CLAIMS,
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
fn a_bearer_challenge_among_other_schemes() {
    assert_claims(
        SHORT_CLAIMS,
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
            // `Headers.get` joins two headers like this. Of two Bearer challenges, the second has claims.
            r#"Basic realm="x", charset="UTF-8", Bearer realm="", claims="SHORT""#,
            r#"Bearer realm="x", error="invalid_token", Bearer realm="y", claims="SHORT""#,
            r#"Bearer, Bearer claims="SHORT""#,
            // The first challenge that has claims counts.
            r#"Bearer claims="SHORT", Bearer claims="LONG""#,
        ],
    );
}

#[test]
fn a_quoted_value_holds_no_parameters() {
    assert_claims(
        SHORT_CLAIMS,
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
    assert_claims(
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
fn both_alphabets_with_and_without_padding() {
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
fn a_value_that_is_no_base64_gives_no_claims() {
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
        // No text has an encoding of this length.
        "e",
        "eyJhI",
        "eyJhIjoxf",
    ] {
        let header = format!("Bearer claims=\"{claims_text}\"");
        assert_eq!(claims(&header), None, "{header}");
    }
}

#[test]
fn a_value_that_is_no_utf8_gives_no_claims() {
    // FF FE; a lone continuation byte; an incomplete character; a surrogate.
    for base64 in ["//4=", "gA==", "w6", "7aCA", "eyJhIjoi/yJ9"] {
        let header = format!("Bearer claims=\"{base64}\"");
        assert_eq!(claims(&header), None, "{header}");
    }
}

#[test]
fn headers_without_claims_of_a_bearer_challenge() {
    assert_claims(
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
            // The claims of another scheme, or of none.
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

/// A header that was cut short ends inside a quotation, and the claims may be incomplete.
#[test]
fn an_unterminated_quotation_gives_no_claims() {
    assert_claims(
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

/// The header is read in one pass. With a quadratic reader this test takes minutes.
#[test]
fn a_header_of_a_megabyte_is_read() {
    const MILLION: usize = 1_000_000;
    for part in [
        ",", " ", "\"", "\\", "=", "a", "a ", "a=", "a=b,", "\"\\", "Bearer ", "claims=,", "é",
    ] {
        let noise = part.repeat(MILLION / part.len());
        assert_eq!(claims(&noise), None, "{part:?} unquoted");
        let noise = format!("Bearer realm=\"{noise}");
        assert_eq!(claims(&noise), None, "{part:?} quoted");
    }
    let header = format!("{}Bearer claims=\"{SHORT}\"", ",".repeat(MILLION));
    assert_eq!(claims(&header).as_deref(), SHORT_CLAIMS, "after commas");
    let header = format!("Bearer claims=\"{}\"", "eyJh".repeat(MILLION / 4));
    let length = claims(&header).map(|claims| claims.len());
    assert_eq!(length, Some(MILLION / 4 * 3), "long claims");
}

fn claims(header: &str) -> Option<String> {
    challenge::claims(header, decode_base64)
}
