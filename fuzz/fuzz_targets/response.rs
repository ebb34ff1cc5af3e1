//! Any body as a response: it is a page or a refusal, and the message of a refusal is short and on one line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pagination_core::Paginated;
use pagination_core::testing::{Recorded, Replay};
use serde::Deserialize;

#[derive(Deserialize, Paginated)]
#[cursor(field = meta.next)]
#[paginated(total = meta.total, has_more = meta.more)]
struct Things {
    #[serde(default)]
    data: Vec<Thing>,
    meta: Meta,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Thing {
    id: u8,
    name: Option<String>,
}

#[derive(Deserialize)]
struct Meta {
    next: Option<serde_json::Value>,
    total: Option<serde_json::Value>,
    more: Option<bool>,
}

fuzz_target!(|bytes: &[u8]| {
    let replay = Replay::new([Recorded::body(bytes.to_vec()), Recorded::body(bytes.to_vec())]);
    for result in replay.get("https://api.example/list?key=s3cr3t").paginate::<Things>().items() {
        if let Err(error) = result {
            let message = error.to_string();
            assert!(message.len() < 4_000 && !message.contains('\n') && !message.contains("s3cr3t"), "{message}");
        }
    }
});
