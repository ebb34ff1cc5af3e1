//! The children that are walked: which of them are open, and what comes next.

use std::sync::Arc;
use std::task::{Context, Poll};

use crate::checkpoint::Checkpoint;
use crate::error::Problem;
use crate::pager::view::View;
use crate::position::SyncToken;

use super::search::Found;
use super::{Branch, FanOut, IntoBranch, Open, Pair, Parents, Source};

impl<V, F, W, T, C, E, M> FanOut<V, F, T, C, E, M>
where
    V: Parents<Item = T, Error = E>,
    F: FnMut(&T) -> W,
    W: IntoBranch<M, Branch = C>,
    C: Branch<Error = E>,
{
    /// Ends the tree with this error, once the children before it are done.
    fn fail(&mut self, problem: Problem) {
        self.source = Source::Failing { error: self.parents.problem(problem), is_final: true };
    }

    /// Begins to walk children, until as many are open as may be.
    fn begin_children(&mut self, cx: &mut Context<'_>) {
        while self.open.len() < self.width && matches!(self.source, Source::Going) {
            if self.open.back_mut().is_some_and(|open| !open.child.may_run_ahead()) {
                return;
            }
            if self.due.is_none() && self.poll_parents(cx).is_pending() {
                return;
            }
            if self.due.is_some()
                && let Err(problem) = self.begin_child()
            {
                self.fail(problem);
            }
        }
    }

    /// Waits for the next parent, unless there is none.
    fn poll_parents(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let checkpoint = self.checkpoint.take().unwrap_or_else(|| self.parents.checkpoint());
        match self.parents.poll_view(cx) {
            Poll::Pending => {
                self.checkpoint = Some(checkpoint);
                return Poll::Pending;
            }
            Poll::Ready(Ok(Some(parent))) => self.due = Some((parent, checkpoint)),
            Poll::Ready(Ok(None)) => self.end_parents(),
            Poll::Ready(Err(error)) => {
                self.source = Source::Failing { error, is_final: self.parents.has_failed() };
            }
        }
        Poll::Ready(())
    }

    fn end_parents(&mut self) {
        if let Some(search) = &mut self.search
            && !self.parents.has_failed()
        {
            if search.goes_to_start() {
                self.parents.begin_again(None);
            } else {
                let problem = search.drifted(V::response());
                self.fail(problem);
            }
            return;
        }
        self.source = Source::Over;
    }

    /// Begins to walk the children of the parent that is due, unless they are done.
    fn begin_child(&mut self) -> Result<(), Problem> {
        let Some((parent, _)) = &self.due else { return Ok(()) };
        let key = V::key(parent)?;
        let found = self.search.as_mut().map_or(Found::New, |search| search.look_for(&key));
        let at = match found {
            Found::New => None,
            Found::Open(checkpoint) => Some(*checkpoint),
            Found::Done => {
                let checkpoint = self.due.take().map(|(_, checkpoint)| checkpoint);
                return self.pass(key, checkpoint);
            }
            Found::Elsewhere(checkpoint) => {
                self.due = None;
                self.parents.begin_again(Some(*checkpoint));
                return Ok(());
            }
        };
        let mut child = (self.children)(parent).into_branch();
        if let Some(at) = at {
            child.begin_again(Some(at));
        }
        let Some((parent, checkpoint)) = self.due.take() else { return Ok(()) };
        if let Some(search) = &mut self.search {
            search.met(&key);
        }
        let open =
            Open { parent: Arc::new(parent), key: key.clone(), checkpoint: checkpoint.clone(), child, error: None };
        self.open.push_back(open);
        self.pass(key, Some(checkpoint))
    }

    /// What a child gives; `None` where it is done.
    fn poll_child(&mut self, index: usize, cx: &mut Context<'_>) -> Poll<Option<Pair<T, C::Item, E>>> {
        let Some(open) = self.open.get_mut(index) else { return Poll::Ready(None) };
        let polled = match open.error.take() {
            Some(error) => Poll::Ready(Err(error)),
            None => open.child.poll_view(cx),
        };
        let parent = &open.parent;
        let result = match polled {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(Ok(Some(item))) => Some(Ok((Arc::clone(parent), item))),
            Poll::Ready(Ok(None)) => None,
            Poll::Ready(Err(error)) => Some(Err(error)),
        };
        let has_failed = open.child.has_failed();
        match &result {
            Some(Ok(_)) => {}
            _ if has_failed => (self.finished, self.failed) = (true, true),
            Some(Err(_)) => {}
            None => drop(self.open.remove(index)),
        }
        Poll::Ready(result)
    }

    /// A child with an item that was fetched already.
    fn with_buffered(&self) -> Option<usize> {
        let has_buffered = |open: &Open<T, C, E>| open.error.is_none() && open.child.buffered().0 > 0;
        if self.in_order {
            return self.open.front().filter(|open| has_buffered(open)).map(|_| 0);
        }
        self.open.iter().position(has_buffered)
    }

    /// Sends the requests of the children from this one on.
    pub(super) fn run_children_ahead(&mut self, from: usize, cx: &mut Context<'_>) {
        for open in self.open.iter_mut().skip(from).filter(|open| open.error.is_none()) {
            open.error = open.child.run_ahead(cx).err();
        }
    }
}

