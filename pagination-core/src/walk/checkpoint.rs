//! Where a walk stands, as a checkpoint.

use super::{State, Walk};
use crate::checkpoint::{Checkpoint, Progress};

impl Walk {
    /// The checkpoint after the last page, or inside it where `taken` says how many of its items were taken.
    pub(crate) fn checkpoint(&self, taken: Option<usize>) -> Checkpoint {
        let mut checkpoint = Checkpoint::new(self.spec, self.settings.identity.clone());
        checkpoint.part = self.settings.part.as_ref().and_then(|part| part.bounds().cloned().map(Box::new));
        self.write_checkpoint(&mut checkpoint, taken);
        checkpoint
    }

    /// As [`checkpoint`](Self::checkpoint), into another one of this walk.
    pub(crate) fn write_checkpoint(&self, checkpoint: &mut Checkpoint, taken: Option<usize>) {
        let inside = taken.or(self.last.failed_after);
        checkpoint.progress = match inside {
            Some(taken) => Progress::At {
                position: self.last.position.clone(),
                first: self.last.first,
                // What is drained is not there when the walk is resumed.
                taken: if self.settings.drain { 0 } else { taken.saturating_add(self.skip) },
            },
            None if matches!(self.state, State::Finished | State::FinishedWith(_)) => Progress::Finished,
            None => Progress::At { position: self.due.position.clone(), first: self.due.first, taken: self.skip },
        };
        checkpoint.keys = self.sieve.as_ref().and_then(|sieve| sieve.stored(inside));
        checkpoint.window = self.window.as_ref().map(|window| Box::new(window.stored(inside.is_some())));
        checkpoint.reached = if inside.is_some() { self.last.reached_before } else { self.reached };
        checkpoint.page_size = self.numbered_by(inside.is_some());
        // Most walks have none of these.
        if self.prev.is_some() || checkpoint.prev.is_some() {
            checkpoint.prev.clone_from(&self.prev);
        }
        if self.due.since.is_some() || checkpoint.since.is_some() {
            checkpoint.since.clone_from(&self.due.since);
        }
        checkpoint.backwards = self.due.backwards;
    }
}
