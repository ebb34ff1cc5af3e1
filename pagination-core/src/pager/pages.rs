//! The pages of a walk, whole.

use std::fmt;
use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::view::{View, sealed};
use crate::checkpoint::Checkpoint;
use crate::driver::blocking_wait::block_on;
use crate::driver::{Driver, Polled};
use crate::error::Error;
use crate::page::Page;
use crate::paginated::{Paginated, PaginatedBy, Synced};
use crate::position::SyncToken;
use crate::strategy::Strategy;
use crate::transport::{Async, Blocking, Transport};

/// The pages of a walk: a [`Stream`] or an [`Iterator`] of `Result<Page<P>, Error<E>>`.
///
/// ```
/// # use pagination_core::Paginated;
/// # #[derive(Paginated)]
/// # #[cursor(field = next)]
/// # struct Names { names: Vec<String>, next: Option<String> }
/// # fn list(at: Option<String>) -> Result<Names, std::io::Error> { Ok(Names { names: vec![at.unwrap_or_default()], next: None }) }
/// let mut pages = pagination_core::pages_blocking(list).pages();
/// while let Some(page) = pages.try_next()? {
///     println!("page {} has {} names", page.request().index() + 1, page.names.len());
/// }
/// assert!(pages.checkpoint().is_over());
/// # Ok::<_, pagination_core::Error<std::io::Error>>(())
/// ```
#[must_use = "a stream or iterator requests nothing until it is polled"]
pub struct Pages<P: Paginated, T: Transport<P>, S = <P as Paginated>::Strategy, M = <T as Transport<P>>::Mode> {
    driver: Driver<P, T, S>,
    /// That of the page that was handed over last.
    last_checkpoint: Option<Arc<Checkpoint>>,
    mode: PhantomData<fn() -> M>,
}

impl<P: Paginated, T: Transport<P>, S, M> Unpin for Pages<P, T, S, M> {}

/// Where the walk stands, without positions, credentials and items.
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
    pub(super) fn new(driver: Driver<P, T, S>) -> Self {
        Self { driver, last_checkpoint: None, mode: PhantomData }
    }

    /// Where the walk stands, also after an error: after the last page that was handed over.
    pub fn checkpoint(&self) -> Checkpoint {
        self.driver.checkpoint()
    }

    /// The total number of items, as the API reported it last.
    pub fn total(&self) -> Option<u64> {
        self.driver.walk().total()
    }

    /// The token for the next incremental sync; only after everything was handed over.
    pub fn sync_token(&self) -> Option<&SyncToken>
    where
        P: Synced,
    {
        self.driver.sync_token()
    }

    /// The URL of the last response, after redirects; empty before it, and over functions that return no head.
    pub fn url(&self) -> &str {
        self.driver.url()
    }

    /// The checkpoint inside the last page, of which `taken` items were taken.
    pub(super) fn checkpoint_inside(&self, taken: usize) -> Checkpoint {
        self.driver.walk().checkpoint(Some(taken))
    }

    pub(super) fn is_finished(&self) -> bool {
        self.driver.is_finished()
    }

    pub(super) fn driver(&self) -> &Driver<P, T, S> {
        &self.driver
    }

    pub(super) fn driver_mut(&mut self) -> &mut Driver<P, T, S> {
        &mut self.driver
    }

    /// The checkpoint after the page that is handed over. Where the page before it is dropped already, its memory is used again.
    fn shared_checkpoint(&mut self) -> Arc<Checkpoint> {
        match self.last_checkpoint.as_mut().and_then(Arc::get_mut) {
            Some(checkpoint) => self.driver.walk().write_checkpoint(checkpoint, None),
            None => self.last_checkpoint = None,
        }
        let Self { driver, last_checkpoint, .. } = self;
        Arc::clone(last_checkpoint.get_or_insert_with(|| Arc::new(driver.checkpoint())))
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Polled<Page<P>, T::Error> {
        if !ready!(self.driver.poll_arrival(cx))? {
            return Poll::Ready(Ok(None));
        }
        let mut page = self.driver.take_page();
        if let Some(page) = &mut page {
            page.set_checkpoint(self.shared_checkpoint());
        }
        Poll::Ready(Ok(page))
    }
}

impl<P: Paginated, T: Transport<P>, S, M> sealed::Sealed for Pages<P, T, S, M> {}

impl<P, T, S, M> View for Pages<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    type Item = Page<P>;
    type Error = Error<T::Error>;

    fn checkpoint(&self) -> Checkpoint {
        self.checkpoint()
    }

    fn total(&self) -> Option<u64> {
        self.total()
    }

    fn sync_token(&self) -> Option<&SyncToken> {
        self.driver.sync_token()
    }

    fn url(&self) -> &str {
        self.url()
    }

    fn poll_view(&mut self, cx: &mut Context<'_>) -> Polled<Page<P>, T::Error> {
        self.poll_page(cx)
    }

    fn buffered(&self) -> (usize, Option<usize>) {
        (0, None)
    }
}

impl<P, T, S> Pages<P, T, S, Async>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// The next page; `None` at the end. Dropping the future loses nothing.
    pub fn try_next(&mut self) -> impl Future<Output = Result<Option<Page<P>>, Error<T::Error>>> {
        poll_fn(|cx| self.poll_page(cx))
    }

    /// Calls `consume` for every page, while the requests in flight proceed. The first error ends it.
    ///
    /// With `prefetch` or `concurrent`, the work on a page and the requests for the next ones overlap, also where the work
    /// awaits something itself; this needs no runtime.
    pub async fn for_each<F>(mut self, mut consume: F) -> Result<(), Error<T::Error>>
    where
        F: AsyncFnMut(Page<P>),
    {
        while let Some(page) = self.try_next().await? {
            let mut consumer = pin!(consume(page));
            poll_fn(|cx| {
                self.driver.poll_requests(cx);
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

    fn next(&mut self) -> Option<Self::Item> {
        self.try_next().transpose()
    }
}
