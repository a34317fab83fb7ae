//! Every failure: its code, what it proves, and what the message says.

pub(crate) mod argument;
#[expect(clippy::module_inception, reason = "the enum that the folder is about")]
pub(crate) mod error;
pub(crate) mod message;

pub(crate) use argument::{Argument, ArgumentError, TokenProblem};
pub(crate) use error::{Error, Outcome, TimedOut};
