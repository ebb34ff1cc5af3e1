//! Any function as a transport.

use std::future::{Future, ready};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use super::threads::{CloneForThread, Running, SentFromThread, Threads};
use super::{Async, Blocking, Decoder, IntoPage, PageSizes, Pause, Preset, Received, Transport, Waits};
use crate::error::{Error, Problem, Timeout};
use crate::from_position::FromPosition;
use crate::page_request::PageRequest;
use crate::spec::Spec;

/// What is called for every page: a function of the position, or one of a client and the position.
#[diagnostic::on_unimplemented(
    message = "this function cannot be called for one page after the other",
    label = "the walk needs such a function",
    note = "a closure that owns its client, or needs it as `&mut`, takes it as an argument: `pages_with(client, async |client, \
            position| …)`"
)]
pub trait Call<A> {
    /// What it returns.
    type Output;
    /// Calls it.
    fn call(&mut self, argument: A) -> Self::Output;
}

#[diagnostic::do_not_recommend]
impl<F: FnMut(A) -> O, A, O> Call<A> for F {
    type Output = O;

    fn call(&mut self, argument: A) -> O {
        self(argument)
    }
}

/// A function with its client, as [`pages_with`](crate::pages_with) takes them: every call gets a clone of the client.
#[derive(Clone)]
pub struct WithClient<C, F> {
    client: C,
    function: F,
}

impl<C, F> WithClient<C, F> {
    pub(crate) fn new(client: C, function: F) -> Self {
        Self { client, function }
    }
}

#[diagnostic::do_not_recommend]
impl<C: Clone, F: FnMut(C, A) -> O, A, O> Call<A> for WithClient<C, F> {
    type Output = O;

    fn call(&mut self, argument: A) -> O {
        (self.function)(self.client.clone(), argument)
    }
}

/// Reads the request as the argument of a function.
///
/// A function pointer, and no bound on the transports: an argument type that no position can be read as is then one error, where the
/// function is given.
type Argument<A> = fn(&PageRequest) -> Result<A, Problem>;

/// An asynchronous function of the position, as [`pages`](crate::pages) takes it.
pub struct Function<F, A> {
    call: F,
    argument: Argument<A>,
    page_sizes: PageSizes,
}

impl<F, A: FromPosition> Function<F, A> {
    pub(crate) fn new(function: F) -> Self {
        Self { call: function, argument, page_sizes: page_sizes::<A>() }
    }
}

impl<P, F, A, Fut, R, E> Transport<P> for Function<F, A>
where
    F: Call<A, Output = Fut>,
    Fut: Future<Output = Result<R, E>>,
    R: IntoPage<Response = P>,
{
    type Mode = Async;
    type Error = E;
    type Response = R;
    type Fetch = Fut;
    type Head = R::Head;

    fn fetch(&mut self, _: &'static Spec, request: &PageRequest) -> Result<Fut, Error<E>> {
        Ok(self.call.call((self.argument)(request).map_err(Problem::into_error)?))
    }

    fn read(
        &mut self,
        _: &'static Spec,
        _: &PageRequest,
        response: R,
        _: Option<Decoder<P>>,
    ) -> Result<Received<P>, Problem> {
        Ok(Received::Page { page: response.into_page(), body: None })
    }

    fn preset(&mut self, _: &'static Spec) -> Preset {
        Preset { page_sizes: self.page_sizes, ..Preset::default() }
    }

    #[cfg(feature = "tokio")]
    fn pause(&mut self, wait: Duration) -> Pause {
        crate::transport::sleep(wait)
    }

    #[cfg(feature = "tokio")]
    fn deadline(&mut self, limit: Duration) -> Option<Pause> {
        Some(crate::transport::sleep(limit))
    }
}

#[cfg(feature = "tokio")]
impl<F, A> Waits for Function<F, A> {}

/// Starts a clone of the function on a thread.
type OnThread<F, A, O> = fn(&F, A, Option<Duration>) -> Result<Running<Option<O>>, Problem>;

/// A blocking function of the position, as [`pages_blocking`](crate::pages_blocking) takes it.
pub struct BlockingFunction<F: Call<A, Output = O>, A, O> {
    function: F,
    on_thread: Option<OnThread<F, A, O>>,
    argument: Argument<A>,
    page_sizes: PageSizes,
    /// How long a call may take.
    limit: Option<Duration>,
}

