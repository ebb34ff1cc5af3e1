//! The items of a walk, one by one.

use std::fmt;
use std::future::{Future, poll_fn};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::Stream;

use super::Pages;
use super::view::{View, sealed};
use crate::checkpoint::Checkpoint;
use crate::driver::blocking_wait::block_on;
use crate::driver::{Driver, Polled};
use crate::error::Error;
use crate::paginated::{Paginated, PaginatedBy, Synced};
use crate::position::SyncToken;
use crate::strategy::Strategy;
use crate::transport::{Async, Blocking, Transport};
use crate::walk::{PartOfPage, Portion};

/// The items of a walk: a [`Stream`] or an [`Iterator`] of `Result<Item, Error<E>>`.
///
/// `for` takes only the blocking one. An async walk has [`try_next`](Self::try_next), which needs no import:
///
/// ```
/// # use pagination_core::Paginated;
/// # #[derive(Paginated)]
/// # #[cursor(field = next)]
/// # struct Names { names: Vec<String>, next: Option<String> }
/// # async fn list(at: Option<String>) -> Result<Names, std::io::Error> { Ok(Names { names: vec![at.unwrap_or_default()], next: None }) }
/// # fn list_blocking(at: Option<String>) -> Result<Names, std::io::Error> { Ok(Names { names: vec![at.unwrap_or_default()], next: None }) }
/// # futures_executor::block_on(async {
/// let mut names = pagination_core::pages(list).items();
/// while let Some(name) = names.try_next().await? {
///     println!("{name}");
/// }
///
/// for name in pagination_core::pages_blocking(list_blocking).items() {
///     println!("{}", name?);
/// }
/// # Ok::<_, pagination_core::Error<std::io::Error>>(()) }).unwrap();
/// ```
#[must_use = "a stream or iterator requests nothing until it is polled"]
pub struct Items<P: Paginated, T: Transport<P>, S = <P as Paginated>::Strategy, M = <T as Transport<P>>::Mode> {
    pages: Pages<P, T, S, M>,
    /// The items of the current page that were not delivered.
    current: IntoIter<P::Item>,
    /// How many items the current page had.
    page_len: usize,
    /// How many of them are past `max_items`.
    cut_off: usize,
    /// An error that is returned next.
    error: Option<Error<T::Error>>,
}

// The items are moved out of their page, never pinned in it.
impl<P: Paginated, T: Transport<P>, S, M> Unpin for Items<P, T, S, M> {}

/// Where the walk stands, without positions, credentials and items.
impl<P, T, S, M> fmt::Debug for Items<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("checkpoint", &self.checkpoint()).finish_non_exhaustive()
    }
}

impl<P, T, S, M> Items<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    pub(super) fn new(mut pages: Pages<P, T, S, M>) -> Self {
        pages.driver_mut().take_items_only();
        Self { pages, current: IntoIter::default(), page_len: 0, cut_off: 0, error: None }
    }

    /// Items of the current page that were not delivered.
    fn kept(&self) -> usize {
        self.current.len() + self.cut_off
    }

    /// Where the walk stands, also after an error: after the last item that was handed over.
    pub fn checkpoint(&self) -> Checkpoint {
        match self.kept() {
            0 => self.pages.checkpoint(),
            kept => self.pages.checkpoint_inside(self.page_len.saturating_sub(kept)),
        }
    }

    /// The total number of items, as the API reported it last.
    pub fn total(&self) -> Option<u64> {
        self.pages.total()
    }

    /// The token for the next incremental sync; only after everything was handed over.
    pub fn sync_token(&self) -> Option<&SyncToken>
    where
        P: Synced,
    {
        if self.kept() > 0 { None } else { self.pages.sync_token() }
    }

    /// The URL of the last response, after redirects; empty before it, and over functions that return no head.
    pub fn url(&self) -> &str {
        self.pages.url()
    }

    /// Begins at the checkpoint, or else at the beginning.
    pub(super) fn begin_again(&mut self, at: Option<Checkpoint>) {
        (self.current, self.page_len, self.cut_off, self.error) = (IntoIter::default(), 0, 0, None);
        self.pages.driver_mut().begin_again(at);
    }

    /// Whether items of the current page were not handed over.
    pub(super) fn has_kept(&self) -> bool {
        self.kept() > 0
    }

    pub(super) fn driver(&self) -> &Driver<P, T, S> {
        self.pages.driver()
    }

    pub(super) fn driver_mut(&mut self) -> &mut Driver<P, T, S> {
        self.pages.driver_mut()
    }

    #[inline]
    fn poll_item(&mut self, cx: &mut Context<'_>) -> Polled<P::Item, T::Error> {
        loop {
            if let Some(item) = self.current.next() {
                return Poll::Ready(Ok(Some(item)));
            }
            if !ready!(self.poll_next_page(cx)) {
                return Poll::Ready(Ok(None));
            }
            if let Some(error) = self.error.take() {
                return Poll::Ready(Err(error));
            }
        }
    }

    /// Makes the next page the current one, or sets the error that comes in its place; `false` at the end.
    ///
    /// Out of line, and with the error in a field, so that the caller's loop over the items keeps its registers. An error that is
    /// returned, even in a box, costs 12 instructions an item (`tests/bench`, `overhead`).
    #[inline(never)]
    fn poll_next_page(&mut self, cx: &mut Context<'_>) -> Poll<bool> {
        // The last page's memory is free before the next page arrives.
        self.current = IntoIter::default();
        match ready!(self.pages.driver_mut().poll_arrival(cx)) {
            Ok(true) => {}
            Ok(false) => return Poll::Ready(false),
            Err(error) => self.error = Some(error),
        }
        if let Some((mut items, portion)) = self.pages.driver_mut().take_items() {
            (self.page_len, self.cut_off) = (items.len(), 0);
            if let Portion::Part(part) = portion {
                self.keep(*part, &mut items);
            }
            self.current = items.into_iter();
        }
        Poll::Ready(true)
    }

    /// Drops what is not delivered of a page.
    fn keep(&mut self, part: PartOfPage, items: &mut Vec<P::Item>) {
        if let Some(repeats) = part.repeats {
            let mut repeats = repeats.iter();
            items.retain(|_| repeats.next() != Some(&true));
        }
        self.page_len = items.len();
        items.drain(..part.skip.min(items.len()));
        let most = usize::try_from(part.most).unwrap_or(usize::MAX);
        self.cut_off = items.len().saturating_sub(most);
        items.truncate(most);
    }

    fn size_of_buffer(&self) -> (usize, Option<usize>) {
        let buffered = self.current.len();
        (buffered, self.pages.is_finished().then_some(buffered))
    }
}

