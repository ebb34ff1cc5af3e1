//! Several requests at a time, and one ahead.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use demo_apis::{Answer, LoggedRequest};
use pagination_core::reqwest::Error;
use pagination_core::{Paginate as _, Paginated};
use serde::Deserialize;
use serde_json::json;
use tokio::time::sleep;

use crate::support::{ByCursor, bare, blocking, client, drain, drain_blocking, list, number, page, serve, slice};

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

#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel, max_window = 9, stop(short_page))]
#[paginated(page_size(param = "limit", default = 3))]
struct Capped {
    data: Vec<u64>,
}

fn totalled(request: &LoggedRequest, total: u64) -> Answer {
    Answer::json(&json!({ "data": slice(request, 3, total).collect::<Vec<_>>(), "total": total }))
}

/// How many run at a time.
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
async fn pages_come_in_order_whatever_the_order_of_the_answers() {
    let gauge = Gauge::default();
    let walk = pagination_core::pages(|at: u64| {
        let gauge = gauge.clone();
        async move {
            gauge.enter();
            // Of each four, the first answers last.
            sleep(Duration::from_millis(8 - (at / 3) % 4 * 2)).await;
            gauge.leave();
            Ok::<_, Infallible>(Totalled { data: list(at..(at + 3).min(31)), total: 31 })
        }
    });
    assert_eq!(drain(&mut walk.concurrent(4).items()).await.sound(), list(0..31));
    assert_eq!(gauge.calls.load(SeqCst), 11);
    assert_eq!(gauge.peak.load(SeqCst), 4, "never more than were asked for, and as many where it can be");
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

#[tokio::test]
async fn with_a_total_the_first_page_goes_alone_and_no_request_is_wasted() {
    for total in [0, 1, 3, 4, 12, 20] {
        let server = serve(move |_, request| totalled(request, total));
        let mut pages = client().get(server.url_of("/list")).paginate::<Totalled>().concurrent(5).pages();
        pages.try_next().await.unwrap();
        assert_eq!(server.log()[0].target(), "/list?offset=0");
        let outcome = drain(&mut pages).await;
        let expected = usize::try_from(total.div_ceil(3).max(1)).unwrap();
        assert_eq!(server.requests(), expected, "total {total}");
        assert_eq!(outcome.sound().len(), expected - 1, "total {total}");
    }
}

#[test]
fn with_a_total_a_blocking_walk_wastes_no_request_either() {
    let server = serve(|_, request| totalled(request, 20));
    let mut items = blocking().get(server.url_of("/list")).paginate::<Totalled>().concurrent(5).items();
    assert_eq!(drain_blocking(&mut items).sound(), list(0..20));
    assert_eq!(server.requests(), 7);
}

#[tokio::test]
async fn with_a_number_of_pages_the_plan_is_exact_too() {
    let server = serve(|_, request| {
        let page = number(request, "page", 1);
        Answer::json(&json!({ "data": [page], "pages": 6 }))
    });
    let mut items = client().get(server.url_of("/list")).paginate::<Numbered>().concurrent(4).items();
    assert_eq!(drain(&mut items).await.sound(), list(1..7));
    assert_eq!(server.requests(), 6);
}

#[tokio::test]
async fn without_a_total_at_most_one_less_than_the_width_is_asked_in_vain() {
    for width in [0, 1, 2, 4, 8] {
        let server = serve(|_, request| bare(slice(request, 3, 20)));
        let mut items = client().get(server.url_of("/list")).paginate::<Parallel>().concurrent(width).items();
        assert_eq!(drain(&mut items).await.sound(), list(0..20));
        // What was on its way at the end has arrived by then.
        sleep(Duration::from_millis(50)).await;
        assert!((7..7 + width.max(1)).contains(&server.requests()), "width {width}: {}", server.requests());
    }
}

#[tokio::test]
async fn an_end_that_is_seen_stops_the_requests() {
    // The second page is the last: of four at a time, no fifth is made.
    let server = serve(|_, request| bare(slice(request, 3, 4)));
    let mut items = client().get(server.url_of("/list")).paginate::<Parallel>().concurrent(4).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..4));
    assert!(server.requests() <= 5, "{:?}", server.log());
}

#[tokio::test]
async fn nothing_is_asked_past_the_cap_and_the_cut_is_told() {
    for width in [1, 2, 8] {
        let server =
            serve(
                |_, request| {
                    if number(request, "offset", 0) >= 9 { Answer::empty(422) } else { bare(slice(request, 3, 100)) }
                },
            );
        let mut items = client().get(server.url_of("/list")).paginate::<Capped>().concurrent(width).items();
        let outcome = drain(&mut items).await;
        assert_eq!(outcome.records, list(0..9));
        let Error::CapReached(cap) = outcome.error() else { panic!("{outcome:?}") };
        assert_eq!(cap.max_window, 9);
        assert_eq!(server.requests(), 3, "width {width}");
    }
}

