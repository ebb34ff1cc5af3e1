//! Functions that get a client with every call, and functions that return a `Vec` in place of a page.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::{FutureExt as _, Stream, StreamExt as _};
use pagination_core::transport::{CursorPage, VecPage};
use pagination_core::{
    Checkpoint, Error, Page, PageNumber, PageRequest, Position, Retry, pages, pages_blocking, pages_blocking_with,
    pages_with,
};
use serde::{Deserialize, Serialize};

use crate::harness::{drain, list, stored, three_pages};

/// A client as generated code has it: every call needs `&mut self`, and its reply has no annotation.
#[derive(Clone, Default)]
struct Library {
    clones: Arc<AtomicUsize>,
    tokens: Arc<Mutex<Vec<String>>>,
}

struct ListBooks {
    books: Vec<u64>,
    next_page_token: String,
}

#[derive(Debug, PartialEq)]
struct Status(&'static str);

impl Library {
    async fn list_books(&mut self, token: Option<String>) -> Result<ListBooks, Status> {
        tokio::task::yield_now().await;
        self.list_books_blocking(token)
    }

    fn list_books_blocking(&mut self, token: Option<String>) -> Result<ListBooks, Status> {
        let token = token.unwrap_or_default();
        self.tokens.lock().unwrap().push(token.clone());
        let page = three_pages((!token.is_empty()).then_some(&token)).unwrap();
        Ok(ListBooks { books: page.data, next_page_token: page.next.unwrap_or_default() })
    }

    fn tokens(&self) -> Vec<String> {
        self.tokens.lock().unwrap().clone()
    }
}

/// What an SDK returns: it owns everything, and can be spawned.
fn books(library: Library) -> impl Stream<Item = Result<u64, Error<Status>>> + Send + Unpin + 'static {
    pages_with(library, async |mut library, at: Option<String>| {
        let reply = library.list_books(at).await?;
        Ok((reply.books, Some(reply.next_page_token)))
    })
    .items()
}

#[tokio::test]
async fn a_walk_that_owns_its_client_is_spawned_and_calls_methods_of_a_mutable_client() {
    let library = Library::default();
    let mut walk = books(library.clone());
    let received = tokio::spawn(async move { drain(&mut walk).await.into_items() }).await.unwrap();
    assert_eq!((received, library.tokens()), (list(0..7), vec![String::new(), "b".into(), "c".into()]));
}

#[tokio::test]
async fn a_method_that_returns_a_page_needs_no_closure_body() {
    #[derive(Clone)]
    struct Client;
    impl Client {
        async fn list(&mut self, at: Option<String>) -> Result<crate::harness::ByCursor, Infallible> {
            tokio::task::yield_now().await;
            three_pages(at.as_deref())
        }
    }
    let mut items = pages_with(Client, async |mut client, at: Option<String>| client.list(at).await).items();
    assert_eq!(drain(&mut items).await.into_items(), list(0..7));
}

#[test]
fn a_blocking_walk_gets_a_clone_with_every_call_also_on_threads() {
    let library = Library::default();
    let pager = || {
        pages_blocking_with(library.clone(), |mut library, at: Option<String>| {
            library.clones.fetch_add(1, Ordering::SeqCst);
            let reply = library.list_books_blocking(at)?;
            Ok::<_, Status>((reply.books, Some(reply.next_page_token)))
        })
    };
    let received: Vec<_> = pager().items().map(Result::unwrap).collect();
    assert_eq!((received, library.clones.load(Ordering::SeqCst)), (list(0..7), 3));
    let items = pager().prefetch().items();
    let received: Vec<_> = std::thread::spawn(|| items.map(Result::unwrap).collect()).join().unwrap();
    assert_eq!((received, library.clones.load(Ordering::SeqCst)), (list(0..7), 6));
}

/// A client whose third clone panics.
struct Brittle(Arc<AtomicUsize>);

impl Clone for Brittle {
    fn clone(&self) -> Self {
        assert!(self.0.fetch_add(1, Ordering::SeqCst) != 1, "as the test wants it");
        Self(Arc::clone(&self.0))
    }
}

