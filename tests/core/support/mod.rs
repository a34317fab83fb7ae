//! What the tests share: arguments, scripted replies and a virtual clock around a call.

pub(crate) mod arguments;
pub(crate) mod calls;
pub(crate) mod challenge;
pub(crate) mod clock;
pub(crate) mod devices;
pub(crate) mod document;
pub(crate) mod errors;
pub(crate) mod event_log;
pub(crate) mod functions;
pub(crate) mod interfaces;
pub(crate) mod model_replies;
pub(crate) mod platform;
pub(crate) mod replies;
pub(crate) mod reports;
pub(crate) mod response;
pub(crate) mod run;
pub(crate) mod script;
pub(crate) mod session_cases;
pub(crate) mod sessions;
pub(crate) mod specs;
pub(crate) mod variants;
pub(crate) mod verdicts;
