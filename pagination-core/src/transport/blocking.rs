//! Requests that block: done on the spot, or on a thread of their own where several run side by side.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread::{self, JoinHandle};

use crate::error::Problem;

/// A blocking transport that can run requests on threads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be called from several threads",
    label = "side by side, requests run on threads of their own",
    note = "the function has to be `Clone + Send + 'static`, and so do its answer and error: share its client with an `Arc`, and \
            make the closure a `move` one"
)]
pub trait Threads {
    /// From now on, each request runs on a thread of its own.
    fn use_threads(&mut self);
}

/// [`Clone`], under a name whose absence is explained.
#[diagnostic::on_unimplemented(
    message = "this function is not `Clone`, and side by side each thread calls a copy of its own",
    label = "needs a function that is `Clone`",
    note = "share what the function uses, such as a client, with an `Arc`, and make the closure a `move` one"
)]
pub trait Copied {
    fn copied(&self) -> Self;
}

#[diagnostic::do_not_recommend]
impl<F: Clone> Copied for F {
    fn copied(&self) -> Self {
        self.clone()
    }
}

/// [`Send`], for what comes back from a thread.
#[diagnostic::on_unimplemented(
    message = "the answer of this function is not `Send`, and side by side it comes from another thread",
    label = "the function returns `{Self}`",
    note = "often it is the error: `Box<dyn Error + Send + Sync>` is `Send`, `Box<dyn Error>` is not"
)]
pub trait Returned: Send + 'static {}

#[diagnostic::do_not_recommend]
impl<O: Send + 'static> Returned for O {}

/// A blocking request: its answer, or the thread that fetches it. Polling it waits.
pub struct Running<O>(Inner<O>);

enum Inner<O> {
    Done(Option<O>),
    OnThread(Option<JoinHandle<O>>),
}

impl<O> Running<O> {
    /// The answer, which is there already.
    #[inline]
    pub fn done(answer: O) -> Self {
        Self(Inner::Done(Some(answer)))
    }
}

impl<O: Send + 'static> Running<O> {
    /// Runs `request` on a thread.
    pub fn on_thread(request: impl FnOnce() -> O + Send + 'static) -> Result<Self, Problem> {
        let thread = thread::Builder::new().name("pagination".into()).spawn(request).map_err(|error| {
            Problem::request_because("no thread could be started for a request; ask for fewer at a time", error)
        })?;
        Ok(Self(Inner::OnThread(Some(thread))))
    }
}

impl<O> Unpin for Running<O> {}

impl<O> Future for Running<O> {
    type Output = O;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<O> {
        match &mut self.0 {
            Inner::Done(answer) => answer.take().map_or(Poll::Pending, Poll::Ready),
            Inner::OnThread(thread) => Poll::Ready(joined(thread.take())),
        }
    }
}

#[cold]
fn joined<O>(thread: Option<JoinHandle<O>>) -> O {
    match thread.map(JoinHandle::join) {
        Some(Ok(answer)) => answer,
        // The caller's own function panicked: the panic goes where its result would have gone.
        Some(Err(panic)) => std::panic::resume_unwind(panic),
        // There is nothing to wait for, and who waits would do so for ever.
        None => panic!("the function that was asked for this page has panicked before"),
    }
}
