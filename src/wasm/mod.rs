//! Between JavaScript and the rest of the crate: it converts and waits, and decides nothing.

use lol_alloc::{AssumeSingleThreaded, FreeListAllocator};

mod arguments;
mod browser;
mod convert;
mod executor;
mod exports;
mod host;
mod work;

/// This allocator makes the module 2.5 KB smaller than the default one (brotli).
// SAFETY: the module has no threads, so that its memory is not shared.
#[expect(unsafe_code, reason = "the allocator requires it")]
#[global_allocator]
static ALLOCATOR: AssumeSingleThreaded<FreeListAllocator> =
    unsafe { AssumeSingleThreaded::new(FreeListAllocator::new()) };
