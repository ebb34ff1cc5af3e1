//! Pages that are too large for the server are requested again with half the size (`shrink`).

use std::cell::RefCell;
use std::fmt::Debug;
use std::thread;
use std::time::Duration;

use demo_apis::{LoggedRequest, MockResponse, Scripted};
use pagination_core::error::Status;
use pagination_core::testing::{Recorded, Replay};
use pagination_core::{Error, Page, PageRequest, Paginate as _, Paginated, Retry, pages, pages_blocking};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::harness::{blocking, client, drain, list, number_in, run, stored};

/// A list of this many items.
const COUNT: u64 = 300;

/// What a range costs: a stretch of the list is expensive, wherever the seed puts it, and single items elsewhere are.
fn cost(seed: u64, item: u64) -> u64 {
    let noise = item.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(seed.wrapping_mul(0xBF58_476D_1CE4_E5B9)) >> 40;
    let start = (seed * 37) % (COUNT - 60);
    if (start..start + 40).contains(&item) { 20 + noise % 40 } else { 1 + noise % 2 }
}

const BUDGET: u64 = 150;

/// The status of a range that costs too much.
fn refusal(seed: u64, from: u64, size: u64) -> Option<u16> {
    let total: u64 = (from..(from + size).min(COUNT)).map(|item| cost(seed, item)).sum();
    (total > BUDGET).then(|| [413, 502, 504][usize::try_from((seed + from) % 3).unwrap()])
}

fn answer(seed: u64, from: u64, size: u64, body: impl FnOnce(Vec<u64>, Option<u64>) -> Value) -> MockResponse {
    assert!(size > 0 && size <= 64, "{size}");
    if let Some(status) = refusal(seed, from, size) {
        return MockResponse::empty(status);
    }
    let data = crate::harness::numbers(from, size, COUNT);
    MockResponse::json(&body(data, Some(from + size).filter(|next| *next < COUNT)))
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel, stop(short_page))]
#[paginated(page_size(param = "limit", shrink(413, 502, 504)))]
struct ByOffset {
    data: Vec<u64>,
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(step(page_size), request_header = "range", format = "items={position}-{last}")]
#[paginated(page_size(send = 64, shrink(413, 502, 504)), total = total)]
struct ByRange {
    data: Vec<u64>,
    total: u64,
}

#[derive(Debug, Deserialize, Paginated)]
#[page(parallel, stop(short_page))]
#[paginated(page_size(param = "limit", max = 64, shrink(413, 502, 504)))]
struct ByPage {
    data: Vec<u64>,
}

#[derive(Debug, Deserialize, Paginated)]
#[page(first = 0)]
#[paginated(page_size(param = "limit", default = 64, shrink(with = is_too_large)), total_pages = pages)]
struct ByPageOfDefault {
    data: Vec<u64>,
    pages: u64,
}

fn is_too_large(status: &Status) -> bool {
    matches!(status.status.as_u16(), 413 | 502 | 504)
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(page_size(param = "limit", shrink(413, 502, 504)))]
struct ByCursor {
    data: Vec<u64>,
    next: Option<String>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, body = "", merge)]
#[paginated(page_size(body = "/limit", shrink(413, 502, 504)))]
struct ByBody {
    data: Vec<u64>,
    next: Option<Value>,
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next)]
#[paginated(page_size(param = "limit", shrink(413, 502, 504)))]
struct ByLink {
    data: Vec<u64>,
    next: Option<String>,
}

/// A link that is sent with the template's body, which has the size.
#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next)]
#[paginated(page_size(body = "/limit", shrink(413, 502, 504)))]
struct ByLinkWithBody {
    data: Vec<u64>,
    next: Option<String>,
}

