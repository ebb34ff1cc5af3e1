//! A walk makes requests no faster than its limit. Only lower bounds are asserted: a slow machine takes longer, never less.

use std::time::{Duration, Instant};

use demo_apis::{ATTIO_TOKEN, MockResponse, Scripted, Server, data::Meeting};
use pagination_core::{Paginate, Paginated, RateLimit};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize, Paginated)]
#[cursor(field = pagination.next_cursor)]
#[paginated(page_size(param = "limit"))]
struct Meetings {
    data: Vec<Meeting>,
    pagination: NextCursor,
}

#[derive(Deserialize)]
struct NextCursor {
    next_cursor: Option<String>,
}

/// Two requests at once, then one every 50 ms: six take at least four such intervals.
const AT_LEAST: Duration = Duration::from_millis(4 * 50);

fn twenty_a_second_two_at_once() -> RateLimit {
    let quota = governor::Quota::per_second(20.try_into().unwrap()).allow_burst(2.try_into().unwrap());
    RateLimit::from(quota)
}

#[tokio::test]
async fn a_polled_walk_waits_for_its_limit_and_loses_nothing() {
    let server = Server::builder().attio_meetings(55).start().unwrap();
    let began = Instant::now();
    let request = reqwest::Client::new().get(server.url_of("/v2/meetings")).bearer_auth(ATTIO_TOKEN);
    let mut items = request.paginate::<Meetings>().page_size(10).rate_limit(twenty_a_second_two_at_once()).items();
    let mut seen = Vec::new();
    while let Some(meeting) = items.try_next().await.unwrap() {
        seen.push(meeting.id.meeting_id);
    }
    assert!(began.elapsed() >= AT_LEAST, "{:?}", began.elapsed());
    assert_eq!(seen, server.attio().meeting_ids());
    assert_eq!(server.requests(), 6);
}

#[test]
fn blocking_walks_that_share_a_limit_stay_below_it_together() {
    let server = Server::builder().attio_meetings(25).start().unwrap();
    let limit = twenty_a_second_two_at_once();
    let began = Instant::now();
    for _ in 0..2 {
        let request = reqwest::blocking::Client::new().get(server.url_of("/v2/meetings")).bearer_auth(ATTIO_TOKEN);
        let items = request.paginate::<Meetings>().page_size(10).rate_limit(limit.clone()).items();
        assert_eq!(items.map(Result::unwrap).count(), 25);
    }
    assert!(began.elapsed() >= AT_LEAST, "{:?}", began.elapsed());
    assert_eq!(server.requests(), 6);
}

#[derive(Deserialize, Paginated)]
#[offset(parallel)]
#[paginated(page_size(param = "limit", default = 1), total = total)]
struct Numbers {
    data: Vec<u64>,
    total: u64,
}

/// A list of six numbers, one a page.
fn six() -> Scripted {
    let mut offsets = 0_u64..;
    Scripted::start(move |_| MockResponse::json(&json!({ "data": [offsets.next()], "total": 6 }))).unwrap()
}

/// One request every 50 ms: six take at least five such intervals.
fn twenty_a_second() -> RateLimit {
    RateLimit::from(governor::Quota::per_second(20.try_into().unwrap()).allow_burst(1.try_into().unwrap()))
}

/// The script numbers its responses in the order of the requests, which arrive in any order.
fn sorted(mut numbers: Vec<u64>) -> Vec<u64> {
    numbers.sort_unstable();
    numbers
}

#[tokio::test]
async fn requests_made_ahead_wait_for_the_limit_too() {
    for width in [1, 4] {
        let server = six();
        let began = Instant::now();
        let pager = reqwest::Client::new().get(server.url()).paginate::<Numbers>().rate_limit(twenty_a_second());
        let pager = if width == 1 { pager.prefetch() } else { pager.concurrent(width) };
        let (mut items, mut seen) = (pager.items(), Vec::new());
        while let Some(number) = items.try_next().await.unwrap() {
            seen.push(number);
        }
        assert!(began.elapsed() >= Duration::from_millis(5 * 50), "width {width}: {:?}", began.elapsed());
        assert_eq!((sorted(seen), server.requests()), ((0..6).collect(), 6), "width {width}");
    }
}

#[test]
fn requests_made_ahead_on_threads_wait_for_the_limit_too() {
    for width in [1, 4] {
        let server = six();
        let began = Instant::now();
        let request = reqwest::blocking::Client::new().get(server.url());
        let pager = request.paginate::<Numbers>().rate_limit(twenty_a_second());
        let pager = if width == 1 { pager.prefetch() } else { pager.concurrent(width) };
        let seen: Vec<u64> = pager.items().map(Result::unwrap).collect();
        assert!(began.elapsed() >= Duration::from_millis(5 * 50), "width {width}: {:?}", began.elapsed());
        assert_eq!((sorted(seen), server.requests()), ((0..6).collect(), 6), "width {width}");
    }
}
