//! Moves a walk over a transport: with one request in flight or several, ahead of the consumer or not.
//!
//! The walk stays outside of the futures, so a request that is dropped loses nothing: the next poll sends a request for the same page.

pub(crate) mod blocking_wait;
mod in_flight;
mod options;
mod stop_at;

use std::collections::VecDeque;
use std::marker::PhantomData;
use std::mem;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use http::StatusCode;

use crate::checkpoint::{Checkpoint, Part};
use crate::error::{Check, Error, Problem, Timeout, Transient};
use crate::page::{Head, Page};
use crate::page_keys::{self, PageKeys};
use crate::page_request::PageRequest;
use crate::paginated::{HeadOrNone as _, Paginated, PaginatedBy};
use crate::position::SyncToken;
use crate::strategy::Strategy;
use crate::trace;
use crate::transport::{Mode, Pause, Received, Transport};
use crate::walk::{Accepted, KeySearch, Portion, Settings, Split, Walk};
use in_flight::InFlight;
#[cfg(feature = "http")]
pub(crate) use options::Exclusive;
#[cfg(any(feature = "http", feature = "tokio"))]
pub(crate) use options::Retries;
use options::Seen as SeenByLimit;
pub(crate) use options::{Failure, Options, StatusHook};
#[cfg(feature = "rate-limit")]
pub(crate) use options::{Seen, Throttle};
pub(crate) use stop_at::StopAt;

/// So many transient errors in a row end a walk.
const MOST_FAILURES: u32 = 16;

/// A page that has arrived, and which of its items are delivered.
struct Arrived<P: Paginated> {
    page: Page<P>,
    portion: Portion,
    /// Its items, where they had to be moved out for their keys.
    items: Option<Vec<P::Item>>,
}

/// The keys of the items of a page, which are moved out for it where that is the only way.
fn keys_of<P: Paginated>(page: &mut P, items: &mut Option<Vec<P::Item>>, may_take: bool) -> Option<PageKeys> {
    let keys = page.keys();
    if keys.is_some() || !may_take {
        return keys;
    }
    let taken = items.insert(page.take_items());
    Some(P::keys_of(taken))
}

/// The request for a page to keep. The memory of the last one is used again, unless its page is still there.
fn shared_request(last: Option<Arc<PageRequest>>, due: &PageRequest) -> Arc<PageRequest> {
    let mut request = last.unwrap_or_default();
    match Arc::get_mut(&mut request) {
        Some(own) => own.clone_from(due),
        None => request = Arc::new(due.clone()),
    }
    request
}

/// Cuts a page before the item at which the caller wants no more: how many items it has then, or `None` where it stays as it is.
fn cut_at<P: Paginated>(
    stop_at: &mut StopAt<P::Item>,
    walk: &Walk,
    page: &mut P,
    items: &mut Option<Vec<P::Item>>,
    may_take: bool,
) -> Result<Option<usize>, Problem> {
    let items = to_cut(page, items, may_take, "`stop_at`")?;
    let (from, to) = walk.asked_about(items.len());
    let found = stop_at.find(items, from, to);
    if let Some(count) = found {
        items.truncate(count);
    }
    Ok(found)
}

/// The items of a page, of which the last ones are not delivered.
fn to_cut<'a, P: Paginated>(
    page: &'a mut P,
    items: &'a mut Option<Vec<P::Item>>,
    may_take: bool,
    by: &str,
) -> Result<&'a mut Vec<P::Item>, Problem> {
    match items {
        Some(items) => Ok(items),
        None if may_take => Ok(items.insert(page.take_items())),
        None => page.records().as_vec().ok_or_else(|| {
            Problem::request(format!(
                "{by} cannot cut these pages, since their items are not a `Vec` of the response; take them one by one, with `.items()`"
            ))
        }),
    }
}

/// What waiting for a page or an item gives; `None` is the end. `E` is the transport's error.
pub(crate) type Polled<R, E> = Poll<Result<Option<R>, Error<E>>>;

