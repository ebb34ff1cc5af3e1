//! Whatever bytes are loaded as a checkpoint, they are refused, or the walk that resumes from them ends.

use std::sync::LazyLock;

use pagination_core::{Checkpoint, Cursor, NextLink, Offset, PageNumber, Paginated, pages_blocking};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, json};

const FORMAT_1: &str = include_str!("../behaviour/stored_checkpoints/format_1.json");

/// A list that is walked by every strategy, so that a checkpoint of each fits it.
#[derive(Debug, Clone, Default, Deserialize, Paginated)]
#[cursor(field = next, prev(field = prev))]
#[next_link(field = link, prev(field = prev_link))]
#[offset(stop(short_page), max_window = 1_000)]
#[page(stop(short_page))]
#[sync_token(field = sync, param = "since")]
#[paginated(page_size(param = "limit", default = 3), total = total)]
struct ByAll {
    data: Vec<u64>,
    next: Option<String>,
    prev: Option<String>,
    link: Option<String>,
    prev_link: Option<String>,
    sync: Option<String>,
    total: Option<u64>,
}

/// Seven items, three a page, whatever is asked for; a position that is no number leads to the last page.
fn seven(at: &Value) -> Result<ByAll, std::convert::Infallible> {
    let at = match at {
        Value::Null => 0,
        Value::Number(number) => number.as_u64().unwrap_or(u64::MAX),
        other => other.as_str().and_then(|text| text.parse().ok()).unwrap_or(6),
    };
    let data: Vec<_> = (at..at.saturating_add(3)).filter(|item| *item < 7).collect();
    let next = data.last().filter(|last| **last < 6).map(|last| (last + 1).to_string());
    let prev = (at >= 3).then(|| (at.min(9) - 3).to_string());
    Ok(ByAll {
        link: next.clone(),
        next,
        prev_link: prev.clone(),
        prev,
        data,
        sync: Some("s".to_owned()),
        total: Some(7),
    })
}

/// More requests, and more results, than any such walk has.
const MOST: usize = 64;

/// Resumes the walk, both ways, and panics unless it ends.
fn ends(checkpoint: &Checkpoint) {
    macro_rules! walk {
        ($strategy:ty $(, $call:ident)?) => {{
            let mut requests = 0;
            let call = |at: Option<Value>| {
                requests += 1;
                assert!(requests < MOST, "the walk does not end");
                seven(&at.unwrap_or_default())
            };
            let mut items = pages_blocking(call).by::<$strategy>().resume(checkpoint.clone())$(.$call())?.items();
            let results = items.by_ref().take(MOST).count();
            assert!(results < MOST, "the walk does not end");
            let stored = serde_json::to_string(&items.checkpoint()).unwrap();
            // Not the same: a float of many digits may come back with another last bit.
            serde_json::from_str::<Checkpoint>(&stored).unwrap();
        }};
    }
    walk!(Cursor);
    walk!(Cursor, rev);
    walk!(NextLink);
    walk!(NextLink, rev);
    walk!(Offset);
    walk!(PageNumber);
}

/// What a checkpoint may say, and much that none says.
fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0..12_u64).prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[0-9a-f]{0,16}".prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::sample::select(&["cursor", "next_link", "offset", "page", "ByAll"][..]).prop_map(Value::from),
        prop::collection::vec(any::<u8>(), 0..4).prop_map(Value::from),
        any::<u64>().prop_map(|number| json!({ "a": [number] })),
    ]
}

const KEYS: [&str; 15] = [
    "version",
    "response",
    "strategy",
    "path",
    "named",
    "position",
    "first",
    "taken",
    "over",
    "reached",
    "page_size",
    "prev",
    "since",
    "backwards",
    "session",
];

/// Those of format 1, and one of now for each strategy.
static STORED: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let all: Map<String, Value> = serde_json::from_str(FORMAT_1).unwrap();
    let mut stored: Vec<Value> = all.into_iter().map(|(_, value)| value).collect();
    for strategy in ["cursor", "next_link", "offset", "page"] {
        stored.push(json!({
            "version": 2, "response": "ByAll", "strategy": strategy, "position": 3, "taken": 1, "reached": 3, "prev": "0",
        }));
    }
    stored
});

fn any_checkpoint() -> impl Strategy<Value = Value> {
    let change = (prop::sample::select(&KEYS[..]), prop::option::weighted(0.8, any_value()));
    (prop::sample::select(&STORED[..]), prop::collection::vec(change, 0..4)).prop_map(|(mut checkpoint, changes)| {
        checkpoint["response"] = "ByAll".into();
        let fields = checkpoint.as_object_mut().unwrap();
        for (key, value) in changes {
            match value {
                Some(value) => drop(fields.insert(key.to_owned(), value)),
                None => drop(fields.remove(key)),
            }
        }
        checkpoint
    })
}

/// Bytes with a few of them changed, left out or put in.
fn damaged(mut bytes: Vec<u8>, changes: &[(prop::sample::Index, u8, u8)]) -> Vec<u8> {
    for (index, kind, byte) in changes {
        if bytes.is_empty() {
            break;
        }
        let at = index.index(bytes.len());
        match kind % 4 {
            0 => bytes[at] = *byte,
            1 => drop(bytes.remove(at)),
            2 => bytes.insert(at, *byte),
            _ => bytes.truncate(at),
        }
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8, u8)>> {
    prop::collection::vec(any::<(prop::sample::Index, u8, u8)>(), 0..4)
}

/// Loads bytes from each format, whichever they are of.
fn load(bytes: &[u8]) -> Vec<Checkpoint> {
    let bincode = bincode_next::config::standard().with_limit::<65_536>();
    let loaded = [
        serde_json::from_slice(bytes).ok(),
        postcard::from_bytes(bytes).ok(),
        ciborium::from_reader(bytes).ok(),
        bincode_next::serde::decode_from_slice(bytes, bincode).ok().map(|(checkpoint, _)| checkpoint),
    ];
    loaded.into_iter().flatten().collect()
}

proptest! {
    #[test]
    fn a_checkpoint_with_any_fields_is_refused_or_its_walk_ends(value in any_checkpoint()) {
        if let Ok(checkpoint) = serde_json::from_value::<Checkpoint>(value) {
            ends(&checkpoint);
        }
    }

    #[test]
    fn damaged_bytes_are_refused_or_their_walk_ends(value in any_checkpoint(), changes in changes()) {
        let mut stored = vec![value.to_string().into_bytes()];
        let mut cbor = Vec::new();
        ciborium::into_writer(&value, &mut cbor).unwrap();
        stored.push(cbor);
        if let Ok(checkpoint) = serde_json::from_value::<Checkpoint>(value) {
            stored.push(postcard::to_allocvec(&checkpoint).unwrap());
            stored.push(bincode_next::serde::encode_to_vec(&checkpoint, bincode_next::config::standard()).unwrap());
        }
        for bytes in stored {
            load(&damaged(bytes, &changes)).iter().for_each(ends);
        }
    }

    #[test]
    fn any_bytes_are_refused_or_their_walk_ends(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        load(&bytes).iter().for_each(ends);
    }
}
