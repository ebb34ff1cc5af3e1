//! Links, redirects and stored URLs that lead elsewhere: no credential may follow.

use demo_apis::{Answer, Scripted};
use pagination_core::reqwest::{Error, same_origin_redirects};
use pagination_core::{Checkpoint, Paginate as _, Paginated};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::{ByLink, bare, blocking, both, both_at, client, drain, drain_blocking, page, serve, targets};

/// A server that nobody may ask.
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
        let walked = both::<ByLink>(move |_, _| page(0..2, next.clone()));
        assert_eq!(walked.outcome.records, [0, 1], "the page is delivered before the error: {link}");
        assert!(is_foreign(walked.error()), "{link}: {walked:?}");
        assert_eq!(walked.log.len(), 1);
    }
    assert_eq!(evil.requests(), 0);
}

#[test]
fn the_name_of_the_host_counts_and_not_what_it_resolves_to() {
    let walked =
        both::<ByLink>(|_, request| page(0..1, request.origin().replace("127.0.0.1", "localhost") + "/list?p=2"));
    assert!(is_foreign(walked.error()), "{walked:?}");
    assert_eq!(walked.log.len(), 1);
}

#[test]
fn userinfo_that_looks_like_the_origin_is_none() {
    let evil = elsewhere();
    let host = evil.url().replace("http://", "");
    let walked = both::<ByLink>(move |_, request| page(0..1, format!("{}@{host}/list", request.origin())));
    assert!(is_foreign(walked.error()), "{walked:?}");
    assert_eq!(evil.requests(), 0);
}

#[test]
fn another_scheme_is_another_origin() {
    let walked = both::<ByLink>(|_, request| page(0..1, request.origin().replace("http:", "https:") + "/list?p=2"));
    assert!(is_foreign(walked.error()), "{walked:?}");
    assert_eq!(walked.log.len(), 1);
}

