//! Cursors of every kind, and how they are sent.

use std::convert::Infallible;

use demo_apis::Answer;
use pagination_core::{Paginate as _, Paginated};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::support::{ByCursor, both, both_at, client, drain, drain_blocking, page, serve};

#[derive(Debug, Clone, Deserialize, Paginated)]
#[cursor(field = next)]
struct Numeric {
    data: Vec<u64>,
    next: Option<i64>,
}

#[test]
fn a_numeric_zero_is_a_cursor() {
    let walked = both::<Numeric>(|number, _| match number {
        0 => page(0..1, 0),
        1 => page(1..2, 7),
        2 => page(2..3, -1),
        _ => page(3..4, Value::Null),
    });
    assert_eq!(walked.sound(), [0, 1, 2, 3]);
    assert_eq!(walked.targets(), ["/list", "/list?cursor=0", "/list?cursor=7", "/list?cursor=-1"]);
}

#[test]
fn a_text_zero_is_a_cursor_unless_it_is_declared_as_the_end() {
    let walked = both::<ByCursor>(|number, _| if number == 0 { page(0..1, "0") } else { page(1..2, Value::Null) });
    assert_eq!(walked.sound(), [0, 1]);
    assert_eq!(walked.targets(), ["/list", "/list?cursor=0"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, end = "0")]
struct EndsAtZero {
    data: Vec<u64>,
    next: Value,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, end = "-1")]
struct EndsAtMinusOne {
    data: Vec<u64>,
    next: i64,
}

