//! What a reply means: its status, headers and body.

pub(crate) mod challenge;
pub(crate) mod graph_error;
pub(crate) mod http_date;
pub(crate) mod json;
#[expect(
    clippy::module_inception,
    reason = "the reply that the folder is about"
)]
pub(crate) mod reply;
pub(crate) mod retry_after;
