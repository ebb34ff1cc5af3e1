use super::*;
use http::{HeaderValue, StatusCode};
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::collections::HashMap;

/// `{"data": [{"id": 1}]}`, read as serde's derive would read it.
#[derive(Debug)]
struct Things {
    data: Vec<HashMap<String, u64>>,
}

impl<'de> Deserialize<'de> for Things {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Things;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("struct Things")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Things, A::Error> {
                let mut data = None;
                while let Some(key) = map.next_key::<String>()? {
                    if key == "data" {
                        data = Some(map.next_value()?);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                data.map(|data| Things { data }).ok_or_else(|| Error::missing_field("data"))
            }
        }
        deserializer.deserialize_struct("Things", &["data"], Fields)
    }
}

static SPEC: Spec = Spec::cursor("Things");

fn head(headers: HeaderMap) -> Head {
    Head { status: StatusCode::OK, headers, url: "https://me:pw@api.example/x?key=s3cret".to_owned() }
}

fn failure(content_type: &str, body: &[u8]) -> Decode {
    let mut headers = HeaderMap::new();
    if !content_type.is_empty() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_str(content_type).unwrap());
    }
    match decode::<Things>(&SPEC, &head(headers), body) {
        Err(Problem::Decode(decode)) => {
            let text = format!("{decode} {decode:?}");
            assert!(
                text.contains("https://api.example/x") && !text.contains("s3cret") && !text.contains("pw"),
                "{text}"
            );
            assert_eq!(decode.body, body);
            *decode
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_wrong_type_deep_inside_is_named_with_its_path() {
    let found = failure("application/json", br#"{"data":[{"id":0},{"id":1},{"id":2},{"id":"three"}]}"#);
    assert_eq!(found.path, "data[3].id");
    assert!(found.found.contains("string \"three\"") && found.found.contains("u64"), "{}", found.found);
}

#[test]
fn a_missing_field_shows_what_was_found_instead() {
    let found = failure("application/json", br#"{"error":"no such list"}"#);
    assert_eq!(found.path, ".");
    assert!(found.found.contains("missing field `data`"), "{}", found.found);
    assert!(found.found.contains(r#"found `{"error":"no such list"}`"#), "{}", found.found);
}

#[test]
fn html_is_reported_and_its_start_is_shown() {
    for content_type in ["text/html; charset=utf-8", "", "application/json"] {
        let found = failure(content_type, b"\r\n<!DOCTYPE html>\n<html>\n  <body>Please sign in</body></html>");
        assert_eq!(found.path, ".");
        assert_eq!(
            found.found,
            "found HTML where JSON was expected: `<!DOCTYPE html> <html> <body>Please sign in</body></html>`"
        );
    }
    assert!(failure("text/xml", b"<?xml version=\"1.0\"?><Error/>").found.starts_with("found XML"));
    assert!(failure("text/html", b"<Error/>").found.starts_with("found HTML"));
    let long = failure("", format!("<html>{}", "é".repeat(10_000)).as_bytes());
    assert!(long.found.chars().count() < 160 && long.found.ends_with("…`"), "{}", long.found);
}

#[test]
fn other_text_shows_its_start() {
    let found = failure("text/plain", b"Service  temporarily\nunavailable");
    assert!(found.found.contains("found `Service temporarily unavailable`"), "{}", found.found);
    assert!(failure("", b"\xff\xfe\x00").found.contains('\u{fffd}'));
}

#[test]
fn a_truncated_body_is_reported_as_cut_off() {
    let found = failure("application/json", br#"{"data":[{"id":1},{"id":2},{"i"#);
    assert!(found.found.starts_with("the JSON is cut off after 30 bytes"), "{}", found.found);
    assert!(found.path.starts_with("data[2]"), "{}", found.path);
}

#[test]
fn an_empty_body_is_reported_as_empty() {
    assert_eq!(failure("application/json", b"").found, "the body is empty");
    assert_eq!(failure("", b" \r\n").found, "the body is empty");
}

#[test]
fn text_after_the_json_is_an_error() {
    let found = failure("", br#"{"data":[]}{"data":[]}"#);
    assert_eq!(found.path, ".");
    assert!(found.found.contains("trailing characters"), "{}", found.found);
}

#[test]
fn a_long_value_is_not_repeated_in_full() {
    let found = failure("", format!(r#"{{"data":[{{"id":"{}"}}]}}"#, "x".repeat(10_000)).as_bytes());
    assert!(found.found.chars().count() <= 301, "{}", found.found.len());
    assert!(found.found.contains("expected u64"), "{}", found.found);
}

#[test]
fn a_byte_order_mark_is_skipped() {
    let page: Result<Things, _> = decode(&SPEC, &head(HeaderMap::new()), b"\xef\xbb\xbf{\"data\":[]}");
    assert!(page.is_ok_and(|page| page.data.is_empty()));
}
