//! What is declared of links: the method they are fetched by (`method`), what they are relative to (`base`), and whose host they name
//! (`same_origin`).

use std::sync::Arc;

use demo_apis::{LoggedRequest, MockResponse};
use pagination_core::testing::{Recorded, Replay};
use pagination_core::{Error, Paginate as _, Paginated};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::harness::{Sound, blocking, client, drain, drain_blocking, over_http, over_http_at, run, serve, targets};

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next, method = "GET", prev(field = previous))]
#[sync_token(field = delta, link)]
struct ByGet {
    data: Vec<u64>,
    next: Option<String>,
    previous: Option<String>,
    delta: Option<String>,
}

fn by_get(number: usize, _: &LoggedRequest) -> MockResponse {
    MockResponse::json(&match number {
        0 => json!({ "data": [1], "next": "/list?p=2" }),
        1 => json!({ "data": [2], "next": "/list?p=3" }),
        _ => json!({ "data": [3], "delta": "/delta?d=1", "previous": "/list?p=2" }),
    })
}

/// The method, the path with the query, and the body of each request.
fn requests(log: &[LoggedRequest]) -> Vec<String> {
    log.iter()
        .map(|sent| format!("{} {} {}", sent.method, sent.target(), String::from_utf8_lossy(&sent.body)))
        .collect()
}

