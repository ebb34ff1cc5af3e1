//! How a position is sent: encoded into the query once, in place of the one before, as a header, or as a map.

use pagination_core::Paginated;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::harness::{ByCursor, over_http, over_http_at, page};

/// Cursors with every character that a query, a form or a decoder could take for something else.
const AWKWARD: &[&str] =
    &["a+b/c==", "100%", "%2B%3D", "a&b=c#d", "é ü", "a b", "?x", "{\"k\":[1]}", "..", "\u{1F600}"];

#[test]
fn a_cursor_is_encoded_once_and_replaced() {
    for token in AWKWARD {
        let walked = over_http_at::<ByCursor>("/list?cursor=&a=1", move |number, _| match number {
            0 => page(0..1, *token),
            1 => page(1..2, format!("{token}2")),
            _ => page(2..3, Value::Null),
        });
        walked.sound();
        assert_eq!(walked.requests[1].pair("cursor"), Some(*token));
        assert_eq!(walked.requests[2].pair("cursor"), Some(format!("{token}2").as_str()));
        for request in &walked.requests {
            assert_eq!(request.pairs.len(), 2, "appended instead of replaced: {}", request.target());
            assert_eq!(request.pair("a"), Some("1"));
        }
    }
}

#[test]
fn the_other_parameters_keep_their_bytes() {
    let query = "fields=id(asc),name&$top=5&q=a%20b+c&e=%c3%a9&tags[]=x&flag&empty=&z='y'";
    let walked = over_http_at::<ByCursor>(&format!("/list?{query}"), |number, _| {
        if number == 0 { page(0..1, "b=") } else { page(1..2, Value::Null) }
    });
    // The client may encode the quote. The pager changes nothing.
    let first = walked.requests[0].target();
    assert!(
        first.starts_with("/list?fields=id(asc),name&$top=5&q=a%20b+c&e=%c3%a9&tags[]=x&flag&empty=&z="),
        "{first}"
    );
    assert_eq!(walked.requests[1].target(), format!("{first}&cursor=b%3D"));
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, param = "$skiptoken")]
struct Microsoft {
    data: Vec<u64>,
    next: Option<String>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, param = "page[after]")]
struct JsonApi {
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn names_of_parameters_keep_their_characters() {
    let walked =
        over_http::<Microsoft>(|number, _| if number == 0 { page(0..1, "b") } else { page(1..2, Value::Null) });
    assert_eq!(walked.targets(), ["/list", "/list?$skiptoken=b"]);
    let walked = over_http_at::<JsonApi>("/list?page%5Bafter%5D=a", |number, _| {
        if number == 0 { page(0..1, "b") } else { page(1..2, Value::Null) }
    });
    assert_eq!(walked.targets(), ["/list?page%5Bafter%5D=a", "/list?page%5Bafter%5D=b"]);
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
struct Key {
    day: String,
    number: u64,
}

#[derive(Debug, Clone, Deserialize, Paginated)]
#[cursor(field = next, merge)]
struct Merged {
    data: Vec<u64>,
    next: Option<Key>,
}

#[test]
fn a_map_is_merged_into_the_query() {
    let walked = over_http_at::<Merged>("/list?a=1&number=0", |number, _| match number {
        0 => page(0..1, json!({ "day": "1/2", "number": 3 })),
        1 => page(1..2, json!({ "day": "1/3", "number": 4 })),
        _ => page(2..3, Value::Null),
    });
    assert_eq!(walked.sound(), [0, 1, 2]);
    let later: Vec<_> = walked
        .requests
        .iter()
        .map(|request| (request.pair("a"), request.pair("number"), request.pair("day")))
        .collect();
    assert_eq!(
        later,
        [(Some("1"), Some("0"), None), (Some("1"), Some("3"), Some("1/2")), (Some("1"), Some("4"), Some("1/3"))]
    );
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
struct Unsendable {
    data: Vec<u64>,
    next: Option<Value>,
}

#[test]
fn a_list_has_no_form_in_a_query_and_the_error_says_so() {
    let walked = over_http::<Unsendable>(|_, _| page(0..2, json!([1, 2])));
    assert_eq!(walked.items, [0, 1]);
    assert!(matches!(walked.error(), pagination_core::Error::Request(_)), "{walked:?}");
    assert!(walked.error().to_string().contains("`cursor`"), "{}", walked.error());
    assert_eq!(walked.requests.len(), 1);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, request_header = "x-continuation")]
struct Continued {
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn a_cursor_may_go_into_a_header() {
    let walked =
        over_http::<Continued>(|number, _| if number == 0 { page(0..1, "a+b/c==") } else { page(1..2, Value::Null) });
    assert_eq!(walked.sound(), [0, 1]);
    let sent: Vec<_> = walked.requests.iter().map(|request| request.header("x-continuation")).collect();
    assert_eq!(sent, [None, Some("a+b/c==")]);
    assert_eq!(walked.targets(), ["/list", "/list"]);
}

#[test]
fn a_cursor_that_no_header_can_hold_is_an_error() {
    let walked = over_http::<Continued>(|_, _| page(0..1, "a\nb: c"));
    assert_eq!(walked.items, [0]);
    assert!(matches!(walked.error(), pagination_core::Error::Request(_)), "{walked:?}");
    assert_eq!(walked.requests.len(), 1);
}
