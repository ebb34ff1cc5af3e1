//! Walks of one type, whatever they walk over.

use std::marker::PhantomData;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use super::view::{View, sealed, view_around};
use crate::checkpoint::Checkpoint;
use crate::page::Page;
use crate::position::SyncToken;
use crate::transport::{Async, MaybeSend};

/// The items of a walk over any transport, by any strategy, with errors of the type `E`: `.items().boxed_as()`.
///
/// It is `Send`, `Sync`, `Unpin` and `'static`, a `Stream` (or, where `M` is [`Blocking`](crate::Blocking), an `Iterator`), and its
/// `Debug` shows no position, credential or item.
///
/// ```
/// use pagination_core::BoxItems;
///
/// # #[derive(Debug)] struct MyError;
/// # struct Meeting;
/// /// What a user of an SDK keeps.
/// struct Feed { meetings: BoxItems<Meeting, MyError> }
///
/// async fn next(feed: &mut Feed) -> Result<Option<Meeting>, MyError> {
///     feed.meetings.try_next().await
/// }
/// ```
///
/// For the tests of an SDK's users, [`of`](Self::of) makes one from values.
#[must_use = "a stream or iterator requests nothing until it is polled"]
pub struct BoxItems<T, E, M = Async> {
    /// The mutex makes the walk `Sync`, whatever it holds.
    view: Mutex<Box<dyn Kept<Item = T, Error = E>>>,
    /// Copies of what the view has, since a reference into the mutex cannot be returned.
    sync_token: OnceLock<SyncToken>,
    url: String,
    mode: PhantomData<fn() -> M>,
}

/// The pages of a walk over any transport, by any strategy, with errors of the type `E`: `.pages().boxed_as()`.
///
/// Its items are of the type [`Page<P>`](Page); everything else is as for [`BoxItems`].
pub type BoxPages<P, E, M = Async> = BoxItems<Page<P>, E, M>;

/// A view that can be kept anywhere.
trait Kept: View + MaybeSend {}
impl<V: View + MaybeSend> Kept for V {}

view_around!(BoxItems<T, E>);

impl<T, E, M> BoxItems<T, E, M> {
    pub(super) fn new(view: impl View<Item = T, Error = E> + MaybeSend + 'static) -> Self {
        Self { view: Mutex::new(Box::new(view)), sync_token: OnceLock::new(), url: String::new(), mode: PhantomData }
    }

    /// A list of these results, for tests: they come one after another, errors included, and nothing is requested.
    ///
    /// Its [`checkpoint`](Self::checkpoint) is over after the last one. No walk can be resumed from it: `resume` refuses it with
    /// [`Error::Checkpoint`](crate::Error::Checkpoint).
    ///
    /// ```
    /// use pagination_core::{Blocking, BoxItems};
    ///
    /// let mut names: BoxItems<_, _, Blocking> = BoxItems::of([Ok("ann"), Err("the server is busy"), Ok("bob")]);
    /// assert_eq!(names.next(), Some(Ok("ann")));
    /// assert_eq!(names.next(), Some(Err("the server is busy")));
    /// assert_eq!(names.next(), Some(Ok("bob")));
    /// assert!(names.checkpoint().is_over());
    /// ```
    pub fn of(results: impl IntoIterator<Item = Result<T, E>>) -> Self
    where
        T: MaybeSend + 'static,
        E: MaybeSend + 'static,
    {
        let results: Vec<_> = results.into_iter().collect();
        Self::new(Values { results: results.into_iter(), taken: 0 })
    }

    fn lock(&self) -> MutexGuard<'_, Box<dyn Kept<Item = T, Error = E>>> {
        self.view.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T, E, M> View for BoxItems<T, E, M> {
    type Item = T;
    type Error = E;

    fn checkpoint(&self) -> Checkpoint {
        self.lock().checkpoint()
    }

    fn total(&self) -> Option<u64> {
        self.lock().total()
    }

    fn sync_token(&self) -> Option<&SyncToken> {
        // Once there is one, the walk has ended, and it stays.
        if self.sync_token.get().is_none()
            && let Some(token) = self.lock().sync_token().cloned()
        {
            return Some(self.sync_token.get_or_init(|| token));
        }
        self.sync_token.get()
    }

    fn url(&self) -> &str {
        &self.url
    }

    fn poll_view(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<T>, E>> {
        let view = self.view.get_mut().unwrap_or_else(PoisonError::into_inner);
        let result = ready!(view.poll_view(cx));
        if *view.url() != *self.url {
            view.url().clone_into(&mut self.url);
        }
        Poll::Ready(result)
    }

    fn buffered(&self) -> (usize, Option<usize>) {
        self.lock().buffered()
    }
}

/// Results in place of a walk.
struct Values<T, E> {
    results: IntoIter<Result<T, E>>,
    taken: usize,
}

impl<T, E> sealed::Sealed for Values<T, E> {}

impl<T, E> View for Values<T, E> {
    type Item = T;
    type Error = E;

    fn checkpoint(&self) -> Checkpoint {
        Checkpoint::of_values(self.taken, self.results.len() == 0)
    }

    fn total(&self) -> Option<u64> {
        None
    }

    fn sync_token(&self) -> Option<&SyncToken> {
        None
    }

    fn url(&self) -> &'static str {
        ""
    }

    fn poll_view(&mut self, _: &mut Context<'_>) -> Poll<Result<Option<T>, E>> {
        let result = self.results.next().transpose();
        self.taken += usize::from(matches!(result, Ok(Some(_))));
        Poll::Ready(result)
    }

    fn buffered(&self) -> (usize, Option<usize>) {
        self.results.size_hint()
    }
}
