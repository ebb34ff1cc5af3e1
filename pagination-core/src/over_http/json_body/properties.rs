//! Editing the text has the same result as editing the value, and never produces invalid JSON.

use super::*;
use proptest::prelude::*;

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-c\"\\\\/~é\n]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-c/~]{0,2}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn any_pointer() -> impl Strategy<Value = String> {
    prop::collection::vec("[a-c01/~]{0,2}", 0..4).prop_map(|segments| {
        segments.iter().flat_map(|segment| ["/".to_owned(), segment.replace('~', "~0").replace('/', "~1")]).collect()
    })
}

proptest! {
    #[test]
    fn any_text_is_accepted_or_refused_without_a_panic(text in "[{}\\[\\]:,\"a0 \\\\]{0,40}", pointer in "[/~a0]{0,8}") {
        if let Some(mut body) = JsonBody::new(&text) {
            let _ = body.get(&pointer);
            let _ = body.set(&pointer, &Value::from(1));
            prop_assert!(serde_json::from_str::<Value>(body.text()).is_ok());
            let _ = body.remove(&pointer);
            prop_assert!(serde_json::from_str::<Value>(body.text()).is_ok());
        }
    }

    #[test]
    fn existing_values_are_found(value in any_json(), pointer in any_pointer()) {
        let body = JsonBody::new(&value.to_string()).unwrap();
        prop_assert_eq!(body.get(&pointer), value.pointer(&pointer).cloned());
    }

    #[test]
    fn a_written_value_is_read_back_and_the_rest_is_unchanged(value in any_json(), pointer in any_pointer(), new in any_json()) {
        for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            let mut body = JsonBody::new(&text).unwrap();
            if body.set(&pointer, &new).is_err() {
                prop_assert_eq!(body.text(), text);
                continue;
            }
            prop_assert_eq!(body.get(&pointer), Some(new.clone()));
            let mut read: Value = serde_json::from_str(body.text()).unwrap();
            if let (Some(edited), Some(before)) = (read.pointer_mut(&pointer), value.pointer(&pointer)) {
                *edited = before.clone();
                prop_assert_eq!(&read, &value);
            }
        }
    }
    #[test]
    fn a_merged_map_is_there_and_the_rest_is_unchanged(value in any_json(), pointer in any_pointer(), new in any_json()) {
        let Value::Object(map) = new else { return Ok(()) };
        for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            let mut body = JsonBody::new(&text).unwrap();
            if body.merge(&pointer, &map).is_err() {
                prop_assert_eq!(body.text(), text);
                continue;
            }
            let read: Value = serde_json::from_str(body.text()).unwrap();
            let mut expected = value.clone();
            let Some(at) = expected.pointer_mut(&pointer) else { continue };
            merge(at, &Value::Object(map.clone()));
            prop_assert_eq!(read, expected);
        }
    }

    #[test]
    fn a_removed_value_is_gone_and_the_rest_is_unchanged(value in any_json(), pointer in any_pointer()) {
        let mut body = JsonBody::new(&value.to_string()).unwrap();
        let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
        if body.remove(&pointer).is_err() || pointer.is_empty() {
            return Ok(());
        }
        let read: Value = serde_json::from_str(body.text()).unwrap();
        if let Some(Value::Object(members)) = value.pointer(parent) {
            let name = pointer.rsplit('/').next().unwrap().replace("~1", "/").replace("~0", "~");
            let mut expected = members.clone();
            expected.remove(&name);
            prop_assert_eq!(read.pointer(parent), Some(&Value::Object(expected)));
        }
    }
}

/// As [`JsonBody::merge`] is meant, on values.
fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (name, value) in from {
                merge(into.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from.clone(),
    }
}
