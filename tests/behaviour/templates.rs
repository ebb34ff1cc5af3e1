//! What every request takes from the caller's template: its position and size, its method and headers, its query.

use pagination_core::Error;
use pagination_core::Paginate as _;
use pagination_core::{Offset, Paginated};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::{
    ByCursor, ByOffset, bare, blocking, client, drain, drain_blocking, list, over_http_at, page, serve, slice, targets,
};

#[test]
fn a_walk_starts_at_the_offset_and_with_the_size_that_the_template_carries() {
    let walked = over_http_at::<ByOffset>("/list?offset=40&limit=2", |_, request| bare(slice(request, 3, 43)));
    assert_eq!(walked.sound(), list(40..43));
    assert_eq!(walked.targets(), ["/list?offset=40&limit=2", "/list?offset=42&limit=2"]);
}

#[test]
fn a_walk_starts_at_the_cursor_that_the_template_carries() {
    let walked =
        over_http_at::<ByCursor>(
            "/list?cursor=x&limit=2",
            |number, _| if number == 0 { page(0..1, "y") } else { page(1..2, "") },
        );
    assert_eq!(walked.targets(), ["/list?cursor=x&limit=2", "/list?cursor=y&limit=2"]);
}

#[test]
fn an_empty_cursor_in_the_template_is_sent_unchanged() {
    let walked = over_http_at::<ByCursor>(
        "/list?cursor=",
        |number, _| if number == 0 { page(0..1, "y") } else { page(1..2, "") },
    );
    assert_eq!(walked.targets(), ["/list?cursor=", "/list?cursor=y"]);
}

#[test]
fn an_offset_in_the_template_that_is_not_a_number_is_an_error_before_any_request() {
    let walked = over_http_at::<ByOffset>("/list?offset=abc", |_, _| bare(0..1));
    assert!(matches!(walked.error(), Error::Request(_)), "{walked:?}");
    assert!(walked.requests.is_empty());
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

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, query(sort = "id", "$order" = "id(asc)"))]
#[offset(param = "skip", stop(short_page))]
#[paginated(page_size(param = "limit", default = 2))]
struct TwoWays {
    data: Vec<u64>,
    next: Option<String>,
}

#[tokio::test]
async fn parameters_of_a_strategy_are_sent_with_that_strategy_only() {
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
async fn first_only_is_sent_with_the_first_request_only() {
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
async fn first_only_may_name_members_of_the_body() {
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
async fn a_fragment_in_the_template_is_not_sent() {
    let server = serve(|number, _| if number == 0 { page(0..1, "b") } else { page(1..2, "") });
    drain(&mut client().get(server.url_of("/list?a=1#top")).paginate::<ByCursor>().items()).await.sound();
    assert_eq!(targets(&server.log()), ["/list?a=1", "/list?a=1&cursor=b"]);
}

#[tokio::test]
async fn a_request_that_cannot_be_built_is_the_first_result_and_the_last() {
    let mut items = client().get("no url").paginate::<ByCursor>().items();
    let walked = drain(&mut items).await;
    let Error::Client(error) = walked.error() else { panic!("{walked:?}") };
    assert!(error.is_builder());
}

#[test]
fn a_body_that_is_a_stream_cannot_be_sent_for_every_page_and_the_error_says_so() {
    let server = serve(|_, _| page(0..1, Value::Null));
    let body = reqwest::blocking::Body::new(std::io::Cursor::new("{}"));
    let mut items = blocking().post(server.url_of("/list")).body(body).paginate::<ByCursor>().items();
    let walked = drain_blocking(&mut items);
    assert!(matches!(walked.error(), Error::Request(_)), "{walked:?}");
    assert_eq!(server.requests(), 0);
}
