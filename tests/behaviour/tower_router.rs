//! An axum router, walked without a socket.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::{Query, State};
use axum::http::{HeaderMap, Uri};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures_util::FutureExt as _;
use http::Request;
use pagination_core::Error;
use pagination_core::tower::PaginateService;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::api_of_numbers::{Found, Linked, Numbers, all, get as request_of};

type Count = Arc<AtomicUsize>;

#[derive(Deserialize)]
struct Where {
    cursor: Option<u64>,
}

async fn numbers(State(count): State<Count>, Query(Where { cursor }): Query<Where>, uri: Uri) -> Json<Value> {
    count.fetch_add(1, Ordering::Relaxed);
    assert!(uri.authority().is_none(), "{uri}");
    let at = cursor.unwrap_or(0);
    Json(json!({ "data": [at], "next": (at < 3).then(|| (at + 1).to_string()) }))
}

async fn found(State(count): State<Count>, Json(body): Json<Value>) -> Json<Value> {
    count.fetch_add(1, Ordering::Relaxed);
    let offset = body["offset"].as_u64().unwrap_or_default();
    Json(json!({ "data": (offset..(offset + 3).min(5)).collect::<Vec<_>>() }))
}

async fn linked(State(count): State<Count>, headers: HeaderMap, uri: Uri) -> Json<Value> {
    let page = count.fetch_add(1, Ordering::Relaxed);
    let next = match (page, uri.query()) {
        (0, None) => Some("?page=2".to_owned()),
        (1, Some("page=2")) => {
            let host = headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or("localhost");
            Some(format!("http://{host}/linked?page=3"))
        }
        (2, Some("page=3")) => Some("https://evil.example/linked".to_owned()),
        other => panic!("{other:?}"),
    };
    Json(json!({ "data": [page], "next": next }))
}

fn router() -> (Router, Count) {
    let count = Count::default();
    let routes = Router::new()
        .route("/numbers", get(numbers))
        .route("/found", post(found))
        .route("/linked", get(linked))
        .with_state(Arc::clone(&count));
    (routes, count)
}

#[tokio::test]
async fn a_router_is_walked_by_paths_alone() {
    let (router, count) = router();
    assert_eq!(all(router.paginate::<Numbers>(request_of("/numbers")).items()).await, [0, 1, 2, 3]);
    assert_eq!(count.load(Ordering::Relaxed), 4);
}

#[tokio::test]
async fn a_post_gets_the_body_and_the_content_type_that_the_router_reads() {
    let (router, count) = router();
    let request = Request::post("/found").body("").unwrap();
    assert_eq!(all(router.paginate::<Found>(request).items()).await, [0, 1, 2, 3, 4]);
    assert_eq!(count.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn links_of_a_router_are_joined_on_its_host_and_checked() {
    for host in [None, Some("api.example:8080")] {
        let (router, count) = router();
        let mut request = Request::get("/linked");
        if let Some(host) = host {
            request = request.header("host", host);
        }
        let mut items = router.paginate::<Linked>(request.body("").unwrap()).items();
        for expected in 0..3 {
            assert_eq!(items.try_next().await.unwrap(), Some(expected), "{host:?}");
        }
        let error = items.try_next().await.unwrap_err();
        assert!(matches!(error, Error::ForeignOrigin(_)), "{error}");
        assert_eq!(count.load(Ordering::Relaxed), 3);
    }
}

#[test]
fn a_router_is_walked_without_a_runtime() {
    let (router, _) = router();
    let walk = all(router.paginate::<Numbers>(request_of("/numbers")).items());
    assert_eq!(walk.now_or_never().unwrap(), [0, 1, 2, 3]);
}