impl<V, F, W, T, C, E, M> View for FanOut<V, F, T, C, E, M>
where
    V: Parents<Item = T, Error = E>,
    F: FnMut(&T) -> W,
    W: IntoBranch<M, Branch = C>,
    C: Branch<Error = E>,
{
    type Item = (Arc<T>, C::Item);
    type Error = E;

    fn checkpoint(&self) -> Checkpoint {
        self.tree_checkpoint()
    }

    /// A tree has none: the API counts each list by itself.
    fn total(&self) -> Option<u64> {
        None
    }

    fn sync_token(&self) -> Option<&SyncToken> {
        if self.is_done() { self.parents.sync_token() } else { None }
    }

    fn url(&self) -> &str {
        let urls = self.open.iter().map(|open| open.child.url());
        urls.chain([self.parents.url()]).find(|url| !url.is_empty()).unwrap_or_default()
    }

    fn poll_view(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Self::Item>, E>> {
        while !self.finished {
            if let Some(index) = self.with_buffered()
                && let Poll::Ready(Some(result)) = self.poll_child(index, cx)
            {
                return Poll::Ready(result.map(Some));
            }
            self.begin_children(cx);
            // The requests of those after it are on their way before the first is waited for.
            self.run_children_ahead(1, cx);
            let polled = if self.in_order { self.open.len().min(1) } else { self.open.len() };
            let mut is_pending = polled > 0;
            let turn = self.turn;
            for index in (0..polled).map(|index| (index + turn) % polled) {
                if let Poll::Ready(result) = self.poll_child(index, cx) {
                    if let Some(result) = result {
                        // Its page comes first, and then another child's.
                        self.turn = index + 1;
                        return Poll::Ready(result.map(Some));
                    }
                    is_pending = false;
                    break;
                }
            }
            if is_pending {
                return Poll::Pending;
            }
            if !self.open.is_empty() || self.finished {
                continue;
            }
            match std::mem::replace(&mut self.source, Source::Going) {
                Source::Failing { error, is_final } => {
                    (self.finished, self.failed) = (is_final, is_final);
                    return Poll::Ready(Err(error));
                }
                Source::Over => {
                    self.source = Source::Over;
                    self.finished = true;
                    self.failed = self.parents.has_failed();
                }
                Source::Going if polled == 0 => return Poll::Pending,
                Source::Going => {}
            }
        }
        Poll::Ready(Ok(None))
    }

    fn buffered(&self) -> (usize, Option<usize>) {
        let front = self.open.front().map_or(0, |open| open.child.buffered().0);
        (front, self.finished.then_some(0))
    }
}
