//! `concurrent(n)`: pages in order, at most `n` requests at a time.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use demo_apis::{LoggedRequest, MockResponse};
use futures_util::StreamExt as _;
use pagination_core::Paginate as _;
use pagination_core::reqwest::Error;
use pagination_core::{Paginated, pages, pages_blocking};
use serde::Deserialize;
use serde_json::json;
use tokio::time::sleep;

use crate::harness::{
    ByOffset, Sound, bare, blocking, client, drain, drain_blocking, list, number_in, numbers, run, serve, slice,
};

#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel, stop(short_page))]
#[paginated(page_size(param = "limit", default = 3))]
struct Parallel {
    data: Vec<u64>,
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel)]
#[paginated(total = total, page_size(param = "limit", default = 3))]
struct Totalled {
    data: Vec<u64>,
    total: u64,
}

#[derive(Debug, Deserialize, Paginated)]
#[page(parallel)]
#[paginated(total_pages = pages)]
struct Numbered {
    data: Vec<u64>,
    pages: u64,
}

fn totalled(request: &LoggedRequest, total: u64) -> MockResponse {
    MockResponse::json(&json!({ "data": slice(request, 3, total).collect::<Vec<_>>(), "total": total }))
}

/// Counts calls, and how many run at a time.
#[derive(Clone, Default)]
struct Gauge {
    now: Arc<AtomicUsize>,
    peak: Arc<AtomicUsize>,
    calls: Arc<AtomicUsize>,
}

impl Gauge {
    fn enter(&self) {
        self.calls.fetch_add(1, SeqCst);
        self.peak.fetch_max(self.now.fetch_add(1, SeqCst) + 1, SeqCst);
    }

    fn leave(&self) {
        self.now.fetch_sub(1, SeqCst);
    }
}

#[tokio::test]
async fn pages_come_in_order_whatever_the_order_of_the_responses() {
    let gauge = Gauge::default();
    let walk = pagination_core::pages(|at: u64| {
        let gauge = gauge.clone();
        async move {
            gauge.enter();
            // Of each four, the first one takes the longest.
            sleep(Duration::from_millis(8 - (at / 3) % 4 * 2)).await;
            gauge.leave();
            Ok::<_, Infallible>(Totalled { data: list(at..(at + 3).min(31)), total: 31 })
        }
    });
    assert_eq!(drain(&mut walk.concurrent(4).items()).await.sound(), list(0..31));
    assert_eq!(gauge.calls.load(SeqCst), 11);
    assert_eq!(gauge.peak.load(SeqCst), 4, "never more than were requested, and as many where it can be");
}

#[test]
fn blocking_pages_come_in_order_and_so_many_at_a_time() {
    let gauge = Gauge::default();
    let counted = gauge.clone();
    let walk = pagination_core::pages_blocking(move |at: u64| {
        counted.enter();
        std::thread::sleep(Duration::from_millis(24 - (at / 3) % 4 * 6));
        counted.leave();
        Ok::<_, Infallible>(Totalled { data: list(at..(at + 3).min(31)), total: 31 })
    });
    assert_eq!(drain_blocking(&mut walk.concurrent(4).items()).sound(), list(0..31));
    assert_eq!(gauge.calls.load(SeqCst), 11);
    assert!((2..=4).contains(&gauge.peak.load(SeqCst)), "{}", gauge.peak.load(SeqCst));
}

#[test]
fn without_a_total_pages_come_in_order_and_within_the_width() {
    for width in [1, 2, 4, 16] {
        let (gauge, requested) = (Gauge::default(), RefCell::new(Vec::new()));
        let items: Vec<_> = run(async {
            let api = async |at: u64| -> Sound<ByOffset> {
                requested.borrow_mut().push(at);
                gauge.enter();
                // The later the page, the sooner it is there.
                for _ in 0..40_u64.saturating_sub(at) {
                    tokio::task::yield_now().await;
                }
                gauge.leave();
                Ok(ByOffset { data: numbers(at, 3, 32) })
            };
            pages(api).concurrent(width).items().map(Result::unwrap).collect().await
        });
        assert_eq!(items, list(0..32), "{width}");
        let peak = gauge.peak.load(SeqCst);
        assert!(peak <= width, "{peak} of {width}");
        assert!(peak == width || width == 16, "{peak} of {width}");
        // Eleven pages, and what was in flight when the last one came.
        assert!((11..11 + width).contains(&requested.borrow().len()), "{width}: {:?}", requested.borrow());
    }
}

