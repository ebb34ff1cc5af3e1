//! How a walk ends, and how it does not.

use std::collections::BTreeMap;

use demo_apis::Answer;
use pagination_core::Paginated;
use pagination_core::reqwest::Error;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::{ByCursor, ByLink, ByOffset, bare, both, both_at, list, number, page, slice};

#[test]
fn a_cursor_that_is_null_empty_or_missing_is_the_end() {
    for end in [json!({ "data": [3], "next": null }), json!({ "data": [3], "next": "" }), json!({ "data": [3] })] {
        let walked = both::<ByCursor>(move |number, _| if number == 0 { page(1..3, "b") } else { Answer::json(&end) });
        assert_eq!(walked.sound(), [1, 2, 3]);
        assert_eq!(walked.targets(), ["/list", "/list?cursor=b"]);
    }
}

#[test]
fn an_empty_next_link_is_the_end_and_not_the_current_url() {
    for end in [json!({ "data": [3], "next": null }), json!({ "data": [3], "next": "" }), json!({ "data": [3] })] {
        let walked = both::<ByLink>(move |number, _| if number == 0 { page(1..3, "?p=2") } else { Answer::json(&end) });
        assert_eq!(walked.sound(), [1, 2, 3]);
        assert_eq!(walked.targets(), ["/list", "/list?p=2"]);
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(header = "x-cursor", stop(absent))]
#[serde(transparent)]
struct ByHeader(Vec<u64>);

#[test]
fn a_header_that_is_empty_or_missing_is_the_end() {
    for last in [Answer::text("[3]"), Answer::text("[3]").header("x-cursor", "")] {
        let walked = both::<ByHeader>(move |number, _| match number {
            0 => Answer::text("[1, 2]").header("X-Cursor", "b"),
            _ => last.clone(),
        });
        assert_eq!(walked.sound(), [1, 2, 3]);
        assert_eq!(walked.targets(), ["/list", "/list?cursor=b"]);
    }
}

#[test]
fn an_empty_page_that_carries_a_cursor_is_not_the_end() {
    let walked = both::<ByCursor>(|number, _| match number {
        0 => page(0..0, "a"),
        1 => page(1..3, "b"),
        2 => page(0..0, "c"),
        3 => page(0..0, "d"),
        _ => page(3..4, Value::Null),
    });
    assert_eq!(walked.sound(), [1, 2, 3]);
    assert_eq!(walked.log.len(), 5);
}

#[test]
fn an_empty_page_that_carries_a_link_is_not_the_end() {
    let walked = both::<ByLink>(|number, _| match number {
        0 => page(0..0, "?p=2"),
        1 => page(0..0, "?p=3"),
        _ => page(3..4, Value::Null),
    });
    assert_eq!(walked.sound(), [3]);
    assert_eq!(walked.targets(), ["/list", "/list?p=2", "/list?p=3"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(has_more = has_more)]
struct Flagged {
    data: Vec<u64>,
    next: Option<String>,
    has_more: Option<bool>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(is_last = last)]
struct SaysLast {
    data: Vec<u64>,
    next: Option<String>,
    last: bool,
}

#[test]
fn has_more_false_is_the_end_although_a_cursor_is_there() {
    let walked = both::<Flagged>(|number, _| {
        Answer::json(&json!({ "data": [number], "next": format!("c{number}"), "has_more": number < 2 }))
    });
    assert_eq!(walked.sound(), [0, 1, 2]);
    assert_eq!(walked.targets(), ["/list", "/list?cursor=c0", "/list?cursor=c1"]);
}

#[test]
fn is_last_is_the_end_although_a_cursor_is_there() {
    let walked = both::<SaysLast>(|number, _| {
        Answer::json(&json!({ "data": [number], "next": format!("c{number}"), "last": number == 1 }))
    });
    assert_eq!(walked.sound(), [0, 1]);
    assert_eq!(walked.log.len(), 2);
}

#[test]
fn has_more_without_a_cursor_is_an_error_behind_the_records() {
    for next in [Value::Null, json!("")] {
        let walked =
            both::<Flagged>(move |_, _| Answer::json(&json!({ "data": [1, 2], "next": next, "has_more": true })));
        assert_eq!(walked.outcome.records, [1, 2]);
        assert!(matches!(walked.error(), Error::MissingPosition(_)), "{walked:?}");
        assert_eq!(walked.log.len(), 1);
    }
    let walked = both::<SaysLast>(|_, _| Answer::json(&json!({ "data": [1], "next": null, "last": false })));
    assert!(matches!(walked.error(), Error::MissingPosition(_)), "{walked:?}");
}

#[test]
fn a_missing_flag_has_no_opinion() {
    let walked = both::<Flagged>(|number, _| match number {
        0 => page(1..3, "b"),
        1 => Answer::json(&json!({ "data": [3], "next": "c", "has_more": null })),
        _ => page(4..5, Value::Null),
    });
    assert_eq!(walked.sound(), [1, 2, 3, 4]);
    assert_eq!(walked.log.len(), 3);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(empty_page))]
#[paginated(page_size(param = "limit"))]
struct UntilEmpty {
    data: Vec<u64>,
}

#[test]
fn a_short_page_is_not_the_end_unless_declared() {
    let walked = both::<UntilEmpty>(|_, request| match number(request, "offset", 0) {
        0 => bare(0..3),
        3 => bare(3..4),
        4 => bare(4..7),
        _ => bare(0..0),
    });
    assert_eq!(walked.sound(), list(0..7));
    assert_eq!(walked.targets(), ["/list?offset=0", "/list?offset=3", "/list?offset=4", "/list?offset=7"]);
}

#[test]
fn short_is_measured_against_the_size_that_was_sent() {
    // The declared default is 3; the template asks for 2.
    let walked = both_at::<ByOffset>("/list?limit=2", |_, request| bare(slice(request, 3, 5)));
    assert_eq!(walked.sound(), list(0..5));
    assert_eq!(walked.targets(), ["/list?limit=2&offset=0", "/list?limit=2&offset=2", "/list?limit=2&offset=4"]);
}

#[test]
fn short_is_measured_against_the_servers_default_where_no_size_was_sent() {
    let walked = both::<ByOffset>(|_, request| bare(slice(request, 3, 4)));
    assert_eq!(walked.sound(), list(0..4));
    assert_eq!(walked.targets(), ["/list?offset=0", "/list?offset=3"]);
    // The first page is short already.
    let walked = both::<ByOffset>(|_, request| bare(slice(request, 3, 2)));
    assert_eq!(walked.sound(), list(0..2));
    assert_eq!(walked.log.len(), 1);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(short_page))]
struct Unsized {
    data: Vec<u64>,
}

#[test]
fn short_is_measured_against_the_longest_page_where_no_size_is_known() {
    let walked = both::<Unsized>(|_, request| bare(slice(request, 4, 10)));
    assert_eq!(walked.sound(), list(0..10));
    assert_eq!(walked.targets(), ["/list?offset=0", "/list?offset=4", "/list?offset=8"]);
}

#[test]
fn a_list_that_fills_its_last_page_takes_one_request_more() {
    let walked = both::<ByOffset>(|_, request| bare(slice(request, 3, 6)));
    assert_eq!(walked.sound(), list(0..6));
    assert_eq!(walked.targets(), ["/list?offset=0", "/list?offset=3", "/list?offset=6"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", max = 4))]
struct Clamped {
    data: Vec<u64>,
}

#[test]
fn an_offset_moves_by_what_arrived_when_the_server_clamps_the_size() {
    // Asked for 9, gives 4: a size above the declared maximum says nothing about short pages.
    let clamp = |_: usize, request: &demo_apis::LoggedRequest| {
        let start = number(request, "offset", 0);
        bare(start..(start + 4).min(10))
    };
    let walked = both_at::<Clamped>("/list?limit=9", clamp);
    assert_eq!(walked.sound(), list(0..10));
    assert_eq!(walked.targets(), ["/list?limit=9&offset=0", "/list?limit=9&offset=4", "/list?limit=9&offset=8"]);
    let walked = both_at::<UntilEmpty>("/list?limit=9", clamp);
    assert_eq!(walked.sound(), list(0..10));
    assert_eq!(walked.log.len(), 4);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(step(field = size), stop(empty_page))]
struct Reported {
    data: Vec<u64>,
    size: Option<u64>,
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(step(page_size), stop(empty_page))]
#[paginated(page_size(param = "limit", default = 4))]
struct Filtered {
    data: Vec<u64>,
}

#[test]
fn an_offset_moves_as_declared() {
    // The server filters a page after it has cut it: three of four places are filled.
    let walked = both::<Reported>(|_, request| match number(request, "offset", 0) {
        start if start < 8 => Answer::json(&json!({ "data": list(start..start + 3), "size": 4 })),
        _ => bare(0..0),
    });
    assert_eq!(walked.sound(), [0, 1, 2, 4, 5, 6]);
    assert_eq!(walked.targets(), ["/list?offset=0", "/list?offset=4", "/list?offset=8"]);
    let walked = both::<Filtered>(|_, request| match number(request, "offset", 0) {
        start if start < 8 => bare(start..start + 3),
        _ => bare(0..0),
    });
    assert_eq!(walked.targets(), ["/list?offset=0", "/list?offset=4", "/list?offset=8"]);
    let walked = both_at::<Filtered>("/list?limit=2", |_, request| match number(request, "offset", 0) {
        start if start < 4 => bare(start..start + 1),
        _ => bare(0..0),
    });
    assert_eq!(walked.targets(), ["/list?limit=2&offset=0", "/list?limit=2&offset=2", "/list?limit=2&offset=4"]);
}

#[test]
fn a_step_that_is_missing_is_what_arrived() {
    let walked = both::<Reported>(|_, request| bare(slice(request, 2, 3)));
    assert_eq!(walked.sound(), list(0..3));
    assert_eq!(walked.targets(), ["/list?offset=0", "/list?offset=2", "/list?offset=3"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
struct Nullable {
    data: Option<Vec<u64>>,
    next: Option<String>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
struct Defaulted {
    #[serde(default)]
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn items_that_are_null_or_missing_are_an_empty_page() {
    let walked = both::<Nullable>(|number, _| match number {
        0 => Answer::json(&json!({ "data": null, "next": "b" })),
        1 => Answer::json(&json!({ "next": "c" })),
        _ => page(1..3, Value::Null),
    });
    assert_eq!(walked.sound(), [1, 2]);
    assert_eq!(walked.log.len(), 3);
    let walked = both::<Defaulted>(|number, _| match number {
        0 => Answer::json(&json!({ "next": "b" })),
        _ => page(1..3, Value::Null),
    });
    assert_eq!(walked.sound(), [1, 2]);
}

#[test]
fn no_content_and_not_modified_are_an_empty_last_page() {
    for status in [204, 304] {
        let walked =
            both::<ByCursor>(move |number, _| if number == 0 { page(1..3, "b") } else { Answer::empty(status) });
        assert_eq!(walked.sound(), [1, 2]);
        assert_eq!(walked.targets(), ["/list", "/list?cursor=b"]);
        let walked = both::<ByOffset>(move |_, _| Answer::empty(status));
        assert_eq!(walked.sound(), [0_u64; 0]);
        assert_eq!(walked.log.len(), 1);
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[page(stop(empty_page))]
#[paginated(empty(404))]
struct EndsWith404 {
    data: Vec<u64>,
}

#[test]
fn a_declared_status_is_an_empty_last_page() {
    let walked = both::<EndsWith404>(|number, _| match number {
        0 => bare(0..2),
        1 => bare(2..4),
        _ => Answer::text("no such page").status(404),
    });
    assert_eq!(walked.sound(), list(0..4));
    assert_eq!(walked.targets(), ["/list?page=1", "/list?page=2", "/list?page=3"]);
}

#[test]
fn a_status_that_is_not_declared_is_an_error() {
    let walked = both::<ByOffset>(|number, _| if number == 0 { bare(0..3) } else { Answer::empty(404) });
    assert_eq!(walked.outcome.records, [0, 1, 2]);
    assert_eq!(walked.error().status().map(|status| status.as_u16()), Some(404));
    assert_eq!(walked.log.len(), 2);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset]
#[paginated(has_more = has_more)]
struct FlaggedOffset {
    data: Vec<u64>,
    has_more: bool,
}

#[test]
fn a_counted_walk_ends_at_an_empty_page_whatever_the_flag_says() {
    let walked = both::<FlaggedOffset>(|_, request| {
        Answer::json(&json!({ "data": slice(request, 2, 4).collect::<Vec<_>>(), "has_more": true }))
    });
    assert_eq!(walked.outcome.records, list(0..4));
    assert_eq!(walked.targets(), ["/list?offset=0", "/list?offset=2", "/list?offset=4"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(check = accepted)]
struct Slack {
    ok: bool,
    error: Option<String>,
    #[serde(default)]
    data: Vec<u64>,
    next: Option<String>,
}

fn accepted(answer: &Slack) -> Result<(), String> {
    if answer.ok { Ok(()) } else { Err(answer.error.clone().unwrap_or_default()) }
}

#[test]
fn a_success_that_carries_a_failure_is_an_error_that_says_what_came_back() {
    let walked = both::<Slack>(|number, _| match number {
        0 => Answer::json(&json!({ "ok": true, "data": [1], "next": "b" })),
        _ => Answer::json(&json!({ "ok": false, "error": "missing_scope", "data": [2], "next": "c" })),
    });
    assert_eq!(walked.outcome.records, [1], "the records of a failure are not delivered");
    assert!(matches!(walked.error(), Error::Check(_)), "{walked:?}");
    assert!(walked.error().to_string().contains("missing_scope"), "{}", walked.error());
    assert_eq!(walked.log.len(), 2);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset]
#[paginated(total = meta.total)]
struct Totalled {
    data: Vec<u64>,
    meta: Meta,
}

#[derive(Debug, Deserialize)]
struct Meta {
    total: Value,
}

fn totalled(total: impl Into<Value>, ids: std::ops::Range<u64>) -> Answer {
    Answer::json(&json!({ "data": list(ids), "meta": { "total": total.into() } }))
}

#[test]
fn a_total_ends_a_counted_walk_as_a_number_and_as_a_text() {
    for total in [json!(4), json!("4")] {
        let walked = both::<Totalled>(move |_, request| totalled(total.clone(), slice(request, 2, 4)));
        assert_eq!(walked.sound(), list(0..4));
        assert_eq!(walked.targets(), ["/list?offset=0", "/list?offset=2"]);
    }
}

#[test]
fn a_total_that_cannot_be_read_has_no_opinion() {
    for total in [json!("many"), Value::Null, json!(-1), json!({})] {
        let walked = both::<Totalled>(move |_, request| totalled(total.clone(), slice(request, 2, 4)));
        assert_eq!(walked.sound(), list(0..4));
        assert_eq!(walked.log.len(), 3);
    }
}

#[test]
fn a_total_that_is_wrong_never_cuts_the_list_in_silence() {
    // Too small from the first page on, too large, and shrinking on the way.
    for (total, last) in [(1, 1), (100, 100), (6, 3)] {
        let walked = both::<Totalled>(move |number, request| {
            totalled(if number == 0 { total } else { last }, slice(request, 2, 6))
        });
        assert_eq!(walked.sound(), list(0..6), "{total}, then {last}");
    }
}

#[test]
fn a_total_is_compared_with_the_position_where_the_walk_begins_in_the_middle() {
    let walked = both_at::<Totalled>("/list?offset=3", |_, request| totalled(6, slice(request, 2, 6)));
    assert_eq!(walked.sound(), list(3..6));
    assert_eq!(walked.targets(), ["/list?offset=3", "/list?offset=5"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(empty_page))]
#[paginated(total(header = "X-Total"))]
#[serde(transparent)]
struct StopsAndTotal(Vec<u64>);

#[test]
fn a_declared_stop_decides_where_a_total_is_declared_too() {
    let walked = both::<StopsAndTotal>(|_, request| {
        let ids = list(slice(request, 2, 4));
        Answer::text(json!(ids).to_string()).header("x-total", "2")
    });
    assert_eq!(walked.sound(), list(0..4));
    assert_eq!(walked.targets(), ["/list?offset=0", "/list?offset=2", "/list?offset=4"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[page]
#[paginated(total_pages(header = "X-WP-TotalPages"))]
#[serde(transparent)]
struct WordPress(Vec<u64>);

#[test]
fn a_number_of_pages_in_a_header_ends_a_walk_by_page() {
    let answer = |_: usize, request: &demo_apis::LoggedRequest| {
        let page = number(request, "page", 1);
        Answer::text(format!("[{page}]")).header("x-wp-totalpages", "3")
    };
    let walked = both::<WordPress>(answer);
    assert_eq!(walked.sound(), [1, 2, 3]);
    assert_eq!(walked.targets(), ["/list?page=1", "/list?page=2", "/list?page=3"]);
    let walked = both_at::<WordPress>("/list?page=3", answer);
    assert_eq!(walked.sound(), [3]);
    assert_eq!(walked.log.len(), 1);
}

#[derive(Debug, Deserialize, Paginated)]
#[page(first = 0, stop(empty_page))]
struct FromZero {
    data: Vec<u64>,
}

#[test]
fn pages_may_be_counted_from_zero() {
    let walked =
        both::<FromZero>(|number, _| if number < 2 { bare(number as u64..number as u64 + 1) } else { bare(0..0) });
    assert_eq!(walked.sound(), [0, 1]);
    assert_eq!(walked.targets(), ["/list?page=0", "/list?page=1", "/list?page=2"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(rel = "next")]
#[serde(transparent)]
struct Linked(Vec<u64>);

#[test]
fn a_link_header_is_read_as_its_standard_says() {
    let headers: &[&[&str]] = &[
        &[r#"</list?p=2>; rel="next""#],
        &[r"</list?p=2>; rel=next"],
        &[r#"</list?p=2>; rel="last next""#],
        &[r#"</list?p=2>;REL="NEXT""#],
        &[r#"</list?p=1>; rel="first", </list?p=2>; rel="next", </list?p=9>; rel="last""#],
        &[r#"</list?p=1>; rel="first""#, r#"</list?p=2>; rel="next""#],
        &[r#"</list?a=1,2;3>; rel="self", </list?p=2>; title="a, b; c"; rel="next""#],
        &[r#"</other>; rel="next"; anchor="/elsewhere", </list?p=2>; rel="next""#],
        &[r#"</list?p=2>; rel="next"; rel="prev""#],
        &[r#"<?p=2>; rel="next""#],
    ];
    for lines in headers {
        let walked = both::<Linked>(move |number, _| match number {
            0 => lines.iter().fold(Answer::text("[1]"), |answer, line| answer.header("link", line)),
            _ => Answer::text("[2]").header("link", r#"</list?p=1>; rel="prev""#),
        });
        assert_eq!(walked.sound(), [1, 2], "{lines:?}");
        assert_eq!(walked.targets(), ["/list", "/list?p=2"], "{lines:?}");
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(rel = "next", end(results = "false"))]
#[serde(transparent)]
struct Sentry(Vec<u64>);

#[test]
fn a_link_that_is_always_there_says_by_an_attribute_that_nothing_follows() {
    let walked = both::<Sentry>(|number, _| {
        let more = number < 2;
        let link = format!(r#"</list?cursor={number}>; rel="next"; results="{more}"; cursor="{number}""#);
        Answer::text(format!("[{number}]")).header("link", &link)
    });
    assert_eq!(walked.sound(), [0, 1, 2]);
    assert_eq!(walked.targets(), ["/list", "/list?cursor=0", "/list?cursor=1"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = links, rel = "next")]
#[paginated(items = data)]
struct Hateoas {
    data: Vec<u64>,
    links: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    rel: String,
    href: Option<String>,
}

#[test]
fn a_list_of_links_in_the_body_names_the_next_page() {
    let walked = both::<Hateoas>(|number, _| match number {
        0 => Answer::json(
            &json!({ "data": [1], "links": [{ "rel": "self", "href": "/list" }, { "rel": "next", "href": "/list?p=2" }] }),
        ),
        _ => Answer::json(&json!({ "data": [2], "links": [{ "rel": "self", "href": "/list?p=2" }] })),
    });
    assert_eq!(walked.sound(), [1, 2]);
    assert_eq!(walked.targets(), ["/list", "/list?p=2"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(items = data)]
struct Keyed {
    data: BTreeMap<String, u64>,
    next: Option<String>,
}

#[test]
fn the_items_may_be_a_map() {
    let walked = both::<Keyed>(|number, _| match number {
        0 => Answer::json(&json!({ "data": { "a": 1, "b": 2 }, "next": "b" })),
        _ => Answer::json(&json!({ "data": {} })),
    });
    assert_eq!(walked.sound(), [("a".to_owned(), 1), ("b".to_owned(), 2)]);
}

#[derive(Debug, Deserialize, Paginated)]
#[page]
#[paginated(total_pages = pages)]
struct Numbered {
    data: Vec<u64>,
    pages: u64,
}

#[test]
fn a_number_of_pages_that_is_wrong_never_cuts_the_list_in_silence() {
    for (pages, last) in [(0, 0), (9, 9), (9, 1)] {
        let walked = both::<Numbered>(move |number, _| {
            let number = number as u64;
            let ids = if number < 4 { vec![number] } else { Vec::new() };
            Answer::json(&json!({ "data": ids, "pages": if number == 0 { pages } else { last } }))
        });
        assert_eq!(walked.sound(), list(0..4), "{pages}, then {last}");
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, max_window = 6)]
struct CappedCursor {
    data: Vec<u64>,
    next: Option<String>,
}

#[derive(Debug, Deserialize, Paginated)]
#[page(max_window = 7, stop(short_page))]
#[paginated(page_size(param = "limit", default = 3))]
struct CappedPages {
    data: Vec<u64>,
}

#[test]
fn the_cap_holds_for_every_strategy_and_a_cut_is_told() {
    let walked = both::<CappedCursor>(|number, _| page(number as u64 * 3..number as u64 * 3 + 3, format!("c{number}")));
    assert_eq!(walked.outcome.records, list(0..6));
    assert!(matches!(walked.error(), Error::CapReached(_)), "{walked:?}");
    assert_eq!(walked.log.len(), 2);
    let walked = both::<CappedCursor>(|number, _| {
        page(number as u64 * 3..number as u64 * 3 + 3, if number == 1 { Value::Null } else { json!("b") })
    });
    assert_eq!(walked.sound(), list(0..6), "a list that ends at the cap is not cut");

    // A third page would reach the ninth record.
    let walked = both::<CappedPages>(|number, _| bare(number as u64 * 3..number as u64 * 3 + 3));
    assert_eq!(walked.outcome.records, list(0..6));
    assert!(matches!(walked.error(), Error::CapReached(_)), "{walked:?}");
    assert_eq!(walked.targets(), ["/list?page=1", "/list?page=2"]);
}