#[track_caller]
fn began_by_post(log: &[LoggedRequest]) {
    assert_eq!(requests(log), [r#"POST /list?a=1 {"q":"x"}"#, "GET /list?p=2 ", "GET /list?p=3 "]);
    assert_eq!(log[0].header("content-type"), Some("application/json"));
    for sent in &log[1..] {
        for name in ["content-type", "content-length", "transfer-encoding"] {
            assert_eq!(sent.header(name), None, "{name}");
        }
        assert_eq!(sent.header("x-api-key"), Some("k"));
    }
}

#[test]
fn the_link_of_a_post_is_fetched_by_get_without_its_body() {
    let server = serve(by_get);
    let request = blocking().post(server.url_of("/list?a=1")).header("x-api-key", "k").json(&json!({ "q": "x" }));
    assert_eq!(drain_blocking(&mut request.paginate::<ByGet>().items()).sound(), [1, 2, 3]);
    began_by_post(&server.log());

    let server = serve(by_get);
    let request = client().post(server.url_of("/list?a=1")).header("x-api-key", "k").json(&json!({ "q": "x" }));
    assert_eq!(run(async { drain(&mut request.paginate::<ByGet>().items()).await }).sound(), [1, 2, 3]);
    began_by_post(&server.log());
}

#[test]
fn a_form_and_a_body_of_another_kind_are_left_out_as_well() {
    for (kind, body) in [("application/x-www-form-urlencoded", "q=x"), ("application/sdp", "v=0")] {
        let server = serve(by_get);
        let request = blocking().post(server.url_of("/list")).header("content-type", kind).body(body);
        assert_eq!(drain_blocking(&mut request.paginate::<ByGet>().items()).sound(), [1, 2, 3]);
        assert_eq!(requests(&server.log()), [&format!("POST /list {body}"), "GET /list?p=2 ", "GET /list?p=3 "]);
        assert_eq!(server.log()[1].header("content-type"), None);
    }
}

#[test]
fn a_resumed_walk_the_way_back_and_a_delta_link_are_fetched_by_get() {
    let server = serve(by_get);
    let request = || blocking().post(server.url_of("/list")).json(&json!({ "q": "x" })).paginate::<ByGet>();
    let mut items = request().items();
    items.next().unwrap().unwrap();
    let (first, _) = (items.checkpoint(), items.by_ref().count());
    let (last, token) = (items.checkpoint(), items.sync_token().unwrap().clone());
    request().resume(first).items().next().unwrap().unwrap();
    request().resume(last).rev().items().next().unwrap().unwrap();
    request().since(token).items().next().unwrap().unwrap();
    assert_eq!(requests(&server.log())[3..], ["GET /list?p=2 ", "GET /list?p=2 ", "GET /delta?d=1 "]);
}

#[test]
fn without_method_a_link_is_fetched_as_the_first_request_was() {
    #[derive(Debug, Deserialize, Paginated)]
    #[next_link(field = next)]
    struct AsSent {
        data: Vec<u64>,
        next: Option<String>,
    }
    let server = serve(by_get);
    let request = blocking().post(server.url_of("/list")).json(&json!({ "q": "x" }));
    drain_blocking(&mut request.paginate::<AsSent>().items()).sound();
    assert_eq!(requests(&server.log())[1..], [r#"POST /list?p=2 {"q":"x"}"#, r#"POST /list?p=3 {"q":"x"}"#]);
}

#[test]
fn a_size_in_the_body_is_not_sent_with_a_get_and_one_in_a_header_is() {
    #[derive(Debug, Deserialize, Paginated)]
    #[next_link(field = next, method = "GET", first_only("/q"))]
    #[paginated(page_size(body = "/limit"))]
    struct InBody {
        data: Vec<u64>,
        next: Option<String>,
    }
    #[derive(Debug, Deserialize, Paginated)]
    #[next_link(field = next, method = "GET", keep("x-limit"))]
    #[paginated(page_size(request_header = "x-limit"))]
    struct InHeader {
        data: Vec<u64>,
        next: Option<String>,
    }
    let server = serve(by_get);
    let request = || blocking().post(server.url_of("/list")).json(&json!({ "q": "x" }));
    drain_blocking(&mut request().paginate::<InBody>().page_size(5).items()).sound();
    assert_eq!(requests(&server.log())[..2], [r#"POST /list {"q":"x","limit":5}"#, "GET /list?p=2 "]);
    let server = serve(by_get);
    let request = || blocking().post(server.url_of("/list")).json(&json!({ "q": "x" }));
    drain_blocking(&mut request().paginate::<InHeader>().page_size(5).items()).sound();
    assert_eq!(server.log()[1].header("x-limit"), Some("5"));
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[next_link(field = links.next, base = links.base, prev(field = links.prev))]
struct Based {
    data: Vec<u64>,
    links: Option<Links>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Links {
    base: Option<String>,
    next: Option<String>,
    prev: Option<String>,
}

/// The requests of a walk whose first page has this base and this link.
fn based(base: Option<&'static str>, link: &'static str) -> Vec<String> {
    let walked = over_http_at::<Based>("/wiki/v1/list?a=1", move |number, request| {
        let base = base.map(|base| base.replace("ORIGIN", &request.origin()));
        let links = json!({ "base": base, "next": link.replace("ORIGIN", &request.origin()) });
        MockResponse::json(&if number == 0 { json!({ "data": [1], "links": links }) } else { json!({ "data": [2] }) })
    });
    assert_eq!(walked.sound(), [1, 2]);
    walked.targets()[1..].to_vec()
}

#[test]
fn a_link_follows_the_text_of_its_base_with_one_slash_between() {
    for base in ["ORIGIN/wiki", "ORIGIN/wiki/", "/wiki"] {
        for link in ["/rest/list?p=2", "rest/list?p=2"] {
            assert_eq!(based(Some(base), link), ["/wiki/rest/list?p=2"], "{base} {link}");
        }
    }
    // Only the text decides, so that the query keeps its bytes.
    assert_eq!(based(Some("ORIGIN/wiki"), "/x?q=a+b%20c&id(asc)"), ["/wiki/x?q=a+b%20c&id(asc)"]);
}

#[test]
fn without_a_base_the_link_is_joined_as_always() {
    assert_eq!(based(None, "rest?p=2"), ["/wiki/v1/rest?p=2"]);
    assert_eq!(based(Some(""), "/rest?p=2"), ["/rest?p=2"]);
}

#[test]
fn an_absolute_link_stays_as_it_is_beside_a_base() {
    assert_eq!(based(Some("ORIGIN/wiki"), "ORIGIN/rest?p=2"), ["/rest?p=2"]);
}

#[test]
fn an_empty_link_is_the_end_whatever_its_base() {
    let walked = over_http::<Based>(|_, request| {
        MockResponse::json(&json!({ "data": [1], "links": { "base": request.origin(), "next": "" } }))
    });
    assert_eq!(walked.sound(), [1]);
}

#[test]
fn the_origin_check_holds_with_a_base() {
    for (base, link) in [
        ("https://evil.example/wiki", "/rest"),
        ("//evil.example", "/rest"),
        ("ORIGIN", "https://evil.example/rest"),
        ("ORIGIN", "//evil.example/rest"),
        ("http://127.0.0.1@evil.example", "rest"),
    ] {
        let walked = over_http::<Based>(move |_, request| {
            let base = base.replace("ORIGIN", &request.origin());
            MockResponse::json(&json!({ "data": [1], "links": { "base": base, "next": link } }))
        });
        assert_eq!((walked.items.as_slice(), walked.requests.len()), (&[1][..], 1), "{base} {link}");
        assert!(matches!(walked.error(), Error::ForeignOrigin(_)), "{base} {link}: {walked:?}");
    }
}

#[test]
fn the_way_back_and_a_delta_link_follow_the_base_too() {
    #[derive(Debug, Deserialize, Paginated)]
    #[next_link(field = next, base = base, prev(field = prev))]
    #[sync_token(field = delta, link)]
    struct Both {
        data: Vec<u64>,
        base: String,
        next: Option<String>,
        prev: Option<String>,
        delta: Option<String>,
    }
    let replay = Replay::new([
        Recorded::json(r#"{ "data": [1], "base": "/wiki", "next": "/b" }"#),
        Recorded::json(r#"{ "data": [2], "base": "/wiki", "prev": "/a", "delta": "/d" }"#),
        Recorded::json(r#"{ "data": [1], "base": "/wiki" }"#),
    ]);
    let list = || replay.get("https://api.example/list").paginate::<Both>();
    let mut items = list().items();
    assert_eq!(items.by_ref().map(Result::unwrap).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(items.sync_token().and_then(|token| token.as_str()), Some("https://api.example/wiki/d"));
    list().resume(items.checkpoint()).rev().items().next().unwrap().unwrap();
    assert_eq!(replay.urls()[1..], ["https://api.example/wiki/b", "https://api.example/wiki/a"]);
}

#[test]
fn a_function_gets_the_link_with_its_base() {
    let mut asked = Vec::new();
    let fetch = |at: Option<String>| -> Sound<Based> {
        let next = at.is_none().then(|| "/b".to_owned());
        asked.push(at);
        Ok(Based { data: vec![1], links: Some(Links { base: Some("/wiki".into()), next, prev: None }) })
    };
    assert_eq!(pagination_core::pages_blocking(fetch).items().count(), 2);
    assert_eq!(asked, [None, Some("/wiki/b".to_owned())]);
}

#[test]
fn the_base_may_be_any_text_in_a_generic_type_too() {
    #[derive(Debug, Deserialize, Paginated)]
    #[next_link(field = next, base = base)]
    struct Generic<B> {
        data: Vec<u64>,
        base: B,
        next: Option<String>,
    }
    for walked in
        [over_http::<Generic<Option<Box<str>>>>(generic).targets(), over_http::<Generic<Arc<str>>>(generic).targets()]
    {
        assert_eq!(walked, ["/list", "/wiki/b"]);
    }
    fn generic(number: usize, _: &LoggedRequest) -> MockResponse {
        MockResponse::json(&json!({ "data": [1], "base": "/wiki", "next": (number == 0).then_some("b") }))
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next, same_origin, prev(field = previous))]
#[sync_token(field = delta, link)]
struct OwnOrigin {
    data: Vec<u64>,
    next: Option<String>,
    previous: Option<String>,
    delta: Option<String>,
}

#[test]
fn a_link_that_names_an_internal_host_is_requested_on_the_own_origin() {
    for (link, expected) in [
        ("http://orders.internal:8080/v1/list?p=2&q=a+b%20c#top", "/v1/list?p=2&q=a+b%20c"),
        ("https://me:pw@orders.internal", "/"),
        ("//orders.internal/list?p=2", "/list?p=2"),
        ("/v1/list?p=2", "/v1/list?p=2"),
        ("?p=2", "/list?p=2"),
    ] {
        let server =
            serve(move |number, _| MockResponse::json(&json!({ "data": [1], "next": (number == 0).then_some(link) })));
        let request = client().get(server.url_of("/list?a=1")).bearer_auth("key").paginate::<OwnOrigin>();
        run(async { drain(&mut request.items()).await }).sound();
        assert_eq!(targets(&server.log()), ["/list?a=1", expected]);
        // The credentials of the caller, not those in the link.
        assert_eq!(server.log()[1].header("authorization"), Some("Bearer key"));
    }
}

#[test]
fn the_way_back_a_delta_link_and_a_stored_link_stay_on_the_own_origin() {
    let replay = Replay::new([
        Recorded::json(r#"{ "data": [1], "next": "http://internal/b" }"#),
        Recorded::json(r#"{ "data": [2], "previous": "http://internal/a", "delta": "http://internal/d" }"#),
        Recorded::json(r#"{ "data": [1] }"#),
        Recorded::json(r#"{ "data": [1] }"#),
        Recorded::json(r#"{ "data": [1] }"#),
    ]);
    let list = |host: &str| replay.get(&format!("https://{host}/list")).paginate::<OwnOrigin>();
    let mut items = list("api.example").items();
    items.next().unwrap().unwrap();
    let first = items.checkpoint();
    assert_eq!(items.by_ref().count(), 1);
    let (last, token) = (items.checkpoint(), items.sync_token().unwrap().clone());
    list("api.example").resume(last).rev().items().next().unwrap().unwrap();
    list("api.example").since(token).items().next().unwrap().unwrap();
    // The host of the gateway has changed since.
    list("eu.example").resume(first).items().next().unwrap().unwrap();
    let urls = ["https://api.example/b", "https://api.example/a", "https://api.example/d", "https://eu.example/b"];
    assert_eq!(replay.urls()[1..], urls);
}

#[test]
fn a_link_that_is_not_http_is_refused_with_same_origin() {
    for link in ["mailto:me@api.example", "ftp://api.example/list", "data:text/plain,x"] {
        let walked = over_http::<OwnOrigin>(move |_, _| MockResponse::json(&json!({ "data": [1], "next": link })));
        assert!(matches!(walked.error(), Error::ForeignOrigin(_)), "{link}: {walked:?}");
        assert_eq!(walked.requests.len(), 1);
    }
}

#[test]
fn a_link_back_to_the_same_page_is_a_loop_whatever_host_it_names() {
    let walked = over_http::<OwnOrigin>(|number, _| {
        let host = if number == 0 { "a" } else { "b" };
        MockResponse::json(&json!({ "data": [number], "next": format!("http://{host}.internal/list?p=2") }))
    });
    assert!(matches!(walked.error(), Error::Loop(_)), "{walked:?}");
    assert_eq!(walked.items, [0, 1]);
}
