//! The request for one page.

use crate::position::Position;

/// The request for one page: its position and page size.
///
/// A transport turns it into a request of its own. Afterwards, [`Page::request`](crate::Page::request) returns it:
///
/// ```
/// # use pagination_core::Paginated;
/// # #[derive(Paginated)]
/// # #[cursor(field = next)]
/// # struct Names { names: Vec<&'static str>, next: Option<String> }
/// # fn list(at: Option<String>) -> Result<Names, std::io::Error> {
/// #     Ok(Names { names: vec!["ann"], next: at.is_none().then(|| "b".to_owned()) })
/// # }
/// for page in pagination_core::pages_blocking(list).pages() {
///     let page = page?;
///     let position = page.request().position().and_then(|position| position.as_str());
///     assert_eq!(position, if page.request().is_first() { None } else { Some("b") });
/// }
/// # Ok::<_, pagination_core::Error<std::io::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct PageRequest {
    pub(crate) position: Option<Position>,
    pub(crate) page_size: Option<u64>,
    pub(crate) first: bool,
    pub(crate) since: Option<Position>,
    pub(crate) backwards: bool,
    pub(crate) index: u64,
    /// Whether this is the first request of the whole list: not of a walk that was resumed, goes backwards, or starts at a position
    /// of the caller's request.
    pub(crate) starts_list: bool,
    pub(crate) size_change: SizeChange,
    /// In a box, since most walks have none.
    pub(crate) anchor: Option<Box<Position>>,
}

/// Whether the page size has changed during the walk, so that it replaces the one in a link, or in what is merged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum SizeChange {
    #[default]
    Unchanged,
    Changed,
}

impl PageRequest {
    /// The position; `None` for a first request without one.
    pub fn position(&self) -> Option<&Position> {
        self.position.as_ref()
    }

    /// The page size, if one is sent.
    pub fn page_size(&self) -> Option<u64> {
        self.page_size
    }

    /// The number of pages before this one in the walk: 0 for the first.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// The value that the window of this page begins beyond (`anchor`); `None` in the first window, and where none is declared.
    pub fn anchor(&self) -> Option<&Position> {
        self.anchor.as_deref()
    }

    /// Whether this is the first request of the list, or of a window of it. Only this one sends what is declared `first_only`.
    pub fn is_first(&self) -> bool {
        self.first
    }

    /// The sync token of an earlier walk.
    pub fn since(&self) -> Option<&Position> {
        self.since.as_ref()
    }

    /// Whether the walk goes backwards.
    pub fn is_backwards(&self) -> bool {
        self.backwards
    }
}
