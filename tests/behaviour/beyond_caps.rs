//! Lists that are longer than an API lets a walk go: windows beyond the last item (`anchor`).

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use demo_apis::{LoggedRequest, MockResponse};
use pagination_core::error::LoopKind;
use pagination_core::{Checkpoint, Error, PageRequest, Paginate as _, Paginated, pages_blocking};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::harness::{
    blocking, client, drain, drain_blocking, list, number_in, over_http, run, serve, stored, targets,
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Row {
    id: u64,
    time: Value,
}

/// Ids are unique, and at most ten items are reached by an offset.
#[derive(Debug, Deserialize, Paginated)]
#[offset(max_window = 10, parallel, anchor(last_item = id, param = "id_gt", unique), stop(short_page))]
#[paginated(page_size(param = "limit", default = 4))]
struct ById {
    data: Vec<Row>,
}

/// Times are not.
#[derive(Debug, Deserialize, Paginated)]
#[offset(max_window = 10, anchor(last_item = time, param = "since"), stop(short_page))]
#[paginated(key = id, page_size(param = "limit", default = 4))]
struct ByTime {
    data: Vec<Row>,
}

fn row(id: u64) -> Row {
    Row { id, time: id.into() }
}

fn ids(rows: &[Row]) -> Vec<u64> {
    rows.iter().map(|row| row.id).collect()
}

/// The page of a request by `offset` and `limit` of these rows. Past the cap, the server refuses.
fn page(request: &LoggedRequest, rows: impl Iterator<Item = Row>, cap: u64) -> MockResponse {
    let (offset, limit) = (number_in(request, "offset", 0), number_in(request, "limit", 4));
    if offset + limit > cap {
        return MockResponse::empty(422);
    }
    let data: Vec<Row> = rows.skip(usize::try_from(offset).unwrap()).take(usize::try_from(limit).unwrap()).collect();
    MockResponse::json(&json!({ "data": data }))
}

/// Rows from 1, filtered by `id_gt`.
fn by_id(count: u64) -> impl Fn(usize, &LoggedRequest) -> MockResponse + Clone + Send {
    move |_, request| {
        let beyond = number_in(request, "id_gt", 0);
        page(request, (beyond + 1..=count).map(row), 10)
    }
}

/// Rows at these times, filtered at or beyond `since`.
fn by_time(times: &'static [u64]) -> impl Fn(usize, &LoggedRequest) -> MockResponse + Clone + Send {
    move |_, request| {
        let since = number_in(request, "since", 0);
        let rows = times.iter().zip(1..).map(|(time, id)| Row { id, time: (*time).into() });
        page(request, rows.filter(move |row| row.time.as_u64().unwrap() >= since), 10)
    }
}

#[test]
fn at_the_cap_the_walk_goes_on_beyond_the_last_item() {
    for count in [0, 1, 9, 10, 11, 25, 30, 31] {
        let walked = over_http::<ById>(by_id(count));
        // The template names no size, so that the last page before the cap asks for what is left.
        assert_eq!(ids(walked.sound()), list(1..count + 1), "{count}");
    }
    let walked = over_http::<ById>(by_id(13));
    assert_eq!(
        walked.targets(),
        ["/list?offset=0", "/list?offset=4", "/list?limit=2&offset=8", "/list?id_gt=10&offset=0"]
    );
}

#[test]
fn items_that_tie_at_the_boundary_come_once() {
    let walked = over_http::<ByTime>(by_time(&[1, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8, 9, 9, 10, 11, 12, 12, 12, 12]));
    assert_eq!(ids(walked.sound()), list(1..22));
    assert_eq!(walked.targets()[3], "/list?since=8&offset=0");
}

#[test]
fn a_window_of_one_value_is_the_cap() {
    const TIES: [u64; 12] = [7; 12];
    let walked = over_http::<ByTime>(by_time(&TIES));
    assert_eq!(ids(&walked.items), list(1..11));
    assert!(matches!(walked.error(), Error::CapReached(_)), "{walked:?}");
    assert_eq!(walked.requests.len(), 3);
    // Ties that begin inside a window fill the next one.
    let walked = over_http::<ByTime>(by_time(&[1, 2, 3, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7]));
    assert_eq!(ids(&walked.items), list(1..14));
    assert!(matches!(walked.error(), Error::CapReached(_)), "{walked:?}");
}

#[test]
fn ten_thousand_and_one_equal_timestamps_are_the_cap_and_no_loop() {
    #[derive(Debug, Deserialize, Paginated)]
    #[offset(max_window = 10_000, anchor(last_item = time, param = "since"), stop(short_page))]
    #[paginated(key = id, page_size(param = "limit", default = 500, max = 1_000))]
    struct Deals {
        data: Vec<Row>,
    }
    let walk = |same: u64, others: u64| {
        let server = serve(move |_, request| {
            let since = request.pair("since").unwrap_or_default().to_owned();
            let rows = (1..=same + others).map(move |id| Row {
                id,
                time: if id <= same {
                    "2024-01-01T00:00:00Z".into()
                } else {
                    format!("2024-01-02T00:00:{:02}Z", id % 60).into()
                },
            });
            let rows = rows.filter(move |row| row.time.as_str().unwrap() >= since.as_str());
            let mut rows: Vec<Row> = rows.collect();
            rows.sort_by(|one, other| (one.time.as_str(), one.id).cmp(&(other.time.as_str(), other.id)));
            page(request, rows.into_iter(), 10_000)
        });
        let walked =
            drain_blocking(&mut blocking().get(server.url_of("/deals")).paginate::<Deals>().page_size(1_000).items());
        (walked, server.requests())
    };
    let (walked, requests) = walk(10_001, 5);
    assert_eq!((walked.items.len(), requests), (10_000, 10));
    assert!(matches!(walked.error(), Error::CapReached(_)), "{:?}", walked.errors);
    // One less than a window, and the walk goes past them.
    let (walked, _) = walk(9_999, 30);
    assert_eq!(walked.sound().len(), 10_029);
}

#[test]
fn a_server_that_ignores_the_filter_is_an_error_at_once() {
    for _ in 0..2 {
        let walked = over_http::<ById>(|_, request| page(request, (1..=30).map(row), 10));
        assert_eq!((ids(&walked.items), walked.requests.len()), (list(1..11), 4));
        let Error::Loop(looped) = walked.error() else { panic!("{walked:?}") };
        assert_eq!(looped.kind, LoopKind::Window);
        assert!(walked.error().to_string().contains("ignore the filter"), "{}", walked.error());
    }
    let walked = over_http::<ByTime>(|_, request| page(request, (1..=30).map(row), 10));
    assert_eq!((ids(&walked.items), walked.requests.len()), (list(1..11), 4));
    assert!(matches!(walked.error(), Error::Loop(_)));
}

#[test]
fn a_text_of_unknown_order_only_has_to_change() {
    // A collation in which `ä` comes before `b`.
    const NAMES: [&str; 13] = ["a", "ä", "b", "B", "c", "d", "é", "f", "g", "h", "i", "I", "j"];
    let named = |ignores: bool| {
        move |_: usize, request: &LoggedRequest| {
            let beyond = request.pair("since").filter(|_| !ignores);
            let start = beyond.map_or(0, |name| NAMES.iter().position(|other| *other == name).unwrap());
            let rows = NAMES.iter().zip(1..).skip(start).map(|(name, id)| Row { id, time: (*name).into() });
            page(request, rows, 10)
        }
    };
    assert_eq!(ids(over_http::<ByTime>(named(false)).sound()), list(1..14));
    let walked = over_http::<ByTime>(named(true));
    assert_eq!((ids(&walked.items), walked.requests.len()), (list(1..11), 4));
    assert!(matches!(walked.error(), Error::Loop(_)));
}

#[test]
fn an_item_out_of_order_is_an_error_before_anything_is_lost() {
    let walked = over_http::<ByTime>(by_time(&[1, 2, 3, 4, 5, 4, 6, 7, 8, 9, 10, 11]));
    assert_eq!(ids(&walked.items), list(1..9));
    assert!(walked.error().to_string().contains("item 1 of the page is out of order"), "{}", walked.error());
    let walked = over_http::<ById>(|_, request| page(request, [1, 2, 2, 3].map(row).into_iter(), 10));
    assert!(walked.error().to_string().contains("which is declared `unique`"), "{}", walked.error());
}

#[test]
fn times_are_ordered_as_times_and_a_list_may_descend() {
    #[derive(Debug, Deserialize, Paginated)]
    #[page(max_window = 4, anchor(last_item = time, param = "before", descending), stop(empty_page))]
    #[paginated(key = id, page_size(default = 2))]
    struct Newest {
        data: Vec<Row>,
    }
    // The offset of the second is two hours, so that it is the older one.
    const TIMES: [&str; 6] = [
        "2024-03-01T00:00:00Z",
        "2024-03-01T01:00:00+02:00",
        "2024-02-28T12:00:00.5Z",
        "2024-02-28T12:00:00.25Z",
        "2024-02-28T12:00:00.25Z",
        "2024-02-01T00:00:00Z",
    ];
    let walked = over_http::<Newest>(|_, request| {
        let start = request.pair("before").map_or(0, |time| TIMES.iter().position(|other| *other == time).unwrap());
        let skip = usize::try_from(2 * (number_in(request, "page", 1) - 1)).unwrap();
        let rows = TIMES.iter().zip(1..).skip(start).map(|(time, id)| Row { id, time: (*time).into() });
        MockResponse::json(&json!({ "data": rows.skip(skip).take(2).collect::<Vec<_>>() }))
    });
    assert_eq!(ids(walked.sound()), list(1..7));
    let ascending = over_http::<ByTime>(|_, request| {
        page(request, TIMES.iter().zip(1..).map(|(time, id)| Row { id, time: (*time).into() }), 10)
    });
    assert!(ascending.error().to_string().contains("out of order"), "{}", ascending.error());
}

#[test]
fn a_value_that_is_missing_or_of_another_type_is_an_error_after_its_page() {
    for (bad, words) in [(json!(null), "has no value for `anchor`"), (json!("five"), "of different types")] {
        let walked = over_http::<ByTime>(move |_, request| {
            let rows = (1..=12).map(|id| Row { id, time: if id == 6 { bad.clone() } else { id.into() } });
            page(request, rows.collect::<Vec<_>>().into_iter(), 10)
        });
        assert_eq!(ids(&walked.items), list(1..9));
        assert!(matches!(walked.error(), Error::Request(_)), "{walked:?}");
        assert!(walked.error().to_string().contains(words), "{}", walked.error());
    }
}

#[test]
fn the_value_goes_into_a_body_a_form_or_a_text() {
    /// The filter groups of `HubSpot`.
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(
        field = after,
        body = "/after",
        max_window = 4,
        anchor(last_item = id, body = "/filterGroups/0/filters/0/value", unique)
    )]
    struct Search {
        data: Vec<Row>,
        after: Option<u64>,
    }
    let server = serve(|_, request| {
        let body = request.json().unwrap();
        let beyond = body["filterGroups"][0]["filters"][0]["value"].as_u64().unwrap();
        let after = body["after"].as_u64().unwrap_or(0);
        assert!(after < 4, "requested past the cap");
        let data: Vec<Row> = (beyond + 1..=9).map(row).skip(usize::try_from(after).unwrap()).take(2).collect();
        let next = (beyond + after + 2 < 9).then_some(after + 2);
        MockResponse::json(&json!({ "data": data, "after": next }))
    });
    let filter = json!({ "filterGroups": [{ "filters": [{ "propertyName": "id", "operator": "GT", "value": 0 }] }] });
    let request = blocking().post(server.url_of("/search")).json(&filter);
    assert_eq!(ids(drain_blocking(&mut request.paginate::<Search>().items()).sound()), list(1..10));
    let last = server.log().last().unwrap().json().unwrap();
    assert_eq!(last["filterGroups"], json!([{ "filters": [{ "propertyName": "id", "operator": "GT", "value": 8 }] }]));

    #[derive(Debug, Deserialize, Paginated)]
    #[offset(max_window = 2, anchor(last_item = id, param = "where", format = "id > {position}", unique), stop(short_page))]
    #[paginated(page_size(default = 2))]
    struct Where {
        data: Vec<Row>,
    }
    let walked = over_http::<Where>(|_, request| {
        let beyond: u64 = request.pair("where").map_or(0, |text| text.strip_prefix("id > ").unwrap().parse().unwrap());
        MockResponse::json(&json!({ "data": (beyond + 1..=5).map(row).take(2).collect::<Vec<_>>() }))
    });
    assert_eq!(ids(walked.sound()), list(1..6));

    #[derive(Debug, Deserialize, Paginated)]
    #[offset(form = "Skip", max_window = 2, anchor(last_item = id, form = "After", unique), stop(short_page))]
    #[paginated(page_size(default = 2))]
    struct Form {
        data: Vec<Row>,
    }
    let server = serve(|_, request| {
        let body = String::from_utf8(request.body.to_vec()).unwrap();
        let beyond: u64 =
            body.split('&').find_map(|pair| pair.strip_prefix("After=")).map_or(0, |text| text.parse().unwrap());
        MockResponse::json(&json!({ "data": (beyond + 1..=3).map(row).take(2).collect::<Vec<_>>() }))
    });
    let request = blocking()
        .post(server.url_of("/list"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body("Action=List");
    assert_eq!(ids(drain_blocking(&mut request.paginate::<Form>().items()).sound()), [1, 2, 3]);
}

#[test]
fn limits_and_totals_go_on_across_windows() {
    #[derive(Debug, Deserialize, Paginated)]
    #[offset(max_window = 4, anchor(last_item = id, param = "id_gt", unique))]
    #[paginated(total = total, complete)]
    struct Totalled {
        data: Vec<Row>,
        total: u64,
    }
    let script = |_: usize, request: &LoggedRequest| {
        let (beyond, offset) = (number_in(request, "id_gt", 0), number_in(request, "offset", 0));
        let data: Vec<Row> = (beyond + 1..=10).map(row).skip(usize::try_from(offset).unwrap()).take(2).collect();
        MockResponse::json(&json!({ "data": data, "total": 10 - beyond }))
    };
    // `complete` compares with the total of the first window, and each window ends at its own.
    let walked = over_http::<Totalled>(script);
    assert_eq!(ids(walked.sound()), list(1..11));
    assert_eq!(walked.requests.len(), 5);
    let server = serve(script);
    let mut items = blocking().get(server.url_of("/list")).paginate::<Totalled>().max_items(7).items();
    assert_eq!(items.by_ref().count(), 7);
    assert_eq!((items.total(), server.requests()), (Some(10), 4));
    let mut pages = blocking().get(server.url_of("/list")).paginate::<Totalled>().max_pages(3).pages();
    assert_eq!(pages.by_ref().map(|page| page.unwrap().data.len()).sum::<usize>(), 6);
    assert_eq!(server.requests(), 7);
}

#[test]
fn concurrent_requests_go_on_across_windows() {
    let server = serve(by_id(35));
    let mut items = blocking().get(server.url_of("/list")).paginate::<ById>().concurrent(3).items();
    assert_eq!(ids(drain_blocking(&mut items).sound()), list(1..36));
    let walked =
        run(async { drain(&mut client().get(server.url_of("/list")).paginate::<ById>().concurrent(4).items()).await });
    assert_eq!(ids(walked.sound()), list(1..36));
    assert!(!targets(&server.log()).iter().any(|target| target.contains("offset=12")), "requested past the cap");
}

#[test]
fn a_checkpoint_anywhere_holds_the_window() {
    let server = serve(by_time(&[1, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8, 9, 9, 10, 11, 12, 12, 12, 12]));
    let walk = |resume: Option<Checkpoint>| {
        let pager = blocking().get(server.url_of("/list")).paginate::<ByTime>();
        match resume {
            Some(checkpoint) => pager.resume(checkpoint),
            None => pager,
        }
        .items()
    };
    for taken in 0..=21 {
        let mut items = walk(None);
        let first: Vec<u64> = items.by_ref().take(taken).map(|row| row.unwrap().id).collect();
        let rest: Vec<u64> = walk(Some(stored(&items.checkpoint()))).map(|row| row.unwrap().id).collect();
        assert_eq!([first, rest].concat(), list(1..22), "{taken}");
    }
}

#[test]
fn a_function_reads_the_value_in_its_request() {
    #[derive(Debug, Paginated)]
    #[page(max_window = 4, anchor(last_item, param = "unused", unique), stop(short_page))]
    #[paginated(page_size(default = 2))]
    struct Ids {
        data: Vec<u64>,
    }
    let requests = Cell::new(0);
    let list_ids = |request: PageRequest| {
        requests.set(requests.get() + 1);
        let beyond: u64 = request.anchor().map_or(0, |anchor| anchor.get().unwrap());
        let page: u64 = request.position().unwrap().get().unwrap();
        assert_eq!(request.is_first(), page == 1);
        let data = (beyond + 1..=9).skip(usize::try_from(2 * (page - 1)).unwrap()).take(2).collect();
        Ok::<_, std::convert::Infallible>(Ids { data })
    };
    let ids: Vec<u64> = pages_blocking(list_ids).items().map(Result::unwrap).collect();
    assert_eq!((ids, requests.get()), (list(1..10), 5));
}

/// A cursor that lives for two requests.
#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, expired(410, anchor), anchor(last_item = id, param = "id_gt", unique))]
struct Scroll {
    data: Vec<Row>,
    next: Option<String>,
}

#[test]
fn an_expired_cursor_goes_on_beyond_the_last_item() {
    let walked = over_http::<Scroll>(|_, request| {
        let beyond = number_in(request, "id_gt", 0);
        let used: u64 = request.pair("cursor").map_or(0, |cursor| cursor.parse().unwrap());
        if used == 2 {
            return MockResponse::empty(410);
        }
        let data: Vec<Row> = (beyond + 1..=9).map(row).skip(usize::try_from(2 * used).unwrap()).take(2).collect();
        let next = (data.len() == 2).then(|| (used + 1).to_string());
        MockResponse::json(&json!({ "data": data, "next": next }))
    });
    assert_eq!(ids(walked.sound()), list(1..10));
    assert_eq!(
        walked.targets()[..5],
        ["/list", "/list?cursor=1", "/list?cursor=2", "/list?id_gt=4", "/list?id_gt=4&cursor=1"]
    );
}

#[test]
fn an_expiry_without_progress_is_an_error() {
    let walked = over_http::<Scroll>(|number, request| match request.pair("cursor") {
        Some(_) => MockResponse::empty(410),
        None if number == 0 => MockResponse::json(&json!({ "data": [row(1)], "next": "a" })),
        None => MockResponse::json(&json!({ "data": [], "next": "b" })),
    });
    assert_eq!(ids(&walked.items), [1]);
    assert!(matches!(walked.error(), Error::Expired(_)), "{walked:?}");
    assert!(walked.requests.len() < 8, "{:?}", walked.targets());
}

#[test]
fn a_checkpoint_whose_cursor_has_expired_goes_on_beyond_its_last_item() {
    let lives = Arc::new(AtomicUsize::new(1));
    let server = {
        let lives = Arc::clone(&lives);
        serve(move |_, request| {
            let life = lives.load(Ordering::Relaxed);
            let beyond = number_in(request, "id_gt", 0);
            let (made, used): (usize, u64) = request.pair("cursor").map_or((life, 0), |cursor| {
                let (made, used) = cursor.split_once('-').unwrap();
                (made.parse().unwrap(), used.parse().unwrap())
            });
            if made != life {
                return MockResponse::empty(410);
            }
            let data: Vec<Row> = (beyond + 1..=9).map(row).skip(usize::try_from(3 * used).unwrap()).take(3).collect();
            let next = (data.len() == 3).then(|| format!("{life}-{}", used + 1));
            MockResponse::json(&json!({ "data": data, "next": next }))
        })
    };
    for taken in 3..9 {
        let mut items = blocking().get(server.url_of("/list")).paginate::<Scroll>().items();
        let first: Vec<u64> = items.by_ref().take(taken).map(|row| row.unwrap().id).collect();
        let checkpoint = stored(&items.checkpoint());
        lives.fetch_add(1, Ordering::Relaxed);
        let resumed = blocking().get(server.url_of("/list")).paginate::<Scroll>().resume(checkpoint).items();
        let rest: Vec<u64> = resumed.map(|row| row.unwrap().id).collect();
        assert_eq!([first, rest].concat(), list(1..10), "{taken}");
    }
}
