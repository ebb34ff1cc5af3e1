//! Futures that are dropped, walks that are dropped, and functions that take more than one poll.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use demo_apis::{Server, ZOHO_TOKEN};
use futures_util::{FutureExt as _, StreamExt as _};
use pagination_core::Paginate as _;
use pagination_core::{Paginated, pages};
use serde::Deserialize;
use tokio::time::sleep;

use crate::harness::{ByCursor, drain, list, some};

fn third(at: Option<&str>) -> ByCursor {
    match at {
        None => ByCursor { data: list(0..3), next: Some("b".into()) },
        Some("b") => ByCursor { data: list(3..6), next: Some("c".into()) },
        _ => ByCursor { data: list(6..9), next: None },
    }
}

#[tokio::test]
async fn a_dropped_try_next_loses_nothing_and_requests_nothing_twice() {
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
                Some(item) => all.push(item),
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
async fn a_dropped_try_next_of_pages_loses_nothing_and_requests_nothing_twice() {
    let requested = RefCell::new(Vec::new());
    let mut pages = pages(async |at: Option<String>| {
        requested.borrow_mut().push(at.clone());
        sleep(Duration::from_millis(5)).await;
        Ok::<_, Infallible>(third(at.as_deref()))
    })
    .pages();
    let mut all = Vec::new();
    loop {
        // Polled once and dropped; then given too little time; then awaited.
        let mut next = pages.try_next().now_or_never();
        if next.is_none() {
            next = tokio::time::timeout(Duration::from_millis(1), pages.try_next()).await.ok();
        }
        let next = match next {
            Some(next) => next,
            None => pages.try_next().await,
        };
        let Some(page) = next.unwrap() else { break };
        all.extend(page);
    }
    assert_eq!(all, list(0..9));
    assert_eq!(*requested.borrow(), some(&["b", "c"]), "a request goes on where it was");
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token")]
#[paginated(page_size(param = "limit"))]
struct Datastores {
    data: Vec<demo_apis::data::Datastore>,
    next_token: Option<String>,
}

#[tokio::test]
async fn a_request_over_http_whose_future_is_dropped_goes_on() {
    let server = Server::builder().zoho(50).latency(Duration::from_millis(20)).start().unwrap();
    let request = crate::harness::client()
        .get(server.url_of("/api/v3/datastores"))
        .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"));
    let mut items = request.paginate::<Datastores>().page_size(20).items();
    let mut ids = Vec::new();
    loop {
        tokio::select! {
            biased;
            next = items.try_next() => match next.unwrap() {
                Some(item) => ids.push(item.id),
                None => break,
            },
            () = sleep(Duration::from_millis(2)) => {}
        }
    }
    assert_eq!(ids, server.zoho().ids());
    assert_eq!(server.requests(), 3);
}

#[tokio::test]
async fn an_error_that_arrives_after_a_dropped_future_is_returned_by_the_next_poll() {
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
            Poll::Ready(Some(item)) => all.push(item.unwrap()),
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
                Some(item) => all.push(item.unwrap()),
                None => break,
            },
        }
    }
    assert_eq!(all, list(0..9));
}

#[tokio::test]
async fn a_dropped_try_next_of_a_concurrent_walk_loses_nothing() {
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
            Ok(Ok(Some(item))) => all.push(item),
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
async fn a_walk_may_move_to_another_task_in_the_middle_of_a_page() {
    let server = Server::builder().zoho(50).start().unwrap();
    let request = crate::harness::client()
        .get(server.url_of("/api/v3/datastores"))
        .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"));
    let mut items = request.paginate::<Datastores>().page_size(20).items();
    let first = items.try_next().await.unwrap().unwrap().id;
    let rest = tokio::spawn(async move { drain(&mut items).await }).await.unwrap().into_items();
    let ids: Vec<_> = std::iter::once(first).chain(rest.into_iter().map(|item| item.id)).collect();
    assert_eq!(ids, server.zoho().ids());
}