pub(crate) struct Driver<P: Paginated, T: Transport<P>, S> {
    transport: T,
    options: Options<P, T::Error>,
    walk: Walk,
    /// The request for the page that is due.
    front: InFlight<T::Fetch>,
    /// Those for the pages after it.
    queued: VecDeque<(PageRequest, InFlight<T::Fetch>)>,
    /// A page that was not handed over yet. It waits here while requests are sent ahead and its items are taken: a panic in the
    /// caller's functions does not lose it.
    arrived: Option<Arrived<P>>,
    /// The head of the last page.
    head: Option<Arc<Head>>,
    /// The request of the last page that was handed over.
    last_request: Option<Arc<PageRequest>>,
    failures: u32,
    finished: bool,
    /// Whether an error ended the walk.
    failed: bool,
    /// Whether the consumer takes items, not pages: they may be moved out of a page before it is handed over.
    takes_items: bool,
    /// No request is sent before it is over.
    pause: Option<Pause>,
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
                "`{}` is walked by what its response headers say, and the first page was given without them; give it with its head: \
                 `.first_page(Page::with_head(response, head))`",
                spec.response
            )));
        }
        if settings.backwards
            && settings.resume.is_none()
            && let Some(page) = options.first_page.take()
        {
            // The pages before the one in hand come, as from a checkpoint after it.
            let mut after = Checkpoint::new(spec, settings.identity.clone());
            let resolve = &|link: &str| transport.resolve(spec, &page, link);
            after.prev = Walk::way_back(spec, <P as PaginatedBy<S>>::info(&page).prev, resolve);
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
            failures: 0,
            finished: false,
            failed: false,
            takes_items: false,
            pause: None,
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
        self.walk.checkpoint(self.arrived.as_ref().map(|arrived| arrived.portion.skip))
    }

    /// The walk's sync token, once every page is handed over.
    pub(crate) fn sync_token(&self) -> Option<&SyncToken> {
        if self.arrived.is_some() { None } else { self.walk.sync_token() }
    }

    /// The URL of the last response, after redirects; empty where there is none.
    pub(crate) fn url(&self) -> &str {
        self.head.as_ref().map_or("", |head| &head.url)
    }

    /// The list in at most `most` parts, once its first page has arrived, and what else has to be known.
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
        (self.arrived, self.head, self.pause) = (None, None, None);
        (self.finished, self.failed) = (false, false);
        self.forget_failures();
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
        if self.options.ahead && self.pause.is_none() && self.walk.is_going() && !self.walk.is_drain() {
            // An error of a request that is sent ahead comes again, and is reported, when its page is due.
            let _ = self.send(cx);
        }
        Poll::Ready(Ok(true))
    }

    /// Hands over the page that has arrived.
    pub(crate) fn take_page(&mut self) -> Option<Page<P>> {
        let Arrived { page, .. } = self.arrived.take()?;
        self.last_request = page.shared_request();
        Some(page)
    }

    /// Hands over the items of the page that has arrived, and which of them are delivered.
    pub(crate) fn take_items(&mut self) -> Option<(Vec<P::Item>, Portion)> {
        let Arrived { page, portion, items } = self.arrived.as_mut()?;
        let items = items.take().unwrap_or_else(|| page.take_items());
        let portion = mem::take(portion);
        self.last_request = page.shared_request();
        self.arrived = None;
        if portion.count > items.len() as u64 {
            self.walk.has_fewer_items(portion.count - items.len() as u64);
        }
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
            if self.options.first_page.is_some() && self.walk.is_within_limits(0) {
                if let Some(error) = self.accept_first_page() {
                    return Poll::Ready(Err(error));
                }
                if self.arrived.is_some() {
                    return Poll::Ready(Ok(true));
                }
                continue;
            }
            let paused = self.is_paused(cx);
            if !paused && let Err(error) = self.send(cx) {
                self.fail();
                return Poll::Ready(Err(error));
            }
            if !self.front.is_sent {
                if paused {
                    self.poll_queued(cx);
                    return Poll::Pending;
                }
                if self.pause.is_some() {
                    continue;
                }
                // The limits allow no further request.
                self.finish();
                return Poll::Ready(Ok(false));
            }
            let error = match self.front.poll(cx) {
                Poll::Pending if self.front.is_late(cx) => self.after_timeout(),
                Poll::Pending => {
                    self.poll_queued(cx);
                    // A pause for the queued requests, which began just now, has to wake the walk too.
                    if !paused && self.pause.is_some() && !self.is_paused(cx) {
                        continue;
                    }
                    return Poll::Pending;
                }
                Poll::Ready(Ok(response)) => {
                    self.accept(response).err().and_then(|problem| self.after_problem(problem))
                }
                Poll::Ready(Err(error)) => self.after_transport_error(error),
            };
            if let Some(error) = error {
                return Poll::Ready(Err(error));
            }
            if self.arrived.is_some() {
                return Poll::Ready(Ok(true));
            }
        }
    }

    fn is_paused(&mut self, cx: &mut Context<'_>) -> bool {
        if self.pause.is_none() {
            return false;
        }
        // One that panics, as the caller's own function may, is over.
        let Some(mut pause) = self.pause.take() else { return false };
        if pause.as_mut().poll(cx).is_ready() {
            return false;
        }
        self.pause = Some(pause);
        true
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

    /// Sends the request that is due, and those that the plan names, up to the width. Only while nothing is paused.
    fn send(&mut self, cx: &mut Context<'_>) -> Result<(), Error<T::Error>> {
        if !self.front.is_sent {
            if !self.walk.is_within_limits(0) || !self.may_send_now() {
                return Ok(());
            }
            let Self { walk, transport, front, options, .. } = self;
            let (spec, due) = (const { &<P as PaginatedBy<S>>::SPEC }, walk.due());
            let deadline = options.timeout.and_then(|limit| transport.deadline(limit));
            front.send(spec, due, deadline, || transport.fetch(spec, due))?;
            if T::Mode::POLLED && self.options.ahead {
                self.front.advance(cx);
            }
        }
        self.send_queued(cx);
        Ok(())
    }

    /// Sends the requests for the pages after the one that is due. One that cannot be sent may not be needed, since the list can end
    /// before it. If it is, the error comes again, and is reported, when the page is due.
    fn send_queued(&mut self, cx: &mut Context<'_>) {
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        for ahead in self.queued.len() + 1..self.options.width {
            let Some(planned) = self.walk.plan(ahead) else { break };
            if !self.may_send_now() {
                break;
            }
            let mut request = InFlight::new();
            let deadline = self.options.timeout.and_then(|limit| self.transport.deadline(limit));
            if request.send(spec, &planned, deadline, || self.transport.fetch(spec, &planned)).is_err() {
                break;
            }
            if T::Mode::POLLED {
                request.advance(cx);
            }
            self.queued.push_back((planned, request));
        }
    }

    /// Asks the rate limit. Where it is reached, a pause begins.
    fn may_send_now(&mut self) -> bool {
        let Some(throttle) = &mut self.options.throttle else { return true };
        let in_flight = usize::from(self.front.is_sent).saturating_add(self.queued.len());
        let Some(wait) = throttle.wait(in_flight) else { return true };
        self.pause = Some(self.transport.pause(wait));
        false
    }

    /// The first queued request becomes the one that is due. Those that rest on a guess which the last page did not confirm are dropped.
    fn advance_queue(&mut self) {
        let Self { walk, queued, .. } = self;
        let is_right = |(ahead, (sent, _)): &(usize, &(PageRequest, InFlight<T::Fetch>))| {
            walk.plan(*ahead).is_some_and(|planned| {
                planned.position == sent.position
                    && planned.page_size == sent.page_size
                    && planned.anchor == sent.anchor
            })
        };
        let right = queued.iter().enumerate().take_while(is_right).count();
        queued.truncate(right);
        if let Some((_, next)) = queued.pop_front() {
            self.front = next;
        }
    }

    /// Reads a response and moves the walk. No page arrives where the response has no content, or only items that were taken before a
    /// checkpoint.
    fn accept(&mut self, response: T::Response) -> Result<(), Problem> {
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        let Self { walk, transport, options, queued, front: InFlight { span, .. }, .. } = self;
        let read = span.within(|| transport.read(spec, walk.due(), response, options.decoder));
        if let Some(throttle) = &mut options.throttle {
            throttle.arrived(&SeenByLimit::in_response(spec, &read), queued.len());
        }
        match read.inspect_err(|problem| span.refused(problem))? {
            Received::Page { page, body } => self.accept_page(page, body),
            Received::NoContent => {
                walk.accept_nothing();
                self.move_on();
                Ok(())
            }
        }
    }

    /// Takes the page in hand for page one, if that is due. An error is reported.
    #[cold]
    fn accept_first_page(&mut self) -> Option<Error<T::Error>> {
        let page = self.options.first_page.take().filter(|_| self.walk.is_at_first_page())?;
        self.accept_page(*page, None).err().and_then(|problem| self.after_problem(problem))
    }

    /// Moves the walk past a page.
    #[inline]
    fn accept_page(&mut self, mut page: Page<P>, mut body: Option<u64>) -> Result<(), Problem> {
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        let Self { walk, transport, options, front: InFlight { span, .. }, takes_items, .. } = self;
        page.set_request(shared_request(self.last_request.take(), walk.due()));
        page.check().map_err(|error| Problem::Check(Box::new(Check { response: spec.response, error })))?;
        // Before the walk moves: this may be a function of the caller's, which may panic.
        let (count, item_count, is_missing) = {
            let records = page.records();
            (records.entries() as u64, records.count() as u64, records.is_missing())
        };
        if is_missing
            && !spec.checked
            && let Some(failure) = transport.reported_failure()
        {
            return Err(Problem::Check(Box::new(Check::reported(spec.response, failure))));
        }
        span.arrived(&page, item_count);
        let mut info;
        if spec.is_of_payload {
            (page, info) = <P as PaginatedBy<S>>::__read(page);
        } else {
            info = <P as PaginatedBy<S>>::info(&page);
        }
        let mut items = None;
        let mut keys = None;
        if spec.keyed
            && let Some(of_page) = keys_of::<P>(&mut page, &mut items, *takes_items)
        {
            let checked = of_page.checked(spec)?;
            body = Some(page_keys::fingerprint(&checked));
            keys = Some(checked);
        }
        let mut of_part = None;
        let mut is_past_part = false;
        if walk.is_of_part() {
            let by_key = walk.items_before_key(&info)?;
            is_past_part = by_key.is_some();
            if let Some(left) = by_key.or_else(|| walk.items_before_end(count, item_count)) {
                let left = usize::try_from(left).unwrap_or(usize::MAX);
                to_cut::<P>(&mut page, &mut items, *takes_items, "the end of a part")?.truncate(left);
                of_part = Some(left);
            }
        }
        let cut = match &mut options.stop_at {
            Some(stop_at) if item_count > 0 => cut_at::<P>(stop_at, walk, &mut page, &mut items, *takes_items)?,
            _ => None,
        };
        let resolve = &|link: &str| transport.resolve(spec, &page, link);
        let likely_positions = &|| transport.likely_positions();
        let accepted = Accepted {
            count,
            items: item_count,
            fresh: item_count,
            body,
            keys: keys.as_deref(),
            resolve,
            is_last_wanted: cut.is_some(),
            is_past_part,
            likely_positions,
        };
        let portion = walk.accept(&mut info, &accepted)?.filter(|_| cut.or(of_part) != Some(0));
        if is_missing && walk.is_done() && !walk.is_going() && info.more.is_none() && !spec.stop.empty_page {
            trace::warn(spec, "the list ends at a page without a list: an object that it would be in is null");
        }
        self.head = page.shared_head();
        self.move_on();
        if let Some(portion) = portion.filter(|portion| portion.is_worth(item_count)) {
            self.arrived = Some(Arrived { page, portion, items });
        }
        Ok(())
    }

    /// The next request is due.
    fn move_on(&mut self) {
        self.forget_failures();
        if !self.queued.is_empty() {
            self.advance_queue();
        }
    }

    fn forget_failures(&mut self) {
        self.failures = 0;
        if let Some(retries) = &mut self.options.retries {
            retries.page_arrived();
        }
        self.options.hooks.iter_mut().for_each(StatusHook::page_arrived);
    }

    /// The transport's own error, unless the request is sent again.
    fn after_transport_error(&mut self, error: T::Error) -> Option<Error<T::Error>> {
        let is_timeout = T::is_timeout(&error);
        self.nothing_arrived();
        if let Some(problem) = T::problem(&error) {
            self.fail();
            return Some(problem.into_error());
        }
        if !T::is_transient(&error) {
            self.fail();
            return Some(Error::Client(error));
        }
        if is_timeout && self.options.timeout.is_some() {
            return self.after_timeout();
        }
        if is_timeout
            && <P as PaginatedBy<S>>::SPEC.shrink.is_some()
            && let Some(shrinks) = self.shrinks()
        {
            return shrinks.err();
        }
        let is_worth_it = self.options.retry_if.as_ref().is_none_or(|retry_if| retry_if(&error));
        (!is_worth_it || !self.retries(Failure::NoResponse)).then(|| self.transient(Error::Transport(error)))
    }

    /// The page did not arrive in time. The request is dropped, and is sent again, or the error is reported.
    #[cold]
    fn after_timeout(&mut self) -> Option<Error<T::Error>> {
        self.front.give_up();
        self.nothing_arrived();
        if <P as PaginatedBy<S>>::SPEC.shrink.is_some()
            && let Some(shrinks) = self.shrinks()
        {
            return shrinks.err();
        }
        (!self.retries(Failure::NoResponse)).then(|| {
            let (spec, due) = (const { &<P as PaginatedBy<S>>::SPEC }, self.walk.due());
            let timeout = Timeout {
                response: spec.response,
                page: due.index.saturating_add(1),
                url: self.transport.url(spec, due),
                limit: self.options.timeout.unwrap_or_default(),
            };
            self.transient(Error::Timeout(Box::new(timeout)))
        })
    }

    /// The walk's own error, unless the request is sent again.
    fn after_problem(&mut self, problem: Problem) -> Option<Error<T::Error>> {
        if let Some(shrink) = &<P as PaginatedBy<S>>::SPEC.shrink
            && match &problem {
                Problem::Status(status) => shrink.is_for(status),
                Problem::BodyTooLarge(_) => true,
                _ => false,
            }
            && let Some(shrinks) = self.shrinks()
        {
            return shrinks.err();
        }
        match problem {
            Problem::Timeout(_) => self.after_timeout(),
            Problem::Status(status) if self.runs_hook(status.status) => None,
            Problem::Status(status) if self.retries(Failure::Status(status.status, &status.headers)) => None,
            Problem::Status(status) if Problem::is_transient_status(status.status) => {
                Some(self.transient(Error::Status(status)))
            }
            Problem::Check(check) if check.transient().is_some() => {
                let wait = check.transient().and_then(Transient::wait);
                (!self.retries(Failure::Check(wait))).then(|| self.transient(Error::Check(check)))
            }
            Problem::Expired(status) if self.walk.restart_at_anchor(status.status.as_u16()) => {
                self.cancel_requests();
                None
            }
            Problem::Expired(status) if self.walk.restart() => {
                self.cancel_requests();
                Some(Error::Restarted(status))
            }
            problem => {
                self.fail();
                Some(problem.into_error())
            }
        }
    }

    /// A request is over, and there is no response that could say something about a limit.
    fn nothing_arrived(&mut self) {
        if let Some(throttle) = &mut self.options.throttle {
            throttle.arrived(&SeenByLimit::nothing(), self.queued.len());
        }
    }

    /// Requests the same page with half the size, and those after it anew. `None` where it cannot be smaller.
    fn shrinks(&mut self) -> Option<Result<(), Error<T::Error>>> {
        match self.walk.shrink() {
            Ok(false) => None,
            Ok(true) => {
                self.queued.clear();
                Some(Ok(()))
            }
            Err(problem) => {
                self.finish();
                Some(Err(problem.into_error()))
            }
        }
    }

    /// Whether the caller's own function for this status runs. The same page is requested after it; so are those after it, whose
    /// requests were refused for the same reason.
    fn runs_hook(&mut self, status: StatusCode) -> bool {
        let pause = self.options.hooks.iter_mut().find_map(|hook| hook.run(status));
        if pause.is_none() {
            return false;
        }
        self.pause = pause;
        self.queued.clear();
        true
    }

    /// Whether the same page is requested again, after a pause.
    fn retries(&mut self, failure: Failure<'_>) -> bool {
        if <P as PaginatedBy<S>>::SPEC.session {
            return false;
        }
        let wait = self.options.retries.as_mut().and_then(|retries| retries.wait(failure));
        if let Some(wait) = wait {
            self.pause = Some(self.transport.pause(wait));
        }
        wait.is_some()
    }

    /// A transient error is reported; too many in a row end the walk.
    fn transient(&mut self, error: Error<T::Error>) -> Error<T::Error> {
        self.failures += 1;
        if <P as PaginatedBy<S>>::SPEC.session || self.failures >= MOST_FAILURES {
            self.fail();
        }
        if let Some(retries) = &mut self.options.retries {
            retries.page_arrived();
        }
        error
    }
}
