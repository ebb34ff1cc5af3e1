//! The asynchronous client.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use ::reqwest::{Request, RequestBuilder, Response};
use serde::de::DeserializeOwned;

use super::body::Body;
use super::request::{Answered, Copies, Received, Requests, can_pass, refused_redirect};
use crate::error::Problem;
use crate::page::{Head, Page};
use crate::pager::{Async, Pager};
use crate::recovery::Pause;
use crate::spec::Spec;
use crate::strategy::Strategy;
use crate::transport::{Ask, Given, Reply, Transport};
use crate::{Paginate, Paginated};

/// A `reqwest::Client` and the request that all requests are made from.
pub struct Client {
    http: ::reqwest::Client,
    copies: Copies<Request>,
}

impl Paginate for RequestBuilder {
    type Transport = Client;
    type Mode = Async;

    fn paginate<P>(self) -> Pager<P, Client, P::Strategy, Async>
    where
        P: Paginated,
        Client: Transport<P>,
    {
        let (client, request) = self.build_split();
        Pager::new(Client { http: client, copies: Copies::new(request) })
    }
}

impl<P: DeserializeOwned> Transport<P> for Client {
    type Error = ::reqwest::Error;
    type Reply = Received;
    type Fetch = Pin<Box<dyn Future<Output = Answered> + Send>>;
    type Head = Head;

    fn fetch(&mut self, spec: &'static Spec, ask: &Ask, _: bool) -> Result<Self::Fetch, Problem> {
        if let Some(error) = self.copies.take_error() {
            return Ok(Box::pin(async { Err(error) }));
        }
        let request = self.copies.request(spec, ask)?;
        let response = self.http.execute(request);
        let max_body = self.copies.max_body;
        Ok(Box::pin(async move { receive(response.await?, max_body).await }))
    }

    fn read(&mut self, spec: &'static Spec, ask: &Ask, reply: Received) -> Result<Reply<P>, Problem> {
        reply.read(&self.copies, spec, ask)
    }

    fn given(&mut self, spec: &'static Spec) -> Given {
        self.copies.template().map(|template| template.given(spec)).unwrap_or_default()
    }

    fn resolve(&self, spec: &'static Spec, page: &Page<P>, link: &str) -> Result<String, Problem> {
        self.copies.template().map_or_else(|| Ok(link.to_owned()), |template| template.resolve(spec, page.url(), link))
    }

    fn pause(&mut self, wait: Duration) -> Pause {
        Box::pin(tokio::time::sleep(wait))
    }

    fn can_pass(error: &::reqwest::Error) -> bool {
        can_pass(error)
    }

    fn problem(error: &::reqwest::Error) -> Option<Problem> {
        refused_redirect(error)
    }
}

async fn receive(mut response: Response, max_body: usize) -> Answered {
    let (status, url) = (response.status(), response.url().clone());
    let headers = std::mem::take(response.headers_mut());
    let mut body = Body::new(max_body, response.content_length());
    while !body.is_too_large() {
        let Some(chunk) = response.chunk().await? else { break };
        body.add(chunk);
    }
    Ok(Received { status, headers, url, body: body.finish() })
}

impl Requests for Client {
    fn set_max_body(&mut self, bytes: usize) {
        self.copies.max_body = bytes;
    }

    fn allow_origin(&mut self, origin: &str) -> Result<(), Problem> {
        self.copies.template_mut().map_or(Ok(()), |template| template.allow_origin(origin))
    }
}

impl<P: Paginated + DeserializeOwned, S: Strategy> Pager<P, Client, S, Async> {
    /// Changes every request before it goes: fresh credentials, an id, a signature.
    ///
    /// The pager has written the position and the page size by then, so that a signature covers them.
    pub fn each_request(mut self, change: impl FnMut(&mut Request) + Send + 'static) -> Self {
        self.transport().copies.set_hook(Box::new(change));
        self
    }
}
