//! The records of a walk, one by one.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::Stream;

use super::{Async, Blocking, block_on};
use crate::checkpoint::Checkpoint;
use crate::driver::{Driver, Polled};
use crate::error::Error;
use crate::position::SyncToken;
use crate::strategy::Strategy;
use crate::transport::Transport;
use crate::{Paginated, PaginatedBy, Synced};

/// The records of a walk: a [`Stream`] or an [`Iterator`] of `Result<Item, Error<E>>`.
///
/// `for` takes the blocking one alone. An async walk is asked with [`try_next`](Self::try_next), which needs no import:
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
#[must_use = "a stream or iterator does nothing until it is asked for records"]
pub struct Items<P: Paginated, T: Transport<P>, S = <P as Paginated>::Strategy, M = Async> {
    /// The records of the page in hand.
    page: IntoIter<P::Item>,
    /// How many records may be delivered behind the page in hand.
    left: u64,
    /// How many records the page in hand had.
    count: usize,
    /// How many of them lie behind the limit.
    cut_off: usize,
    /// To be told now.
    error: Option<Error<T::Error>>,
    driver: Driver<P, T, S>,
    mode: PhantomData<fn() -> M>,
}

/// Leaves those records that lie behind the ones that were taken before a checkpoint, and that the limit lets through; how many lie
/// behind the limit.
#[cold]
fn cut<T>(records: &mut Vec<T>, taken: usize, left: u64) -> usize {
    records.drain(..taken.min(records.len()));
    let all = records.len();
    records.truncate(usize::try_from(left).unwrap_or(usize::MAX));
    all - records.len()
}

/// What came of waiting for a page.
enum More {
    /// Its records are in hand.
    Loaded,
    End,
    /// The error lies in its field.
    Failed,
}

// The records are moved out of their page, never pinned in it.
impl<P: Paginated, T: Transport<P>, S, M> Unpin for Items<P, T, S, M> {}

/// Where the walk stands, without positions, credentials and records.
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
    /// Out of line, as all that is done once a walk or a page: it must take no registers from the caller's loop.
    #[inline(never)]
    pub(super) fn new(mut driver: Driver<P, T, S>) -> Self {
        let left = driver.walk().items_left();
        Self { page: IntoIter::default(), left, count: 0, cut_off: 0, error: None, driver, mode: PhantomData }
    }

    /// Items of the page in hand that were not delivered.
    fn kept(&self) -> usize {
        self.page.len() + self.cut_off
    }

    /// Where the walk stands: also after an error, and in the middle of a page.
    pub fn checkpoint(&self) -> Checkpoint {
        let kept = self.kept();
        self.driver.checkpoint((kept > 0).then(|| self.count.saturating_sub(kept)))
    }

    /// The total number of records, as the API said it last.
    pub fn total(&self) -> Option<u64> {
        self.driver.walked()?.total()
    }

    /// The token for the next incremental sync; only after the last record of the final page.
    pub fn sync_token(&self) -> Option<&SyncToken>
    where
        P: Synced,
    {
        if self.kept() > 0 { None } else { self.driver.walked()?.sync_token() }
    }

    /// The next record; waiting for a page is kept out of the way of taking one from the page in hand.
    #[inline]
    fn poll_item(&mut self, cx: &mut Context<'_>) -> Polled<P::Item, T::Error> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Ok(Some(item)));
            }
            match ready!(self.poll_more(cx)) {
                More::Loaded => {}
                More::End => return Poll::Ready(Ok(None)),
                More::Failed => {
                    if let Some(error) = self.error.take() {
                        return Poll::Ready(Err(error));
                    }
                }
            }
        }
    }

    /// Takes the next page in hand. An error is left in its field: were it a part of what comes back from here, each record would
    /// be moved through the memory where the error would lie.
    #[cold]
    #[inline(never)]
    fn poll_more(&mut self, cx: &mut Context<'_>) -> Poll<More> {
        // The records that were taken are freed before others are made: no two pages are held, and their memory is used again.
        self.page = IntoIter::default();
        if self.left == 0 {
            // No request is made behind the limit of records.
            self.driver.finish();
            return Poll::Ready(More::End);
        }
        let mut arrived = None;
        match ready!(self.driver.poll_page(cx, &mut arrived)) {
            Ok(skip) => {
                let Some(page) = &mut arrived else { return Poll::Ready(More::End) };
                let mut records = page.take_items();
                self.count = records.len();
                self.cut_off = 0;
                if skip > 0 || records.len() as u64 > self.left {
                    self.cut_off = cut(&mut records, skip, self.left);
                }
                self.left -= records.len() as u64;
                // What is replaced is empty and holds nothing, which rustc does not know.
                mem::forget(mem::replace(&mut self.page, records.into_iter()));
                self.driver.look_ahead(cx);
                Poll::Ready(More::Loaded)
            }
            Err(error) => {
                self.error = Some(error);
                Poll::Ready(More::Failed)
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let buffered = self.page.len();
        (buffered, self.driver.is_finished().then_some(buffered))
    }
}

impl<P, T, S> Items<P, T, S, Async>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// The next record; `None` at the end. Dropping the future loses nothing.
    #[inline]
    pub fn try_next(&mut self) -> TryNext<'_, P, T, S> {
        TryNext { items: self }
    }
}

/// The future of [`Items::try_next`].
#[must_use = "a future does nothing until it is awaited"]
pub struct TryNext<'a, P: Paginated, T: Transport<P>, S = <P as Paginated>::Strategy> {
    items: &'a mut Items<P, T, S, Async>,
}

impl<P, T, S> Future for TryNext<'_, P, T, S>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    type Output = Result<Option<P::Item>, Error<T::Error>>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.items.poll_item(cx)
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

    /// Counts what is buffered: totals lie, and `collect` would allocate for them.
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.size_hint()
    }
}

impl<P, T, S> Items<P, T, S, Blocking>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// Out of line: it must take no registers from the caller's loop over the records.
    #[cold]
    #[inline(never)]
    fn more(&mut self) -> More {
        block_on(|cx| self.poll_more(cx))
    }

    /// The next record; `None` at the end.
    pub fn try_next(&mut self) -> Result<Option<P::Item>, Error<T::Error>> {
        self.next().transpose()
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
            if let Some(item) = self.page.next() {
                return Some(Ok(item));
            }
            match self.more() {
                More::Loaded => {}
                More::End => return None,
                More::Failed => return self.error.take().map(Err),
            }
        }
    }

    /// Counts what is buffered: totals lie, and `collect` would allocate for them.
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.size_hint()
    }

    /// As fast as a loop over each page: `for_each`, `count`, `sum` and the like come here.
    fn fold<B, F>(mut self, init: B, mut f: F) -> B
    where
        F: FnMut(B, Self::Item) -> B,
    {
        let mut folded = init;
        loop {
            let page = mem::take(&mut self.page);
            folded = page.fold(folded, |folded, item| f(folded, Ok(item)));
            match self.more() {
                More::Loaded => {}
                More::End => return folded,
                More::Failed => {
                    if let Some(error) = self.error.take() {
                        folded = f(folded, Err(error));
                    }
                }
            }
        }
    }
}
