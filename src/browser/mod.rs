//! Between JavaScript and the pure modules: converts, waits, converts back, and decides nothing.

use lol_alloc::{AssumeSingleThreaded, FreeListAllocator};

// SAFETY: the module has no threads: its memory is not shared.
#[expect(unsafe_code, reason = "the allocator's own contract")]
#[global_allocator]
static ALLOCATOR: AssumeSingleThreaded<FreeListAllocator> =
    unsafe { AssumeSingleThreaded::new(FreeListAllocator::new()) };

mod api;
mod face;
mod lift;
mod outside;
#[cfg(feature = "provoke")]
mod provoke;
mod task;
