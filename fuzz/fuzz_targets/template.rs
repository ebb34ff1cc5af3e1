//! Any URL as a template, and any position: it arrives as it is, on the same origin, and every other parameter keeps its bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pagination_core::Paginated;
use pagination_core::testing::{Recorded, Replay};
use serde::Deserialize;

#[derive(Deserialize, Paginated)]
#[cursor(field = next, allow_empty)]
#[paginated(page_size(param = "limit", send = 5))]
struct InQuery {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Deserialize, Paginated)]
#[cursor(field = next, path = "/list/{position}")]
struct InPath {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Deserialize, Paginated)]
#[next_link(field = next)]
struct ByLink {
    data: Vec<u8>,
    next: Option<String>,
}

fn responses(next: &str) -> [Recorded; 2] {
    let first = serde_json::json!({ "data": [1], "next": next });
    [Recorded::json(first.to_string()), Recorded::json(r#"{"data": [2], "next": null}"#)]
}

fuzz_target!(|input: (&str, &str)| {
    let (template, next) = input;
    let url = format!("https://api.example/list{template}");

    let replay = Replay::new(responses(next));
    let walked = replay.get(&url).paginate::<InQuery>().items().take(8).count();
    assert!(walked < 8, "the walk does not end");
    if let [_, second] = &*replay.requests() {
        assert!(second.url.starts_with("https://api.example"), "{}", second.url);
        let cursors: Vec<_> = second.pairs().into_iter().filter(|(name, _)| name == "cursor").collect();
        assert_eq!(cursors, [("cursor".to_owned(), next.to_owned())]);
    }

    let replay = Replay::new(responses(next));
    assert!(replay.get(&url).paginate::<InPath>().items().take(8).count() < 8);
    let replay = Replay::new(responses(next));
    assert!(replay.get(&url).paginate::<ByLink>().items().take(8).count() < 8);
    for sent in replay.requests() {
        let rest = sent.url.strip_prefix("https://api.example").expect("the origin is the template's");
        assert!(rest.is_empty() || rest.starts_with(['/', '?', ':']), "{}", sent.url);
    }
});
