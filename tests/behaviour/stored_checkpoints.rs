//! The stored form of a checkpoint: what is read, what is refused, and in which formats.

use pagination_core::testing::{Recorded, Replay, RequestBuilder};
use pagination_core::{Checkpoint, Error, Paginated, pages_blocking};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::harness::{ByLink, list, stored, three_pages};

/// As commit 5cc8fba wrote them, the first version that was tried by others. They must be read for ever.
const FORMAT_1: &str = include_str!("stored_checkpoints/format_1.json");

/// The types that they were made from.
mod then {
    use pagination_core::Paginated;
    use serde::Deserialize;

    #[derive(Deserialize, Paginated)]
    #[cursor(field = next, prev(field = prev))]
    #[sync_token(field = sync, param = "since")]
    pub(super) struct ByCursor {
        data: Vec<u64>,
        next: Option<String>,
        prev: Option<String>,
        sync: Option<String>,
    }

    #[derive(Deserialize, Paginated)]
    #[offset(stop(empty_page))]
    #[paginated(page_size(param = "limit"))]
    pub(super) struct ByOffset {
        data: Vec<u64>,
    }

    #[derive(Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(page_size(param = "limit"))]
    pub(super) struct ByPage {
        data: Vec<u64>,
    }

    #[derive(Deserialize, Paginated)]
    #[cursor(field = next, session)]
    pub(super) struct Scroll {
        data: Vec<u64>,
        next: Option<String>,
    }

    #[derive(Deserialize, Paginated)]
    #[cursor(field = next)]
    pub(super) struct Keyed {
        data: Vec<u64>,
        next: Option<serde_json::Value>,
    }
}

fn format_1(name: &str) -> Checkpoint {
    let all: Map<String, Value> = serde_json::from_str(FORMAT_1).unwrap();
    serde_json::from_value(all[name].clone()).unwrap()
}