#[test]
fn without_a_total_blocking_pages_come_in_order_and_within_the_width() {
    for width in [1, 2, 4, 16] {
        let gauge = Gauge::default();
        let requested = Arc::new(Mutex::new(Vec::new()));
        let api = {
            let (gauge, requested) = (gauge.clone(), Arc::clone(&requested));
            move |at: u64| -> Sound<ByOffset> {
                requested.lock().unwrap().push(at);
                gauge.enter();
                std::thread::sleep(Duration::from_millis(if at.is_multiple_of(2) { 8 } else { 2 }));
                gauge.leave();
                Ok(ByOffset { data: numbers(at, 3, 32) })
            }
        };
        let items: Vec<_> = pages_blocking(api).concurrent(width).items().map(Result::unwrap).collect();
        assert_eq!(items, list(0..32), "{width}");
        assert!(gauge.peak.load(SeqCst) <= width, "{width}");
        let requested = requested.lock().unwrap();
        assert!((11..11 + width).contains(&requested.len()), "{width}: {requested:?}");
    }
}

#[tokio::test]
async fn with_a_total_the_first_page_is_requested_alone_and_no_request_is_wasted() {
    for total in [0, 1, 3, 4, 12, 20] {
        let server = serve(move |_, request| totalled(request, total));
        let mut pages = client().get(server.url_of("/list")).paginate::<Totalled>().concurrent(5).pages();
        pages.try_next().await.unwrap();
        assert_eq!(server.log()[0].target(), "/list?offset=0");
        let walked = drain(&mut pages).await;
        // A total of one full page may be that page's own count: it is asked about once more.
        let expected = if total == 3 { 2 } else { usize::try_from(total.div_ceil(3).max(1)).unwrap() };
        assert_eq!(server.requests(), expected, "total {total}");
        assert_eq!(walked.sound().len(), expected - 1, "total {total}");
    }
}

#[tokio::test]
async fn with_a_number_of_pages_no_request_is_wasted_either() {
    let server = serve(|_, request| {
        let page = number_in(request, "page", 1);
        MockResponse::json(&json!({ "data": [page], "pages": 6 }))
    });
    let mut items = client().get(server.url_of("/list")).paginate::<Numbered>().concurrent(4).items();
    assert_eq!(drain(&mut items).await.sound(), list(1..7));
    assert_eq!(server.requests(), 6);
}

#[tokio::test]
async fn an_end_that_is_seen_stops_the_requests() {
    // The second page is the last: no request follows the first four.
    let server = serve(|_, request| bare(slice(request, 3, 4)));
    let mut items = client().get(server.url_of("/list")).paginate::<Parallel>().concurrent(4).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..4));
    assert!(server.requests() <= 5, "{:?}", server.log());
}

#[tokio::test]
async fn an_error_in_the_middle_comes_in_its_turn_and_the_walk_goes_on() {
    for width in [2, 4, 16] {
        let mut failed = false;
        let server = demo_apis::Scripted::start(move |request| {
            if number_in(request, "offset", 0) == 9 && !std::mem::replace(&mut failed, true) {
                return MockResponse::empty(503);
            }
            totalled(request, 30)
        })
        .unwrap();
        let mut items = client().get(server.url_of("/list")).paginate::<Totalled>().concurrent(width).items();
        let mut received = Vec::new();
        let error = loop {
            match items.try_next().await {
                Ok(Some(item)) => received.push(item),
                Ok(None) => panic!("the error was swallowed"),
                Err(error) => break error,
            }
        };
        assert_eq!(received, list(0..9), "the error comes after what was there before it");
        assert!(error.is_transient());
        assert_eq!(drain(&mut items).await.sound(), list(9..30));
        assert_eq!(server.requests(), 11, "only the failed request is made again");
    }
}

#[test]
fn an_error_in_the_middle_of_a_blocking_walk_comes_in_its_turn() {
    let mut failed = false;
    let server = demo_apis::Scripted::start(move |request| {
        if number_in(request, "offset", 0) == 9 && !std::mem::replace(&mut failed, true) {
            return MockResponse::empty(503);
        }
        totalled(request, 30)
    })
    .unwrap();
    let mut items = blocking().get(server.url_of("/list")).paginate::<Totalled>().concurrent(4).items();
    let walked = drain_blocking(&mut items);
    assert_eq!(walked.items, list(0..30));
    assert_eq!(walked.errors.len(), 1);
    assert_eq!(server.requests(), 11);
}

