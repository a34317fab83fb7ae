//! Where Graph is: the four clouds, and an origin that a portal names instead.
//!
//! Source of the hosts: Graph's page "National cloud deployments".

/// A deployment of Graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cloud {
    /// The worldwide service, GCC included.
    Global,
    /// US government L4 (GCC High).
    UsGov,
    /// US government L5 (DoD).
    UsGovDoD,
    /// China, operated by 21Vianet.
    China,
}

impl Cloud {
    /// Every cloud.
    pub(crate) const ALL: [Cloud; 4] = [Cloud::Global, Cloud::UsGov, Cloud::UsGovDoD, Cloud::China];

    /// The name in the public interface.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Cloud::Global => "global",
            Cloud::UsGov => "usGov",
            Cloud::UsGovDoD => "usGovDoD",
            Cloud::China => "china",
        }
    }

    /// The origin of the cloud's Graph.
    pub(crate) fn origin(self) -> Origin {
        let origin = match self {
            Cloud::Global => "https://graph.microsoft.com",
            Cloud::UsGov => "https://graph.microsoft.us",
            Cloud::UsGovDoD => "https://dod-graph.microsoft.us",
            Cloud::China => "https://microsoftgraph.chinacloudapi.cn",
        };
        Origin(origin.to_owned())
    }

    /// The cloud of that name.
    pub(crate) fn named(name: &str) -> Option<Cloud> {
        let cloud = Cloud::ALL.iter().find(|cloud| cloud.name() == name);
        cloud.copied()
    }
}

/// The problem of a name that no cloud has.
pub(crate) const CLOUD_NAMES: &str = "must be \"global\", \"usGov\", \"usGovDoD\" or \"china\"";

/// Gives the origin of a URL in the platform's spelling (`new URL(url).origin`), or `None` if it is
/// no URL. `fetch` uses the same parser, so that it has the last word on hosts.
pub(crate) type UrlParser = fn(&str) -> Option<String>;

/// The scheme, host and port that a call goes to, in the spelling that browsers give an origin
/// (RFC 6454 section 6.2): lower case, no default port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin(String);

/// The hosts on which plain http is allowed. Their traffic never leaves the machine.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// The problem of a text that is no origin.
pub(crate) const ORIGIN_SHAPE: &str =
    "must be https://host or https://host:port in the usual ASCII spelling, with nothing after it";
const PLAIN_HTTP: &str = "may use http on localhost, 127.0.0.1 and [::1] only";

impl Origin {
    /// Checks `https://host[:port]`, or http on loopback. The error is the problem.
    ///
    /// It refuses a user, path, query, fragment, white space and backslash. Each of them could send
    /// the token to another place than a reader would expect. It also refuses every spelling that the
    /// parser would change, such as the host `0x7f.1`. Only a default port may be left out.
    pub(crate) fn parse(text: &str, parser: UrlParser) -> Result<Origin, &'static str> {
        let text = text.to_ascii_lowercase();
        let origin = parser(&text).ok_or(ORIGIN_SHAPE)?;
        let rest = text.strip_prefix(origin.as_str()).ok_or(ORIGIN_SHAPE)?;
        let (authority, default_port) = match (
            origin.strip_prefix("https://"),
            origin.strip_prefix("http://"),
        ) {
            (Some(authority), _) => (authority, ":443"),
            (_, Some(authority)) if is_loopback(authority) => (authority, ":80"),
            (_, Some(_)) => return Err(PLAIN_HTTP),
            _ => return Err(ORIGIN_SHAPE),
        };
        // Nothing listens at port 0, and no browser connects to it.
        let is_plain = has_plain_labels(authority) && !authority.as_bytes().ends_with(b":0");
        if is_plain && (rest.is_empty() || rest == default_port) {
            Ok(Origin(origin))
        } else {
            Err(ORIGIN_SHAPE)
        }
    }

    /// The origin as it stands before a path.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_loopback(authority: &str) -> bool {
    LOOPBACK.iter().any(|host| {
        let port = authority.strip_prefix(host);
        port.is_some_and(|port| port.is_empty() || port.as_bytes().first() == Some(&b':'))
    })
}

/// Whether every label of the authority has plain characters and is not empty. An empty label, above
/// all at the end, would be a second name of the same host.
fn has_plain_labels(authority: &str) -> bool {
    let mut previous = b'.';
    for byte in authority.bytes() {
        let is_end = matches!(byte, b'.' | b':');
        let is_legal = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'[' | b']');
        if (previous == b'.' && is_end) || !(is_end || is_legal) {
            return false;
        }
        previous = byte;
    }
    previous != b'.'
}
