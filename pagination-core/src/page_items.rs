//! The items of a page, before they are moved out of it.

use std::fmt;
use std::mem;

/// The items of a page, as [`Paginated::records`](crate::Paginated::records) returns them. Counting does not move them.
///
/// For a `Vec`, use [`PageItems::of`]. Items in anything else are collected when they are taken:
///
/// ```
/// use std::collections::BTreeMap;
/// use pagination_core::PageItems;
///
/// let mut by_name = BTreeMap::from([("ann", 1), ("bob", 2)]);
/// let items = PageItems::new(by_name.len(), || std::mem::take(&mut by_name).into_iter().collect());
/// assert_eq!(items.count(), 2);
/// assert_eq!(items.take(), [("ann", 1), ("bob", 2)]);
/// ```
#[must_use = "the items stay in the page until they are taken"]
pub struct PageItems<'a, T>(Source<'a, T>);

enum Source<'a, T> {
    Vec(&'a mut Vec<T>),
    Other { entries: usize, count: usize, take: Box<dyn FnOnce() -> Vec<T> + 'a> },
    Missing,
}

impl<'a, T> PageItems<'a, T> {
    /// The items of a `Vec`.
    #[inline]
    pub fn of(items: &'a mut Vec<T>) -> Self {
        Self(Source::Vec(items))
    }

    /// The `count` items that `take` moves out of anything else.
    pub fn new(count: usize, take: impl FnOnce() -> Vec<T> + 'a) -> Self {
        Self::in_groups(count, count, take)
    }

    /// The `count` items that `take` moves out of lists in a list of `entries`.
    ///
    /// The API pages through the entries: an offset counts them, and a page is short or empty by them. Checkpoints and
    /// [`max_items`](crate::Pager::max_items) count the items.
    pub fn in_groups(entries: usize, count: usize, take: impl FnOnce() -> Vec<T> + 'a) -> Self {
        Self(Source::Other { entries, count, take: Box::new(take) })
    }

    /// The number of entries that the API pages through: that of the items, unless they are [in groups](Self::in_groups).
    #[inline]
    pub fn entries(&self) -> usize {
        match &self.0 {
            Source::Vec(items) => items.len(),
            Source::Other { entries, .. } => *entries,
            Source::Missing => 0,
        }
    }

    /// The number of items.
    #[inline]
    pub fn count(&self) -> usize {
        match &self.0 {
            Source::Vec(items) => items.len(),
            Source::Other { count, .. } => *count,
            Source::Missing => 0,
        }
    }

    /// The items, where they can be looked at and removed in place: those of a `Vec`.
    pub fn as_vec(self) -> Option<&'a mut Vec<T>> {
        match self.0 {
            Source::Vec(items) => Some(items),
            Source::Other { .. } | Source::Missing => None,
        }
    }

    /// Whether they are a `Vec`, which is moved out without a call of the caller's function.
    pub(crate) fn is_vec(&self) -> bool {
        matches!(self.0, Source::Vec(_))
    }

    /// Whether there is no list: an object that it would be in is null.
    pub(crate) fn is_missing(&self) -> bool {
        matches!(self.0, Source::Missing)
    }

    /// Moves the items out.
    #[inline]
    pub fn take(self) -> Vec<T> {
        match self.0 {
            Source::Vec(items) => mem::take(items),
            Source::Other { take, .. } => take(),
            Source::Missing => Vec::new(),
        }
    }
}

/// No items, since there is no list: an object that it would be in is null. Over HTTP, such a page is
/// [`Error::Check`](crate::Error::Check) where its body reports a failure and no `check` is declared.
impl<T> Default for PageItems<'_, T> {
    fn default() -> Self {
        Self(Source::Missing)
    }
}

impl<T> fmt::Debug for PageItems<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageItems").field("count", &self.count()).finish_non_exhaustive()
    }
}
