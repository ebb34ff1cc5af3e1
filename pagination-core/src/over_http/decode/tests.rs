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
    assert_eq!(found.found, "expected u64, found a string of 5 bytes");
}

#[test]
fn a_missing_field_is_named_with_the_length_of_what_was_found_instead() {
    let found = failure("application/json", br#"{"error":"no such list"}"#);
    assert_eq!(found.path, ".");
    assert_eq!(found.found, "missing field `data`, found an object of 1 member");
}

#[test]
fn html_and_xml_are_reported_with_their_length() {
    for content_type in ["text/html; charset=utf-8", "", "application/json"] {
        let found = failure(content_type, b"\r\n<!DOCTYPE html>\n<html>\n  <body>Please sign in</body></html>");
        assert_eq!(found.path, ".");
        assert_eq!(found.found, "expected JSON, found HTML of 61 bytes");
    }
    let xml = failure("text/xml", b"<?xml version=\"1.0\"?><Error/>");
    assert_eq!(xml.found, "expected JSON, found XML of 29 bytes");
    assert_eq!(failure("text/html", b"<Error/>").found, "expected JSON, found HTML of 8 bytes");
}

#[test]
fn other_text_is_reported_with_its_length() {
    let found = failure("text/plain", b"Service  temporarily\nunavailable");
    assert_eq!(found.found, "expected JSON, found 32 bytes that are not: expected value at line 1 column 1");
    assert!(failure("", b"\xff\xfe\x00").found.starts_with("expected JSON, found 3 bytes that are not"));
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
    assert_eq!(found.found, "expected u64, found a string of 10000 bytes");
}

#[test]
fn a_byte_order_mark_is_skipped() {
    let page: Result<Things, _> = decode(&SPEC, &head(HeaderMap::new()), b"\xef\xbb\xbf{\"data\":[]}");
    assert!(page.is_ok_and(|page| page.data.is_empty()));
}

/// Every kind of error that serde knows.
#[derive(Debug, serde::Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Kinds {
    #[serde(default)]
    tuple: (u8, u8),
    #[serde(default)]
    small: u8,
    #[serde(default)]
    kind: Kind,
    #[serde(default)]
    either: Option<Either>,
    #[serde(default)]
    own: Option<Own>,
    #[serde(default)]
    strict: Option<Strict>,
    #[serde(default)]
    numbered: HashMap<u64, Kind>,
    #[serde(flatten)]
    flat: Flat,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    #[default]
    Open,
    Closed(#[allow(dead_code, reason = "only read")] u8),
}

#[derive(Debug, serde::Deserialize)]
#[serde(untagged)]
#[allow(dead_code, reason = "only read")]
enum Either {
    Number(u8),
    Flag(bool),
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "only read")]
struct Strict {
    a: u8,
}

#[derive(Debug, Default, serde::Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Flat {
    #[serde(default)]
    count: u8,
}

#[derive(Debug)]
struct Own;

impl<'de> Deserialize<'de> for Own {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Err(D::Error::custom(format_args!("`{text}` is not right")))
    }
}

#[test]
fn no_kind_of_error_quotes_the_value() {
    for (body, path, found) in [
        (r#"{"small":"s3cret"}"#, "small", "expected u8, found a string of 6 bytes"),
        (r#"{"small":70707}"#, "small", "expected u8, found an integer"),
        (r#"{"small":7.5}"#, "small", "expected u8, found a floating point number"),
        (r#"{"small":true}"#, "small", "expected u8, found a boolean"),
        (r#"{"small":null}"#, "small", "expected u8, found null"),
        (r#"{"small":{"s3cret":1}}"#, "small", "expected u8, found an object of 1 member"),
        (r#"{"small":["s3cret"]}"#, "small", "expected u8, found an array of 1 element"),
        (r#"{"tuple":[1]}"#, "tuple", "expected a tuple of size 2, found a length of 1"),
        (r#"{"kind":"s3cret"}"#, "kind", "expected one of `open`, `closed`, found another string of 6 bytes"),
        (r#"{"kind":{"closed":"s3cret"}}"#, "kind.closed", "expected u8, found a string of 6 bytes"),
        (r#"{"kind":7}"#, "kind", "expected string or map, found an integer"),
        (
            r#"{"either":"s3cret"}"#,
            "either",
            "no variant of the untagged enum `Either` matches, found a string of 6 bytes",
        ),
        (r#"{"own":"s3cret"}"#, "own", "the type refuses what was found: a string of 6 bytes"),
        (r#"{"strict":{"b":"s3cret"}}"#, "strict.b", "unknown field `b`, expected `a`, found a string of 6 bytes"),
        (
            r#"{"numbered":{"7":"s3cret"}}"#,
            "numbered.7",
            "expected one of `open`, `closed`, found another string of 6 bytes",
        ),
        (r#"{"count":"s3cret"}"#, ".", "expected u8, found a string of 6 bytes"),
        (r#"{"small":1,"small":2}"#, ".", "duplicate field `small`, found an object of 2 members"),
    ] {
        let Err(Problem::Decode(decode)) = decode::<Kinds>(&SPEC, &head(HeaderMap::new()), body.as_bytes()) else {
            panic!("{body}")
        };
        assert_eq!((decode.path.as_str(), decode.found.as_str()), (path, found), "{body}");
        assert!(!format!("{decode} {decode:?}").contains("s3cret"));
    }
}

#[test]
fn a_body_that_is_not_json_is_reported_as_such_also_where_the_type_refuses_its_beginning() {
    let found = failure("", b"[{]");
    assert_eq!(found.path, ".");
    assert!(found.found.starts_with("expected JSON, found 3 bytes that are not: "), "{}", found.found);
    let deep = format!(r#"{{"deep":{}1{},"data":"s3cret"}}"#, "[".repeat(1_000), "]".repeat(1_000));
    let found = failure("", deep.as_bytes());
    assert!(found.path == "data" && found.found.starts_with("the type refuses what was found at line 1"), "{found:?}");
}

#[test]
fn a_path_from_the_body_is_cleaned_and_shortened() {
    let name = format!("a\\n\\u001b[31m\\u202e{}", "b".repeat(1_000));
    let body = format!(r#"{{"data":[{{"{name}":"s3cret"}}]}}"#);
    let found = failure("", body.as_bytes());
    assert!(found.path.starts_with("data[0].a \u{fffd}\u{fffd}bb"), "{}", found.path);
    assert_eq!(found.path.chars().count(), 201);
}
