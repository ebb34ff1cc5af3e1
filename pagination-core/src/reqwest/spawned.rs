//! Requests that proceed by themselves, each in a task of tokio.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use serde::de::DeserializeOwned;
use tokio::task::JoinHandle;

use super::client::Client;
use super::request::Sent;
use crate::over_http::Http;
use crate::pager::Pager;
use crate::paginated::Paginated;
use crate::strategy::Strategy;
use crate::transport::Async;

impl<P: Paginated + DeserializeOwned, S: Strategy> Pager<P, Http<Client>, S, Async> {
    /// Makes every request a tokio task of its own.
    ///
    /// Without it, requests proceed while the walk is polled, and, on connections that are open, to some extent beside it: enough
    /// for [`prefetch`](Pager::prefetch) and [`concurrent`](Pager::concurrent) where the consumer awaits. With it they also proceed
    /// while the consumer computes or blocks, provided that the runtime has other threads, and new connections are opened
    /// meanwhile. A request that is no longer wanted is aborted.
    ///
    /// # Panics
    ///
    /// Requests can only be made within a tokio runtime, which must not shut down before the responses arrive.
    pub fn spawned(mut self) -> Self {
        self.transport.client.spawned = true;
        self
    }
}

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
