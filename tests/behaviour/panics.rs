//! Functions and checks that panic: the walk stays where it is, and loses nothing.

use std::cell::{Cell, RefCell};

use futures_util::FutureExt as _;
use pagination_core::{Paginated, pages, pages_blocking};

use crate::harness::{ByCursor, list, run, three_pages};

#[derive(Debug, Clone, Paginated)]
#[offset(parallel, stop(short_page))]
#[paginated(page_size(default = 100))]
struct Hundreds {
    data: Vec<u64>,
}

#[test]
fn a_walk_does_not_hang_after_a_panic_on_a_thread() {
    let mut pages = pages_blocking(|at: u64| {
        assert!(at == 0, "as the test wants it");
        Ok::<_, &str>(Hundreds { data: (0..100).collect() })
    })
    .prefetch()
    .pages();
    pages.next().unwrap().unwrap();
    for _ in 0..2 {
        let next = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| pages.next().is_some()));
        assert!(next.is_err());
    }
}

#[test]
fn a_page_whose_check_panics_is_requested_again() {
    thread_local! { static PANICS: Cell<u64> = const { Cell::new(0) }; }
    fn careless(_: &Checked) -> Result<(), &'static str> {
        let panics = PANICS.get();
        PANICS.set(panics.saturating_sub(1));
        assert!(panics == 0, "as the test wants it");
        Ok(())
    }
    #[derive(Paginated)]
    #[cursor(field = next)]
    #[paginated(check = careless)]
    struct Checked {
        data: Vec<u64>,
        next: Option<String>,
    }

    let requested = RefCell::new(Vec::new());
    let mut items = pages_blocking(|at: Option<String>| {
        requested.borrow_mut().push(at.clone());
        three_pages(at.as_deref()).map(|ByCursor { data, next, .. }| Checked { data, next })
    })
    .items();
    let mut received: Vec<u64> = items.by_ref().take(3).map(Result::unwrap).collect();
    PANICS.set(2);
    for _ in 0..2 {
        let next = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| items.next().is_some()));
        assert!(next.is_err());
        assert!(!items.checkpoint().is_over());
    }
    received.extend(items.by_ref().map(Result::unwrap));
    assert_eq!(received, list(0..7));
    let b = || Some("b".to_owned());
    assert_eq!(*requested.borrow(), [None, b(), b(), b(), Some("c".to_owned())]);
}

#[test]
fn a_page_whose_items_cannot_be_taken_for_a_panic_is_not_passed() {
    thread_local! { static PANICS: Cell<u64> = const { Cell::new(0) }; }
    fn take(page: &mut Taken) -> Vec<u64> {
        let panics = PANICS.get();
        PANICS.set(panics.saturating_sub(1));
        assert!(panics == 0, "as the test wants it");
        std::mem::take(&mut page.data)
    }
    fn how_many(page: &Taken) -> usize {
        page.data.len()
    }
    #[derive(Paginated)]
    #[cursor(field = next)]
    #[paginated(items(with = take, count = how_many), item = u64)]
    struct Taken {
        data: Vec<u64>,
        next: Option<String>,
    }
    let requested = RefCell::new(Vec::new());
    let list_page = |at: Option<String>| {
        requested.borrow_mut().push(at.clone());
        three_pages(at.as_deref()).map(|ByCursor { data, next, .. }| Taken { data, next })
    };

    let mut items = pages_blocking(list_page).items();
    let mut received: Vec<u64> = items.by_ref().take(3).map(Result::unwrap).collect();
    PANICS.set(2);
    for _ in 0..2 {
        let next = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| items.next().is_some()));
        assert!(next.is_err());
        let rest = pages_blocking(list_page).resume(items.checkpoint());
        let left = PANICS.replace(0);
        assert_eq!(
            rest.items().map(Result::unwrap).collect::<Vec<u64>>(),
            list(3..7),
            "the checkpoint is before the page"
        );
        PANICS.set(left);
    }
    requested.borrow_mut().clear();
    received.extend(items.by_ref().map(Result::unwrap));
    assert_eq!(received, list(0..7));
    assert_eq!(*requested.borrow(), [Some("c".to_owned())], "the page itself is kept");
}

#[test]
fn a_panic_in_a_request_made_ahead_loses_nothing_of_the_page_before() {
    let panics = Cell::new(true);
    let requested = RefCell::new(Vec::new());
    let mut items = pages(async |at: Option<String>| {
        requested.borrow_mut().push(at.clone());
        assert!(at.as_deref() != Some("b") || !panics.replace(false), "as the test wants it");
        three_pages(at.as_deref())
    })
    .prefetch()
    .items();
    let mut panicked = 0;
    let mut received = Vec::new();
    for _ in 0..10 {
        let next = std::panic::AssertUnwindSafe(|| items.try_next().now_or_never().unwrap().unwrap());
        match std::panic::catch_unwind(next) {
            Ok(Some(item)) => received.push(item),
            Ok(None) => break,
            Err(_) => panicked += 1,
        }
    }
    assert_eq!((received, panicked), (list(0..7), 1));
    let b = || Some("b".to_owned());
    assert_eq!(*requested.borrow(), [None, b(), b(), Some("c".to_owned())]);
}

#[test]
fn a_concurrent_request_that_panics_is_made_again_when_its_page_is_due() {
    let (panics, calls) = (Cell::new(true), Cell::new(0));
    let mut items = pages(async |at: u64| {
        calls.set(calls.get() + 1);
        // The walk waits for the second page while the third one panics.
        for _ in 0..if at == 100 { 5 } else { 1 } {
            tokio::task::yield_now().await;
        }
        assert!(at != 200 || !panics.replace(false), "as the test wants it");
        Ok::<_, &str>(Hundreds { data: if at < 400 { (at..at + 100).collect() } else { Vec::new() } })
    })
    .concurrent(3)
    .items();
    run(async {
        let (mut received, mut panicked) = (Vec::new(), 0);
        for _ in 0..1_000 {
            match std::panic::AssertUnwindSafe(items.try_next()).catch_unwind().await {
                Ok(Ok(Some(item))) => received.push(item),
                Ok(Ok(None)) => break,
                Ok(Err(error)) => unreachable!("{error}"),
                Err(_) => panicked += 1,
            }
        }
        assert_eq!((received, panicked), ((0..400).collect::<Vec<u64>>(), 1));
    });
    assert!(
        calls.get() <= 8,
        "{} calls for four pages, the empty one, two guesses and the one that panicked",
        calls.get()
    );
}