#[test]
fn the_error_names_both_origins_and_nothing_else() {
    let walked = both::<ByLink>(|_, _| page(0..1, "https://me:pw@evil.example:8443/path?key=secret"));
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
    let walked =
        both::<Linked>(|_, _| Answer::text("[1]").header("link", r#"<https://evil.example/list>; rel="next""#));
    assert_eq!(walked.outcome.records, [1]);
    assert!(is_foreign(walked.error()), "{walked:?}");
    assert_eq!(walked.log.len(), 1);
}

#[test]
fn relative_links_are_joined_on_the_url_that_answered() {
    let cases = [
        ("?p=2", "/v1/things/list?p=2"),
        ("list?p=2", "/v1/things/list?p=2"),
        ("./p2", "/v1/things/p2"),
        ("../p2", "/v1/p2"),
        ("/p2?x=1#top", "/p2?x=1"),
    ];
    for (link, expected) in cases {
        let walked = both_at::<ByLink>("/v1/things/list?a=1", move |number, _| {
            if number == 0 { page(0..1, link) } else { page(1..2, Value::Null) }
        });
        assert_eq!(walked.sound(), [0, 1]);
        assert_eq!(walked.targets(), ["/v1/things/list?a=1", expected]);
    }
}

#[test]
fn relative_links_are_joined_on_the_url_behind_a_redirect() {
    let walked = both_at::<ByLink>("/old/list", |_, request| match request.target().as_str() {
        "/old/list" => Answer::empty(307).header("location", "/new/things/list"),
        "/new/things/list" => page(0..1, "?p=2"),
        _ => page(1..2, Value::Null),
    });
    assert_eq!(walked.sound(), [0, 1]);
    assert_eq!(walked.targets(), ["/old/list", "/new/things/list", "/new/things/list?p=2"]);
}

#[test]
fn an_absolute_link_on_the_same_origin_is_followed() {
    let walked =
        both::<ByLink>(
            |number, request| {
                if number == 0 { page(0..1, request.origin() + "/other?p=2") } else { page(1..2, Value::Null) }
            },
        );
    assert_eq!(walked.sound(), [0, 1]);
    assert_eq!(walked.targets(), ["/list", "/other?p=2"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next, origin("http://localhost:1"))]
struct OnTwoHosts {
    data: Vec<u64>,
    next: Option<String>,
}

#[tokio::test]
async fn an_origin_that_the_attribute_names_is_asked() {
    let server = serve(|_, _| page(0..1, "http://localhost:1/list"));
    let mut items = client().get(server.url_of("/list")).paginate::<OnTwoHosts>().items();
    assert_eq!(items.try_next().await.unwrap(), Some(0));
    // Nothing listens there: that the connection fails shows that it was tried.
    let error = items.try_next().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[tokio::test]
async fn an_origin_that_is_allowed_at_run_time_is_asked_with_the_credentials() {
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
fn an_origin_that_is_none_is_told_by_the_first_result() {
    let server = elsewhere();
    let mut items = blocking().get(server.url_of("/list")).paginate::<ByLink>().allow_origin("files.example").items();
    let outcome = drain_blocking(&mut items);
    assert!(matches!(outcome.error(), Error::Request(_)), "{outcome:?}");
    assert_eq!(server.requests(), 0);
}

#[test]
fn a_redirect_to_another_origin_is_refused_before_anything_is_sent_there() {
    let evil = elsewhere();
    for status in [301, 302, 307, 308] {
        let location = evil.url_of("/list");
        let server =
            serve(
                move |number, _| {
                    if number == 0 { page(0..1, "?p=2") } else { Answer::empty(status).header("location", &location) }
                },
            );
        let http = reqwest::Client::builder().no_proxy().redirect(same_origin_redirects()).build().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let outcome = runtime.block_on(async {
            drain(&mut http.get(server.url_of("/list")).header("x-api-key", "key").paginate::<ByLink>().items()).await
        });
        assert_eq!(outcome.records, [0]);
        assert!(is_foreign(outcome.error()), "{outcome:?}");
        assert_eq!(targets(&server.log()), ["/list", "/list?p=2"]);

        let location = evil.url_of("/list");
        let server =
            serve(
                move |number, _| {
                    if number == 0 { page(0..1, "?p=2") } else { Answer::empty(status).header("location", &location) }
                },
            );
        let http = reqwest::blocking::Client::builder().no_proxy().redirect(same_origin_redirects()).build().unwrap();
        let outcome = drain_blocking(
            &mut http.get(server.url_of("/list")).header("x-api-key", "key").paginate::<ByLink>().items(),
        );
        assert!(is_foreign(outcome.error()), "{outcome:?}");
        assert_eq!(server.requests(), 2);
    }
    assert_eq!(evil.requests(), 0);
}

#[test]
fn redirects_within_the_origin_are_followed() {
    let server = serve(|_, request| match request.path.as_str() {
        "/list" => Answer::empty(302).header("location", "/moved"),
        _ => page(0..2, Value::Null),
    });
    let http = reqwest::blocking::Client::builder().no_proxy().redirect(same_origin_redirects()).build().unwrap();
    let mut items = http.get(server.url_of("/list")).header("x-api-key", "key").paginate::<ByLink>().items();
    assert_eq!(drain_blocking(&mut items).sound(), [0, 1]);
    assert_eq!(server.log()[1].header("x-api-key"), Some("key"));
}

#[test]
fn a_page_that_another_origin_gave_is_refused_whatever_the_redirect_policy() {
    let evil = elsewhere();
    let location = evil.url_of("/list");
    let walked = both::<ByLink>(move |_, _| Answer::empty(302).header("location", &location));
    assert!(walked.outcome.records.is_empty());
    assert!(is_foreign(walked.error()), "{walked:?}");
    for request in evil.log() {
        assert_eq!(request.header("authorization"), None);
    }
}

/// A checkpoint as it could lie in a file.
fn stored(value: &Value) -> Checkpoint {
    serde_json::from_value(value.clone()).unwrap()
}

#[tokio::test]
async fn a_url_in_a_checkpoint_is_checked_again() {
    let first = serve(|_, _| page(0..1, "/list?p=2"));
    let mut pages = client().get(first.url_of("/list")).paginate::<ByLink>().pages();
    pages.try_next().await.unwrap();
    let checkpoint = pages.checkpoint();

    let second = elsewhere();
    let mut items = client().get(second.url_of("/list")).paginate::<ByLink>().resume(checkpoint.clone()).items();
    let outcome = drain(&mut items).await;
    assert!(is_foreign(outcome.error()), "{outcome:?}");
    assert_eq!((first.requests(), second.requests()), (1, 0));

    let mut items =
        client().get(second.url_of("/list")).paginate::<ByLink>().allow_origin(first.url()).resume(checkpoint).items();
    items.try_next().await.unwrap();
    assert_eq!((first.requests(), second.requests()), (2, 0));
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next, upgrade_scheme)]
struct BehindProxy {
    data: Vec<u64>,
    next: Option<String>,
}

#[tokio::test]
async fn an_http_url_of_an_https_api_is_refused_unless_it_may_be_upgraded() {
    // Nothing listens on that port, and this client speaks no TLS: an error of the transport shows that it was tried.
    let checkpoint = |response: &str| {
        stored(&json!({ "response": response, "strategy": "next_link", "position": "http://localhost:1/list?p=2" }))
    };
    let request = client().get("https://localhost:1/list");
    let outcome = drain(&mut request.paginate::<ByLink>().resume(checkpoint("ByLink")).items()).await;
    assert!(is_foreign(outcome.error()), "{outcome:?}");
    let request = client().get("https://localhost:1/list");
    let error =
        request.paginate::<BehindProxy>().resume(checkpoint("BehindProxy")).items().try_next().await.unwrap_err();
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
        None => Answer::json(&json!({ "data": [1], "next": "?p=2", "previous": "https://evil.example/" })),
        _ => Answer::json(&json!({ "data": [2], "next": null, "previous": "/list" })),
    });
    let mut pages = client().get(server.url_of("/list")).paginate::<TwoWays>().pages();
    pages.try_next().await.unwrap();
    let on_first = pages.checkpoint();
    pages.try_next().await.unwrap();
    let on_second = pages.checkpoint();
    assert_eq!(server.requests(), 2);

    let mut items = client().get(server.url_of("/list")).paginate::<TwoWays>().resume(on_second).rev().items();
    let outcome = drain(&mut items).await;
    assert_eq!(outcome.records, [1]);
    assert!(is_foreign(outcome.error()), "{outcome:?}");
    assert_eq!(server.requests(), 3);

    let mut items = client().get(server.url_of("/list")).paginate::<TwoWays>().resume(on_first).rev().items();
    let outcome = drain(&mut items).await;
    assert!(is_foreign(outcome.error()), "a way back that is refused is told: {outcome:?}");
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
    let outcome = drain(&mut items).await;
    assert!(is_foreign(outcome.error()), "{outcome:?}");
    assert_eq!((server.requests(), evil.requests()), (0, 0));
}

#[tokio::test]
async fn a_sync_url_of_another_origin_is_an_error_behind_the_records() {
    let server = serve(|_, _| Answer::json(&json!({ "data": [1], "delta": "https://evil.example/delta" })));
    let mut items = client().get(server.url_of("/list")).paginate::<Drive>().items();
    let outcome = drain(&mut items).await;
    assert_eq!(outcome.records, [1]);
    assert!(is_foreign(outcome.error()), "{outcome:?}");
    assert!(items.sync_token().is_none());
}
