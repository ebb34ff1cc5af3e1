//! What one request of a walk asks for.

use crate::position::Position;

/// What one request of a walk asks for: a position and a page size.
///
/// A transport writes it into its request; [`Page::request`](crate::Page::request) tells it afterwards.
#[derive(Debug, Clone, Default)]
pub struct PageRequest {
    pub(crate) position: Option<Position>,
    pub(crate) page_size: Option<u64>,
    pub(crate) first: bool,
    pub(crate) since: Option<Position>,
    pub(crate) backwards: bool,
    pub(crate) index: u64,
}

impl PageRequest {
    /// The position; `None` for a first request that carries none.
    pub fn position(&self) -> Option<&Position> {
        self.position.as_ref()
    }

    /// The page size, where one is sent.
    pub fn page_size(&self) -> Option<u64> {
        self.page_size
    }

    /// The number of pages that this walk received before, from 0.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// Whether this is the first request of the list: what is declared `first_only` is sent.
    pub fn is_first(&self) -> bool {
        self.first
    }

    /// The sync token of an earlier walk.
    pub fn since(&self) -> Option<&Position> {
        self.since.as_ref()
    }

    /// Whether the position leads backwards.
    pub fn is_backwards(&self) -> bool {
        self.backwards
    }
}
