//! Where Graph is: the four clouds, and the origins that a portal may name instead.
//!
//! Source of the hosts: Graph's page on national cloud deployments.

use core::net::{Ipv4Addr, Ipv6Addr};

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

/// The scheme, host and port that a call goes to, in the spelling that browsers give an origin
/// (RFC 6454 section 6.2): lower case, no default port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// The hosts that plain http is allowed on: they never leave the machine.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

const SHAPE: &str = "must be https://host or https://host:port, with nothing after it";
const HOST: &str = "must name a valid host, in ASCII";
const PORT: &str = "must have a port from 1 to 65535, or none";
const PLAIN: &str = "may use http on localhost, 127.0.0.1 and [::1] only";

impl Origin {
    /// Checks a value that should be an origin; the error is a sentence without its subject.
    pub fn from_value(value: Value) -> Result<Origin, &'static str> {
        match value {
            Value::Text(text) => Origin::parse(&text),
            Value::LongText => Err(SHAPE),
            _ => Err("must be a string"),
        }
    }

    /// Checks `https://host[:port]` (or http on loopback): no user, path, query, fragment, white
    /// space or backslash, each of which could send the token somewhere else than it reads.
    pub fn parse(text: &str) -> Result<Origin, &'static str> {
        let text = text.to_ascii_lowercase();
        let (scheme, authority) = text.split_once("://").ok_or(SHAPE)?;
        if authority.contains(['/', '\\', '?', '#', '@']) {
            return Err(SHAPE);
        }
        let default_port = match scheme {
            "https" => 443,
            "http" => 80,
            _ => return Err(SHAPE),
        };
        let (host, port) = split_port(authority)?;
        if !is_host(host) {
            return Err(HOST);
        }
        if scheme == "http" && !LOOPBACK.contains(&host) {
            return Err(PLAIN);
        }
        let mut origin = [scheme, "://", host].concat();
        if let Some(port) = port
            && port_number(port)? != default_port
        {
            origin.push(':');
            origin.push_str(port.trim_start_matches('0'));
        }
        Ok(Origin(origin))
    }

    /// The origin as it stands before a path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Splits `host:port`; the colons inside an IPv6 literal's brackets are not the port's.
fn split_port(authority: &str) -> Result<(&str, Option<&str>), &'static str> {
    let after_host = authority.rfind(']').unwrap_or(0);
    let (literal, rest) = authority.split_at_checked(after_host).ok_or(HOST)?;
    match rest.split_once(':') {
        Some((end, port)) => {
            let host_length = literal.len().saturating_add(end.len());
            Ok((authority.get(..host_length).ok_or(HOST)?, Some(port)))
        }
        None => Ok((authority, None)),
    }
}

/// What the WHATWG URL parser would take as a host without changing it: anything else would be
/// refused late by `fetch`, or rewritten to a host that does not read like the one given.
fn is_host(host: &str) -> bool {
    if let Some(literal) = host.strip_prefix('[') {
        return literal
            .strip_suffix(']')
            .is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
    }
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(legal);
    let last = host.rsplit('.').next().unwrap_or(host);
    // The parser reads a host that ends in a number as an IPv4 address, in odd bases too.
    let ends_in_number = match last.strip_prefix("0x") {
        Some(hex) => hex.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => last.bytes().all(|byte| byte.is_ascii_digit()),
    };
    host.split('.').all(is_label) && (!ends_in_number || host.parse::<Ipv4Addr>().is_ok())
}

fn port_number(port: &str) -> Result<u16, &'static str> {
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PORT);
    }
    match port.parse() {
        Ok(0) | Err(_) => Err(PORT),
        Ok(number) => Ok(number),
    }
}
