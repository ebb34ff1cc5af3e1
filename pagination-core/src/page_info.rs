//! What a page says about the walk.

use serde::Serialize;

use crate::error::BoxError;
use crate::position::Position;

/// What a page says about the walk, as [`PaginatedBy::info`](crate::PaginatedBy::info) reads it: extraction only, no decision.
///
/// Every method takes an `Option`: `None` is what the response does not say.
///
/// ```
/// use pagination_core::PageInfo;
///
/// let mut info = PageInfo::new();
/// info.next(Some("b")).more(Some(true)).total(Some(120));
/// ```
#[derive(Debug, Default)]
pub struct PageInfo {
    pub(crate) next: Option<Position>,
    pub(crate) more: Option<bool>,
    pub(crate) total: Option<u64>,
    /// What few APIs say: most pages have no box.
    rare: Option<Box<Rare>>,
}

#[derive(Debug, Default)]
struct Rare {
    prev: Option<Position>,
    sync: Option<Position>,
    total_pages: Option<u64>,
    step: Option<u64>,
    unsendable: Option<BoxError>,
    base: Option<String>,
    /// The values of the items that a window may begin beyond, in their order.
    anchors: Vec<Option<Position>>,
}

impl PageInfo {
    /// The info of a page that says nothing.
    pub fn new() -> Self {
        Self::default()
    }

    fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// Sets a rare value. One that is absent needs no box.
    fn set_rare<T>(&mut self, field: impl FnOnce(&mut Rare) -> &mut Option<T>, value: Option<T>) {
        if value.is_some() || self.rare.is_some() {
            *field(self.rare()) = value;
        }
    }

    /// Where the value cannot be a position, the walk reports it.
    fn position<T: Serialize + ?Sized>(&mut self, value: Option<&T>) -> Option<Position> {
        Position::new(value?).unwrap_or_else(|error| {
            self.rare().unsendable = Some(error.into());
            None
        })
    }

    /// The position of the next page.
    pub fn next<T: Serialize + ?Sized>(&mut self, position: Option<&T>) -> &mut Self {
        self.next = self.position(position);
        self
    }

    /// The position of the next page, where the one that was set before is absent or empty.
    pub fn or_next<T: Serialize + ?Sized>(&mut self, position: Option<&T>) -> &mut Self {
        if self.next.as_ref().is_none_or(Position::is_empty) {
            self.next = self.position(position).or(self.next.take());
        }
        self
    }

    /// The position of the page before.
    pub fn prev<T: Serialize + ?Sized>(&mut self, position: Option<&T>) -> &mut Self {
        let prev = self.position(position);
        self.set_rare(|rare| &mut rare.prev, prev);
        self
    }

    /// The sync token. It is kept only where the walk ends with this page.
    pub fn sync<T: Serialize + ?Sized>(&mut self, token: Option<&T>) -> &mut Self {
        let token = self.position(token);
        self.set_rare(|rare| &mut rare.sync, token);
        self
    }

    /// The sync token, where the one that was set before is absent or empty.
    pub fn or_sync<T: Serialize + ?Sized>(&mut self, token: Option<&T>) -> &mut Self {
        let before = self.take_sync();
        let token = if before.as_ref().is_none_or(Position::is_empty) { self.position(token) } else { None };
        self.set_rare(|rare| &mut rare.sync, token.or(before));
        self
    }

    /// Whether more pages follow.
    pub fn more(&mut self, more: Option<bool>) -> &mut Self {
        self.more = more;
        self
    }

    /// The total number of items.
    pub fn total(&mut self, total: Option<u64>) -> &mut Self {
        self.total = total;
        self
    }

    /// The total number of pages.
    pub fn total_pages(&mut self, pages: Option<u64>) -> &mut Self {
        self.set_rare(|rare| &mut rare.total_pages, pages);
        self
    }

    /// How far the offset moves, as the server says it.
    pub fn step(&mut self, step: Option<u64>) -> &mut Self {
        self.set_rare(|rare| &mut rare.step, step);
        self
    }

    /// The value of the next item that a window of the list may begin beyond (`anchor`).
    pub fn anchor<T: Serialize + ?Sized>(&mut self, value: Option<&T>) -> &mut Self {
        let value = self.position(value);
        self.rare().anchors.push(value);
        self
    }

    /// What the links of the page are relative to. It is put before them as text, with one slash between.
    pub fn base(&mut self, base: Option<&str>) -> &mut Self {
        let base = base.filter(|base| !base.is_empty()).map(str::to_owned);
        self.set_rare(|rare| &mut rare.base, base);
        self
    }

    /// The walk reports an error of this text in place of what the page says.
    pub(crate) fn refuse(&mut self, why: &'static str) {
        self.rare().unsendable = Some(why.into());
    }

    pub(crate) fn prev_position(&self) -> Option<&Position> {
        self.rare.as_ref()?.prev.as_ref()
    }

    pub(crate) fn pages_in_total(&self) -> Option<u64> {
        self.rare.as_ref()?.total_pages
    }

    pub(crate) fn reported_step(&self) -> Option<u64> {
        self.rare.as_ref()?.step
    }

    pub(crate) fn anchors(&self) -> &[Option<Position>] {
        self.rare.as_ref().map_or(&[], |rare| &rare.anchors)
    }

    pub(crate) fn take_prev(&mut self) -> Option<Position> {
        self.rare.as_mut()?.prev.take()
    }

    pub(crate) fn take_sync(&mut self) -> Option<Position> {
        self.rare.as_mut()?.sync.take()
    }

    pub(crate) fn take_unsendable(&mut self) -> Option<BoxError> {
        self.rare.as_mut()?.unsendable.take()
    }

    pub(crate) fn take_base(&mut self) -> Option<String> {
        self.rare.as_mut()?.base.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_position() {
        let mut info = PageInfo::new();
        info.next(Some("a secret")).sync(Some("a secret"));
        assert!(!format!("{info:?}").contains("secret"));
    }

    #[test]
    fn a_second_source_counts_where_the_first_is_absent_or_empty() {
        let next = |first: Option<&str>, second: Option<&str>| {
            let mut info = PageInfo::new();
            info.next(first).or_next(second);
            info.next.and_then(|next| next.as_str().map(str::to_owned))
        };
        assert_eq!(next(Some("a"), Some("b")).as_deref(), Some("a"));
        assert_eq!(next(Some(""), Some("b")).as_deref(), Some("b"));
        assert_eq!(next(None, Some("b")).as_deref(), Some("b"));
        assert_eq!(next(Some(""), None).as_deref(), Some(""));
    }
}
