use super::*;
use crate::position::Position;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

static CURSOR: Spec = Spec::cursor("Things").empty(&[404]).expired(&[410]);
static OFFSET: Spec = Spec::offset("Things");

fn received(spec: &'static Spec, request: &PageRequest, status: u16, body: &str) -> Result<Received<Value>, Problem> {
    let status = StatusCode::from_u16(status).unwrap();
    let head = Head { status, headers: HeaderMap::new(), url: "https://api.example/x?key=s3cret".to_owned() };
    read(spec, request, head, body.as_bytes(), None)
}

fn at(position: &str) -> PageRequest {
    PageRequest { position: Some(Position::text(position)), ..PageRequest::default() }
}

#[test]
fn no_content_not_modified_and_declared_statuses_are_empty() {
    for status in [204, 304, 404] {
        assert!(matches!(received(&CURSOR, &at("c"), status, ""), Ok(Received::NoContent)), "{status}");
    }
    assert!(matches!(received(&OFFSET, &at("c"), 404, ""), Err(Problem::Status(_))));
}

#[test]
fn a_position_expires_only_if_one_was_sent() {
    assert!(matches!(received(&CURSOR, &at("c"), 410, ""), Err(Problem::Expired(_))));
    let since = PageRequest { since: Some(Position::text("s")), ..PageRequest::default() };
    assert!(matches!(received(&CURSOR, &since, 410, ""), Err(Problem::Expired(_))));
    assert!(matches!(received(&CURSOR, &PageRequest::default(), 410, ""), Err(Problem::Status(_))));
    assert!(matches!(received(&CURSOR, &at("c"), 400, ""), Err(Problem::Status(_))));
}

#[test]
fn a_failure_keeps_its_body_and_shows_no_query() {
    let Err(Problem::Status(status)) = received(&CURSOR, &at("c"), 500, "{\"error\":1}") else { panic!("no status") };
    assert_eq!((status.status.as_u16(), status.body.as_slice()), (500, b"{\"error\":1}".as_slice()));
    assert_eq!(status.url, "https://api.example/x");
}

#[test]
fn a_redirect_that_was_not_followed_is_a_failure() {
    assert!(matches!(received(&CURSOR, &at("c"), 302, ""), Err(Problem::Status(_))));
}

#[test]
fn a_page_has_its_head() {
    let Ok(Received::Page { page, body: hash }) = received(&CURSOR, &at("c"), 206, r#"{"data":[{"id":1}]}"#) else {
        panic!("no page")
    };
    assert_eq!((page.status().as_u16(), page.url()), (206, "https://api.example/x?key=s3cret"));
    assert_eq!((page["data"].as_array().map_or(0, Vec::len), hash.is_some()), (1, true));
}

#[test]
fn equal_bodies_have_equal_hashes() {
    let hash = |text: &str| match received(&OFFSET, &at("c"), 200, text) {
        Ok(Received::Page { body, .. }) => body,
        _ => None,
    };
    assert!(hash(r#"{"data":[]}"#).is_some());
    assert_eq!(hash(r#"{"data":[]}"#), hash(r#"{"data":[]}"#));
    assert_ne!(hash(r#"{"data":[]}"#), hash(r#"{"data":[ ]}"#));
}
