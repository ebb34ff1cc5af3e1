//! What the first request carries already, and what later ones carry.

use demo_apis::Answer;
use pagination_core::reqwest::Error;
use pagination_core::{NextLink, Offset, Paginate as _, Paginated};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::{
    ByCursor, ByLink, ByOffset, bare, blocking, both_at, client, drain, drain_blocking, list, page, serve, slice,
    targets,
};

#[test]
fn a_walk_starts_at_the_offset_and_with_the_size_that_the_template_carries() {
    let walked = both_at::<ByOffset>("/list?offset=40&limit=2", |_, request| bare(slice(request, 3, 43)));
    assert_eq!(walked.sound(), list(40..43));
    assert_eq!(walked.targets(), ["/list?offset=40&limit=2", "/list?offset=42&limit=2"]);
}

#[test]
fn a_walk_starts_at_the_cursor_that_the_template_carries() {
    let walked =
        both_at::<ByCursor>(
            "/list?cursor=x&limit=2",
            |number, _| if number == 0 { page(0..1, "y") } else { page(1..2, "") },
        );
    assert_eq!(walked.targets(), ["/list?cursor=x&limit=2", "/list?cursor=y&limit=2"]);
}

#[test]
fn an_empty_cursor_in_the_template_is_sent_as_it_stands() {
    let walked =
        both_at::<ByCursor>("/list?cursor=", |number, _| if number == 0 { page(0..1, "y") } else { page(1..2, "") });
    assert_eq!(walked.targets(), ["/list?cursor=", "/list?cursor=y"]);
}

#[test]
fn an_offset_that_is_no_number_is_an_error_before_any_request() {
    let walked = both_at::<ByOffset>("/list?offset=abc", |_, _| bare(0..1));
    assert!(matches!(walked.error(), Error::Request(_)), "{walked:?}");
    assert!(walked.log.is_empty());
}

#[tokio::test]
async fn a_size_that_the_caller_chose_takes_the_place_of_the_templates() {
    let server = serve(|_, request| bare(slice(request, 3, 5)));
    let mut items = client().get(server.url_of("/list?limit=50&a=1")).paginate::<ByOffset>().page_size(4).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..5));
    assert_eq!(targets(&server.log()), ["/list?limit=4&a=1&offset=0", "/list?limit=4&a=1&offset=4"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 3, send = 2))]
struct Sent {
    data: Vec<u64>,
}

#[test]
fn a_declared_size_is_sent_always_and_a_default_never() {
    let walked = both_at::<Sent>("/list", |_, request| bare(slice(request, 3, 3)));
    assert_eq!(walked.sound(), list(0..3));
    let sizes: Vec<_> = walked.log.iter().map(|request| request.pair("limit")).collect();
    assert_eq!(sizes, [Some("2"), Some("2")]);
    let walked = both_at::<Sent>("/list?limit=5", |_, request| bare(slice(request, 3, 3)));
    assert_eq!(walked.targets(), ["/list?limit=5&offset=0"]);
    let walked = both_at::<ByOffset>("/list", |_, request| bare(slice(request, 3, 1)));
    assert_eq!(walked.log[0].pair("limit"), None);
}

#[tokio::test]
async fn headers_and_method_are_those_of_the_template_on_every_page() {
    let server = serve(|number, _| if number < 2 { page(0..1, format!("c{number}")) } else { page(0..1, "") });
    let request = client()
        .put(server.url_of("/list"))
        .bearer_auth("key")
        .header("x-api-key", "k")
        .header("accept-language", "de")
        .body("raw");
    drain(&mut request.paginate::<ByCursor>().items()).await.sound();
    for request in server.log() {
        assert_eq!(request.method, "PUT");
        assert_eq!(request.header("authorization"), Some("Bearer key"));
        assert_eq!(request.header("x-api-key"), Some("k"));
        assert_eq!(request.header("accept-language"), Some("de"));
        assert_eq!(&request.body[..], b"raw");
    }
    assert_eq!(server.requests(), 3);
}

#[test]
fn headers_go_along_a_link_too() {
    let server = serve(|number, _| if number == 0 { page(0..1, "?p=2") } else { page(0..1, "") });
    let request = blocking().get(server.url_of("/list")).basic_auth("me", Some("pw")).header("x-api-key", "k");
    drain_blocking(&mut request.paginate::<ByLink>().items()).sound();
    for request in server.log() {
        assert!(request.header("authorization").unwrap().starts_with("Basic "));
        assert_eq!(request.header("x-api-key"), Some("k"));
    }
    assert_eq!(server.requests(), 2);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, body = "/variables/page/after")]
