//! Blocking requests: made at once, or each on a thread of its own where several are in flight.

use std::future::Future;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::error::Problem;

/// A blocking transport that can run its requests on threads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be called from several threads",
    label = "each request in flight runs on a thread of its own",
    note = "the function has to be `Clone + Send + 'static`, and so do its result and error: share its client with an `Arc`, and \
            make the closure a `move` one"
)]
pub trait Threads {
    /// From now on, each request runs on a thread of its own.
    fn use_threads(&mut self);
}

/// [`Clone`], under a name whose absence is explained.
#[diagnostic::on_unimplemented(
    message = "this function is not `Clone`, and each thread calls a clone of it",
    label = "needs a function that is `Clone`",
    note = "share what the function uses, such as a client, with an `Arc`, and make the closure a `move` one"
)]
pub trait CloneForThread {
    fn clone_for_thread(&self) -> Self;
}

#[diagnostic::do_not_recommend]
impl<F: Clone> CloneForThread for F {
    fn clone_for_thread(&self) -> Self {
        self.clone()
    }
}

/// [`Send`], for what a thread returns.
#[diagnostic::on_unimplemented(
    message = "the result of this function is not `Send`, and it comes from another thread",
    label = "the function returns `{Self}`",
    note = "often it is the error: `Box<dyn Error + Send + Sync>` is `Send`, `Box<dyn Error>` is not"
)]
pub trait SentFromThread: Send + 'static {}

#[diagnostic::do_not_recommend]
impl<O: Send + 'static> SentFromThread for O {}

/// A blocking request: its result, or the thread that fetches it. Polling it waits.
pub struct Running<O>(State<O>);

enum State<O> {
    Done(Option<O>),
    OnThread(Option<JoinHandle<O>>),
    /// How to wait for a thread no longer than it may take. The mutex is never locked: it makes a walk `Sync`.
    Within(Option<Mutex<Box<dyn FnOnce() -> O + Send>>>),
}

impl<O> Running<O> {
    /// A request that is complete.
    pub fn done(result: O) -> Self {
        Self(State::Done(Some(result)))
    }
}

impl<O: Send + 'static> Running<O> {
    /// Runs `request` on a thread.
    pub fn on_thread(request: impl FnOnce() -> O + Send + 'static) -> Result<Self, Problem> {
        let thread = thread::Builder::new().name("pagination".into()).spawn(request).map_err(|error| {
            Problem::request_because("no thread could be started for a request; lower `concurrent`", error)
        })?;
        Ok(Self(State::OnThread(Some(thread))))
    }
}

impl<O: Send + 'static> Running<Option<O>> {
    /// Runs `request` on a thread. The result is `None` where it is not there after `limit`: the thread goes on, and nobody waits for it.
    pub fn within(limit: Option<Duration>, request: impl FnOnce() -> O + Send + 'static) -> Result<Self, Problem> {
        let Some(limit) = limit else { return Self::on_thread(|| Some(request())) };
        let began = Instant::now();
        let (sender, receiver) = channel();
        let Self(State::OnThread(thread)) = Self::on_thread(move || {
            // Nobody may be waiting any more.
            let _ = sender.send(request());
            None
        })?
        else {
            return Ok(Self::done(None));
        };
        let wait = move || match receiver.recv_timeout(limit.saturating_sub(began.elapsed())) {
            Ok(result) => Some(result),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => join(thread),
        };
        Ok(Self(State::Within(Some(Mutex::new(Box::new(wait))))))
    }
}

impl<O> Unpin for Running<O> {}

impl<O> Future for Running<O> {
    type Output = O;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<O> {
        match &mut self.0 {
            State::Done(result) => result.take().map_or(Poll::Pending, Poll::Ready),
            State::OnThread(thread) => Poll::Ready(join(thread.take())),
            State::Within(wait) => match wait.take() {
                Some(wait) => Poll::Ready(wait.into_inner().unwrap_or_else(PoisonError::into_inner)()),
                None => Poll::Ready(join(None)),
            },
        }
    }
}

fn join<O>(thread: Option<JoinHandle<O>>) -> O {
    match thread.map(JoinHandle::join) {
        Some(Ok(result)) => result,
        // The caller's own function panicked, so its caller panics.
        Some(Err(panic)) => resume_unwind(panic),
        // Whoever waits for this thread would wait for ever.
        None => panic!("the function that fetches this page has panicked before"),
    }
}
