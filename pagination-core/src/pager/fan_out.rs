//! The children of every item of a walk: trees of lists.

mod search;

use std::collections::VecDeque;
use std::marker::PhantomData;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::view::{View, view_around};
use super::{Items, Pager};
use crate::checkpoint::{Branches, Checkpoint};
use crate::error::{Error, Problem};
use crate::paginated::{Keyed, Paginated, PaginatedBy};
use crate::position::{Position, SyncToken};
use crate::strategy::Strategy;
use crate::transport::{Provides, Transport};

use search::{Found, Search};

/// No more children are walked at a time.
const MOST_CHILDREN: usize = 256;

/// The children of every item of a walk, `(Arc<Parent>, Child)`: [`Items::fan_out`].
///
/// As every view, it is a `Stream` or an `Iterator`, with [`try_next`](Self::try_next) and [`checkpoint`](Self::checkpoint). It can be
/// fanned out again, to any depth: its items are then the parents.
#[must_use = "a stream or iterator requests nothing until it is polled"]
pub struct FanOut<V, F, T, C, E, M> {
    parents: V,
    children: F,
    /// So many children are walked at a time.
    width: usize,
    in_order: bool,
    /// In the order of their parents.
    open: VecDeque<Open<T, C, E>>,
    /// Where the parents stand before the next one.
    place: Option<Checkpoint>,
    /// A parent whose children are not walked yet: a panic in the caller's function does not lose it.
    due: Option<(T, Checkpoint)>,
    source: Source<E>,
    /// The newest parent that was begun: its key, and where the parents stand before it.
    newest: Option<(Position, Checkpoint)>,
    /// What a checkpoint has left open, until it is met.
    search: Option<Search>,
    /// The child that is asked first.
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
    place: Checkpoint,
    child: C,
    /// An error of a request that was sent ahead, until it is due.
    error: Option<E>,
}

/// A child with its parent, or why there is none.
type Pair<T, I, E> = Result<(Arc<T>, I), E>;