#[paginated(page_size(body = "/variables/first"))]
struct GraphQl {
    data: Vec<u64>,
    next: Option<String>,
}

#[tokio::test]
async fn a_body_keeps_its_bytes_and_gets_position_and_size_at_their_places() {
    let server = serve(|number, _| if number == 0 { page(0..1, "b\"") } else { page(1..2, Value::Null) });
    let text = r#"{"query":"{ things }", "z": 12345678901234567890123, "variables": {"filter" :[1, 2.50]}, "a": 1}"#;
    let request = client().post(server.url_of("/graphql")).header("content-type", "application/json").body(text);
    drain(&mut request.paginate::<GraphQl>().page_size(7).items()).await.sound();
    let bodies: Vec<_> = server.log().iter().map(|request| String::from_utf8(request.body.to_vec()).unwrap()).collect();
    assert_eq!(bodies[0], text.replace("2.50]", "2.50],\"first\":7"));
    assert_eq!(bodies[1], text.replace("2.50]", r#"2.50],"first":7,"page":{"after":"b\""}"#));
    for request in server.log() {
        assert_eq!(request.header("content-length"), Some(request.body.len().to_string().as_str()));
    }
}

#[tokio::test]
async fn a_body_is_made_where_the_template_has_none() {
    let server = serve(|number, _| if number == 0 { page(0..1, "b") } else { page(1..2, Value::Null) });
    drain(&mut client().post(server.url_of("/graphql")).paginate::<GraphQl>().items()).await.sound();
    let log = server.log();
    assert_eq!(log[0].json(), Some(json!({})));
    assert_eq!(log[1].json(), Some(json!({ "variables": { "page": { "after": "b" } } })));
    for request in log {
        assert_eq!(request.header("content-type"), Some("application/json"));
    }
}

#[test]
fn a_body_that_cannot_hold_the_position_is_an_error() {
    for body in ["not json", r#"{"variables": [1]}"#, "[1]"] {
        let server = serve(|_, _| page(0..1, "b"));
        let mut items = blocking().post(server.url_of("/graphql")).body(body).paginate::<GraphQl>().items();
        let outcome = drain_blocking(&mut items);
        assert!(matches!(outcome.error(), Error::Request(_)), "{outcome:?}");
        assert!(server.requests() <= 1);
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(body = "/from", stop(short_page))]
#[paginated(page_size(body = "/size", default = 3))]
struct Search {
    data: Vec<u64>,
}

#[tokio::test]
async fn a_walk_starts_at_the_place_that_the_body_carries() {
    let server = serve(|_, request| {
        let body = request.json().unwrap();
        let (from, size) = (body["from"].as_u64().unwrap(), body["size"].as_u64().unwrap());
        bare(from..(from + size).min(7))
    });
    let request = client().post(server.url_of("/search")).json(&json!({ "from": 2, "size": 3, "q": "x" }));
    assert_eq!(drain(&mut request.paginate::<Search>().items()).await.sound(), list(2..7));
    let sent: Vec<_> = server.log().iter().map(|request| request.json().unwrap()).collect();
    assert_eq!(sent, [json!({ "from": 2, "size": 3, "q": "x" }), json!({ "from": 5, "size": 3, "q": "x" })]);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, form = "Marker")]
#[paginated(page_size(form = "MaxItems"))]
struct Form {
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn a_form_keeps_its_fields_and_gets_position_and_size() {
    let server = serve(|number, _| if number == 0 { page(0..1, "a b&c=+") } else { page(1..2, Value::Null) });
    let request = blocking()
        .post(server.url_of("/"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body("Action=List&Path=%2Fx%2f&Marker=");
    drain_blocking(&mut request.paginate::<Form>().page_size(5).items()).sound();
    let bodies: Vec<_> = server.log().iter().map(|request| String::from_utf8(request.body.to_vec()).unwrap()).collect();
    assert_eq!(bodies[0], "Action=List&Path=%2Fx%2f&Marker=&MaxItems=5");
    assert_eq!(bodies[1], "Action=List&Path=%2Fx%2f&Marker=a+b%26c%3D%2B&MaxItems=5");
}

#[derive(Debug, Clone, Deserialize, Paginated)]
#[cursor(field = next, merge, body = "")]
struct MergedBody {
    data: Vec<u64>,
    next: Option<Value>,
}

#[tokio::test]
async fn a_map_is_merged_deep_into_the_body() {
    let server = serve(|number, _| match number {
        0 => page(0..1, json!({ "start": { "id": 5 }, "mode": "next" })),
        _ => page(1..2, Value::Null),
    });
    let request = client().post(server.url_of("/")).json(&json!({ "start": { "day": 1, "id": 0 }, "q": "x" }));
    drain(&mut request.paginate::<MergedBody>().items()).await.sound();
    assert_eq!(server.log()[1].json(), Some(json!({ "start": { "day": 1, "id": 5 }, "q": "x", "mode": "next" })));
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, query(sort = "id", "$order" = "id(asc)"))]
#[offset(param = "skip", stop(short_page))]
#[paginated(page_size(param = "limit", default = 2))]
struct TwoWays {
    data: Vec<u64>,
    next: Option<String>,
}

#[tokio::test]
async fn parameters_of_a_strategy_go_with_that_strategy_alone() {
    let server = serve(|number, _| if number == 0 { page(0..2, "b") } else { page(2..3, "") });
    let request = || client().get(server.url_of("/list?a=1&sort=name"));
    drain(&mut request().paginate::<TwoWays>().items()).await.sound();
    drain(&mut request().paginate::<TwoWays>().by::<Offset>().items()).await.sound();
    assert_eq!(
        targets(&server.log()),
        ["/list?a=1&sort=id&$order=id(asc)", "/list?a=1&sort=id&$order=id(asc)&cursor=b", "/list?a=1&sort=name&skip=0"]
    );
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, first_only("resourceVersion", "limit"))]
#[paginated(page_size(param = "limit"))]
struct Kubernetes {
    data: Vec<u64>,
    next: Option<String>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, first_only)]
#[paginated(page_size(param = "limit"))]
struct PositionAlone {
    data: Vec<u64>,
    next: Option<String>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, body = "/cursor", first_only, continue_at = "/list_folder/continue")]
struct Dropbox {
    data: Vec<u64>,
    next: Option<String>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, body = "/cursor", first_only("/query", "x"))]
