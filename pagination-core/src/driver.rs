//! Moves a walk over a transport: with one request in flight or several, ahead of the consumer or not.
//!
//! The walk stays outside of the futures, so a request that is dropped loses nothing: the next poll sends a request for the same page.

mod arrival;
pub(crate) mod blocking_wait;
mod failures;
mod held_items;
mod in_flight;
mod options;
mod pace;
mod sending;
mod stop_at;

use std::collections::VecDeque;
use std::marker::PhantomData;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use crate::checkpoint::{Checkpoint, Part};
use crate::error::{Error, Problem};
use crate::page::{Head, Page};
use crate::page_request::PageRequest;
use crate::paginated::{HeadOrNone as _, Paginated, PaginatedBy};
use crate::position::SyncToken;
use crate::strategy::Strategy;
use crate::transport::{Mode, Received, Transport};
use crate::walk::{KeySearch, Portion, Settings, Split, Walk};
use arrival::{Arrived, Content};
use in_flight::InFlight;
pub(crate) use options::Options;
#[cfg(any(feature = "http", feature = "tokio"))]
pub(crate) use options::RetryIf;
#[cfg(feature = "http")]
pub(crate) use pace::{Exclusive, StatusHook};
#[cfg(any(feature = "http", feature = "tokio"))]
pub(crate) use pace::{Failure, Retries};
#[cfg(feature = "rate-limit")]
pub(crate) use pace::{Seen, Throttle};
pub(crate) use stop_at::StopAt;

/// What waiting for a page or an item gives; `None` is the end. `E` is the transport's error.
pub(crate) type Polled<R, E> = Poll<Result<Option<R>, Error<E>>>;

/// The outcome of the request that is due.
enum Fetched<P, E> {
    Received(Result<Received<P>, Problem>),
    /// It has to be sent again, at once or after a pause.
    Again,
    /// The limits allow no further request.
    Nothing,
    Failed(Error<E>),
}

pub(crate) struct Driver<P: Paginated, T: Transport<P>, S> {
    transport: T,
    options: Options<P, T::Error>,
    walk: Walk,
    /// The request for the page that is due.
    front: InFlight<T::Fetch>,
    /// Requests for later pages, in order.
    queued: VecDeque<(PageRequest, InFlight<T::Fetch>)>,
    /// A page that was not handed over yet. It waits here while requests are sent ahead and its items are taken: a panic in the
    /// caller's functions does not lose it.
    arrived: Option<Arrived<P>>,
    /// The head of the last page.
    head: Option<Arc<Head>>,
    /// The request of the last page that was handed over.
    last_request: Option<Arc<PageRequest>>,
    finished: bool,
    /// Whether an error ended the walk.
    failed: bool,
    /// Whether the consumer takes items, not pages: they may be moved out of a page before it is handed over.
    takes_items: bool,
    strategy: PhantomData<fn() -> S>,
}

// Nothing is pinned in place: the requests are in boxes of their own.
impl<P: Paginated, T: Transport<P>, S> Unpin for Driver<P, T, S> {}

