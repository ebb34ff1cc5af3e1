//! Counts allocations, and the most bytes that were alive at a time; and can make every small allocation cost the same.
//!
//! What glibc's `malloc` and `free` cost depends on what lies beside a block, and on what was freed before: the same walk takes
//! 20 instructions an item more or fewer when a field moves within a struct. [`POOLED`] takes that out of a comparison: small
//! blocks are kept in a list for each size, from which they are taken and to which they are given back.
#![allow(unsafe_code, reason = "an allocator cannot be written without")]
#![allow(clippy::cast_ptr_alignment, reason = "every block is aligned to 16 bytes")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);
static ALIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

/// Whether small blocks are kept for their next use.
pub static POOLED: AtomicBool = AtomicBool::new(false);

const STEP: usize = 16;
const CLASSES: usize = 512;

thread_local! {
    /// The free blocks of each size; each holds the address of the next.
    static FREE: [Cell<*mut u8>; CLASSES] = const { [const { Cell::new(ptr::null_mut()) }; CLASSES] };
}

/// The layout that is asked of the system, so that every block of a class has the size of the class.
fn whole(layout: Layout) -> Layout {
    if layout.align() > STEP || layout.size() == 0 {
        return layout;
    }
    Layout::from_size_align(layout.size().next_multiple_of(STEP), STEP).unwrap_or(layout)
}

fn class(layout: Layout) -> Option<usize> {
    let class = layout.size() / STEP;
    (layout.align() <= STEP && class < CLASSES && POOLED.load(Relaxed)).then_some(class)
}

fn grown(bytes: usize) {
    ALLOCATIONS.fetch_add(1, Relaxed);
    let alive = ALIVE.fetch_add(bytes, Relaxed) + bytes;
    if alive > PEAK.load(Relaxed) {
        PEAK.store(alive, Relaxed);
    }
}

// SAFETY: blocks come from the system's allocator in the layout that `whole` gives, and go back to it in that layout, or are
// handed out again for one of the same class while they are in no other use.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grown(layout.size());
        let layout = whole(layout);
        if let Some(class) = class(layout) {
            let kept = FREE.with(|free| {
                let first = free[class].get();
                if !first.is_null() {
                    // SAFETY: a free block holds the address of the next one.
                    free[class].set(unsafe { first.cast::<*mut u8>().read() });
                }
                first
            });
            if !kept.is_null() {
                return kept;
            }
        }
        // SAFETY: as the caller's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        ALIVE.fetch_sub(layout.size(), Relaxed);
        let layout = whole(layout);
        if let Some(class) = class(layout) {
            FREE.with(|free| {
                // SAFETY: the block is of no use any more, and no smaller than an address.
                unsafe { pointer.cast::<*mut u8>().write(free[class].get()) };
                free[class].set(pointer);
            });
            return;
        }
        // SAFETY: as the caller's.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let Ok(wanted) = Layout::from_size_align(size, layout.align()) else { return ptr::null_mut() };
        if class(whole(layout)).is_none() && class(whole(wanted)).is_none() && layout.align() <= STEP {
            ALIVE.fetch_sub(layout.size(), Relaxed);
            grown(size);
            // SAFETY: as the caller's.
            return unsafe { System.realloc(pointer, whole(layout), whole(wanted).size()) };
        }
        // SAFETY: as the caller's; the new block is another one.
        unsafe {
            let block = self.alloc(wanted);
            if !block.is_null() {
                ptr::copy_nonoverlapping(pointer, block, layout.size().min(size));
                self.dealloc(pointer, layout);
            }
            block
        }
    }
}

/// How many allocations this made, and the most bytes that were alive at a time, above those that were before.
pub fn count<R>(run: impl FnOnce() -> R) -> (R, usize, usize) {
    let (allocations, alive) = (ALLOCATIONS.load(Relaxed), ALIVE.load(Relaxed));
    PEAK.store(alive, Relaxed);
    let result = run();
    (result, ALLOCATIONS.load(Relaxed) - allocations, PEAK.load(Relaxed).saturating_sub(alive))
}
