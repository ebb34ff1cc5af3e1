//! The ways to look at one walk.

use std::convert::Infallible;

use demo_apis::Answer;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use pagination_core::reqwest::{Error, Items, Pager, Pages};
use pagination_core::{Cursor, Offset, Page, Paginate as _, Paginated};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::{ByCursor, ByOffset, blocking, client, drain_blocking, list, page, serve};

fn server() -> demo_apis::Scripted {
    serve(|number, _| match number % 2 {
        0 => page(0..3, "b").header("x-page", "1"),
        _ => page(3..5, Value::Null).header("x-page", "2"),
    })
}

fn walk(server: &demo_apis::Scripted) -> Pager<ByCursor> {
    client().get(server.url_of("/list")).paginate::<ByCursor>()
}

#[tokio::test]
async fn items_are_a_stream() {
    let server = server();
    let records: Vec<u64> = walk(&server).items().try_collect().await.unwrap();
    assert_eq!(records, list(0..5));
    let doubled: Vec<u64> = walk(&server).items().map_ok(|record| record * 2).try_collect().await.unwrap();
    assert_eq!(doubled, [0, 2, 4, 6, 8]);
    let mut items = walk(&server).items();
    assert_eq!(items.next().await.unwrap().unwrap(), 0);
}

#[tokio::test]
async fn pages_are_a_stream_of_what_came_with_its_status_headers_and_url() {
    let server = server();
    let pages: Vec<Page<ByCursor>> = walk(&server).pages().try_collect().await.unwrap();
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[0].data, [0, 1, 2], "the response through Deref");
    assert_eq!(pages[0].next.as_deref(), Some("b"));
    assert_eq!(pages[1].status().as_u16(), 200);
    assert_eq!(pages[1].headers()["x-page"], "2");
    assert_eq!(pages[1].url(), server.url_of("/list?cursor=b"));
    assert_eq!(pages[1].request().index(), 1);
}