/// Whether more parents come.
enum Source<E> {
    Going,
    /// The error comes after the children before it. It ends the whole, or the parents go on after it.
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
    fn problem(problem: Problem) -> Self::Error;
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
    note = "return what `.paginate::<…>()` or `pages(…)` gives, or its `.items()`"
)]
pub trait IntoBranch<M> {
    /// The items.
    type Branch: Branch;
    /// Begins the walk.
    fn into_branch(self) -> Self::Branch;
}

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
    fn problem(problem: Problem) -> Error<T::Error> {
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

/// Documents `fan_out` and `fan_out_unordered`.
macro_rules! fan_out {
    ([$($params:tt)*] $view:ty, $item:ty, $error:ty, where $($bounds:tt)*) => {
        impl<$($params)*> $view
        where
            $($bounds)*
        {
            /// Walks the children of every item, `n` at a time, and gives `(Arc<Parent>, Child)` in the order of the parents.
            ///
            /// The children of the first parent that is not done are handed over. For those behind it, the first request is sent
            /// ahead. Errors are as in one walk: after a transient one, the next call goes on, and any other ends the whole. A parent
            /// that is gone is an error, unless the children's type declares `empty(404, first)`.
            ///
            /// Its one [`checkpoint`](FanOut::checkpoint) is the place of the parent and the checkpoint of its children, under the
            /// parent's [`key`](crate::attributes::response#key), so that it is found where the list of parents has changed meanwhile.
            /// [`resume`](FanOut::resume) is called on what this gives.
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
            /// The checkpoint holds the place of the oldest parent whose children are not done, the checkpoints of those that are open,
            /// at most `n`, and the key of the newest parent that was begun.
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

impl<V: View, F, T, C, E, M> FanOut<V, F, T, C, E, M> {
    fn new(parents: V, children: F, width: usize, in_order: bool) -> Self {
        Self {
            parents,
            children,
            width: width.clamp(1, MOST_CHILDREN),
            in_order,
            open: VecDeque::new(),
            place: None,
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

impl<V, F, W, T, C, E, M> FanOut<V, F, T, C, E, M>
where
    V: Parents<Item = T, Error = E>,
    F: FnMut(&T) -> W,
    W: IntoBranch<M, Branch = C>,
    C: Branch<Error = E>,
{
    /// Continues from a checkpoint of such a tree.
    ///
    /// The parents are walked from the place that it holds until the key of the parent is met whose children were open; if it is not
    /// there any more, from their beginning. A key that is not met is [`Error::Drifted`], with the key. Limits count anew, of the parents
    /// and of the children.
    pub fn resume(mut self, checkpoint: Checkpoint) -> Self {
        self.begin_at(checkpoint);
        self
    }

    fn begin_at(&mut self, mut checkpoint: Checkpoint) {
        let Some(branches) = checkpoint.tree.pop() else {
            let problem = checkpoint.refused_by_tree(V::response());
            self.source = Source::Failing { error: V::problem(problem), is_final: true };
            return;
        };
        self.parents.begin_again(Some(checkpoint.clone()));
        self.search = Search::new(checkpoint, branches);
    }

    /// Forgets what was begun.
    fn clear(&mut self) {
        self.open.clear();
        (self.place, self.due, self.newest, self.search) = (None, None, None, None);
        self.source = Source::Going;
        (self.finished, self.failed) = (false, false);
    }

    /// Ends the whole with this error, once the children before it are done.
    fn fail(&mut self, problem: Problem) {
        self.source = Source::Failing { error: V::problem(problem), is_final: true };
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
        let place = self.place.take().unwrap_or_else(|| self.parents.checkpoint());
        match self.parents.poll_view(cx) {
            Poll::Pending => {
                self.place = Some(place);
                return Poll::Pending;
            }
            Poll::Ready(Ok(Some(parent))) => self.due = Some((parent, place)),
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
                let place = self.due.take().map(|(_, place)| place);
                return self.pass(key, place);
            }
            Found::Elsewhere(place) => {
                self.due = None;
                self.parents.begin_again(Some(*place));
                return Ok(());
            }
        };
        let mut child = (self.children)(parent).into_branch();
        if let Some(at) = at {
            child.begin_again(Some(at));
        }
        let Some((parent, place)) = self.due.take() else { return Ok(()) };
        if let Some(search) = &mut self.search {
            search.met(&key);
        }
        let open = Open { parent: Arc::new(parent), key: key.clone(), place: place.clone(), child, error: None };
        self.open.push_back(open);
        self.pass(key, Some(place))
    }

    /// A parent was begun, or is done. Where it was the newest of the checkpoint, all behind it are new.
    fn pass(&mut self, key: Position, place: Option<Checkpoint>) -> Result<(), Problem> {
        if let Some(search) = &self.search {
            if *search.newest() != key {
                return Ok(());
            }
            if !search.is_complete() {
                return Err(search.drifted(V::response()));
            }
            self.search = None;
        }
        self.newest = place.map(|place| (key, place));
        Ok(())
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
    fn run_ahead(&mut self, from: usize, cx: &mut Context<'_>) {
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
        let width = if self.in_order { 1 } else { self.width };
        let live: Vec<_> = self.open.iter().filter(|open| !open.child.is_done()).take(width).collect();
        let mut branches = Branches::default();
        let mut checkpoint = match (&self.search, live.first(), &self.newest) {
            (Some(search), ..) => {
                branches.newest = Some(search.newest().clone());
                branches.open.extend_from_slice(search.left());
                search.place().clone()
            }
            (None, Some(oldest), newest) => {
                branches.newest = newest.as_ref().map(|(key, _)| key.clone()).filter(|_| !self.in_order);
                oldest.place.clone()
            }
            (None, None, newest) => {
                let parents = self.parents.checkpoint();
                match newest {
                    // The place may shift, and the newest parent marks it.
                    Some((key, place)) if !parents.is_over() || self.due.is_some() => {
                        branches.newest = Some(key.clone());
                        place.clone()
                    }
                    None if self.due.is_some() => self.due.as_ref().map_or(parents, |(_, place)| place.clone()),
                    _ => parents,
                }
            }
        };
        branches.open.extend(live.into_iter().map(|open| (open.key.clone(), open.child.checkpoint())));
        branches.forget_what_follows();
        checkpoint.tree.push(branches);
        checkpoint
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
            // The requests of those behind are on their way before the first is waited for.
            self.run_ahead(1, cx);
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

impl<V, F, W, T, C, E, M> Branch for FanOut<V, F, T, C, E, M>
where
    V: Parents<Item = T, Error = E>,
    F: FnMut(&T) -> W,
    W: IntoBranch<M, Branch = C>,
    C: Branch<Error = E>,
{
    fn problem(problem: Problem) -> E {
        V::problem(problem)
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
        self.run_ahead(0, cx);
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
