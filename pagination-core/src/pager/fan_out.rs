//! The children of every item of a walk: trees of lists.

mod branches;
mod children;
mod search;
mod tree_checkpoint;

use std::collections::VecDeque;
use std::marker::PhantomData;
use std::sync::Arc;
use std::task::Context;

use super::Items;
use super::view::{View, view_around};
use crate::checkpoint::Checkpoint;
use crate::error::{Error, Problem};
use crate::paginated::{Paginated, PaginatedBy};
use crate::position::Position;
use crate::strategy::Strategy;
use crate::transport::Transport;

use search::Search;

/// No more children are walked at a time.
const MOST_CHILDREN: usize = 256;

/// The children of every item of a walk, `(Arc<Parent>, Child)`: [`Items::fan_out`].
///
/// As every view, it is a `Stream` or an `Iterator`, with [`try_next`](Self::try_next) and [`checkpoint`](Self::checkpoint). It can be
/// fanned out again, to any depth: its items are then the parents.
///
/// Walks with the caller's own errors, [`map_err`](Items::map_err), are fanned out too, and the function may return them. A boxed walk,
/// [`BoxItems`](crate::BoxItems), does not say what its items' keys are, and cannot begin at a checkpoint: box the tree, not its walks.
#[must_use = "a stream or iterator requests nothing until it is polled"]
pub struct FanOut<V, F, T, C, E, M> {
    parents: V,
    children: F,
    /// At most this many children are walked at a time.
    width: usize,
    in_order: bool,
    /// In the order of their parents.
    open: VecDeque<Open<T, C, E>>,
    /// Where the parents stand before the next one.
    checkpoint: Option<Checkpoint>,
    /// A parent whose children are not walked yet: a panic in the caller's function does not lose it.
    due: Option<(T, Checkpoint)>,
    source: Source<E>,
    /// The newest parent that was begun: its key, and where the parents stand before it.
    newest: Option<(Position, Checkpoint)>,
    /// What a checkpoint has left open, until it is met.
    search: Option<Search>,
    /// The child that is polled first.
    turn: usize,
    finished: bool,
    failed: bool,
    mode: PhantomData<fn() -> M>,
}

/// A child that is walked.
struct Open<T, C, E> {
    parent: Arc<T>,
    key: Position,
    /// Where the parents stand before its parent.
    checkpoint: Checkpoint,
    child: C,
    /// An error of a request that was sent ahead, until it is due.
    error: Option<E>,
}

/// A child with its parent, or why there is none.
type Pair<T, I, E> = Result<(Arc<T>, I), E>;

/// Whether more parents come.
enum Source<E> {
    Going,
    /// The error comes after the children before it. It ends the tree, or the walk over the parents continues after it.
    Failing {
        error: E,
        is_final: bool,
    },
    Over,
}

view_around!(FanOut<V, F, T, C, E>);

/// A walk in a tree, of parents or of children.
pub trait Branch: View {
    /// The walk's own error, as this view gives it.
    fn problem(&mut self, problem: Problem) -> Self::Error;
    /// Begins at the checkpoint, or else at the beginning.
    fn begin_again(&mut self, at: Option<Checkpoint>);
    /// Whether an error ended it.
    fn has_failed(&self) -> bool;
    /// Whether it gives nothing more, and has not failed.
    fn is_done(&self) -> bool;
    /// Whether its requests can run beside others.
    fn may_run_ahead(&mut self) -> bool;
    /// Sends the request that is due, and lets it proceed, for later.
    fn run_ahead(&mut self, cx: &mut Context<'_>) -> Result<(), Self::Error>;
}

/// A walk whose items have keys.
pub trait Parents: Branch {
    /// The response type, for messages.
    fn response() -> &'static str;
    /// The key of an item.
    fn key(item: &Self::Item) -> Result<Position, Problem>;
}

/// What `fan_out` walks for each parent: a pager, or its items.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a walk over the children of an item",
    label = "the function has to return a pager of the same kind, async or blocking",
    note = "return what `.paginate::<…>()` or `pages(…)` gives, its `.items()`, or `.items().map_err(…)`; a boxed view cannot begin at a \
            checkpoint: box what `fan_out` gives"
)]
pub trait IntoBranch<M> {
    /// The items.
    type Branch: Branch;
    /// Begins the walk.
    fn into_branch(self) -> Self::Branch;
}

