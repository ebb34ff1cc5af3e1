//! The pages of a walk, whole.

use std::fmt;
use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::{Async, Blocking, block_on};
use crate::checkpoint::Checkpoint;
use crate::driver::{Driver, Polled};
use crate::error::Error;
use crate::page::Page;
use crate::position::SyncToken;
use crate::strategy::Strategy;
use crate::transport::Transport;
use crate::{Paginated, PaginatedBy, Synced};

/// The pages of a walk: a [`Stream`] or an [`Iterator`] of `Result<Page<P>, Error<E>>`.
#[must_use = "a stream or iterator does nothing until it is asked for pages"]
pub struct Pages<P: Paginated, T: Transport<P>, S = <P as Paginated>::Strategy, M = Async> {
    driver: Driver<P, T, S>,
    /// How many records may still be delivered.
    left: u64,
    mode: PhantomData<fn() -> M>,
}

impl<P: Paginated, T: Transport<P>, S, M> Unpin for Pages<P, T, S, M> {}

/// Where the walk stands, without positions, credentials and records.
impl<P, T, S, M> fmt::Debug for Pages<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("checkpoint", &self.checkpoint()).finish_non_exhaustive()
    }
}

impl<P, T, S, M> Pages<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// Out of line, as all that is done once a walk or a page: it must take no registers from the caller's loop.
    #[inline(never)]
    pub(super) fn new(mut driver: Driver<P, T, S>) -> Self {
        let left = driver.walk().items_left();
        Self { driver, left, mode: PhantomData }
    }

    /// Where the walk stands: behind the last page that was handed over, also after an error.
    pub fn checkpoint(&self) -> Checkpoint {
        self.driver.checkpoint(None)
    }

    /// The total number of records, as the API said it last.
    pub fn total(&self) -> Option<u64> {
        self.driver.walked()?.total()
    }

    /// The token for the next incremental sync; only after the final page.
    pub fn sync_token(&self) -> Option<&SyncToken>
    where
        P: Synced,
    {
        self.driver.walked()?.sync_token()
    }

    /// Out of line: what is done for a page must not take registers from the caller's loop over its records.
    #[inline(never)]
    fn poll_page(&mut self, cx: &mut Context<'_>) -> Polled<Page<P>, T::Error> {
        if self.left == 0 {
            self.driver.finish();
        }
        let mut arrived = ready!(self.driver.poll_whole(cx));
        if let Ok(Some(page)) = &mut arrived {
            self.left = self.left.saturating_sub(page.count() as u64);
        }
        Poll::Ready(arrived)
    }
}

impl<P, T, S> Pages<P, T, S, Async>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// The next page; `None` at the end. Dropping the future loses nothing.
    #[inline]
    pub fn try_next(&mut self) -> impl Future<Output = Result<Option<Page<P>>, Error<T::Error>>> {
        poll_fn(|cx| self.poll_page(cx))
    }

    /// Uses every page, while the requests that are on their way go on. The first error ends it.
    ///
    /// With `prefetch` or `concurrent`, the work on a page and the requests for the next ones overlap, also where the work
    /// awaits something itself; no runtime is needed for that.
    pub async fn for_each<F>(mut self, mut consume: F) -> Result<(), Error<T::Error>>
    where
        F: AsyncFnMut(Page<P>),
    {
        while let Some(page) = self.try_next().await? {
            let mut consumer = pin!(consume(page));
            poll_fn(|cx| {
                self.driver.poll_flights(cx);
                consumer.as_mut().poll(cx)
            })
            .await;
        }
        Ok(())
    }
}

impl<P, T, S> Stream for Pages<P, T, S, Async>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    type Item = Result<Page<P>, Error<T::Error>>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(cx).map(Result::transpose)
    }
}

impl<P, T, S> Pages<P, T, S, Blocking>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// The next page; `None` at the end.
    #[inline]
    pub fn try_next(&mut self) -> Result<Option<Page<P>>, Error<T::Error>> {
        block_on(|cx| self.poll_page(cx))
    }
}

impl<P, T, S> Iterator for Pages<P, T, S, Blocking>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    type Item = Result<Page<P>, Error<T::Error>>;

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        self.try_next().transpose()
    }
}
