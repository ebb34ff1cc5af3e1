//! Trees of walks with the caller's own errors: `.map_err(f)` before `fan_out`, and in what it walks.

use std::task::Context;

use super::combinators::MapErr;
use super::fan_out::{Branch, FanOut, IntoBranch, Parents, fan_out};
use super::view::View;
use crate::checkpoint::Checkpoint;
use crate::error::Problem;
use crate::position::Position;

fan_out! { [V, G, X, M] MapErr<V, G, M>, V::Item, X, where V: View, G: FnMut(V::Error) -> X }

#[diagnostic::do_not_recommend]
impl<V, F, X, M> IntoBranch<M> for MapErr<V, F, M>
where
    V: Branch,
    F: FnMut(V::Error) -> X,
{
    type Branch = Self;

    fn into_branch(self) -> Self {
        self
    }
}

impl<V, F, X, M> Branch for MapErr<V, F, M>
where
    V: Branch,
    F: FnMut(V::Error) -> X,
{
    fn problem(&mut self, problem: Problem) -> X {
        let error = self.view.problem(problem);
        (self.map)(error)
    }

    fn begin_again(&mut self, at: Option<Checkpoint>) {
        self.view.begin_again(at);
    }

    fn has_failed(&self) -> bool {
        self.view.has_failed()
    }

    fn is_done(&self) -> bool {
        self.view.is_done()
    }

    fn may_run_ahead(&mut self) -> bool {
        self.view.may_run_ahead()
    }

    fn run_ahead(&mut self, cx: &mut Context<'_>) -> Result<(), X> {
        self.view.run_ahead(cx).map_err(&mut self.map)
    }
}

impl<V, F, X, M> Parents for MapErr<V, F, M>
where
    V: Parents,
    F: FnMut(V::Error) -> X,
{
    fn response() -> &'static str {
        V::response()
    }

    fn key(item: &V::Item) -> Result<Position, Problem> {
        V::key(item)
    }
}