#[test]
fn a_client_whose_clone_panics_loses_nothing() {
    let called = RefCell::new(Vec::new());
    let client = Brittle(Arc::default());
    let mut items = pages_blocking_with(client, |_, at: Option<String>| {
        called.borrow_mut().push(at.clone());
        three_pages(at.as_deref())
    })
    .items();
    let (mut received, mut panics) = (Vec::new(), 0);
    loop {
        match catch_unwind(AssertUnwindSafe(|| items.next())) {
            Ok(Some(item)) => received.push(item.unwrap()),
            Ok(None) => break,
            Err(_) => {
                panics += 1;
                let rest: Vec<_> = pages_blocking(|at: Option<String>| three_pages(at.as_deref()))
                    .resume(items.checkpoint())
                    .items()
                    .map(Result::unwrap)
                    .collect();
                assert_eq!(rest, list(3..7), "the checkpoint stands before the page");
            }
        }
    }
    assert_eq!((received, panics, called.take().len()), (list(0..7), 1, 3));

    let client = Brittle(Arc::default());
    for ahead in [false, true] {
        client.0.store(0, Ordering::SeqCst);
        let client = Brittle(Arc::clone(&client.0));
        let pager = pages_with(client, async |_, at: Option<String>| three_pages(at.as_deref()));
        let mut items = if ahead { pager.prefetch() } else { pager }.items();
        let (mut received, mut panics) = (Vec::new(), 0);
        loop {
            match catch_unwind(AssertUnwindSafe(|| items.try_next().now_or_never().unwrap())) {
                Ok(Ok(Some(item))) => received.push(item),
                Ok(Ok(None)) => break,
                Ok(Err(error)) => panic!("{error}"),
                Err(_) => panics += 1,
            }
        }
        assert_eq!((received, panics), (list(0..7), 1), "{ahead}");
    }
}

#[test]
fn the_empty_text_and_none_end_a_list_with_a_cursor_and_an_empty_page_does_not() {
    for end in [None, Some(String::new())] {
        let end = &end;
        let walked = over_functions!(Option<String>, |number: usize, _| {
            Ok::<_, Infallible>(match number {
                0 => (vec![1, 2], Some("b".to_owned())),
                1 => (vec![], Some("c".to_owned())),
                _ => (vec![3], end.clone()),
            })
        });
        walked.gave(&[1, 2, 3], &crate::harness::some(&["b", "c"]));
    }
}

#[test]
fn a_cursor_is_of_any_type_that_serde_can_write() {
    let numbers = |_: usize, at: Option<u64>| {
        let at = at.unwrap_or(0);
        Ok::<_, Infallible>((vec![at, at + 1], (at < 4).then_some(at + 2)))
    };
    over_functions!(Option<u64>, numbers).gave(&list(0..6), &[None, Some(2), Some(4)]);

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Key {
        partition: String,
        sort: BTreeMap<String, i32>,
    }
    let key = |sort| Key { partition: "p".into(), sort: BTreeMap::from([("n".to_owned(), sort)]) };
    let walked = over_functions!(Option<Key>, |_: usize, at: Option<Key>| {
        let at = at.map_or(0, |key| key.sort["n"]);
        Ok::<_, Infallible>((vec![at], (at < 2).then(|| key(at + 1))))
    });
    walked.gave(&[0, 1, 2], &[None, Some(key(1)), Some(key(2))]);
}

#[test]
fn a_list_alone_is_walked_by_offset_and_by_page_number_and_ends_at_an_empty_page() {
    let by_offset = |_: usize, at: u64| Ok::<_, Infallible>(crate::harness::numbers(at, 3, 7));
    over_functions!(u64, by_offset).gave(&list(0..7), &[0, 3, 6, 7]);
    let by_number = |_: usize, at: u64| Ok::<_, Infallible>(crate::harness::numbers((at - 1) * 3, 3, 7));
    over_functions!(u64, by_number, pager => pager.by::<PageNumber>()).gave(&list(0..7), &[1, 2, 3, 4]);
    let none = |_: usize, _: u64| Ok::<Vec<u64>, Infallible>(Vec::new());
    over_functions!(u64, none).gave(&list(0..0), &[0]);
}

