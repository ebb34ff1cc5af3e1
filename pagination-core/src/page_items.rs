//! The records of a page, where they lie in it.

use std::fmt;
use std::mem;

/// The records of a page, as [`Paginated::records`](crate::Paginated::records) gives them: counted without being moved.
///
/// Those of a `Vec` are [`PageItems::of`] it. Those of anything else are made when they are taken:
///
/// ```
/// use std::collections::BTreeMap;
/// use pagination_core::PageItems;
///
/// let mut by_name = BTreeMap::from([("ann", 1), ("bob", 2)]);
/// let records = PageItems::new(by_name.len(), || std::mem::take(&mut by_name).into_iter().collect());
/// assert_eq!(records.count(), 2);
/// assert_eq!(records.take(), [("ann", 1), ("bob", 2)]);
/// ```
#[must_use = "the records stay where they are until they are taken"]
pub struct PageItems<'a, T>(Place<'a, T>);

enum Place<'a, T> {
    /// They move as they are.
    Vec(&'a mut Vec<T>),
    Made {
        count: usize,
        take: Box<dyn FnOnce() -> Vec<T> + 'a>,
    },
}

impl<'a, T> PageItems<'a, T> {
    /// Those of a `Vec`.
    #[inline]
    pub fn of(records: &'a mut Vec<T>) -> Self {
        Self(Place::Vec(records))
    }

    /// Those that `take` moves out of something else, which holds `count` of them.
    pub fn new(count: usize, take: impl FnOnce() -> Vec<T> + 'a) -> Self {
        Self(Place::Made { count, take: Box::new(take) })
    }

    /// How many there are.
    #[inline]
    pub fn count(&self) -> usize {
        match &self.0 {
            Place::Vec(records) => records.len(),
            Place::Made { count, .. } => *count,
        }
    }

    /// Moves them out.
    #[inline]
    pub fn take(self) -> Vec<T> {
        match self.0 {
            Place::Vec(records) => mem::take(records),
            Place::Made { take, .. } => take(),
        }
    }
}

/// None.
impl<T> Default for PageItems<'_, T> {
    fn default() -> Self {
        Self::new(0, Vec::new)
    }
}

impl<T> fmt::Debug for PageItems<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageItems").field("count", &self.count()).finish_non_exhaustive()
    }
}
