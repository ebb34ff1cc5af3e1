//! `overlap` on offsets.

use pagination_core::{Error, Paginated, pages_blocking};

use crate::list::{EDITS, Edits, Outcome, Shared, explore, interrupted};

type Results = Vec<Result<u64, Error<std::io::Error>>>;

#[derive(Debug, Paginated)]
#[offset(overlap = 1, stop(empty_page))]
#[paginated(key)]
struct ByOne {
    data: Vec<u64>,
}

#[derive(Debug, Paginated)]
#[offset(overlap = 2, seen = 100, stop(short_page))]
#[paginated(key, page_size(default = 3))]
struct ByTwo {
    data: Vec<u64>,
}

#[derive(Debug, Paginated)]
#[offset(overlap = 2)]
#[paginated(key, total = total, has_more = more)]
struct Totalled {
    data: Vec<u64>,
    total: Option<u64>,
    more: Option<bool>,
}

fn by_one(run: Shared<'_, '_>, size: usize) -> Results {
    let list = |at: u64| {
        run.borrow_mut().before_request();
        Ok(ByOne { data: run.borrow().slice(at, size) })
    };
    pages_blocking(list).items().collect()
}

fn by_two(run: Shared<'_, '_>) -> Results {
    let list = |at: u64| {
        run.borrow_mut().before_request();
        Ok(ByTwo { data: run.borrow().slice(at, 3) })
    };
    pages_blocking(list).items().collect()
}

/// With a total, a flag, or both.
fn totalled(run: Shared<'_, '_>, has_total: bool, has_flag: bool) -> Results {
    let list = |at: u64| {
        run.borrow_mut().before_request();
        let run = run.borrow();
        let (data, all) = (run.slice(at, 3), run.ids.len() as u64);
        let more = has_flag.then(|| at + (data.len() as u64) < all);
        Ok(Totalled { data, total: has_total.then_some(all), more })
    };
    pages_blocking(list).items().collect()
}

#[test]
fn one_edit_anywhere_never_stops_an_overlapping_walk() {
    let one = Edits { most: 1, ..EDITS };
    for items in 0..8 {
        for size in [2, 3] {
            assert_eq!(explore(items, one, |run| by_one(run, size)).errors, 0, "{items} by {size}");
        }
        assert_eq!(explore(items, one, by_two).errors, 0, "{items}");
        assert_eq!(explore(items, one, |run| totalled(run, true, false)).errors, 0, "{items}");
        assert_eq!(explore(items, one, |run| totalled(run, false, true)).errors, 0, "{items}");
    }
}

#[test]
fn two_edits_lose_and_double_nothing() {
    for items in [3, 5, 6] {
        let Outcome { runs, errors } = explore(items, EDITS, |run| by_one(run, 3));
        assert!(runs > 100 && errors * 4 < runs, "{errors} of {runs}");
        let Outcome { runs, errors } = explore(items, EDITS, by_two);
        assert!(errors * 10 < runs, "{errors} of {runs}");
        explore(items, EDITS, |run| totalled(run, true, true));
        explore(items, EDITS, |run| totalled(run, true, false));
    }
}

#[test]
fn three_edits_lose_and_double_nothing() {
    let three = Edits { most: 3, at_once: 3, ..EDITS };
    explore(4, three, |run| by_one(run, 2));
    explore(5, three, by_two);
}

#[test]
fn any_number_of_deletes_loses_nothing() {
    let deletes = Edits { most: 5, at_once: 5, inserts: false };
    explore(5, deletes, |run| by_one(run, 2));
    explore(5, deletes, by_two);
    explore(7, Edits { most: 3, ..deletes }, |run| totalled(run, true, false));
}

#[test]
fn a_walk_that_is_resumed_on_a_changed_list_loses_and_doubles_nothing() {
    let one = |most| Edits { most, ..EDITS };
    let resumed = |run: Shared<'_, '_>| {
        let walk = |checkpoint: Option<pagination_core::Checkpoint>| {
            let pager = pages_blocking(|at: u64| {
                run.borrow_mut().before_request();
                Ok::<_, std::io::Error>(ByTwo { data: run.borrow().slice(at, 3) })
            });
            match checkpoint {
                Some(checkpoint) => pager.resume(checkpoint),
                None => pager,
            }
            .items()
        };
        interrupted(run, 8, walk, pagination_core::Items::checkpoint)
    };
    assert_eq!(explore(6, one(0), resumed).errors, 0);
    explore(5, one(1), resumed);
    explore(6, one(2), resumed);
}
