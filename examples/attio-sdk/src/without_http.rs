//! The lists over recorded responses: their requests and their errors. No server, no socket.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::time::Duration;

use pagination_core::Retry;
use pagination_core::testing::{Pager, Recorded, Replay};
use serde_json::{Value, json};

use crate::call::Call;
use crate::{Error, List, Meeting, Note, Person, Record, Resource};

/// A list over `replay` instead of Attio.
fn pager<R: Record>(replay: &Replay, list: List<R, ()>) -> Pager<R::Page> {
    let Call { method, path, body, .. } = list.call;
    let request = http::Request::builder().method(method).uri(format!("https://api.attio.com{path}"));
    let request = request.header("content-type", "application/json").body(serde_json::to_vec(&body).unwrap());
    list.settings.apply(replay.request(request.unwrap()).paginate())
}

fn resource<R>() -> Resource<R, ()> {
    Resource::new(())
}

fn meeting(number: u8) -> Value {
    let id = json!({ "workspace_id": "w", "meeting_id": number.to_string() });
    json!({ "id": id, "title": "Standup", "starts_at": "2026-01-01T00:00:00Z", "company": "Acme" })
}

fn meetings(numbers: &[u8], next: Option<&str>) -> Recorded {
    let data: Vec<_> = numbers.iter().map(|number| meeting(*number)).collect();
    Recorded::json(json!({ "data": data, "pagination": { "next_cursor": next } }).to_string())
}

fn note() -> Value {
    let id = json!({ "workspace_id": "w", "note_id": "n" });
    json!({ "id": id, "title": "Call", "content_plaintext": "Hi.", "created_at": "2026-01-01T00:00:00Z" })
}

#[test]
fn meetings_follow_the_cursor_of_the_body() {
    let replay = Replay::new([meetings(&[1, 2], Some("a+/=")), meetings(&[3], None)]);
    let list = resource::<Meeting>().list().limit(2);
    let found: Vec<_> = pager(&replay, list).items().map(|meeting| meeting.unwrap().id.meeting_id).collect();
    assert_eq!(found, ["1", "2", "3"]);
    assert_eq!(
        replay.urls(),
        ["https://api.attio.com/v2/meetings?limit=2", "https://api.attio.com/v2/meetings?limit=2&cursor=a%2B%2F%3D"]
    );
}

#[test]
fn a_pager_shows_what_it_walks_and_no_request() {
    let shown = format!("{:?}", pager(&Replay::default(), resource::<Meeting>().list()));
    assert_eq!(shown, r#"Pager { response: "meetings", strategy: "cursor", .. }"#);
}

#[test]
fn notes_end_with_a_short_page() {
    let page = |count| Recorded::json(json!({ "data": vec![note(); count] }).to_string());
    let replay = Replay::new([page(2), page(1)]);
    assert_eq!(pager(&replay, resource::<Note>().list().limit(2)).items().map(Result::unwrap).count(), 3);
    assert_eq!(replay.requests()[1].pairs(), [("limit".into(), "2".into()), ("offset".into(), "2".into())]);
}

#[test]
fn people_are_requested_in_the_body() {
    let replay = Replay::new([Recorded::json(r#"{"data": []}"#)]);
    let list = resource::<Person>().query().filter(json!({ "company": "Acme" })).limit(10);
    assert_eq!(pager(&replay, list).items().count(), 0);
    let sent = &replay.requests()[0];
    let body = json!({ "filter": { "company": "Acme" }, "limit": 10, "offset": 0 });
    assert_eq!((sent.method.as_str(), sent.json()), ("POST", Some(body)));
}

#[test]
fn retries_wait_as_long_as_attio_says() {
    let busy = Recorded::status(429).header("retry-after", "3");
    let replay = Replay::new([busy, meetings(&[1], None)]);
    let list = resource::<Meeting>().list().retry(Retry::new());
    assert_eq!(pager(&replay, list).items().map(Result::unwrap).count(), 1);
    assert_eq!(replay.waits(), [Duration::from_secs(3)]);
}

#[test]
fn errors_of_recorded_responses_become_those_of_the_client() {
    let body =
        r#"{"status_code": 429, "type": "rate_limit_error", "code": "rate_limit_exceeded", "message": "Slow down."}"#;
    let busy = Recorded::json(body).with_status(429).header("retry-after", "7");
    let replay = Replay::new([busy, Recorded::broken()]);
    let mut items = pager(&replay, resource::<Meeting>().list()).items();

    let error = Error::from(items.next().unwrap().unwrap_err());
    assert!(error.is_transient());
    let Error::Api(api) = &error else { panic!("{error}") };
    assert_eq!((api.code.as_str(), api.retry_after), ("rate_limit_exceeded", Some(Duration::from_secs(7))));

    let error = Error::from(items.next().unwrap().unwrap_err());
    assert!(error.is_transient() && matches!(error, Error::List(_)), "{error}");
}
