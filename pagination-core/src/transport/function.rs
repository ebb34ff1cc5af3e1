//! Any function as a transport.

use std::future::Future;

use super::{Decoder, IntoPage, Reply, Transport};
use crate::error::Problem;
use crate::page_request::PageRequest;
use crate::position::{FromPosition, Position};
use crate::spec::Spec;
use crate::transport::blocking::{Copied, Returned, Running, Threads};

/// Reads the position as the argument of a function.
///
/// A pointer, and no bound of the transports: so a type that no position can be read as is one error, where the function is given.
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
    type Error = E;
    type Reply = R;
    type Fetch = Fut;
    type Head = R::Head;

    fn fetch(&mut self, _: &'static Spec, ask: &PageRequest, _: bool) -> Result<Fut, Problem> {
        Ok((self.function)((self.argument)(ask.position.as_ref())?))
    }

    fn read(
        &mut self,
        _: &'static Spec,
        _: &PageRequest,
        reply: R,
        _: Option<Decoder<P>>,
    ) -> Result<Reply<P>, Problem> {
        Ok(Reply::Page(reply.into_page(), None))
    }
}

/// Starts a copy of the function on a thread.
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
    F: FnMut(A) -> O + Copied + Send + 'static,
    A: Send + 'static,
    O: Returned,
{
    fn use_threads(&mut self) {
        self.on_thread = Some(|function, position| {
            let mut function = function.copied();
            Running::on_thread(move || function(position))
        });
    }
}

impl<P, F, A, R, E> Transport<P> for BlockingFunction<F, A, Result<R, E>>
where
    F: FnMut(A) -> Result<R, E>,
    R: IntoPage<Response = P>,
{
    type Error = E;
    type Reply = R;
    type Fetch = Running<Result<R, E>>;
    type Head = R::Head;
    const POLLED: bool = false;

    fn fetch(&mut self, _: &'static Spec, ask: &PageRequest, _: bool) -> Result<Self::Fetch, Problem> {
        let position = (self.argument)(ask.position.as_ref())?;
        match self.on_thread {
            Some(start) => start(&self.function, position),
            None => Ok(Running::done((self.function)(position))),
        }
    }

    fn read(
        &mut self,
        _: &'static Spec,
        _: &PageRequest,
        reply: R,
        _: Option<Decoder<P>>,
    ) -> Result<Reply<P>, Problem> {
        Ok(Reply::Page(reply.into_page(), None))
    }
}

fn argument<A: FromPosition>(position: Option<&Position>) -> Result<A, Problem> {
    A::from_position(position).map_err(|error| {
        let wanted = std::any::type_name::<A>();
        match position {
            // The error would show the position, which may be a secret.
            Some(position) => Problem::request(format!(
                "the position, {position:?}, cannot be read as `{wanted}`, which the function asks for"
            )),
            None => Problem::request_because(
                format!("the position cannot be read as `{wanted}`, which the function asks for: {error}"),
                error,
            ),
        }
    })
}
