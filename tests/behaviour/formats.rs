//! A text around a value, `format = "items={position}-{last}"`, and a position in the URL's path, `path = "/surveys/{position}"`.

use demo_apis::{LoggedRequest, MockResponse};
use pagination_core::Paginate as _;
use pagination_core::{Error, Page, Paginated};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::{
    bare, blocking, client, drain, drain_blocking, list, numbers, over_http_at, page, run, serve, stored, targets,
};

/// The values of a header, request by request.
fn headers<'a>(requests: &'a [LoggedRequest], name: &str) -> Vec<Option<&'a str>> {
    requests.iter().map(|request| request.header(name)).collect()
}

/// Walks by offset in a `Range` header.
#[derive(Debug, Clone, Deserialize, Paginated)]
#[offset(request_header = "Range", format = "items={position}-{last}", parallel, stop(short_page))]
#[paginated(page_size(default = 3, max = 50))]
struct Ranged {
    data: Vec<u64>,
}

/// The items of the range that was requested.
fn ranged(request: &LoggedRequest, total: u64) -> MockResponse {
    let (from, last) = request.header("range").unwrap().strip_prefix("items=").unwrap().split_once('-').unwrap();
    let (from, last): (u64, u64) = (from.parse().unwrap(), last.parse().unwrap());
    MockResponse::json(&json!({ "data": numbers(from, last - from + 1, total) }))
}

#[test]
fn a_range_is_written_from_its_position_to_its_last_item() {
    let walked = over_http_at::<Ranged>("/list", |_, request| ranged(request, 5));
    assert_eq!(walked.sound(), list(0..5));
    assert_eq!(headers(&walked.requests, "range"), [Some("items=0-2"), Some("items=3-5")]);
    assert_eq!(walked.targets(), ["/list", "/list"]);
}

#[test]
fn the_callers_size_needs_no_target_of_its_own_where_the_text_has_it() {
    let server = serve(|_, request| ranged(request, 25));
    let mut items = blocking().get(server.url_of("/list")).paginate::<Ranged>().page_size(20).items();
    assert_eq!(drain_blocking(&mut items).sound(), list(0..25));
    assert_eq!(headers(&server.log(), "range"), [Some("items=0-19"), Some("items=20-39")]);

    let mut items = blocking().get(server.url_of("/list")).paginate::<Ranged>().page_size(51).items();
    assert!(matches!(drain_blocking(&mut items).error(), Error::PageSize(_)));
}

#[test]
fn a_range_of_the_template_is_where_the_walk_begins_and_its_page_size() {
    let server = serve(|_, request| ranged(request, 43));
    let template = |range: &str| blocking().get(server.url_of("/list")).header("Range", range).paginate::<Ranged>();
    assert_eq!(drain_blocking(&mut template("items=20-39").items()).sound(), list(20..43));
    assert_eq!(headers(&server.log(), "range"), [Some("items=20-39"), Some("items=40-59")]);

    // The caller's own size wins.
    drain_blocking(&mut template("items=40-44").page_size(2).items()).sound();
    assert_eq!(headers(&server.log()[2..], "range"), [Some("items=40-41"), Some("items=42-43")]);

    // Another text is not a position.
    drain_blocking(&mut template("bytes=20-39").page_size(50).items()).sound();
    assert_eq!(headers(&server.log()[4..], "range"), [Some("items=0-49")]);
}

#[test]
fn a_range_resumes_in_the_middle_of_a_page_and_is_fetched_concurrently() {
    let server = serve(|_, request| ranged(request, 10));
    let pager = || blocking().get(server.url_of("/list")).paginate::<Ranged>();
    let mut items = pager().items();
    assert_eq!(items.by_ref().take(4).map(Result::unwrap).collect::<Vec<_>>(), list(0..4));
    let mut rest = pager().resume(stored(&items.checkpoint())).items();
    assert_eq!(drain_blocking(&mut rest).sound(), list(4..10));
    assert_eq!(headers(&server.log()[2..3], "range"), [Some("items=3-5")]);

    let walk = client().get(server.url_of("/list")).paginate::<Ranged>().concurrent(3);
    assert_eq!(run(async { drain(&mut walk.items()).await }).sound(), list(0..10));
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(request_header = "range", format = "items={position}-{last}", max_window = 7, stop(short_page))]
#[paginated(page_size(send = 3))]
struct Capped {
    data: Vec<u64>,
}

