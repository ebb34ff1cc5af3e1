//! Any body as a template, and any JSON as the position: what is written is read back, and the body is JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pagination_core::Paginated;
use pagination_core::testing::{Recorded, Replay};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize, Paginated)]
#[cursor(field = next, body = "/page/after", first_only("/filter/a~1b", "/list/0"))]
#[paginated(page_size(body = "/page/size", send = 5))]
struct InBody {
    data: Vec<u8>,
    next: Option<Value>,
}

#[derive(Deserialize, Paginated)]
#[cursor(field = next, merge, body = "")]
struct Merged {
    data: Vec<u8>,
    next: Option<Value>,
}

fuzz_target!(|input: (&str, &str)| {
    let (template, next) = input;
    let Ok(next) = serde_json::from_str::<Value>(next) else { return };
    let first = Recorded::json(serde_json::json!({ "data": [1], "next": next }).to_string());
    let last = Recorded::json(r#"{"data": [2], "next": null}"#);

    let replay = Replay::new([first.clone(), last.clone()]);
    let walked = replay.post("https://api.example/list", template.to_owned()).paginate::<InBody>().items().take(8).count();
    assert!(walked < 8, "the walk does not end");
    if let [_, second] = &*replay.requests() {
        let body = second.json().expect("the body is JSON");
        // Numbers that are whole are written without a fraction.
        let written = body.pointer("/page/after").expect("the position is written");
        assert!(written == &next || written.is_number() && next.is_number(), "{written} {next}");
        assert_eq!(body.pointer("/page/size"), Some(&Value::from(5)));
    }

    let replay = Replay::new([first, last]);
    assert!(replay.post("https://api.example/list", template.to_owned()).paginate::<Merged>().items().take(8).count() < 8);
    if let [_, second] = &*replay.requests() {
        assert!(second.json().is_some());
    }
});
