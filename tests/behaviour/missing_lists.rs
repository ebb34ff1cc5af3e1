//! Pages without a list: an object that it would be in is null. A body that reports a failure is an error, not an empty page.

use demo_apis::MockResponse;
use pagination_core::{Error, Paginated, pages_blocking};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::harness::{Sound, error_text, over_http};

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = data.viewer.next, body = "/variables/after")]
#[paginated(items = data.viewer.nodes, item = u64)]
struct Graph {
    data: Option<Data>,
}

#[derive(Debug, Deserialize)]
struct Data {
    viewer: Option<Viewer>,
}

#[derive(Debug, Deserialize)]
struct Viewer {
    nodes: Option<Vec<u64>>,
    next: Option<String>,
}

/// A page of `Graph`.
fn viewer(nodes: impl Into<Value>, next: impl Into<Value>) -> MockResponse {
    MockResponse::json(&json!({ "data": { "viewer": { "nodes": nodes.into(), "next": next.into() } } }))
}

/// What the error says, which is a failure that the body reports.
#[track_caller]
fn reported<T, E: std::error::Error + 'static>(error: &Error<E>, _: &[T]) -> String
where
    Error<E>: std::error::Error,
{
    let Error::Check(_) = error else { panic!("{error}") };
    error.to_string()
}

#[test]
fn a_graphql_failure_with_null_data_is_an_error_with_the_message_of_the_api() {
    let failures = [
        json!({ "data": null, "errors": [{ "message": "Something went wrong\n(token ghp_16C7e42F292c6912E7710c83)" }] }),
        json!({ "data": { "viewer": null }, "errors": [{ "message": "Something went wrong" }] }),
        json!({ "errors": [{ "message": "Something went wrong" }] }),
    ];
    for failure in failures {
        let walked = over_http::<Graph>(move |_, _| MockResponse::json(&failure));
        assert!(walked.items.is_empty());
        let said = reported(walked.error(), &walked.items);
        assert!(said.contains("a response of `Graph` has no list") && said.contains("Something went wrong"), "{said}");
        assert!(!error_text(walked.error()).contains("ghp_"), "{said}");
        assert_eq!(walked.requests.len(), 1);
    }
}

#[test]
fn a_failure_in_mid_walk_keeps_the_items_before_it() {
    let walked = over_http::<Graph>(|number, _| match number {
        0 => viewer(json!([1, 2]), "b"),
        1 => viewer(json!([3]), "c"),
        _ => MockResponse::json(&json!({ "data": null, "errors": [{ "message": "timed out" }] })),
    });
    assert_eq!(walked.items, [1, 2, 3]);
    assert!(reported(walked.error(), &walked.items).contains("the API says: timed out"));
    assert_eq!(walked.requests.len(), 3);
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[offset(stop(empty_page))]
#[paginated(items = result.rows, item = u64)]
struct ByOffset {
    result: Option<Rows>,
    error: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Rows {
    rows: Vec<u64>,
}

#[test]
fn a_rest_envelope_with_an_error_is_an_error_on_counted_walks_too() {
    for (failure, said) in [
        (json!({ "result": null, "error": "try later" }), "the API says: try later"),
        (json!({ "result": null, "success": false, "message": "try later" }), "the API says: try later"),
        (json!({ "result": null, "ok": false }), "its member `ok` says that the request failed"),
    ] {
        let walked = over_http::<ByOffset>(move |number, _| match number {
            0 | 1 => MockResponse::json(&json!({ "result": { "rows": [1 + 2 * number, 2 + 2 * number] } })),
            _ => MockResponse::json(&failure),
        });
        assert_eq!(walked.items, [1, 2, 3, 4]);
        assert!(reported(walked.error(), &walked.items).contains(said), "{said}");
        assert_eq!(walked.targets(), ["/list?offset=0", "/list?offset=2", "/list?offset=4"]);
    }
}

#[test]
fn a_missing_list_without_a_failure_is_an_empty_page() {
    let nothing = json!({ "result": null, "success": true, "errors": [], "messages": [] });
    for end in [json!({ "result": null }), nothing] {
        let walked = over_http::<ByOffset>(move |number, _| match number {
            0 => MockResponse::json(&json!({ "result": { "rows": [1, 2] } })),
            _ => MockResponse::json(&end),
        });
        assert_eq!(walked.sound(), [1, 2]);
    }
    let walked = over_http::<Graph>(|number, _| match number {
        0 => viewer(json!([1]), "b"),
        _ => MockResponse::json(&json!({ "data": null })),
    });
    assert_eq!(walked.sound(), [1]);
}

#[test]
fn a_list_that_is_null_itself_is_an_empty_page() {
    let walked = over_http::<Graph>(|number, _| match number {
        0 => viewer(Value::Null, "b"),
        _ => viewer(json!([1]), Value::Null),
    });
    assert_eq!(walked.sound(), [1]);
    assert_eq!(walked.requests.len(), 2);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(empty_page))]
#[paginated(items = result.rows, item = u64, check = Checked::check)]
struct Checked {
    result: Option<Rows>,
    error: Option<String>,
}

impl Checked {
    fn check(&self) -> Result<(), String> {
        self.error.clone().filter(|error| error != "no rows").map_or(Ok(()), Err)
    }
}

#[test]
fn a_declared_check_speaks_first_and_decides_alone() {
    let failing = |error: &'static str| {
        over_http::<Checked>(move |_, _| MockResponse::json(&json!({ "result": null, "error": error })))
    };
    let walked = failing("try later");
    assert_eq!(walked.error().to_string(), "the `check` of `Checked` refused the response: try later");
    assert_eq!(failing("no rows").sound(), [0_u64; 0]);
}

