//! Limits, and lists without one.

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use demo_apis::Answer;
use pagination_core::reqwest::Error;
use pagination_core::{Paginate as _, Paginated};
use serde::Deserialize;
use serde_json::Value;

use crate::support::{
    ByCursor, ByLink, ByOffset, bare, blocking, client, drain, drain_blocking, list, page, serve, slice,
};

/// Pages of five, without end.
fn endless(number: usize) -> Answer {
    let start = number as u64 * 5;
    page(start..start + 5, format!("c{number}"))
}

#[tokio::test]
async fn max_pages_is_exact() {
    for most in 0..4 {
        let server = serve(|number, _| endless(number));
        let mut items = client().get(server.url_of("/list")).paginate::<ByCursor>().max_pages(most).items();
        assert_eq!(drain(&mut items).await.sound(), list(0..most * 5));
        assert_eq!(server.requests() as u64, most);
        let server = serve(|number, _| endless(number));
        let mut pages = blocking_pages(&server, most);
        assert_eq!(pages.by_ref().map(Result::unwrap).count() as u64, most);
        assert_eq!(server.requests() as u64, most);
    }
}

fn blocking_pages(
    server: &demo_apis::Scripted,
    most: u64,
) -> impl Iterator<Item = Result<pagination_core::Page<ByCursor>, Error>> + use<> {
    let url = server.url_of("/list");
    std::thread::spawn(move || blocking().get(url).paginate::<ByCursor>().max_pages(most).pages().collect::<Vec<_>>())
        .join()
        .unwrap()
        .into_iter()
}

#[tokio::test]
async fn max_items_is_exact_and_makes_no_request_that_is_not_needed() {
    for most in [0, 1, 4, 5, 6, 10, 11] {
        let server = serve(|number, _| endless(number));
        let mut items = client().get(server.url_of("/list")).paginate::<ByCursor>().max_items(most).items();
        assert_eq!(drain(&mut items).await.sound(), list(0..most));
        assert_eq!(server.requests() as u64, most.div_ceil(5), "at most {most}");
    }
}

#[test]
fn max_items_of_a_blocking_walk_is_exact() {
    for most in [0, 5, 6] {
        let server = serve(|number, _| endless(number));
        let mut items = blocking().get(server.url_of("/list")).paginate::<ByCursor>().max_items(most).items();
        assert_eq!(drain_blocking(&mut items).sound(), list(0..most));
        assert_eq!(server.requests() as u64, most.div_ceil(5));
    }
}

#[tokio::test]
async fn max_items_ends_a_walk_of_pages_with_the_page_that_holds_the_last_of_them() {
    for (most, expected) in [(0, 0), (1, 1), (5, 1), (6, 2)] {
        let server = serve(|number, _| endless(number));
        let mut pages = client().get(server.url_of("/list")).paginate::<ByCursor>().max_items(most).pages();
        assert_eq!(drain(&mut pages).await.sound().len(), expected);
        assert_eq!(server.requests(), expected, "at most {most}");
    }
}

#[tokio::test]
async fn a_limit_above_the_length_of_the_list_changes_nothing() {
    let server = serve(|_, request| bare(slice(request, 3, 7)));
    let mut items =
        client().get(server.url_of("/list")).paginate::<ByOffset>().max_items(u64::MAX).max_pages(u64::MAX).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..7));
    assert_eq!(server.requests(), 3);
}

#[tokio::test]
async fn an_empty_page_counts_for_max_pages_and_not_for_max_items() {
    let server = serve(|number, _| if number < 3 { page(0..0, format!("c{number}")) } else { endless(number) });
    let mut items = client().get(server.url_of("/list")).paginate::<ByCursor>().max_pages(2).items();
    assert_eq!(drain(&mut items).await.sound(), [0; 0]);
    assert_eq!(server.requests(), 2);
    let server = serve(|number, _| if number < 3 { page(0..0, format!("c{number}")) } else { endless(number) });
    let mut items = client().get(server.url_of("/list")).paginate::<ByCursor>().max_items(2).items();
    assert_eq!(drain(&mut items).await.sound(), [15, 16]);
    assert_eq!(server.requests(), 4);
}

