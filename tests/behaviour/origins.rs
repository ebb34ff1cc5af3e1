//! Links, redirects and stored URLs that lead to another origin: no credential may follow.

use demo_apis::{MockResponse, Scripted};
use pagination_core::Paginate as _;
use pagination_core::reqwest::{Error, same_origin_redirects};
use pagination_core::{Checkpoint, Paginated};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::{ByLink, bare, blocking, client, drain, drain_blocking, over_http, page, serve, targets};

/// A server of another origin.
fn elsewhere() -> Scripted {
    serve(|_, _| page(90..92, Value::Null))
}

fn is_foreign(error: &Error) -> bool {
    matches!(error, Error::ForeignOrigin(_))
}

#[test]
fn a_link_to_another_origin_is_refused_before_any_request_is_made() {
    let evil = elsewhere();
    let port = evil.url().rsplit_once(':').unwrap().1.to_owned();
    let links = [
        evil.url_of("/list?p=2"),
        format!("//127.0.0.1:{port}/list?p=2"),
        format!("http://localhost:{port}/list"),
        format!("http://me:pw@127.0.0.1:{port}/list"),
        format!("\\\\127.0.0.1:{port}/list"),
        format!(" \t//127.0.0.1:{port}/list"),
        "//evil.example/list".to_owned(),
        "https://evil.example/list".to_owned(),
        "mailto:me@evil.example".to_owned(),
        "file:///etc/passwd".to_owned(),
        "data:application/json,{}".to_owned(),
    ];
    for link in links {
        let next = link.clone();
        let walked = over_http::<ByLink>(move |_, _| page(0..2, next.clone()));
        assert_eq!(walked.items, [0, 1], "the page is delivered before the error: {link}");
        assert!(is_foreign(walked.error()), "{link}: {walked:?}");
        assert_eq!(walked.requests.len(), 1);
    }
    assert_eq!(evil.requests(), 0);
}

#[test]
fn the_name_of_the_host_counts_and_not_what_it_resolves_to() {
    let walked =
        over_http::<ByLink>(|_, request| page(0..1, request.origin().replace("127.0.0.1", "localhost") + "/list?p=2"));
    assert!(is_foreign(walked.error()), "{walked:?}");
    assert_eq!(walked.requests.len(), 1);
}

#[test]
fn userinfo_that_looks_like_the_origin_is_another_origin() {
    let evil = elsewhere();
    let host = evil.url().replace("http://", "");
    let walked = over_http::<ByLink>(move |_, request| page(0..1, format!("{}@{host}/list", request.origin())));
    assert!(is_foreign(walked.error()), "{walked:?}");
    assert_eq!(evil.requests(), 0);
}

#[test]
fn another_scheme_is_another_origin() {
    let walked =
        over_http::<ByLink>(|_, request| page(0..1, request.origin().replace("http:", "https:") + "/list?p=2"));
    assert!(is_foreign(walked.error()), "{walked:?}");
    assert_eq!(walked.requests.len(), 1);
}

#[test]
fn the_error_names_both_origins_and_nothing_else() {
    let walked = over_http::<ByLink>(|_, _| page(0..1, "https://me:pw@evil.example:8443/path?key=secret"));
    let text = format!("{} {:?}", walked.error(), walked.error());
    assert!(text.contains("https://evil.example:8443"), "{text}");
    for secret in ["secret", "me:pw", "/path"] {
        assert!(!text.contains(secret), "{text}");
    }
    let Error::ForeignOrigin(foreign) = walked.error() else { panic!("{walked:?}") };
    assert!(foreign.expected.starts_with("http://127.0.0.1:"), "{foreign:?}");
    assert_eq!(foreign.found, "https://evil.example:8443");
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(rel = "next")]
#[serde(transparent)]
struct Linked(Vec<u64>);

#[test]
fn a_link_header_is_checked_too() {
    let walked = over_http::<Linked>(|_, _| {
        MockResponse::text("[1]").header("link", r#"<https://evil.example/list>; rel="next""#)
    });
    assert_eq!(walked.items, [1]);
    assert!(is_foreign(walked.error()), "{walked:?}");
    assert_eq!(walked.requests.len(), 1);
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next, origin("http://localhost:1"))]
struct OnTwoHosts {
    data: Vec<u64>,
    next: Option<String>,
}

