//! Moves a walk over a transport: one request on its way, or several, ahead of the consumer or not.
//!
//! The walk stays outside of the futures, so a request that is dropped half way loses nothing: asking again asks for the same
//! page.

mod flight;

use std::collections::VecDeque;
use std::marker::PhantomData;
use std::mem;
use std::task::{Context, Poll, ready};

use http::{HeaderMap, StatusCode};

use crate::checkpoint::Checkpoint;
use crate::error::{Error, Problem};
use crate::page::Page;
use crate::page_request::PageRequest;
use crate::recovery::{Pace, Pause, Recover};
use crate::strategy::Strategy;
use crate::transport::{Decoder, Given, Reply, Transport};
use crate::walk::{Settings, Walk};
use crate::{Paginated, PaginatedBy};
use flight::Flight;

/// Errors that can pass, delivered in a row, after which a walk is over.
const MOST_FAILURES: u32 = 16;

/// What a page or record is waited for as; `None` is the end. `E` is the transport's error.
pub(crate) type Polled<R, E> = Poll<Result<Option<R>, Error<E>>>;

pub(crate) struct Driver<P, T: Transport<P>, S> {
    transport: T,
    decoder: Option<Decoder<P>>,
    settings: Settings,
    walk: Option<Walk>,
    /// The request for the page that is due.
    front: Flight<T::Fetch>,
    /// Those for the pages behind it.
    behind: VecDeque<(PageRequest, Flight<T::Fetch>)>,
    spare: Option<Flight<T::Fetch>>,
    /// How many requests may be on their way at a time.
    width: usize,
    /// Whether the next request is made before a page is handed over.
    ahead: bool,
    failures: u32,
    finished: bool,
    recover: Option<Box<dyn Recover>>,
    pace: Option<Box<dyn Pace>>,
    /// Nothing is asked for before it is over.
    pause: Option<Pause>,
    strategy: PhantomData<fn() -> (P, S)>,
}

// Nothing is pinned in place: the requests are in boxes of their own.
impl<P, T: Transport<P>, S> Unpin for Driver<P, T, S> {}

impl<P, T: Transport<P>, S> Driver<P, T, S> {
    pub(crate) fn new(transport: T) -> Self {
        Self {
            transport,
            decoder: None,
            settings: Settings::default(),
            walk: None,
            front: Flight::new(),
            behind: VecDeque::new(),
            spare: None,
            width: 1,
            ahead: false,
            failures: 0,
            finished: false,
            recover: None,
            pace: None,
            pause: None,
            strategy: PhantomData,
        }
    }

    pub(crate) fn settings(&mut self) -> &mut Settings {
        &mut self.settings
    }

    pub(crate) fn transport(&mut self) -> &mut T {
        &mut self.transport
    }

    #[cfg(feature = "http")]
    pub(crate) fn set_recover(&mut self, recover: Box<dyn Recover>) {
        self.recover = Some(recover);
    }

    #[cfg(feature = "rate-limit")]
    pub(crate) fn set_pace(&mut self, pace: Box<dyn Pace>) {
        self.pace = Some(pace);
    }

    #[cfg(feature = "http")]
    pub(crate) fn set_decoder(&mut self, decoder: Decoder<P>) {
        self.decoder = Some(decoder);
    }

    /// A setting that cannot be: the first result says so.
    #[cfg(feature = "http")]
    pub(crate) fn refuse(&mut self, problem: Problem) {
        self.settings.refused = Some(problem);
    }

    pub(crate) fn set_width(&mut self, width: usize) {
        self.width = width.max(1);
        self.ahead = self.width > 1;
    }

    pub(crate) fn set_ahead(&mut self) {
        self.ahead = true;
    }

    /// A walk by another strategy, with the same settings. Requests of this one are given up.
    pub(crate) fn by<S2>(self) -> Driver<P, T, S2> {
        Driver {
            transport: self.transport,
            decoder: self.decoder,
            settings: self.walk.map_or(self.settings, Walk::into_settings),
            walk: None,
            front: Flight::new(),
            behind: VecDeque::new(),
            spare: None,
            width: self.width,
            ahead: self.ahead,
            failures: 0,
            finished: self.finished,
            recover: self.recover,
            pace: self.pace,
            pause: None,
            strategy: PhantomData,
        }
    }
}

