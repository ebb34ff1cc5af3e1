//! Walks over a `tower::Service`: what it is called with, and how its responses and errors are read.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use demo_apis::MockResponse;
use futures_util::FutureExt as _;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response};
use http_body_util::Full;
use pagination_core::Error;
use pagination_core::over_http::Http;
use pagination_core::tower::{Client, Items, PaginateService, ServiceError};
use pagination_core::{Pager, Retry};
use serde_json::json;
use tower::{Service, ServiceExt as _, service_fn};

use crate::harness::api_of_numbers::{Found, Hyper, Linked, Numbers, all, get, hyper, numbers, serve, server};
use crate::harness::targets;

#[tokio::test]
async fn every_page_is_one_request_with_the_templates_headers_and_query() {
    let server = server(3);
    let mut request = get(server.url_of("/numbers?tag=a%2Cb"));
    request.headers_mut().insert("x-api-key", HeaderValue::from_static("key"));
    let walked = all(hyper().paginate::<Numbers>(request).page_size(2).items()).await;
    assert_eq!(walked, [0, 1, 2, 3, 4, 5]);
    assert_eq!(
        targets(&server.log()),
        ["/numbers?tag=a%2Cb&limit=2", "/numbers?tag=a%2Cb&limit=2&cursor=1", "/numbers?tag=a%2Cb&limit=2&cursor=2",]
    );
    assert!(server.log().iter().all(|request| request.header("x-api-key") == Some("key")));
}