impl<F: Call<A, Output = O>, A: FromPosition, O> BlockingFunction<F, A, O> {
    pub(crate) fn new(function: F) -> Self {
        Self { function, on_thread: None, argument, page_sizes: page_sizes::<A>(), limit: None }
    }
}

impl<F, A, O> Threads for BlockingFunction<F, A, O>
where
    F: Call<A, Output = O> + CloneForThread + Send + 'static,
    A: Send + 'static,
    O: SentFromThread,
{
    fn use_threads(&mut self) {
        self.on_thread = Some(|function, position, limit| {
            let mut function = function.clone_for_thread();
            Running::within(limit, move || function.call(position))
        });
    }
}

/// A call of a blocking function. Its response is `None` where it took longer than it may.
pub struct Calling<R, E>(Running<Option<Result<R, E>>>);

impl<R, E> Future for Calling<R, E> {
    type Output = Result<Option<R>, E>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(cx).map(Option::transpose)
    }
}

impl<P, F, A, R, E> Transport<P> for BlockingFunction<F, A, Result<R, E>>
where
    F: Call<A, Output = Result<R, E>>,
    R: IntoPage<Response = P>,
{
    type Mode = Blocking;
    type Error = E;
    type Response = Option<R>;
    type Fetch = Calling<R, E>;
    type Head = R::Head;

    fn fetch(&mut self, spec: &'static Spec, request: &PageRequest) -> Result<Self::Fetch, Error<E>> {
        let position = (self.argument)(request).map_err(Problem::into_error)?;
        // What was read by a position that is used up cannot be read again.
        let limit = self.limit.filter(|_| !spec.session);
        if let Some(start) = self.on_thread {
            return start(&self.function, position, limit).map(Calling).map_err(Problem::into_error);
        }
        let began = limit.map(|limit| (Instant::now(), limit));
        let result = self.function.call(position);
        let is_late = began.is_some_and(|(began, limit)| began.elapsed() > limit);
        Ok(Calling(Running::done((!is_late || result.is_err()).then_some(result))))
    }

    fn read(
        &mut self,
        spec: &'static Spec,
        request: &PageRequest,
        response: Option<R>,
        _: Option<Decoder<P>>,
    ) -> Result<Received<P>, Problem> {
        let Some(response) = response else {
            return Err(Problem::Timeout(Box::new(Timeout {
                response: spec.response,
                page: request.index.saturating_add(1),
                url: String::new(),
                limit: self.limit.unwrap_or_default(),
            })));
        };
        Ok(Received::Page { page: response.into_page(), body: None })
    }

    fn preset(&mut self, _: &'static Spec) -> Preset {
        Preset { page_sizes: self.page_sizes, ..Preset::default() }
    }

    fn pause(&mut self, wait: Duration) -> Pause {
        std::thread::sleep(wait);
        Box::pin(ready(()))
    }

    fn may_run_ahead(&mut self) -> bool {
        self.on_thread.is_some()
    }

    fn deadline(&mut self, limit: Duration) -> Option<Pause> {
        self.limit = Some(limit);
        None
    }
}

impl<F: Call<A, Output = O>, A, O> Waits for BlockingFunction<F, A, O> {}

fn page_sizes<A: FromPosition>() -> PageSizes {
    if A::READS_PAGE_SIZE { PageSizes::Read } else { PageSizes::ByItself }
}

fn argument<A: FromPosition>(request: &PageRequest) -> Result<A, Problem> {
    A::from_request(request).map_err(|error| unreadable(request, std::any::type_name::<A>(), error))
}

/// The position of a request cannot be read as the type that the function takes.
#[cold]
fn unreadable(request: &PageRequest, wanted: &str, error: serde::de::value::Error) -> Problem {
    let wanted = wanted.replace("alloc::string::", "").replace("core::option::", "");
    match request.position() {
        // The error would show the position, which may be a secret.
        Some(position) => {
            Problem::request(format!("the function takes a `{wanted}`, and {position:?} cannot be read as one"))
        }
        None => Problem::request_because(
            format!(
                "the function takes a `{wanted}`, and the first request has no position: take an `Option<{wanted}>`, or declare the \
                 first position: `initial = \"…\"`"
            ),
            error,
        ),
    }
}
