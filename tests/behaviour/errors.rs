//! Transient errors, after which the same page is requested again, and errors that end the walk.

use demo_apis::{Fault, MockResponse, Server, ZOHO_TOKEN};
use pagination_core::Paginate as _;
use pagination_core::Paginated;
use pagination_core::reqwest::Error;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::harness::{
    ByCursor, ByOffset, bare, blocking, client, drain, list, over_http, page, serve, slice, three_pages,
};

fn status_of(error: &Error) -> u16 {
    error.status().unwrap().as_u16()
}

#[test]
fn a_final_error_is_returned_once_and_ends_the_walk() {
    for status in [400, 401, 403, 404, 409, 410, 422, 451] {
        let walked = over_http::<ByCursor>(
            move |number, _| if number == 0 { page(0..2, "b") } else { MockResponse::empty(status) },
        );
        assert_eq!(walked.items, [0, 1]);
        assert_eq!(status_of(walked.error()), status);
        assert!(!walked.error().is_transient());
        assert_eq!(walked.requests.len(), 2);
    }
}

#[test]
fn a_consumer_that_ignores_errors_does_not_hammer_the_server() {
    let server = serve(|_, _| MockResponse::empty(401));
    let mut items = blocking().get(server.url_of("/list")).paginate::<ByCursor>().items();
    assert!(items.next().unwrap().is_err());
    for _ in 0..1_000 {
        assert!(items.next().is_none());
    }
    assert_eq!(server.requests(), 1);
}

#[test]
fn after_a_transient_status_the_same_page_is_requested_again() {
    for status in [408, 425, 429, 500, 502, 503, 504, 599] {
        let walked = over_http::<ByOffset>(move |number, request| match number {
            1 | 2 => MockResponse::empty(status),
            _ => bare(slice(request, 3, 7)),
        });
        assert_eq!(walked.items, list(0..7), "nothing skipped, nothing twice");
        assert_eq!(walked.errors.len(), 2);
        assert!(walked.errors.iter().all(|error| error.is_transient() && status_of(error) == status));
        let again = "/list?offset=3";
        assert_eq!(walked.targets(), ["/list?offset=0", again, again, again, "/list?offset=6"]);
    }
}

#[test]
fn the_first_page_may_fail_and_come_on_the_next_poll() {
    let walked =
        over_http::<ByCursor>(|number, _| if number == 0 { MockResponse::empty(503) } else { page(0..2, Value::Null) });
    assert_eq!(walked.items, [0, 1]);
    assert_eq!(status_of(walked.error()), 503);
    assert_eq!(walked.targets(), ["/list", "/list"]);
}

#[test]
fn after_an_error_of_the_function_the_same_page_is_requested_again() {
    let walked = everywhere!(Option<String>, |number: usize, at: Option<String>| {
        if [0, 2, 3].contains(&number) { Err("offline") } else { Ok(three_pages(at.as_deref()).unwrap()) }
    });
    assert_eq!(walked.items, list(0..7));
    let b = || Some("b".to_owned());
    assert_eq!(walked.requests, [None, None, b(), b(), b(), Some("c".to_owned())]);
    assert_eq!(walked.errors.len(), 3);
    let is_own = |error| matches!(error, &pagination_core::Error::Transport("offline"));
    assert!(walked.errors.iter().all(|error| is_own(error) && error.is_transient()));
}

#[test]
fn too_many_errors_in_a_row_end_the_walk() {
    let walked = everywhere!(Option<String>, |_, _| Err::<ByCursor, _>("offline"));
    assert!(walked.items.is_empty());
    assert!((2..=64).contains(&walked.requests.len()), "{}", walked.requests.len());
    assert_eq!(walked.errors.len(), walked.requests.len());
}

#[test]
fn a_page_resets_the_count_of_errors() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next)]
    struct Counting {
        data: Vec<u64>,
        next: Option<u64>,
    }
    let walked = everywhere!(Option<u64>, |number: usize, at: Option<u64>| {
        let at = at.unwrap_or(0);
        if number % 10 < 9 { Err("offline") } else { Ok(Counting { data: vec![at], next: (at < 5).then_some(at + 1) }) }
    });
    assert_eq!(walked.items, list(0..6));
    assert_eq!(walked.errors.len(), 54);
    assert_eq!(walked.requests.len(), 60);
}

#[test]
fn a_connection_that_cannot_be_made_is_a_transient_error() {
    let mut items = blocking().get("http://127.0.0.1:1/list").paginate::<ByCursor>().items();
    let error = items.next().unwrap().unwrap_err();
    assert!(matches!(error, Error::Transport(_)) && error.is_transient(), "{error:?}");
    assert!(items.next().unwrap().is_err(), "the walk goes on");
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token")]
#[paginated(page_size(param = "limit"))]
struct Datastores {
    data: Vec<demo_apis::data::Datastore>,
    next_token: Option<String>,
}

#[tokio::test]
async fn a_body_that_breaks_off_is_requested_again() {
    let server = Server::builder().zoho(50).start().unwrap();
    server.fail_request(2, Fault::Reset);
    let request = client()
        .get(server.url_of("/api/v3/datastores"))
        .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"));
    let mut items = request.paginate::<Datastores>().page_size(20).items();
    let walked = drain(&mut items).await;
    assert_eq!(walked.errors.len(), 1);
    assert!(matches!(walked.error(), Error::Transport(_)), "{walked:?}");
    let ids: Vec<_> = walked.items.into_iter().map(|item| item.id).collect();
    assert_eq!(ids, server.zoho().ids());
    assert_eq!(server.requests(), 4);
    assert_eq!(server.log()[1].target(), server.log()[2].target());
}

#[test]
fn the_status_keeps_body_and_headers() {
    let body = json!({ "error": { "code": "invalid_limit" } });
    let refusal = MockResponse::json(&body).status(422).header("x-request-id", "r-1");
    let walked = over_http::<ByCursor>(move |_, _| refusal.clone());
    let Error::Status(status) = walked.error() else { panic!("{walked:?}") };
    assert_eq!(status.status.as_u16(), 422);
    assert_eq!(serde_json::from_slice::<Value>(&status.body).unwrap(), body);
    assert_eq!(status.headers["x-request-id"], "r-1");
    assert!(status.url.ends_with("/list"), "{}", status.url);
    let text = walked.error().to_string();
    assert!(text.contains("/list") && text.contains("422") && text.contains("invalid_limit"), "{text}");
}

#[derive(Debug, PartialEq, Eq)]
struct Busy;

impl std::fmt::Display for Busy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("busy")
    }
}

impl std::error::Error for Busy {}

#[test]
fn an_error_is_a_std_error_that_can_cross_threads() {
    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
    is_error::<Error>();
    is_error::<pagination_core::Error<Busy>>();
    is_error::<pagination_core::Error>();
}
