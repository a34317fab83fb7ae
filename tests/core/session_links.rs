//! A portal may open a session's link only if it is an https address. Any other link is a failed
//! session, and its text is not reported. The rule is in `src/session/verdict.rs` (`is_https`).

use super::support::devices::link;
use super::support::verdicts;
use crate::session::verdict::Baseline;

fn judge(url: &str) -> String {
    verdicts::judge(&link(url), Baseline::None).line()
}

#[test]
fn https_addresses_are_reported_as_they_are() {
    for url in [
        "https://get.teamviewer.com/s123",
        "HTTPS://GET.TEAMVIEWER.COM/S123",
        "https://get.teamviewer.com:8443/s123?a=%20&b=1#c",
        "https://[2001:db8::1]/s",
        "https://xn--bcher-kva.example/",
        "https://bücher.example/",
        // The rule is about the scheme. The browser shows the host.
        "https://user:secret@go.example/s",
    ] {
        assert_eq!(judge(url), format!("ready {url}"));
    }
}

#[test]
fn any_other_link_is_a_failed_session() {
    let refused = "failed badUrl Graph's link to the session is no https address.";
    for url in [
        "http://get.teamviewer.com/s123",
        // A page takes such an address for a path on its own origin.
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
        assert_eq!(judge(url), refused, "{url:?}");
    }
}
