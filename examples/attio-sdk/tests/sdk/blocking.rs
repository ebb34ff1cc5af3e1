//! The blocking twin.

use std::fmt::Debug;
use std::time::Duration;

use attio_sdk::blocking::{Client, Items, Meetings, Pages};
use attio_sdk::{Error, Meeting, Note, Result, Retry};
use demo_apis::{ATTIO_TOKEN, Fault, Server};
use serde_json::json;

use crate::support::{server, targets};

fn client(server: &Server) -> Client {
    Client::new(ATTIO_TOKEN).base_url(server.url())
}

struct Feed {
    meetings: Meetings,
}

#[test]
fn the_types_are_as_the_users_of_a_client_need_them() {
    fn kept<T: Iterator<Item = Result<U>> + Send + Debug + 'static, U>() {}
    fn shared<T: Clone + Send + Sync + Debug + 'static>() {}
    kept::<Items<Meeting>, _>();
    kept::<Pages<Note>, _>();
    shared::<Client>();
}

#[test]
fn lists_are_iterators() {
    let server = server();
    let mut feed = Feed { meetings: client(&server).meetings().list().company("Acme").limit(10).send() };
    let first = feed.meetings.try_next().unwrap().unwrap();
    let rest = feed.meetings.map(|meeting| Ok(meeting?.id.meeting_id)).collect::<Result<Vec<_>>>().unwrap();
    let ids = server.attio().meeting_ids_of("Acme");
    assert_eq!((first.id.meeting_id, rest.as_slice()), (ids[0].clone(), &ids[1..]));
    assert_eq!(server.requests(), 3);

    server.reset_log();
    assert_eq!(client(&server).notes().list().limit(50).send().map(Result::unwrap).count(), 122);
    let expected = ["/v2/notes?limit=50&offset=0", "/v2/notes?limit=50&offset=50", "/v2/notes?limit=50&offset=100"];
    assert_eq!(targets(&server), expected);

    server.reset_log();
    let people = client(&server).people().query().filter(json!({ "company": "Acme" })).limit(100).send();
    assert_eq!(people.map(Result::unwrap).count(), server.attio().person_ids_of("Acme").len());
    assert_eq!(server.requests(), 2);
}

#[test]
fn pages_come_whole_and_a_list_resumes_after_them() {
    let server = server();
    let list = client(&server).meetings().list().limit(50);
    let mut pages = list.clone().pages();
    assert_eq!(pages.try_next().unwrap().unwrap().data.len(), 50);
    let mut rest = list.clone().resume(pages.checkpoint()).send();
    assert_eq!(rest.by_ref().take(30).map(Result::unwrap).count(), 30);
    assert_eq!(list.resume(rest.checkpoint()).pages().map(|page| page.unwrap().data.len()).sum::<usize>(), 72);
    assert_eq!(server.requests(), 4);
}

#[test]
fn errors_are_those_of_the_other_client() {
    let server = server();
    let mut notes = Client::new("wrong").base_url(server.url()).notes().list().pages();
    let Some(Err(Error::Api(error))) = notes.next() else { panic!("it is refused") };
    assert_eq!((error.status_code, error.code.as_str()), (401, "unauthorized"));
    assert!(notes.next().is_none());
    assert_eq!(server.requests(), 1);

    server.fail_next(Fault::TooManyRequests(0));
    let retry = Retry::new().first_wait(Duration::from_millis(1));
    assert_eq!(client(&server).notes().list().retry(retry).send().map(Result::unwrap).count(), 122);
    assert_eq!(server.requests(), 5);
}
