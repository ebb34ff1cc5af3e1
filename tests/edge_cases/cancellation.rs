//! Futures that are dropped half way, and work that takes more than one poll.

use std::cell::Cell;
use std::convert::Infallible;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use demo_apis::{Server, ZOHO_TOKEN};
use futures_util::StreamExt as _;
use pagination_core::{Paginate as _, Paginated};
use serde::Deserialize;
use tokio::time::sleep;

use crate::support::{ByCursor, drain, list};

fn third(at: Option<&str>) -> ByCursor {
    match at {
        None => ByCursor { data: list(0..3), next: Some("b".into()) },
        Some("b") => ByCursor { data: list(3..6), next: Some("c".into()) },
        _ => ByCursor { data: list(6..9), next: None },
    }
}

#[tokio::test]
async fn a_dropped_try_next_loses_nothing_and_asks_for_nothing_twice() {
    let calls = Cell::new(0);
    let walk = pagination_core::pages(async |at: Option<String>| {
        calls.set(calls.get() + 1);
        sleep(Duration::from_millis(20)).await;
        Ok::<_, Infallible>(third(at.as_deref()))
    });
    let mut items = walk.items();
    let (mut all, mut dropped) = (Vec::new(), 0);
    loop {
        tokio::select! {
            biased;
            next = items.try_next() => match next.unwrap() {
                Some(record) => all.push(record),
                None => break,
            },
            () = sleep(Duration::from_millis(3)) => dropped += 1,
        }
    }
    assert_eq!(all, list(0..9));
    assert!(dropped > 0, "nothing was dropped");
    assert_eq!(calls.get(), 3);
}

#[tokio::test]
async fn a_dropped_next_page_loses_nothing() {
    let calls = Cell::new(0);
    let mut pager = pagination_core::pages(async |at: Option<String>| {
        calls.set(calls.get() + 1);
        sleep(Duration::from_millis(20)).await;
        Ok::<_, Infallible>(third(at.as_deref()))
    });
    let mut all = Vec::new();
    loop {
        match tokio::time::timeout(Duration::from_millis(3), pager.next_page()).await {
            Err(_) => {}
            Ok(page) => match page.unwrap() {
                Some(page) => all.extend(page),
                None => break,
            },
        }
    }
    assert_eq!(all, list(0..9));
    assert_eq!(calls.get(), 3);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token")]
#[paginated(page_size(param = "limit"))]
struct Datastores {
    data: Vec<demo_apis::data::Datastore>,
    next_token: Option<String>,
}

#[tokio::test]
async fn a_request_over_http_that_is_dropped_half_way_goes_on() {
    let server = Server::builder().zoho(50).latency(Duration::from_millis(20)).start().unwrap();
    let request = crate::support::client()
        .get(server.url_of("/api/v3/datastores"))
        .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"));
    let mut items = request.paginate::<Datastores>().page_size(20).items();
    let mut ids = Vec::new();
    loop {
        tokio::select! {
            biased;
            next = items.try_next() => match next.unwrap() {
                Some(record) => ids.push(record.id),
                None => break,
            },
            () = sleep(Duration::from_millis(2)) => {}
        }
    }
    assert_eq!(ids, server.zoho().ids());
    assert_eq!(server.requests(), 3);
}

#[tokio::test]
async fn an_error_that_was_on_its_way_is_told_to_the_next_poll() {
    let mut items = pagination_core::pages(async |_: Option<String>| {
        tokio::task::yield_now().await;
        Err::<ByCursor, _>("busy")
    })
    .items();
    assert!(pin!(items.try_next()).poll(&mut Context::from_waker(Waker::noop())).is_pending());
    assert!(items.try_next().await.is_err());
}

#[test]
fn a_function_that_yields_once_loses_no_page() {
    let walk = pagination_core::pages(async |at: Option<String>| {
        let mut first = true;
        std::future::poll_fn(|cx| {
            if std::mem::replace(&mut first, false) {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            Poll::Ready(())
        })
        .await;
        Ok::<_, Infallible>(third(at.as_deref()))
    });
    let mut items = walk.items();
    let mut cx = Context::from_waker(Waker::noop());
    let (mut all, mut pending) = (Vec::new(), 0);
    loop {
        match items.poll_next_unpin(&mut cx) {
            Poll::Pending => pending += 1,
            Poll::Ready(Some(record)) => all.push(record.unwrap()),
            Poll::Ready(None) => break,
        }
    }
    assert_eq!(all, list(0..9));
    assert_eq!(pending, 3);
}

#[tokio::test]
async fn the_last_page_is_delivered_by_a_select_loop() {
    let walk = pagination_core::pages(async |at: Option<String>| Ok::<_, Infallible>(third(at.as_deref())));
    let mut items = walk.items();
    let mut all = Vec::new();
    loop {
        tokio::select! {
            biased;
            () = std::future::pending() => {}
            next = items.next() => match next {
                Some(record) => all.push(record.unwrap()),
                None => break,
            },
        }
    }
    assert_eq!(all, list(0..9));
}

#[tokio::test]
async fn a_dropped_concurrent_walk_loses_nothing() {
    #[derive(Debug, Deserialize, Paginated)]
    #[offset(parallel)]
    #[paginated(total = total, page_size(param = "limit", default = 3))]
    struct Totalled {
        data: Vec<u64>,
        total: u64,
    }
    let calls = Cell::new(0);
    let walk = pagination_core::pages(async |at: u64| {
        calls.set(calls.get() + 1);
        sleep(Duration::from_millis(10 + at % 4)).await;
        Ok::<_, Infallible>(Totalled { data: list(at..(at + 3).min(20)), total: 20 })
    });
    let mut items = walk.concurrent(3).items();
    let mut all = Vec::new();
    loop {
        match tokio::time::timeout(Duration::from_millis(2), items.try_next()).await {
            Err(_) => {}
            Ok(Ok(Some(record))) => all.push(record),
            Ok(Ok(None)) => break,
            Ok(Err(error)) => panic!("{error}"),
        }
    }
    assert_eq!(all, list(0..20));
    assert_eq!(calls.get(), 7);
}

#[tokio::test]
async fn a_dropped_walk_drops_its_requests() {
    struct Dropped<'a>(&'a Cell<bool>);
    impl Drop for Dropped<'_> {
        fn drop(&mut self) {
            self.0.set(true);
        }
    }
    let dropped = Cell::new(false);
    let mut items = pagination_core::pages(async |_: Option<String>| {
        let _guard = Dropped(&dropped);
        std::future::pending::<()>().await;
        Ok::<_, Infallible>(third(None))
    })
    .items();
    {
        let next = pin!(items.try_next());
        assert!(next.poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
    assert!(!dropped.get(), "the request goes on without the future that began it");
    drop(items);
    assert!(dropped.get());
}

#[tokio::test]
async fn a_walk_may_move_to_another_task_in_mid_page() {
    let server = Server::builder().zoho(50).start().unwrap();
    let request = crate::support::client()
        .get(server.url_of("/api/v3/datastores"))
        .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"));
    let mut items = request.paginate::<Datastores>().page_size(20).items();
    let first = items.try_next().await.unwrap().unwrap().id;
    let rest = tokio::spawn(async move { drain(&mut items).await }).await.unwrap().sound();
    let ids: Vec<_> = std::iter::once(first).chain(rest.into_iter().map(|record| record.id)).collect();
    assert_eq!(ids, server.zoho().ids());
}
