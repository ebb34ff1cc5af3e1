//! The records of a walk, one by one.

use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::{Async, Blocking, block_on_page};
use crate::checkpoint::Checkpoint;
use crate::driver::Driver;
use crate::error::Error;
use crate::page::Page;
use crate::strategy::Strategy;
use crate::token::SyncToken;
use crate::transport::Transport;
use crate::{Paginated, PaginatedBy, Synced};

type PolledItem<I, E> = Poll<Option<Result<I, Error<E>>>>;

/// The records of a walk: a [`Stream`] or an [`Iterator`] of `Result<Item, Error<E>>`.
#[must_use = "a stream or iterator does nothing until it is asked for records"]
pub struct Items<P: Paginated, T: Transport<P>, S = <P as Paginated>::Strategy, M = Async> {
    /// The records of the page in hand.
    page: Option<P::Items>,
    /// How many records may still be delivered.
    left: u64,
    /// How many records the page in hand had.
    count: usize,
    driver: Driver<P, T, S>,
    mode: PhantomData<fn() -> M>,
}

// The records are moved out of their page, never pinned in it.
impl<P: Paginated, T: Transport<P>, S, M> Unpin for Items<P, T, S, M> {}

impl<P, T, S, M> Items<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    pub(super) fn new(mut driver: Driver<P, T, S>) -> Self {
        let left = driver.walk().max_items().unwrap_or(u64::MAX);
        Self { page: None, left, count: 0, driver, mode: PhantomData }
    }

    fn buffered(&self) -> usize {
        self.page.as_ref().map_or(0, ExactSizeIterator::len)
    }

    /// The next record of the page in hand.
    #[inline]
    fn next_buffered(&mut self) -> Option<P::Item> {
        if self.left == 0 {
            return None;
        }
        let item = self.page.as_mut()?.next()?;
        self.left -= 1;
        Some(item)
    }

    /// Takes a page in hand. What was taken of it before a checkpoint is passed over.
    fn load(&mut self, page: Page<P>) {
        let skip = self.driver.walk().take_skip();
        let mut items = page.into_inner().take_items();
        self.count = items.len();
        if skip > 0 {
            items.by_ref().take(skip).for_each(drop);
        }
        self.page = Some(items);
    }

    /// Whether the limit of records has been reached; no request is made then.
    fn is_full(&mut self) -> bool {
        if self.left == 0 {
            self.driver.finish();
        }
        self.left == 0
    }

    /// Where the walk stands: also after an error, and in the middle of a page.
    pub fn checkpoint(&self) -> Checkpoint {
        let left = self.buffered();
        let taken = (left > 0).then(|| self.count.saturating_sub(left));
        self.driver.checkpoint(taken)
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
        if self.buffered() > 0 { None } else { self.driver.walked()?.sync_token() }
    }

    #[cold]
    fn poll_cold(&mut self, cx: &mut Context<'_>) -> PolledItem<P::Item, T::Error> {
        loop {
            if let Some(item) = self.next_buffered() {
                return Poll::Ready(Some(Ok(item)));
            }
            if self.is_full() {
                return Poll::Ready(None);
            }
            match std::task::ready!(self.driver.poll_page(cx)) {
                Some(Ok(page)) => self.load(page),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<P, T, S> Items<P, T, S, Async>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// The next record; `None` at the end. Dropping the future loses nothing.
    pub async fn try_next(&mut self) -> Result<Option<P::Item>, Error<T::Error>> {
        if let Some(item) = self.next_buffered() {
            return Ok(Some(item));
        }
        poll_fn(|cx| self.poll_cold(cx)).await.transpose()
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
        match self.next_buffered() {
            Some(item) => Poll::Ready(Some(Ok(item))),
            None => self.poll_cold(cx),
        }
    }

    /// Counts what is buffered: totals lie, and `collect` would allocate for them.
    fn size_hint(&self) -> (usize, Option<usize>) {
        size_hint(self.buffered(), self.left, self.driver.is_finished())
    }
}

impl<P, T, S> Items<P, T, S, Blocking>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// The next record; `None` at the end.
    pub fn try_next(&mut self) -> Result<Option<P::Item>, Error<T::Error>> {
        self.next().transpose()
    }

    #[cold]
    fn next_cold(&mut self) -> Option<Result<P::Item, Error<T::Error>>> {
        loop {
            if let Some(item) = self.next_buffered() {
                return Some(Ok(item));
            }
            if self.is_full() {
                return None;
            }
            match block_on_page(&mut self.driver)? {
                Ok(page) => self.load(page),
                Err(error) => return Some(Err(error)),
            }
        }
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
        match self.next_buffered() {
            Some(item) => Some(Ok(item)),
            None => self.next_cold(),
        }
    }

    /// Counts what is buffered: totals lie, and `collect` would allocate for them.
    fn size_hint(&self) -> (usize, Option<usize>) {
        size_hint(self.buffered(), self.left, self.driver.is_finished())
    }
}

fn size_hint(buffered: usize, left: u64, finished: bool) -> (usize, Option<usize>) {
    let left = usize::try_from(left).unwrap_or(usize::MAX);
    let buffered = buffered.min(left);
    (buffered, finished.then_some(buffered))
}
