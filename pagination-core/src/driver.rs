//! Moves a walk over a transport: a queue of requests on their way, one or several, ahead of the consumer or not.
//!
//! The walk stays outside of the futures, so a request that is dropped half way loses nothing: asking again asks for the same
//! page.

use std::collections::VecDeque;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{HeaderMap, StatusCode};

use crate::checkpoint::Checkpoint;
use crate::error::{Error, Problem};
use crate::page::{Asked, Page};
use crate::recovery::{Pace, Pause, Recover};
use crate::strategy::Strategy;
use crate::trace::PageSpan;
use crate::transport::{Ask, Decoder, Given, Reply, Transport};
use crate::walk::{Settings, Walk};
use crate::{Paginated, PaginatedBy};

/// Errors that can pass, delivered in a row, after which a walk is over.
const MOST_FAILURES: u32 = 16;

/// One request on its way. Both boxes outlive the request, and are used again.
struct Flight<F: Future> {
    ask: Ask,
    span: PageSpan,
    fetch: Pin<Box<Option<F>>>,
    answer: Option<F::Output>,
}

impl<F: Future> Flight<F> {
    /// The request has to be made again.
    fn is_idle(&self) -> bool {
        self.answer.is_none() && self.fetch.is_none()
    }

    /// The answer, for the consumer.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<F::Output> {
        if let Some(answer) = self.answer.take() {
            return Poll::Ready(answer);
        }
        let Some(fetch) = self.fetch.as_mut().as_pin_mut() else { return Poll::Pending };
        let answer = ready!(self.span.within(|| fetch.poll(cx)));
        self.fetch.set(None);
        Poll::Ready(answer)
    }

    /// Lets the request go on; its answer is kept.
    fn advance(&mut self, cx: &mut Context<'_>) {
        if self.answer.is_none()
            && let Poll::Ready(answer) = self.poll(cx)
        {
            self.answer = Some(answer);
        }
    }
}

/// What a page is waited for as. `R` is what the consumer makes of it, `E` the transport's error.
pub(crate) type Polled<R, E> = Poll<Option<Result<R, Error<E>>>>;

pub(crate) struct Driver<P, T: Transport<P>, S> {
    transport: T,
    decoder: Option<Decoder<P>>,
    settings: Settings,
    walk: Option<Walk>,
    flights: VecDeque<Box<Flight<T::Fetch>>>,
    spare: Option<Box<Flight<T::Fetch>>>,
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
            flights: VecDeque::new(),
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