#[derive(Debug, Deserialize, Paginated)]
#[page(stop(empty_page))]
#[paginated(items(chain(data.open, data.closed)), item = u64)]
struct Chained {
    data: Option<Issues>,
}

#[derive(Debug, Deserialize)]
struct Issues {
    open: Option<Vec<u64>>,
    closed: Vec<u64>,
}

#[derive(Debug, Deserialize, Paginated)]
#[page(stop(empty_page))]
#[paginated(items = data.groups, each = rows.*, item = u64)]
struct Grouped {
    data: Option<Groups>,
}

#[derive(Debug, Deserialize)]
struct Groups {
    groups: Vec<Rows>,
}

#[derive(Debug, Deserialize, Paginated)]
#[serde(untagged)]
enum Answer {
    #[paginated(page)]
    Page(Grouped),
    Other(String),
}

#[test]
fn several_lists_lists_in_lists_and_enums_may_be_missing_too() {
    let failure = || MockResponse::json(&json!({ "data": null, "errors": ["try later"] }));
    let chained = over_http::<Chained>(move |number, _| match number {
        0 => MockResponse::json(&json!({ "data": { "open": null, "closed": [] } , "errors": ["a list is there"] })),
        _ => failure(),
    });
    assert_eq!(chained.sound(), [0_u64; 0]);
    let chained = over_http::<Chained>(move |number, _| match number {
        0 => MockResponse::json(&json!({ "data": { "open": [1], "closed": [2] } })),
        _ => failure(),
    });
    assert_eq!(chained.items, [1, 2]);
    assert!(reported(chained.error(), &chained.items).contains("the API says: try later"));

    let script = move |number: usize, _: &_| match number {
        0 => MockResponse::json(&json!({ "data": { "groups": [{ "rows": [1, 2] }] } })),
        _ => failure(),
    };
    for walked in [over_http::<Grouped>(script), over_http::<Answer>(script)] {
        assert_eq!(walked.items, [1, 2]);
        assert!(reported(walked.error(), &walked.items).contains("the API says: try later"));
    }
}

#[test]
fn pages_without_a_list_can_be_cut() {
    let api = |at: u64| -> Sound<ByOffset> {
        let rows = |rows| ByOffset { result: Some(Rows { rows }), error: None };
        Ok(match at {
            0 => rows(vec![1, 2]),
            _ => ByOffset { result: None, error: None },
        })
    };
    let mut pages = pages_blocking(api).stop_at(|id: &u64| *id > 7).pages();
    assert_eq!(pages.try_next().unwrap().map(|page| page.result.as_ref().unwrap().rows.len()), Some(2));
    assert!(pages.try_next().unwrap().is_some_and(|page| page.result.is_none()));
    assert!(pages.try_next().unwrap().is_none());
}