#[test]
fn a_sentinel_is_the_end_as_a_text_and_as_a_number() {
    for end in [json!("0"), json!(0)] {
        let walked =
            both::<EndsAtZero>(move |number, _| if number == 0 { page(0..1, "10") } else { page(1..2, end.clone()) });
        assert_eq!(walked.sound(), [0, 1]);
        assert_eq!(walked.targets(), ["/list", "/list?cursor=10"]);
    }
    let walked = both::<EndsAtMinusOne>(|number, _| page(0..1, if number == 0 { 5 } else { -1 }));
    assert_eq!(walked.targets(), ["/list", "/list?cursor=5"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, initial = "*")]
struct Solr {
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn a_first_request_that_needs_a_cursor_gets_one() {
    let walked = both::<Solr>(|_, request| match request.pair("cursor") {
        Some("*") => page(0..1, "b"),
        Some("b") => page(1..2, Value::Null),
        _ => page(0..1, Value::Null),
    });
    assert_eq!(walked.sound(), [0, 1]);
    assert_eq!(walked.log[0].pair("cursor"), Some("*"));
    assert_eq!(walked.log.len(), 2);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, param = "after", initial = "-1", end = "0")]
struct Twitter {
    data: Vec<u64>,
    next: String,
}

#[test]
fn an_initial_cursor_and_a_sentinel_go_together() {
    let walked = both::<Twitter>(|number, _| page(0..1, if number == 0 { "9" } else { "0" }));
    assert_eq!(walked.targets(), ["/list?after=-1", "/list?after=9"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, allow_empty, initial = "", stop(empty_page))]
struct EmptyIsACursor {
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn an_empty_text_is_a_cursor_where_that_is_declared() {
    let walked =
        both::<EmptyIsACursor>(|number, _| if number == 0 { page(0..1, "b") } else { page(1..2, Value::Null) });
    assert_eq!(walked.sound(), [0, 1]);
    assert_eq!(walked.targets(), ["/list?cursor=", "/list?cursor=b"]);
    let walked = both_at::<EmptyIsACursor>("/list?cursor=a", |number, _| match number {
        0 => page(0..1, ""),
        _ => page(0..0, "more"),
    });
    assert_eq!(walked.targets(), ["/list?cursor=a", "/list?cursor="]);
}

#[derive(Debug, Clone, Deserialize)]
struct Record {
    id: u64,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(last_item = id, param = "after", stop(empty_page))]
struct Keyset {
    data: Vec<Record>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(last_item, param = "after", stop(empty_page))]
struct KeysetOfNumbers {
    data: Vec<u64>,
}

#[test]
fn a_cursor_may_stand_in_the_last_record() {
    let walked = both::<KeysetOfNumbers>(|number, _| {
        Answer::json(&json!({ "data": if number < 2 { vec![number * 2, number * 2 + 1] } else { vec![] } }))
    });
    assert_eq!(walked.sound(), [0, 1, 2, 3]);
    assert_eq!(walked.targets(), ["/list", "/list?after=1", "/list?after=3"]);
}

#[tokio::test]
async fn a_cursor_may_stand_inside_the_last_record() {
    let server = serve(|number, _| match number {
        0 => Answer::json(&json!({ "data": [{ "id": 4 }, { "id": 2 }] })),
        _ => Answer::json(&json!({ "data": [] })),
    });
    let mut items = client().get(server.url_of("/list")).paginate::<Keyset>().items();
    let ids: Vec<u64> = drain(&mut items).await.sound().into_iter().map(|record| record.id).collect();
    assert_eq!(ids, [4, 2]);
    assert_eq!(server.log()[1].target(), "/list?after=2");
    assert_eq!(server.requests(), 2);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(header = "x-cursor", stop(empty_page))]
#[serde(transparent)]
struct AlwaysThere(Vec<u64>);

#[test]
fn a_cursor_that_is_always_there_ends_at_the_declared_stop() {
    let walked = both::<AlwaysThere>(|number, _| {
        Answer::text(if number < 2 { format!("[{number}]") } else { "[]".to_owned() })
            .header("x-cursor", &format!("c{number}"))
    });
    assert_eq!(walked.sound(), [0, 1]);
    assert_eq!(walked.targets(), ["/list", "/list?cursor=c0", "/list?cursor=c1"]);
}

/// Tokens with every character that a query, a form or a decoder could take for something else.
const AWKWARD: &[&str] =
    &["a+b/c==", "100%", "%2B%3D", "a&b=c#d", "é ü", "a b", "?x", "{\"k\":[1]}", "..", "\u{1F600}"];

#[test]
fn a_cursor_is_encoded_once_and_replaced() {
    for token in AWKWARD {
        let walked = both_at::<ByCursor>("/list?cursor=&a=1", move |number, _| match number {
            0 => page(0..1, *token),
            1 => page(1..2, format!("{token}2")),
            _ => page(2..3, Value::Null),
        });
        walked.sound();
        assert_eq!(walked.log[1].pair("cursor"), Some(*token));
        assert_eq!(walked.log[2].pair("cursor"), Some(format!("{token}2").as_str()));
        for request in &walked.log {
            assert_eq!(request.pairs.len(), 2, "appended instead of replaced: {}", request.target());
            assert_eq!(request.pair("a"), Some("1"));
        }
    }
}

#[test]
fn the_other_parameters_keep_their_bytes() {
    let query = "fields=id(asc),name&$top=5&q=a%20b+c&e=%c3%a9&tags[]=x&flag&empty=&z='y'";
    let walked = both_at::<ByCursor>(&format!("/list?{query}"), |number, _| {
        if number == 0 { page(0..1, "b=") } else { page(1..2, Value::Null) }
    });
    // The client itself may write a quote in its own way; the pager changes nothing of what it was given.
    let first = walked.log[0].target();
    assert!(
        first.starts_with("/list?fields=id(asc),name&$top=5&q=a%20b+c&e=%c3%a9&tags[]=x&flag&empty=&z="),
        "{first}"
    );
    assert_eq!(walked.log[1].target(), format!("{first}&cursor=b%3D"));
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
    let walked = both::<Microsoft>(|number, _| if number == 0 { page(0..1, "b") } else { page(1..2, Value::Null) });
    assert_eq!(walked.targets(), ["/list", "/list?$skiptoken=b"]);
    let walked = both_at::<JsonApi>("/list?page%5Bafter%5D=a", |number, _| {
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
    let walked = both_at::<Merged>("/list?a=1&number=0", |number, _| match number {
        0 => page(0..1, json!({ "day": "1/2", "number": 3 })),
        1 => page(1..2, json!({ "day": "1/3", "number": 4 })),
        _ => page(2..3, Value::Null),
    });
    assert_eq!(walked.sound(), [0, 1, 2]);
    let later: Vec<_> =
        walked.log.iter().map(|request| (request.pair("a"), request.pair("number"), request.pair("day"))).collect();
    assert_eq!(
        later,
        [(Some("1"), Some("0"), None), (Some("1"), Some("3"), Some("1/2")), (Some("1"), Some("4"), Some("1/3"))]
    );
}

#[test]
fn a_map_that_comes_back_is_a_loop() {
    let walked = both::<Merged>(|_, _| page(0..1, json!({ "day": "1", "number": 1 })));
    assert!(matches!(walked.error(), pagination_core::Error::Loop(_)), "{walked:?}");
    assert_eq!(walked.log.len(), 2);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
struct Unsendable {
    data: Vec<u64>,
    next: Option<Value>,
}

#[test]
fn a_list_has_no_form_in_a_query_and_the_error_says_so() {
    let walked = both::<Unsendable>(|_, _| page(0..2, json!([1, 2])));
    assert_eq!(walked.outcome.records, [0, 1]);
    assert!(matches!(walked.error(), pagination_core::Error::Request(_)), "{walked:?}");
    assert!(walked.error().to_string().contains("`cursor`"), "{}", walked.error());
    assert_eq!(walked.log.len(), 1);
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
        both::<Continued>(|number, _| if number == 0 { page(0..1, "a+b/c==") } else { page(1..2, Value::Null) });
    assert_eq!(walked.sound(), [0, 1]);
    let sent: Vec<_> = walked.log.iter().map(|request| request.header("x-continuation")).collect();
    assert_eq!(sent, [None, Some("a+b/c==")]);
    assert_eq!(walked.targets(), ["/list", "/list"]);
}

#[test]
fn a_cursor_that_no_header_can_hold_is_an_error() {
    let walked = both::<Continued>(|_, _| page(0..1, "a\nb: c"));
    assert_eq!(walked.outcome.records, [0]);
    assert!(matches!(walked.error(), pagination_core::Error::Request(_)), "{walked:?}");
    assert_eq!(walked.log.len(), 1);
}

#[tokio::test]
async fn a_function_gets_the_position_as_the_type_that_it_asks_for() {
    let numeric = |at: Option<i64>| {
        Ok::<_, Infallible>(match at {
            None => Numeric { data: vec![1], next: Some(0) },
            Some(0) => Numeric { data: vec![2], next: Some(-3) },
            Some(-3) => Numeric { data: vec![3], next: None },
            other => panic!("{other:?}"),
        })
    };
    assert_eq!(drain(&mut pagination_core::pages(async |at| numeric(at)).items()).await.sound(), [1, 2, 3]);
    assert_eq!(drain_blocking(&mut pagination_core::pages_blocking(numeric).items()).sound(), [1, 2, 3]);

    let keyed = |at: Option<Key>| {
        Ok::<_, Infallible>(match at {
            None => Merged { data: vec![1], next: Some(Key { day: "d".into(), number: 4 }) },
            Some(key) => Merged { data: vec![key.number], next: None },
        })
    };
    assert_eq!(drain(&mut pagination_core::pages(async |at| keyed(at)).items()).await.sound(), [1, 4]);
    assert_eq!(drain_blocking(&mut pagination_core::pages_blocking(keyed).items()).sound(), [1, 4]);
}

#[tokio::test]
async fn a_position_that_is_not_what_the_function_asks_for_is_an_error() {
    let answer =
        |at: Option<u64>| Ok::<_, Infallible>(ByCursor { data: vec![at.unwrap_or(9)], next: Some("word".into()) });
    let outcome = drain(&mut pagination_core::pages(async |at| answer(at)).items()).await;
    assert_eq!(outcome.records, [9]);
    assert!(matches!(outcome.error(), pagination_core::Error::Request(_)), "{outcome:?}");
    let outcome = drain_blocking(&mut pagination_core::pages_blocking(answer).items());
    assert_eq!(outcome.records, [9]);
    assert!(matches!(outcome.error(), pagination_core::Error::Request(_)), "{outcome:?}");
}

#[test]
fn a_cursor_in_the_template_takes_the_place_of_the_initial_one() {
    let walked = both_at::<Solr>("/list?cursor=b", |_, _| page(1..2, Value::Null));
    assert_eq!(walked.targets(), ["/list?cursor=b"]);
}
