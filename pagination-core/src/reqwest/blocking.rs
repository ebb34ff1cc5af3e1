//! Walks over [`reqwest::blocking`]. All else is as [`reqwest`](crate::reqwest) says.

use std::time::Duration;

use ::reqwest::blocking::{Request, RequestBuilder, Response};
use serde::de::DeserializeOwned;

use super::request::{Answered, copies, is_transient, redacted, refused_redirect};
use crate::error::Problem;
use crate::over_http::Requests;
use crate::over_http::body::Body;
use crate::over_http::copies::{Copies, Received};
use crate::page::{Head, Page};
use crate::page_request::PageRequest;
use crate::pager::Blocking;
use crate::recovery::Pause;
use crate::spec::Spec;
use crate::transport::{Decoder, Given, Reply, Running, Threads, Transport};
use crate::{Paginate, Paginated};

/// A `reqwest::blocking::Client` and the request that all requests are made from.
pub struct Client {
    http: ::reqwest::blocking::Client,
    copies: Copies<Request>,
    failed: Option<::reqwest::Error>,
    threads: bool,
}

/// The records of a walk over `reqwest::blocking`.
pub type Items<P, S = <P as Paginated>::Strategy> = crate::Items<P, Client, S, Blocking>;
/// The pages of a walk over `reqwest::blocking`.
pub type Pages<P, S = <P as Paginated>::Strategy> = crate::Pages<P, Client, S, Blocking>;
/// A pager over `reqwest::blocking`.
pub type Pager<P, S = <P as Paginated>::Strategy> = crate::Pager<P, Client, S, Blocking>;
/// An error of a walk over `reqwest::blocking`, the same as of one over `reqwest`.
pub type Error = crate::Error<::reqwest::Error>;

impl Paginate for RequestBuilder {
    type Transport = Client;
    type Mode = Blocking;

    fn paginate<P>(self) -> Pager<P>
    where
        P: Paginated,
        Client: Transport<P>,
    {
        let (http, request) = self.build_split();
        let (copies, failed) = copies(request);
        Pager::new(Client { http, copies, failed, threads: false })
    }
}

impl<P: DeserializeOwned> Transport<P> for Client {
    type Error = ::reqwest::Error;
    type Reply = Received;
    type Fetch = Running<Answered>;
    type Head = Head;
    const POLLED: bool = false;

    fn fetch(&mut self, spec: &'static Spec, ask: &PageRequest, _: bool) -> Result<Self::Fetch, Problem> {
        if let Some(error) = self.failed.take() {
            return Ok(Running::done(Err(error)));
        }
        let request = self.copies.request(spec, ask)?;
        let max_body = self.copies.max_body;
        if self.threads {
            let http = self.http.clone();
            return Running::on_thread(move || receive(http.execute(request).map_err(redacted)?, max_body));
        }
        Ok(Running::done(self.http.execute(request).map_err(redacted).and_then(|response| receive(response, max_body))))
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
        std::thread::sleep(wait);
        Box::pin(std::future::ready(()))
    }

    fn is_transient(error: &::reqwest::Error) -> bool {
        is_transient(error)
    }

    fn problem(error: &::reqwest::Error) -> Option<Problem> {
        refused_redirect(error)
    }
}

fn receive(mut response: Response, max_body: usize) -> Answered {
    let (status, url) = (response.status(), response.url().clone());
    let headers = std::mem::take(response.headers_mut());
    let mut body = Body::new(max_body, response.content_length());
    if !body.is_too_large() {
        let copied = response.copy_to(&mut body);
        if !body.is_too_large() {
            copied.map_err(redacted)?;
        }
    }
    Ok(Received { status, headers, url, body: body.finish() })
}

impl Threads for Client {
    fn use_threads(&mut self) {
        self.threads = true;
    }
}

impl Requests for Client {
    type Request = Request;

    fn copies(&mut self) -> &mut Copies<Request> {
        &mut self.copies
    }
}
