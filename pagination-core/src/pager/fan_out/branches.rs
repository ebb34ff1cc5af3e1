//! What can be walked in a tree: items, with the caller's own errors too, and trees.

use std::task::Context;

use crate::checkpoint::Checkpoint;
use crate::error::{Error, Problem};
use crate::pager::{Items, Pager};
use crate::paginated::{Keyed, Paginated, PaginatedBy};
use crate::position::Position;
use crate::strategy::Strategy;
use crate::transport::{Provides, Transport};

use super::{Branch, FanOut, IntoBranch, Parents, Source};

#[diagnostic::do_not_recommend]
impl<P, T, S, M> IntoBranch<M> for Pager<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P, Head: Provides<<P as PaginatedBy<S>>::Head>>,
    S: Strategy,
{
    type Branch = Items<P, T, S, M>;

    fn into_branch(self) -> Items<P, T, S, M> {
        self.items()
    }
}

#[diagnostic::do_not_recommend]
impl<P, T, S, M> IntoBranch<M> for Items<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    type Branch = Self;

    fn into_branch(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<V, F, T, C, E, M> IntoBranch<M> for FanOut<V, F, T, C, E, M>
where
    Self: Branch,
{
    type Branch = Self;

    fn into_branch(self) -> Self {
        self
    }
}

impl<P, T, S, M> Branch for Items<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    fn problem(&mut self, problem: Problem) -> Error<T::Error> {
        problem.into_error()
    }

    fn begin_again(&mut self, at: Option<Checkpoint>) {
        self.begin_again(at);
    }

    fn has_failed(&self) -> bool {
        self.driver().has_failed()
    }

    fn is_done(&self) -> bool {
        !self.has_kept() && self.driver().is_done()
    }

    fn may_run_ahead(&mut self) -> bool {
        self.driver_mut().may_run_ahead()
    }

    fn run_ahead(&mut self, cx: &mut Context<'_>) -> Result<(), Error<T::Error>> {
        if self.has_kept() { Ok(()) } else { self.driver_mut().run_ahead(cx) }
    }
}

impl<P, T, S, M> Parents for Items<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated + Keyed,
    T: Transport<P>,
    S: Strategy,
{
    fn response() -> &'static str {
        <P as PaginatedBy<S>>::SPEC.response
    }

    fn key(item: &P::Item) -> Result<Position, Problem> {
        let response = Self::response();
        match P::key(item) {
            Ok(Some(key)) => Ok(key),
            Ok(None) => Err(Problem::request(format!(
                "an item of `{response}` has no key: the value that `key` names is absent or null, so that a tree could not be resumed at \
                 it; name another with `#[paginated(key = path)]`"
            ))),
            Err(error) => Err(Problem::request_because(
                format!("the key of an item of `{response}` cannot be written by serde: {error}"),
                error,
            )),
        }
    }
}

impl<V, F, W, T, C, E, M> Branch for FanOut<V, F, T, C, E, M>
where
    V: Parents<Item = T, Error = E>,
    F: FnMut(&T) -> W,
    W: IntoBranch<M, Branch = C>,
    C: Branch<Error = E>,
{
    fn problem(&mut self, problem: Problem) -> E {
        self.parents.problem(problem)
    }

    fn begin_again(&mut self, at: Option<Checkpoint>) {
        self.clear();
        match at {
            Some(at) => self.begin_at(at),
            None => self.parents.begin_again(None),
        }
    }

    fn has_failed(&self) -> bool {
        self.failed
    }

    fn is_done(&self) -> bool {
        let nothing_comes = self.due.is_none()
            && self.search.is_none()
            && !matches!(self.source, Source::Failing { .. })
            && self.parents.is_done()
            && self.open.iter().all(|open| open.child.is_done());
        !self.failed && (self.finished || nothing_comes)
    }

    fn may_run_ahead(&mut self) -> bool {
        self.parents.may_run_ahead()
    }

    fn run_ahead(&mut self, cx: &mut Context<'_>) -> Result<(), E> {
        self.run_children_ahead(0, cx);
        if self.open.is_empty() { self.parents.run_ahead(cx) } else { Ok(()) }
    }
}

impl<V, F, W, T, C, E, M> Parents for FanOut<V, F, T, C, E, M>
where
    V: Parents<Item = T, Error = E>,
    F: FnMut(&T) -> W,
    W: IntoBranch<M, Branch = C>,
    C: Parents<Error = E>,
{
    fn response() -> &'static str {
        C::response()
    }

    /// The keys on the way from the first list: a child's own need not be different from those under other parents.
    fn key((parent, child): &Self::Item) -> Result<Position, Problem> {
        Ok(V::key(parent)?.followed_by(&C::key(child)?))
    }
}
