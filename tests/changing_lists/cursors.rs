//! Cursors that stand for a value: edits do not shift them.

use pagination_core::{Error, Paginated, pages_blocking};

use crate::list::{EDITS, Edits, Shared, explore, interrupted};

type Results = Vec<Result<u64, Error<std::io::Error>>>;

#[derive(Debug, Paginated)]
#[cursor(last_item, stop(empty_page))]
struct After {
    data: Vec<u64>,
}

/// The next page begins with the last item of this one.
#[derive(Debug, Paginated)]
#[cursor(field = last, inclusive)]
#[paginated(key, page_size(default = 3))]
struct From {
    data: Vec<u64>,
    last: Option<u64>,
}

fn after(run: Shared<'_, '_>) -> Results {
    let list = |at: Option<u64>| {
        run.borrow_mut().before_request();
        let run = run.borrow();
        Ok(After { data: run.ids.iter().copied().filter(|id| at.is_none_or(|at| *id > at)).take(2).collect() })
    };
    pages_blocking(list).items().collect()
}

fn page_from(run: Shared<'_, '_>, at: Option<u64>) -> Result<From, std::io::Error> {
    run.borrow_mut().before_request();
    let data: Vec<u64> = run.borrow().ids.iter().copied().filter(|id| at.is_none_or(|at| *id >= at)).take(3).collect();
    Ok(From { last: data.last().copied(), data })
}

#[test]
fn a_cursor_of_the_last_item_loses_and_doubles_nothing() {
    for items in 0..7 {
        assert_eq!(explore(items, EDITS, after).errors, 0);
    }
}

#[test]
fn an_inclusive_cursor_loses_and_doubles_nothing() {
    for items in 0..8 {
        let walked = explore(items, EDITS, |run| pages_blocking(|at| page_from(run, at)).items().collect());
        assert_eq!(walked.errors, 0, "{items}");
    }
}

#[test]
fn an_inclusive_cursor_that_is_resumed_loses_and_doubles_nothing() {
    for items in 0..7 {
        let resumed = |run: Shared<'_, '_>| {
            let walk = |checkpoint: Option<pagination_core::Checkpoint>| {
                let pager = pages_blocking(|at: Option<u64>| page_from(run, at));
                match checkpoint {
                    Some(checkpoint) => pager.resume(checkpoint),
                    None => pager,
                }
                .items()
            };
            interrupted(run, 9, walk, pagination_core::Items::checkpoint)
        };
        assert_eq!(explore(items, Edits { most: 1, ..EDITS }, resumed).errors, 0, "{items}");
    }
}
