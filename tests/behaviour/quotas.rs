//! Walks keep to what the API says is left of its limit, and provoke no 429.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use demo_apis::{MockResponse, Scripted};
use pagination_core::testing::{Recorded, Replay};
use pagination_core::{Error, Head, Page, Paginate as _, Paginated, Quota, RateLimit, Retry, pages, pages_blocking};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::harness::{ByOffset, blocking, client, drain, list, number_in, run, three_pages};

/// Fourteen items, three a page. Five requests are allowed in each second, and `headers` says what is left of them, and for how long.
fn server(headers: fn(u64, u64) -> Vec<(&'static str, String)>) -> Scripted {
    let (mut used, mut began) = (0, Instant::now());
    Scripted::start(move |request| {
        if began.elapsed() >= Duration::from_secs(1) {
            (used, began) = (0, Instant::now());
        }
        if used == 5 {
            return MockResponse::empty(429);
        }
        used += 1;
        let at = number_in(request, "offset", 0);
        let page = MockResponse::json(&json!({ "data": crate::harness::numbers(at, 3, 14) }));
        headers(5 - used, 1).into_iter().fold(page, |page, (name, value)| page.header(name, &value))
    })
    .unwrap()
}

type Headers = fn(u64, u64) -> Vec<(&'static str, String)>;

const FORMS: [Headers; 4] = [
    |left, reset| vec![("ratelimit", format!(r#""default";r={left};t={reset}"#))],
    |left, reset| vec![("ratelimit", format!("r={left}")), ("ratelimit-policy", format!("q=5;w={reset}"))],
    |left, reset| vec![("x-ratelimit-remaining", left.to_string()), ("x-ratelimit-reset", reset.to_string())],
    |left, reset| match left {
        0 => vec![("retry-after", reset.to_string())],
        _ => Vec::new(),
    },
];

#[test]
fn blocking_walks_that_share_what_is_left_are_never_refused() {
    for headers in FORMS {
        let server = server(headers);
        let limit = RateLimit::observed();
        for _ in 0..2 {
            let pager = blocking().get(server.url_of("/list")).paginate::<ByOffset>().rate_limit(limit.clone());
            assert_eq!(pager.items().map(Result::unwrap).collect::<Vec<_>>(), list(0..14));
        }
        assert_eq!(server.requests(), 10);
    }
}

#[tokio::test]
async fn eight_walks_at_once_that_share_what_is_left_are_never_refused() {
    let server = server(FORMS[0]);
    let limit = RateLimit::observed();
    let walks = (0..8).map(|number| {
        let pager = client().get(server.url_of("/list")).paginate::<ByOffset>().rate_limit(limit.clone());
        let pager = if number % 2 == 0 { pager.concurrent(3) } else { pager };
        tokio::spawn(async move { drain(&mut pager.max_items(6).items()).await.into_items() })
    });
    for walked in futures_util::future::join_all(walks).await {
        assert_eq!(walked.unwrap(), list(0..6));
    }
}

#[test]
fn a_refusal_says_when_the_next_request_may_go() {
    let page = |at| Recorded::json(serde_json::to_string(&three_pages(at).unwrap()).unwrap());
    let refused = Recorded::status(429).header("retry-after", "20");
    let replay = Replay::new([page(None), refused, page(Some("b")), page(Some("c"))]);
    let request = replay.get("https://api.example/list");
    let mut items = request.paginate::<crate::harness::ByCursor>().rate_limit(RateLimit::observed()).items();
    let mut walked: Vec<_> = items.by_ref().take(3).map(Result::unwrap).collect();
    assert!(matches!(items.next(), Some(Err(Error::Status(_)))));
    walked.extend(items.map(Result::unwrap));
    assert_eq!(walked, list(0..7));
    let waits: Vec<_> = replay.waits().iter().map(|wait| wait.as_secs_f64().ceil()).collect();
    assert_eq!(waits, [20.0]);
}

#[test]
fn the_longest_wait_is_the_callers() {
    let page = |at| Recorded::json(serde_json::to_string(&three_pages(at).unwrap()).unwrap());
    let spent = page(None).header("x-ratelimit-remaining", "0").header("x-ratelimit-reset", "86400");
    let replay = Replay::new([spent, page(Some("b")), page(Some("c"))]);
    let limit = RateLimit::observed().longest_wait(Duration::from_secs(90));
    let pager = replay.get("https://api.example/list").paginate::<crate::harness::ByCursor>().rate_limit(limit);
    assert_eq!(pager.items().map(Result::unwrap).collect::<Vec<_>>(), list(0..7));
    assert_eq!(replay.waits().iter().map(|wait| wait.as_secs_f64().ceil()).collect::<Vec<_>>(), [90.0]);
}

/// Points that come back all the time, as Shopify's GraphQL counts them.
#[derive(Debug, Clone, Serialize, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(items = nodes, quota(with = points))]
struct Products {
    nodes: Vec<u64>,
    next: Option<String>,
    extensions: Extensions,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Extensions {
    cost: Cost,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Cost {
    requested: u64,
    available: u64,
    restore_rate: u64,
}

fn points(page: &Page<Products>) -> Option<Quota> {
    let Cost { requested, available, restore_rate } = page.extensions.cost;
    Some(Quota::remaining(available).cost(requested).restored_per_second(restore_rate))
}

#[test]
fn a_function_reads_costs_from_the_body() {
    let page = |available: u64, next: Option<&str>| {
        Recorded::json(
            json!({
                "nodes": [available],
                "next": next,
                "extensions": { "cost": { "requested": 101, "available": available, "restore_rate": 50 } },
            })
            .to_string(),
        )
    };
    let replay = Replay::new([page(150, Some("b")), page(51, Some("c")), page(0, None)]);
    let pager = replay.get("https://api.example/graphql").paginate::<Products>().rate_limit(RateLimit::observed());
    assert_eq!(pager.items().map(Result::unwrap).collect::<Vec<_>>(), [150, 51, 0]);
    let waits: Vec<_> = replay.waits().iter().map(Duration::as_millis).collect();
    assert!(matches!(waits[..], [950..=1_001]), "50 points are missing, for one second: {waits:?}");
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(quota(remaining(header = "x-calls-left"), reset(header = "x-calls-until")))]
struct Tags {
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn declared_headers_are_read_in_place_of_the_usual_ones_and_of_a_refusal_too() {
    let page = |left: &str, next: &str| {
        let body = if next.is_empty() { json!({ "data": [1] }) } else { json!({ "data": [1], "next": next }) };
        Recorded::json(body.to_string())
            .header("x-calls-left", left)
            .header("x-calls-until", "12")
            .header("x-ratelimit-remaining", "0")
            .header("x-ratelimit-reset", "500")
    };
    let refused = Recorded::status(403).header("x-calls-left", "0").header("x-calls-until", "44");
    let replay = Replay::new([page("5", "b"), page("0", "c"), refused, page("9", "")]);
    let pager = replay.get("https://api.example/tags").paginate::<Tags>().rate_limit(RateLimit::observed());
    let policy =
        Retry::new().on_statuses([403]).first_wait(Duration::from_millis(1)).longest_wait(Duration::from_millis(1));
    assert_eq!(pager.retry(policy).items().map(Result::unwrap).count(), 3);
    let waits: Vec<_> = replay.waits().iter().map(|wait| wait.as_secs_f64().ceil()).collect();
    assert_eq!(waits, [12.0, 1.0, 44.0]);
}

#[test]
fn functions_that_return_heads_or_read_bodies_keep_to_what_is_left() {
    let calls = Arc::new(Mutex::new(Vec::new()));
    let headers = |left: u64| {
        let headers = http::HeaderMap::from_iter([(
            http::HeaderName::from_static("ratelimit"),
            format!("r={left};t=0.2").parse().unwrap(),
        )]);
        Head { status: http::StatusCode::OK, headers, url: String::new() }
    };
    let call = |at: Option<String>| {
        let mut calls = calls.lock().unwrap();
        calls.push(Instant::now());
        let left = 1_u64.saturating_sub(calls.len() as u64);
        Ok::<_, std::io::Error>(Page::with_head(three_pages(at.as_deref()).unwrap(), headers(left)))
    };
    let walked: Vec<_> = pages_blocking(call).rate_limit(RateLimit::observed()).items().map(Result::unwrap).collect();
    assert_eq!(walked, list(0..7));
    let polled = run(async {
        drain(&mut pages(async |at: Option<String>| call(at)).rate_limit(RateLimit::observed()).items())
            .await
            .into_items()
    });
    assert_eq!(polled, list(0..7));
    let calls = calls.lock().unwrap();
    for (before, after) in [(0, 1), (1, 2), (3, 4), (4, 5)] {
        assert!(calls[after] - calls[before] >= Duration::from_millis(200), "{before}");
    }
}
