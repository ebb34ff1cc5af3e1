//! Incremental sync.

use demo_apis::Answer;
use pagination_core::{Paginate as _, Paginated, SyncToken};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::{blocking, client, drain, drain_blocking, serve, targets};

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[sync_token(field = sync)]
struct Synced {
    data: Vec<u64>,
    next: Option<String>,
    sync: Option<String>,
}

fn answer(ids: &[u64], next: impl Into<Value>, sync: impl Into<Value>) -> Answer {
    Answer::json(&json!({ "data": ids, "next": next.into(), "sync": sync.into() }))
}

#[tokio::test]
async fn the_sync_token_is_that_of_the_final_page() {
    // One on every page, as Zoho sends it: only the last one counts.
    let server = serve(|number, _| match number {
        0 => answer(&[1, 2], "b", "early"),
        1 => answer(&[3], "c", "later"),
        _ => answer(&[4, 5], Value::Null, "final"),
    });
    let mut items = client().get(server.url_of("/list")).paginate::<Synced>().items();
    for _ in 0..4 {
        items.try_next().await.unwrap();
        assert!(items.sync_token().is_none(), "not before the last record was taken");
    }
    assert_eq!(items.try_next().await.unwrap(), Some(5));
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(items.sync_token().and_then(SyncToken::as_str), Some("final"));
}

#[test]
fn a_blocking_walk_gives_it_too() {
    let server = serve(|number, _| if number == 0 { answer(&[1], "b", "early") } else { answer(&[2], "", "final") });
    let mut items = blocking().get(server.url_of("/list")).paginate::<Synced>().items();
    drain_blocking(&mut items).sound();
    assert_eq!(items.sync_token().and_then(SyncToken::as_str), Some("final"));
    let server = serve(|number, _| if number == 0 { answer(&[1], "b", "early") } else { answer(&[2], "", "final") });
    let mut pages = blocking().get(server.url_of("/list")).paginate::<Synced>().pages();
    pages.next().unwrap().unwrap();
    assert!(pages.sync_token().is_none());
    pages.next().unwrap().unwrap();
    assert_eq!(pages.sync_token().and_then(SyncToken::as_str), Some("final"));
}

#[tokio::test]
async fn a_walk_that_was_cut_short_gives_none() {
    let server = serve(|_, request| match request.pair("cursor") {
        None => answer(&[1, 2], "b", "early"),
        _ => answer(&[3, 4], Value::Null, "final"),
    });
    let request = || client().get(server.url_of("/list")).paginate::<Synced>();
    let mut items = request().max_pages(1).items();
    drain(&mut items).await.sound();
    assert!(items.sync_token().is_none(), "max_pages");
    let mut items = request().max_items(2).items();
    drain(&mut items).await.sound();
    assert!(items.sync_token().is_none(), "max_items");
    let mut items = request().max_items(3).items();
    drain(&mut items).await.sound();
    assert!(
        items.sync_token().is_none(),
        "max_items in the middle of the final page: a record of it was never delivered"
    );
}

#[tokio::test]
async fn a_walk_that_an_error_ended_gives_none() {
    for status in [401, 500] {
        let server =
            serve(move |number, _| if number == 0 { answer(&[1], "b", "early") } else { Answer::empty(status) });
        let mut items = client().get(server.url_of("/list")).paginate::<Synced>().items();
        drain(&mut items).await;
        assert!(items.sync_token().is_none());
    }
}

#[tokio::test]
async fn an_empty_token_is_none() {
    for token in [Value::Null, json!("")] {
        let server = serve(move |_, _| answer(&[1], "", token.clone()));
        let mut items = client().get(server.url_of("/list")).paginate::<Synced>().items();
        drain(&mut items).await.sound();
        assert!(items.sync_token().is_none());
    }
}

#[tokio::test]
async fn since_sends_the_token_with_every_request() {
    let server = serve(|number, _| if number == 0 { answer(&[1], "b", "x") } else { answer(&[2], "", "y") });
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
    let server = serve(
        |_, request| if request.pair("cursor").is_none() { answer(&[1], "b", "x") } else { answer(&[2], "", "y") },
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
        Answer::json(&json!({ "data": ids, "next": format!("c{number}") }))
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
async fn the_token_may_be_a_link_which_is_stored_whole() {
    let server = serve(|_, request| match request.target().as_str() {
        "/list?filter=x" => Answer::json(&json!({ "data": [1], "next": "/list?p=2" })),
        "/list?p=2" => Answer::json(&json!({ "data": [2], "delta": "/delta?t=1" })),
        "/delta?t=1" => Answer::json(&json!({ "data": [3], "next": "/delta?p=2" })),
        _ => Answer::json(&json!({ "data": [], "delta": "/delta?t=2" })),
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
async fn a_token_that_has_expired_is_an_error_of_its_own() {
    let server = serve(|_, request| match request.pair("sync_token") {
        Some("old") => Answer::empty(410),
        _ => answer(&[1], "", "new"),
    });
    let request = || client().get(server.url_of("/list")).paginate::<Calendar>();
    let outcome = drain(&mut request().since("old").items()).await;
    assert!(matches!(outcome.error(), pagination_core::Error::Expired(_)), "{outcome:?}");
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
