//! Which texts are no valid origin (`Origin::parse` in `src/arguments/origin.rs`).
//!
//! The token is sent to the origin, so that a text which reads like one host and is parsed as another
//! must be refused. `origin_spelling.rs` holds the valid ones.

use super::support::arguments::{error_of, invalid, object, text, url_with_options};
use crate::arguments::host_value::{HostObject, HostValue};

const INVALID: &[&str] = &[
    // Not an origin.
    "",
    "https",
    "https:",
    "https:/",
    "https://",
    "https:///",
    "//graph.example",
    "graph.example",
    "graph.example:443",
    "https:graph.example",
    "https:/graph.example",
    "https:///graph.example",
    "null",
    // Something after the origin.
    "https://graph.example/",
    "https://graph.example:443/",
    "https://graph.example/v1.0",
    "https://graph.example//",
    "https://graph.example?",
    "https://graph.example?x=y",
    "https://graph.example#",
    "https://graph.example#x",
    "https://graph.example\\",
    "https://graph.example\\@evil.example",
    "https:\\\\graph.example",
    "https://https://graph.example",
    // User information, which reads like the host.
    "https://ada@graph.example",
    "https://ada:secret@graph.example",
    "https://graph.microsoft.com@evil.example",
    "https://graph.microsoft.com:443@evil.example",
    "https://@graph.example",
    "https://:@graph.example",
    // Ports.
    "https://graph.example:",
    "https://graph.example:0",
    "https://graph.example:00",
    "https://graph.example:00443",
    "https://graph.example:08443",
    "http://localhost:080",
    "https://graph.example:65536",
    "https://graph.example:65979",
    "https://graph.example:99999999999999999999",
    "https://graph.example:-1",
    "https://graph.example:+443",
    "https://graph.example:4 43",
    "https://graph.example: 443",
    "https://graph.example:443 ",
    "https://graph.example:0x50",
    "https://graph.example:4.0",
    "https://graph.example:https",
    "https://graph.example:443:443",
    "https://:443",
    "https://graph.example:٤٤٣",
    "http://localhost:",
    "http://localhost:0",
    "http://localhost:65536",
    "https://[::1]:",
    "https://[::1]:0",
    // Schemes.
    "ftp://graph.example",
    "ws://localhost",
    "wss://graph.example",
    "file:///etc",
    "javascript://graph.example",
    "data://localhost",
    "httpss://graph.example",
    "httpſ://graph.example",
    "://graph.example",
    // Plain http that leaves the machine.
    "http://graph.microsoft.com",
    "http://graph.example:443",
    "http://localhost.evil.com",
    "http://evil.localhost",
    "http://localhost.",
    "http://127.0.0.1.evil",
    "http://127.0.0.1.evil.com",
    "http://127.0.0.2",
    "http://127.1",
    "http://0.0.0.0",
    "http://10.0.0.1",
    "http://2130706433",
    "http://[::]",
    "http://[::2]",
    "http://[::ffff:127.0.0.1]",
    "http://::1",
    "http://loca1host",
    "http://ⓛocalhost",
    // Hosts that the URL parser reads as an IPv4 address, or refuses.
    "https://1.2.3",
    "https://1",
    "https://0",
    "https://127.1",
    "https://2130706433",
    "https://0x7f.1",
    "https://0x7f.0.0.1",
    "https://0x7f000001",
    "https://0X7F.0.0.0X1",
    "https://0x",
    "https://graph.0x",
    "https://graph.example.0x1f",
    "https://graph.example.1",
    "https://1.2.3.4.5",
    "https://256.1.1.1",
    "https://01.2.3.4",
    "https://1.2.3.09",
    "https://0177.0.0.1",
    "https://1.2.3.4.",
    // Labels.
    "https://.",
    "https://..",
    "https://.graph.example",
    "https://graph..example",
    // IPv6 literals.
    "https://::1",
    "https://[]",
    "https://[",
    "https://]",
    "https://[::1",
    "https://::1]",
    "https://[::1]x",
    "https://[::1]443",
    "https://x[::1]",
    "https://[::1]]",
    "https://[[::1]]",
    "https://[::1][::1]",
    "https://[:::1]",
    "https://[1:2:3:4:5:6:7:8:9]",
    "https://[::12345]",
    "https://[::g]",
    "https://[fe80::1%25eth0]",
    "https://[fe80::1%eth0]",
    "https://[v1.x]",
    "https://[127.0.0.1]",
    "https://[graph.example]",
    // White space and control characters. The URL parser drops some of them.
    " https://graph.example",
    "https://graph.example ",
    "https://graph .example",
    "https:// graph.example",
    "https ://graph.example",
    "\thttps://graph.example",
    "https://graph\t.example",
    "https://graph.example\n",
    "ht\ntps://graph.example",
    "https://graph.example\r",
    "https://graph.example\0",
    "https://graph\u{7f}.example",
    "https://graph\u{a0}.example",
    "\u{feff}https://graph.example",
    // Characters outside ASCII. The parser maps some of them to ASCII, also to "." and "/".
    "https://gräph.example",
    "https://ｇraph.example",
    "https://graph。example",
    "https://graph.microsoft.com／.evil.example",
    "https://graph.microsoft.com\u{2100}.evil.example",
    "https://graph\u{ad}.example",
    "https://gra\u{212a}h.example",
    "https://日本.example",
    // Percent-encoding in the host, which the parser decodes.
    "https://%67raph.example",
    "https://graph%2eexample",
    "https://graph.example%2f.evil.example",
    "https://graph.example%00",
    "https://%",
    // Characters that no host has.
    "https://*.example",
    "https://graph,example",
    "https://graph!example",
    "https://graph$example",
    "https://graph&example",
    "https://graph'example",
    "https://graph(example)",
    "https://graph;example",
    "https://graph=example",
    "https://graph+example",
    "https://graph~example",
    "https://graph<example>",
    "https://graph|example",
    "https://graph^example",
    "https://{graph}",
    "https://\"graph\"",
];

fn options(origin: &str) -> HostObject {
    object([("origin", text(origin))])
}

#[test]
fn invalid_origins() {
    for given in INVALID {
        let result = url_with_options(options(given));
        let expected = invalid("invalidOptions", "options.origin");
        assert_eq!(error_of(result), expected, "{given:?}");
    }
}

#[test]
fn an_origin_is_a_primitive_string() {
    for (row, value) in [
        ("a number", HostValue::Number(443.0)),
        ("a function", HostValue::Function),
        ("a signal", HostValue::Signal),
        ("null, a URL object, a String object", HostValue::Other),
        ("a huge string", HostValue::LongText),
    ] {
        let result = url_with_options(object([("origin", value)]));
        let expected = invalid("invalidOptions", "options.origin");
        assert_eq!(error_of(result), expected, "{row}");
    }
}
