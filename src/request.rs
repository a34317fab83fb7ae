//! What is sent for a call, and within which limits.

use crate::purpose::Purpose;

/// What a request is for, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    /// It decides the method, and what counts as success.
    pub purpose: Purpose,
    /// The whole address.
    pub url: String,
}

/// What is sent, but for the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What for, and where to.
    pub aim: Aim,
    /// Graph's origin, the first part of it.
    pub origin: String,
    /// What tells one device's calls from another's: the origin and the lower-cased
    /// managedDeviceId. Two scopes may lead to one device. Nothing where no other call stands in
    /// the way: a read rings nobody.
    pub device: Option<String>,
    /// Sent as `client-request-id` with every attempt.
    pub client_request_id: Option<String>,
}

/// How long and how often a call may try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The bound on each wait for a token and on each attempt, in milliseconds.
    pub timeout_ms: u32,
    /// How many times a throttled attempt is made again.
    pub max_retries: u32,
    /// All waits of the call together, in milliseconds.
    pub retry_budget_ms: u32,
}