fn respond(strategy: &str, seed: u64, request: &LoggedRequest) -> MockResponse {
    let limit = number_in(request, "limit", 64);
    let body = request.json().unwrap_or_default();
    match strategy {
        "offset" => answer(seed, number_in(request, "offset", 0), limit, |data, _| json!({ "data": data })),
        "range" => {
            let range = request.header("range").unwrap().strip_prefix("items=").unwrap();
            let (from, last) = range.split_once('-').unwrap();
            let (from, last): (u64, u64) = (from.parse().unwrap(), last.parse().unwrap());
            answer(seed, from, last + 1 - from, |data, _| json!({ "data": data, "total": COUNT }))
        }
        "page" => answer(seed, (number_in(request, "page", 0) - 1) * limit, limit, |data, _| json!({ "data": data })),
        "page of default" => answer(
            seed,
            number_in(request, "page", 9) * limit,
            limit,
            |data, _| json!({ "data": data, "pages": COUNT.div_ceil(limit) }),
        ),
        "cursor" => {
            let from = request.pair("cursor").map_or(0, |cursor| cursor.strip_prefix("at-").unwrap().parse().unwrap());
            answer(
                seed,
                from,
                limit,
                |data, next| json!({ "data": data, "next": next.map(|next| format!("at-{next}")) }),
            )
        }
        "body" => {
            let (from, limit) = (body["from"].as_u64().unwrap_or(0), body["limit"].as_u64().unwrap_or(64));
            answer(
                seed,
                from,
                limit,
                |data, next| json!({ "data": data, "next": next.map(|next| json!({ "from": next, "limit": limit })) }),
            )
        }
        "link" => answer(
            seed,
            number_in(request, "from", 0),
            limit,
            |data, next| json!({ "data": data, "next": next.map(|next| format!("/list?limit={limit}&from={next}")) }),
        ),
        "link with body" => answer(
            seed,
            number_in(request, "from", 0),
            body["limit"].as_u64().unwrap(),
            |data, next| json!({ "data": data, "next": next.map(|next| format!("/list?from={next}")) }),
        ),
        _ => unreachable!("{strategy}"),
    }
}

fn server(strategy: &'static str, seed: u64) -> Scripted {
    Scripted::start(move |request| respond(strategy, seed, request)).unwrap()
}

/// Every item comes once, in order, by few requests, and the last pages are large again.
fn assert_walked(strategy: &str, seed: u64, items: &[u64], log: &[LoggedRequest]) {
    assert_eq!(items, list(0..COUNT), "{strategy}, seed {seed}");
    assert!(log.len() < 80, "{strategy}, seed {seed}: {} requests", log.len());
}