#[tokio::test]
async fn a_final_error_ends_a_concurrent_walk_after_the_items_before_it() {
    let server =
        serve(
            |_, request| {
                if number_in(request, "offset", 0) == 9 { MockResponse::empty(403) } else { totalled(request, 30) }
            },
        );
    let mut items = client().get(server.url_of("/list")).paginate::<Totalled>().concurrent(4).items();
    let walked = drain(&mut items).await;
    assert_eq!(walked.items, list(0..9));
    assert_eq!(walked.error().status().map(|status| status.as_u16()), Some(403));
    // Three pages, the refused one, and the three that were in flight after it.
    sleep(Duration::from_millis(50)).await;
    assert!((4..=7).contains(&server.requests()), "{}", server.requests());
}

#[tokio::test]
async fn a_server_that_clamps_the_size_loses_no_item() {
    // The server returns 2 items for a limit of 5. The guesses are wrong, and their pages are requested again.
    let clamp = |request: &LoggedRequest, total: u64| {
        let start = number_in(request, "offset", 0).min(total);
        start..(start + 2).min(total)
    };
    let server = serve(move |_, request| MockResponse::json(&json!({ "data": list(clamp(request, 11)), "total": 11 })));
    let mut items = client().get(server.url_of("/list")).paginate::<Totalled>().page_size(5).concurrent(4).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..11));
}

#[tokio::test]
async fn the_limits_hold_for_a_concurrent_walk() {
    let server = serve(|_, request| totalled(request, 100));
    let mut items = client().get(server.url_of("/list")).paginate::<Totalled>().max_items(10).concurrent(8).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..10));
    assert_eq!(server.requests(), 4);

    let server = serve(|_, request| totalled(request, 100));
    let mut items = client().get(server.url_of("/list")).paginate::<Totalled>().max_pages(5).concurrent(8).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..15));
    assert_eq!(server.requests(), 5);
}

#[test]
fn max_items_makes_no_request_that_is_not_needed() {
    for (most, requested) in [(1, 1), (3, 1), (4, 2), (12, 4)] {
        let calls = Cell::new(0);
        let received: Vec<_> = run(async {
            let api = async |at: u64| -> Sound<ByOffset> {
                calls.set(calls.get() + 1);
                tokio::task::yield_now().await;
                Ok(ByOffset { data: numbers(at, 3, 100) })
            };
            pages(api).max_items(most).concurrent(8).items().map(Result::unwrap).collect().await
        });
        assert_eq!(received, list(0..most));
        assert_eq!(calls.get(), requested, "{most}");
    }
}

#[tokio::test]
async fn the_checkpoint_of_a_concurrent_walk_is_after_the_last_item_returned() {
    let server = serve(|_, request| totalled(request, 30));
    let request = || client().get(server.url_of("/list")).paginate::<Totalled>();
    let mut items = request().concurrent(4).items();
    for _ in 0..7 {
        items.try_next().await.unwrap();
    }
    let checkpoint = items.checkpoint();
    assert_eq!(checkpoint.taken(), 1);
    drop(items);
    assert_eq!(drain(&mut request().resume(checkpoint).concurrent(4).items()).await.sound(), list(7..30));
}

#[tokio::test]
async fn equal_pages_of_a_concurrent_walk_are_a_loop() {
    let server = serve(|_, _| bare(0..3));
    let mut items = client().get(server.url_of("/list")).paginate::<Parallel>().concurrent(4).items();
    let walked = drain(&mut items).await;
    assert_eq!(walked.items, [0, 1, 2]);
    assert!(matches!(walked.error(), Error::Loop(_)), "{walked:?}");
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel, step(page_size), stop(empty_page))]
#[paginated(page_size(param = "limit", default = 4))]
struct Filtered {
    data: Vec<u64>,
}

#[tokio::test]
async fn pages_that_the_server_filters_are_not_requested_twice() {
    // Three of the four places of each page are filled.
    let server = serve(|_, request| match number_in(request, "offset", 0) {
        start if start < 40 => bare(start..start + 3),
        _ => bare(0..0),
    });
    let mut items = client().get(server.url_of("/list")).paginate::<Filtered>().concurrent(4).items();
    let expected: Vec<u64> = (0..10).flat_map(|page| page * 4..page * 4 + 3).collect();
    assert_eq!(drain(&mut items).await.sound(), expected);
    assert!((11..=14).contains(&server.requests()), "{}", server.requests());
}