impl<P, T, S> Driver<P, T, S>
where
    P: Paginated + PaginatedBy<S>,
    T: Transport<P>,
    S: Strategy,
{
    pub(crate) fn new(mut transport: T, mut options: Options<P, T::Error>, mut settings: Settings) -> Self {
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        settings.identity.add_path(transport.path(spec).as_deref());
        if let Some(page) = &options.first_page
            && <<P as PaginatedBy<S>>::Head>::IS_READ
            && page.shared_head().is_none()
        {
            settings.refused = Some(Problem::request(format!(
                "`{}` reads response headers, but the first page was given without them; pass it with its head: \
                 `.first_page(Page::with_head(response, head))`",
                spec.response
            )));
        }
        if settings.backwards
            && settings.resume.is_none()
            && let Some(page) = options.first_page.take()
        {
            // Walking backwards starts before the page in hand, as from a checkpoint after it.
            let mut after = Checkpoint::new(spec, settings.identity.clone());
            let resolve = &|link: &str| transport.resolve(spec, &page, link);
            after.prev =
                <P as PaginatedBy<S>>::info(&page).take_prev().and_then(|prev| Walk::way_back(spec, prev, resolve));
            settings.resume = Some(after);
        }
        let walk = Walk::new(spec, settings, transport.preset(spec));
        Self {
            transport,
            options,
            walk,
            front: InFlight::new(),
            queued: VecDeque::new(),
            arrived: None,
            head: None,
            last_request: None,
            finished: false,
            failed: false,
            takes_items: false,
            strategy: PhantomData,
        }
    }

    pub(crate) fn walk(&self) -> &Walk {
        &self.walk
    }

    pub(crate) fn is_finished(&self) -> bool {
        self.finished
    }

    /// The consumer takes items, not pages.
    pub(crate) fn take_items_only(&mut self) {
        self.takes_items = true;
    }

    /// Where the walk stands: before a page that has arrived but was not handed over.
    pub(crate) fn checkpoint(&self) -> Checkpoint {
        self.walk.checkpoint(self.arrived.as_ref().map(|arrived| arrived.portion.skip()))
    }

    /// The walk's sync token, once every page is handed over.
    pub(crate) fn sync_token(&self) -> Option<&SyncToken> {
        if self.arrived.is_some() { None } else { self.walk.sync_token() }
    }

    /// The URL of the last response, after redirects; empty where there is none.
    pub(crate) fn url(&self) -> &str {
        self.head.as_ref().map_or("", |head| &head.url)
    }

    /// Splits the list into at most `most` parts, after its first page and any further requests that this needs.
    pub(crate) fn poll_parts(
        &mut self,
        cx: &mut Context<'_>,
        most: usize,
        search: &mut Option<Box<KeySearch>>,
    ) -> Poll<Result<Vec<Part>, Error<T::Error>>> {
        loop {
            ready!(self.poll_arrival(cx))?;
            match self.walk.split(most, search).map_err(Problem::into_error)? {
                Split::Parts(parts) => return Poll::Ready(Ok(parts)),
                Split::Look(at) => self.begin_again(Some(*at)),
            }
        }
    }

    /// Ends the walk where the consumer wants no more.
    fn finish(&mut self) {
        self.finished = true;
        self.cancel_requests();
    }

    /// Ends the walk after an error.
    fn fail(&mut self) {
        self.failed = true;
        self.finish();
    }

    fn cancel_requests(&mut self) {
        self.front.clear();
        self.queued.clear();
    }

    /// Begins at the checkpoint, or else at the beginning.
    pub(crate) fn begin_again(&mut self, at: Option<Checkpoint>) {
        self.walk.begin_again(at);
        self.cancel_requests();
        self.options.pace.begin_again();
        (self.arrived, self.head) = (None, None);
        (self.finished, self.failed) = (false, false);
    }

    /// Whether an error ended the walk.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed
    }

    /// Whether no further page comes, and the walk has not failed.
    pub(crate) fn is_done(&self) -> bool {
        self.arrived.is_none() && !self.failed && (self.finished || self.walk.is_done())
    }

    /// Whether its requests can run beside others.
    pub(crate) fn may_run_ahead(&mut self) -> bool {
        self.transport.may_run_ahead()
    }

    /// Sends the request that is due, and lets it proceed, for a page that is not wanted yet.
    pub(crate) fn run_ahead(&mut self, cx: &mut Context<'_>) -> Result<(), Error<T::Error>> {
        let is_wanted = self.arrived.is_none()
            && self.options.first_page.is_none()
            && !self.finished
            && self.walk.is_going()
            && self.walk.wants_items();
        if !is_wanted || !self.transport.may_run_ahead() {
            return Ok(());
        }
        if !self.is_paused(cx)
            && let Err(error) = self.send(cx)
        {
            self.fail();
            return Err(error);
        }
        self.poll_requests(cx);
        Ok(())
    }

    /// Waits until a page has arrived, and sends ahead what may be sent ahead. `false` at the end.
    pub(crate) fn poll_arrival(&mut self, cx: &mut Context<'_>) -> Poll<Result<bool, Error<T::Error>>> {
        if self.arrived.is_none() && !ready!(self.poll_due(cx))? {
            return Poll::Ready(Ok(false));
        }
        if self.options.ahead && !self.options.pace.has_pause() && self.walk.is_going() && !self.walk.is_drain() {
            // An error here is not lost: it comes again, and is reported, when the page is due.
            let _ = self.send(cx);
        }
        Poll::Ready(Ok(true))
    }

    /// Hands over the page that has arrived.
    pub(crate) fn take_page(&mut self) -> Option<Page<P>> {
        match self.arrived.take() {
            Some(Arrived { content: Content::Page(page), .. }) => {
                self.last_request = page.shared_request();
                Some(page)
            }
            _ => None,
        }
    }

    /// Hands over the items of the page that has arrived, and which of them are delivered.
    pub(crate) fn take_items(&mut self) -> Option<(Vec<P::Item>, Portion)> {
        let arrived = self.arrived.take()?;
        let count = arrived.count;
        let (items, portion) = match arrived {
            Arrived { content: Content::Items(items), portion, .. } => (items, portion),
            arrived => self.take_items_of(arrived)?,
        };
        if count > items.len() as u64 {
            self.walk.has_fewer_items(count - items.len() as u64);
        }
        Some((items, portion))
    }

    /// Moves the items out of the page. It stays where it is if a function of the caller's panics.
    #[cold]
    fn take_items_of(&mut self, arrived: Arrived<P>) -> Option<(Vec<P::Item>, Portion)> {
        let Content::Page(page) = &mut self.arrived.insert(arrived).content else { return None };
        let items = page.take_items();
        let Arrived { portion, .. } = self.arrived.take()?;
        Some((items, portion))
    }

    /// Waits for the page that is due. `false` at the end.
    fn poll_due(&mut self, cx: &mut Context<'_>) -> Poll<Result<bool, Error<T::Error>>> {
        loop {
            if !self.finished && !self.walk.wants_items() {
                self.finish();
            }
            if self.finished {
                return Poll::Ready(Ok(false));
            }
            if !self.walk.is_going() {
                let problem = self.walk.take_problem();
                self.failed = problem.is_some();
                self.finish();
                return Poll::Ready(problem.map_or(Ok(false), |problem| Err(problem.into_error())));
            }
            let fetched = match self.take_first_page() {
                Some(page) => Fetched::Received(Ok(page)),
                None => ready!(self.poll_fetch(cx)),
            };
            let received = match fetched {
                Fetched::Received(received) => received,
                Fetched::Again => continue,
                Fetched::Nothing => {
                    self.finish();
                    return Poll::Ready(Ok(false));
                }
                Fetched::Failed(error) => return Poll::Ready(Err(error)),
            };
            match received.and_then(|received| self.accept(received)) {
                Ok(()) => self.move_on(),
                Err(problem) => {
                    if let Some(error) = self.after_problem(problem) {
                        return Poll::Ready(Err(error));
                    }
                }
            }
            if self.arrived.is_some() {
                return Poll::Ready(Ok(true));
            }
        }
    }

    /// Sends the request that is due, and waits for its response.
    fn poll_fetch(&mut self, cx: &mut Context<'_>) -> Poll<Fetched<P, T::Error>> {
        let paused = self.is_paused(cx);
        if !paused && let Err(error) = self.send(cx) {
            self.fail();
            return Poll::Ready(Fetched::Failed(error));
        }
        if !self.front.is_sent {
            if paused {
                self.poll_queued(cx);
                return Poll::Pending;
            }
            return Poll::Ready(if self.options.pace.has_pause() { Fetched::Again } else { Fetched::Nothing });
        }
        let error = match self.front.poll(cx) {
            Poll::Ready(Ok(response)) => return Poll::Ready(Fetched::Received(self.read(response))),
            Poll::Ready(Err(error)) => self.after_transport_error(error),
            Poll::Pending if self.front.is_late(cx) => self.after_timeout(),
            Poll::Pending => {
                self.poll_queued(cx);
                // A pause for the queued requests, which began just now, has to wake the walk too.
                let is_over = !paused && self.options.pace.has_pause() && !self.is_paused(cx);
                return if is_over { Poll::Ready(Fetched::Again) } else { Poll::Pending };
            }
        };
        Poll::Ready(error.map_or(Fetched::Again, Fetched::Failed))
    }

    fn is_paused(&mut self, cx: &mut Context<'_>) -> bool {
        self.options.pace.has_pause() && self.options.pace.is_paused(cx)
    }

    /// Lets the requests in flight proceed.
    pub(crate) fn poll_requests(&mut self, cx: &mut Context<'_>) {
        if T::Mode::POLLED {
            self.front.advance(cx);
        }
        self.poll_queued(cx);
    }

    fn poll_queued(&mut self, cx: &mut Context<'_>) {
        if T::Mode::POLLED {
            self.queued.iter_mut().for_each(|(_, request)| request.advance(cx));
        }
    }
}