#[tokio::test]
async fn one_page_at_a_time_needs_no_pinning() {
    let server = server();
    let mut pager = walk(&server);
    let mut all = Vec::new();
    while let Some(page) = pager.next_page().await.unwrap() {
        for record in page {
            all.push(record);
        }
    }
    assert_eq!(all, list(0..5));
    assert!(pager.next_page().await.unwrap().is_none());
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn a_pager_goes_on_as_a_view_where_it_stands() {
    let server = server();
    let mut pager = walk(&server);
    assert_eq!(pager.next_page().await.unwrap().unwrap().data, [0, 1, 2]);
    let rest: Vec<u64> = pager.items().try_collect().await.unwrap();
    assert_eq!(rest, [3, 4]);
    assert_eq!(server.requests(), 2);
}

#[test]
fn blocking_views_are_iterators() {
    let server = server();
    let request = || blocking().get(server.url_of("/list")).paginate::<ByCursor>();
    let records: Result<Vec<u64>, Error> = request().items().collect();
    assert_eq!(records.unwrap(), list(0..5));
    let mut sum = 0;
    for record in request().items() {
        sum += record.unwrap();
    }
    assert_eq!(sum, 10);
    let mut items = request().items();
    assert_eq!(items.try_next().unwrap(), Some(0));
    assert_eq!(items.by_ref().take(2).map(Result::unwrap).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(drain_blocking(&mut items).sound(), [3, 4]);
    let pages: Vec<_> = request().pages().map(Result::unwrap).collect();
    assert_eq!(pages[1].headers()["x-page"], "2");
    let mut pager = request();
    assert_eq!(pager.next_page().unwrap().unwrap().data, [0, 1, 2]);
}

#[test]
fn nothing_is_asked_before_the_first_poll() {
    let server = server();
    let items = blocking().get(server.url_of("/list")).paginate::<ByCursor>().items();
    drop(items);
    drop(walk(&server).items());
    assert_eq!(server.requests(), 0);
}

#[test]
fn a_response_is_taken_apart_by_value_and_by_reference() {
    let response = ByCursor { data: vec![1, 2], next: Some("b".into()) };
    let mut seen = Vec::new();
    for record in &response {
        seen.push(*record);
    }
    let page = Page::new(response);
    for record in &page {
        seen.push(*record);
    }
    for record in page {
        seen.push(record);
    }
    for record in (ByCursor { data: vec![3], next: None }) {
        seen.push(record);
    }
    assert_eq!(seen, [1, 2, 1, 2, 1, 2, 3]);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(into_iter = false)]
struct OwnIterator {
    data: Vec<u64>,
    next: Option<String>,
}

impl IntoIterator for OwnIterator {
    type Item = String;
    type IntoIter = std::vec::IntoIter<String>;
    fn into_iter(self) -> Self::IntoIter {
        self.data.iter().map(ToString::to_string).collect::<Vec<_>>().into_iter()
    }
}

#[test]
fn a_response_may_have_an_iterator_of_its_own() {
    let response = OwnIterator { data: vec![1], next: None };
    assert_eq!(response.into_iter().collect::<Vec<_>>(), ["1"]);
    let page = Page::new(OwnIterator { data: vec![1], next: None });
    assert_eq!(page.into_iter().collect::<Vec<u64>>(), [1]);
}

/// As an SDK keeps it.
struct Feed {
    items: Items<ByCursor>,
    pages: Pages<ByOffset, Offset>,
    blocking: pagination_core::blocking::Items<ByCursor>,
    blocking_pages: pagination_core::blocking::Pages<ByCursor, Cursor>,
}

impl Feed {
    fn new(url: &str) -> Self {
        Self {
            items: client().get(url).paginate::<ByCursor>().items(),
            pages: client().get(url).paginate::<ByOffset>().pages(),
            blocking: blocking().get(url).paginate::<ByCursor>().items(),
            blocking_pages: blocking().get(url).paginate::<ByCursor>().pages(),
        }
    }
}

#[test]
fn a_walk_has_a_name_and_is_kept_in_a_struct() {
    let server = server();
    let mut feed = Feed::new(&server.url_of("/list"));
    assert_eq!(feed.blocking.next().unwrap().unwrap(), 0);
    assert_eq!(feed.blocking_pages.next().unwrap().unwrap().data, [3, 4]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        assert_eq!(feed.items.try_next().await.unwrap(), Some(0));
        assert_eq!(feed.pages.try_next().await.unwrap().unwrap().data, [3, 4]);
    });
}

#[test]
fn a_walk_over_reqwest_can_be_polled_anywhere_and_cross_threads() {
    fn is_stream<T: Stream + Unpin + Send + 'static>() {}
    fn is_iterator<T: Iterator + Send + 'static>() {}
    fn is_send<T: Send + 'static>(_: &T) {}
    is_stream::<Items<ByCursor>>();
    is_stream::<Pages<ByCursor>>();
    is_stream::<Items<ByOffset, Offset>>();
    is_iterator::<pagination_core::blocking::Items<ByCursor>>();
    is_iterator::<pagination_core::blocking::Pages<ByCursor>>();
    let server = server();
    let mut pager = walk(&server);
    is_send(&pager);
    let next = async move { pager.next_page().await.map(|page| page.is_some()) };
    is_send(&next);
}

#[test]
fn a_walk_over_a_function_that_is_not_send_works_on_its_own_thread() {
    let shared = std::rc::Rc::new(std::cell::Cell::new(0));
    let calls = std::rc::Rc::clone(&shared);
    let walk = pagination_core::pages(move |_: Option<String>| {
        let calls = std::rc::Rc::clone(&calls);
        async move {
            calls.set(calls.get() + 1);
            Ok::<_, Infallible>(ByCursor { data: vec![1], next: None })
        }
    });
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let records: Vec<u64> = runtime.block_on(walk.items().try_collect()).unwrap();
    assert_eq!((records, shared.get()), (vec![1], 1));
}

#[derive(Debug, Deserialize, Paginated)]
#[offset]
#[paginated(total = total)]
struct Boastful {
    data: Vec<u64>,
    total: u64,
}

#[test]
fn a_total_is_told_and_is_no_size_hint() {
    let server = serve(|number, _| match number {
        0 => Answer::json(&json!({ "data": [1, 2, 3], "total": u64::MAX })),
        _ => Answer::json(&json!({ "data": [], "total": u64::MAX })),
    });
    let mut items = blocking().get(server.url_of("/list")).paginate::<Boastful>().items();
    assert_eq!(items.total(), None);
    assert_eq!(items.size_hint(), (0, None));
    items.next().unwrap().unwrap();
    assert_eq!(items.total(), Some(u64::MAX));
    assert_eq!(items.size_hint(), (2, None), "what is buffered, and no more");
    // `collect` would abort where it allocated for that total.
    assert_eq!(items.by_ref().map(Result::unwrap).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(items.size_hint(), (0, Some(0)));
}

#[tokio::test]
async fn a_stream_counts_what_is_buffered_as_well() {
    let server = server();
    let mut items = walk(&server).max_items(2).items();
    items.try_next().await.unwrap();
    assert_eq!(items.size_hint().0, 1, "no more than may still come");
}
