//! What the caller chose before the walk began.

use crate::checkpoint::{Checkpoint, Identity, Part};
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
    /// The only part of the list that is walked.
    pub(crate) part: Option<Part>,
    pub(crate) backwards: bool,
    /// The consumer deletes what it reads, so that the position stays.
    pub(crate) drain: bool,
    pub(crate) restart_on_expiry: bool,
    /// The first `pinned` items of the list do not end the walk (`stop_at`).
    pub(crate) pinned: u64,
    /// A setting that is not possible; the first result reports it.
    pub(crate) refused: Option<Problem>,
    /// The caller's name for the walk, else what the driver knows of it.
    pub(crate) identity: Identity,
}