#[tokio::test]
async fn an_origin_that_the_attribute_names_is_followed() {
    let server = serve(|_, _| page(0..1, "http://localhost:1/list"));
    let mut items = client().get(server.url_of("/list")).paginate::<OnTwoHosts>().items();
    assert_eq!(items.try_next().await.unwrap(), Some(0));
    // Nothing listens there. The failed connection shows that it was tried.
    let error = items.try_next().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[tokio::test]
async fn an_origin_that_is_allowed_at_run_time_gets_the_credentials() {
    let files = elsewhere();
    let next = files.url_of("/files?p=2");
    let server = serve(move |_, _| page(0..1, next.clone()));
    let mut items = client()
        .get(server.url_of("/list"))
        .bearer_auth("key")
        .paginate::<ByLink>()
        .allow_origin(files.url_of("/any/path"))
        .items();
    assert_eq!(drain(&mut items).await.sound(), [0, 90, 91]);
    assert_eq!(files.log()[0].target(), "/files?p=2");
    assert_eq!(files.log()[0].header("authorization"), Some("Bearer key"));
}

#[test]
fn a_text_that_is_not_an_origin_is_refused_by_the_first_result() {
    let server = elsewhere();
    let mut items = blocking().get(server.url_of("/list")).paginate::<ByLink>().allow_origin("files.example").items();
    let walked = drain_blocking(&mut items);
    assert!(matches!(walked.error(), Error::Request(_)), "{walked:?}");
    assert_eq!(server.requests(), 0);
}

#[test]
fn a_redirect_to_another_origin_is_refused_before_anything_is_sent_there() {
    let evil = elsewhere();
    for status in [301, 302, 307, 308] {
        let location = evil.url_of("/list");
        let server = serve(move |number, _| {
            if number == 0 { page(0..1, "?p=2") } else { MockResponse::empty(status).header("location", &location) }
        });
        let http = reqwest::Client::builder().no_proxy().redirect(same_origin_redirects()).build().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let walked = runtime.block_on(async {
            drain(&mut http.get(server.url_of("/list")).header("x-api-key", "key").paginate::<ByLink>().items()).await
        });
        assert_eq!(walked.items, [0]);
        assert!(is_foreign(walked.error()), "{walked:?}");
        assert_eq!(targets(&server.log()), ["/list", "/list?p=2"]);

        let location = evil.url_of("/list");
        let server = serve(move |number, _| {
            if number == 0 { page(0..1, "?p=2") } else { MockResponse::empty(status).header("location", &location) }
        });
        let http = reqwest::blocking::Client::builder().no_proxy().redirect(same_origin_redirects()).build().unwrap();
        let walked = drain_blocking(
            &mut http.get(server.url_of("/list")).header("x-api-key", "key").paginate::<ByLink>().items(),
        );
        assert!(is_foreign(walked.error()), "{walked:?}");
        assert_eq!(server.requests(), 2);
    }
    assert_eq!(evil.requests(), 0);
}

#[test]
fn redirects_within_the_origin_are_followed() {
    let server = serve(|_, request| match request.path.as_str() {
        "/list" => MockResponse::empty(302).header("location", "/moved"),
        _ => page(0..2, Value::Null),
    });
    let http = reqwest::blocking::Client::builder().no_proxy().redirect(same_origin_redirects()).build().unwrap();
    let mut items = http.get(server.url_of("/list")).header("x-api-key", "key").paginate::<ByLink>().items();
    assert_eq!(drain_blocking(&mut items).sound(), [0, 1]);
    assert_eq!(server.log()[1].header("x-api-key"), Some("key"));
}

#[test]
fn a_page_of_another_origin_is_refused_whatever_the_redirect_policy() {
    let evil = elsewhere();
    let location = evil.url_of("/list");
    let walked = over_http::<ByLink>(move |_, _| MockResponse::empty(302).header("location", &location));
    assert!(walked.items.is_empty());
    assert!(is_foreign(walked.error()), "{walked:?}");
    for request in evil.log() {
        assert_eq!(request.header("authorization"), None);
    }
}

#[tokio::test]
async fn a_url_in_a_checkpoint_is_checked_again() {
    let first = serve(|_, _| page(0..1, "/list?p=2"));
    let mut pages = client().get(first.url_of("/list")).paginate::<ByLink>().pages();
    pages.try_next().await.unwrap();
    let checkpoint = pages.checkpoint();

    let second = elsewhere();
    let mut items = client().get(second.url_of("/list")).paginate::<ByLink>().resume(checkpoint.clone()).items();
    let walked = drain(&mut items).await;
    assert!(is_foreign(walked.error()), "{walked:?}");
    assert_eq!((first.requests(), second.requests()), (1, 0));

    let mut items =
        client().get(second.url_of("/list")).paginate::<ByLink>().allow_origin(first.url()).resume(checkpoint).items();
    items.try_next().await.unwrap();
    assert_eq!((first.requests(), second.requests()), (2, 0));
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next, upgrade_scheme)]
struct UpgradesScheme {
    data: Vec<u64>,
    next: Option<String>,
}

