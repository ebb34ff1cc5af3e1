//! What a page says about the walk.

use std::fmt;

use serde::Serialize;

use crate::BoxError;
use crate::position::Position;

/// Few positions are longer, in bytes.
const LONG: usize = 256;
/// So many positions are in use at a time: of the last page, of the one that is due, and of the one behind it.
const IN_USE: usize = 3;

/// What a page says about the walk, as [`PaginatedBy::info`](crate::PaginatedBy::info) writes it down: extraction only, no decision.
///
/// Every method takes an `Option`: what the response does not say is `None`, and has no opinion.
#[derive(Default)]
pub struct PageInfo {
    pub(crate) next: Option<Position>,
    pub(crate) prev: Option<Position>,
    pub(crate) sync: Option<Position>,
    pub(crate) more: Option<bool>,
    pub(crate) total: Option<u64>,
    pub(crate) total_pages: Option<u64>,
    pub(crate) step: Option<u64>,
    pub(crate) unsendable: Option<BoxError>,
    /// Whether one of the rarer things was said, which take memory: `prev`, `sync` or `unsendable`.
    is_rich: bool,
    /// A position that is of no use any more: the next one is written into its memory.
    spare: Option<Position>,
    /// For the first positions, before which there is none that is of no use any more.
    room: Vec<Position>,
}

/// Without what has been forgotten.
impl fmt::Debug for PageInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { next, prev, sync, more, total, total_pages, step, unsendable, .. } = self;
        f.debug_struct("PageInfo")
            .field("next", next)
            .field("prev", prev)
            .field("sync", sync)
            .field("more", more)
            .field("total", total)
            .field("total_pages", total_pages)
            .field("step", step)
            .field("unsendable", unsendable)
            .finish()
    }
}

impl PageInfo {
    /// A page that says nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets what the page before said, but for the totals, which hold until another is said.
    #[inline]
    pub(crate) fn begin(&mut self) {
        self.more = None;
        self.step = None;
        if self.next.is_some() {
            self.spare = self.next.take();
        }
        if self.is_rich {
            self.forget();
        }
    }

    /// What a page says, and the totals that earlier pages gave where it gives none.
    pub(crate) fn take_over(&mut self, page: Self) {
        let Self { next, prev, sync, more, total, total_pages, step, unsendable, is_rich, .. } = page;
        self.total = total.or(self.total);
        self.total_pages = total_pages.or(self.total_pages);
        (self.next, self.prev, self.sync) = (next, prev, sync);
        (self.more, self.step, self.unsendable, self.is_rich) = (more, step, unsendable, is_rich);
    }

    #[cold]
    fn forget(&mut self) {
        self.prev = None;
        self.sync = None;
        self.unsendable = None;
        self.is_rich = false;
    }

    /// Takes memory for positions, before the first page arrives: were it taken afterwards, it would lie behind the records and outlive
    /// them, and keep the allocator from joining their memory to the free memory behind it. In glibc's, each record of the next page
    /// then costs some twenty instructions more.
    #[cold]
    pub(crate) fn take_room(&mut self) {
        self.room.extend((0..IN_USE).map(|_| Position::text(String::with_capacity(LONG))));
    }

    #[inline]
    fn position<T: Serialize + ?Sized>(
        &mut self,
        value: Option<&T>,
        set: impl FnOnce(&mut Self, Option<Position>),
    ) -> &mut Self {
        match Position::of(value, self.spare.take().or_else(|| self.room.pop())) {
            Ok(token) => set(self, token),
            Err(error) => {
                self.unsendable = Some(error.into());
                self.is_rich = true;
            }
        }
        self
    }

    /// The position of the next page.
    #[inline]
    pub fn next<T: Serialize + ?Sized>(&mut self, position: Option<&T>) -> &mut Self {
        self.position(position, |info, token| info.next = token)
    }

    /// The position of the next page, where what was given before is absent or empty.
    pub fn or_next<T: Serialize + ?Sized>(&mut self, position: Option<&T>) -> &mut Self {
        if self.next.as_ref().is_some_and(|next| !next.is_empty()) {
            return self;
        }
        self.position(position, |info, token| info.next = token.or(info.next.take()))
    }

    /// The position of the page before.
    #[inline]
    pub fn prev<T: Serialize + ?Sized>(&mut self, position: Option<&T>) -> &mut Self {
        self.is_rich = true;
        self.position(position, |info, token| info.prev = token)
    }

    /// The sync token. It is kept only where the walk ends with this page.
    #[inline]
    pub fn sync<T: Serialize + ?Sized>(&mut self, token: Option<&T>) -> &mut Self {
        self.is_rich = true;
        self.position(token, |info, token| info.sync = token)
    }

    /// The sync token, where what was given before is absent or empty.
    pub fn or_sync<T: Serialize + ?Sized>(&mut self, token: Option<&T>) -> &mut Self {
        if self.sync.as_ref().is_some_and(|sync| !sync.is_empty()) {
            return self;
        }
        self.is_rich = true;
        self.position(token, |info, token| info.sync = token.or(info.sync.take()))
    }

    /// Whether more pages follow.
    pub fn more(&mut self, more: Option<bool>) -> &mut Self {
        self.more = more;
        self
    }

    /// The total number of records.
    pub fn total(&mut self, total: Option<u64>) -> &mut Self {
        if total.is_some() {
            self.total = total;
        }
        self
    }

    /// The total number of pages.
    pub fn total_pages(&mut self, pages: Option<u64>) -> &mut Self {
        if pages.is_some() {
            self.total_pages = pages;
        }
        self
    }

    /// How far the offset moves, by the server's own figure.
    pub fn step(&mut self, step: Option<u64>) -> &mut Self {
        self.step = step;
        self
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn the_memory_of_a_position_is_used_again_and_shows_nothing_of_it() {
        let mut info = PageInfo::new();
        info.next(Some("a secret of twenty-five.."));
        let before = info.next.as_ref().unwrap().as_str().unwrap().as_ptr();
        info.begin();
        assert!(!format!("{info:?}").contains("secret"));
        info.next(Some("another"));
        let next = info.next.as_ref().unwrap().as_str().unwrap();
        assert_eq!((next, next.as_ptr()), ("another", before));
    }

    #[test]
    fn a_page_begins_without_what_the_page_before_said_but_for_the_totals() {
        let mut info = PageInfo::new();
        info.next(Some("a")).prev(Some("b")).sync(Some("c")).more(Some(true)).step(Some(1)).total(Some(2));
        info.begin();
        assert!(info.next.is_none() && info.prev.is_none() && info.sync.is_none());
        assert_eq!((info.more, info.step, info.total), (None, None, Some(2)));
        assert_eq!(info.total(None).total, Some(2));
    }
}
