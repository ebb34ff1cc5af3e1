//! The pager: what a walk is asked to do, and the views of it.

pub(crate) mod declared;
mod items;
mod pages;

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use crate::checkpoint::Checkpoint;
use crate::driver::Driver;
use crate::error::Error;
use crate::page::Page;
use crate::position::{FromPosition, SyncToken};
use crate::strategy::Strategy;
use crate::transport::{BlockingFunction, Function, IntoPage, Provides, Threads, Transport};
use crate::{Paginated, PaginatedBy, ParallelBy, ReversibleBy, Synced};

pub use declared::{PagerBy, PagerOf};
pub use items::{Items, TryNext};
pub use pages::Pages;

/// The walk is polled: its views are streams.
#[derive(Debug, Clone, Copy)]
pub enum Async {}

/// The walk blocks: its views are iterators.
#[derive(Debug, Clone, Copy)]
pub enum Blocking {}

/// A walk that has not been begun, or that is driven page by page.
///
/// `P` is the response type, `T` the transport, `S` the strategy and `M` whether the walk is [`Async`] or [`Blocking`].
#[must_use = "a pager does nothing until it is asked for pages"]
pub struct Pager<P: Paginated, T: Transport<P>, S = <P as Paginated>::Strategy, M = Async> {
    driver: Driver<P, T, S>,
    mode: PhantomData<fn() -> M>,
}

/// What a walk can be made from: the `RequestBuilder` of `reqwest`, `reqwest::blocking` or `reqwest_middleware`, the template of
/// every request.
pub trait Paginate: Sized {
    /// The client.
    type Transport;
    /// [`Async`] or [`Blocking`].
    type Mode;

    /// A pager for the response type `P`.
    fn paginate<P>(self) -> Pager<P, Self::Transport, P::Strategy, Self::Mode>
    where
        P: Paginated,
        Self::Transport: Transport<P>;
}

/// Walks the pages that an asynchronous function returns.
///
/// The function takes the position of a page, as the type that it asks for: an `Option<String>` for a cursor, a `u64` for an
/// offset, and so on. It returns the response, or a [`Page`] where a strategy reads headers.
///
/// The position comes owned: write its type, `|at: Option<String>|`, and lend it with `as_deref()` (of a borrowed type rustc says
/// that `Deserialize` is not general enough). The future must not borrow from the closure itself: a client is captured by reference, or
/// cloned into each future. Where the function's own error is a box (`anyhow::Error`, `Box<dyn Error + Send + Sync>`),
/// [`Error::into_boxed`] makes `?` work.
///
/// ```
/// # use pagination_core::Paginated;
/// # #[derive(Paginated)]
/// # #[cursor(field = next)]
/// # struct Names { names: Vec<String>, next: Option<String> }
/// # async fn list(at: Option<&str>) -> Result<Names, std::io::Error> {
/// #     let next = at.is_none().then(|| "2".to_owned());
/// #     Ok(Names { names: vec![at.unwrap_or("1").to_owned()], next })
/// # }
/// # futures_executor::block_on(async {
/// let mut names = pagination_core::pages(async |at: Option<String>| list(at.as_deref()).await).items();
/// while let Some(name) = names.try_next().await? {
///     println!("{name}");
/// }
/// # Ok::<_, pagination_core::Error<std::io::Error>>(()) }).unwrap();
/// ```
///
/// A walk that owns its client, to be returned or spawned, is over a closure that clones it: of an `async move |at| …`, whose
/// futures borrow from the closure, rustc says that it "does not implement `FnMut`".
///
/// ```
/// # use pagination_core::Paginated;
/// # #[derive(Paginated)]
/// # #[cursor(field = next)]
/// # struct Names { names: Vec<String>, next: Option<String> }
/// # #[derive(Clone)]
/// # struct Client;
/// # impl Client {
/// #     async fn list(&self, at: Option<&str>) -> Result<Names, std::io::Error> { Ok(Names { names: vec![], next: None }) }
/// # }
/// fn names(client: Client) -> impl futures_core::Stream<Item = Result<String, pagination_core::Error<std::io::Error>>> + Send {
///     pagination_core::pages(move |at: Option<String>| {
///         let client = client.clone();
///         async move { client.list(at.as_deref()).await }
///     })
///     .items()
/// }
/// ```
pub fn pages<A, F, Fut, R, E>(function: F) -> PagerOf<R::Response, Function<F, A>, Async>
where
    F: FnMut(A) -> Fut,
    Fut: Future<Output = Result<R, E>>,
    R: IntoPage<Response: Paginated>,
    A: FromPosition,
{
    Pager::new(Function::new(function))
}

