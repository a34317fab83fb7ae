//! A release: the rules that it must meet, and the state of the project that they look at.

mod rules;
mod state;
#[cfg(test)]
mod tests;

pub use rules::{Mode, problems};
pub use state::read;
