//! Walks that begin again by another strategy, and walks that cannot begin.

use std::cell::RefCell;

use futures_util::FutureExt as _;
use pagination_core::{Offset, Paginated, pages, pages_blocking};

use crate::support::run;

#[derive(Debug, Clone, Paginated)]
#[page(stop(empty_page))]
#[offset(stop(empty_page))]
#[paginated(page_size(default = 3))]
struct TwoWays {
    data: Vec<u64>,
}

#[derive(Debug, Clone, Paginated)]
#[page(stop(empty_page))]
struct Other {
    data: Vec<u64>,
}

#[test]
fn by_gives_up_a_request_ahead_of_the_other_strategy() {
    run(async {
        let asked = RefCell::new(Vec::<u64>::new());
        let mut pager = pages(async |at: u64| {
            asked.borrow_mut().push(at);
            tokio::task::yield_now().await;
            Ok::<_, &str>(TwoWays { data: if at < 3 { vec![at * 100] } else { vec![] } })
        })
        .prefetch();
        pager.next_page().await.unwrap().unwrap();
        let page = pager.by::<Offset>().next_page().await.unwrap().unwrap();
        assert_eq!(page.data, [0]);
        assert_eq!(asked.borrow()[..3], [1, 2, 0]);
    });
}

#[test]
fn by_gives_up_a_dropped_request_of_the_other_strategy() {
    run(async {
        let mut pager = pages(async |at: u64| {
            tokio::task::yield_now().await;
            Ok::<_, &str>(TwoWays { data: vec![at] })
        });
        assert!(pager.next_page().now_or_never().is_none());
        let page = pager.by::<Offset>().next_page().await.unwrap().unwrap();
        assert_eq!(page.data, [0]);
    });
}

#[test]
fn settings_stay_through_a_checkpoint_and_another_strategy() {
    let list = |at: u64| Ok::<_, &str>(TwoWays { data: if at < 9 { vec![at] } else { vec![] } });
    let mut pager = pages_blocking(list).max_items(2);
    let _ = pager.checkpoint();
    let records: Vec<_> = pager.by::<Offset>().items().map(Result::unwrap).collect();
    assert_eq!(records, [0, 1]);

    let mut pager = pages_blocking(list);
    let _ = pager.checkpoint();
    let records: Vec<_> = pager.max_items(3).items().map(Result::unwrap).collect();
    assert_eq!(records, [1, 2, 3]);

    let mut pager = pages_blocking(list).max_items(4);
    pager.next_page().unwrap().unwrap();
    let records: Vec<_> = pager.by::<Offset>().items().map(Result::unwrap).collect();
    assert_eq!(records, [0, 1, 2, 3]);
}

#[test]
fn a_walk_that_could_not_begin_is_not_over() {
    let foreign = pages_blocking(|_: u64| Ok::<_, &str>(Other { data: vec![] })).checkpoint();
    let mut items = pages_blocking(|at: u64| Ok::<_, &str>(TwoWays { data: vec![at] })).resume(foreign).items();
    items.next().unwrap().unwrap_err();
    assert!(items.next().is_none());
    assert!(!items.checkpoint().is_over());

    let again = pages_blocking(|at: u64| Ok::<_, &str>(TwoWays { data: if at < 3 { vec![at] } else { vec![] } }));
    let records: Vec<_> = again.resume(items.checkpoint()).items().map(Result::unwrap).collect();
    assert_eq!(records, [1, 2]);
}