#[test]
fn limits_and_checkpoints_work_over_lists() {
    let by_offset = |_: usize, at: u64| Ok::<_, Infallible>(crate::harness::numbers(at, 3, 7));
    over_functions!(u64, by_offset, pager => pager.max_items(4)).gave(&list(0..4), &[0, 3]);
    over_functions!(u64, by_offset, pager => pager.max_pages(1)).gave(&list(0..3), &[0]);

    let by_cursor = |_: usize, at: Option<u64>| {
        let at = at.unwrap_or(0);
        Ok::<_, Infallible>((crate::harness::numbers(at, 3, 7), (at < 6).then_some(at + 3)))
    };
    for taken in 0..7 {
        let mut items = pages_blocking(|at: Option<u64>| by_cursor(0, at)).named("books").items();
        let mut received: Vec<_> = items.by_ref().take(taken).map(Result::unwrap).collect();
        let checkpoint = stored(&items.checkpoint());
        let walked = over_functions!(Option<u64>, by_cursor, pager => pager.named("books").resume(checkpoint.clone()));
        received.extend(walked.into_items());
        assert_eq!(received, list(0..7), "{taken}");
        let refused = over_functions!(Option<u64>, by_cursor, pager => pager.resume(checkpoint.clone()));
        assert!(matches!(refused.error(), Error::Checkpoint(_)));
    }

    for taken in 0..7 {
        let mut items = pages_blocking(|at: u64| by_offset(0, at)).items();
        let mut received: Vec<_> = items.by_ref().take(taken).map(Result::unwrap).collect();
        let checkpoint: Checkpoint = stored(&items.checkpoint());
        received.extend(over_functions!(u64, by_offset, pager => pager.resume(checkpoint.clone())).into_items());
        assert_eq!(received, list(0..7), "{taken}");
    }
}

#[tokio::test]
async fn lists_by_offset_are_fetched_side_by_side_and_with_prefetch() {
    struct InFlight<'a>(&'a Cell<u32>);
    impl Drop for InFlight<'_> {
        fn drop(&mut self) {
            self.0.set(self.0.get() - 1);
        }
    }
    let in_flight = Cell::new(0_u32);
    let most = Cell::new(0);
    let slow = async |at: u64| {
        in_flight.set(in_flight.get() + 1);
        let _in_flight = InFlight(&in_flight);
        most.set(most.get().max(in_flight.get()));
        tokio::time::sleep(Duration::from_millis(2)).await;
        Ok::<_, Infallible>(crate::harness::numbers(at, 3, 20))
    };
    assert_eq!(drain(&mut pages(slow).concurrent(4).items()).await.into_items(), list(0..20));
    assert_eq!(most.get(), 4);
    assert_eq!(drain(&mut pages(slow).prefetch().items()).await.into_items(), list(0..20));

    let numbers = |at: u64| Ok::<_, Infallible>(crate::harness::numbers(3 * (at - 1), 3, 20));
    let received: Vec<_> =
        pages_blocking(numbers).by::<PageNumber>().concurrent(4).items().map(Result::unwrap).collect();
    assert_eq!(received, list(0..20));
    let client = Arc::new(20);
    let walk =
        pages_blocking_with(client, |total, at: u64| Ok::<_, Infallible>(crate::harness::numbers(at, 3, *total)));
    assert_eq!(walk.concurrent(4).items().map(Result::unwrap).collect::<Vec<_>>(), list(0..20));
}

#[test]
fn a_function_reads_position_size_and_index_of_its_request() {
    let requested = RefCell::new(Vec::new());
    let list_page = |request: &PageRequest| {
        let at: u64 = request.position().map_or(0, |position| position.get().unwrap());
        requested.borrow_mut().push((at, request.page_size(), request.index()));
        Ok::<_, Infallible>(crate::harness::numbers(at, request.page_size().unwrap_or(10), 7))
    };
    let received: Vec<_> =
        pages_blocking(|request: PageRequest| list_page(&request)).page_size(4).items().map(Result::unwrap).collect();
    assert_eq!(received, list(0..7));
    assert_eq!(requested.take(), [(0, Some(4), 0), (4, Some(4), 1), (7, Some(4), 2)]);
    let received = crate::harness::run(async {
        drain(&mut pages(async |request: PageRequest| list_page(&request)).items()).await.into_items()
    });
    assert_eq!(received, list(0..7));
    assert_eq!(requested.take(), [(0, None, 0), (7, None, 1)]);
    // A function that takes the position alone asks for the size by itself.
    let received: Vec<_> = pages_blocking(|at: Option<Position>| {
        Ok::<_, Infallible>(crate::harness::numbers(at.unwrap().as_u64().unwrap(), 4, 7))
    })
    .page_size(4)
    .items()
    .map(Result::unwrap)
    .collect();
    assert_eq!(received, list(0..7));
}

