//! Streams that a program keeps, moves and combines.

use std::fmt::Debug;

use attio_sdk::{Client, Error, Items, List, Meeting, Meetings, Note, NotePage, Pages, Person, Resource};
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};

use crate::support::{client, server};

struct Feed {
    meetings: Meetings,
}

impl Feed {
    async fn titles(&mut self, count: usize) -> Result<Vec<String>, Error> {
        let mut titles = Vec::new();
        while titles.len() < count
            && let Some(meeting) = self.meetings.try_next().await?
        {
            titles.push(meeting.title);
        }
        Ok(titles)
    }
}

#[test]
fn the_types_are_as_the_users_of_a_client_need_them() {
    fn kept<T: Stream<Item = Result<U, Error>> + Send + Sync + Unpin + Debug + 'static, U>() {}
    fn shared<T: Clone + Send + Sync + Debug + 'static>() {}
    fn sent<T: Send + Sync + Debug + 'static>() {}
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    kept::<Items<Meeting>, _>();
    kept::<Items<Note>, _>();
    kept::<Pages<Person>, _>();
    shared::<Client>();
    shared::<Resource<Meeting>>();
    shared::<List<Meeting>>();
    sent::<NotePage>();
    error::<Error>();
    assert!(size_of::<Error>() <= 16);
}

#[tokio::test]
async fn a_stream_is_kept_in_a_struct_and_goes_to_another_task() {
    let server = server();
    let mut feed = Feed { meetings: client(&server).meetings().list().limit(10).send() };
    let here = feed.titles(15).await.unwrap();
    let there = tokio::spawn(async move { feed.titles(usize::MAX).await }).await.unwrap().unwrap();
    assert_eq!((here.len(), there.len(), server.requests()), (15, 107, 13));
}

#[tokio::test]
async fn combinators_apply() {
    let server = server();
    let notes = client(&server).notes().list().limit(50).send();
    let titles: Vec<_> = notes.map_ok(|note| note.title).take(51).try_collect().await.unwrap();
    assert_eq!((titles.len(), titles[50].as_str(), server.requests()), (51, "Note 00050", 2));
}

#[tokio::test]
async fn the_hint_of_a_size_counts_what_has_arrived() {
    let server = server();
    let mut notes = client(&server).notes().list().limit(50).send();
    assert_eq!(notes.size_hint(), (0, None));
    notes.try_next().await.unwrap();
    assert_eq!(notes.size_hint().0, 49);
}

#[tokio::test]
async fn pages_come_whole() {
    let server = server();
    let mut pages = client(&server).meetings().list().limit(50).pages();
    let first = pages.try_next().await.unwrap().unwrap();
    let rest: Vec<_> = pages.map_ok(|page| page.into_iter().count()).try_collect().await.unwrap();
    assert_eq!((first.data.len(), rest, server.requests()), (50, vec![50, 22], 3));
}

#[tokio::test]
async fn debug_shows_no_secret() {
    let server = server();
    let list = client(&server).meetings().list().limit(50);
    let mut meetings = list.clone().send();
    meetings.try_next().await.unwrap();
    let mut pages = list.clone().pages();
    pages.try_next().await.unwrap();
    let shown = format!("{:?} {:?} {list:?} {meetings:?} {pages:?}", client(&server), client(&server).notes());
    assert!(!shown.contains(demo_apis::ATTIO_TOKEN) && !shown.contains("++//"), "{shown}");
    assert!(shown.contains("meetings"), "{shown}");
}
