use super::*;
use serde_json::json;

fn body(text: &str) -> JsonBody {
    JsonBody::new(text).unwrap_or_else(JsonBody::empty)
}

fn set(text: &str, pointer: &str, value: &Value) -> String {
    let mut body = body(text);
    match body.set(pointer, value) {
        Ok(()) => {
            assert!(serde_json::from_str::<Value>(body.text()).is_ok(), "{}", body.text());
            body.0
        }
        Err(problem) => format!("error: {problem}"),
    }
}

fn removed(text: &str, pointer: &str) -> String {
    let mut body = body(text);
    assert!(body.remove(pointer).is_ok());
    body.0
}

#[test]
fn only_the_written_value_changes() {
    let text = "{ \"sort\": {\"b\":1, \"a\":-1},\n\t\"big\": 123456789012345678901234567890, \"after\" : \"x\" , \"e\":1.50e3 }";
    assert_eq!(set(text, "/after", &json!("y")), text.replace("\"x\"", "\"y\""));
    assert_eq!(set(text, "/limit", &json!(5)), text.replace("1.50e3", "1.50e3,\"limit\":5"));
}

#[test]
fn missing_and_null_parents_become_objects() {
    assert_eq!(set("{}", "/variables/page/after", &json!("x")), r#"{"variables":{"page":{"after":"x"}}}"#);
    assert_eq!(set(r#"{"variables":null}"#, "/variables/after", &json!(1)), r#"{"variables":{"after":1}}"#);
    assert_eq!(set("null", "/a", &json!(1)), r#"{"a":1}"#);
    assert_eq!(
        set(r#"{"variables":{}}"#, "/variables/after", &json!([1, "a", null])),
        r#"{"variables":{"after":[1,"a",null]}}"#
    );
}

#[test]
fn array_elements_are_found_by_index() {
    let batch = r#"[{"variables":{}}, {"q":[1,2]}]"#;
    assert_eq!(set(batch, "/0/variables/after", &json!("x")), r#"[{"variables":{"after":"x"}}, {"q":[1,2]}]"#);
    assert_eq!(set(batch, "/1/q/1", &json!(3)), r#"[{"variables":{}}, {"q":[1,3]}]"#);
    assert_eq!(set(batch, "/1/q/2", &json!(3)), r#"[{"variables":{}}, {"q":[1,2,3]}]"#);
    assert!(set(batch, "/1/q/7", &json!(3)).starts_with("error: "));
    assert!(set(batch, "/1/q/01", &json!(3)).starts_with("error: "));
}

#[test]
fn nothing_is_written_below_a_string_or_a_number() {
    let error = set(r#"{"variables":"secret"}"#, "/variables/after", &json!("x"));
    assert!(error.contains("`/variables/after`"), "{error}");
    assert!(!error.contains("secret"), "{error}");
    assert!(set("3", "/a", &json!("x")).starts_with("error: "));
    assert!(set("{}", "after", &json!("x")).contains("write `/after`"));
}

#[test]
fn escapes_of_rfc_6901_are_read() {
    // The document and the pointers of RFC 6901 §5.
    let text = r#"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#;
    let document = body(text);
    for (pointer, value) in [
        ("/foo", json!(["bar", "baz"])),
        ("/foo/0", json!("bar")),
        ("/", json!(0)),
        ("/a~1b", json!(1)),
        ("/c%d", json!(2)),
        ("/e^f", json!(3)),
        ("/g|h", json!(4)),
        ("/i\\j", json!(5)),
        ("/k\"l", json!(6)),
        ("/ ", json!(7)),
        ("/m~0n", json!(8)),
    ] {
        assert_eq!(document.get(pointer), Some(value), "{pointer}");
    }
    assert_eq!(document.get("").map(|whole| whole.to_string().len()), Some(text.len()));
    assert_eq!(document.get("/foo/2"), None);
    assert_eq!(document.get("/foo/0/x"), None);
    assert_eq!(set("{}", "/a~1b/m~0n", &json!(1)), r#"{"a/b":{"m~n":1}}"#);
    assert_eq!(set("{}", "/~01", &json!(1)), r#"{"~1":1}"#);
    assert_eq!(set(r#"{"caf\u00e9":1}"#, "/café", &json!(2)), r#"{"caf\u00e9":2}"#);
}

#[test]
fn the_empty_pointer_is_the_whole_body() {
    assert_eq!(set(r#" {"a":1} "#, "", &json!([2])), " [2] ");
    assert_eq!(removed(r#"{"a":1}"#, ""), "{}");
}

#[test]
fn removing_a_value_removes_one_comma() {
    assert_eq!(removed(r#"{"a":1,"b":2,"c":3}"#, "/a"), r#"{"b":2,"c":3}"#);
    assert_eq!(removed(r#"{"a":1,"b":2,"c":3}"#, "/b"), r#"{"a":1,"c":3}"#);
    assert_eq!(removed(r#"{"a":1,"b":2,"c":3 }"#, "/c"), r#"{"a":1,"b":2 }"#);
    assert_eq!(removed(r#"{"a":{"x":"}"}}"#, "/a/x"), r#"{"a":{}}"#);
    assert_eq!(removed(r#"{"a":1,"b":2,"a":3}"#, "/a"), r#"{"b":2}"#);
    assert_eq!(removed(r#"{"a":[1,2,3]}"#, "/a/1"), r#"{"a":[1,3]}"#);
    assert_eq!(removed(r#"{"a":1}"#, "/b/c"), r#"{"a":1}"#);
}

#[test]
fn braces_and_quotes_inside_strings_are_ignored() {
    let text = r#"{"q":"{ \"a\": [1, \\\"}","n":[[],{}, [{"x":"]"}]],"after":true}"#;
    assert_eq!(body(text).get("/after"), Some(json!(true)));
    assert_eq!(set(text, "/after", &json!("ü")), text.replace("true", "\"ü\""));
}

#[test]
fn a_map_is_merged_deeply() {
    let mut merged = body(r#"{"q":"x","page":{"size":5,"at":{"a":1,"b":[1]}},"s":1}"#);
    let map = json!({"page": {"at": {"b": [2], "c": null}}, "s": {"t": 1}, "new": 1});
    assert!(merged.merge("", map.as_object().unwrap_or(&Map::new())).is_ok());
    assert_eq!(
        serde_json::from_str::<Value>(merged.text()).ok(),
        Some(json!({"q": "x", "page": {"size": 5, "at": {"a": 1, "b": [2], "c": null}}, "s": {"t": 1}, "new": 1}))
    );
    assert!(merged.merge("/made/here", map.as_object().unwrap_or(&Map::new())).is_ok());
    assert_eq!(merged.get("/made/here/new"), Some(json!(1)));
    assert!(merged.merge("/q", map.as_object().unwrap_or(&Map::new())).is_err());
}

#[test]
fn deep_nesting_needs_no_stack() {
    let deep = format!("{}1{}", r#"{"a":["#.repeat(20_000), "]}".repeat(20_000));
    let mut wrapped = body(&format!(r#"{{"deep":{deep}}}"#));
    assert!(wrapped.set("/after", &json!(1)).is_ok());
    assert_eq!(wrapped.text(), format!(r#"{{"deep":{deep},"after":1}}"#));
}

#[test]
fn invalid_json_is_refused() {
    for text in ["", "a=1", "{", "{}{}", "{'a':1}", "\"\u{1}\""] {
        assert!(JsonBody::new(text).is_none(), "{text}");
    }
}

#[test]
fn many_entries_are_merged_and_removed_in_one_pass() {
    // One pass for each entry would take minutes.
    let many: Map<String, Value> = (0..50_000).map(|number| (format!("k{number}"), number.into())).collect();
    let mut merged = body(r#"{"a":{"k5":"x","k1":{}},"b":1}"#);
    assert!(merged.merge("/a", &many).is_ok() && merged.merge("/a", &many).is_ok());
    let read: Value = serde_json::from_str(merged.text()).unwrap();
    assert_eq!(read.get("a").and_then(Value::as_object), Some(&many));
    assert_eq!(read.get("b"), Some(&json!(1)));
    assert_eq!(removed(&format!("{{{}\"b\":2}}", "\"a\":1,".repeat(50_000)), "/a"), r#"{"b":2}"#);
}

#[test]
fn duplicate_names_are_removed_wherever_they_are() {
    assert_eq!(removed(r#"{ "a":1, "b":2 , "a":3,"c":4, "a":5 }"#, "/a"), r#"{ "b":2 , "c":4 }"#);
    assert_eq!(removed(r#"{ "a":1, "a":2 }"#, "/a"), "{  }");
    assert_eq!(removed("[ 1 ]", "/0"), "[  ]");
}
