//! Bodies that cannot be decoded, and what the error says of them.

use demo_apis::MockResponse;
use pagination_core::Paginated;
use pagination_core::reqwest::Error;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::{ByCursor, error_text, over_http, over_http_at, page};

#[test]
fn html_in_place_of_json_is_a_decode_error_that_says_so() {
    let walked = over_http::<ByCursor>(|number, _| match number {
        0 => page(0..2, "b"),
        _ => MockResponse::text("<!DOCTYPE html><title>Sign in</title>")
            .header("content-type", "text/html; charset=utf-8"),
    });
    assert_eq!(walked.items, [0, 1]);
    assert_eq!(walked.requests.len(), 2);
    let Error::Decode(decode) = walked.error() else { panic!("{walked:?}") };
    assert_eq!(decode.status.as_u16(), 200);
    assert_eq!(decode.content_type.as_deref(), Some("text/html; charset=utf-8"));
    assert!(decode.body.starts_with(b"<!DOCTYPE"));
    assert!(decode.url.ends_with("/list"), "{}", decode.url);
    let text = walked.error().to_string();
    for part in ["expected JSON, found HTML of 37 bytes", "/list", "ByCursor", "text/html"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("Sign in"), "{text}");
}

#[test]
fn truncated_json_is_a_decode_error_with_the_number_of_bytes() {
    let walked = over_http::<ByCursor>(|_, _| {
        MockResponse::text(r#"{"data": [1, 2], "ne"#).header("content-type", "application/json")
    });
    assert!(walked.items.is_empty());
    assert!(matches!(walked.error(), Error::Decode(_)), "{walked:?}");
    assert!(walked.error().to_string().contains("20 bytes"), "{}", walked.error());
    assert!(!walked.error().is_transient());
    assert_eq!(walked.requests.len(), 1);
}

#[derive(Debug, PartialEq, Deserialize)]
struct Person {
    name: Name,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Name {
    given: Vec<String>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
struct People {
    data: Vec<Person>,
    next: Option<String>,
}

#[test]
fn a_wrong_type_is_a_decode_error_with_its_path_and_what_was_found() {
    let person = |given: Value| json!({ "name": { "given": ["Ada", given] } });
    let walked = over_http_at::<People>("/people?key=secret", move |_, _| {
        MockResponse::json(&json!({ "data": [person(json!("King")), person(json!(7))], "next": null }))
    });
    let Error::Decode(decode) = walked.error() else { panic!("{walked:?}") };
    assert_eq!(decode.path, "data[1].name.given[1]");
    assert_eq!(decode.found, "expected a string, found an integer");
    assert_eq!(decode.response, "People");
    assert!(decode.url.ends_with("/people"), "{}", decode.url);
    assert!(walked.items.is_empty(), "a page that cannot be read is not delivered in part");
}

#[test]
fn an_empty_body_is_a_decode_error() {
    let walked = over_http::<ByCursor>(|_, _| MockResponse::empty(200));
    assert!(matches!(walked.error(), Error::Decode(_)), "{walked:?}");
    assert!(walked.error().to_string().contains("empty"), "{}", walked.error());
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = data.viewer.next, body = "/variables/after")]
#[paginated(items = data.viewer.nodes, item = u64)]
struct Graph {
    data: Data,
}

#[derive(Debug, Deserialize)]
struct Data {
    viewer: Viewer,
}

#[derive(Debug, Deserialize)]
struct Viewer {
    nodes: Vec<u64>,
    next: Option<String>,
}

#[test]
fn a_graphql_failure_without_a_check_shows_the_message_of_the_api() {
    let walked = over_http::<Graph>(|_, _| {
        MockResponse::json(&json!({
            "data": null,
            "errors": [{ "message": "Field 'viewr' doesn't exist\n(token ghp_16C7e42F292c6912E7710c838347Ae178B4a)" }],
        }))
    });
    let Error::Decode(decode) = walked.error() else { panic!("{walked:?}") };
    assert_eq!(decode.reported.as_deref(), Some("Field 'viewr' doesn't exist (token …)"));
    let shown = error_text(walked.error());
    assert!(shown.contains("at `data`") && shown.contains("the API says: Field 'viewr' doesn't exist"), "{shown}");
    assert!(!shown.contains("ghp_"), "{shown}");

    let part = over_http::<Graph>(|_, _| {
        MockResponse::json(&json!({ "data": { "viewer": null }, "errors": [{ "message": "Something went wrong" }] }))
    });
    assert!(part.error().to_string().ends_with("the API says: Something went wrong"), "{part:?}");
}
