//! Lists that end before their total, and positions that are not where they are declared.

use demo_apis::MockResponse;
use pagination_core::{Error, Paginate as _, Paginated};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::harness::{Sound, blocking, drain_blocking, list, numbers, over_http, over_http_at, serve};

/// The cursor is `nextCursor` on the wire.
#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next_cursor)]
#[paginated(total = total, page_size(param = "limit", default = 2))]
struct Misnamed {
    data: Vec<u64>,
    next_cursor: Option<String>,
    total: Option<u64>,
}

fn misnamed(data: &[u64], total: impl Into<Value>) -> MockResponse {
    MockResponse::json(&json!({ "data": data, "nextCursor": "s3cr3t", "meta": { "page": 1 }, "total": total.into() }))
}

#[test]
fn a_full_first_page_without_a_position_and_a_total_that_says_more_is_incomplete() {
    let walked = over_http::<Misnamed>(|_, _| misnamed(&[1, 2], 7));
    assert_eq!((walked.items.as_slice(), walked.requests.len()), (&[1, 2][..], 1));
    let Error::Incomplete { received, total, unread, .. } = walked.error() else { panic!("{walked:?}") };
    assert_eq!((*received, *total, &**unread), (2, 7, &["nextCursor".to_owned()][..]));
    let message = walked.error().to_string();
    assert!(message.contains("2 of 7 items") && message.contains("`nextCursor`"), "{message}");
    assert!(!format!("{message} {walked:?}").contains("s3cr3t"));
}

#[test]
fn a_short_first_page_or_one_that_holds_all_or_no_total_is_the_end() {
    for (data, total) in [(&[1][..], json!(7)), (&[1, 2], json!(2)), (&[1, 2], Value::Null), (&[], json!(1))] {
        let walked = over_http::<Misnamed>(move |_, _| misnamed(data, total.clone()));
        assert_eq!((walked.sound(), walked.requests.len()), (data, 1));
    }
}

#[test]
fn only_the_first_page_of_the_list_is_measured_without_complete() {
    let script = |_: usize, request: &demo_apis::LoggedRequest| match request.pair("cursor") {
        None => MockResponse::json(&json!({ "data": [1, 2], "next_cursor": "b", "total": 9 })),
        Some(_) => misnamed(&[3, 4], 9),
    };
    assert_eq!(over_http::<Misnamed>(script).sound(), [1, 2, 3, 4]);
    assert_eq!(over_http_at::<Misnamed>("/list?cursor=b", script).sound(), [3, 4]);
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(total = total, complete)]
struct Complete {
    data: Vec<u64>,
    next: Option<String>,
    total: Option<u64>,
}

#[test]
fn complete_makes_an_end_before_the_total_an_error_on_every_page() {
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Complete> {
        Ok(Complete { data: vec![number as u64], next: (number < 2).then(|| number.to_string()), total: Some(5) })
    });
    assert_eq!((walked.items.as_slice(), walked.requests.len()), (&[0, 1, 2][..], 3));
    assert!(matches!(walked.error(), Error::Incomplete { received: 3, total: 5, .. }), "{walked:?}");
}

#[test]
fn complete_is_content_with_a_total_that_is_reached_passed_or_absent() {
    for total in [Some(3), Some(2), None] {
        let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Complete> {
            Ok(Complete { data: vec![number as u64], next: (number < 2).then(|| number.to_string()), total })
        });
        assert_eq!(walked.sound(), [0, 1, 2]);
    }
}

#[test]
fn an_end_that_the_caller_asked_for_is_never_incomplete() {
    let api = |number: usize, _: Option<String>| -> Sound<Complete> {
        Ok(Complete { data: vec![number as u64], next: Some(number.to_string()), total: Some(50) })
    };
    assert_eq!(everywhere!(Option<String>, api, pager => pager.max_items(2)).sound(), [0, 1]);
    assert_eq!(everywhere!(Option<String>, api, pager => pager.max_pages(3)).sound(), [0, 1, 2]);
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(total = total, complete, empty(404), page_size(default = 3))]
struct CompleteOffset {
    data: Vec<u64>,
    total: u64,
}

#[test]
fn what_lies_before_the_template_and_before_a_checkpoint_counts_as_received() {
    let script = |_: usize, request: &demo_apis::LoggedRequest| {
        let at = request.pair("offset").map_or(0, |at| at.parse().unwrap());
        MockResponse::json(&json!({ "data": numbers(at, 3, 8), "total": 8 }))
    };
    assert_eq!(over_http_at::<CompleteOffset>("/list?offset=6", script).sound(), [6, 7]);
    let server = serve(script);
    let pager = || blocking().get(server.url_of("/list")).paginate::<CompleteOffset>();
    let mut items = pager().items();
    assert_eq!(items.by_ref().take(4).map(Result::unwrap).collect::<Vec<_>>(), list(0..4));
    assert_eq!(drain_blocking(&mut pager().resume(items.checkpoint()).items()).sound(), list(4..8));
}

#[test]
fn an_empty_response_before_the_total_is_incomplete_too() {
    let walked = over_http::<CompleteOffset>(|number, _| match number {
        0 => MockResponse::json(&json!({ "data": [0, 1, 2], "total": 8 })),
        _ => MockResponse::empty(404),
    });
    assert_eq!(walked.items, [0, 1, 2]);
    assert!(matches!(walked.error(), Error::Incomplete { received: 3, total: 8, .. }), "{walked:?}");
}

#[test]
fn a_last_item_without_its_value_is_an_error_and_not_the_end() {
    #[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
    #[cursor(last_item = 0, stop(short_page))]
    #[paginated(has_more = more, page_size(default = 2))]
    struct ById {
        data: Vec<(Option<u64>, u64)>,
        more: Option<bool>,
    }
    let pages: [&[(Option<u64>, u64)]; 2] = [&[(Some(1), 1), (Some(2), 2)], &[(Some(3), 3), (None, 4)]];
    let api = |more: Option<bool>| {
        move |number: usize, _| -> Sound<ById> {
            Ok(ById { data: pages[number].to_vec(), more: if number == 1 { more } else { None } })
        }
    };
    let walked = everywhere!(Option<u64>, api(None));
    assert_eq!((walked.items.len(), walked.requests.len()), (4, 2));
    assert!(matches!(walked.error(), Error::MissingPosition(_)), "{walked:?}");
    let walked = everywhere!(Option<u64>, api(Some(false)));
    assert_eq!(walked.sound().len(), 4);
    let walked = everywhere!(Option<u64>, |number: usize, _| -> Sound<ById> {
        Ok(ById { data: if number == 0 { pages[0].to_vec() } else { vec![(None, 4)] }, more: None })
    });
    assert_eq!(walked.sound().len(), 3);
}

#[test]
fn a_total_that_is_one_full_page_is_asked_about_once_more() {
    #[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
    #[offset]
    #[paginated(total = total, page_size(default = 3))]
    struct OwnCount {
        data: Vec<u64>,
        total: u64,
    }
    // The total is the page's own count.
    let walked = everywhere!(u64, |_, at: u64| -> Sound<OwnCount> {
        let data = numbers(at, 3, 7);
        Ok(OwnCount { total: data.len() as u64, data })
    });
    assert_eq!(walked.sound(), list(0..7));
    for (count, requests) in [(3, 2), (2, 1), (4, 2)] {
        let walked = everywhere!(u64, |_, at: u64| -> Sound<OwnCount> {
            Ok(OwnCount { data: numbers(at, 3, count), total: count })
        });
        assert_eq!((walked.sound().len() as u64, walked.requests.len()), (count, requests), "{count}");
    }
}
