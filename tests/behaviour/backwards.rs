//! Walks backwards (`rev`), from a checkpoint.

use demo_apis::MockResponse;
use pagination_core::Error;
use pagination_core::Paginate as _;
use pagination_core::error::LoopKind;
use pagination_core::{Paginated, pages_blocking};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::{ByLink, Sound, client, drain, list, serve, stored};

/// Pages `a`, `b` and `c`, each with links to its neighbours.
fn linked(at: Option<&str>) -> Sound<ByLink> {
    let link = |text: &str| Some(text.to_owned());
    Ok(match at {
        None | Some("a") => ByLink { data: list(0..3), next: link("b"), previous: None },
        Some("b") => ByLink { data: list(3..6), next: link("c"), previous: link("a") },
        _ => ByLink { data: list(6..7), next: None, previous: link("b") },
    })
}

#[test]
fn a_walk_back_starts_with_the_page_before_the_checkpoint() {
    let mut begun = pages_blocking(|at: Option<String>| linked(at.as_deref())).pages();
    for (pages, back, requested) in
        [(1, vec![], &[][..]), (2, list(0..3), &["a"]), (3, vec![3, 4, 5, 0, 1, 2], &["b", "a"])]
    {
        begun.try_next().unwrap().unwrap();
        let checkpoint = stored(&begun.checkpoint());
        let walked = over_functions!(Option<String>, |_, at: Option<String>| linked(at.as_deref()), pager => pager.resume(checkpoint.clone()).rev());
        walked.gave(&back, &requested.iter().map(|link| Some((*link).to_owned())).collect::<Vec<_>>());
        assert_eq!(walked.requests.len() + 1, pages);
    }
}

#[test]
fn a_walk_back_needs_a_checkpoint() {
    let walked = over_functions!(Option<String>, |_, at: Option<String>| linked(at.as_deref()), pager => pager.rev());
    assert!(matches!(walked.failed::<u64, Option<String>>(&[], &[]), Error::Request(_)));
}

#[test]
fn a_link_back_to_its_own_page_is_a_loop() {
    let mut begun = pages_blocking(|at: Option<String>| linked(at.as_deref())).pages();
    begun.try_next().unwrap().unwrap();
    begun.try_next().unwrap().unwrap();
    let checkpoint = begun.checkpoint();
    let walked = over_functions!(Option<String>, |_, _| -> Sound<ByLink> {
        Ok(ByLink { data: vec![7], next: None, previous: Some("a".to_owned()) })
    }, pager => pager.resume(checkpoint.clone()).rev());
    assert!(matches!(walked.failed(&[7], &[Some("a".to_owned())]), Error::Loop(_)));
}

#[tokio::test]
async fn a_walk_back_over_http_can_be_stopped_in_the_middle_of_a_page_and_resumed() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next, prev(field = previous))]
    struct TwoWays {
        data: Vec<u64>,
        next: Option<String>,
        previous: Option<String>,
    }
    let server = serve(|_, request| match request.pair("cursor") {
        None | Some("a") => MockResponse::json(&json!({ "data": [1, 2], "next": "b" })),
        Some("b") => MockResponse::json(&json!({ "data": [3, 4], "next": "c", "previous": "a" })),
        _ => MockResponse::json(&json!({ "data": [5, 6], "previous": "b" })),
    });
    let request = || client().get(server.url_of("/list")).paginate::<TwoWays>();
    let mut pages = request().pages();
    drain(&mut pages).await.sound();
    let mut back = request().resume(stored(&pages.checkpoint())).rev().items();
    assert_eq!(back.try_next().await.unwrap(), Some(3));
    // Stopped inside a page, it goes on backwards.
    let checkpoint = stored(&back.checkpoint());
    assert_eq!(drain(&mut request().resume(checkpoint).rev().items()).await.sound(), [4, 1, 2]);

    let walked = drain(&mut request().rev().items()).await;
    assert!(matches!(walked.error(), Error::Request(_)), "{walked:?}");
}

#[tokio::test]
async fn an_empty_previous_position_is_the_start_of_the_list() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next, prev(field = previous))]
    struct ByCursor {
        data: Vec<u64>,
        next: Option<String>,
        previous: Option<String>,
    }
    #[derive(Debug, Deserialize, Paginated)]
    #[next_link(field = next, prev(field = previous))]
    struct ByLink {
        data: Vec<u64>,
        next: Option<String>,
        previous: Option<String>,
    }
    let server = serve(|_, _| MockResponse::json(&json!({ "data": [1], "next": "?p=2", "previous": "" })));
    let mut pages = client().get(server.url_of("/list")).paginate::<ByCursor>().pages();
    pages.try_next().await.unwrap();
    let back = client().get(server.url_of("/list")).paginate::<ByCursor>().resume(pages.checkpoint()).rev();
    assert_eq!(drain(&mut back.items()).await.sound(), [0; 0]);
    let mut pages = client().get(server.url_of("/list")).paginate::<ByLink>().pages();
    pages.try_next().await.unwrap();
    let back = client().get(server.url_of("/list")).paginate::<ByLink>().resume(pages.checkpoint()).rev();
    assert_eq!(drain(&mut back.items()).await.sound(), [0; 0]);
    assert_eq!(server.requests(), 2);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, prev(field = previous))]
struct TwoWays {
    data: Vec<u64>,
    next: Option<String>,
    previous: Option<String>,
}

#[tokio::test]
async fn a_circle_on_the_way_back_is_a_loop() {
    let server = serve(|_, request| match request.pair("cursor") {
        None => MockResponse::json(&json!({ "data": [1], "next": "b" })),
        Some("b") => MockResponse::json(&json!({ "data": [2], "next": Value::Null, "previous": "x" })),
        Some("x") => MockResponse::json(&json!({ "data": [3], "previous": "y" })),
        _ => MockResponse::json(&json!({ "data": [4], "previous": "x" })),
    });
    let mut pages = client().get(server.url_of("/list")).paginate::<TwoWays>().pages();
    drain(&mut pages).await.sound();
    let end = pages.checkpoint();
    let mut items = client().get(server.url_of("/list")).paginate::<TwoWays>().resume(end).rev().items();
    let walked = drain(&mut items).await;
    assert_eq!(walked.items, [3, 4]);
    assert!(matches!(walked.error(), Error::Loop(found) if found.kind == LoopKind::Position), "{walked:?}");
}

#[tokio::test]
async fn a_walk_back_has_no_sync_token() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next, prev(field = previous))]
    #[sync_token(field = sync)]
    struct Synced {
        data: Vec<u64>,
        next: Option<String>,
        previous: Option<String>,
        sync: Option<String>,
    }
    let server = serve(|_, request| match request.pair("cursor") {
        None | Some("a") => MockResponse::json(&json!({ "data": [1], "next": "b", "sync": "of page one" })),
        _ => MockResponse::json(&json!({ "data": [2], "previous": "a", "sync": "of the list" })),
    });
    let mut forward = client().get(server.url_of("/list")).paginate::<Synced>().pages();
    drain(&mut forward).await.sound();
    assert_eq!(forward.sync_token().and_then(|token| token.as_str()), Some("of the list"));
    let mut back = client().get(server.url_of("/list")).paginate::<Synced>().resume(forward.checkpoint()).rev().items();
    assert_eq!(drain(&mut back).await.sound(), [1]);
    assert!(back.sync_token().is_none());
}
