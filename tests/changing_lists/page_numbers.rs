//! `key` on page numbers: what inserts push to the next page is dropped, and a total that shrank asks for the page before once more.

use pagination_core::{Error, Paginated, pages_blocking};

use crate::list::{EDITS, Edits, Shared, explore};

#[derive(Debug, Paginated)]
#[page]
#[paginated(key, total = total)]
struct Totalled {
    data: Vec<u64>,
    total: u64,
}

fn walk(run: Shared<'_, '_>, size: usize) -> Vec<Result<u64, Error<std::io::Error>>> {
    let list = |page: u64| {
        run.borrow_mut().before_request();
        let run = run.borrow();
        Ok(Totalled { data: run.slice((page - 1) * size as u64, size), total: run.ids.len() as u64 })
    };
    pages_blocking(list).items().collect()
}

/// An insert and a delete between two requests leave the total as it is, so that nothing shows them.
#[test]
fn an_edit_between_two_requests_loses_and_doubles_nothing() {
    for items in 0..8 {
        for size in [2, 3] {
            explore(items, Edits { most: 1, ..EDITS }, |run| walk(run, size));
            explore(items, Edits { at_once: 1, ..EDITS }, |run| walk(run, size));
        }
    }
    explore(5, Edits { most: 3, at_once: 1, ..EDITS }, |run| walk(run, 2));
}

#[test]
fn one_delete_anywhere_never_stops_a_walk() {
    for items in 0..8 {
        let one = Edits { most: 1, at_once: 1, inserts: false };
        assert_eq!(explore(items, one, |run| walk(run, 3)).errors, 0, "{items}");
    }
}

#[test]
fn any_number_of_deletes_loses_nothing() {
    explore(5, Edits { most: 5, at_once: 5, inserts: false }, |run| walk(run, 2));
    explore(7, Edits { most: 3, at_once: 3, inserts: false }, |run| walk(run, 3));
}
