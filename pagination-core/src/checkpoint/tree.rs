//! What a checkpoint of a tree (`fan_out`) holds for each level below its first list.

use crate::error::{ForeignCheckpoint, Problem};
use crate::position::Position;

use super::{Checkpoint, Progress};

/// What a message says of a tree beside its first list.
pub(super) const FANNED_OUT: &str = " with `fan_out`";

/// The children that are open.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Branches {
    /// The keys of their parents, in the order of the parents, and how far each has come.
    pub(crate) open: Vec<(Position, Checkpoint)>,
    /// The newest parent that was begun: every parent up to it that is not open is done. `None` where it is the only open one, or
    /// none was begun.
    pub(crate) newest: Option<Position>,
}

impl Branches {
    /// Removes what the rest says too.
    pub(crate) fn forget_what_follows(&mut self) {
        if let [(key, _)] = self.open.as_slice()
            && self.newest.as_ref() == Some(key)
        {
            self.newest = None;
        }
    }

    pub(super) fn move_to_page_starts(&mut self) {
        for (_, open) in &mut self.open {
            *open = open.clone().at_page_start();
        }
    }
}

impl Checkpoint {
    /// The same place, at the start of its page; of a tree, as it is.
    pub(crate) fn at_parents_page(mut self) -> Self {
        if let Progress::At { taken, .. } = &mut self.progress
            && self.tree.is_empty()
        {
            *taken = 0;
        }
        self
    }

    /// Why a tree, whose children are of this response type, cannot be resumed from it.
    pub(crate) fn refused_by_tree(&self, response: &'static str) -> Problem {
        let found = format!("`{}` by {}, without `fan_out`", self.response, self.strategy);
        let expected = format!("`{response}`{FANNED_OUT}");
        Problem::Checkpoint(Box::new(ForeignCheckpoint { expected, found, surplus: 0 }))
    }
}
