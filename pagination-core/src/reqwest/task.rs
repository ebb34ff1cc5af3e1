//! One request as a task of tokio.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::task::JoinHandle;

use super::request::Sent;

/// A request that proceeds by itself until it is dropped.
pub(super) struct Task(JoinHandle<Sent>);

impl Task {
    pub(super) fn new(request: impl Future<Output = Sent> + Send + 'static) -> Self {
        Self(tokio::spawn(request))
    }
}

impl Future for Task {
    type Output = Sent;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Sent> {
        match ready!(Pin::new(&mut self.0).poll(cx)) {
            Ok(response) => Poll::Ready(response),
            Err(stopped) if stopped.is_panic() => std::panic::resume_unwind(stopped.into_panic()),
            Err(stopped) => panic!("the runtime shut down while a request was in flight: {stopped}"),
        }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}