impl<P, T, S> Driver<P, T, S>
where
    P: Paginated + PaginatedBy<S>,
    T: Transport<P>,
    S: Strategy,
{
    /// The walk, which begins here if it has not yet. No request is made.
    pub(crate) fn walk(&mut self) -> &mut Walk {
        let Self { walk, transport, settings, .. } = self;
        walk.get_or_insert_with(|| {
            let spec = const { &<P as PaginatedBy<S>>::SPEC };
            let given: Given = transport.given(spec);
            let mut walk = Walk::new(spec, mem::take(settings), given);
            walk.take_room();
            walk
        })
    }

    pub(crate) fn walked(&self) -> Option<&Walk> {
        self.walk.as_ref()
    }

    /// Where the walk stands: behind the last page, or inside it, where `taken` says how many of its records were.
    pub(crate) fn checkpoint(&self, taken: Option<usize>) -> Checkpoint {
        let start = || {
            Walk::new(const { &<P as PaginatedBy<S>>::SPEC }, Settings::default(), Given::default()).checkpoint(None)
        };
        self.walk.as_ref().map_or_else(start, |walk| walk.checkpoint(taken))
    }

    /// The same, of a walk that need not have begun, and does not begin here.
    pub(crate) fn checkpoint_before(&mut self) -> Checkpoint {
        if self.walk.is_some() {
            return self.checkpoint(None);
        }
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        Walk::new(spec, self.settings.copy(), self.transport.given(spec)).checkpoint(None)
    }

    pub(crate) fn is_finished(&self) -> bool {
        self.finished
    }

    /// Ends the walk where the consumer wants no more.
    #[cold]
    pub(crate) fn finish(&mut self) {
        self.finished = true;
        self.forget();
    }

    /// Gives up the requests that are on their way.
    fn forget(&mut self) {
        self.front.clear();
        self.behind.clear();
    }

    /// Waits for the next page, whole.
    #[inline]
    pub(crate) fn poll_whole(&mut self, cx: &mut Context<'_>) -> Polled<Page<P>, T::Error> {
        let mut arrived = None;
        ready!(self.poll_page(cx, &mut arrived))?;
        if arrived.is_some() {
            self.look_ahead(cx);
        }
        Poll::Ready(Ok(arrived))
    }

    /// Waits for the next page, and puts it into `arrived`; where that stays empty, the walk is over. Gives the number of the page's
    /// records that were taken before a checkpoint.
    ///
    /// A page is large: it is not moved through what comes back from here.
    #[inline]
    pub(crate) fn poll_page(
        &mut self,
        cx: &mut Context<'_>,
        arrived: &mut Option<Page<P>>,
    ) -> Poll<Result<usize, Error<T::Error>>> {
        loop {
            if self.finished {
                return Poll::Ready(Ok(0));
            }
            if !self.walk().goes_on() {
                return self.stop();
            }
            let paused = self.pause.is_some() && self.still_pauses(cx);
            if !paused && let Err(problem) = self.launch(cx) {
                return self.fail(problem.into_error());
            }
            if !self.front.asked {
                if paused {
                    self.poll_behind(cx);
                    return Poll::Pending;
                }
                if self.pause.is_some() {
                    continue;
                }
                self.finish();
                return Poll::Ready(Ok(0));
            }
            match self.front.poll(cx) {
                Poll::Pending => {
                    self.poll_behind(cx);
                    // A pause for the requests behind, which began just now, has to wake the walk too.
                    if !paused && self.pause.is_some() && !self.still_pauses(cx) {
                        continue;
                    }
                    return Poll::Pending;
                }
                Poll::Ready(Err(error)) => {
                    if let Some(error) = self.failed(error) {
                        return Poll::Ready(Err(error));
                    }
                }
                Poll::Ready(Ok(answer)) => match self.take(answer, arrived) {
                    Ok(skip) => {
                        self.failures = 0;
                        if let Some(recover) = &mut self.recover {
                            recover.arrived();
                        }
                        if !self.behind.is_empty() {
                            self.move_up();
                        }
                        if arrived.is_some() {
                            return Poll::Ready(Ok(skip));
                        }
                    }
                    Err(problem) => {
                        // It was not accepted.
                        *arrived = None;
                        if let Some(error) = self.refused(problem) {
                            return Poll::Ready(Err(error));
                        }
                    }
                },
            }
        }
    }

    /// The walk goes no further: an error is told, once, or it is over.
    #[cold]
    fn stop(&mut self) -> Poll<Result<usize, Error<T::Error>>> {
        let problem = self.walk().take_problem();
        self.finish();
        Poll::Ready(problem.map_or(Ok(0), |problem| Err(problem.into_error())))
    }

    #[cold]
    fn still_pauses(&mut self, cx: &mut Context<'_>) -> bool {
        let paused = self.pause.as_mut().is_some_and(|pause| pause.as_mut().poll(cx).is_pending());
        if !paused {
            self.pause = None;
        }
        paused
    }

    /// Lets the requests that are on their way go on.
    pub(crate) fn poll_flights(&mut self, cx: &mut Context<'_>) {
        if T::POLLED {
            self.front.advance(cx);
        }
        self.poll_behind(cx);
    }

    fn poll_behind(&mut self, cx: &mut Context<'_>) {
        if T::POLLED {
            self.behind.iter_mut().for_each(|(_, flight)| flight.advance(cx));
        }
    }

    /// The page that arrived last is where nothing can lose it: what may be asked for ahead is, also by code of the caller's that may
    /// panic.
    #[inline]
    pub(crate) fn look_ahead(&mut self, cx: &mut Context<'_>) {
        if self.ahead {
            self.launch_ahead(cx);
        }
    }

    /// An error of a request that is made ahead is met again, and told, when its turn comes.
    #[cold]
    fn launch_ahead(&mut self, cx: &mut Context<'_>) {
        if self.pause.is_none() && self.walk().goes_on() {
            let _ = self.launch(cx);
        }
    }

    /// Sends what is due, and what the plan says, up to the width, and starts it. Only where no pause is to be waited for.
    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "it is called from here for every page, and elsewhere for walks that ask ahead"
    )]
    fn launch(&mut self, cx: &mut Context<'_>) -> Result<(), Problem> {
        if !self.front.asked {
            let Self { walk: Some(walk), transport, front, pace, pause, .. } = self else { return Ok(()) };
            if !walk.is_within(0) {
                return Ok(());
            }
            if let Some(wait) = pace.as_mut().and_then(|pace| pace.wait()) {
                *pause = Some(transport.pause(wait));
                return Ok(());
            }
            let (spec, ask) = (const { &<P as PaginatedBy<S>>::SPEC }, walk.due());
            front.ask(spec, ask, || transport.fetch(spec, ask, false))?;
            if T::POLLED && self.ahead {
                front.advance(cx);
            }
        }
        if self.width > 1 {
            self.launch_behind(cx);
        }
        Ok(())
    }

    /// The same for the pages behind the one that is due. What cannot be asked for may not be needed: the list can end before it. If it
    /// is, the error is met again, and told, when the page is due.
    fn launch_behind(&mut self, cx: &mut Context<'_>) {
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        let Self { walk: Some(walk), transport, behind, spare, pace, pause, .. } = self else { return };
        for index in behind.len() + 1..self.width {
            let Some(ask) = walk.plan(index) else { break };
            if let Some(wait) = pace.as_mut().and_then(|pace| pace.wait()) {
                *pause = Some(transport.pause(wait));
                break;
            }
            let mut flight = spare.take().unwrap_or_else(Flight::new);
            if flight.ask(spec, &ask, || transport.fetch(spec, &ask, true)).is_err() {
                break;
            }
            if T::POLLED {
                flight.advance(cx);
            }
            behind.push_back((ask, flight));
        }
    }

    /// The first of the requests behind is for the page that is due now. Those that were made on a guess which the last page did
    /// not confirm are given up.
    #[cold]
    fn move_up(&mut self) {
        let Self { walk: Some(walk), front, behind, spare, .. } = self else { return };
        let is_right = |(index, (ask, _)): &(usize, &(PageRequest, Flight<T::Fetch>))| {
            walk.plan(*index)
                .is_some_and(|planned| planned.position == ask.position && planned.page_size == ask.page_size)
        };
        let right = behind.iter().enumerate().take_while(is_right).count();
        behind.truncate(right);
        if let Some((_, next)) = behind.pop_front() {
            *spare = Some(mem::replace(front, next));
        }
    }

    /// Reads an answer and moves the walk. The page is put into `arrived`, unless it has no content, or nothing that was not taken
    /// before a checkpoint; how much of it was, is what comes back.
    #[inline]
    fn take(&mut self, answer: T::Reply, arrived: &mut Option<Page<P>>) -> Result<usize, Problem> {
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        let Self { walk: Some(walk), transport, decoder, front: Flight { span, .. }, .. } = self else {
            return Ok(0);
        };
        let read = span.within(|| transport.read(spec, walk.due(), answer, *decoder));
        let (page, body) = match read.inspect_err(|problem| span.refused(problem))? {
            Reply::Page(page, body) => (page, body),
            Reply::Empty => {
                walk.accept_nothing();
                return Ok(0);
            }
        };
        let page = arrived.insert(page.answering(walk.due().clone()));
        page.check()
            .map_err(|error| Problem::Check(Box::new(crate::error::Check { response: spec.response, error })))?;
        // Before anything is written down: it may be a function of the caller's.
        let count = page.count();
        walk.said().take_over(<P as PaginatedBy<S>>::info(page));
        span.arrived(page, count as u64);
        walk.accept(count as u64, body, &|link| transport.resolve(spec, page, link))?;
        let skip = walk.take_skip();
        if skip > 0 && skip == count {
            *arrived = None;
        }
        Ok(skip)
    }

    /// The transport's own error, unless it is met by asking again.
    fn failed(&mut self, error: T::Error) -> Option<Error<T::Error>> {
        if let Some(problem) = T::problem(&error) {
            self.finish();
            return Some(problem.into_error());
        }
        if !T::is_transient(&error) {
            self.finish();
            return Some(Error::Client(error));
        }
        (!self.recovers(None)).then(|| self.told(Error::Transport(error)))
    }

    /// The walk's own error, unless it is met by asking again.
    fn refused(&mut self, problem: Problem) -> Option<Error<T::Error>> {
        match problem {
            Problem::Status(status) if self.recovers(Some((status.status, &status.headers))) => None,
            Problem::Status(status) if Problem::is_passing(status.status) => Some(self.told(Error::Status(status))),
            Problem::Expired(status) if self.walk.as_mut().is_some_and(Walk::restart) => {
                self.forget();
                Some(Error::Restarted(status))
            }
            problem => {
                self.finish();
                Some(problem.into_error())
            }
        }
    }

    /// Whether the same page is asked for again, after a pause.
    fn recovers(&mut self, answer: Option<(StatusCode, &HeaderMap)>) -> bool {
        if <P as PaginatedBy<S>>::SPEC.session {
            return false;
        }
        let Some(wait) = self.recover.as_mut().and_then(|recover| recover.wait(answer)) else { return false };
        self.pause = Some(self.transport.pause(wait));
        true
    }

    /// An error that can pass is told; so many in a row end the walk.
    fn told(&mut self, error: Error<T::Error>) -> Error<T::Error> {
        self.failures += 1;
        if <P as PaginatedBy<S>>::SPEC.session || self.failures >= MOST_FAILURES {
            self.finish();
        }
        if let Some(recover) = &mut self.recover {
            recover.arrived();
        }
        error
    }

    #[cold]
    fn fail(&mut self, error: Error<T::Error>) -> Poll<Result<usize, Error<T::Error>>> {
        self.finish();
        Poll::Ready(Err(error))
    }
}
