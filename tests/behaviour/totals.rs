//! Totals of items and of pages, and the walks that they end.

use demo_apis::{LoggedRequest, MockResponse};
use pagination_core::Paginate as _;
use pagination_core::{Paginated, pages_blocking};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::harness::{Sound, blocking, client, list, number_in, numbers, over_http, over_http_at, run, serve, slice};

/// A list by offset that ends at its total.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[offset]
#[paginated(total = total)]
struct Totalled<N> {
    data: Vec<u64>,
    total: N,
}

#[test]
fn a_total_ends_a_counted_walk_without_an_extra_request() {
    for (count, requested) in [(6, &[0, 3][..]), (7, &[0, 3, 6]), (1, &[0]), (0, &[0])] {
        let api = |_, at: u64| -> Sound<Totalled<u64>> { Ok(Totalled { data: numbers(at, 3, count), total: count }) };
        everywhere!(u64, api).gave(&list(0..count), requested);
    }
}

#[test]
fn a_total_can_be_text_or_any_json() {
    let api = |_, at: u64| -> Sound<Totalled<String>> { Ok(Totalled { data: numbers(at, 3, 6), total: "6".into() }) };
    everywhere!(u64, api).gave(&list(0..6), &[0, 3]);
    for total in [json!(6), json!("6")] {
        let api =
            |_, at: u64| -> Sound<Totalled<Value>> { Ok(Totalled { data: numbers(at, 3, 6), total: total.clone() }) };
        everywhere!(u64, api).gave(&list(0..6), &[0, 3]);
    }
}

#[test]
fn a_total_that_is_not_a_count_is_ignored() {
    for total in ["", "many", "-6", "6.0", "1,000"] {
        let api =
            |_, at: u64| -> Sound<Totalled<String>> { Ok(Totalled { data: numbers(at, 3, 6), total: total.into() }) };
        everywhere!(u64, api).gave(&list(0..6), &[0, 3, 6]);
    }
    let api = |_, at: u64| -> Sound<Totalled<Option<i64>>> { Ok(Totalled { data: numbers(at, 3, 6), total: None }) };
    everywhere!(u64, api).gave(&list(0..6), &[0, 3, 6]);
    for total in [json!("many"), Value::Null, json!(-1), json!({})] {
        let api =
            |_, at: u64| -> Sound<Totalled<Value>> { Ok(Totalled { data: numbers(at, 3, 6), total: total.clone() }) };
        everywhere!(u64, api).gave(&list(0..6), &[0, 3, 6]);
    }
}

#[test]
fn a_total_that_is_wrong_or_shrinks_cuts_nothing_off() {
    for totals in [[2, 2, 2, 2], [0, 0, 0, 0], [1, 1, 1, 1], [100, 100, 100, 100], [7, 4, 1, 0]] {
        let api = |number: usize, at: u64| -> Sound<Totalled<u64>> {
            Ok(Totalled { data: numbers(at, 3, 7), total: totals[number] })
        };
        let walked = everywhere!(u64, api);
        assert_eq!(walked.sound(), list(0..7), "{totals:?}");
    }
}

#[test]
fn a_total_is_compared_with_the_position_and_not_with_what_this_walk_received() {
    let api = |at: u64| -> Sound<Totalled<u64>> { Ok(Totalled { data: numbers(at, 3, 9), total: 9 }) };
    let mut begun = pages_blocking(api).pages();
    begun.try_next().unwrap().unwrap();
    let checkpoint = begun.checkpoint();
    let walked = over_functions!(u64, |_, at| api(at), pager => pager.resume(checkpoint.clone()));
    walked.gave(&list(3..9), &[3, 6]);

    let walked = over_http_at::<Totalled<u64>>("/list?offset=3", |_, request| {
        MockResponse::json(&json!({ "data": list(slice(request, 2, 6)), "total": 6 }))
    });
    assert_eq!(walked.sound(), list(3..6));
    assert_eq!(walked.targets(), ["/list?offset=3", "/list?offset=5"]);
}

#[test]
fn a_total_counts_from_the_first_value_of_the_offset() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(first = 1)]
    #[paginated(total = total)]
    struct FromOne {
        data: Vec<u64>,
        total: u64,
    }
    let api = |_, at: u64| -> Sound<FromOne> { Ok(FromOne { data: numbers(at - 1, 3, 6), total: 6 }) };
    everywhere!(u64, api).gave(&list(0..6), &[1, 4]);
}

#[test]
fn a_total_decides_only_where_no_stop_is_declared() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(stop(empty_page))]
    #[paginated(total = total)]
    struct Stopping {
        data: Vec<u64>,
        total: u64,
    }
    let walked = everywhere!(u64, |number: usize, at: u64| -> Sound<Stopping> {
        Ok(Stopping { data: if number < 3 { list(at..at + 2) } else { vec![] }, total: 2 })
    });
    walked.gave(&list(0..6), &[0, 2, 4, 6]);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(empty_page))]
