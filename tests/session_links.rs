//! Which link of a session a portal may open: an https address, as it is. Everything else is a failed
//! session, and its text is not handed out.

mod support;

use intune_remote_assistance::session::{Look, Session, Since};
use support::arguments::origin_of;
use support::canned::Parsed;
use support::devices::{device, line, link};
use support::report;

fn told(url: &str) -> String {
    let look = Look::of(&Parsed(device(&link(url))));
    let session = Session::of(look, Since::Ever, &origin_of);
    line(&report::Session::from(&session))
}

#[test]
fn https_addresses_are_handed_out_as_they_are() {
    for url in [
        "https://get.teamviewer.com/s123",
        "HTTPS://GET.TEAMVIEWER.COM/S123",
        "https://get.teamviewer.com:8443/s123?a=%20&b=1#c",
        "https://[2001:db8::1]/s",
        "https://xn--bcher-kva.example/",
        "https://bücher.example/",
        // Whoever opens it sees the host; the rule is about the scheme.
        "https://user:secret@go.example/s",
    ] {
        assert_eq!(told(url), format!("ready {url}"));
    }
}

#[test]
fn anything_else_is_a_failure_that_says_so() {
    let refused = "failed badUrl What Graph gives as the session's address is no https address.";
    for url in [
        "http://get.teamviewer.com/s123",
        // A page would take it for a path of its own.
        "https:get.teamviewer.com/s123",
        "https:/get.teamviewer.com/s123",
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://go.example/",
        "javascript://https://go.example/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "blob:https://go.example/5c9d2f1e",
        "BLOB:https://go.example/5c9d2f1e",
        "filesystem:https://go.example/temporary/x",
        "view-source:https://go.example/",
        "ftp://go.example/",
        "file:///etc/hosts",
        "ms-settings:https",
        "teamviewer10://control?device=1",
        "the session is ready",
        "go.example/s",
        "//go.example/s",
        "/s",
        "https",
        "https:",
        "https://",
        "https://?",
        "https://go.example:99999/",
        "https://[::1/",
        "https://a b.example/",
        " https://go.example/s",
        "https://go.example/s ",
        "https://go.example/a b",
        "https://go.example/\ts",
        "https://go.\nexample/s",
        "\nhttps://go.example/s",
        "https://go.example/s\r",
        "\u{0}https://go.example/s",
        "https://go.example/\u{1f}s",
        "https://go.example/\u{7f}s",
        " ",
    ] {
        assert_eq!(told(url), refused, "{url:?}");
    }
}
