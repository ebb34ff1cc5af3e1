//! What a walk is told before it begins.

use crate::checkpoint::Checkpoint;
use crate::error::Problem;
use crate::position::Position;

/// What the caller chose before the walk began.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    pub(crate) page_size: Option<u64>,
    pub(crate) max_pages: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) since: Option<Position>,
    pub(crate) resume: Option<Checkpoint>,
    pub(crate) backwards: bool,
    pub(crate) restart_on_expiry: bool,
    /// A setting that cannot be, to be told at the first result.
    pub(crate) refused: Option<Problem>,
}

impl Settings {
    /// The same, but for a setting that cannot be.
    pub(crate) fn copy(&self) -> Self {
        let Self { page_size, max_pages, max_items, backwards, restart_on_expiry, .. } = *self;
        let (since, resume) = (self.since.clone(), self.resume.clone());
        Self { page_size, max_pages, max_items, since, resume, backwards, restart_on_expiry, refused: None }
    }
}
