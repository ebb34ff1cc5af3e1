//! The text of a position, shared by a page and its walk.
//!
//! Written for speed. A walk drops the text of an old position when a new one arrives, so the memory of the last text that was
//! dropped on a thread is used for the next. A walk by text then allocates once a page, for the argument of its function, instead
//! of twice (`tests/memory` counts), which saves 130 instructions a page (`tests/bench`, `overhead`).

use std::cell::Cell;
use std::ops::Deref;
use std::sync::Arc;

/// A text that is cheap to clone.
#[derive(Clone, PartialEq)]
pub(super) struct Text(Arc<String>);

thread_local! {
    static SPARE: Cell<Option<Arc<String>>> = const { Cell::new(None) };
}

/// A longer text is not kept: its memory would be held for as long as the thread lives.
const LONGEST: usize = 1024;

impl From<&str> for Text {
    #[inline]
    fn from(text: &str) -> Self {
        let mut memory = SPARE.try_with(Cell::take).ok().flatten().unwrap_or_default();
        match Arc::get_mut(&mut memory) {
            Some(own) => own.push_str(text),
            None => memory = Arc::new(text.to_owned()),
        }
        Self(memory)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Drop for Text {
    #[inline]
    fn drop(&mut self) {
        // Only the last owner finds itself alone; an empty `Arc` takes the place of what is kept.
        if let Some(own) = Arc::get_mut(&mut self.0)
            && own.capacity() <= LONGEST
        {
            own.clear();
            let _ = SPARE.try_with(|spare| spare.set(Some(Arc::clone(&self.0))));
        }
    }
}
