//! Where Graph is: the four clouds, and the origins that a portal may name instead.
//!
//! Source of the hosts: Graph's page on national cloud deployments.

use crate::value::Value;

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

    /// Checks a value that should name a cloud; the error is a sentence without its subject.
    pub fn from_value(value: Value) -> Result<Cloud, &'static str> {
        let named = match &value {
            Value::Text(text) => Cloud::ALL.into_iter().find(|cloud| cloud.name() == text),
            _ => None,
        };
        named.ok_or("must be \"global\", \"usGov\", \"usGovDoD\" or \"china\"")
    }
}

/// Gives the origin of an address as the platform's URL parser spells it (`new URL(…).origin`), or
/// nothing if it is no address: the parser that `fetch` will use has the last word on hosts.
pub type UrlParser<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The scheme, host and port that a call goes to, in the spelling that browsers give an origin
/// (RFC 6454 section 6.2): lower case, no default port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// The hosts that plain http is allowed on: they never leave the machine.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

const SHAPE: &str = "must be https://host or https://host:port, with nothing after it";
const HOST: &str = "must name a valid host, in its usual ASCII spelling";
const PORT: &str = "must have a port from 1 to 65535, or none";
const PLAIN: &str = "may use http on localhost, 127.0.0.1 and [::1] only";

impl Origin {
    /// Checks a value that should be an origin; the error is a sentence without its subject.
    pub fn from_value(value: Value, parser: UrlParser<'_>) -> Result<Origin, &'static str> {
        match value {
            Value::Text(text) => Origin::parse(&text, parser),
            Value::LongText => Err(SHAPE),
            _ => Err("must be a string"),
        }
    }

    /// Checks `https://host[:port]` (or http on loopback): no user, path, query, fragment, white
    /// space or backslash, each of which could send the token somewhere else than it reads. The
    /// same goes for a host that the parser would change, such as `0x7f.1`.
    pub fn parse(text: &str, parser: UrlParser<'_>) -> Result<Origin, &'static str> {
        let text = text.to_ascii_lowercase();
        let https = text.strip_prefix("https://");
        let authority = https
            .or_else(|| text.strip_prefix("http://"))
            .ok_or(SHAPE)?;
        let legal = |byte: u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b':' | b'[' | b']')
        };
        if !authority.bytes().all(legal) {
            return Err(SHAPE);
        }
        let (host, port) = split_port(authority);
        if port.is_some_and(|port| port.bytes().all(|byte| byte == b'0')) {
            return Err(PORT);
        }
        if https.is_none() && !LOOPBACK.contains(&host) {
            return Err(PLAIN);
        }
        // An empty label, at the end above all, would be a second name for the same host.
        let mut previous = b'.';
        for byte in host.bytes().chain([b'.']) {
            if byte == b'.' && previous == b'.' {
                return Err(HOST);
            }
            previous = byte;
        }
        let origin = parser(&text).ok_or(HOST)?;
        let parsed = origin.strip_prefix(if https.is_some() {
            "https://"
        } else {
            "http://"
        });
        match parsed.map(split_port) {
            Some((same, _)) if same == host => Ok(Origin(origin)),
            _ => Err(HOST),
        }
    }

    /// The origin as it stands before a path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Splits `host:port`; the colons inside an IPv6 literal's brackets are not the port's.
fn split_port(authority: &str) -> (&str, Option<&str>) {
    let colon = authority.bytes().rposition(|byte| byte == b':');
    let halves = colon.and_then(|colon| authority.split_at_checked(colon));
    match halves {
        Some((host, port)) if port.as_bytes().last() != Some(&b']') => (host, port.get(1..)),
        _ => (authority, None),
    }
}