#[tokio::test]
async fn a_position_in_the_body_is_written_into_every_post_and_its_length_with_it() {
    let server = serve(|request| {
        let body = request.json().unwrap();
        let offset = body["offset"].as_u64().unwrap();
        assert_eq!(body["filter"], json!({ "odd": true }));
        MockResponse::json(&json!({ "data": (offset..(offset + 3).min(7)).collect::<Vec<_>>() }))
    });
    let request = Request::post(server.url_of("/query"))
        .header(CONTENT_TYPE, "application/json")
        .header("content-length", "24")
        .body(r#"{"filter":{"odd":true}} "#)
        .unwrap();
    assert_eq!(all(hyper().paginate::<Found>(request).page_size(3).items()).await, [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(server.requests(), 3);
    let bodies: Vec<_> = server.log().iter().map(|request| request.body.clone()).collect();
    assert_eq!(bodies[2], r#"{"filter":{"odd":true},"limit":3,"offset":6} "#);
}

#[tokio::test]
async fn pages_side_by_side_go_to_clones_of_the_service() {
    let server = serve(|request| {
        let offset = request.json().unwrap()["offset"].as_u64().unwrap();
        MockResponse::json(&json!({ "data": (offset..(offset + 3).clamp(offset, 20)).collect::<Vec<_>>() }))
    });
    let request = Request::post(server.url_of("/query")).body("{}").unwrap();
    let walked = all(hyper().paginate::<Found>(request).page_size(3).concurrent(4).items()).await;
    assert_eq!(walked, (0..20).collect::<Vec<_>>());
    assert!((7..=10).contains(&server.requests()), "{}", server.requests());
}

#[tokio::test]
async fn a_walk_over_a_service_has_a_name_and_can_be_kept_and_sent() {
    struct Feed {
        items: Items<Numbers, Hyper>,
    }
    let server = server(2);
    let mut feed = Feed { items: hyper().paginate::<Numbers>(get(server.url_of("/numbers"))).items() };
    let walked = tokio::spawn(async move {
        let mut count = 0;
        while feed.items.try_next().await.unwrap().is_some() {
            count += 1;
        }
        count
    });
    assert_eq!(walked.await.unwrap(), 4);
}

#[tokio::test]
async fn a_status_is_returned_with_its_body_and_a_transient_one_is_retried() {
    let mut failures = 2;
    let flaky = serve(move |request| {
        if request.pair("cursor") == Some("1") && failures > 0 {
            failures -= 1;
            return MockResponse::text("busy").status(503).header("retry-after", "0");
        }
        numbers(request, 3)
    });
    let pager = hyper().paginate::<Numbers>(get(flaky.url_of("/numbers")));
    assert_eq!(all(pager.retry(Retry::new()).items()).await.len(), 6);
    assert_eq!(flaky.requests(), 5);

    let refused = serve(|_| MockResponse::text("no such team").status(404));
    let error = hyper().paginate::<Numbers>(get(refused.url_of("/numbers"))).items().try_next().await.unwrap_err();
    assert!(matches!(&error, Error::Status(status) if status.body == b"no such team"), "{error}");
    assert_eq!(refused.requests(), 1);
}

#[tokio::test]
async fn a_status_named_for_retries_is_retried_and_ends_the_walk_when_the_retries_are_used_up() {
    let mut failures = 1;
    let limited = serve(move |request| {
        if request.pair("cursor") == Some("1") && failures > 0 {
            failures -= 1;
            return MockResponse::empty(403).header("retry-after", "0");
        }
        numbers(request, 2)
    });
    let pager = || hyper().paginate::<Numbers>(get(limited.url_of("/numbers")));
    assert_eq!(all(pager().retry(Retry::new().on_statuses([403])).items()).await.len(), 4);
    assert_eq!(limited.requests(), 3);

    let forbidden = serve(|_| MockResponse::empty(403));
    let retry = Retry::new().on_statuses([403]).times(2).first_wait(Duration::from_millis(1));
    let mut items = hyper().paginate::<Numbers>(get(forbidden.url_of("/numbers"))).retry(retry).items();
    assert_eq!(items.try_next().await.unwrap_err().status().unwrap(), 403);
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(forbidden.requests(), 3);
}

#[tokio::test]
async fn the_error_of_the_service_is_kept_and_the_page_is_requested_again() {
    #[derive(Debug)]
    struct Down;
    impl std::fmt::Display for Down {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("the service is down")
        }
    }
    impl std::error::Error for Down {}

    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let service = service_fn(move |_: Request<Full<Bytes>>| {
        let call = counted.fetch_add(1, Ordering::Relaxed);
        async move {
            match call {
                0 => Err(Down),
                _ => Ok(Response::new(Full::new(Bytes::from_static(br#"{"data": [1], "next": null}"#)))),
            }
        }
    });
    let mut items = service.paginate::<Numbers>(get("https://api.example/numbers")).items();
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.to_string(), "the service is down");
    assert!(error.is_transient());
    assert!(matches!(error, Error::Transport(error) if error.is::<Down>()));
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(calls.load(Ordering::Relaxed), 2);
}

/// Counts the calls that were made before it was ready.
#[derive(Clone)]
struct Careful {
    ready: bool,
    misused: Arc<AtomicUsize>,
    inner: Hyper,
}

impl Service<Request<Full<Bytes>>> for Careful {
    type Response = <Hyper as Service<Request<Full<Bytes>>>>::Response;
    type Error = <Hyper as Service<Request<Full<Bytes>>>>::Error;
    type Future = <Hyper as Service<Request<Full<Bytes>>>>::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        if !self.ready {
            self.ready = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Service::poll_ready(&mut self.inner, cx)
    }

    fn call(&mut self, request: Request<Full<Bytes>>) -> Self::Future {
        if !std::mem::take(&mut self.ready) {
            self.misused.fetch_add(1, Ordering::Relaxed);
        }
        self.inner.call(request)
    }
}

#[tokio::test]
async fn a_service_is_waited_for_before_every_call() {
    let server = server(4);
    let misused = Arc::new(AtomicUsize::new(0));
    let service = Careful { ready: false, misused: Arc::clone(&misused), inner: hyper() };
    let walked = all(service.paginate::<Numbers>(get(server.url_of("/numbers"))).items()).await;
    assert_eq!(walked.len(), 8);
    assert_eq!((server.requests(), misused.load(Ordering::Relaxed)), (4, 0));
}

#[tokio::test]
async fn a_body_above_the_limit_is_not_collected() {
    let server =
        serve(|_| MockResponse::text(format!(r#"{{"data": [], "next": null, "more": "{}"}}"#, "x".repeat(9_000))));
    let pager = || hyper().paginate::<Numbers>(get(server.url_of("/numbers")));
    assert!(matches!(pager().max_body(8_000).items().try_next().await, Err(Error::BodyTooLarge(_))));
    assert!(pager().max_body(10_000).items().try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_service_that_takes_another_body_is_walked_over_a_client_of_that_body() {
    let service = service_fn(async |request: Request<axum::body::Body>| {
        let sent = axum::body::to_bytes(request.into_body(), 100).await?;
        assert_eq!(sent, r#"{"a":1,"offset":0}"#);
        Ok::<_, axum::Error>(Response::new(axum::body::Body::from(r#"{"data": []}"#)))
    });
    let request = Request::post("http://api.example/query").body(Bytes::from(r#"{"a":1}"#)).unwrap();
    let pager = Pager::<Found, _>::new(Http::new(Client::<_, axum::body::Body>::new(service.boxed_clone()), request));
    let mut items = pager.items();
    assert_eq!(items.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn a_link_to_another_origin_is_refused_unless_it_is_allowed() {
    let other = serve(|_| MockResponse::json(&json!({ "data": [9], "next": null })));
    let link = other.url_of("/rest");
    let server = serve(move |_| MockResponse::json(&json!({ "data": [1], "next": link })));
    let pager = || hyper().paginate::<Linked>(get(server.url_of("/first")));

    let mut items = pager().items();
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    assert!(matches!(items.try_next().await, Err(Error::ForeignOrigin(_))));
    assert_eq!(other.requests(), 0);

    assert_eq!(all(pager().allow_origin(other.url()).items()).await, [1, 9]);
    assert_eq!(other.requests(), 1);
}

#[tokio::test]
async fn each_request_signs_what_is_sent() {
    let server = server(2);
    let pager = hyper().paginate::<Numbers>(get(server.url_of("/numbers"))).each_request(|request| {
        let signed = request.uri().query().unwrap_or("nothing").to_owned();
        request.headers_mut().insert("x-signed", HeaderValue::try_from(signed).unwrap());
    });
    assert_eq!(all(pager.page_size(2).items()).await.len(), 4);
    let signed: HashMap<_, _> =
        server.log().iter().map(|r| (r.query.clone().unwrap(), r.header("x-signed").unwrap().to_owned())).collect();
    assert_eq!(signed.len(), 2);
    assert!(signed.iter().all(|(query, signed)| query == signed), "{signed:?}");
}

#[test]
fn a_request_of_a_host_without_a_scheme_is_refused_by_the_first_result() {
    let service = service_fn(async |_: Request<Full<Bytes>>| -> Result<Response<Full<Bytes>>, Infallible> {
        panic!("it was called")
    });
    let request = Request::connect("api.example:443").body("").unwrap();
    let mut items = service.paginate::<Numbers>(request).items();
    let first: Result<_, Error<ServiceError>> = items.try_next().now_or_never().unwrap();
    let error = first.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error:?}");
    assert_eq!(items.try_next().now_or_never().unwrap().unwrap(), None);
}
