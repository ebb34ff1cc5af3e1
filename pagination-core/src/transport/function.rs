//! Any function as a transport.

use std::future::Future;

use super::threads::{CloneForThread, Running, SentFromThread, Threads};
use super::{Async, Blocking, Decoder, IntoPage, Received, Transport};
use crate::error::{Error, Problem};
use crate::page_request::PageRequest;
use crate::position::{FromPosition, Position};
use crate::spec::Spec;

/// Reads the position as the argument of a function.
///
/// A function pointer, and no bound on the transports: an argument type that no position can be read as is then one error, where the
/// function is given.
type Argument<A> = fn(Option<&Position>) -> Result<A, Problem>;

/// An asynchronous function of the position, as [`pages`](crate::pages) takes it.
pub struct Function<F, A> {
    function: F,
    argument: Argument<A>,
}

impl<F, A: FromPosition> Function<F, A> {
    pub(crate) fn new(function: F) -> Self {
        Self { function, argument }
    }
}

impl<P, F, A, Fut, R, E> Transport<P> for Function<F, A>
where
    F: FnMut(A) -> Fut,
    Fut: Future<Output = Result<R, E>>,
    R: IntoPage<Response = P>,
{
    type Mode = Async;
    type Error = E;
    type Response = R;
    type Fetch = Fut;
    type Head = R::Head;

    fn fetch(&mut self, _: &'static Spec, request: &PageRequest) -> Result<Fut, Error<E>> {
        Ok((self.function)((self.argument)(request.position()).map_err(Problem::into_error)?))
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
}

/// Starts a clone of the function on a thread.
type OnThread<F, A, O> = fn(&F, A) -> Result<Running<O>, Problem>;

/// A blocking function of the position, as [`pages_blocking`](crate::pages_blocking) takes it.
pub struct BlockingFunction<F: FnMut(A) -> O, A, O> {
    function: F,
    on_thread: Option<OnThread<F, A, O>>,
    argument: Argument<A>,
}

impl<F: FnMut(A) -> O, A: FromPosition, O> BlockingFunction<F, A, O> {
    pub(crate) fn new(function: F) -> Self {
        Self { function, on_thread: None, argument }
    }
}

impl<F, A, O> Threads for BlockingFunction<F, A, O>
where
    F: FnMut(A) -> O + CloneForThread + Send + 'static,
    A: Send + 'static,
    O: SentFromThread,
{
    fn use_threads(&mut self) {
        self.on_thread = Some(|function, position| {
            let mut function = function.clone_for_thread();
            Running::on_thread(move || function(position))
        });
    }
}

impl<P, F, A, R, E> Transport<P> for BlockingFunction<F, A, Result<R, E>>
where
    F: FnMut(A) -> Result<R, E>,
    R: IntoPage<Response = P>,
{
    type Mode = Blocking;
    type Error = E;
    type Response = R;
    type Fetch = Running<Result<R, E>>;
    type Head = R::Head;

    fn fetch(&mut self, _: &'static Spec, request: &PageRequest) -> Result<Self::Fetch, Error<E>> {
        let position = (self.argument)(request.position()).map_err(Problem::into_error)?;
        match self.on_thread {
            Some(start) => start(&self.function, position).map_err(Problem::into_error),
            None => Ok(Running::done((self.function)(position))),
        }
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
}

fn argument<A: FromPosition>(position: Option<&Position>) -> Result<A, Problem> {
    A::from_position(position).map_err(|error| {
        let wanted = std::any::type_name::<A>();
        match position {
            // The error would show the position, which may be a secret.
            Some(position) => {
                Problem::request(format!("the function takes a `{wanted}`, and {position:?} cannot be read as one"))
            }
            None => Problem::request_because(format!("the function takes a `{wanted}`: {error}"), error),
        }
    })
}
