//! `prefetch()`, `for_each` and guesses: what is requested ahead, and how it fails.

use std::cell::Cell;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::SeqCst;
use std::time::Duration;

use demo_apis::MockResponse;
use pagination_core::Paginate as _;
use pagination_core::{Paginated, pages};
use serde::Deserialize;
use tokio::time::sleep;

use crate::harness::{ByCursor, blocking, client, drain, list, page, run, serve};

#[tokio::test]
async fn nothing_is_requested_ahead_unless_that_is_set() {
    let server = serve(|number, _| page(number as u64..number as u64 + 1, format!("c{number}")));
    let mut pages = client().get(server.url_of("/list")).paginate::<ByCursor>().pages();
    for requested in 1..4 {
        pages.try_next().await.unwrap();
        sleep(Duration::from_millis(20)).await;
        assert_eq!(server.requests(), requested);
    }
}

#[derive(Debug, Clone, Deserialize, Paginated)]
#[cursor(field = next)]
struct Chained {
    data: Vec<u64>,
    next: Option<u64>,
}

#[tokio::test]
async fn prefetch_requests_one_page_ahead_at_most_and_before_it_returns_a_page() {
    let (calls, now, peak) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let walk = pages(async |at: Option<u64>| {
        calls.set(calls.get() + 1);
        now.set(now.get() + 1);
        peak.set(peak.get().max(now.get()));
        tokio::task::yield_now().await;
        now.set(now.get() - 1);
        let at = at.unwrap_or(0);
        Ok::<_, Infallible>(Chained { data: vec![at], next: (at < 5).then_some(at + 1) })
    });
    let mut pages = walk.prefetch().pages();
    for returned in 1..=6 {
        pages.try_next().await.unwrap().unwrap();
        assert_eq!(calls.get(), (returned + 1).min(6));
        sleep(Duration::from_millis(2)).await;
        assert_eq!(calls.get(), (returned + 1).min(6));
    }
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!((calls.get(), peak.get()), (6, 1));
}

#[test]
fn a_blocking_prefetch_requests_one_page_ahead_at_most() {
    let server = serve(|number, _| if number < 4 { page(0..1, format!("c{number}")) } else { page(0..1, "") });
    let mut pages = blocking().get(server.url_of("/list")).paginate::<ByCursor>().prefetch().pages();
    for handed in 1..=5 {
        pages.next().unwrap().unwrap();
        let ahead = (handed + 1).min(5);
        for _ in 0..1_000 {
            if server.requests() >= ahead {
                break;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        std::thread::sleep(Duration::from_millis(5));
        assert_eq!(server.requests(), ahead);
    }
    assert!(pages.next().is_none());
    assert_eq!(server.requests(), 5);
}

#[tokio::test]
async fn an_error_of_a_request_ahead_comes_after_the_page_in_hand() {
    let server = serve(|number, _| match number {
        0 => page(0..3, "b"),
        1 => MockResponse::empty(503),
        _ => page(3..4, ""),
    });
    let mut items = client().get(server.url_of("/list")).paginate::<ByCursor>().prefetch().items();
    for expected in 0..3 {
        assert_eq!(items.try_next().await.unwrap(), Some(expected));
        sleep(Duration::from_millis(5)).await;
    }
    assert!(items.try_next().await.is_err());
    assert_eq!(drain(&mut items).await.sound(), [3]);
    assert_eq!(server.requests(), 3);
}

#[tokio::test]
async fn for_each_uses_a_page_while_the_next_one_is_in_flight() {
    let used = Arc::new(AtomicUsize::new(0));
    let waiting = Arc::clone(&used);
    let walk = pagination_core::pages(|at: Option<u64>| {
        let waiting = Arc::clone(&waiting);
        async move {
            let at = at.unwrap_or(0);
            // A page arrives only when the one before it is in use.
            while (waiting.load(SeqCst) as u64) < at {
                sleep(Duration::from_millis(1)).await;
            }
            Ok::<_, Infallible>(Chained { data: vec![at], next: (at < 4).then_some(at + 1) })
        }
    });
    let mut seen = Vec::new();
    let walked = walk.prefetch().pages().for_each(async |page| {
        used.fetch_add(1, SeqCst);
        sleep(Duration::from_millis(5)).await;
        seen.extend(page);
    });
    tokio::time::timeout(Duration::from_secs(5), walked).await.unwrap().unwrap();
    assert_eq!(seen, list(0..5));
}

#[derive(Debug, Clone, Paginated)]
#[offset(parallel, stop(short_page))]
#[paginated(page_size(default = 100))]
struct Hundreds {
    data: Vec<u64>,
}

#[test]
fn a_guess_that_cannot_be_requested_costs_no_page_before_it() {
    // A `u8` holds 0, 100 and 200. The list ends before 300.
    for width in [1, 2, 3, 4, 8] {
        let received = run(async {
            let list = async |at: u8| {
                tokio::task::yield_now().await;
                Ok::<_, &str>(Hundreds { data: (u64::from(at)..(u64::from(at) + 100).min(250)).collect() })
            };
            let mut items = pages(list).concurrent(width).items();
            let mut received = Vec::new();
            while let Some(item) = items.try_next().await.unwrap() {
                received.push(item);
            }
            received
        });
        assert_eq!(received, (0..250).collect::<Vec<_>>(), "width {width}");
    }
}

#[test]
fn the_error_of_a_page_that_cannot_be_requested_comes_in_its_turn() {
    for width in [1, 2, 3, 4, 8] {
        run(async {
            let list = async |at: u8| {
                tokio::task::yield_now().await;
                Ok::<_, &str>(Hundreds { data: (u64::from(at)..u64::from(at) + 100).collect() })
            };
            let mut items = pages(list).concurrent(width).items();
            for item in 0..300 {
                assert_eq!(items.try_next().await.unwrap(), Some(item), "width {width}");
            }
            items.try_next().await.unwrap_err();
            assert_eq!(items.try_next().await.unwrap(), None);
        });
    }
}
