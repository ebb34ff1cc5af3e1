//! `anchor`: a list that is longer than the API lets a walk go, and that changes.

use pagination_core::{Error, PageRequest, Paginated, pages_blocking};

use crate::list::{EDITS, Edits, Outcome, Shared, explore, interrupted};

type Results = Vec<Result<u64, Error<std::io::Error>>>;

/// At most four items are reached by an offset.
#[derive(Debug, Paginated)]
#[offset(max_window = 4, anchor(last_item, param = "after", unique), overlap = 1, stop(empty_page))]
#[paginated(key)]
struct Capped {
    data: Vec<u64>,
}

/// As `Capped`, filtered at or beyond the value.
#[derive(Debug, Paginated)]
#[offset(max_window = 4, anchor(last_item, param = "from"), overlap = 1, stop(empty_page))]
#[paginated(key)]
struct CappedFrom {
    data: Vec<u64>,
}

/// A cursor that expires.
#[derive(Debug, Paginated)]
#[cursor(field = next, expired(410, anchor), anchor(last_item, param = "after", unique))]
struct Scroll {
    data: Vec<u64>,
    next: Option<u64>,
}

fn window(run: Shared<'_, '_>, request: &PageRequest, is_beyond: impl Fn(u64, u64) -> bool) -> Vec<u64> {
    run.borrow_mut().before_request();
    let at: u64 = request.position().unwrap().get().unwrap();
    assert!(at < 4, "requested past the cap");
    let anchor: Option<u64> = request.anchor().map(|anchor| anchor.get().unwrap());
    let run = run.borrow();
    let filtered = run.ids.iter().copied().filter(|id| anchor.is_none_or(|anchor| is_beyond(*id, anchor)));
    filtered.skip(usize::try_from(at).unwrap()).take(2.min(4 - usize::try_from(at).unwrap())).collect()
}

fn capped(run: Shared<'_, '_>) -> Results {
    let list = |request: PageRequest| Ok(Capped { data: window(run, &request, |id, anchor| id > anchor) });
    pages_blocking(list).items().collect()
}

fn capped_from(run: Shared<'_, '_>) -> Results {
    let list = |request: PageRequest| Ok(CappedFrom { data: window(run, &request, |id, anchor| id >= anchor) });
    pages_blocking(list).items().collect()
}

#[test]
fn a_capped_list_that_changes_loses_and_doubles_nothing() {
    for items in 0..10 {
        for walk in [capped, capped_from] {
            assert_eq!(explore(items, Edits { most: 0, ..EDITS }, walk), Outcome { runs: 1, errors: 0 }, "{items}");
            explore(items, Edits { most: 1, ..EDITS }, walk);
        }
    }
    explore(6, EDITS, capped);
    explore(6, EDITS, capped_from);
}

#[test]
fn a_capped_walk_that_is_resumed_loses_and_doubles_nothing() {
    let resumed = |run: Shared<'_, '_>| {
        let walk = |checkpoint: Option<pagination_core::Checkpoint>| {
            let pager = pages_blocking(|request: PageRequest| {
                Ok::<_, std::io::Error>(CappedFrom { data: window(run, &request, |id, anchor| id >= anchor) })
            });
            match checkpoint {
                Some(checkpoint) => pager.resume(checkpoint),
                None => pager,
            }
            .items()
        };
        interrupted(run, 12, walk, pagination_core::Items::checkpoint)
    };
    for items in 0..10 {
        assert_eq!(explore(items, Edits { most: 0, ..EDITS }, resumed).errors, 0);
    }
    explore(6, Edits { most: 1, ..EDITS }, resumed);
}
