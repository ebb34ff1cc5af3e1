//! `drain`: the consumer deletes what it reads, and others change the list too.

use pagination_core::{Error, Paginated, pages_blocking};

use crate::list::{EDITS, Shared, explore};

#[derive(Debug, Paginated)]
#[offset(stop(empty_page))]
#[paginated(key)]
struct Jobs {
    data: Vec<u64>,
}

fn walk(run: Shared<'_, '_>, deletes: impl Fn(u64) -> bool) -> Vec<Result<u64, Error<std::io::Error>>> {
    let list = |at: u64| {
        run.borrow_mut().before_request();
        Ok(Jobs { data: run.borrow().slice(at, 3) })
    };
    let mut results = Vec::new();
    for job in pages_blocking(list).drain().items() {
        if let Ok(job) = &job
            && deletes(*job)
        {
            run.borrow_mut().delete(*job);
        }
        results.push(job);
    }
    results
}

#[test]
fn what_is_read_and_deleted_comes_once() {
    for items in 0..7 {
        assert_eq!(explore(items, EDITS, |run| walk(run, |_| true)).errors, 0);
    }
}

#[test]
fn what_stays_does_not_come_again() {
    // One of the items cannot be deleted: the walk ends with an error where nothing but it is left.
    let walked = explore(5, EDITS, |run| walk(run, |id| id != 2_000));
    assert!(walked.errors > 0);
}
