//! The link to the next page. Graph chooses it, and the token must not go elsewhere.

use crate::arguments::host_value::HostValue;
use crate::arguments::origin::UrlParser;
use crate::text::split_before;

/// The URL of the link, if it leads to the origin that was called. The error is the problem, a sentence
/// without its subject.
pub(crate) fn check(
    link: &HostValue,
    origin: &str,
    parser: UrlParser,
) -> Result<String, &'static str> {
    let url = match link {
        HostValue::Text(url) => url,
        HostValue::LongText => return Err("is longer than 16384 characters"),
        _ => return Err("is no text"),
    };
    if !is_at_origin(url, origin, parser) {
        return Err("leads to another origin");
    }
    if has_user(url) {
        return Err("holds a user name or a password");
    }
    Ok(url.clone())
}

/// The platform's parser alone does not decide that. It gives a `blob:` URL the origin of the page
/// that made it, and `fetch` takes a URL without the two slashes for a path on the portal's own
/// origin (URL standard, "special relative or authority state").
fn is_at_origin(url: &str, origin: &str, parser: UrlParser) -> bool {
    let is_absolute = url.starts_with("https://") || url.starts_with("http://");
    is_absolute && parser(url).as_deref() == Some(origin)
}

/// Whether a user stands before the host. `fetch` refuses such a URL.
fn has_user(url: &str) -> bool {
    let (_, after_scheme) = split_before(url.as_bytes(), |byte| byte == b'/');
    let (_, authority) = split_before(after_scheme, |byte| byte != b'/');
    let (authority, _) = split_before(authority, |byte| matches!(byte, b'/' | b'\\' | b'?' | b'#'));
    authority.contains(&b'@')
}
