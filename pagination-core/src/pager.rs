//! The pager: what a walk is to do, and the views that walk.

mod boxed;
mod combinators;
pub(crate) mod declared;
mod fan_out;
mod functions;
mod items;
mod mapped_trees;
mod misused;
mod pages;
mod requests;
mod split;
pub(crate) mod view;

use std::fmt;
use std::marker::PhantomData;

use crate::checkpoint::{Checkpoint, Identity};
use crate::driver::{Driver, Options, StopAt};
#[cfg(doc)]
use crate::page::Page;
use crate::paginated::{Paginated, PaginatedBy, ParallelBy, ReversibleBy, Synced};
use crate::position::SyncToken;
use crate::strategy::{Counted, Strategy};
use crate::transport::{Async, Blocking, IntoPage, MaybeSend, Provides, Threads, Transport};
use crate::walk::Settings;

pub use boxed::{BoxItems, BoxPages};
pub use combinators::{MapErr, WithCheckpoints};
pub use declared::{PagerBy, PagerOf};
pub use fan_out::FanOut;
pub use functions::{pages, pages_blocking, pages_blocking_with, pages_with};
pub use items::Items;
pub use pages::Pages;
pub use view::View;

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
    T: Transport<P>,
    S: Strategy,
{
    /// A pager over a transport.
    pub fn new(transport: T) -> Self
    where
        T::Mode: misused::IsMode<M>,
    {
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

    /// Ends the walk after this many pages.
    pub fn max_pages(mut self, pages: u64) -> Self {
        self.settings.max_pages = Some(pages);
        self
    }

    /// Ends the walk after this many items. [`Pages`] ends with the whole page that holds the last of them.
    pub fn max_items(mut self, items: u64) -> Self {
        self.settings.max_items = Some(items);
        self
    }

    /// Reads a list whose items the consumer deletes: the position stays where it is, and the next page has moved there.
    ///
    /// No page is requested before the consumer has taken all items of the one before: [`prefetch`](Self::prefetch) and
    /// [`concurrent`](Self::concurrent) have no effect, and an `overlap` is off. With `key`, items that are still there are not returned
    /// again. A page without any progress is an [`Error::Loop`](crate::Error::Loop): it has only items of the page before (without `key`,
    /// it equals it). Over functions without `key`, the total has to shrink; without a total, the walk ends after 65,536 pages.
    ///
    /// ```
    /// # use std::cell::RefCell;
    /// # use pagination_core::Paginated;
    /// #[derive(Paginated)]
    /// #[offset(stop(empty_page))]
    /// #[paginated(key)]
    /// struct Jobs { data: Vec<u64> }
    ///
    /// let queue = RefCell::new(vec![1, 2, 3, 4, 5]);
    /// let list = |offset: u64| {
    ///     Ok::<_, std::io::Error>(Jobs { data: queue.borrow().iter().copied().skip(offset as usize).take(2).collect() })
    /// };
    /// for job in pagination_core::pages_blocking(list).drain().items() {
    ///     let job = job?;
    ///     queue.borrow_mut().retain(|other| *other != job);
    /// }
    /// assert!(queue.borrow().is_empty());
    /// # Ok::<_, pagination_core::Error<std::io::Error>>(())
    /// ```
    pub fn drain(mut self) -> Self
    where
        S: Counted,
    {
        self.settings.drain = true;
        self
    }

    /// Continues from a checkpoint. The first result refuses one of another response type, strategy, path or [name](Self::named), and
    /// one by page number that counts pages of another size.
    pub fn resume(mut self, checkpoint: Checkpoint) -> Self {
        self.settings.resume = Some(checkpoint);
        self
    }

    /// Starts with a page that you already have: a response `P`, or a [`Page<P>`](Page). No request is made for it, and the walk
    /// continues from its position.
    ///
    /// For lists that come inside of another response, a page at a time: Stripe's `lines`, or a GraphQL connection in each item.
    /// The request is that of the pages after it. Checks, limits, totals and checkpoints count the page as any other.
    ///
    /// ```
    /// use pagination_core::testing::{Recorded, Replay};
    /// use pagination_core::Paginated;
    /// use serde::Deserialize;
    ///
    /// #[derive(Deserialize)]
    /// struct Invoice { lines: Lines }
    ///
    /// #[derive(Deserialize, Paginated)]
    /// #[cursor(last_item = id, param = "starting_after")]
    /// #[paginated(has_more = has_more)]
    /// struct Lines { data: Vec<Line>, has_more: bool, url: String }
    ///
    /// #[derive(Deserialize, Debug, PartialEq)]
    /// struct Line { id: String }
    ///
    /// let invoice: Invoice = serde_json::from_str(
    ///     r#"{ "lines": { "data": [{ "id": "a" }], "has_more": true, "url": "/v1/invoices/in_1/lines" } }"#,
    /// )?;
    /// # let replay = Replay::new([Recorded::json(r#"{ "data": [{ "id": "b" }], "has_more": false, "url": "" }"#)]);
    /// let request = replay.get(&format!("https://api.example{}?expand=tax", invoice.lines.url));
    /// let lines: Vec<_> = request.paginate::<Lines>().first_page(invoice.lines).items().collect::<Result<_, _>>()?;
    ///
    /// assert_eq!(lines.len(), 2);
    /// assert_eq!(replay.urls(), ["https://api.example/v1/invoices/in_1/lines?expand=tax&starting_after=a"]);
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// - Relative links are joined on the URL of a `Page` with a [`Head`](crate::Head), else on that of the request. Their origin is
    ///   checked against the request's, as on every page.
    /// - Where the strategy or a count reads headers, a response without a head is [`Error::Request`](crate::Error::Request): give
    ///   [`Page::with_head`].
    /// - With [`resume`](Self::resume), a checkpoint inside page one continues in the page that you give; if you give none, page
    ///   one is requested. A later checkpoint ignores the page.
    /// - With [`rev`](Self::rev), the walk yields the pages before it, not the page itself.
    pub fn first_page<R>(mut self, page: R) -> Self
    where
        R: IntoPage<Response = P>,
    {
        self.options.first_page = Some(Box::new(page.into_page()));
        self
    }

    /// Ends the walk before the first item for which the function is true: for lists sorted newest first, this ends the walk
    /// cleanly at items you already have.
    ///
    /// The rest of the page is dropped, no further page is requested, and the checkpoint is [over](Checkpoint::is_over). Whole pages are
    /// cut. Items that a checkpoint counts as taken, and those past [`max_items`](Self::max_items), are not checked. There is a
    /// sync token only where the list ends on this page, too.
    ///
    /// ```
    /// # use pagination_core::Paginated;
    /// # #[derive(Paginated)]
    /// # #[cursor(field = next)]
    /// # struct Messages { data: Vec<Message>, next: Option<String> }
    /// # struct Message { id: u64 }
    /// # fn list(_: Option<String>) -> Result<Messages, std::io::Error> {
    /// #     Ok(Messages { data: [9, 8, 7, 6].map(|id| Message { id }).into(), next: Some("b".into()) })
    /// # }
    /// let newest_known = 7;
    /// let new = pagination_core::pages_blocking(list).stop_at(move |message: &Message| message.id <= newest_known).items();
    /// let ids: Vec<_> = new.map(|message| message.map(|message| message.id)).collect::<Result<_, _>>()?;
    /// assert_eq!(ids, [9, 8]);
    /// # Ok::<_, pagination_core::Error<std::io::Error>>(())
    /// ```
    ///
    /// Where old items are pinned at the top of the list, say how many there may be: [`pinned`](Self::pinned).
    pub fn stop_at(mut self, is_end: impl FnMut(&P::Item) -> bool + MaybeSend + 'static) -> Self {
        self.options.stop_at = Some(Box::new(StopAt::new(is_end)));
        self
    }

    /// The first `items` items of the list do not end the walk, whatever the function of [`stop_at`](Self::stop_at) would say of them.
    pub fn pinned(mut self, items: u64) -> Self {
        self.settings.pinned = items;
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
    /// request is made past the end; otherwise at most `requests - 1` are, and twice as many if a short page precedes the final
    /// empty one. Shifting items (see [`Offset`](crate::Offset)) are more likely here.
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
    /// request is made past the end; otherwise at most `requests - 1` are, and twice as many if a short page precedes the final
    /// empty one.
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
