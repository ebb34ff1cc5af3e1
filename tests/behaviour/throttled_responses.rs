//! A 200 that asks to wait: the error of `check` says that it can pass, and for how long.

use std::fmt;
use std::time::{Duration, Instant};

use demo_apis::MockResponse;
use pagination_core::error::Transient;
use pagination_core::testing::{Recorded, Replay};
use pagination_core::{BoxError, Paginate as _, Paginated, Retry};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::harness::{Sound, blocking, client, list, run, serve, some};

/// A list that may be throttled, as Shopify's GraphQL is.
#[derive(Debug, Clone, Serialize, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(check = check)]
struct Orders {
    data: Vec<u64>,
    next: Option<String>,
    wait_ms: Option<u64>,
    refused: Option<String>,
}

fn check(page: &Orders) -> Result<(), BoxError> {
    if let Some(reason) = &page.refused {
        return Err(reason.clone().into());
    }
    match page.wait_ms {
        Some(wait) => Err(Transient::new("THROTTLED").after(Duration::from_millis(wait)).into()),
        None => Ok(()),
    }
}

fn orders(data: std::ops::Range<u64>, next: Option<&str>) -> Orders {
    Orders { data: list(data), next: next.map(str::to_owned), wait_ms: None, refused: None }
}

fn throttled(wait_ms: u64) -> Orders {
    Orders { wait_ms: Some(wait_ms), ..orders(0..0, None) }
}

fn recorded(orders: &Orders) -> Recorded {
    Recorded::json(serde_json::to_string(orders).unwrap())
}

#[test]
fn a_throttled_response_is_reported_and_its_page_is_requested_again() {
    let walk = everywhere!(Option<String>, |number: usize, _| -> Sound<Orders> {
        Ok(match number {
            0 => throttled(10),
            1 => orders(0..3, Some("b")),
            2 | 3 => throttled(number as u64),
            4 => orders(3..5, Some("c")),
            _ => orders(5..6, None),
        })
    });
    assert_eq!(walk.items, list(0..6), "nothing is lost or doubled");
    assert_eq!(walk.requests, [None, None, Some("b"), Some("b"), Some("b"), Some("c")].map(|at| at.map(str::to_owned)));
    let waits: Vec<_> = walk.errors.iter().map(|error| error.retry_after().unwrap().as_millis()).collect();
    assert_eq!(waits, [10, 2, 3]);
    assert!(walk.errors.iter().all(|error| error.is_transient() && error.to_string().contains("THROTTLED")));
}

#[test]
fn an_error_of_check_that_says_nothing_of_waiting_ends_the_walk() {
    let walk = everywhere!(Option<String>, |number: usize, _| -> Sound<Orders> {
        Ok(match number {
            0 => orders(0..3, Some("b")),
            _ => Orders { refused: Some("not_authed".to_owned()), ..throttled(5) },
        })
    });
    let error = walk.failed(&list(0..3), &some(&["b"]));
    assert!(!error.is_transient());
    assert_eq!(error.retry_after(), None);
}

#[test]
fn sixteen_throttled_responses_in_a_row_end_the_walk() {
    let walk = everywhere!(Option<String>, |_, _| -> Sound<Orders> { Ok(throttled(0)) });
    assert_eq!((walk.errors.len(), walk.requests.len()), (16, 16));
}

#[test]
fn retry_waits_as_long_as_the_response_asks() {
    let replay = Replay::new([
        recorded(&orders(0..3, Some("b"))),
        recorded(&throttled(700)),
        recorded(&throttled(1_300)),
        recorded(&orders(3..5, None)),
    ]);
    let pager = replay.get("https://api.example/orders").paginate::<Orders>().retry(Retry::new());
    assert_eq!(pager.items().collect::<Result<Vec<_>, _>>().unwrap(), list(0..5));
    assert_eq!(replay.waits(), [700, 1_300].map(Duration::from_millis));
    assert_eq!(replay.requests().len(), 4);
}

