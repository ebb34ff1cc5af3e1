//! An end that the caller wants, before an item.

use std::sync::{Mutex, PoisonError};

use crate::transport::MaybeSend;

/// Whether the walk ends before an item.
trait IsEnd<T>: FnMut(&T) -> bool + MaybeSend {}
impl<T, F: FnMut(&T) -> bool + MaybeSend> IsEnd<T> for F {}

/// Where the caller wants no more items.
pub(crate) struct StopAt<T> {
    /// The mutex is never locked: it makes a walk `Sync`, whatever the function holds.
    is_end: Mutex<Box<dyn IsEnd<T>>>,
}

impl<T> StopAt<T> {
    pub(crate) fn new(is_end: impl FnMut(&T) -> bool + MaybeSend + 'static) -> Self {
        Self { is_end: Mutex::new(Box::new(is_end)) }
    }

    /// How many of the items are before the end, if it is among those from `from` up to `to`. Others are not asked about.
    pub(super) fn find(&mut self, items: &[T], from: usize, to: usize) -> Option<usize> {
        let is_end = self.is_end.get_mut().unwrap_or_else(PoisonError::into_inner);
        items.iter().enumerate().take(to).skip(from).find_map(|(index, item)| is_end(item).then_some(index))
    }
}