#[tokio::test]
async fn an_error_behind_the_last_record_that_was_asked_for_is_not_told() {
    let server = serve(|_, _| page(0..2, "https://evil.example/"));
    let mut items = client().get(server.url_of("/list")).paginate::<ByLink>().max_items(2).items();
    assert_eq!(drain(&mut items).await.sound(), [0, 1]);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 50, max = 200))]
struct Bounded {
    data: Vec<u64>,
}

#[tokio::test]
async fn a_page_size_above_the_maximum_is_an_error_before_any_request() {
    let server = serve(|_, _| bare(0..1));
    let request = || client().get(server.url_of("/list")).paginate::<Bounded>();
    let outcome = drain(&mut request().page_size(201).items()).await;
    let Error::PageSize(refused) = outcome.error() else { panic!("{outcome:?}") };
    assert_eq!((refused.asked, refused.max), (201, 200));
    let outcome = drain(&mut request().page_size(0).items()).await;
    assert_eq!(outcome.errors.len(), 1);
    assert_eq!(server.requests(), 0);
    drain(&mut request().page_size(200).items()).await.sound();
    assert_eq!(server.log()[0].target(), "/list?limit=200&offset=0");
}

#[test]
fn a_page_size_that_is_declared_nowhere_is_an_error() {
    let server = serve(|_, _| page(0..1, Value::Null));
    let outcome = drain_blocking(&mut blocking().get(server.url_of("/list")).paginate::<ByLink>().page_size(5).items());
    assert!(matches!(outcome.error(), Error::Request(_)), "{outcome:?}");
    assert_eq!(server.requests(), 0);
}

/// So many pages that recursion, or keeping them, would show.
const PAGES: u64 = 200_000;

/// How many records of a walk are alive, now and at most.
static ALIVE: AtomicUsize = AtomicUsize::new(0);
static MOST_ALIVE: AtomicUsize = AtomicUsize::new(0);

#[derive(Debug)]
struct Counted;

impl Counted {
    fn new() -> Self {
        MOST_ALIVE.fetch_max(ALIVE.fetch_add(1, SeqCst) + 1, SeqCst);
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, SeqCst);
    }
}

#[derive(Debug, Paginated)]
#[cursor(field = next)]
struct Long {
    data: Vec<Counted>,
    next: Option<u64>,
}

impl Long {
    fn at(at: Option<u64>) -> Self {
        let at = at.unwrap_or(0);
        Self { data: vec![Counted::new(), Counted::new()], next: (at + 1 < PAGES).then_some(at + 1) }
    }
}

/// On a stack that a call per page would overflow.
fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(256 * 1024).spawn(run).unwrap().join().unwrap();
}

#[test]
fn two_hundred_thousand_pages_take_the_memory_of_one() {
    on_a_small_stack(|| {
        let records =
            pagination_core::pages_blocking(|at| Ok::<_, Infallible>(Long::at(at))).items().map(Result::unwrap).count();
        assert_eq!(records as u64, 2 * PAGES);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut items = pagination_core::pages(async |at| Ok::<_, Infallible>(Long::at(at))).items();
            let mut records = 0;
            while items.try_next().await.unwrap().is_some() {
                records += 1;
            }
            assert_eq!(records, 2 * PAGES);
        });
        assert!(MOST_ALIVE.load(SeqCst) <= 4, "{} records were held at a time", MOST_ALIVE.load(SeqCst));
        assert_eq!(ALIVE.load(SeqCst), 0);
    });
}

#[test]
fn two_hundred_thousand_empty_pages_in_a_row_are_passed_without_recursion() {
    on_a_small_stack(|| {
        let answer = |at: Option<u64>| {
            let at = at.unwrap_or(0);
            let last = at + 1 == PAGES;
            Ok::<_, Infallible>(Empty {
                data: if last { vec![7] } else { Vec::new() },
                next: (!last).then_some(at + 1),
            })
        };
        let records: Result<Vec<_>, _> = pagination_core::pages_blocking(answer).items().collect();
        assert_eq!(records.unwrap(), [7]);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut items = pagination_core::pages(async |at| answer(at)).items();
            assert_eq!(items.try_next().await.unwrap(), Some(7));
            assert_eq!(items.try_next().await.unwrap(), None);
        });
    });
}

#[derive(Debug, Paginated)]
#[cursor(field = next)]
struct Empty {
    data: Vec<u64>,
    next: Option<u64>,
}
