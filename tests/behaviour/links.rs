//! How a link is followed: joined on the URL of its page, byte by byte, with the headers and in place of the query.

use demo_apis::MockResponse;
use pagination_core::Paginate as _;
use pagination_core::{NextLink, Paginated};
use serde::Deserialize;
use serde_json::Value;

use crate::harness::{ByLink, blocking, client, drain, drain_blocking, over_http, over_http_at, page, serve, targets};

#[test]
fn relative_links_are_joined_on_the_url_of_their_page() {
    let cases = [
        ("?p=2", "/v1/things/list?p=2"),
        ("list?p=2", "/v1/things/list?p=2"),
        ("./p2", "/v1/things/p2"),
        ("../p2", "/v1/p2"),
        ("/p2?x=1#top", "/p2?x=1"),
    ];
    for (link, expected) in cases {
        let walked = over_http_at::<ByLink>("/v1/things/list?a=1", move |number, _| {
            if number == 0 { page(0..1, link) } else { page(1..2, Value::Null) }
        });
        assert_eq!(walked.sound(), [0, 1]);
        assert_eq!(walked.targets(), ["/v1/things/list?a=1", expected]);
    }
}

#[test]
fn relative_links_are_joined_on_the_url_after_a_redirect() {
    let walked = over_http_at::<ByLink>("/old/list", |_, request| match request.target().as_str() {
        "/old/list" => MockResponse::empty(307).header("location", "/new/things/list"),
        "/new/things/list" => page(0..1, "?p=2"),
        _ => page(1..2, Value::Null),
    });
    assert_eq!(walked.sound(), [0, 1]);
    assert_eq!(walked.targets(), ["/old/list", "/new/things/list", "/new/things/list?p=2"]);
}

#[test]
fn an_absolute_link_on_the_same_origin_is_followed() {
    let walked = over_http::<ByLink>(|number, request| {
        if number == 0 { page(0..1, request.origin() + "/other?p=2") } else { page(1..2, Value::Null) }
    });
    assert_eq!(walked.sound(), [0, 1]);
    assert_eq!(walked.targets(), ["/list", "/other?p=2"]);
}

#[tokio::test]
async fn a_link_keeps_its_bytes() {
    let link = "/list?%24skip=%7B1%7D&f=id(asc)&q=a+b%20c&e=%c3%a9";
    let server = serve(move |number, _| if number == 0 { page(0..1, link) } else { page(1..2, "") });
    drain(&mut client().get(server.url_of("/list")).paginate::<ByLink>().items()).await.sound();
    assert_eq!(server.log()[1].target(), link);
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

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next, keep("api-version", "limit"), query(order = "id(asc)"))]
#[paginated(page_size(param = "limit"))]
struct Keeping {
    data: Vec<u64>,
    next: Option<String>,
}

#[tokio::test]
async fn keep_puts_back_what_a_link_drops() {
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