/// Walks the pages that a blocking function returns. All else is as [`pages`] says.
///
/// ```
/// # use pagination_core::Paginated;
/// # #[derive(Paginated)]
/// # #[cursor(field = next)]
/// # struct Names { names: Vec<String>, next: Option<String> }
/// # fn list(at: Option<&str>) -> Result<Names, std::io::Error> {
/// #     let next = at.is_none().then(|| "2".to_owned());
/// #     Ok(Names { names: vec![at.unwrap_or("1").to_owned()], next })
/// # }
/// for name in pagination_core::pages_blocking(|at: Option<String>| list(at.as_deref())).items() {
///     println!("{}", name?);
/// }
/// # Ok::<_, pagination_core::Error<std::io::Error>>(())
/// ```
#[allow(clippy::type_complexity, reason = "an alias would hide what the pager is made of")]
pub fn pages_blocking<A, F, R, E>(function: F) -> PagerOf<R::Response, BlockingFunction<F, A, Result<R, E>>, Blocking>
where
    F: FnMut(A) -> Result<R, E>,
    R: IntoPage<Response: Paginated>,
    A: FromPosition,
{
    Pager::new(BlockingFunction::new(function))
}

impl<P: Paginated, T: Transport<P>, S: Strategy, M> Pager<P, T, S, M> {
    /// A pager over a transport.
    pub fn new(transport: T) -> Self {
        Self { driver: Driver::new(transport), mode: PhantomData }
    }

    #[cfg(feature = "http")]
    pub(crate) fn transport(&mut self) -> &mut T {
        self.driver.transport()
    }

    #[cfg(feature = "http")]
    pub(crate) fn set_page_size(&mut self, size: u64) {
        self.driver.settings().page_size = Some(size);
    }

    #[cfg(feature = "http")]
    pub(crate) fn driver(&mut self) -> &mut Driver<P, T, S> {
        &mut self.driver
    }

    #[cfg(feature = "http")]
    pub(crate) fn refuse(&mut self, problem: crate::error::Problem) {
        self.driver.refuse(problem);
    }

    /// Walks by another strategy that the response type declares. Settings made before stay.
    pub fn by<S2: Strategy>(self) -> PagerBy<P, T, S2, M>
    where
        P: PaginatedBy<S2>,
    {
        Pager { driver: self.driver.by(), mode: PhantomData }
    }

    /// Ends the walk after so many pages.
    pub fn max_pages(mut self, pages: u64) -> Self {
        self.driver.settings().max_pages = Some(pages);
        self
    }

    /// Ends the walk after so many records. [`Pages`] ends with the page that holds the last of them, whole.
    pub fn max_items(mut self, items: u64) -> Self {
        self.driver.settings().max_items = Some(items);
        self
    }

    /// Goes on from a checkpoint. One of another response type or strategy is refused by the first result, and so is one by page
    /// number that counts pages of another size.
    pub fn resume(mut self, checkpoint: Checkpoint) -> Self {
        self.driver.settings().resume = Some(checkpoint);
        self
    }

    /// Starts again from nothing where the position or the sync token has expired (`expired(…)` in the attribute).
    ///
    /// The consumer is told by one [`Error::Restarted`], after which the whole list follows. It happens once a walk: a second
    /// expiry is an error.
    pub fn restart_on_expiry(mut self) -> Self {
        self.driver.settings().restart_on_expiry = true;
        self
    }

    /// Asks only for what changed since the walk that gave this token.
    pub fn since(mut self, token: impl Into<SyncToken>) -> Self
    where
        P: Synced,
    {
        self.driver.settings().since = Some(token.into().0);
        self
    }
}