#[test]
fn a_page_size_over_a_function_is_within_the_declared_maximum_and_above_zero() {
    let error = |size| {
        let mut items = pages_blocking(|at: u64| Ok::<_, Infallible>(vec![at])).page_size(size).items();
        items.next().unwrap().unwrap_err()
    };
    assert!(matches!(error(0), Error::PageSize(_)));
    #[derive(pagination_core::Paginated)]
    #[cursor(field = next)]
    #[paginated(page_size(param = "limit", max = 100))]
    struct Small {
        data: Vec<u64>,
        next: Option<String>,
    }
    let list_page = |_: PageRequest| Ok::<_, Infallible>(Small { data: vec![], next: None });
    assert!(matches!(pages_blocking(list_page).page_size(101).items().next(), Some(Err(Error::PageSize(_)))));
}

#[test]
fn functions_are_retried_and_a_predicate_says_after_which_errors() {
    let policy = || Retry::new().times(3).first_wait(Duration::from_millis(1));
    let flaky = |number: usize, at: u64| {
        if number % 3 == 1 { Err("busy") } else { Ok(crate::harness::numbers(at, 3, 7)) }
    };
    over_functions!(u64, flaky, pager => pager.retry(policy())).gave(&list(0..7), &[0, 3, 3, 6, 7, 7]);
    let broken = |number: usize, at: u64| match number {
        1 => Err("busy"),
        3 => Err("broken"),
        _ => Ok(crate::harness::numbers(at, 3, 7)),
    };
    let walked = over_functions!(u64, broken, pager => pager.retry(policy()).retry_if(|error| *error == "busy"));
    assert!(matches!(walked.failed(&list(0..7), &[0, 3, 3, 6, 6, 7]), Error::Transport("broken")));
}

#[test]
fn the_waits_of_functions_are_real() {
    let began = std::time::Instant::now();
    let slowly = Retry::new().first_wait(Duration::from_millis(30));
    let flaky = |number: usize, at: u64| if number == 1 { Err("busy") } else { Ok(crate::harness::numbers(at, 3, 7)) };
    over_functions!(u64, flaky, pager => pager.retry(slowly.clone())).gave(&list(0..7), &[0, 3, 3, 6, 7]);
    assert!(
        began.elapsed() >= Duration::from_millis(2 * 30),
        "the blocking walk and the async one: {:?}",
        began.elapsed()
    );
}

#[test]
fn functions_keep_below_a_rate_limit() {
    let quota = governor::Quota::per_second(20.try_into().unwrap()).allow_burst(1.try_into().unwrap());
    let began = std::time::Instant::now();
    let by_offset = |_: usize, at: u64| Ok::<_, Infallible>(crate::harness::numbers(at, 3, 7));
    let limit = pagination_core::RateLimit::from(quota);
    over_functions!(u64, by_offset, pager => pager.rate_limit(limit.clone())).gave(&list(0..7), &[0, 3, 6, 7]);
    assert!(began.elapsed() >= Duration::from_millis(7 * 50), "eight calls share the limit: {:?}", began.elapsed());
}

#[test]
fn pages_of_lists_have_their_items_their_cursor_and_what_was_requested() {
    let mut walk = pages_blocking(|at: Option<String>| {
        let page = three_pages(at.as_deref()).unwrap();
        Ok::<_, Infallible>((page.data, page.next))
    })
    .pages();
    let page: Page<CursorPage<u64, String>> = walk.next().unwrap().unwrap();
    assert_eq!((&page.items, page.next.as_deref()), (&list(0..3), Some("b")));
    let page = walk.next().unwrap().unwrap();
    assert_eq!(page.request().position().and_then(Position::as_str), Some("b"));
    let mut walk = pages_blocking(|at: u64| Ok::<_, Infallible>(crate::harness::numbers(at, 3, 7))).pages();
    let page: Page<VecPage<u64>> = walk.next().unwrap().unwrap();
    assert_eq!(page.items, list(0..3));
}

#[tokio::test]
async fn a_cursor_that_comes_back_is_a_loop() {
    let mut items = pages(async |_: Option<String>| Ok::<_, Infallible>((vec![1], Some("same".to_owned())))).items();
    let walked: Vec<_> = items.by_ref().collect().await;
    assert!(matches!(walked.last(), Some(Err(Error::Loop(_)))), "{walked:?}");
}