#[test]
fn retry_does_not_wait_longer_than_the_longest_wait() {
    let replay = Replay::new([recorded(&throttled(3_000)), recorded(&orders(0..2, None))]);
    let retry = Retry::new().longest_wait(Duration::from_secs(2));
    let mut items = replay.get("https://api.example/orders").paginate::<Orders>().retry(retry).items();
    let error = items.next().unwrap().unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3)));
    assert!(replay.waits().is_empty());
    assert_eq!(items.collect::<Result<Vec<_>, _>>().unwrap(), [0, 1], "the caller can wait");
}

#[test]
fn both_clients_wait_and_go_on() {
    let script = |number: usize, _: &_| {
        MockResponse::json(
            &serde_json::to_value(match number {
                0 => orders(0..3, Some("b")),
                1 => throttled(60),
                _ => orders(3..5, None),
            })
            .unwrap(),
        )
    };
    let (server, began) = (serve(script), Instant::now());
    let pager = blocking().get(server.url()).paginate::<Orders>().retry(Retry::new().first_wait(Duration::ZERO));
    assert_eq!(pager.items().collect::<Result<Vec<_>, _>>().unwrap(), list(0..5));
    assert!(began.elapsed() >= Duration::from_millis(60));
    assert_eq!(server.requests(), 3);

    let (server, began) = (serve(script), Instant::now());
    let seen = run(async {
        let pager = client().get(server.url()).paginate::<Orders>().retry(Retry::new().first_wait(Duration::ZERO));
        let (mut items, mut seen) = (pager.prefetch().items(), Vec::new());
        while let Some(item) = items.try_next().await.unwrap() {
            seen.push(item);
        }
        seen
    });
    assert_eq!(seen, list(0..5));
    assert!(began.elapsed() >= Duration::from_millis(60));
    assert_eq!(server.requests(), 3);
}

/// An error of the caller's own, whose source says that it can pass.
#[derive(Debug)]
struct Busy(Transient);

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the shop is busy")
    }
}

impl std::error::Error for Busy {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel)]
#[paginated(check = not_busy, total = total, page_size(param = "limit", default = 2))]
struct Shelf {
    data: Vec<u64>,
    total: Option<u64>,
    #[serde(default)]
    is_busy: bool,
}

fn not_busy(page: &Shelf) -> Result<(), Busy> {
    if page.is_busy { Err(Busy(Transient::new("no time"))) } else { Ok(()) }
}

#[test]
fn an_own_error_passes_it_on_as_its_source_and_requests_ahead_lose_nothing() {
    let mut busy = 0;
    let server = demo_apis::Scripted::start(move |request| {
        let at = crate::harness::number_in(request, "offset", 0);
        if at == 4 && busy < 2 {
            busy += 1;
            return MockResponse::json(&json!({ "data": [], "total": null, "is_busy": true }));
        }
        MockResponse::json(&json!({ "data": [at, at + 1], "total": 10 }))
    })
    .unwrap();
    let mut items = blocking().get(server.url()).paginate::<Shelf>().concurrent(3).items();
    let (mut seen, mut errors) = (Vec::new(), Vec::new());
    for item in items.by_ref() {
        match item {
            Ok(item) => seen.push(item),
            Err(error) => errors.push(error),
        }
    }
    assert_eq!(seen, list(0..10));
    assert_eq!(errors.len(), 2);
    for error in &errors {
        assert!(error.is_transient() && error.to_string().contains("the shop is busy"), "{error}");
        assert_eq!(error.retry_after(), None);
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = scroll, session, stop(empty_page))]
#[paginated(check = never)]
struct Scroll {
    data: Vec<u64>,
    scroll: String,
}

fn never(_: &Scroll) -> Result<(), Transient> {
    Err(Transient::new("later").after(Duration::ZERO))
}

#[test]
fn in_a_session_it_is_final() {
    let replay = Replay::new([Recorded::json(r#"{ "data": [1], "scroll": "s" }"#)]);
    let pager = replay.get("https://api.example/scroll").paginate::<Scroll>().retry(Retry::new());
    let results: Vec<_> = pager.items().collect();
    assert!(matches!(&results[..], [Err(_)]), "{results:?}");
    assert_eq!(replay.requests().len(), 1);
}
