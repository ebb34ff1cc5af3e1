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
    pub(crate) prev: Option<Position>,
    pub(crate) sync: Option<Position>,
    pub(crate) more: Option<bool>,
    pub(crate) total: Option<u64>,
    pub(crate) total_pages: Option<u64>,
    pub(crate) step: Option<u64>,
    pub(crate) unsendable: Option<BoxError>,
    pub(crate) base: Option<String>,
    pub(crate) anchors: Option<Box<Anchors>>,
}

/// The values of the items that a window may begin beyond, in their order.
#[derive(Debug, Default)]
pub(crate) struct Anchors(pub(crate) Vec<Option<Position>>);

impl PageInfo {
    /// Of a page that says nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Where the value cannot be a position, the walk reports it.
    fn position<T: Serialize + ?Sized>(&mut self, value: Option<&T>) -> Option<Position> {
        Position::new(value?).unwrap_or_else(|error| {
            self.unsendable = Some(error.into());
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
        self.prev = self.position(position);
        self
    }

    /// The sync token. It is kept only where the walk ends with this page.
    pub fn sync<T: Serialize + ?Sized>(&mut self, token: Option<&T>) -> &mut Self {
        self.sync = self.position(token);
        self
    }

    /// The sync token, where the one that was set before is absent or empty.
    pub fn or_sync<T: Serialize + ?Sized>(&mut self, token: Option<&T>) -> &mut Self {
        if self.sync.as_ref().is_none_or(Position::is_empty) {
            self.sync = self.position(token).or(self.sync.take());
        }
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
        self.total_pages = pages;
        self
    }

    /// How far the offset moves, as the server says it.
    pub fn step(&mut self, step: Option<u64>) -> &mut Self {
        self.step = step;
        self
    }

    /// The value of the next item that a window of the list may begin beyond (`anchor`).
    pub fn anchor<T: Serialize + ?Sized>(&mut self, value: Option<&T>) -> &mut Self {
        let value = self.position(value);
        self.anchors.get_or_insert_default().0.push(value);
        self
    }

    /// What the links of the page are relative to. It is put before them as text, with one slash between.
    pub fn base(&mut self, base: Option<&str>) -> &mut Self {
        self.base = base.filter(|base| !base.is_empty()).map(str::to_owned);
        self
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
