//! The asynchronous client.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use ::reqwest::{Request, RequestBuilder, Response};
use serde::de::DeserializeOwned;
use tokio::task::JoinHandle;

use super::request::{Answered, copies, is_transient, redacted, refused_redirect};
use crate::error::Problem;
use crate::over_http::Requests;
use crate::over_http::body::Body;
use crate::over_http::copies::{Copies, Received};
use crate::page::{Head, Page};
use crate::page_request::PageRequest;
use crate::pager::{Async, Pager};
use crate::recovery::Pause;
use crate::spec::Spec;
use crate::strategy::Strategy;
use crate::transport::{Decoder, Given, Reply, Transport};
use crate::{Paginate, Paginated};

/// A `reqwest::Client` and the request that all requests are made from.
pub struct Client {
    http: ::reqwest::Client,
    copies: Copies<Request>,
    failed: Option<::reqwest::Error>,
    spawned: bool,
}

impl Paginate for RequestBuilder {
    type Transport = Client;
    type Mode = Async;

    fn paginate<P>(self) -> Pager<P, Client, P::Strategy, Async>
    where
        P: Paginated,
        Client: Transport<P>,
    {
        let (http, request) = self.build_split();
        let (copies, failed) = copies(request);
        Pager::new(Client { http, copies, failed, spawned: false })
    }
}

impl<P: DeserializeOwned> Transport<P> for Client {
    type Error = ::reqwest::Error;
    type Reply = Received;
    type Fetch = Pin<Box<dyn Future<Output = Answered> + Send + Sync>>;
    type Head = Head;

    fn fetch(&mut self, spec: &'static Spec, ask: &PageRequest, _: bool) -> Result<Self::Fetch, Problem> {
        if let Some(error) = self.failed.take() {
            return Ok(Box::pin(async { Err(error) }));
        }
        let request = self.copies.request(spec, ask)?;
        let response = self.http.execute(request);
        let max_body = self.copies.max_body;
        let answer = async move { receive(response.await.map_err(redacted)?, max_body).await };
        Ok(if self.spawned { Box::pin(Task(tokio::spawn(answer))) } else { Box::pin(answer) })
    }

    fn read(
        &mut self,
        spec: &'static Spec,
        ask: &PageRequest,
        reply: Received,
        decoder: Option<Decoder<P>>,
    ) -> Result<Reply<P>, Problem> {
        self.copies.read(spec, ask, reply, decoder)
    }

    fn given(&mut self, spec: &'static Spec) -> Given {
        self.copies.given(spec)
    }

    fn resolve(&self, spec: &'static Spec, page: &Page<P>, link: &str) -> Result<String, Problem> {
        self.copies.resolve(spec, page.url(), link)
    }

    fn pause(&mut self, wait: Duration) -> Pause {
        Box::pin(tokio::time::sleep(wait))
    }

    fn is_transient(error: &::reqwest::Error) -> bool {
        is_transient(error)
    }

    fn problem(error: &::reqwest::Error) -> Option<Problem> {
        refused_redirect(error)
    }
}

impl<P: Paginated + DeserializeOwned, S: Strategy> Pager<P, Client, S, Async> {
    /// Makes every request a tokio task of its own.
    ///
    /// Without it, requests go on while the walk is polled, and, on connections that are open, to some extent beside it: enough
    /// for [`prefetch`](Pager::prefetch) and [`concurrent`](Pager::concurrent) where the consumer awaits. With it they also go on
    /// while the consumer computes or blocks, provided that the runtime has other threads, and new connections are opened
    /// meanwhile. A request that is no longer wanted is aborted.
    ///
    /// # Panics
    ///
    /// Requests can only be made within a tokio runtime, which must not be shut down before they are answered.
    pub fn spawned(mut self) -> Self {
        self.transport().spawned = true;
        self
    }
}

/// A request that goes on by itself until it is dropped.
struct Task(JoinHandle<Answered>);

impl Future for Task {
    type Output = Answered;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Answered> {
        match ready!(Pin::new(&mut self.0).poll(cx)) {
            Ok(answer) => Poll::Ready(answer),
            Err(stopped) if stopped.is_panic() => std::panic::resume_unwind(stopped.into_panic()),
            Err(stopped) => panic!("the runtime was shut down while a request was on its way: {stopped}"),
        }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

pub(super) async fn receive(mut response: Response, max_body: usize) -> Answered {
    let (status, url) = (response.status(), response.url().clone());
    let headers = std::mem::take(response.headers_mut());
    let mut body = Body::new(max_body, response.content_length());
    while !body.is_too_large() {
        let Some(chunk) = response.chunk().await.map_err(redacted)? else { break };
        body.add(chunk);
    }
    Ok(Received { status, headers, url, body: body.finish() })
}

impl Requests for Client {
    type Request = Request;

    fn copies(&mut self) -> &mut Copies<Request> {
        &mut self.copies
    }
}