/// Documents `fan_out` and `fan_out_unordered`.
macro_rules! fan_out {
    ([$($params:tt)*] $view:ty, $item:ty, $error:ty, where $($bounds:tt)*) => {
        impl<$($params)*> $view
        where
            $($bounds)*
        {
            /// Walks the children of every item, `n` at a time, and gives `(Arc<Parent>, Child)` in the order of the parents.
            ///
            /// The children of the first parent that is not done are handed over. For those after it, the first request is sent
            /// ahead. Errors are as in one walk: after a transient one, the next call goes on, and any other ends the tree. A
            /// parent that is gone is an error, unless the children's type declares `empty(404, first)`.
            ///
            /// Its one [`checkpoint`](FanOut::checkpoint) holds the parents' checkpoint and that of the open children, under the
            /// parent's [`key`](crate::attributes::response#key), so the parent is found even if the list has changed. Call
            /// [`resume`](FanOut::resume) on what this gives.
            ///
            /// ```
            /// use std::sync::Arc;
            ///
            /// use pagination_core::{Paginated, pages_blocking};
            ///
            /// #[derive(Paginated)]
            /// #[cursor(field = next)]
            /// #[paginated(key = id)]
            /// struct Projects { data: Vec<Project>, next: Option<u64> }
            ///
            /// struct Project { id: u64 }
            ///
            /// #[derive(Paginated)]
            /// #[cursor(field = next)]
            /// struct Tasks { data: Vec<&'static str>, next: Option<u64> }
            ///
            /// # fn projects(_: Option<u64>) -> Result<Projects, std::io::Error> {
            /// #     Ok(Projects { data: vec![Project { id: 1 }, Project { id: 2 }], next: None })
            /// # }
            /// # fn tasks(_: u64, _: Option<u64>) -> Result<Tasks, std::io::Error> { Ok(Tasks { data: vec!["plan", "build"], next: None }) }
            /// let tree = || {
            ///     pages_blocking(projects).items().fan_out(4, |project: &Project| {
            ///         let id = project.id;
            ///         pages_blocking(move |at| tasks(id, at))
            ///     })
            /// };
            /// let mut begun = tree();
            /// let (project, task): (Arc<Project>, _) = begun.try_next()?.expect("there is one");
            /// assert_eq!((project.id, task), (1, "plan"));
            /// let stored = serde_json::to_string(&begun.checkpoint())?;
            ///
            /// let rest = tree().resume(serde_json::from_str(&stored)?);
            /// let rest: Vec<_> = rest.map(|pair| pair.map(|(project, task)| (project.id, task))).collect::<Result<_, _>>()?;
            /// assert_eq!(rest, [(1, "build"), (2, "plan"), (2, "build")]);
            /// # Ok::<_, Box<dyn std::error::Error>>(())
            /// ```
            pub fn fan_out<F, W>(
                self,
                n: usize,
                children: F,
            ) -> FanOut<Self, F, $item, W::Branch, $error, M>
            where
                Self: Parents<Item = $item, Error = $error>,
                F: FnMut(&$item) -> W,
                W: IntoBranch<M, Branch: View<Error = $error>>,
            {
                FanOut::new(self, children, n, true)
            }

            /// As [`fan_out`](Self::fan_out), where the order of the parents does not matter: of the `n` children that are walked at a
            /// time, what arrives first comes first.
            ///
            /// The checkpoint holds the position of the oldest parent whose children are not done, the checkpoints of those that
            /// are open, at most `n`, and the key of the newest parent that was begun.
            pub fn fan_out_unordered<F, W>(
                self,
                n: usize,
                children: F,
            ) -> FanOut<Self, F, $item, W::Branch, $error, M>
            where
                Self: Parents<Item = $item, Error = $error>,
                F: FnMut(&$item) -> W,
                W: IntoBranch<M, Branch: View<Error = $error>>,
            {
                FanOut::new(self, children, n, false)
            }
        }
    };
}

fan_out! { [P, T, S, M] Items<P, T, S, M>, P::Item, Error<T::Error>, where P: PaginatedBy<S> + Paginated, T: Transport<P>, S: Strategy }
fan_out! { [V, G, T, C, E, M] FanOut<V, G, T, C, E, M>, (Arc<T>, C::Item), E, where C: View }
pub(super) use fan_out;

impl<V: View, F, T, C, E, M> FanOut<V, F, T, C, E, M> {
    pub(super) fn new(parents: V, children: F, width: usize, in_order: bool) -> Self {
        Self {
            parents,
            children,
            width: width.clamp(1, MOST_CHILDREN),
            in_order,
            open: VecDeque::new(),
            checkpoint: None,
            due: None,
            source: Source::Going,
            newest: None,
            search: None,
            turn: 0,
            finished: false,
            failed: false,
            mode: PhantomData,
        }
    }
}