    /// The same walk by another strategy; only before it has begun.
    pub(crate) fn by<S2>(self) -> Driver<P, T, S2> {
        Driver {
            transport: self.transport,
            decoder: self.decoder,
            settings: self.settings,
            walk: None,
            flights: VecDeque::new(),
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
            Walk::new(spec, std::mem::take(settings), given)
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

    pub(crate) fn is_finished(&self) -> bool {
        self.finished
    }

    /// Ends the walk where the consumer wants no more.
    pub(crate) fn finish(&mut self) {
        self.finished = true;
        self.flights.clear();
    }

    /// Waits for the next page, whole.
    pub(crate) fn poll_page(&mut self, cx: &mut Context<'_>) -> Polled<Page<P>, T::Error> {
        self.poll_with(cx, |page| page)
    }

    /// Waits for the next page, and gives what `hand_over` makes of it, so that a consumer of records moves no page.
    #[inline]
    pub(crate) fn poll_with<R>(
        &mut self,
        cx: &mut Context<'_>,
        hand_over: impl Fn(Page<P>) -> R,
    ) -> Polled<R, T::Error> {
        loop {
            if self.finished {
                return Poll::Ready(None);
            }
            let walk = self.walk();
            if let Some(problem) = walk.take_problem() {
                return self.fail(problem.into_error());
            }
            if walk.is_over() {
                self.finish();
                return Poll::Ready(None);
            }
            let paused = self.pause.as_mut().is_some_and(|pause| pause.as_mut().poll(cx).is_pending());
            if !paused {
                self.pause = None;
                if let Err(problem) = self.launch(cx) {
                    return self.fail(problem.into_error());
                }
            }
            if self.pause.is_some() && self.flights.front().is_none_or(|flight| flight.is_idle()) {
                if paused {
                    self.poll_flights(cx, 1);
                    return Poll::Pending;
                }
                continue;
            }
            let Some(front) = self.flights.front_mut() else {
                self.finish();
                return Poll::Ready(None);
            };
            match front.poll(cx) {
                Poll::Pending => {
                    self.poll_flights(cx, 1);
                    return Poll::Pending;
                }
                Poll::Ready(Err(error)) => {
                    if let Some(error) = self.failed(error) {
                        return Poll::Ready(Some(Err(error)));
                    }
                }
                Poll::Ready(Ok(answer)) => {
                    let Some(mut flight) = self.flights.pop_front() else { continue };
                    match self.take(&mut flight, answer, &hand_over) {
                        Ok(taken) => {
                            self.spare = Some(flight);
                            self.failures = 0;
                            if let Some(recover) = &mut self.recover {
                                recover.arrived();
                            }
                            self.drop_wrong_guesses();
                            if self.ahead {
                                // An error of a request that is made ahead is met again, and told, when its turn comes.
                                let _ = self.launch(cx);
                            }
                            if let Some(taken) = taken {
                                return Poll::Ready(Some(Ok(taken)));
                            }
                        }
                        Err(problem) => {
                            if problem.status().is_some() {
                                // Where the request stood, so that it is made again in its turn, should it be.
                                self.flights.push_front(flight);
                            }
                            if let Some(error) = self.refused(problem) {
                                return Poll::Ready(Some(Err(error)));
                            }
                        }
                    }
                }
            }
        }
    }

    /// Lets the requests that are on their way go on.
    pub(crate) fn poll_flights(&mut self, cx: &mut Context<'_>, from: usize) {
        if T::POLLED {
            for flight in self.flights.iter_mut().skip(from) {
                flight.advance(cx);
            }
        }
    }

    /// Sends what the plan says, up to the width, and starts it.
    fn launch(&mut self, cx: &mut Context<'_>) -> Result<(), Problem> {
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        let Self { walk: Some(walk), transport, flights, spare, pace, pause, .. } = self else { return Ok(()) };
        for index in 0..self.width {
            if pause.is_some() {
                break;
            }
            let planned = match flights.get(index) {
                Some(flight) if flight.is_idle() => None,
                Some(_) => continue,
                None => match walk.plan(index) {
                    Some(ask) => Some(ask),
                    None => break,
                },
            };
            if let Some(wait) = pace.as_mut().and_then(|pace| pace.wait()) {
                *pause = Some(transport.pause(wait));
                break;
            }
            let Some(ask) = planned else {
                // The request failed in a way that can pass; it is made again where it stood.
                if let Some(flight) = flights.get_mut(index) {
                    flight.span.asked_again();
                    flight.fetch.set(Some(transport.fetch(spec, &flight.ask, index > 0)?));
                }
                continue;
            };
            let span = PageSpan::new(spec, &ask);
            let fetch = span.within(|| transport.fetch(spec, &ask, index > 0))?;
            let mut flight = match spare.take() {
                Some(mut flight) => {
                    flight.ask = ask;
                    flight.span = span;
                    flight.fetch.set(Some(fetch));
                    flight
                }
                None => Box::new(Flight { ask, span, fetch: Box::pin(Some(fetch)), answer: None }),
            };
            if T::POLLED && (index > 0 || self.ahead) {
                flight.advance(cx);
            }
            flights.push_back(flight);
        }
        Ok(())
    }

    /// Requests that were made on a guess which the page before did not confirm.
    fn drop_wrong_guesses(&mut self) {
        let Self { walk: Some(walk), flights, .. } = self else { return };
        if flights.is_empty() {
            return;
        }
        let right = flights
            .iter()
            .enumerate()
            .take_while(|(index, flight)| {
                walk.plan(*index).is_some_and(|ask| ask.position == flight.ask.position && ask.size == flight.ask.size)
            })
            .count();
        flights.truncate(right);
    }

    /// Reads an answer and moves the walk; `None` where it has no content, or nothing that was not taken before.
    fn take<R>(
        &mut self,
        flight: &mut Flight<T::Fetch>,
        answer: T::Reply,
        hand_over: impl FnOnce(Page<P>) -> R,
    ) -> Result<Option<R>, Problem> {
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        let Self { walk: Some(walk), transport, decoder, .. } = self else { return Ok(None) };
        let Flight { ask, span, .. } = flight;
        let read = span.within(|| transport.read(spec, ask, answer, *decoder));
        match read.inspect_err(|problem| span.refused(problem))? {
            Reply::Empty => {
                walk.accept_nothing();
                Ok(None)
            }
            Reply::Page(mut page, body) => {
                page.check().map_err(|error| {
                    Problem::Check(Box::new(crate::error::Check { response: spec.response, error }))
                })?;
                page.set_asked(Asked { position: ask.position.clone(), size: ask.size, index: ask.index });
                let mut info = <P as PaginatedBy<S>>::info(&page);
                let count = page.count();
                span.arrived(&page, count as u64);
                walk.accept(ask, count as u64, &mut info, body, &|link| transport.resolve(spec, &page, link))?;
                Ok((!walk.was_taken(count)).then(|| hand_over(page)))
            }
        }
    }

    /// The transport's own error, unless it is met by asking again.
    fn failed(&mut self, error: T::Error) -> Option<Error<T::Error>> {
        if let Some(problem) = T::problem(&error) {
            self.finish();
            return Some(problem.into_error());
        }
        if !T::can_pass(&error) {
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
                self.flights.clear();
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

    fn fail<R>(&mut self, error: Error<T::Error>) -> Polled<R, T::Error> {
        self.finish();
        Poll::Ready(Some(Err(error)))
    }
}