struct PartOfTheBody {
    data: Vec<u64>,
    next: Option<String>,
}

#[tokio::test]
async fn what_is_illegal_after_the_first_page_is_sent_with_the_first_alone() {
    let server = serve(|number, _| if number % 2 == 0 { page(0..1, "b") } else { page(1..2, "") });
    let request = || client().get(server.url_of("/list?resourceVersion=7&labels=x"));
    drain(&mut request().paginate::<Kubernetes>().page_size(5).items()).await.sound();
    drain(&mut request().paginate::<PositionAlone>().page_size(5).items()).await.sound();
    assert_eq!(
        targets(&server.log()),
        [
            "/list?resourceVersion=7&labels=x&limit=5",
            "/list?labels=x&cursor=b",
            "/list?resourceVersion=7&labels=x&limit=5",
            "/list?cursor=b"
        ]
    );
}

#[tokio::test]
async fn later_pages_may_come_from_another_endpoint() {
    let server = serve(|number, _| if number == 0 { page(0..1, "b") } else { page(1..2, "") });
    let request = client().post(server.url_of("/list_folder?v=1")).bearer_auth("key").json(&json!({ "path": "/x" }));
    drain(&mut request.paginate::<Dropbox>().items()).await.sound();
    let log = server.log();
    assert_eq!((log[0].target(), log[0].json()), ("/list_folder?v=1".to_owned(), Some(json!({ "path": "/x" }))));
    assert_eq!((log[1].target(), log[1].json()), ("/list_folder/continue".to_owned(), Some(json!({ "cursor": "b" }))));
    assert_eq!(log[1].header("authorization"), Some("Bearer key"));
}

#[tokio::test]
async fn places_in_the_body_may_be_for_the_first_page_alone() {
    let server = serve(|number, _| if number == 0 { page(0..1, "b") } else { page(1..2, "") });
    let request = client().post(server.url_of("/list?x=1&y=2")).json(&json!({ "query": "q", "size": 3 }));
    drain(&mut request.paginate::<PartOfTheBody>().items()).await.sound();
    let log = server.log();
    assert_eq!(
        (log[0].target(), log[0].json()),
        ("/list?x=1&y=2".to_owned(), Some(json!({ "query": "q", "size": 3 })))
    );
    assert_eq!((log[1].target(), log[1].json()), ("/list?y=2".to_owned(), Some(json!({ "size": 3, "cursor": "b" }))));
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next, keep("api-version", "limit"), query(order = "id(asc)"))]
#[paginated(page_size(param = "limit"))]
struct Keeping {
    data: Vec<u64>,
    next: Option<String>,
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next, query(order = "id(asc)"))]
#[paginated(page_size(param = "limit"))]
struct Replacing {
    data: Vec<u64>,
    next: Option<String>,
}

