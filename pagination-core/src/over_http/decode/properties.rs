//! Any body is decoded or refused without a panic, and no message contains a value of it.

use std::collections::BTreeMap;

use super::*;
use http::StatusCode;
use proptest::prelude::*;
use serde_json::Value;

static SPEC: Spec = Spec::cursor("Things");

type Things = BTreeMap<String, Vec<(u8, Option<BTreeMap<String, bool>>)>>;

fn head() -> Head {
    Head { status: StatusCode::OK, headers: HeaderMap::new(), url: "https://api.example/x?key=s3cr3t".to_owned() }
}

/// JSON of which every text and every number is a secret.
fn secrets() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        Just(Value::from(271_828_182_u64)),
        Just(Value::from(-271_828_182.5)),
        Just(Value::from("s3cr3t")),
        "[a-z\"\\\\é\n]{0,3}s3cr3t".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-c]{0,2}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn shown<P: DeserializeOwned>(body: &[u8]) -> Option<String> {
    match decode::<P>(&SPEC, &head(), body) {
        Err(Problem::Decode(refused)) => Some(format!("{refused} {refused:?}")),
        _ => None,
    }
}

proptest! {
    #[test]
    fn any_bytes_are_decoded_or_refused(body in prop_oneof![
        prop::collection::vec(any::<u8>(), 0..60),
        "[{}\\[\\]:,\"a0 \\\\.eE+-]{0,60}".prop_map(String::into_bytes),
        "[\\[{]{0,300}".prop_map(String::into_bytes),
    ]) {
        let refused = [shown::<Things>(&body), shown::<Vec<Things>>(&body), shown::<Value>(&body)];
        for message in refused.into_iter().flatten() {
            prop_assert!(message.contains("https://api.example/x"), "{}", message);
            prop_assert!(message.len() < 2_000 + body.len(), "{}", message);
        }
    }

    #[test]
    fn no_message_contains_a_value(value in secrets(), cut in 0_usize..200, pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value).unwrap() } else { value.to_string() };
        let cut_off: String = text.chars().take(cut).collect();
        for body in [&text, &cut_off] {
            for message in [shown::<Things>(body.as_bytes()), shown::<u8>(body.as_bytes())].into_iter().flatten() {
                prop_assert!(!message.contains("s3cr3t") && !message.contains("271828"), "{}", message);
            }
        }
    }
}
