//! The asynchronous client.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use ::reqwest::{Request, RequestBuilder, Response};
use serde::de::DeserializeOwned;
use tokio::task::JoinHandle;

use super::redirect::refused_redirect;
use super::request::{Sent, is_transient, redacted, transport};
use crate::error::Problem;
use crate::over_http::limited_body::LimitedBody;
use crate::over_http::{Http, HttpClient, HttpResponse};
use crate::pager::{Pager, Paginate};
use crate::paginated::Paginated;
use crate::strategy::Strategy;
use crate::transport::{Async, Pause, Transport};

/// A `reqwest::Client`, as a walk uses it.
pub struct Client {
    http: ::reqwest::Client,
    spawned: bool,
}

impl Paginate for RequestBuilder {
    type Transport = Http<Client>;
    type Mode = Async;

    fn paginate<P>(self) -> Pager<P, Http<Client>, P::Strategy, Async>
    where
        P: Paginated,
        Http<Client>: Transport<P, Mode = Async>,
    {
        let (http, request) = self.build_split();
        Pager::new(transport(Client { http, spawned: false }, request, |error| error))
    }
}

impl HttpClient for Client {
    type Mode = Async;
    type Request = Request;
    type Error = ::reqwest::Error;
    type Sending = Pin<Box<dyn Future<Output = Sent> + Send + Sync>>;

    fn send(&mut self, request: Request, max_body: usize) -> Result<Self::Sending, Problem> {
        let response = self.http.execute(request);
        let response = async move { read(response.await.map_err(redacted)?, max_body).await };
        Ok(if self.spawned { Box::pin(Task(tokio::spawn(response))) } else { Box::pin(response) })
    }

    fn pause(&mut self, wait: Duration) -> Pause {
        Box::pin(tokio::time::sleep(wait))
    }

    fn is_timeout(error: &::reqwest::Error) -> bool {
        error.is_timeout()
    }

    fn problem(error: &::reqwest::Error) -> Option<Problem> {
        refused_redirect(error)
    }

    fn is_transient(error: &::reqwest::Error) -> bool {
        is_transient(error)
    }
}

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
struct Task(JoinHandle<Sent>);

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

pub(super) async fn read(mut response: Response, max_body: usize) -> Sent {
    let (status, url) = (response.status(), response.url().clone());
    let headers = std::mem::take(response.headers_mut());
    let mut body = LimitedBody::new(max_body, response.content_length());
    while !body.is_too_large() {
        let Some(chunk) = response.chunk().await.map_err(redacted)? else { break };
        body.add(chunk);
    }
    // reqwest does not say which method a redirect left.
    Ok(HttpResponse { status, headers, url, body: body.finish(), method: None })
}
