//! Walks of very many pages: no recursion, and the memory of one page.

use std::convert::Infallible;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::SeqCst;

use pagination_core::Paginated;

/// Enough pages to notice recursion, or pages that are kept.
const PAGES: u64 = 200_000;

/// How many items of a walk are alive, now and at most.
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

/// Runs on a stack that one call per page would overflow.
fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(256 * 1024).spawn(run).unwrap().join().unwrap();
}

#[test]
fn two_hundred_thousand_pages_take_the_memory_of_one() {
    on_a_small_stack(|| {
        let received =
            pagination_core::pages_blocking(|at| Ok::<_, Infallible>(Long::at(at))).items().map(Result::unwrap).count();
        assert_eq!(received as u64, 2 * PAGES);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut items = pagination_core::pages(async |at| Ok::<_, Infallible>(Long::at(at))).items();
            let mut received = 0;
            while items.try_next().await.unwrap().is_some() {
                received += 1;
            }
            assert_eq!(received, 2 * PAGES);
        });
        assert!(MOST_ALIVE.load(SeqCst) <= 4, "{} items were held at a time", MOST_ALIVE.load(SeqCst));
        assert_eq!(ALIVE.load(SeqCst), 0);
    });
}

#[test]
fn two_hundred_thousand_empty_pages_in_a_row_are_walked_without_recursion() {
    on_a_small_stack(|| {
        let response = |at: Option<u64>| {
            let at = at.unwrap_or(0);
            let last = at + 1 == PAGES;
            Ok::<_, Infallible>(Empty {
                data: if last { vec![7] } else { Vec::new() },
                next: (!last).then_some(at + 1),
            })
        };
        let received: Result<Vec<_>, _> = pagination_core::pages_blocking(response).items().collect();
        assert_eq!(received.unwrap(), [7]);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut items = pagination_core::pages(async |at| response(at)).items();
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
