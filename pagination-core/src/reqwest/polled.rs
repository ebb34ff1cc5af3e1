//! The asynchronous client.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use ::reqwest::{Request, RequestBuilder, Response};
use serde::de::DeserializeOwned;

use super::request::{Answered, can_pass, copies, redacted, refused_redirect};
use crate::error::Problem;
use crate::over_http::Requests;
use crate::over_http::body::Body;
use crate::over_http::copies::{Copies, Received};
use crate::page::{Head, Page};
use crate::pager::{Async, Pager};
use crate::recovery::Pause;
use crate::spec::Spec;
use crate::transport::{Ask, Decoder, Given, Reply, Transport};
use crate::{Paginate, Paginated};

/// A `reqwest::Client` and the request that all requests are made from.
pub struct Client {
    http: ::reqwest::Client,
    copies: Copies<Request>,
    failed: Option<::reqwest::Error>,
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
        Pager::new(Client { http, copies, failed })
    }
}

impl<P: DeserializeOwned> Transport<P> for Client {
    type Error = ::reqwest::Error;
    type Reply = Received;
    type Fetch = Pin<Box<dyn Future<Output = Answered> + Send + Sync>>;
    type Head = Head;

    fn fetch(&mut self, spec: &'static Spec, ask: &Ask, _: bool) -> Result<Self::Fetch, Problem> {
        if let Some(error) = self.failed.take() {
            return Ok(Box::pin(async { Err(error) }));
        }
        let request = self.copies.request(spec, ask)?;
        let response = self.http.execute(request);
        let max_body = self.copies.max_body;
        Ok(Box::pin(async move { receive(response.await.map_err(redacted)?, max_body).await }))
    }

    fn read(
        &mut self,
        spec: &'static Spec,
        ask: &Ask,
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

    fn can_pass(error: &::reqwest::Error) -> bool {
        can_pass(error)
    }

    fn problem(error: &::reqwest::Error) -> Option<Problem> {
        refused_redirect(error)
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
