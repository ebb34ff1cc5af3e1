//! Requests that proceed by themselves, each in a task of tokio.

use serde::de::DeserializeOwned;

use super::client::Client;
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