fn replay() -> Replay {
    Replay::new([Recorded::json(r#"{ "data": [2, 3] }"#), Recorded::json(r#"{ "data": [] }"#)])
}

fn template(replay: &Replay) -> RequestBuilder {
    replay.get("https://api.example/list")
}

/// The items that a checkpoint of format 1 leads to, and the query of the first request.
macro_rules! resumed {
    ($name:literal, $response:ty) => {
        resumed!($name, $response, pager => pager)
    };
    ($name:literal, $response:ty, $pager:ident => $set_up:expr) => {{
        let replay = replay();
        let $pager = template(&replay).paginate::<$response>().resume(format_1($name));
        let items: Vec<u64> = $set_up.items().map(Result::unwrap).collect();
        let first = replay.urls().first().map(|url| url.replace("https://api.example/list", "")).unwrap_or_default();
        (items, first)
    }};
}

#[test]
fn checkpoints_of_format_1_are_still_read() {
    let gives = |items: &[u64], query: &str| (items.to_vec(), query.to_owned());
    assert_eq!(resumed!("cursor, not begun", then::ByCursor), gives(&[2, 3], ""));
    assert_eq!(resumed!("cursor, inside page one", then::ByCursor), gives(&[3], ""));
    assert_eq!(resumed!("cursor, between pages", then::ByCursor), gives(&[2, 3], "?cursor=b"));
    assert_eq!(resumed!("cursor, inside page two", then::ByCursor), gives(&[3], "?cursor=b"));
    assert_eq!(resumed!("cursor, over", then::ByCursor), gives(&[], ""));
    assert_eq!(resumed!("cursor, since, not begun", then::ByCursor), gives(&[2, 3], "?since=monday"));
    assert_eq!(resumed!("cursor, since, inside page two", then::ByCursor), gives(&[3], "?since=monday&cursor=b"));
    assert_eq!(resumed!("cursor, backwards, not begun", then::ByCursor), gives(&[2, 3], "?cursor=a"));
    assert_eq!(resumed!("cursor, backwards", then::ByCursor), gives(&[3], "?cursor=a"));
    assert_eq!(resumed!("link, inside page two", ByLink), gives(&[3], "?p=2"));
    assert_eq!(resumed!("offset, not begun", then::ByOffset), gives(&[2, 3], "?offset=0"));
    assert_eq!(resumed!("offset, inside page two", then::ByOffset), gives(&[3], "?offset=2"));
    let (items, query) = resumed!("page, inside page two", then::ByPage, pager => pager.page_size(2));
    assert_eq!((items, query.contains("page=2")), (vec![3], true), "{query}");
    assert_eq!(resumed!("JSON cursor, between pages", then::Keyed, pager => pager.max_items(0)), gives(&[], ""));
    assert_eq!(serde_json::from_str::<Map<String, Value>>(FORMAT_1).unwrap().len(), 15, "each was tried");
}

#[test]
fn the_session_of_format_1_is_ignored_and_the_type_of_now_decides() {
    let replay = replay();
    let checkpoint = format_1("session, inside page two");
    let error = template(&replay).paginate::<then::Scroll>().resume(checkpoint).items().try_next().unwrap_err();
    assert!(matches!(&error, Error::Request(_)) && error.to_string().contains("session"), "{error}");

    // The same type, after `session` was taken out of its attribute.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = next)]
    struct Scroll {
        data: Vec<u64>,
        next: Option<String>,
    }
    let (items, query) = resumed!("session, inside page two", Scroll);
    assert_eq!((items, &*query), (vec![3], "?cursor=b"));
    assert!(replay.urls().is_empty());
}

/// A checkpoint inside page two, with one field replaced.
fn with(key: &str, value: Value) -> Value {
    let mut checkpoint = json!({
        "version": 2, "response": "ByCursor", "strategy": "cursor", "path": "0123456789abcdef",
        "position": "b", "taken": 1, "reached": 3, "prev": "a", "since": "monday",
    });
    checkpoint[key] = value;
    checkpoint
}

#[track_caller]
fn refused(value: &Value) -> String {
    let from_value = serde_json::from_value::<Checkpoint>(value.clone()).unwrap_err().to_string();
    let text = value.to_string();
    let from_text = serde_json::from_str::<Checkpoint>(&text).unwrap_err().to_string();
    assert!(from_text.starts_with(&from_value), "{from_text}");
    let mut cbor = Vec::new();
    ciborium::into_writer(value, &mut cbor).unwrap();
    let from_cbor = ciborium::from_reader::<Checkpoint, _>(&*cbor).unwrap_err();
    for shown in [&from_value, &from_text, &from_cbor.to_string(), &format!("{from_cbor:?}")] {
        assert!(!shown.contains("s3cr3t") && !shown.contains("monday") && !shown.contains("271828"), "{shown}");
    }
    from_value
}

#[test]
fn a_field_of_a_wrong_type_is_refused_by_its_name_and_without_its_value() {
    let texts = [json!(271_828), json!(true), json!(null), json!(["s3cr3t"]), json!({ "s3cr3t": 1 })];
    let not_counts =
        [json!("s3cr3t"), json!("271828"), json!(-271_828), json!(271_828.0), json!(0.271_828), json!(1e300)];
    let not_flags = [json!("true"), json!("s3cr3t"), json!(1), json!(0), json!(null), json!([true])];
    let not_paths = [json!("s3cr3t"), json!("+123456789abcdef"), json!("0123456789abcdef0"), json!(271_828), json!("")];
    let mut wrong: Vec<(&str, Value)> = Vec::new();
    for key in ["response", "strategy", "named"] {
        wrong.extend(texts.iter().map(|value| (key, value.clone())));
    }
    for key in ["taken", "reached", "page_size", "version"] {
        wrong.extend(not_counts.iter().chain(&texts[1..]).map(|value| (key, value.clone())));
    }
    for key in ["first", "over", "backwards", "session"] {
        wrong.extend(not_flags.iter().map(|value| (key, value.clone())));
    }
    wrong.extend(not_paths.map(|value| ("path", value)));
    wrong.extend(["position", "prev", "since"].map(|key| (key, Value::Null)));
    for (key, value) in wrong {
        let message = refused(&with(key, value.clone()));
        assert!(message.contains(&format!("`{key}`")), "{key} {value}: {message}");
        assert!(message.contains("start the walk again"), "{message}");
    }
    let message = refused(&with("taken", json!("1")));
    assert_eq!(
        message,
        "the checkpoint is damaged: its `taken` must be a non-negative integer, and is a string; start the walk again without it"
    );
    assert!(refused(&with("taken", json!(-1))).contains("is a negative number"));
    assert!(refused(&with("taken", json!(1.0))).contains("is a floating-point number"));
}

#[test]
fn a_value_that_is_not_a_map_is_refused_without_being_shown() {
    for value in [json!("s3cr3t"), json!(["s3cr3t"]), json!(null), json!(7), json!({})] {
        refused(&value);
    }
    for key in ["response", "strategy"] {
        let mut value = with(key, Value::Null);
        value.as_object_mut().unwrap().remove(key);
        assert!(refused(&value).contains(&format!("`{key}` is missing")));
    }
}

#[test]
fn a_missing_position_is_refused_except_at_the_first_page_at_the_end_and_beside_a_sync_token() {
    let base = json!({ "response": "ByCursor", "strategy": "cursor", "taken": 1, "reached": 3 });
    assert!(refused(&base).contains("`position` is missing"));
    for (key, value) in [("first", json!(true)), ("over", json!(true)), ("since", json!("monday"))] {
        let mut legal = base.clone();
        legal[key] = value;
        let checkpoint: Checkpoint = serde_json::from_value(legal).unwrap();
        assert_eq!(checkpoint.is_over(), key == "over");
    }
    for key in ["first", "over"] {
        let mut damaged = base.clone();
        damaged[key] = json!(false);
        assert!(refused(&damaged).contains("`position` is missing"));
    }
}

#[test]
fn a_newer_format_is_refused_whatever_else_it_has_and_unknown_fields_are_ignored() {
    let mut newer = with("version", json!(4));
    newer["taken"] = json!({ "of": "a format that is not known yet" });
    let message = refused(&newer);
    assert!(message.contains("format 4") && message.contains("update"), "{message}");

    let unknown: Checkpoint = serde_json::from_value(with("note", json!([1, "s3cr3t"]))).unwrap();
    let known: Checkpoint = serde_json::from_value(with("version", json!(2))).unwrap();
    assert!(unknown == known);
    assert_eq!(serde_json::to_value(&known).unwrap(), with("version", json!(2)), "it is written as it was read");
}

#[test]
fn a_list_that_ends_before_what_was_taken_is_reported() {
    for (taken, surplus) in [(5, 1), (1_000, 996), (u64::MAX, usize::MAX - 4)] {
        // Pages two and three have four items.
        let damaged = json!({ "response": "ByCursor", "strategy": "cursor", "position": "b", "taken": taken });
        let checkpoint: Checkpoint = serde_json::from_value(damaged).unwrap();
        let call = |_, at: Option<String>| three_pages(at.as_deref());
        let walked = over_functions!(Option<String>, call, pager => pager.resume(checkpoint.clone()));
        let error = walked.failed::<u64, _>(&[], &[Some("b".to_owned()), Some("c".to_owned())]);
        let Error::Checkpoint(refused) = error else { panic!("{error}") };
        assert_eq!(refused.surplus, surplus);
        assert!(error.to_string().contains("at_page_start"), "{error}");

        // Whole pages too, and the checkpoint of the failed walk is not at the end.
        let mut pages =
            pages_blocking(|at: Option<String>| three_pages(at.as_deref())).resume(checkpoint.clone()).pages();
        assert!(matches!(pages.try_next().unwrap_err(), Error::Checkpoint(_)));
        let failed = stored(&pages.checkpoint());
        assert!(!failed.is_over());
        let again = over_functions!(Option<String>, call, pager => pager.resume(failed.clone()));
        assert!(matches!(again.error(), Error::Checkpoint(_)), "the error comes again");

        // The advice of the message works.
        let whole = over_functions!(Option<String>, call, pager => pager.resume(checkpoint.clone().at_page_start()));
        assert_eq!(whole.sound(), list(3..7));
    }
}

#[test]
fn a_list_that_ends_without_content_before_what_was_taken_is_reported() {
    let replay = Replay::new([Recorded::status(204)]);
    let mut items = template(&replay).paginate::<then::ByCursor>().resume(format_1("cursor, inside page two")).items();
    let error = items.try_next().unwrap_err();
    assert!(matches!(&error, Error::Checkpoint(refused) if refused.surplus == 1), "{error}");
    assert!(items.sync_token().is_none(), "after an error there is none");
    assert_eq!(items.checkpoint().taken(), 1);
}

#[test]
fn the_caller_s_own_end_before_the_items_to_skip_is_no_error() {
    let damaged = json!({ "response": "ByCursor", "strategy": "cursor", "position": "b", "taken": 9 });
    let checkpoint: Checkpoint = serde_json::from_value(damaged).unwrap();
    let call = |_, at: Option<String>| three_pages(at.as_deref());
    let walked = over_functions!(Option<String>, call, pager => pager.resume(checkpoint.clone()).max_pages(1));
    assert!(walked.sound().is_empty());
}

/// `bincode-next` writes what bincode 2 (`standard`) and bincode 1 (`legacy`) write; bincode itself is given up.
fn through_bincode(checkpoint: &Checkpoint, config: impl bincode_next::config::Config) {
    let bytes = bincode_next::serde::encode_to_vec((1_u8, checkpoint, "after"), config).unwrap();
    let (back, read): ((u8, Checkpoint, String), usize) =
        bincode_next::serde::decode_from_slice(&bytes, config).unwrap();
    assert!(back == (1, checkpoint.clone(), "after".to_owned()));
    assert_eq!(read, bytes.len());
    for end in 0..read {
        let cut_off = bincode_next::serde::decode_from_slice::<(u8, Checkpoint, String), _>(&bytes[..end], config);
        assert!(cut_off.is_err(), "{end} of {read} bytes");
    }
}

#[test]
fn a_checkpoint_can_be_stored_in_formats_that_do_not_describe_themselves() {
    let all: Map<String, Value> = serde_json::from_str(FORMAT_1).unwrap();
    for (name, value) in all {
        let checkpoint: Checkpoint = serde_json::from_value(value.clone()).unwrap();
        let bytes = postcard::to_allocvec(&(1_u8, &checkpoint, "after")).unwrap();
        let (before, back, after): (u8, Checkpoint, String) = postcard::from_bytes(&bytes).unwrap();
        assert!(back == checkpoint, "{name}");
        assert_eq!((before, &*after), (1, "after"), "{name}");

        through_bincode(&checkpoint, bincode_next::config::standard());
        through_bincode(&checkpoint, bincode_next::config::legacy());

        let mut bytes = Vec::new();
        ciborium::into_writer(&checkpoint, &mut bytes).unwrap();
        let back: Checkpoint = ciborium::from_reader(&*bytes).unwrap();
        assert!(back == checkpoint, "{name}");

        // As format 1 wrote it there: a map of its fields.
        let mut bytes = Vec::new();
        ciborium::into_writer(&value, &mut bytes).unwrap();
        let back: Checkpoint = ciborium::from_reader(&*bytes).unwrap();
        assert!(back == checkpoint, "{name}");
    }
    let text = "s3cr3t".to_owned();
    let bytes = postcard::to_allocvec(&std::collections::BTreeMap::from([("json", &text)])).unwrap();
    let error = postcard::from_bytes::<Checkpoint>(&bytes).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("s3cr3t"), "{error}");
}