fn walks<P>(strategy: &'static str, size: Option<u64>)
where
    P: Paginated<Item = u64> + DeserializeOwned + Debug,
    pagination_core::Head: pagination_core::transport::Provides<<P as pagination_core::PaginatedBy<P::Strategy>>::Head>,
{
    for seed in 0..5 {
        let server = server(strategy, seed);
        let url = server.url_of("/list");
        let request = blocking().post(&url).json(&json!({ "limit": 64 }));
        let request = if strategy.contains("body") { request } else { blocking().get(&url) };
        let pager = request.paginate::<P>();
        let pager = size.into_iter().fold(pager, pagination_core::Pager::page_size);
        let pager = if seed % 2 == 0 { pager.prefetch() } else { pager };
        let items: Vec<u64> =
            pager.items().map(|item| item.unwrap_or_else(|error| panic!("{seed}: {error}"))).collect();
        assert_walked(strategy, seed, &items, &server.log());
    }
}

#[test]
fn a_list_whose_ranges_have_a_cost_is_walked_whole_by_every_strategy() {
    walks::<ByOffset>("offset", Some(64));
    walks::<ByOffset>("offset", Some(50));
    walks::<ByRange>("range", None);
    walks::<ByPage>("page", Some(64));
    walks::<ByPageOfDefault>("page of default", None);
    walks::<ByCursor>("cursor", Some(61));
    walks::<ByBody>("body", Some(64));
    walks::<ByLink>("link", Some(64));
    walks::<ByLinkWithBody>("link with body", Some(64));
}

#[test]
fn sizes_are_per_request_where_several_are_in_flight() {
    for seed in 0..5 {
        let server = server("offset", seed);
        let walked = run(async {
            let pager = client().get(server.url_of("/list")).paginate::<ByOffset>().page_size(64);
            drain(&mut pager.concurrent(4).items()).await.into_items()
        });
        assert_eq!(walked, list(0..COUNT), "{seed}");
        let server = self::server("page", seed);
        let pager = blocking().get(server.url_of("/list")).paginate::<ByPage>().page_size(64);
        let walked: Vec<_> = pager.concurrent(4).items().map(Result::unwrap).collect();
        assert_eq!(walked, list(0..COUNT), "{seed}");
    }
}

#[test]
fn a_walk_by_page_numbers_resumes_with_the_size_that_its_checkpoint_counts() {
    for taken in (0..COUNT).step_by(7) {
        let seed = taken % 5;
        let server = server("page", seed);
        let pager = || blocking().get(server.url_of("/list")).paginate::<ByPage>().page_size(64);
        let mut items = pager().items();
        let mut walked: Vec<_> = items.by_ref().take(usize::try_from(taken).unwrap()).map(Result::unwrap).collect();
        let checkpoint = stored(&items.checkpoint());
        walked.extend(pager().resume(checkpoint).items().map(Result::unwrap));
        assert_eq!(walked, list(0..COUNT), "{taken}");
    }
}

#[test]
fn the_size_is_halved_at_once_and_grows_again_when_pages_have_arrived() {
    let server = Scripted::start(|request| {
        let (from, limit) = (number_in(request, "offset", 0), number_in(request, "limit", 1));
        if from < 4 && limit > 2 {
            return MockResponse::empty(413);
        }
        MockResponse::json(&json!({ "data": crate::harness::numbers(from, limit, 120) }))
    })
    .unwrap();
    let pager = blocking().get(server.url_of("/list")).paginate::<ByOffset>().page_size(16);
    assert_eq!(pager.items().map(Result::unwrap).collect::<Vec<_>>(), list(0..120));
    let sizes: Vec<_> = server.log().iter().map(|request| number_in(request, "limit", 0)).collect();
    assert_eq!(sizes[..12], [16, 8, 4, 2, 2, 2, 2, 4, 4, 4, 4, 8]);
    assert_eq!(sizes.last(), Some(&16));
}

#[test]
fn a_larger_size_that_fails_again_is_tried_less_often() {
    let server = Scripted::start(|request| {
        let (from, limit) = (number_in(request, "offset", 0), number_in(request, "limit", 1));
        if limit > 4 {
            return MockResponse::empty(502);
        }
        MockResponse::json(&json!({ "data": crate::harness::numbers(from, limit, 1_000) }))
    })
    .unwrap();
    let pager = blocking().get(server.url_of("/list")).paginate::<ByOffset>().page_size(8);
    assert_eq!(pager.items().map(Result::unwrap).count(), 1_000);
    let failed = server.log().iter().filter(|request| number_in(request, "limit", 0) > 4).count();
    assert!((5..9).contains(&failed), "{failed} of {} requests", server.requests());
}

#[test]
fn at_a_size_of_one_the_error_is_as_without_shrink() {
    let server = Scripted::start(|_| MockResponse::empty(502)).unwrap();
    let pager = || blocking().get(server.url_of("/list")).paginate::<ByOffset>().page_size(5);
    let error = pager().items().next().unwrap().unwrap_err();
    assert!(error.is_transient() && error.status().is_some_and(|status| status == 502), "{error}");
    let sizes =
        |from: usize| server.log()[from..].iter().map(|request| number_in(request, "limit", 0)).collect::<Vec<_>>();
    assert_eq!(sizes(0), [5, 2, 1]);
    let retry = Retry::new().times(2).first_wait(Duration::from_millis(1));
    assert!(pager().retry(retry).items().next().unwrap().is_err());
    assert_eq!(sizes(3), [5, 2, 1, 1, 1], "before ordinary retries");
}

#[test]
fn page_numbers_that_cannot_be_renumbered_are_an_error() {
    let server = Scripted::start(|request| {
        let (number, limit) = (number_in(request, "page", 0), number_in(request, "limit", 0));
        if number > 1 && limit > 2 {
            return MockResponse::empty(413);
        }
        MockResponse::json(&json!({ "data": crate::harness::numbers((number - 1) * limit, limit, 20) }))
    })
    .unwrap();
    let walk = |size| {
        let items = blocking().get(server.url_of("/list")).paginate::<ByPage>().page_size(size).items();
        crate::harness::Walked::new(items, vec![()])
    };
    let walked = walk(5);
    assert_eq!(walked.items, list(0..5));
    let error = walked.error();
    assert!(matches!(error, Error::Request(_)), "{error:?}");
    assert!(
        error.to_string().contains("page 2 of `ByPage` is too large, and pages of 2 items in place of 5"),
        "{error}"
    );
    assert_eq!(walk(4).into_items(), list(0..20));
}

#[test]
fn a_body_above_max_body_and_a_timeout_shrink_the_page_too() {
    let server = Scripted::start(|request| {
        let (from, limit) = (number_in(request, "offset", 0), number_in(request, "limit", 0));
        if from == 16 && limit > 4 {
            thread::sleep(Duration::from_millis(300));
        }
        let padding = "x".repeat(if from == 0 { usize::try_from(limit).unwrap() * 100 } else { 1 });
        MockResponse::json(&json!({ "data": crate::harness::numbers(from, limit, 30), "padding": padding }))
    })
    .unwrap();
    let pager = blocking().get(server.url_of("/list")).paginate::<ByOffset>().page_size(16);
    let pager = pager.max_body(1_000).timeout(Duration::from_millis(250));
    assert_eq!(pager.items().map(Result::unwrap).collect::<Vec<_>>(), list(0..30));
    let log: Vec<_> = server.log().iter().map(|r| (number_in(r, "offset", 0), number_in(r, "limit", 0))).collect();
    assert_eq!(log, [(0, 16), (0, 8), (8, 8), (16, 8), (16, 4), (20, 4), (24, 4), (28, 4)]);

    // The client's own timeout.
    let patient = reqwest::blocking::Client::builder().no_proxy().timeout(Duration::from_millis(250)).build().unwrap();
    let pager = patient.get(server.url_of("/list")).paginate::<ByOffset>().page_size(8);
    assert_eq!(pager.items().map(Result::unwrap).collect::<Vec<_>>(), list(0..30));
}

#[test]
fn a_function_that_reads_the_size_is_asked_for_less_after_a_timeout_and_another_is_not() {
    let asked = RefCell::new(Vec::new());
    let walked = run(async {
        let list_page = async |request: PageRequest| {
            let at = request.position().and_then(pagination_core::Position::as_u64).unwrap();
            let size = request.page_size().unwrap();
            asked.borrow_mut().push((at, size));
            if at == 8 && size > 2 {
                std::future::pending::<()>().await;
            }
            Ok::<_, std::io::Error>(ByOffset { data: crate::harness::numbers(at, size, 14) })
        };
        drain(&mut pages(list_page).page_size(8).timeout(Duration::from_millis(20)).items()).await.into_items()
    });
    assert_eq!(walked, list(0..14));
    assert_eq!(asked.take()[..5], [(0, 8), (8, 8), (8, 4), (8, 2), (10, 2)]);

    let calls = RefCell::new(Vec::new());
    let mut items = pages_blocking(|number: u64| {
        calls.borrow_mut().push(number);
        if calls.borrow().len() == 2 {
            thread::sleep(Duration::from_millis(60));
        }
        Ok::<_, std::io::Error>(ByPage { data: crate::harness::numbers((number - 1) * 8, 8, 20) })
    })
    .page_size(8)
    .timeout(Duration::from_millis(20))
    .items();
    let walked = crate::harness::Walked::new(items.by_ref(), vec![()]);
    assert!(matches!(walked.error(), Error::Timeout(_)));
    assert_eq!((walked.items, calls.take()), (list(0..20), vec![1, 2, 2, 3]), "the number means the same page");
}

#[test]
fn a_page_number_of_the_servers_own_keeps_its_size() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next, param = "page")]
    #[paginated(page_size(param = "limit", shrink(413)))]
    struct Numbered {
        data: Vec<u64>,
        next: Option<u64>,
    }
    let page = |next: &str| Recorded::json(format!(r#"{{"data": [1], "next": {next}}}"#));
    // The first page has no number, and may be smaller; then its size stays.
    let answers = [Recorded::status(413), page("2"), page("3"), page("4"), page("5"), page("6"), Recorded::status(413)];
    let replay = Replay::new(answers);
    let walked: Vec<_> = replay.get("https://api.example/list").paginate::<Numbered>().page_size(8).items().collect();
    assert!(matches!(walked.last(), Some(Err(Error::Status(_)))), "{walked:?}");
    assert_eq!(replay.urls().last().map(String::as_str), Some("https://api.example/list?limit=4&page=6"));

    let link = |next: &str| Recorded::json(format!(r#"{{"data": [1], "next": "{next}"}}"#));
    let replay = Replay::new([link("/list?page=2&limit=8"), Recorded::status(413)]);
    let walked: Vec<_> = replay.get("https://api.example/list").paginate::<ByLink>().page_size(8).items().collect();
    assert!(matches!(walked.last(), Some(Err(Error::Status(_)))), "{walked:?}");
    assert_eq!(replay.requests().len(), 2);
}

#[test]
fn a_size_that_is_sent_first_only_shrinks_at_the_first_page_alone() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next, first_only("limit"))]
    #[paginated(page_size(param = "limit", shrink(413)))]
    struct FirstOnly {
        data: Vec<u64>,
        next: Option<String>,
    }
    let page = Recorded::json(r#"{"data": [1], "next": "b"}"#);
    let replay = Replay::new([Recorded::status(413), page, Recorded::status(413)]);
    let walked: Vec<_> = replay.get("https://api.example/l").paginate::<FirstOnly>().page_size(8).items().collect();
    assert!(matches!(&walked[..], [Ok(1), Err(Error::Status(_))]), "{walked:?}");
    assert_eq!(
        replay.urls(),
        ["https://api.example/l?limit=8", "https://api.example/l?limit=4", "https://api.example/l?cursor=b"]
    );
}

#[test]
fn a_predicate_reads_the_body_of_an_error() {
    fn reduce(status: &Status) -> bool {
        status.json::<Value>().is_ok_and(|body| body["code"] == 1)
    }
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next)]
    #[paginated(page_size(param = "limit", shrink(with = reduce)))]
    struct Insights {
        data: Vec<u64>,
        next: Option<String>,
    }
    let refused = |code: u64| Recorded::json(json!({ "code": code }).to_string()).with_status(400);
    let page = Recorded::json(r#"{"data": [1], "next": null}"#);
    let replay = Replay::new([refused(1), page, refused(2)]);
    let walk = || replay.get("https://api.example/l").paginate::<Insights>().page_size(8).pages();
    let page: Page<Insights> = walk().next().unwrap().unwrap();
    assert_eq!((page.data.len(), page.request().page_size()), (1, Some(4)));
    assert!(matches!(walk().next(), Some(Err(Error::Status(_)))));
}

#[test]
fn a_template_that_carries_its_size_and_position_shrinks_from_there() {
    let replay =
        Replay::new([Recorded::status(413), Recorded::json(r#"{"data": [1, 2]}"#), Recorded::json(r#"{"data": [3]}"#)]);
    let request = replay.get("https://api.example/l?page=3&limit=4");
    let walked: Result<Vec<_>, _> = request.paginate::<ByPage>().items().collect();
    assert_eq!(walked.unwrap(), [1, 2, 3]);
    assert_eq!(replay.urls()[1..], ["https://api.example/l?page=5&limit=2", "https://api.example/l?page=6&limit=2"]);
}
