//! Between JavaScript and the pure modules: converts, awaits, converts back, and decides nothing.

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

mod api;
mod handle;
mod lift;
#[cfg(feature = "provoke")]
mod provoke;
mod response;
mod signal;
mod transport;
