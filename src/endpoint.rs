//! Where Graph is: the four clouds, and the origins that a portal may name instead.
//!
//! Source of the hosts: Graph's page on national cloud deployments.

/// A deployment of Graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cloud {
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
    pub const ALL: [Cloud; 4] = [Cloud::Global, Cloud::UsGov, Cloud::UsGovDoD, Cloud::China];

    /// The cloud's name in the public interface.
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// The origin of the cloud's Graph.
    pub fn origin(self) -> Origin {
        Origin(self.row().1.to_owned())
    }

    const fn row(self) -> (&'static str, &'static str) {
        match self {
            Cloud::Global => ("global", "https://graph.microsoft.com"),
            Cloud::UsGov => ("usGov", "https://graph.microsoft.us"),
            Cloud::UsGovDoD => ("usGovDoD", "https://dod-graph.microsoft.us"),
            Cloud::China => ("china", "https://microsoftgraph.chinacloudapi.cn"),
        }
    }

    /// The cloud of that name.
    pub fn named(name: &str) -> Option<Cloud> {
        Cloud::ALL.into_iter().find(|cloud| cloud.name() == name)
    }
}

/// What is said of a name that no cloud has.
pub const CLOUDS: &str = "must be \"global\", \"usGov\", \"usGovDoD\" or \"china\"";

/// Gives the origin of an address as the platform's URL parser spells it (`new URL(…).origin`), or
/// nothing if it is no address: the parser that `fetch` will use has the last word on hosts.
pub type UrlParser<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The scheme, host and port that a call goes to, in the spelling that browsers give an origin
/// (RFC 6454 section 6.2): lower case, no default port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// The hosts that plain http is allowed on: they never leave the machine.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// What is said of a text that is no origin.
pub const SHAPE: &str =
    "must be https://host or https://host:port in the usual ASCII spelling, with nothing after it";
const PLAIN: &str = "may use http on localhost, 127.0.0.1 and [::1] only";

impl Origin {
    /// Checks `https://host[:port]` (or http on loopback): no user, path, query, fragment, white
    /// space or backslash, each of which could send the token somewhere else than it reads. The
    /// same goes for whatever the parser would change, such as the host `0x7f.1`; a default port is
    /// all that it may leave out.
    pub fn parse(text: &str, parser: UrlParser<'_>) -> Result<Origin, &'static str> {
        let text = text.to_ascii_lowercase();
        let origin = parser(&text).ok_or(SHAPE)?;
        let rest = text.strip_prefix(origin.as_str()).ok_or(SHAPE)?;
        let (host, port) = match (
            origin.strip_prefix("https://"),
            origin.strip_prefix("http://"),
        ) {
            (Some(host), _) => (host, ":443"),
            (_, Some(host)) if is_loopback(host) => (host, ":80"),
            (_, Some(_)) => return Err(PLAIN),
            _ => return Err(SHAPE),
        };
        // An empty label, at the end above all, would be a second name for the same host.
        let mut previous = b'.';
        for byte in host.bytes().chain([b'.']) {
            let is_end = matches!(byte, b'.' | b':');
            let is_legal =
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'[' | b']');
            if (previous == b'.' && is_end) || !(is_end || is_legal) {
                return Err(SHAPE);
            }
            previous = byte;
        }
        // Nothing listens at port 0, and no browser goes there.
        if (rest.is_empty() || rest == port) && !host.as_bytes().ends_with(b":0") {
            Ok(Origin(origin))
        } else {
            Err(SHAPE)
        }
    }

    /// The origin as it stands before a path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_loopback(host: &str) -> bool {
    LOOPBACK.iter().any(|name| {
        let port = host.strip_prefix(name).map(str::as_bytes);
        matches!(port, Some([] | [b':', ..]))
    })
}
