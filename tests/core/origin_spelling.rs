//! How a valid origin is spelled in a URL (`Origin::parse` in `src/arguments/origin.rs`): as the
//! WHATWG URL parser spells it.

use super::support::arguments::{object, spec_with_options, text, url_origin, url_with_options};
use crate::arguments::host_value::HostObject;
use crate::arguments::origin::Origin;

const VALID: &[(&str, &str)] = &[
    ("https://graph.microsoft.com", "https://graph.microsoft.com"),
    ("https://graph.example:8443", "https://graph.example:8443"),
    ("HTTPS://Graph.Example", "https://graph.example"),
    ("hTTpS://GRAPH.EXAMPLE:8443", "https://graph.example:8443"),
    ("https://graph.example:443", "https://graph.example"),
    ("https://graph.example:80", "https://graph.example:80"),
    ("https://graph.example:1", "https://graph.example:1"),
    ("https://graph.example:65535", "https://graph.example:65535"),
    ("https://graph", "https://graph"),
    ("https://a_b.example", "https://a_b.example"),
    ("https://a-b.xn--p1ai", "https://a-b.xn--p1ai"),
    ("https://10.0.0.1", "https://10.0.0.1"),
    ("https://255.255.255.255:1", "https://255.255.255.255:1"),
    ("https://1.2.3.4.example", "https://1.2.3.4.example"),
    ("https://graph.0xg", "https://graph.0xg"),
    ("https://localhost", "https://localhost"),
    ("https://localhost.example", "https://localhost.example"),
    ("https://[::1]", "https://[::1]"),
    ("https://[2001:DB8::1]:8443", "https://[2001:db8::1]:8443"),
    ("https://[fe80::1]:443", "https://[fe80::1]"),
    ("http://localhost", "http://localhost"),
    ("HTTP://LocalHost:3000", "http://localhost:3000"),
    ("http://localhost:80", "http://localhost"),
    ("http://localhost:443", "http://localhost:443"),
    ("http://127.0.0.1", "http://127.0.0.1"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("http://[::1]", "http://[::1]"),
    ("http://[::1]:8080", "http://[::1]:8080"),
];

fn options(origin: &str) -> HostObject {
    object([("origin", text(origin))])
}

#[test]
fn valid_origins_are_spelled_as_browsers_do() {
    for (given, expected) in VALID {
        let parsed = Origin::parse(given, url_origin);
        let spelling = parsed.map(|origin| origin.as_str().to_owned());
        assert_eq!(spelling, Ok((*expected).to_owned()), "{given:?}");
        let url = url_with_options(options(given)).unwrap_or_default();
        assert!(url.starts_with(&format!("{expected}/v1.0/")), "{given:?}");
    }
}

/// The origin is part of the key that keeps a second call away from a device.
#[test]
fn one_origin_has_one_device_key() {
    let rows: [(&str, &[&str]); 5] = [
        (
            "https://graph.microsoft.com",
            &["https://GRAPH.Microsoft.com:443"],
        ),
        (
            "http://localhost",
            &["HTTP://LOCALHOST:80", "http://localhost:0080"],
        ),
        (
            "https://[::1]",
            &[
                "https://[0:0:0:0:0:0:0:1]",
                "https://[::0001]",
                "https://[0::1]",
            ],
        ),
        (
            "https://[2001:db8::1]",
            &["https://[2001:0DB8:0::1]", "https://[2001:db8::0.0.0.1]"],
        ),
        ("https://[::ffff:102:304]", &["https://[::ffff:1.2.3.4]"]),
    ];
    for (usual, others) in rows {
        let key = |given| spec_with_options(options(given)).map(|spec| spec.device_key);
        let expected = key(usual);
        assert!(expected.is_ok(), "{usual}");
        for other in others {
            // Refusing the unusual spelling is as good.
            let found = key(other);
            assert!(found.is_err() || found == expected, "{other}: {found:?}");
        }
    }
}
