//! Responses without items: null lists, 204 and 304, statuses that are declared as empty.

use demo_apis::MockResponse;
use pagination_core::Paginated;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::{ByCursor, ByOffset, bare, list, over_http, over_http_at, page};

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
    let walked = over_http::<Nullable>(|number, _| match number {
        0 => MockResponse::json(&json!({ "data": null, "next": "b" })),
        1 => MockResponse::json(&json!({ "next": "c" })),
        _ => page(1..3, Value::Null),
    });
    assert_eq!(walked.sound(), [1, 2]);
    assert_eq!(walked.requests.len(), 3);
    let walked = over_http::<Defaulted>(|number, _| match number {
        0 => MockResponse::json(&json!({ "next": "b" })),
        _ => page(1..3, Value::Null),
    });
    assert_eq!(walked.sound(), [1, 2]);
}

#[test]
fn no_content_and_not_modified_are_an_empty_last_page() {
    for status in [204, 304] {
        let walked = over_http::<ByCursor>(
            move |number, _| if number == 0 { page(1..3, "b") } else { MockResponse::empty(status) },
        );
        assert_eq!(walked.sound(), [1, 2]);
        assert_eq!(walked.targets(), ["/list", "/list?cursor=b"]);
        let walked = over_http::<ByOffset>(move |_, _| MockResponse::empty(status));
        assert_eq!(walked.sound(), [0_u64; 0]);
        assert_eq!(walked.requests.len(), 1);
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
    let walked = over_http::<EndsWith404>(|number, _| match number {
        0 => bare(0..2),
        1 => bare(2..4),
        _ => MockResponse::text("no such page").status(404),
    });
    assert_eq!(walked.sound(), list(0..4));
    assert_eq!(walked.targets(), ["/list?page=1", "/list?page=2", "/list?page=3"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[page(stop(empty_page))]
#[paginated(empty(404, first))]
struct MayBeginWith404 {
    data: Vec<u64>,
}

#[test]
fn a_declared_status_on_the_first_request_is_an_error_unless_it_is_declared_for_it_too() {
    let walked = over_http::<EndsWith404>(|_, _| MockResponse::text("no such list").status(404));
    assert_eq!(walked.items, [0_u64; 0]);
    assert_eq!(walked.error().status().map(|status| status.as_u16()), Some(404));
    assert_eq!(walked.requests.len(), 1);
    let walked = over_http::<MayBeginWith404>(|_, _| MockResponse::empty(404));
    assert_eq!((walked.sound().len(), walked.requests.len()), (0, 1));
}

#[test]
fn the_first_request_is_that_of_the_list_and_not_of_a_walk_that_begins_later() {
    let walked = over_http_at::<EndsWith404>("/list?page=9", |_, _| MockResponse::empty(404));
    assert_eq!((walked.sound().len(), walked.requests.len()), (0, 1));
}

#[test]
fn a_status_that_is_not_declared_is_an_error() {
    let walked = over_http::<ByOffset>(|number, _| if number == 0 { bare(0..3) } else { MockResponse::empty(404) });
    assert_eq!(walked.items, [0, 1, 2]);
    assert_eq!(walked.error().status().map(|status| status.as_u16()), Some(404));
    assert_eq!(walked.requests.len(), 2);
}
