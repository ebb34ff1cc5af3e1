//! The way from a checkpoint to the parents whose children it left open.

use crate::checkpoint::{Branches, Checkpoint};
use crate::error::{Drifted, Problem};
use crate::position::Position;

/// What a checkpoint left open, and where it is looked for.
pub(super) struct Search {
    checkpoint: Checkpoint,
    /// Those that were not met yet.
    left: Vec<(Position, Checkpoint)>,
    newest: Position,
    has_met: bool,
    stage: Stage,
}

/// Where the parents are walked from.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    /// Where the checkpoint was taken: the oldest open parent, or else the newest, is the first to come, unless the list has changed.
    AtCheckpoint,
    /// At the start of that page.
    Page,
    /// At the beginning.
    Start,
}

/// What a parent is that was met.
pub(super) enum Found {
    New,
    /// Its children go on from here.
    Open(Box<Checkpoint>),
    Done,
    /// The list has changed: the parents are to be walked from here.
    Elsewhere(Box<Checkpoint>),
}

impl Search {
    /// `None` where nothing was begun.
    pub(super) fn new(checkpoint: Checkpoint, branches: Branches) -> Option<Self> {
        let Branches { open: left, newest } = branches;
        let newest = newest.or_else(|| left.last().map(|(key, _)| key.clone()))?;
        Some(Self { checkpoint, left, newest, has_met: false, stage: Stage::AtCheckpoint })
    }

    pub(super) fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    pub(super) fn left(&self) -> &[(Position, Checkpoint)] {
        &self.left
    }

    pub(super) fn newest(&self) -> &Position {
        &self.newest
    }

    /// Whether every open parent was met.
    pub(super) fn is_complete(&self) -> bool {
        self.left.is_empty()
    }

    pub(super) fn look_for(&mut self, key: &Position) -> Found {
        if let Some((_, checkpoint)) = self.left.iter().find(|(open, _)| open == key) {
            return Found::Open(Box::new(checkpoint.clone()));
        }
        if self.newest == *key {
            self.has_met = true;
        }
        if self.stage == Stage::AtCheckpoint && !self.has_met {
            self.stage = Stage::Page;
            return Found::Elsewhere(Box::new(self.checkpoint.clone().at_parents_page()));
        }
        Found::Done
    }

    /// The children of this parent are walked on.
    pub(super) fn met(&mut self, key: &Position) {
        self.has_met = true;
        self.left.retain(|(open, _)| open != key);
    }

    /// At the end of the parents: whether they are walked once more, from their beginning.
    pub(super) fn goes_to_start(&mut self) -> bool {
        let goes = !self.has_met && self.stage != Stage::Start && !self.checkpoint.backwards;
        self.stage = Stage::Start;
        goes
    }

    pub(super) fn drifted(&self, response: &'static str) -> Problem {
        let key = self.left.first().map_or(&self.newest, |(key, _)| key).clone();
        Problem::Drifted(Box::new(Drifted {
            response,
            key: Some(key),
            why: "an item whose children were being walked did not come again where a tree was resumed",
        }))
    }
}