#[tokio::test]
async fn an_http_url_of_an_https_api_is_refused_unless_it_may_be_upgraded() {
    // Nothing listens on that port, and this client speaks no TLS: an error of the transport shows that it was tried.
    let checkpoint = |response: &str| -> Checkpoint {
        let position = "http://localhost:1/list?p=2";
        serde_json::from_value(json!({ "response": response, "strategy": "next_link", "position": position })).unwrap()
    };
    let request = client().get("https://localhost:1/list");
    let walked = drain(&mut request.paginate::<ByLink>().resume(checkpoint("ByLink")).items()).await;
    assert!(is_foreign(walked.error()), "{walked:?}");
    let request = client().get("https://localhost:1/list").paginate::<UpgradesScheme>();
    let error = request.resume(checkpoint("UpgradesScheme")).items().try_next().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_) | Error::Client(_)), "{error:?}");
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next, prev(field = previous))]
struct TwoWays {
    data: Vec<u64>,
    next: Option<String>,
    previous: Option<String>,
}

#[tokio::test]
async fn a_link_on_the_way_back_is_checked_too() {
    let server = serve(|_, request| match request.pair("p") {
        None => MockResponse::json(&json!({ "data": [1], "next": "?p=2", "previous": "https://evil.example/" })),
        _ => MockResponse::json(&json!({ "data": [2], "next": null, "previous": "/list" })),
    });
    let mut pages = client().get(server.url_of("/list")).paginate::<TwoWays>().pages();
    pages.try_next().await.unwrap();
    let on_first = pages.checkpoint();
    pages.try_next().await.unwrap();
    let on_second = pages.checkpoint();
    assert_eq!(server.requests(), 2);

    let mut items = client().get(server.url_of("/list")).paginate::<TwoWays>().resume(on_second).rev().items();
    let walked = drain(&mut items).await;
    assert_eq!(walked.items, [1]);
    assert!(is_foreign(walked.error()), "{walked:?}");
    assert_eq!(server.requests(), 3);

    let mut items = client().get(server.url_of("/list")).paginate::<TwoWays>().resume(on_first).rev().items();
    let walked = drain(&mut items).await;
    assert!(is_foreign(walked.error()), "a way back that is refused is returned: {walked:?}");
    assert_eq!(server.requests(), 3);
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next)]
#[sync_token(field = delta, link)]
struct Drive {
    data: Vec<u64>,
    next: Option<String>,
    delta: Option<String>,
}

#[tokio::test]
async fn a_stored_url_of_a_sync_is_checked_again() {
    let server = serve(|_, _| bare(0..1));
    let evil = elsewhere();
    let mut items = client().get(server.url_of("/list")).paginate::<Drive>().since(evil.url_of("/delta")).items();
    let walked = drain(&mut items).await;
    assert!(is_foreign(walked.error()), "{walked:?}");
    assert_eq!((server.requests(), evil.requests()), (0, 0));
}

#[tokio::test]
async fn a_sync_url_of_another_origin_is_an_error_after_the_items() {
    let server = serve(|_, _| MockResponse::json(&json!({ "data": [1], "delta": "https://evil.example/delta" })));
    let mut items = client().get(server.url_of("/list")).paginate::<Drive>().items();
    let walked = drain(&mut items).await;
    assert_eq!(walked.items, [1]);
    assert!(is_foreign(walked.error()), "{walked:?}");
    assert!(items.sync_token().is_none());
}