impl<P: Paginated, T: Transport<P>, S, M> sealed::Sealed for Items<P, T, S, M> {}

impl<P, T, S, M> View for Items<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    type Item = P::Item;
    type Error = Error<T::Error>;

    fn checkpoint(&self) -> Checkpoint {
        self.checkpoint()
    }

    fn total(&self) -> Option<u64> {
        self.total()
    }

    fn sync_token(&self) -> Option<&SyncToken> {
        if self.kept() > 0 { None } else { View::sync_token(&self.pages) }
    }

    fn url(&self) -> &str {
        self.url()
    }

    fn poll_view(&mut self, cx: &mut Context<'_>) -> Polled<P::Item, T::Error> {
        self.poll_item(cx)
    }

    fn buffered(&self) -> (usize, Option<usize>) {
        self.size_of_buffer()
    }
}

impl<P, T, S> Items<P, T, S, Async>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// The next item; `None` at the end. Dropping the future loses nothing.
    #[inline]
    pub fn try_next(&mut self) -> impl Future<Output = Result<Option<P::Item>, Error<T::Error>>> {
        poll_fn(|cx| self.poll_item(cx))
    }
}

impl<P, T, S> Stream for Items<P, T, S, Async>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    type Item = Result<P::Item, Error<T::Error>>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(cx).map(Result::transpose)
    }

    /// Counts what is buffered: totals can be wrong, and `collect` would allocate for them.
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.size_of_buffer()
    }
}

impl<P, T, S> Items<P, T, S, Blocking>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// The next item; `None` at the end.
    pub fn try_next(&mut self) -> Result<Option<P::Item>, Error<T::Error>> {
        self.next().transpose()
    }

    fn next_page(&mut self) -> bool {
        block_on(|cx| self.poll_next_page(cx))
    }
}

impl<P, T, S> Iterator for Items<P, T, S, Blocking>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    type Item = Result<P::Item, Error<T::Error>>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.current.next() {
                return Some(Ok(item));
            }
            if !self.next_page() {
                return None;
            }
            if let Some(error) = self.error.take() {
                return Some(Err(error));
            }
        }
    }

    /// Counts what is buffered: totals can be wrong, and `collect` would allocate for them.
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.size_of_buffer()
    }

    /// As fast as a loop over each page: `for_each`, `count` and `sum` use it.
    fn fold<B, F>(mut self, init: B, mut f: F) -> B
    where
        F: FnMut(B, Self::Item) -> B,
    {
        let mut folded = init;
        loop {
            folded = mem::take(&mut self.current).fold(folded, |folded, item| f(folded, Ok(item)));
            if !self.next_page() {
                return folded;
            }
            if let Some(error) = self.error.take() {
                folded = f(folded, Err(error));
            }
        }
    }
}
