//! `pagination_core::testing`: recorded responses in place of a client.

use std::time::Duration;

use http::Request;
use pagination_core::testing::{NoAnswer, Recorded, Replay};
use pagination_core::{BoxError, Codec, Cursor, Error, Offset, Paginated, Retry, SyncToken};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, prev(field = before, param = "before"))]
#[offset(param = "skip", parallel, stop(short_page))]
#[sync_token(field = sync)]
#[paginated(page_size(param = "limit", default = 2, max = 50), total = total)]
struct Numbers {
    data: Vec<u64>,
    next: Option<String>,
    before: Option<String>,
    sync: Option<String>,
    total: Option<u64>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(header = "x-cursor", form = "marker", stop(absent))]
#[serde(transparent)]
struct Rows(Vec<u64>);

const LIST: &str = "https://api.example/list";

fn page(data: &[u64], next: Option<&str>) -> Recorded {
    Recorded::json(json!({ "data": data, "next": next }).to_string())
}

#[test]
fn the_items_come_out_and_the_requests_can_be_read() {
    let replay = Replay::new([page(&[1, 2], Some("a&b")), page(&[3], None)]);
    let numbers: Vec<_> =
        replay.get(LIST).paginate::<Numbers>().page_size(2).items().collect::<Result<_, _>>().unwrap();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(replay.urls(), ["https://api.example/list?limit=2", "https://api.example/list?limit=2&cursor=a%26b"]);
    let requests = replay.requests();
    assert_eq!(requests[1].query("cursor").as_deref(), Some("a&b"));
    assert_eq!(requests[1].pairs(), [("limit".into(), "2".into()), ("cursor".into(), "a&b".into())]);
    assert_eq!((replay.left(), replay.waits().len()), (0, 0));
}

#[test]
fn method_headers_and_body_of_a_template_are_those_of_the_requests() {
    let replay = Replay::new([Recorded::body("[1]").header("x-cursor", "m=1"), Recorded::body("[2]")]);
    let request = Request::put("https://api.example/rows")
        .header("x-api-key", "key")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("kind=odd")
        .unwrap();
    let rows: Vec<_> = replay.request(request).paginate::<Rows>().items().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows, [1, 2]);
    let requests = replay.requests();
    assert_eq!(requests.len(), 2);
    assert!(requests.iter().all(|sent| sent.method == "PUT" && sent.header("x-api-key") == Some("key")));
    assert_eq!(requests[0].body, "kind=odd");
    assert_eq!(requests[1].form("marker").as_deref(), Some("m=1"));
    let shown = format!("{:?}", requests[1]);
    assert!(
        shown.contains("PUT") && shown.contains(r#""https://api.example/rows""#) && shown.contains("m%3D1"),
        "{shown}"
    );
}

#[test]
fn another_strategy_pages_side_by_side_and_limits_work_as_over_http() {
    let replay = Replay::new([page(&[1, 2], None), page(&[3, 4], None), page(&[5], None), page(&[], None)]);
    let pager = replay.get(LIST).paginate::<Numbers>().by::<Offset>().concurrent(2);
    assert_eq!(pager.items().map(Result::unwrap).sum::<u64>(), 15);
    let skips: Vec<_> = replay.requests().iter().map(|sent| sent.query("skip").unwrap()).collect();
    assert_eq!(skips.get(..3).unwrap(), ["0", "2", "4"]);
    assert!(skips.len() <= 4);

    let replay = Replay::new([page(&[1, 2], Some("b")), page(&[3], None)]);
    let pager = replay.get(LIST).paginate::<Numbers>().max_items(2);
    assert_eq!(pager.items().count(), 2);
    assert_eq!(replay.left(), 1);
}