#[test]
fn nothing_is_asked_past_the_cap_by_a_blocking_walk() {
    let server = serve(|_, request| bare(slice(request, 3, 100)));
    let mut items = blocking().get(server.url_of("/list")).paginate::<Capped>().concurrent(8).items();
    let outcome = drain_blocking(&mut items);
    assert_eq!(outcome.records, list(0..9));
    assert!(matches!(outcome.error(), Error::CapReached(_)), "{outcome:?}");
    assert_eq!(server.requests(), 3);
}

#[tokio::test]
async fn the_last_page_before_the_cap_is_asked_for_as_far_as_the_cap_reaches() {
    let server = serve(|_, request| {
        let (offset, limit) = (number(request, "offset", 0), number(request, "limit", 3));
        if offset + limit > 9 { Answer::empty(422) } else { bare(offset..offset + limit) }
    });
    let mut items = client().get(server.url_of("/list")).paginate::<Capped>().page_size(4).items();
    let outcome = drain(&mut items).await;
    assert_eq!(outcome.records, list(0..9));
    assert!(matches!(outcome.error(), Error::CapReached(_)), "{outcome:?}");
    assert_eq!(server.log()[2].pair("limit"), Some("1"));
}

#[tokio::test]
async fn a_list_that_ends_at_the_cap_is_not_cut() {
    // A short page before the cap is the end, and no error.
    let server = serve(|_, request| bare(slice(request, 3, 8)));
    let mut items = client().get(server.url_of("/list")).paginate::<Capped>().concurrent(4).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..8));
}

#[tokio::test]
async fn an_error_in_the_middle_comes_in_its_turn_and_the_walk_goes_on() {
    for width in [2, 4, 16] {
        let mut failed = false;
        let server = demo_apis::Scripted::start(move |request| {
            if number(request, "offset", 0) == 9 && !std::mem::replace(&mut failed, true) {
                return Answer::empty(503);
            }
            totalled(request, 30)
        })
        .unwrap();
        let mut items = client().get(server.url_of("/list")).paginate::<Totalled>().concurrent(width).items();
        let mut records = Vec::new();
        let error = loop {
            match items.try_next().await {
                Ok(Some(record)) => records.push(record),
                Ok(None) => panic!("the error was swallowed"),
                Err(error) => break error,
            }
        };
        assert_eq!(records, list(0..9), "the error comes behind what was there before it");
        assert!(error.is_transient());
        assert_eq!(drain(&mut items).await.sound(), list(9..30));
        assert_eq!(server.requests(), 11, "only the failed request is made again");
    }
}

#[test]
fn an_error_in_the_middle_of_a_blocking_walk_comes_in_its_turn() {
    let mut failed = false;
    let server = demo_apis::Scripted::start(move |request| {
        if number(request, "offset", 0) == 9 && !std::mem::replace(&mut failed, true) {
            return Answer::empty(503);
        }
        totalled(request, 30)
    })
    .unwrap();
    let mut items = blocking().get(server.url_of("/list")).paginate::<Totalled>().concurrent(4).items();
    let outcome = drain_blocking(&mut items);
    assert_eq!(outcome.records, list(0..30));
    assert_eq!(outcome.errors.len(), 1);
    assert_eq!(server.requests(), 11);
}

#[tokio::test]
async fn an_error_that_cannot_pass_ends_a_concurrent_walk_behind_what_came_before() {
    let server =
        serve(|_, request| if number(request, "offset", 0) == 9 { Answer::empty(403) } else { totalled(request, 30) });
    let mut items = client().get(server.url_of("/list")).paginate::<Totalled>().concurrent(4).items();
    let outcome = drain(&mut items).await;
    assert_eq!(outcome.records, list(0..9));
    assert_eq!(outcome.error().status().map(|status| status.as_u16()), Some(403));
    // Three pages, the refused one, and the three that were on their way behind it.
    sleep(Duration::from_millis(50)).await;
    assert!((4..=7).contains(&server.requests()), "{}", server.requests());
}

#[tokio::test]
async fn a_server_that_clamps_the_size_loses_no_record() {
    // Asked for 5, gives 2: what was asked for on a guess is asked for again, where the records really are.
    let clamp = |request: &LoggedRequest, total: u64| {
        let start = number(request, "offset", 0).min(total);
        start..(start + 2).min(total)
    };
    let server = serve(move |_, request| Answer::json(&json!({ "data": list(clamp(request, 11)), "total": 11 })));
    let mut items = client().get(server.url_of("/list")).paginate::<Totalled>().page_size(5).concurrent(4).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..11));
}