#[test]
fn the_last_range_before_the_cap_ends_at_the_cap() {
    let walked = over_http_at::<Capped>("/list", |_, request| ranged(request, 7));
    assert_eq!(walked.items, list(0..7));
    assert!(matches!(walked.error(), Error::CapReached { .. }), "{walked:?}");
    assert_eq!(headers(&walked.requests, "range"), [Some("items=0-2"), Some("items=3-5"), Some("items=6-6")]);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(param = "limit", format = "{position},{size}", stop(short_page))]
#[paginated(page_size(send = 2))]
struct Limited {
    data: Vec<u64>,
}

#[test]
fn a_parameter_holds_position_and_size() {
    let response = |_, request: &LoggedRequest| {
        let (from, size) = request.pair("limit").unwrap().split_once(',').unwrap();
        MockResponse::json(&json!({ "data": numbers(from.parse().unwrap(), size.parse().unwrap(), 5) }))
    };
    let walked = over_http_at::<Limited>("/list?a=1", response);
    assert_eq!(walked.sound(), list(0..5));
    assert_eq!(walked.targets(), ["/list?a=1&limit=0,2", "/list?a=1&limit=2,2", "/list?a=1&limit=4,2"]);
    // The size of the template counts before `send`.
    let walked = over_http_at::<Limited>("/list?limit=1,3&a=1", response);
    assert_eq!(walked.targets(), ["/list?limit=1,3&a=1", "/list?limit=4,3&a=1"]);
    // No position is there to begin with.
    let walked = over_http_at::<Limited>("/list?limit=3", response);
    assert_eq!(walked.targets()[0], "/list?limit=0,2");
}

