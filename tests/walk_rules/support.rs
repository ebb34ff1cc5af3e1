//! A function as an API: what it was asked for, and what a walk over it gave.

use std::convert::Infallible;
use std::fmt::Debug;

use pagination_core::{Error, Paginated};

/// More than any walk of these tests gives.
pub const MOST: usize = 2_000;

/// An API that does not fail.
pub type Sound<R> = Result<R, Infallible>;

/// What a walk gave until it said `None` twice, and the positions that were asked for.
#[derive(Debug)]
pub struct Walked<T, A, E> {
    pub records: Vec<T>,
    pub errors: Vec<Error<E>>,
    pub asked: Vec<A>,
}

impl<T, A, E> Walked<T, A, E> {
    pub fn new(results: Vec<Result<T, Error<E>>>, asked: Vec<A>) -> Self {
        assert!(results.len() < MOST, "the walk does not end");
        let mut walked = Self { records: Vec::new(), errors: Vec::new(), asked };
        for result in results {
            match result {
                Ok(record) => walked.records.push(record),
                Err(error) => walked.errors.push(error),
            }
        }
        walked
    }

    /// The walk gave these records, for these positions, without an error.
    #[track_caller]
    pub fn gave<T2: Debug, A2: Debug>(&self, records: &[T2], asked: &[A2])
    where
        T: Debug + PartialEq<T2>,
        A: Debug + PartialEq<A2>,
        E: Debug,
    {
        assert!(self.errors.is_empty(), "{:?}", self.errors);
        assert_eq!(self.records, records);
        assert_eq!(self.asked, asked);
    }

    /// The walk gave these records, for these positions, then one error.
    #[track_caller]
    pub fn failed<T2: Debug, A2: Debug>(&self, records: &[T2], asked: &[A2]) -> &Error<E>
    where
        T: Debug + PartialEq<T2>,
        A: Debug + PartialEq<A2>,
        E: Debug,
    {
        assert_eq!(self.records, records);
        assert_eq!(self.asked, asked);
        assert_eq!(self.errors.len(), 1, "{:?}", self.errors);
        &self.errors[0]
    }
}

/// What does not take the two kinds of walk apart.
#[track_caller]
pub fn same<T, A, E>(polled: Walked<T, A, E>, blocked: &Walked<T, A, E>) -> Walked<T, A, E>
where
    T: Debug + PartialEq,
    A: Debug + PartialEq,
    E: Debug + std::fmt::Display,
{
    let told = |walked: &Walked<T, A, E>| walked.errors.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(polled.records, blocked.records, "the two walks got other records");
    assert_eq!(polled.asked, blocked.asked, "the two walks asked otherwise");
    assert_eq!(told(&polled), told(blocked), "the two walks got other errors");
    polled
}

/// Waits for a walk.
pub fn run<T>(walk: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(walk)
}

/// Walks the records of an API over `pages_blocking` and over `pages`. The API is a closure that takes the number of the request,
/// from 0, and the position as the type that is named first: `both!(Option<String>, |number: usize, at| …)`. What the pager is to be told
/// may follow: `, pager => pager.max_pages(2)`. Both walks have to get the same and to ask the same.
macro_rules! both {
    ($position:ty, $api:expr) => {
        both!($position, $api, pager => pager)
    };
    ($position:ty, $api:expr, $pager:ident => $told:expr) => {{
        let asked = std::cell::RefCell::new(Vec::<$position>::new());
        let api = $api;
        let ask = |at: $position| {
            let number = asked.borrow().len();
            asked.borrow_mut().push(at.clone());
            api(number, at)
        };
        let $pager = pagination_core::pages_blocking(|at: $position| ask(at));
        let mut items = $told.items();
        let results: Vec<_> = items.by_ref().take($crate::support::MOST).collect();
        assert!(items.next().is_none(), "the walk had ended");
        drop(items);
        let blocked = $crate::support::Walked::new(results, asked.take());
        let polled = $crate::support::run(async {
            use futures_util::StreamExt as _;
            let $pager = pagination_core::pages(async |at: $position| {
                let answer = ask(at);
                tokio::task::yield_now().await;
                answer
            });
            let mut items = std::pin::pin!($told.items());
            let results: Vec<_> = items.by_ref().take($crate::support::MOST).collect().await;
            assert!(items.next().await.is_none(), "the walk had ended");
            results
        });
        let polled = $crate::support::Walked::new(polled, asked.take());
        $crate::support::same(polled, &blocked)
    }};
}

/// The plainest list by cursor.
#[derive(Debug, Clone, Default, Paginated)]
#[cursor(field = next)]
pub struct ByCursor {
    pub data: Vec<u32>,
    pub next: Option<String>,
}

/// The plainest list by link.
#[derive(Debug, Clone, Default, Paginated)]
#[next_link(field = next, prev(field = previous))]
pub struct ByLink {
    pub data: Vec<u32>,
    pub next: Option<String>,
    pub previous: Option<String>,
}

/// The plainest list by offset, three records a page.
#[derive(Debug, Clone, Default, Paginated)]
#[offset(parallel, stop(short_page))]
#[paginated(page_size(default = 3))]
pub struct ByOffset {
    pub data: Vec<u32>,
}

/// The plainest list by page number.
#[derive(Debug, Clone, Default, Paginated)]
#[page(stop(empty_page))]
pub struct ByPage {
    pub data: Vec<u32>,
}

pub fn by_cursor(data: impl IntoIterator<Item = u32>, next: Option<&str>) -> Sound<ByCursor> {
    Ok(ByCursor { data: data.into_iter().collect(), next: next.map(str::to_owned) })
}

/// The records from `at` on, no more than `size` of `count`.
pub fn slice(at: u64, size: u32, count: u32) -> Vec<u32> {
    let at = u32::try_from(at).unwrap().min(count);
    (at..at.saturating_add(size).min(count)).collect()
}

pub fn some(texts: &[&str]) -> Vec<Option<String>> {
    std::iter::once(None).chain(texts.iter().map(|text| Some((*text).to_owned()))).collect()
}