impl<P, T, S, M> Pager<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// Walks backwards from the checkpoint that was given to [`resume`](Self::resume): the page before the one where it was
    /// taken comes first, then the one before that. Within a page, the records come as the server sends them.
    pub fn rev(mut self) -> Self
    where
        P: ReversibleBy<S>,
    {
        self.driver.settings().backwards = true;
        self
    }

    /// The records, one by one.
    pub fn items(self) -> Items<P, T, S, M>
    where
        T: Transport<P, Head: Provides<<P as PaginatedBy<S>>::Head>>,
    {
        Items::new(self.driver)
    }

    /// The pages, whole.
    pub fn pages(self) -> Pages<P, T, S, M>
    where
        T: Transport<P, Head: Provides<<P as PaginatedBy<S>>::Head>>,
    {
        Pages::new(self.driver)
    }

    /// Where the walk stands: behind the last page that was handed over.
    pub fn checkpoint(&mut self) -> Checkpoint {
        self.driver.checkpoint_before()
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
}

impl<P, T, S> Pager<P, T, S, Async>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// Keeps `requests` requests on their way at a time. Pages and records come in order.
    ///
    /// No more than that many pages are held in memory. Where the API says a total, the first page is fetched alone and no
    /// request is made past the end; otherwise at most `requests - 1` are, and twice as many where a short page comes before the
    /// empty one that ends the list. What is said of [`Offset`](crate::Offset) about records that shift counts
    /// double here.
    pub fn concurrent(mut self, requests: usize) -> Self
    where
        P: ParallelBy<S>,
    {
        self.driver.set_width(requests);
        self
    }

    /// Asks for the next page before the one in hand is handed over. At most one page ahead.
    ///
    /// Off by default: an API that takes a read as an acknowledgement would lose what was fetched and never used.
    pub fn prefetch(mut self) -> Self {
        self.driver.set_ahead();
        self
    }

    /// The next page; `None` at the end.
    ///
    /// Dropping the future loses nothing: the next call goes on with the same request.
    pub fn next_page(&mut self) -> NextPage<'_, P, T, S>
    where
        T: Transport<P, Head: Provides<<P as PaginatedBy<S>>::Head>>,
    {
        NextPage { driver: &mut self.driver }
    }
}

/// The future of [`Pager::next_page`].
#[must_use = "a future does nothing until it is awaited"]
pub struct NextPage<'a, P: Paginated, T: Transport<P>, S = <P as Paginated>::Strategy> {
    driver: &'a mut Driver<P, T, S>,
}

impl<P, T, S> Future for NextPage<'_, P, T, S>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    type Output = Result<Option<Page<P>>, Error<T::Error>>;

    /// Out of line: what is done for a page must not take registers from the caller's loop over its records.
    #[inline(never)]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.driver.poll_whole(cx)
    }
}

impl<P, T, S> Pager<P, T, S, Blocking>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// Keeps `requests` requests on their way at a time, each on a thread of its own. Pages and records come in order.
    ///
    /// No more than that many pages are held in memory. Where the API says a total, the first page is fetched alone and no
    /// request is made past the end; otherwise at most `requests - 1` are, and twice as many where a short page comes before the
    /// empty one that ends the list.
    pub fn concurrent(mut self, requests: usize) -> Self
    where
        P: ParallelBy<S>,
        T: Threads,
    {
        if requests > 1 {
            self.driver.transport().use_threads();
        }
        self.driver.set_width(requests);
        self
    }

    /// Asks for the next page, on a thread, before the one in hand is handed over. At most one page ahead.
    ///
    /// Off by default: an API that takes a read as an acknowledgement would lose what was fetched and never used.
    pub fn prefetch(mut self) -> Self
    where
        T: Threads,
    {
        self.driver.transport().use_threads();
        self.driver.set_ahead();
        self
    }

    /// The next page; `None` at the end.
    pub fn next_page(&mut self) -> Result<Option<Page<P>>, Error<T::Error>>
    where
        T: Transport<P, Head: Provides<<P as PaginatedBy<S>>::Head>>,
    {
        block_on(|cx| self.driver.poll_whole(cx))
    }
}

/// Without the transport: its requests carry credentials.
impl<P, T, S, M> fmt::Debug for Pager<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let response = <P as PaginatedBy<S>>::SPEC.response;
        f.debug_struct("Pager").field("response", &response).field("strategy", &S::NAME).finish_non_exhaustive()
    }
}

/// A blocking transport answers whenever it is polled.
#[inline]
fn block_on<R>(mut poll: impl FnMut(&mut Context<'_>) -> Poll<R>) -> R {
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(result) = poll(&mut cx) {
            return result;
        }
        std::thread::yield_now();
    }
}