/// As Microsoft Graph and Dataverse take a page size.
#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next, keep("Prefer"))]
#[paginated(page_size(request_header = "Prefer", format = "odata.maxpagesize={size}", default = 100))]
struct OData {
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn a_page_size_in_a_text_is_written_only_when_one_is_sent() {
    let response =
        |number, _: &LoggedRequest| if number == 0 { page(0..2, "/list?next") } else { page(2..3, Value::Null) };
    let walked = over_http_at::<OData>("/list", response);
    assert_eq!(headers(&walked.requests, "prefer"), [None, None]);

    let server = serve(response);
    let pager = |prefer: Option<&str>| {
        let request = blocking().get(server.url_of("/list"));
        prefer.into_iter().fold(request, |request, prefer| request.header("prefer", prefer)).paginate::<OData>()
    };
    drain_blocking(&mut pager(None).page_size(2).items()).sound();
    assert_eq!(headers(&server.log(), "prefer"), [Some("odata.maxpagesize=2"); 2]);

    let server_of_template = serve(response);
    let request = blocking().get(server_of_template.url_of("/list")).header("prefer", "odata.maxpagesize=7");
    let page: Page<OData> = request.paginate::<OData>().pages().next().unwrap().unwrap();
    assert_eq!(page.request().page_size(), Some(7));
    assert_eq!(headers(&server_of_template.log(), "prefer"), [Some("odata.maxpagesize=7")]);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(param = "from", stop(short_page))]
#[paginated(page_size(param = "to", format = "{last}", send = 2))]
struct FromTo {
    data: Vec<u64>,
}

#[test]
fn the_last_item_may_have_a_parameter_of_its_own() {
    let response = |_, request: &LoggedRequest| {
        let [from, to] = ["from", "to"].map(|name| request.pair(name).unwrap().parse::<u64>().unwrap());
        bare(from..(to + 1).min(5))
    };
    let walked = over_http_at::<FromTo>("/list", response);
    assert_eq!(walked.sound(), list(0..5));
    assert_eq!(walked.targets(), ["/list?to=1&from=0", "/list?to=3&from=2", "/list?to=5&from=4"]);
    let walked = over_http_at::<FromTo>("/list?from=1&to=3", response);
    assert_eq!(walked.targets(), ["/list?from=1&to=3", "/list?from=4&to=6"]);
}

#[derive(Debug, Clone, Deserialize, Paginated)]
#[cursor(field = next, body = "/after", format = "id {position}", prev(field = previous, param = "before", format = "<{position}>"))]
#[sync_token(field = sync, param = "since", format = "token:{position}")]
struct InText {
    data: Vec<u64>,
    next: Option<String>,
    previous: Option<u64>,
    sync: Option<String>,
}

#[test]
fn a_cursor_and_a_sync_token_may_be_inside_a_text() {
    let response = |number, _: &LoggedRequest| {
        let (next, previous) = if number == 0 { (json!("a\"b"), json!(1)) } else { (Value::Null, json!(null)) };
        MockResponse::json(&json!({ "data": [number], "next": next, "previous": previous, "sync": "s1" }))
    };
    let server = serve(response);
    let post = |body: &'static str| blocking().post(server.url_of("/list")).body(body).paginate::<InText>();
    let mut items = post("{}").items();
    assert_eq!(drain_blocking(&mut items).sound(), [0, 1]);
    let bodies = |from: usize| {
        server.log()[from..].iter().map(|request| String::from_utf8(request.body.to_vec()).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(bodies(0), ["{}", r#"{"after":"id a\"b"}"#]);

    let token = items.sync_token().unwrap().clone();
    drain_blocking(&mut post("{}").since(token).items()).sound();
    assert_eq!(targets(&server.log()[2..3]), ["/list?since=token:s1"]);

    // The template's own cursor.
    let page = post(r#"{"after":"id z"}"#).pages().next().unwrap().unwrap();
    assert_eq!(page.request().position().unwrap().as_str(), Some("z"));
}

#[test]
fn the_way_back_has_a_text_of_its_own() {
    let server = serve(|number, _| {
        let previous = if number == 0 { json!(1) } else { Value::Null };
        MockResponse::json(&json!({ "data": [number], "next": "b", "previous": previous, "sync": null }))
    });
    let post = || blocking().post(server.url_of("/list")).body(r#"{"after":"id z"}"#).paginate::<InText>();
    let mut items = post().items();
    items.next().unwrap().unwrap();
    let checkpoint = stored(&items.checkpoint());
    assert_eq!(drain_blocking(&mut post().resume(checkpoint).rev().items()).sound(), [1]);
    let back = &server.log()[1];
    assert_eq!((back.target().as_str(), &back.body[..]), ("/list?before=%3C1%3E", &b"{}"[..]));
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, param = "range", format = "{position}-{last}")]
#[paginated(page_size(param = "limit", default = 10))]
struct NumericCursor {
    data: Vec<u64>,
    next: Option<Value>,
}

#[test]
fn a_last_item_after_a_cursor_needs_a_cursor_that_is_a_number() {
    let walked = over_http_at::<NumericCursor>("/list", |number, _| match number {
        0 => page(0..1, 20),
        1 => page(1..2, "30"),
        _ => page(2..3, "s3cret"),
    });
    assert_eq!(walked.items, [0, 1, 2]);
    assert_eq!(walked.targets(), ["/list", "/list?range=20-29", "/list?range=30-39"]);
    let error = walked.error().to_string();
    assert!(matches!(walked.error(), Error::Request(_)) && error.contains("query parameter `range`"), "{error}");
    assert!(error.contains("`{position}-{last}`") && !error.contains("s3cret"), "{error}");
}

#[derive(Debug, Deserialize, Paginated)]
#[page(path = "/surveys/{position}", stop(empty_page))]
struct Surveys {
    data: Vec<u64>,
}

fn surveys(_: usize, request: &LoggedRequest) -> MockResponse {
    let path = request.target();
    let number: u64 = path.split('?').next().unwrap().rsplit('/').next().unwrap().parse().unwrap();
    bare(if number < 3 { number..number + 1 } else { 0..0 })
}

#[test]
fn a_page_number_is_appended_to_the_path_and_the_query_stays() {
    let walked = over_http_at::<Surveys>("/v1/surveys?a=id(1)", surveys);
    assert_eq!(walked.sound(), [1, 2]);
    assert_eq!(walked.targets(), ["/v1/surveys/1?a=id(1)", "/v1/surveys/2?a=id(1)", "/v1/surveys/3?a=id(1)"]);
}

#[test]
fn a_page_number_in_the_path_is_replaced_and_is_where_the_walk_begins() {
    let walked = over_http_at::<Surveys>("/v1/surveys/2", surveys);
    assert_eq!(walked.sound(), [2]);
    assert_eq!(walked.targets(), ["/v1/surveys/2", "/v1/surveys/3"]);
}

#[test]
fn any_other_path_is_an_error_before_any_request() {
    for path in ["/", "/users", "/surveys/1/2", "/oursurveys", "/surveys/", "/surveys/abc"] {
        let walked = over_http_at::<Surveys>(path, surveys);
        assert!(matches!(walked.error(), Error::Request(_)), "{path}: {walked:?}");
        assert!(walked.requests.is_empty(), "{path}");
    }
    let walked = over_http_at::<Surveys>("/users?key=s3cret", surveys);
    let error = walked.error().to_string();
    assert!(error.contains("`/surveys/{position}`") && error.contains("`/users`"), "{error}");
    assert!(!error.contains("s3cret"), "{error}");
}

#[derive(Debug, Clone, Deserialize, Paginated)]
#[cursor(field = next, path = "/list/{position}", prev(field = previous, param = "before"), first_only("a"))]
struct Nodes {
    data: Vec<u64>,
    next: Option<String>,
    previous: Option<String>,
}

#[test]
fn a_cursor_is_one_segment_of_the_path() {
    let tokens = [
        ("a+b/c==", "a%2Bb%2Fc%3D%3D"),
        ("100%", "100%25"),
        ("a?b#c", "a%3Fb%23c"),
        ("é ü", "%C3%A9%20%C3%BC"),
        ("..a", "..a"),
        ("a;b\\", "a%3Bb%5C"),
    ];
    for (token, encoded) in tokens {
        let walked = over_http_at::<Nodes>("/list?a=1&b=2", move |number, _| {
            if number == 0 { page(0..1, token) } else { page(1..2, Value::Null) }
        });
        assert_eq!(walked.sound(), [0, 1]);
        assert_eq!(walked.targets(), ["/list?a=1&b=2".to_owned(), format!("/list/{encoded}?b=2")]);
    }
}

#[test]
fn a_cursor_that_means_another_path_is_an_error() {
    let walked = over_http_at::<Nodes>("/list", |_, _| page(0..1, ".."));
    assert_eq!(walked.items, [0]);
    assert!(matches!(walked.error(), Error::Request(_)), "{walked:?}");
    assert_eq!(walked.requests.len(), 1);
}

#[test]
fn a_cursors_first_request_needs_a_path_for_the_later_ones() {
    let walked = over_http_at::<Nodes>("/users", |_, _| page(0..1, "b"));
    assert!(matches!(walked.error(), Error::Request(_)), "{walked:?}");
    assert!(walked.requests.is_empty());
}

#[test]
fn a_position_in_the_path_is_resumed_and_removed_on_the_way_back() {
    let server = serve(|number, _| {
        let previous = if number == 0 { json!("a") } else { Value::Null };
        MockResponse::json(&json!({ "data": [number], "next": "c", "previous": previous }))
    });
    let pager = || blocking().get(server.url_of("/list/b?a=1")).paginate::<Nodes>();
    let mut items = pager().items();
    items.next().unwrap().unwrap();
    let checkpoint = stored(&items.checkpoint());
    pager().resume(checkpoint.clone()).items().next().unwrap().unwrap();
    pager().resume(checkpoint).rev().items().next().unwrap().unwrap();
    assert_eq!(targets(&server.log()), ["/list/b?a=1", "/list/c", "/list?before=a"]);
}
