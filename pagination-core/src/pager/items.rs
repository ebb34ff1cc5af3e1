//! The records of a walk, one by one.

use std::future::Future;
use std::iter::Take;
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
    page: Buffer<P::Items>,
    /// How many records may be delivered behind the page in hand.
    left: u64,
    /// How many records the page in hand had.
    count: usize,
    /// How many of them lie behind the limit.
    cut_off: usize,
    driver: Driver<P, T, S>,
    mode: PhantomData<fn() -> M>,
}

/// The records of a page, as far as the limit of records lets them through.
enum Buffer<I> {
    Empty,
    Whole(I),
    Cut(Take<I>),
}

impl<I: ExactSizeIterator> Buffer<I> {
    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        match self {
            Self::Whole(items) => items.next(),
            Self::Empty => None,
            Self::Cut(items) => items.next(),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Whole(items) => items.len(),
            Self::Cut(items) => items.len(),
        }
    }

    fn fold<B>(self, init: B, f: impl FnMut(B, I::Item) -> B) -> B {
        match self {
            Self::Empty => init,
            Self::Whole(items) => items.fold(init, f),
            Self::Cut(items) => items.fold(init, f),
        }
    }
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
        Self { page: Buffer::Empty, left, count: 0, cut_off: 0, driver, mode: PhantomData }
    }

    /// Takes a page in hand. What was taken of it before a checkpoint is passed over.
    fn load(&mut self, page: Page<P>) {
        let skip = self.driver.walk().take_skip();
        let mut items = page.into_inner().take_items();
        self.count = items.len();
        if skip > 0 {
            items.by_ref().take(skip).for_each(drop);
        }
        let left = usize::try_from(self.left).unwrap_or(usize::MAX);
        let delivered = items.len().min(left);
        self.cut_off = items.len() - delivered;
        self.left -= delivered as u64;
        self.page = if self.cut_off > 0 { Buffer::Cut(items.take(delivered)) } else { Buffer::Whole(items) };
    }

    /// The next page in hand; `false` where the limit of records has been reached, and no request is made.
    fn wants_more(&mut self) -> bool {
        if self.left == 0 {
            self.driver.finish();
        }
        self.left > 0
    }

    /// Records of the page in hand that were not delivered.
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

    #[cold]
    #[inline(never)]
    fn poll_cold(&mut self, cx: &mut Context<'_>) -> PolledItem<P::Item, T::Error> {
        while self.wants_more() {
            match std::task::ready!(self.driver.poll_page(cx)) {
                Some(Ok(page)) => self.load(page),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => break,
            }
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
        }
        Poll::Ready(None)
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
        match self.items.page.next() {
            Some(item) => Poll::Ready(Ok(Some(item))),
            None => self.items.poll_cold(cx).map(Option::transpose),
        }
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
        match self.page.next() {
            Some(item) => Poll::Ready(Some(Ok(item))),
            None => self.poll_cold(cx),
        }
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
    /// The next record; `None` at the end.
    pub fn try_next(&mut self) -> Result<Option<P::Item>, Error<T::Error>> {
        self.next().transpose()
    }

    #[cold]
    #[inline(never)]
    fn next_cold(&mut self) -> Option<Result<P::Item, Error<T::Error>>> {
        while self.wants_more() {
            match block_on_page(&mut self.driver)? {
                Ok(page) => self.load(page),
                Err(error) => return Some(Err(error)),
            }
            if let Some(item) = self.page.next() {
                return Some(Ok(item));
            }
        }
        None
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
        match self.page.next() {
            Some(item) => Some(Ok(item)),
            None => self.next_cold(),
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
            let page = std::mem::replace(&mut self.page, Buffer::Empty);
            folded = page.fold(folded, |folded, item| f(folded, Ok(item)));
            if !self.wants_more() {
                return folded;
            }
            match block_on_page(&mut self.driver) {
                Some(Ok(page)) => self.load(page),
                Some(Err(error)) => folded = f(folded, Err(error)),
                None => return folded,
            }
        }
    }
}
