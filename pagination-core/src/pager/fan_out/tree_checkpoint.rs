//! The checkpoint of a tree: where it stands, and how it goes on there.

use crate::checkpoint::{Branches, Checkpoint};
use crate::error::Problem;
use crate::position::Position;

use super::search::Search;
use super::{Branch, FanOut, IntoBranch, Parents, Source};

impl<V, F, W, T, C, E, M> FanOut<V, F, T, C, E, M>
where
    V: Parents<Item = T, Error = E>,
    F: FnMut(&T) -> W,
    W: IntoBranch<M, Branch = C>,
    C: Branch<Error = E>,
{
    /// Continues from a checkpoint of such a tree.
    ///
    /// Walks the parents from the stored checkpoint until the parent with open children appears; if it does not, from the
    /// beginning. A key that is not met is [`Error::Drifted`](crate::Error::Drifted), with the key. Limits count anew, of the
    /// parents and of the children.
    pub fn resume(mut self, checkpoint: Checkpoint) -> Self {
        self.begin_at(checkpoint);
        self
    }

    pub(super) fn begin_at(&mut self, mut checkpoint: Checkpoint) {
        let Some(branches) = checkpoint.tree.pop() else {
            let problem = checkpoint.refused_by_tree(V::response());
            self.source = Source::Failing { error: self.parents.problem(problem), is_final: true };
            return;
        };
        self.parents.begin_again(Some(checkpoint.clone()));
        self.search = Search::new(checkpoint, branches);
    }

    /// Forgets what was begun.
    pub(super) fn clear(&mut self) {
        self.open.clear();
        (self.checkpoint, self.due, self.newest, self.search) = (None, None, None, None);
        self.source = Source::Going;
        (self.finished, self.failed) = (false, false);
    }

    /// A parent was begun, or is done. Where it was the newest of the checkpoint, all after it are new.
    pub(super) fn pass(&mut self, key: Position, checkpoint: Option<Checkpoint>) -> Result<(), Problem> {
        if let Some(search) = &self.search {
            if *search.newest() != key {
                return Ok(());
            }
            if !search.is_complete() {
                return Err(search.drifted(V::response()));
            }
            self.search = None;
        }
        self.newest = checkpoint.map(|checkpoint| (key, checkpoint));
        Ok(())
    }

    /// Where the tree stands: its parents, and the children that are open.
    pub(super) fn tree_checkpoint(&self) -> Checkpoint {
        let width = if self.in_order { 1 } else { self.width };
        let live: Vec<_> = self.open.iter().filter(|open| !open.child.is_done()).take(width).collect();
        let mut branches = Branches::default();
        let mut checkpoint = match (&self.search, live.first(), &self.newest) {
            (Some(search), ..) => {
                branches.newest = Some(search.newest().clone());
                branches.open.extend_from_slice(search.left());
                search.checkpoint().clone()
            }
            (None, Some(oldest), newest) => {
                branches.newest = newest.as_ref().map(|(key, _)| key.clone()).filter(|_| !self.in_order);
                oldest.checkpoint.clone()
            }
            (None, None, newest) => {
                let parents = self.parents.checkpoint();
                match newest {
                    // The position may shift, and the newest parent marks it.
                    Some((key, checkpoint)) if !parents.is_over() || self.due.is_some() => {
                        branches.newest = Some(key.clone());
                        checkpoint.clone()
                    }
                    None if self.due.is_some() => {
                        self.due.as_ref().map_or(parents, |(_, checkpoint)| checkpoint.clone())
                    }
                    _ => parents,
                }
            }
        };
        branches.open.extend(live.into_iter().map(|open| (open.key.clone(), open.child.checkpoint())));
        branches.forget_what_follows();
        checkpoint.tree.push(branches);
        checkpoint
    }
}
