//! The pager: what a walk is to do, and the views that walk.

pub(crate) mod declared;
mod functions;
mod items;
mod misused;
mod pages;
mod requests;

use std::fmt;
use std::marker::PhantomData;

use crate::checkpoint::{Checkpoint, Identity};
use crate::driver::{Driver, Options};
use crate::paginated::{Paginated, PaginatedBy, ParallelBy, ReversibleBy, Synced};
use crate::position::SyncToken;
use crate::strategy::Strategy;
use crate::transport::{Async, Blocking, Provides, Threads, Transport};
use crate::walk::Settings;

pub use declared::{PagerBy, PagerOf};
pub use functions::{pages, pages_blocking, pages_blocking_with, pages_with};
pub use items::Items;
pub use pages::Pages;

/// Builds a walk. Its views [`items`](Self::items) and [`pages`](Self::pages) begin it.
///
/// `P` is the response type, `T` the transport, `S` the strategy and `M` whether the walk is [`Async`] or [`Blocking`].
#[must_use = "a pager requests nothing until `items` or `pages` is called and polled"]
pub struct Pager<P: Paginated, T: Transport<P>, S = <P as Paginated>::Strategy, M = <T as Transport<P>>::Mode> {
    pub(crate) transport: T,
    pub(crate) settings: Settings,
    pub(crate) options: Options<P, T::Error>,
    marker: PhantomData<fn() -> (S, M)>,
}

/// What a pager is made from: the `RequestBuilder` of `reqwest`, `reqwest::blocking` or `reqwest_middleware`. It is the template of
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
        Self::Transport: Transport<P, Mode = Self::Mode>;
}

impl<P, T, S, M> Pager<P, T, S, M>
where
    P: Paginated,
    T: Transport<P, Mode = M>,
    S: Strategy,
{
    /// A pager over a transport.
    pub fn new(transport: T) -> Self {
        Self { transport, settings: Settings::default(), options: Options::default(), marker: PhantomData }
    }
}

impl<P: Paginated, T: Transport<P>, S: Strategy, M> Pager<P, T, S, M> {
    /// Walks by another strategy that the response type declares. Settings made before stay.
    pub fn by<S2: Strategy>(self) -> PagerBy<P, T, S2, M>
    where
        P: PaginatedBy<S2>,
    {
        let Self { transport, settings, options, .. } = self;
        Pager { transport, settings, options, marker: PhantomData }
    }

    /// Ends the walk after so many pages.
    pub fn max_pages(mut self, pages: u64) -> Self {
        self.settings.max_pages = Some(pages);
        self
    }

    /// Ends the walk after so many items. [`Pages`] ends with the whole page that holds the last of them.
    pub fn max_items(mut self, items: u64) -> Self {
        self.settings.max_items = Some(items);
        self
    }

    /// Continues from a checkpoint. The first result refuses one of another response type, strategy, path or [name](Self::named), and
    /// one by page number that counts pages of another size.
    pub fn resume(mut self, checkpoint: Checkpoint) -> Self {
        self.settings.resume = Some(checkpoint);
        self
    }

    /// Starts again from the beginning where the position or the sync token has expired (`expired(…)` in the attribute).
    ///
    /// The consumer gets one [`Error::Restarted`](crate::Error::Restarted), and the whole list follows. This happens once in a walk: a
    /// second expiry is an error.
    pub fn restart_on_expiry(mut self) -> Self {
        self.settings.restart_on_expiry = true;
        self
    }

    /// Names the walk in its checkpoints, in place of the path of the request.
    ///
    /// [`resume`](Self::resume) refuses the checkpoint of a walk with another name or without one. A name tells walks over functions
    /// apart, and lists that differ in their query or body only. It also keeps checkpoints valid where the path of one list changes.
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.settings.identity = Identity::Named(name.into().into());
        self
    }

    /// Requests only what changed since the walk that gave this token.
    pub fn since(mut self, token: impl Into<SyncToken>) -> Self
    where
        P: Synced,
    {
        self.settings.since = Some(token.into().0);
        self
    }
}

impl<P, T, S, M> Pager<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// Walks backwards from the checkpoint that [`resume`](Self::resume) was given: first the page before the one where it was
    /// taken, then the one before that. Within a page, the items come as the server sends them.
    pub fn rev(mut self) -> Self
    where
        P: ReversibleBy<S>,
    {
        self.settings.backwards = true;
        self
    }

    /// The items, one by one.
    pub fn items(self) -> Items<P, T, S, M>
    where
        T: Transport<P, Head: Provides<<P as PaginatedBy<S>>::Head>>,
    {
        Items::new(self.pages())
    }

    /// The pages, whole.
    pub fn pages(self) -> Pages<P, T, S, M>
    where
        T: Transport<P, Head: Provides<<P as PaginatedBy<S>>::Head>>,
    {
        Pages::new(Driver::new(self.transport, self.options, self.settings))
    }
}

impl<P, T, S> Pager<P, T, S, Async>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// Keeps `requests` requests in flight, at most 256. Pages and items come in order.
    ///
    /// No more than that many pages are held in memory. Where the API reports a total, the first page is fetched alone and no
    /// request is made past the end; otherwise at most `requests - 1` are, and twice as many where a short page comes before the
    /// empty one that ends the list. What [`Offset`](crate::Offset) says about items that shift counts double here.
    pub fn concurrent(mut self, requests: usize) -> Self
    where
        P: ParallelBy<S>,
    {
        self.options.set_width(requests);
        self
    }

    /// Requests the next page before the current one is handed over. At most one page ahead.
    ///
    /// Off by default: an API that takes a read as an acknowledgement would lose what was fetched and never used.
    pub fn prefetch(mut self) -> Self {
        self.options.ahead = true;
        self
    }
}

impl<P, T, S> Pager<P, T, S, Blocking>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// Keeps `requests` requests in flight, at most 256, each on a thread of its own. Pages and items come in order.
    ///
    /// No more than that many pages are held in memory. Where the API reports a total, the first page is fetched alone and no
    /// request is made past the end; otherwise at most `requests - 1` are, and twice as many where a short page comes before the
    /// empty one that ends the list.
    pub fn concurrent(mut self, requests: usize) -> Self
    where
        P: ParallelBy<S>,
        T: Threads,
    {
        if requests > 1 {
            self.transport.use_threads();
        }
        self.options.set_width(requests);
        self
    }

    /// Requests the next page, on a thread, before the current one is handed over. At most one page ahead.
    ///
    /// Off by default: an API that takes a read as an acknowledgement would lose what was fetched and never used.
    pub fn prefetch(mut self) -> Self
    where
        T: Threads,
    {
        self.transport.use_threads();
        self.options.ahead = true;
        self
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
