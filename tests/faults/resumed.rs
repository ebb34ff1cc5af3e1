//! Checkpoints of pages that have changed when they are requested again.

use demo_apis::{LoggedRequest, MockResponse, Scripted};
use pagination_core::error::LoopKind;
use pagination_core::reqwest::Error;
use pagination_core::reqwest::blocking::Pager;
use pagination_core::{Checkpoint, Paginate as _, Paginated};
use serde::Deserialize;
use serde_json::{Value, json};

use super::walks::blocking;

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
struct List {
    data: Vec<u64>,
    next: Option<String>,
}

/// A server of the numbers below 12, the first `long` pages with ten of them, later ones with so many.
fn clamping(long: usize, then: u64) -> Scripted {
    let mut requests = 0;
    Scripted::start(move |request| {
        requests += 1;
        let size = if requests <= long { 10 } else { then };
        let first: u64 = request.pair("cursor").map_or(0, |cursor| cursor.parse().unwrap());
        let end = (first + size).min(12);
        MockResponse::json(
            &json!({ "data": (first..end).collect::<Vec<_>>(), "next": (end < 12).then(|| end.to_string()) }),
        )
    })
    .unwrap()
}

fn pager(server: &Scripted) -> Pager<List> {
    blocking::Client::new().http.get(server.url_of("/list")).paginate::<List>()
}

fn after(server: &Scripted, records: usize) -> Checkpoint {
    let mut items = pager(server).items();
    assert_eq!(
        items.by_ref().take(records).map(Result::unwrap).collect::<Vec<_>>(),
        (0..records as u64).collect::<Vec<_>>()
    );
    items.checkpoint()
}

#[test]
fn what_was_taken_of_a_page_that_is_shorter_now_is_skipped_after_it_too() {
    for size in 1..10 {
        for taken in 1..10 {
            let server = clamping(1, size);
            let checkpoint = after(&server, taken);
            let rest: Vec<_> = pager(&server).resume(checkpoint).items().map(Result::unwrap).collect();
            assert_eq!(rest, (taken as u64..12).collect::<Vec<_>>(), "{taken} taken, then {size} a page");
        }
    }
}

#[test]
fn it_is_kept_in_a_checkpoint_that_is_made_before_all_of_it_was_passed_over() {
    let server = clamping(1, 3);
    let checkpoint = after(&server, 8);
    let mut pages = pager(&server).resume(checkpoint).max_pages(1).items();
    assert!(pages.next().is_none(), "all three of its items were taken");
    assert_eq!(pages.checkpoint().taken(), 5);
    let rest: Vec<_> = pager(&server).resume(pages.checkpoint()).items().map(Result::unwrap).collect();
    assert_eq!(rest, [8, 9, 10, 11]);
}

#[test]
fn items_that_are_skipped_do_not_count() {
    let server = clamping(1, 3);
    let checkpoint = after(&server, 8);
    let some: Vec<_> = pager(&server).resume(checkpoint).max_items(2).items().map(Result::unwrap).collect();
    assert_eq!(some, [8, 9]);
}

/// The second page leads back to itself at first.
fn mended(number: usize, request: &LoggedRequest) -> MockResponse {
    let (data, next) = match request.pair("cursor") {
        None => ([0, 1], json!("b")),
        Some("b") if number == 1 => ([2, 3], json!("b")),
        Some("b") => ([2, 3], json!("c")),
        _ => ([4, 5], Value::Null),
    };
    MockResponse::json(&json!({ "data": data, "next": next }))
}

#[test]
fn a_page_whose_items_were_all_taken_is_not_returned_again() {
    let mut number = 0;
    let server = Scripted::start(move |request| {
        number += 1;
        mended(number - 1, request)
    })
    .unwrap();
    let mut pages = pager(&server).pages();
    let first: Vec<_> = pages.by_ref().map_while(Result::ok).map(|page| page.into_inner().data).collect();
    assert_eq!(first, [[0, 1], [2, 3]], "the loop comes after the second page");
    let rest: Vec<_> =
        pager(&server).resume(pages.checkpoint()).pages().map(|page| page.unwrap().into_inner().data).collect();
    assert_eq!(rest, [[4, 5]]);
}

#[test]
fn a_cursor_that_the_server_ignores_is_a_loop_before_the_page_comes_twice() {
    let server = Scripted::start(|_| MockResponse::json(&json!({ "data": [0, 1], "next": "b" }))).unwrap();
    let mut items = pager(&server).items();
    assert_eq!((items.next().unwrap().unwrap(), items.next().unwrap().unwrap()), (0, 1));
    let error = items.next().unwrap().unwrap_err();
    assert!(matches!(&error, Error::Loop(found) if found.kind == LoopKind::Body), "{error}");
    assert!(items.next().is_none());
    assert_eq!(server.requests(), 2);
}