#[test]
fn a_checkpoint_resumes_and_walks_back() {
    let replay = Replay::new([page(&[1, 2], Some("b")), page(&[3], None)]);
    let mut items = replay.get(LIST).paginate::<Numbers>().items();
    assert_eq!(items.by_ref().take(2).map(Result::unwrap).collect::<Vec<_>>(), [1, 2]);
    let checkpoint = items.checkpoint();
    let rest = replay.get(LIST).paginate::<Numbers>().resume(checkpoint).items();
    assert_eq!(rest.map(Result::unwrap).collect::<Vec<_>>(), [3]);
    assert_eq!(replay.requests()[1].query("cursor").as_deref(), Some("b"));

    let replay = Replay::new([
        Recorded::json(r#"{"data": [3], "next": "c", "before": "a"}"#),
        Recorded::json(r#"{"data": [1], "before": null}"#),
    ]);
    let mut pages = replay.get(LIST).paginate::<Numbers>().pages();
    pages.next().unwrap().unwrap();
    let checkpoint = pages.checkpoint();
    let back = replay.get(LIST).paginate::<Numbers>().resume(checkpoint).rev().items();
    assert_eq!(back.map(Result::unwrap).collect::<Vec<_>>(), [1]);
    assert_eq!(replay.requests()[1].query("before").as_deref(), Some("a"));
}

#[test]
fn the_token_of_one_walk_begins_the_next() {
    let replay = Replay::new([Recorded::json(r#"{"data": [1], "sync": "now"}"#), page(&[], None)]);
    let mut items = replay.get(LIST).paginate::<Numbers>().items();
    assert_eq!(items.by_ref().count(), 1);
    let token: SyncToken = items.sync_token().unwrap().clone();
    assert_eq!(replay.get(LIST).paginate::<Numbers>().since(token).items().count(), 0);
    assert_eq!(replay.requests()[1].query("sync_token").as_deref(), Some("now"));
}

#[test]
fn retries_do_not_sleep_and_their_waits_are_written_down() {
    let busy = Recorded::status(429).header("retry-after", "60");
    let replay = Replay::new([busy, Recorded::broken(), page(&[7], None)]);
    let mut items = replay.get(LIST).paginate::<Numbers>().retry(Retry::new()).items();
    assert_eq!(items.next().unwrap().unwrap(), 7);
    assert_eq!(replay.requests().len(), 3);
    assert_eq!(replay.waits().len(), 2);
    assert_eq!(replay.waits()[0], Duration::from_secs(60));
}

#[test]
fn failures_are_those_of_the_walk() {
    let replay = Replay::new([Recorded::json(r#"{"error": "no such team"}"#).with_status(404)]);
    let error = replay.get(LIST).paginate::<Numbers>().items().next().unwrap().unwrap_err();
    assert!(matches!(&error, Error::Status(status) if status.body.starts_with(b"{\"error\"")), "{error}");

    let replay = Replay::new([Recorded::json(r#"{"data": [1, "2"]}"#)]);
    let error = replay.get(LIST).paginate::<Numbers>().items().next().unwrap().unwrap_err();
    assert!(matches!(&error, Error::Decode(decode) if decode.path == "data[1]"), "{error}");

    let replay = Replay::new([page(&[1], Some("b"))]);
    let mut items = replay.get(LIST).paginate::<Numbers>().items();
    assert_eq!(items.next().unwrap().unwrap(), 1);
    let error = items.next().unwrap().unwrap_err();
    assert!(matches!(error, Error::Client(NoAnswer::Exhausted { request: 2, .. })), "{error}");
    assert_eq!(error.to_string(), "request 2 is for https://api.example/list, and no response was recorded for it");
    assert!(items.next().is_none(), "it ends the walk");

    let replay = Replay::new([Recorded::broken()]);
    let error = replay.get(LIST).paginate::<Numbers>().items().next().unwrap().unwrap_err();
    assert!(error.is_transient() && matches!(error, Error::Transport(NoAnswer::Broken)));

    let error = Replay::default().get("not a url").paginate::<Numbers>().items().next().unwrap().unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");

    let replay = Replay::new([page(&[1, 2, 3], None)]);
    let error = replay.get(LIST).paginate::<Numbers>().max_body(5).items().next().unwrap().unwrap_err();
    assert!(matches!(error, Error::BodyTooLarge(_)));
}

#[test]
fn hooks_codecs_and_responses_of_other_tools_work_too() {
    enum Quoted {}
    impl Codec for Quoted {
        fn decode<P: DeserializeOwned>(body: &[u8]) -> Result<P, BoxError> {
            Ok(serde_json::from_str(&serde_json::from_slice::<String>(body)?)?)
        }
    }
    let response = http::Response::builder().status(201).body(r#""{\"data\": [4]}""#).unwrap();
    let replay = Replay::default();
    replay.push(response.into());
    let pager =
        replay.post(LIST, "{}").paginate::<Numbers>().codec::<Quoted>().by::<Cursor>().each_request(|request| {
            request.headers_mut().insert("x-id", http::HeaderValue::from_static("1"));
        });
    let pages: Vec<_> = pager.pages().map(Result::unwrap).collect();
    assert_eq!((pages[0].status().as_u16(), pages[0].url()), (201, LIST));
    let sent = &replay.requests()[0];
    assert_eq!((sent.header("x-id"), sent.method.as_str()), (Some("1"), "POST"));
    assert_eq!(sent.json(), Some(json!({})));
}
