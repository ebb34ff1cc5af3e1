//! Incremental sync: the token of the final page, and `since`.

use demo_apis::{LoggedRequest, MockResponse};
use pagination_core::Paginate as _;
use pagination_core::{Paginated, SyncToken};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::{blocking, client, drain, drain_blocking, run, serve, targets};

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[sync_token(field = sync)]
struct Synced {
    data: Vec<u64>,
    next: Option<String>,
    sync: Option<String>,
}

fn response(ids: &[u64], next: impl Into<Value>, sync: impl Into<Value>) -> MockResponse {
    MockResponse::json(&json!({ "data": ids, "next": next.into(), "sync": sync.into() }))
}

/// A token on every page, as Zoho sends it.
fn three_tokens(number: usize) -> MockResponse {
    match number {
        0 => response(&[1, 2], "b", "early"),
        1 => response(&[3], "c", "later"),
        _ => response(&[4, 5], Value::Null, "final"),
    }
}

#[test]
fn the_sync_token_is_that_of_the_final_page_and_there_is_none_before_its_last_item() {
    run(async {
        let server = serve(|number, _| three_tokens(number));
        let mut items = client().get(server.url_of("/list")).paginate::<Synced>().items();
        for item in 1..=5 {
            assert!(items.sync_token().is_none());
            assert_eq!(items.try_next().await.unwrap(), Some(item));
        }
        assert_eq!(items.sync_token().and_then(SyncToken::as_str), Some("final"));
        assert_eq!(items.try_next().await.unwrap(), None);
        assert_eq!(items.sync_token().and_then(SyncToken::as_str), Some("final"));
    });
    let server = serve(|number, _| three_tokens(number));
    let mut items = blocking().get(server.url_of("/list")).paginate::<Synced>().items();
    for item in 1..=5 {
        assert!(items.sync_token().is_none());
        assert_eq!(items.try_next().unwrap(), Some(item));
    }
    assert_eq!(items.sync_token().and_then(SyncToken::as_str), Some("final"));
    assert_eq!(items.try_next().unwrap(), None);
    assert_eq!(items.sync_token().and_then(SyncToken::as_str), Some("final"));
}

#[test]
fn pages_have_the_sync_token_with_the_final_page() {
    run(async {
        let server = serve(|number, _| three_tokens(number));
        let mut pages = client().get(server.url_of("/list")).paginate::<Synced>().pages();
        for is_last in [false, false, true] {
            pages.try_next().await.unwrap().unwrap();
            assert_eq!(pages.sync_token().and_then(SyncToken::as_str), is_last.then_some("final"));
        }
    });
    let server = serve(|number, _| three_tokens(number));
    let mut pages = blocking().get(server.url_of("/list")).paginate::<Synced>().pages();
    for is_last in [false, false, true] {
        pages.try_next().unwrap().unwrap();
        assert_eq!(pages.sync_token().and_then(SyncToken::as_str), is_last.then_some("final"));
    }
}

#[tokio::test]
async fn a_walk_that_a_limit_ended_has_no_sync_token() {
    let server = serve(|_, request| match request.pair("cursor") {
        None => response(&[1, 2], "b", "early"),
        _ => response(&[3, 4], Value::Null, "final"),
    });
    let request = || client().get(server.url_of("/list")).paginate::<Synced>();
    let mut items = request().max_pages(1).items();
    assert_eq!(drain(&mut items).await.sound(), [1, 2]);
    assert!(items.sync_token().is_none(), "max_pages");
    let mut items = request().max_items(2).items();
    assert_eq!(drain(&mut items).await.sound(), [1, 2]);
    assert!(items.sync_token().is_none(), "max_items");
    let mut items = request().max_items(3).items();
    assert_eq!(drain(&mut items).await.sound(), [1, 2, 3]);
    assert!(items.sync_token().is_none(), "max_items inside the final page: one of its items was never delivered");
}

#[test]
fn a_blocking_walk_that_a_limit_ended_has_no_sync_token() {
    let server = serve(|_, request| match request.pair("cursor") {
        None => response(&[1, 2], "b", "early"),
        _ => response(&[3, 4], Value::Null, "final"),
    });
    let request = || blocking().get(server.url_of("/list")).paginate::<Synced>();
    for mut items in [request().max_pages(1).items(), request().max_items(2).items(), request().max_items(3).items()] {
        assert!(drain_blocking(&mut items).sound().len() < 4);
        assert!(items.sync_token().is_none());
    }
}