#[paginated(total(header = "X-Total"))]
#[serde(transparent)]
struct StopsAndTotal(Vec<u64>);

#[test]
fn a_total_in_a_header_decides_only_where_no_stop_is_declared() {
    let walked = over_http::<StopsAndTotal>(|_, request| {
        let ids = list(slice(request, 2, 4));
        MockResponse::text(json!(ids).to_string()).header("x-total", "2")
    });
    assert_eq!(walked.sound(), list(0..4));
    assert_eq!(walked.targets(), ["/list?offset=0", "/list?offset=2", "/list?offset=4"]);
}

/// A list by page number that ends at a total of items or of pages.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[page]
#[paginated(total = total, total_pages = total_pages)]
struct Numbered {
    data: Vec<u64>,
    total: Option<u64>,
    total_pages: Option<String>,
}

fn numbered(at: u64, total: Option<u64>, total_pages: Option<&str>) -> Sound<Numbered> {
    Ok(Numbered { data: numbers((at - 1) * 3, 3, 9), total, total_pages: total_pages.map(str::to_owned) })
}

#[test]
fn total_pages_ends_a_walk_by_page_number() {
    everywhere!(u64, |_, at| numbered(at, None, Some("3"))).gave(&list(0..9), &[1, 2, 3]);
}

#[test]
fn total_pages_counts_the_pages_before_the_start_of_a_resumed_walk() {
    let mut begun = pages_blocking(|at: u64| numbered(at, None, Some("3"))).pages();
    begun.try_next().unwrap().unwrap();
    begun.try_next().unwrap().unwrap();
    let checkpoint = begun.checkpoint();
    let walked = over_functions!(u64, |_, at| numbered(at, None, Some("3")), pager => pager.resume(checkpoint.clone()));
    walked.gave(&[6, 7, 8], &[3]);
}

#[test]
fn a_total_of_items_ends_a_walk_by_page_number_too() {
    everywhere!(u64, |_, at| numbered(at, Some(9), None)).gave(&list(0..9), &[1, 2, 3]);

    let mut begun = pages_blocking(|at: u64| numbered(at, Some(9), None)).pages();
    begun.try_next().unwrap().unwrap();
    let checkpoint = begun.checkpoint();
    let walked = over_functions!(u64, |_, at| numbered(at, Some(9), None), pager => pager.resume(checkpoint.clone()));
    walked.gave(&list(3..9), &[2, 3]);
}

#[test]
fn without_any_total_a_walk_by_page_number_ends_at_an_empty_page() {
    everywhere!(u64, |_, at| numbered(at, None, None)).gave(&list(0..9), &[1, 2, 3, 4]);
}

#[test]
fn a_number_of_pages_that_is_wrong_or_shrinks_cuts_nothing_off() {
    for (first, later) in [("0", "0"), ("9", "9"), ("9", "1")] {
        let walked = everywhere!(u64, |number: usize, at: u64| {
            numbered(at, None, Some(if number == 0 { first } else { later }))
        });
        assert_eq!(walked.sound(), list(0..9), "{first}, then {later}");
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[page]
#[paginated(total_pages(header = "X-WP-TotalPages"))]
#[serde(transparent)]
struct WordPress(Vec<u64>);

#[test]
fn a_number_of_pages_counts_the_pages_before_the_page_of_the_template() {
    let walked = over_http_at::<WordPress>("/list?page=3", |_, request| {
        MockResponse::text(format!("[{}]", number_in(request, "page", 1))).header("x-wp-totalpages", "3")
    });
    assert_eq!(walked.sound(), [3]);
    assert_eq!(walked.requests.len(), 1);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset]
#[paginated(total = total)]
struct Boastful {
    data: Vec<u64>,
    total: u64,
}

#[test]
fn both_views_report_the_total_after_the_first_page_and_do_not_hint_at_it() {
    let script = |number: usize, _: &LoggedRequest| match number {
        0 => MockResponse::json(&json!({ "data": [1, 2, 3], "total": u64::MAX })),
        _ => MockResponse::json(&json!({ "data": [], "total": u64::MAX })),
    };
    let server = serve(script);
    let mut items = blocking().get(server.url_of("/list")).paginate::<Boastful>().items();
    assert_eq!(items.total(), None);
    assert_eq!(items.size_hint(), (0, None));
    items.next().unwrap().unwrap();
    assert_eq!(items.total(), Some(u64::MAX));
    assert_eq!(items.size_hint(), (2, None), "what is buffered, and no more");
    // With that total as its hint, `collect` would abort.
    assert_eq!(items.by_ref().map(Result::unwrap).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(items.size_hint(), (0, Some(0)));

    run(async {
        let server = serve(script);
        let mut pages = client().get(server.url_of("/list")).paginate::<Boastful>().pages();
        assert_eq!(pages.total(), None);
        pages.try_next().await.unwrap().unwrap();
        assert_eq!(pages.total(), Some(u64::MAX));
    });
}
