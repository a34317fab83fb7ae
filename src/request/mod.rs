//! One request: what is sent, when it is sent again, and who has to wait.

pub(crate) mod attempts;
pub(crate) mod backoff;
pub(crate) mod context;
pub(crate) mod failure;
pub(crate) mod in_flight;
pub(crate) mod mismatches;
pub(crate) mod pace;
pub(crate) mod retries;
pub(crate) mod shared;
pub(crate) mod throttle;
