//! Walks over [`reqwest_middleware`]: a `reqwest::Client` with layers around it, which may wait, send a
//! request again, or fetch a token. Everything else is as for [`reqwest`](crate::reqwest).
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
//! Each layer is called for every page, with the extensions that the `RequestBuilder` was given. The retries of a layer and those of
//! [`Pager::retry`](crate::Pager::retry) multiply: use one of them.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use ::reqwest::Request;
use ::reqwest_middleware::{ClientWithMiddleware, Error as MiddlewareError, RequestBuilder};
use http::Extensions;

use super::client::read;
use super::redirect::refused_redirect;
use super::request::{is_transient, redacted, transport};
use crate::error::Problem;
use crate::over_http::{Http, HttpClient, HttpResponse};
use crate::pager::Paginate;
use crate::paginated::Paginated;
use crate::transport::{Async, Pause, Transport};

/// A `ClientWithMiddleware`, as a walk uses it.
pub struct Client {
    http: ClientWithMiddleware,
    extensions: Extensions,
}

/// The items of a walk over `reqwest_middleware`.
pub type Items<P, S = <P as Paginated>::Strategy> = crate::pager::Items<P, Http<Client>, S, Async>;
/// The pages of a walk over `reqwest_middleware`.
pub type Pages<P, S = <P as Paginated>::Strategy> = crate::pager::Pages<P, Http<Client>, S, Async>;
/// A pager over `reqwest_middleware`.
pub type Pager<P, S = <P as Paginated>::Strategy> = crate::pager::Pager<P, Http<Client>, S, Async>;
/// An error of a walk over `reqwest_middleware`.
pub type Error = crate::error::Error<MiddlewareError>;

impl Paginate for RequestBuilder {
    type Transport = Http<Client>;
    type Mode = Async;

    fn paginate<P>(mut self) -> Pager<P, P::Strategy>
    where
        P: Paginated,
        Http<Client>: Transport<P, Mode = Async>,
    {
        let extensions = std::mem::take(self.extensions());
        let (http, request) = self.build_split();
        Pager::new(transport(Client { http, extensions }, request, MiddlewareError::from))
    }
}

impl HttpClient for Client {
    type Mode = Async;
    type Request = Request;
    type Error = MiddlewareError;
    type Sending = Pin<Box<dyn Future<Output = Result<HttpResponse, MiddlewareError>> + Send>>;

    fn send(&mut self, request: Request, max_body: usize) -> Result<Self::Sending, Problem> {
        let (http, mut extensions) = (self.http.clone(), self.extensions.clone());
        Ok(Box::pin(async move {
            let response = http.execute_with_extensions(request, &mut extensions).await;
            let response = response.map_err(|error| match error {
                MiddlewareError::Reqwest(error) => MiddlewareError::Reqwest(redacted(error)),
                MiddlewareError::Middleware(_) => error,
            })?;
            Ok(read(response, max_body).await?)
        }))
    }

    fn pause(&mut self, wait: Duration) -> Pause {
        crate::transport::sleep(wait)
    }

    fn is_timeout(error: &MiddlewareError) -> bool {
        match error {
            MiddlewareError::Reqwest(error) => error.is_timeout(),
            MiddlewareError::Middleware(error) => error.downcast_ref().is_some_and(::reqwest::Error::is_timeout),
        }
    }

    fn problem(error: &MiddlewareError) -> Option<Problem> {
        refused_redirect(error)
    }

    fn is_transient(error: &MiddlewareError) -> bool {
        match error {
            MiddlewareError::Reqwest(error) => is_transient(error),
            MiddlewareError::Middleware(error) => error.downcast_ref().is_none_or(is_transient),
        }
    }
}
