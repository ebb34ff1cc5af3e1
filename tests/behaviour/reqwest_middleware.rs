//! Walks over `reqwest-middleware`.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use demo_apis::{MockResponse, Scripted};
use http::Extensions;
use pagination_core::Error;
use pagination_core::Paginate as _;
use pagination_core::Retry;
use pagination_core::reqwest::middleware::Items;
use pagination_core::reqwest::same_origin_redirects;
use reqwest::{Request, Response};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Error as MiddlewareError, Middleware, Next, Result};
use serde_json::json;

use crate::harness::api_of_numbers::{Found, Numbers, all, numbers, serve, server};
use crate::harness::targets;

/// An extension that the caller passes to the middleware.
#[derive(Clone)]
struct Tenant(&'static str);

/// Writes the tenant into every request, and counts them.
struct Named(Arc<AtomicUsize>);

#[async_trait]
impl Middleware for Named {
    async fn handle(&self, mut request: Request, extensions: &mut Extensions, next: Next<'_>) -> Result<Response> {
        let call = self.0.fetch_add(1, Ordering::Relaxed);
        if let Some(Tenant(name)) = extensions.get() {
            request.headers_mut().insert("x-tenant", http::HeaderValue::from_static(name));
        }
        // The next request must not see it.
        assert!(extensions.insert(call).is_none());
        next.run(request, extensions).await
    }
}

struct Broken;

#[async_trait]
impl Middleware for Broken {
    async fn handle(&self, _: Request, _: &mut Extensions, _: Next<'_>) -> Result<Response> {
        Err(MiddlewareError::middleware(std::io::Error::other("no token")))
    }
}

fn client() -> (ClientWithMiddleware, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    (ClientBuilder::new(reqwest::Client::new()).with(Named(Arc::clone(&calls))).build(), calls)
}

#[tokio::test]
async fn the_layers_see_every_page_with_the_callers_extensions() {
    let server = server(3);
    let (http, calls) = client();
    let request = http.get(server.url_of("/numbers")).with_extension(Tenant("acme"));
    let items: Items<Numbers> = request.paginate::<Numbers>().page_size(2).items();
    assert_eq!(all(items).await, [0, 1, 2, 3, 4, 5]);
    assert_eq!(targets(&server.log()), ["/numbers?limit=2", "/numbers?limit=2&cursor=1", "/numbers?limit=2&cursor=2"]);
    assert!(server.log().iter().all(|request| request.header("x-tenant") == Some("acme")));
    assert_eq!(calls.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn retries_and_pages_side_by_side_go_through_the_layers() {
    let mut failures = 1;
    let server = serve(move |request| {
        if std::mem::take(&mut failures) > 0 {
            return MockResponse::empty(502).header("retry-after", "0");
        }
        let offset = request.json().unwrap()["offset"].as_u64().unwrap();
        MockResponse::json(&json!({ "data": (offset..(offset + 3).clamp(offset, 9)).collect::<Vec<_>>() }))
    });
    let (http, calls) = client();
    let pager = http.post(server.url_of("/query")).paginate::<Found>().page_size(3).retry(Retry::new()).concurrent(2);
    assert_eq!(all(pager.items()).await, (0..9).collect::<Vec<_>>());
    // Four pages, one of them requested twice, and at most one past the end, which is dropped.
    let calls = calls.load(Ordering::Relaxed);
    assert!((5..=6).contains(&calls) && (5..=calls).contains(&server.requests()), "{calls} {}", server.requests());
}

#[tokio::test]
async fn an_error_of_a_layer_is_a_transient_error_of_the_transport() {
    let http = ClientBuilder::new(reqwest::Client::new()).with(Broken).build();
    let mut items = http.get("http://127.0.0.1:1/numbers").paginate::<Numbers>().items();
    let error = items.try_next().await.unwrap_err();
    assert!(matches!(&error, Error::Transport(MiddlewareError::Middleware(_))), "{error:?}");
    assert!(items.try_next().await.is_err(), "it is requested again");
}

#[tokio::test]
async fn a_template_that_cannot_be_built_is_one_error_and_ends_the_walk() {
    let (http, calls) = client();
    let mut items = http.get("no url").paginate::<Numbers>().items();
    let error = items.try_next().await.unwrap_err();
    assert!(matches!(&error, Error::Client(MiddlewareError::Reqwest(error)) if error.is_builder()), "{error:?}");
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(calls.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn a_refused_redirect_is_named_also_through_the_layers() {
    let other = server(1);
    let away = other.url_of("/numbers");
    let server = serve(move |_| MockResponse::empty(302).header("location", &away));
    let http = reqwest::Client::builder().redirect(same_origin_redirects()).build().unwrap();
    let http = ClientBuilder::new(http).build();
    let error = http.get(server.url_of("/numbers")).paginate::<Numbers>().items().try_next().await.unwrap_err();
    assert!(matches!(error, Error::ForeignOrigin(_)), "{error:?}");
    assert_eq!(other.requests(), 0);
}

#[tokio::test]
async fn each_request_comes_before_the_layers() {
    let server = Scripted::start(|request| numbers(request, 2)).unwrap();
    let (http, _) = client();
    let mut number = 0;
    let pager = http.get(server.url_of("/numbers")).paginate::<Numbers>().each_request(move |request| {
        number += 1;
        request.headers_mut().insert("x-number", number.into());
    });
    assert_eq!(all(pager.items()).await.len(), 4);
    let numbers: Vec<_> = server.log().iter().map(|request| request.header("x-number").unwrap().to_owned()).collect();
    assert_eq!(numbers, ["1", "2"]);
}