#[tokio::test]
async fn a_link_replaces_the_query() {
    let server = serve(|number, _| if number == 0 { page(0..1, "?p=2") } else { page(1..2, "") });
    let request = client().get(server.url_of("/list?api-version=7&filter=x"));
    drain(&mut request.paginate::<Replacing>().page_size(5).items()).await.sound();
    assert_eq!(targets(&server.log()), ["/list?api-version=7&filter=x&order=id(asc)&limit=5", "/list?p=2"]);
}

#[tokio::test]
async fn what_a_link_drops_is_put_back_where_it_is_named() {
    let server = serve(|number, _| match number {
        0 => page(0..1, "?p=2"),
        1 => page(1..2, "?p=3&api-version=8&limit=9"),
        _ => page(2..3, ""),
    });
    let request = client().get(server.url_of("/list?api-version=7&filter=x"));
    drain(&mut request.paginate::<Keeping>().by::<NextLink>().page_size(5).items()).await.sound();
    assert_eq!(
        targets(&server.log()),
        [
            "/list?api-version=7&filter=x&order=id(asc)&limit=5",
            "/list?p=2&api-version=7&limit=5",
            "/list?p=3&api-version=8&limit=9"
        ]
    );
}

#[tokio::test]
async fn a_link_keeps_its_bytes() {
    let link = "/list?%24skip=%7B1%7D&f=id(asc)&q=a+b%20c&e=%c3%a9";
    let server = serve(move |number, _| if number == 0 { page(0..1, link) } else { page(1..2, "") });
    drain(&mut client().get(server.url_of("/list")).paginate::<ByLink>().items()).await.sound();
    assert_eq!(server.log()[1].target(), link);
}

#[tokio::test]
async fn every_request_can_be_changed_before_it_goes() {
    let server = serve(|number, _| match number {
        1 => Answer::empty(503),
        3 => page(2..3, ""),
        _ => page(0..1, format!("c{number}")),
    });
    let mut number = 0;
    let mut signed = Vec::new();
    let (send, receive) = std::sync::mpsc::channel();
    let request = client().get(server.url_of("/list")).header("x-token", "stale");
    let mut items = request
        .paginate::<ByCursor>()
        .page_size(5)
        .each_request(move |request| {
            number += 1;
            request.headers_mut().insert("x-token", format!("fresh-{number}").parse().unwrap());
            send.send(request.url().query().map(str::to_owned)).unwrap();
        })
        .items();
    drain(&mut items).await;
    let tokens: Vec<_> = server.log().iter().map(|request| request.header("x-token").unwrap().to_owned()).collect();
    assert_eq!(tokens, ["fresh-1", "fresh-2", "fresh-3", "fresh-4"], "also where a page is asked for again");
    signed.extend(receive.try_iter().flatten());
    assert_eq!(signed, ["limit=5", "limit=5&cursor=c0", "limit=5&cursor=c0", "limit=5&cursor=c2"]);
}

#[test]
fn every_blocking_request_can_be_changed_before_it_goes() {
    let server = serve(|number, _| if number == 0 { page(0..1, "b") } else { page(1..2, "") });
    let mut number = 0;
    let request = blocking().get(server.url_of("/list"));
    let mut items = request
        .paginate::<ByCursor>()
        .each_request(move |request| {
            number += 1;
            request.headers_mut().insert("x-id", number.into());
        })
        .items();
    drain_blocking(&mut items).sound();
    let ids: Vec<_> = server.log().iter().map(|request| request.header("x-id").unwrap().to_owned()).collect();
    assert_eq!(ids, ["1", "2"]);
}

#[tokio::test]
async fn a_fragment_in_the_template_is_not_sent_and_does_no_harm() {
    let server = serve(|number, _| if number == 0 { page(0..1, "b") } else { page(1..2, "") });
    drain(&mut client().get(server.url_of("/list?a=1#top")).paginate::<ByCursor>().items()).await.sound();
    assert_eq!(targets(&server.log()), ["/list?a=1", "/list?a=1&cursor=b"]);
}
