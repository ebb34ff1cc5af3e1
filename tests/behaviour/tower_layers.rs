//! The layers of `tower`: each sees every page as a request of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use demo_apis::MockResponse;
use http::{Request, Response};
use http_body_util::Full;
use pagination_core::Error;
use pagination_core::tower::PaginateService;
use serde_json::json;
use tower::{BoxError, ServiceBuilder, service_fn};

use crate::harness::api_of_numbers::{Found, Numbers, all, get, hyper, numbers, serve, server};

#[tokio::test]
async fn a_rate_limit_slows_the_walk_and_its_clones_share_it() {
    let server = server(4);
    let service = ServiceBuilder::new().buffer(4).rate_limit(2, Duration::from_millis(150)).service(hyper());
    let begun = Instant::now();
    assert_eq!(all(service.clone().paginate::<Numbers>(get(server.url_of("/numbers"))).items()).await.len(), 8);
    // Two requests at once, two after the first window.
    assert!(begun.elapsed() >= Duration::from_millis(150), "{:?}", begun.elapsed());
    assert_eq!(all(service.paginate::<Numbers>(get(server.url_of("/numbers"))).items()).await.len(), 8);
    assert!(begun.elapsed() >= Duration::from_millis(450), "{:?}", begun.elapsed());
    assert_eq!(server.requests(), 8);
}

#[tokio::test]
async fn after_a_timeout_the_same_page_is_requested_again() {
    let mut slow = true;
    let server = serve(move |request| {
        if request.pair("cursor") == Some("1") && std::mem::take(&mut slow) {
            std::thread::sleep(Duration::from_millis(400));
        }
        numbers(request, 3)
    });
    let service = ServiceBuilder::new().timeout(Duration::from_millis(150)).service(hyper());
    let mut items = service.paginate::<Numbers>(get(server.url_of("/numbers"))).items();
    let (mut walked, mut timeouts) = (Vec::new(), 0);
    loop {
        match items.try_next().await {
            Ok(Some(number)) => walked.push(number),
            Ok(None) => break,
            Err(Error::Transport(error)) if error.is::<tower::timeout::error::Elapsed>() => timeouts += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(walked, [0, 1, 2, 3, 4, 5]);
    assert!(timeouts >= 1);
    // A request that timed out may not have reached the server.
    assert!((4..=3 + timeouts).contains(&server.requests()), "{} {timeouts}", server.requests());
}

#[tokio::test]
async fn a_concurrency_limit_holds_for_pages_side_by_side() {
    let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (now, peak) = (Arc::clone(&running), Arc::clone(&most));
    let inner = service_fn(move |request: Request<Full<Bytes>>| {
        let (now, peak) = (Arc::clone(&now), Arc::clone(&peak));
        async move {
            peak.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(10)).await;
            now.fetch_sub(1, Ordering::SeqCst);
            let body = http_body_util::BodyExt::collect(request.into_body()).await?.to_bytes();
            let offset = serde_json::from_slice::<serde_json::Value>(&body)?["offset"].as_u64().unwrap();
            let page = json!({ "data": (offset..(offset + 2).clamp(offset, 20)).collect::<Vec<_>>() });
            Ok::<_, BoxError>(Response::new(Full::new(Bytes::from(page.to_string()))))
        }
    });
    let service = ServiceBuilder::new().concurrency_limit(2).service(inner);
    let request = Request::post("http://api.example/query").body("{}").unwrap();
    let walked = all(service.paginate::<Found>(request).page_size(2).concurrent(6).items()).await;
    assert_eq!(walked, (0..20).collect::<Vec<_>>());
    assert_eq!(most.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_a_transient_error() {
    use axum::body::Body;
    use futures_util::stream;

    let service = service_fn(async |_: Request<Full<Bytes>>| {
        let chunks = stream::iter([Ok(Bytes::from_static(b"{\"data\":")), Err(std::io::Error::other("cut off"))]);
        Ok::<_, BoxError>(Response::new(Body::from_stream(chunks)))
    });
    let mut items = service.paginate::<Numbers>(get("http://api.example/numbers")).items();
    let error = items.try_next().await.unwrap_err();
    assert!(error.is_transient() && error.to_string().contains("cut off"), "{error}");
}

#[tokio::test]
async fn a_layer_may_change_the_response() {
    let server = serve(|_| MockResponse::empty(500));
    let service = ServiceBuilder::new()
        .map_response(|mut response: Response<_>| {
            *response.status_mut() = http::StatusCode::NO_CONTENT;
            response
        })
        .service(hyper());
    assert!(all(service.paginate::<Numbers>(get(server.url_of("/numbers"))).items()).await.is_empty());
    assert_eq!(server.requests(), 1);
}
