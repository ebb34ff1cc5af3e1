//! Walks over any [`tower_service::Service`] that takes an `http::Request`: a stack of layers over a client, or a router in this
//! process.
//!
//! The request is the template, and is given beside the service:
//!
//! ```
//! use http::{Request, Response};
//! use http_body_util::Full;
//! use pagination_core::Paginated;
//! use pagination_core::tower::PaginateService;
//! # use bytes::Bytes;
//! # use serde::Deserialize;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! struct Names { data: Vec<String>, next: Option<String> }
//!
//! // Stands for a client, or for a router.
//! let service = tower::service_fn(async |request: Request<Full<Bytes>>| {
//!     let body = match request.uri().query() {
//!         None => r#"{"data": ["ann", "bob"], "next": "2"}"#,
//!         Some(_) => r#"{"data": ["cyd"], "next": null}"#,
//!     };
//!     Ok::<_, std::convert::Infallible>(Response::new(Full::new(Bytes::from(body))))
//! });
//!
//! # futures_executor::block_on(async {
//! let request = Request::get("https://api.example/names").body("")?;
//! let mut names = service.paginate::<Names>(request).items();
//! let mut all = Vec::new();
//! while let Some(name) = names.try_next().await? {
//!     all.push(name);
//! }
//! assert_eq!(all, ["ann", "bob", "cyd"]);
//! # Ok::<_, Box<dyn std::error::Error>>(()) }).unwrap();
//! ```
//!
//! # What a service has to be
//!
//! - `Clone + Send`, as services that serve many callers are. Every request is sent to a clone, once it is ready. Layers that cannot
//!   be cloned, such as tower's rate limit, are shared through its `buffer`.
//! - Its requests carry a [`Full<Bytes>`](http_body_util::Full), which axum's routers and hyper's clients take. For another body,
//!   name it: `Pager::new(Http::new(Client::<_, MyBody>::new(service), request))`.
//! - Its error converts into a boxed one; the walk's error has it as [`ServiceError`].
//!
//! A request of a path alone (`/names`), which is what a router in this process takes, is sent as a path alone. Links are then
//! joined on `http://` and the request's `Host`, or `localhost`.
//!
//! # Redirects
//!
//! A redirect is an error here. A layer that follows redirects decides which credentials are sent along, and its pages count as
//! pages of the URL that was requested.
//!
//! Such a layer may turn a POST into a GET, which is [another list](crate::guide::beyond_attributes#redirects-that-change-the-method),
//! and does not report it. Below the layer, put the method of each request into the extensions of its response. The walk reads it
//! there, and a response to another method than it sent is [`Error::Request`](crate::Error::Request):
//!
//! ```
//! use http::{Method, Request, Response};
//! use tower::{Service, ServiceExt, service_fn};
//!
//! /// What the layer that follows redirects is put around.
//! fn with_method<S, B, R>(
//!     service: S,
//! ) -> impl Service<Request<B>, Response = Response<R>, Error = S::Error, Future: Send> + Clone + Send
//! where
//!     S: Service<Request<B>, Response = Response<R>, Future: Send> + Clone + Send + 'static,
//!     B: Send + 'static,
//! {
//!     service_fn(move |request: Request<B>| {
//!         let (service, method) = (service.clone(), Method::clone(request.method()));
//!         async move {
//!             let mut response = service.oneshot(request).await?;
//!             response.extensions_mut().insert(method);
//!             Ok(response)
//!         }
//!     })
//! }
//! # let _ = with_method::<tower::util::BoxCloneService<Request<String>, Response<String>, String>, _, _>;
//! ```
//!
//! # Retries
//!
//! The pauses of [`Pager::retry`](crate::Pager::retry) are tokio's: a walk that retries runs on its runtime. The retries of a layer
//! multiply with it: use one of them.

mod client;
mod error;

use ::http::Request;
use bytes::Bytes;
use http_body_util::Full;
use tower_service::Service;

use crate::over_http::{Http, HttpClient};
use crate::paginated::Paginated;
use crate::transport::{Async, Transport};

pub use client::Client;
pub use error::ServiceError;

/// The items of a walk over the service `V`.
pub type Items<P, V, S = <P as Paginated>::Strategy> = crate::pager::Items<P, Http<Client<V>>, S, Async>;
/// The pages of a walk over the service `V`.
pub type Pages<P, V, S = <P as Paginated>::Strategy> = crate::pager::Pages<P, Http<Client<V>>, S, Async>;
/// A pager over the service `V`.
pub type Pager<P, V, S = <P as Paginated>::Strategy> = crate::pager::Pager<P, Http<Client<V>>, S, Async>;
/// An error of a walk over a service.
pub type Error = crate::error::Error<ServiceError>;

/// `paginate` for every service that takes HTTP requests.
pub trait PaginateService: Sized {
    /// A pager for the response type `P`; every request is made from this one. Its body is anything that converts into bytes:
    /// `""` for none, a `String`, a `Vec<u8>`.
    fn paginate<P>(self, request: Request<impl Into<Bytes>>) -> Pager<P, Self>
    where
        P: Paginated,
        Client<Self>: HttpClient<Mode = Async, Request = Request<Bytes>>,
        Http<Client<Self>>: Transport<P, Mode = Async>;
}

impl<V: Service<Request<Full<Bytes>>>> PaginateService for V {
    fn paginate<P>(self, request: Request<impl Into<Bytes>>) -> Pager<P, Self>
    where
        P: Paginated,
        Client<Self>: HttpClient<Mode = Async, Request = Request<Bytes>>,
        Http<Client<Self>>: Transport<P, Mode = Async>,
    {
        Pager::new(Http::new(Client::new(self), request.map(Into::into)))
    }
}
