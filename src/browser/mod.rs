//! Between JavaScript and the pure modules: converts, awaits, converts back, and decides nothing.

mod api;
mod handle;
mod lift;
#[cfg(feature = "provoke")]
mod provoke;
mod response;
mod signal;
mod transport;
