//! No error, page or position shows a query, a password or the value of a header.

use demo_apis::{Fault, MockResponse, Server, ZOHO_TOKEN};
use pagination_core::Paginate as _;
use pagination_core::Paginated;
use pagination_core::reqwest::Error;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::{ByLink, blocking, client, drain, error_text, page, serve};

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token")]
#[paginated(page_size(param = "limit"))]
struct Datastores {
    data: Vec<demo_apis::data::Datastore>,
    next_token: Option<String>,
}

/// No text of an error may show the query, the userinfo or the value of a header.
#[track_caller]
fn keeps_secrets(error: &Error) {
    let text = error_text(error);
    for secret in ["s3cret", "p4ssword", "t0ken", "c0okie", "?"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[tokio::test]
async fn no_error_shows_a_query_a_password_or_a_header() {
    let responses = [
        MockResponse::empty(401).header("set-cookie", "c0okie"),
        MockResponse::empty(503),
        MockResponse::text("<html>"),
        MockResponse::text("{\"data\": "),
        MockResponse::json(&json!({ "data": ["x"] })),
        page(0..0, "https://me:p4ssword@evil.example/?s3cret"),
        page(0..0, "http://["),
        page(0..0, "https://me:p4ssword@:80:80/?s3cret"),
    ];
    for response in responses {
        let server = serve(move |_, _| response.clone());
        let url = server.url_of("/list?api_key=s3cret#p4ssword").replace("http://", "http://me:p4ssword@");
        let mut items = client().get(url).header("x-api-key", "t0ken").paginate::<ByLink>().items();
        let error = items.try_next().await.unwrap_err();
        keeps_secrets(&error);
    }
}

#[tokio::test]
async fn an_error_of_the_transport_names_the_path_and_not_the_query() {
    let url = "http://me:p4ssword@127.0.0.1:1/list?api_key=s3cret";
    let error = client().get(url).paginate::<ByLink>().items().try_next().await.unwrap_err();
    keeps_secrets(&error);
    assert!(error_text(&error).contains("127.0.0.1:1/list"), "{}", error_text(&error));
}

#[test]
fn a_blocking_error_of_the_transport_names_the_path_and_not_the_query() {
    let url = "http://me:p4ssword@127.0.0.1:1/list?api_key=s3cret";
    let error = blocking().get(url).paginate::<ByLink>().items().try_next().unwrap_err();
    keeps_secrets(&error);
}

#[tokio::test]
async fn a_body_that_breaks_off_shows_no_cursor() {
    let server = Server::builder().zoho(50).start().unwrap();
    server.fail_request(2, Fault::Reset);
    let request = client()
        .get(server.url_of("/api/v3/datastores?s3cret=1"))
        .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"));
    let mut items = request.paginate::<Datastores>().page_size(20).items();
    let walked = drain(&mut items).await;
    keeps_secrets(walked.error());
}

#[tokio::test]
async fn a_page_shows_neither_its_query_nor_its_headers() {
    let server = serve(|_, _| page(0..1, Value::Null).header("set-cookie", "c0okie"));
    let mut pages = client().get(server.url_of("/list?api_key=s3cret")).paginate::<ByLink>().pages();
    let page = pages.try_next().await.unwrap().unwrap();
    let text = format!("{page:?}");
    assert!(text.contains("/list") && text.contains("set-cookie"), "{text}");
    assert!(!text.contains("s3cret") && !text.contains("c0okie"), "{text}");
}