#[test]
fn a_walk_that_an_error_ended_has_no_sync_token() {
    let bodies = [
        MockResponse::empty(401),
        MockResponse::empty(500),
        MockResponse::text(r#"{"data": [2], "sync": "fin"#),
        MockResponse::json(&json!({ "data": ["2"], "sync": "final" })),
    ];
    for body in bodies {
        let script = move |number: usize, _: &LoggedRequest| match number {
            0 => response(&[1], "b", "early"),
            _ => body.clone(),
        };
        let server = serve(script.clone());
        let mut items = blocking().get(server.url_of("/list")).paginate::<Synced>().items();
        assert!(!drain_blocking(&mut items).errors.is_empty());
        assert!(items.sync_token().is_none());
        run(async {
            let server = serve(script);
            let mut items = client().get(server.url_of("/list")).paginate::<Synced>().items();
            assert!(!drain(&mut items).await.errors.is_empty());
            assert!(items.sync_token().is_none());
        });
    }
}

#[tokio::test]
async fn an_empty_sync_token_is_none() {
    for token in [Value::Null, json!("")] {
        let server = serve(move |_, _| response(&[1], "", token.clone()));
        let mut items = client().get(server.url_of("/list")).paginate::<Synced>().items();
        drain(&mut items).await.sound();
        assert!(items.sync_token().is_none());
    }
}

#[tokio::test]
async fn since_sends_the_token_with_every_request() {
    let server = serve(|number, _| if number == 0 { response(&[1], "b", "x") } else { response(&[2], "", "y") });
    let mut items = client().get(server.url_of("/list")).paginate::<Synced>().since("t=1").items();
    drain(&mut items).await.sound();
    assert_eq!(items.sync_token().and_then(SyncToken::as_str), Some("y"));
    let log = server.log();
    assert_eq!(log.len(), 2);
    for request in &log {
        assert_eq!(request.pair("sync_token"), Some("t=1"));
    }
    assert_eq!(log[1].pair("cursor"), Some("b"));
}

#[tokio::test]
async fn a_checkpoint_of_a_sync_keeps_its_token() {
    let server =
        serve(
            |_, request| {
                if request.pair("cursor").is_none() { response(&[1], "b", "x") } else { response(&[2], "", "y") }
            },
        );
    let request = || client().get(server.url_of("/list")).paginate::<Synced>();
    let mut pages = request().since("t1").pages();
    pages.try_next().await.unwrap();
    let text = serde_json::to_string(&pages.checkpoint()).unwrap();
    let mut rest = request().resume(serde_json::from_str(&text).unwrap()).items();
    assert_eq!(drain(&mut rest).await.sound(), [2]);
    assert_eq!(targets(&server.log()), ["/list?sync_token=t1", "/list?sync_token=t1&cursor=b"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, param = "page_token", stop(empty_page))]
#[sync_token(cursor)]
struct LastCursor {
    data: Vec<u64>,
    next: String,
}

#[tokio::test]
async fn the_cursor_of_the_final_page_may_be_the_token_and_the_first_position_of_the_next_sync() {
    let script = |number: usize, _: &demo_apis::LoggedRequest| {
        let ids: Vec<usize> = if number.is_multiple_of(2) { vec![number] } else { vec![] };
        MockResponse::json(&json!({ "data": ids, "next": format!("c{number}") }))
    };
    let server = serve(script);
    let request = || client().get(server.url_of("/list")).paginate::<LastCursor>();
    let mut items = request().items();
    assert_eq!(drain(&mut items).await.sound(), [0]);
    let token = items.sync_token().unwrap().clone();
    assert_eq!(token.as_str(), Some("c1"));
    let mut items = request().since(&token).items();
    assert_eq!(drain(&mut items).await.sound(), [2]);
    assert_eq!(targets(&server.log()), ["/list", "/list?page_token=c0", "/list?page_token=c1", "/list?page_token=c2"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next)]
#[sync_token(field = delta, link)]
struct Drive {
    data: Vec<u64>,
    next: Option<String>,
    delta: Option<String>,
}

#[tokio::test]
async fn the_token_may_be_a_link_and_is_stored_whole() {
    let server = serve(|_, request| match request.target().as_str() {
        "/list?filter=x" => MockResponse::json(&json!({ "data": [1], "next": "/list?p=2" })),
        "/list?p=2" => MockResponse::json(&json!({ "data": [2], "delta": "/delta?t=1" })),
        "/delta?t=1" => MockResponse::json(&json!({ "data": [3], "next": "/delta?p=2" })),
        _ => MockResponse::json(&json!({ "data": [], "delta": "/delta?t=2" })),
    });
    let request = || client().get(server.url_of("/list?filter=x")).bearer_auth("key").paginate::<Drive>();
    let mut items = request().items();
    assert_eq!(drain(&mut items).await.sound(), [1, 2]);
    let token = items.sync_token().unwrap().clone();
    assert_eq!(token.as_str(), Some(server.url_of("/delta?t=1").as_str()));
    let mut items = request().since(token).items();
    assert_eq!(drain(&mut items).await.sound(), [3]);
    assert_eq!(items.sync_token().and_then(SyncToken::as_str), Some(server.url_of("/delta?t=2").as_str()));
    assert_eq!(targets(&server.log())[2..], ["/delta?t=1", "/delta?p=2"]);
    assert_eq!(server.log()[2].header("authorization"), Some("Bearer key"));
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, expired(410))]
#[sync_token(field = sync)]
struct Calendar {
    data: Vec<u64>,
    next: Option<String>,
    sync: Option<String>,
}

#[tokio::test]
async fn a_sync_token_that_has_expired_is_its_own_error() {
    let server = serve(|_, request| match request.pair("sync_token") {
        Some("old") => MockResponse::empty(410),
        _ => response(&[1], "", "new"),
    });
    let request = || client().get(server.url_of("/list")).paginate::<Calendar>();
    let walked = drain(&mut request().since("old").items()).await;
    assert!(matches!(walked.error(), pagination_core::Error::Expired(_)), "{walked:?}");
    assert_eq!(server.requests(), 1);
    assert_eq!(drain(&mut request().items()).await.sound(), [1]);
}

#[test]
fn a_token_can_be_stored_and_shows_nothing() {
    let token = SyncToken::from("s3cret");
    let text = serde_json::to_string(&token).unwrap();
    assert_eq!(text, "\"s3cret\"");
    assert!(serde_json::from_str::<SyncToken>(&text).unwrap() == token);
    assert!(!format!("{token:?}").contains("s3cret"));
}
