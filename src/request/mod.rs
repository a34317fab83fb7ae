//! One request: what is sent, when it is sent again, and who has to wait.

pub(crate) mod attempts;
pub(crate) mod backoff;
pub(crate) mod in_flight;
pub(crate) mod kind;
#[expect(
    clippy::module_inception,
    reason = "the request that the folder is about"
)]
pub(crate) mod request;
pub(crate) mod retries;
pub(crate) mod retry_after;
pub(crate) mod shared;
pub(crate) mod throttle;
