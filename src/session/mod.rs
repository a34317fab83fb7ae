//! From the request to a live session: what a device says about one, and how long to wait for it.

pub(crate) mod action;
pub(crate) mod device;
pub(crate) mod earlier_request;
pub(crate) mod follow;
pub(crate) mod poll;
pub(crate) mod started;
pub(crate) mod verdict;
