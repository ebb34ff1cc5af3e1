//! Walks over [`reqwest_middleware`]: a `reqwest::Client` with layers around it, which may wait, ask once
//! more, or fetch a token. All else is as [`reqwest`](crate::reqwest) says.
//!
//! ```no_run
//! use pagination_core::{Paginate, Paginated};
//! use reqwest_middleware::ClientBuilder;
//! # use serde::Deserialize;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! struct Meetings { data: Vec<String>, next: Option<String> }
//!
//! # async fn all() -> Result<(), Box<dyn std::error::Error>> {
//! let http = ClientBuilder::new(reqwest::Client::new()).build(); // `.with(…)` for each layer
//! let mut meetings = http.get("https://api.example/meetings").paginate::<Meetings>().items();
//! while let Some(meeting) = meetings.try_next().await? {
//!     println!("{meeting}");
//! }
//! # Ok(()) }
//! ```
//!
//! Each layer is called for every page. Extensions that are given to the `RequestBuilder` go along with each. A retry that a layer
//! makes and one that [`Pager::retry`](crate::Pager::retry) makes multiply: use one of them.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use ::reqwest::Request;
use ::reqwest_middleware::{ClientWithMiddleware, Error as MiddlewareError, RequestBuilder};
use http::Extensions;
use serde::de::DeserializeOwned;

use super::polled::receive;
use super::request::{copies, is_transient, redacted, refused_redirect};
use crate::error::Problem;
use crate::over_http::Requests;
use crate::over_http::copies::{Copies, Received};
use crate::page::{Head, Page};
use crate::page_request::PageRequest;
use crate::pager::Async;
use crate::recovery::Pause;
use crate::spec::Spec;
use crate::transport::{Decoder, Given, Reply, Transport};
use crate::{Paginate, Paginated};

/// A `ClientWithMiddleware` and the request that all requests are made from.
pub struct Client {
    http: ClientWithMiddleware,
    extensions: Extensions,
    copies: Copies<Request>,
    failed: Option<::reqwest::Error>,
}

/// The records of a walk over `reqwest_middleware`.
pub type Items<P, S = <P as Paginated>::Strategy> = crate::Items<P, Client, S, Async>;
/// The pages of a walk over `reqwest_middleware`.
pub type Pages<P, S = <P as Paginated>::Strategy> = crate::Pages<P, Client, S, Async>;
/// A pager over `reqwest_middleware`.
pub type Pager<P, S = <P as Paginated>::Strategy> = crate::Pager<P, Client, S, Async>;
/// An error of a walk over `reqwest_middleware`.
pub type Error = crate::Error<MiddlewareError>;

impl Paginate for RequestBuilder {
    type Transport = Client;
    type Mode = Async;

    fn paginate<P>(mut self) -> Pager<P, P::Strategy>
    where
        P: Paginated,
        Client: Transport<P>,
    {
        let extensions = std::mem::take(self.extensions());
        let (http, request) = self.build_split();
        let (copies, failed) = copies(request);
        Pager::new(Client { http, extensions, copies, failed })
    }
}

impl<P: DeserializeOwned> Transport<P> for Client {
    type Error = MiddlewareError;
    type Reply = Received;
    type Fetch = Pin<Box<dyn Future<Output = Result<Received, MiddlewareError>> + Send>>;
    type Head = Head;

    fn fetch(&mut self, spec: &'static Spec, ask: &PageRequest, _: bool) -> Result<Self::Fetch, Problem> {
        if let Some(error) = self.failed.take() {
            return Ok(Box::pin(async { Err(error.into()) }));
        }
        let request = self.copies.request(spec, ask)?;
        let max_body = self.copies.max_body;
        let (http, mut extensions) = (self.http.clone(), self.extensions.clone());
        Ok(Box::pin(async move {
            let response = http.execute_with_extensions(request, &mut extensions).await;
            let response = response.map_err(|error| match error {
                MiddlewareError::Reqwest(error) => MiddlewareError::Reqwest(redacted(error)),
                MiddlewareError::Middleware(_) => error,
            })?;
            Ok(receive(response, max_body).await?)
        }))
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

    fn is_transient(error: &MiddlewareError) -> bool {
        match error {
            MiddlewareError::Reqwest(error) => is_transient(error),
            MiddlewareError::Middleware(error) => error.downcast_ref().is_none_or(is_transient),
        }
    }

    fn problem(error: &MiddlewareError) -> Option<Problem> {
        refused_redirect(error)
    }
}

impl Requests for Client {
    type Request = Request;

    fn copies(&mut self) -> &mut Copies<Request> {
        &mut self.copies
    }
}
