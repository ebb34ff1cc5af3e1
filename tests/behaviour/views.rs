//! The two views of a walk, `items()` and `pages()`: as streams, as iterators, and by `try_next`.

use std::cell::Cell;
use std::convert::Infallible;

use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use pagination_core::Paginate as _;
use pagination_core::reqwest::{Error, Items, Pager, Pages};
use pagination_core::{Cursor, Offset, Page, pages, pages_blocking};
use serde_json::Value;

use crate::harness::{
    ByCursor, ByOffset, ByPage, Sound, bare, blocking, client, drain_blocking, list, numbers, page, run, serve, slice,
    three_pages,
};

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
    let received: Vec<u64> = walk(&server).items().try_collect().await.unwrap();
    assert_eq!(received, list(0..5));
    let doubled: Vec<u64> = walk(&server).items().map_ok(|item| item * 2).try_collect().await.unwrap();
    assert_eq!(doubled, [0, 2, 4, 6, 8]);
    let mut items = walk(&server).items();
    assert_eq!(items.next().await.unwrap().unwrap(), 0);
}

#[tokio::test]
async fn pages_are_a_stream_with_status_headers_and_url() {
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
async fn try_next_returns_page_after_page_and_then_none_for_ever() {
    let server = server();
    let mut pages = walk(&server).pages();
    let mut all = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        assert_eq!(server.requests() as u64, page.request().index() + 1, "nothing is requested before it is wanted");
        for item in page {
            all.push(item);
        }
    }
    assert_eq!(all, list(0..5));
    for _ in 0..2 {
        assert!(pages.try_next().await.unwrap().is_none());
    }
    assert!(pages.checkpoint().is_over());
    assert_eq!(server.requests(), 2);
}

#[test]
fn try_next_of_a_blocking_walk_returns_page_after_page_and_then_none_for_ever() {
    let server = serve(|_, request| bare(slice(request, 50, 122)));
    let mut pages = blocking().get(server.url_of("/list")).paginate::<ByOffset>().page_size(50).pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().unwrap() {
        assert_eq!(server.requests(), sizes.len() + 1, "nothing is requested before it is wanted");
        sizes.push(page.data.len());
    }
    assert_eq!(sizes, [50, 50, 22]);
    assert!(pages.try_next().unwrap().is_none());

    let mut pages =
        pages_blocking(|at: u64| -> Sound<ByPage> { Ok(ByPage { data: numbers((at - 1) * 3, 3, 4) }) }).pages();
    let sizes: Vec<_> = std::iter::from_fn(|| pages.try_next().unwrap()).map(|page| page.data.len()).collect();
    assert_eq!(sizes, [3, 1, 0]);
    assert!(pages.try_next().unwrap().is_none());
    assert!(pages.checkpoint().is_over());
}

#[tokio::test]
async fn a_walk_by_page_goes_on_by_item_from_its_checkpoint() {
    let server = serve(|_, request| match request.pair("cursor") {
        None => page(0..3, "b"),
        _ => page(3..5, Value::Null),
    });
    let mut pages = walk(&server).pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap().data, [0, 1, 2]);
    let rest: Vec<u64> = walk(&server).resume(pages.checkpoint()).items().try_collect().await.unwrap();
    assert_eq!(rest, [3, 4]);
    assert_eq!(server.requests(), 2);
}

#[test]
fn blocking_views_are_iterators() {
    let server = server();
    let request = || blocking().get(server.url_of("/list")).paginate::<ByCursor>();
    let items: Result<Vec<u64>, Error> = request().items().collect();
    assert_eq!(items.unwrap(), list(0..5));
    let mut sum = 0;
    for item in request().items() {
        sum += item.unwrap();
    }
    assert_eq!(sum, 10);
    let mut items = request().items();
    assert_eq!(items.try_next().unwrap(), Some(0));
    assert_eq!(items.by_ref().take(2).map(Result::unwrap).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(drain_blocking(&mut items).sound(), [3, 4]);
    let pages: Vec<_> = request().pages().map(Result::unwrap).collect();
    assert_eq!(pages[1].headers()["x-page"], "2");
    assert_eq!(request().pages().try_next().unwrap().unwrap().data, [0, 1, 2]);
}

#[test]
fn nothing_is_requested_before_the_first_poll() {
    let server = server();
    drop(blocking().get(server.url_of("/list")).paginate::<ByCursor>().items());
    drop(walk(&server).items());
    assert_eq!(server.requests(), 0);
}

/// A walk in a struct, as an SDK has it.
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
    let pager = walk(&server);
    is_send(&pager);
    let mut pages = pager.pages();
    let next = async move { pages.try_next().await.map(|page| page.is_some()) };
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
    let received: Vec<u64> = runtime.block_on(walk.items().try_collect()).unwrap();
    assert_eq!((received, shared.get()), (vec![1], 1));
}

#[test]
fn size_hints_count_what_is_buffered() {
    let mut items = pages_blocking(|at: Option<String>| three_pages(at.as_deref())).items();
    assert_eq!(items.size_hint(), (0, None));
    items.next().unwrap().unwrap();
    assert_eq!(items.size_hint(), (2, None));
    assert_eq!(items.by_ref().count(), 6);
    assert_eq!(items.size_hint(), (0, Some(0)));
}

#[tokio::test]
async fn the_size_hint_of_a_stream_counts_no_more_than_may_still_come() {
    let server = server();
    let mut items = walk(&server).max_items(2).items();
    items.try_next().await.unwrap();
    assert_eq!(items.size_hint().0, 1, "no more than may still come");
}

#[test]
fn for_each_uses_every_page_and_ends_at_the_first_error() {
    run(async {
        let mut sizes = Vec::new();
        let api = async |at: Option<String>| three_pages(at.as_deref());
        pages(api).prefetch().pages().for_each(async |page| sizes.push(page.data.len())).await.unwrap();
        assert_eq!(sizes, [3, 3, 1]);

        let calls = Cell::new(0);
        let api = async |at: Option<String>| {
            calls.set(calls.get() + 1);
            if calls.get() == 2 { Err("offline") } else { Ok(three_pages(at.as_deref()).unwrap()) }
        };
        let mut pages_seen = 0;
        let error = pages(api).pages().for_each(async |_| pages_seen += 1).await.unwrap_err();
        assert!(matches!(error, pagination_core::Error::Transport("offline")));
        assert_eq!((pages_seen, calls.get()), (1, 2));
    });
}