#[tokio::test]
async fn the_limits_hold_side_by_side_too() {
    let server = serve(|_, request| totalled(request, 100));
    let mut items = client().get(server.url_of("/list")).paginate::<Totalled>().max_items(10).concurrent(8).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..10));
    assert_eq!(server.requests(), 4);

    let server = serve(|_, request| totalled(request, 100));
    let mut items = client().get(server.url_of("/list")).paginate::<Totalled>().max_pages(5).concurrent(8).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..15));
    assert_eq!(server.requests(), 5);
}

#[tokio::test]
async fn a_concurrent_walk_leaves_a_checkpoint_behind_what_was_handed_over() {
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
async fn a_concurrent_walk_of_equal_pages_is_told_that_the_parameter_is_ignored() {
    let server = serve(|_, _| bare(0..3));
    let mut items = client().get(server.url_of("/list")).paginate::<Parallel>().concurrent(4).items();
    let outcome = drain(&mut items).await;
    assert_eq!(outcome.records, [0, 1, 2]);
    assert!(matches!(outcome.error(), Error::Loop(_)), "{outcome:?}");
}

#[tokio::test]
async fn nothing_is_asked_ahead_unless_it_is_told_to() {
    let server = serve(|number, _| page(number as u64..number as u64 + 1, format!("c{number}")));
    let mut pages = client().get(server.url_of("/list")).paginate::<ByCursor>().pages();
    for asked in 1..4 {
        pages.try_next().await.unwrap();
        sleep(Duration::from_millis(20)).await;
        assert_eq!(server.requests(), asked);
    }
}

#[tokio::test]
async fn prefetch_asks_for_one_page_ahead_at_most() {
    let gauge = Gauge::default();
    let walk = pagination_core::pages(|at: Option<u64>| {
        let gauge = gauge.clone();
        async move {
            gauge.enter();
            tokio::task::yield_now().await;
            gauge.leave();
            let at = at.unwrap_or(0);
            Ok::<_, Infallible>(Chained { data: vec![at], next: (at < 5).then_some(at + 1) })
        }
    });
    let mut pages = walk.prefetch().pages();
    for handed in 1..=6 {
        pages.try_next().await.unwrap().unwrap();
        sleep(Duration::from_millis(2)).await;
        assert_eq!(gauge.calls.load(SeqCst), (handed + 1).min(6));
    }
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(gauge.calls.load(SeqCst), 6);
    assert_eq!(gauge.peak.load(SeqCst), 1);
}

#[derive(Debug, Clone, Deserialize, Paginated)]
#[cursor(field = next)]
struct Chained {
    data: Vec<u64>,
    next: Option<u64>,
}

#[test]
fn a_blocking_prefetch_asks_for_one_page_ahead_at_most() {
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
async fn an_error_of_a_request_ahead_comes_behind_the_page_in_hand() {
    let server = serve(|number, _| match number {
        0 => page(0..3, "b"),
        1 => Answer::empty(503),
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
async fn for_each_uses_a_page_while_the_next_one_is_on_its_way() {
    let used = Arc::new(AtomicUsize::new(0));
    let waiting = Arc::clone(&used);
    let walk = pagination_core::pages(|at: Option<u64>| {
        let waiting = Arc::clone(&waiting);
        async move {
            let at = at.unwrap_or(0);
            // A later page answers only when the one before it is in use.
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

#[tokio::test]
async fn for_each_ends_with_the_first_error() {
    let server = serve(|number, _| if number == 1 { Answer::empty(500) } else { page(0..1, "b") });
    let mut pages = 0;
    let walked =
        client().get(server.url_of("/list")).paginate::<ByCursor>().pages().for_each(async |_| pages += 1).await;
    assert!(matches!(walked, Err(Error::Status(_))), "{walked:?}");
    assert_eq!((pages, server.requests()), (1, 2));
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel, step(page_size), stop(empty_page))]
#[paginated(page_size(param = "limit", default = 4))]
struct Filtered {
    data: Vec<u64>,
}

#[tokio::test]
async fn pages_that_the_server_filters_are_not_asked_for_in_vain() {
    // Three of the four places of each page are filled.
    let server = serve(|_, request| match number(request, "offset", 0) {
        start if start < 40 => bare(start..start + 3),
        _ => bare(0..0),
    });
    let mut items = client().get(server.url_of("/list")).paginate::<Filtered>().concurrent(4).items();
    let expected: Vec<u64> = (0..10).flat_map(|page| page * 4..page * 4 + 3).collect();
    assert_eq!(drain(&mut items).await.sound(), expected);
    assert!((11..=14).contains(&server.requests()), "{}", server.requests());
}
