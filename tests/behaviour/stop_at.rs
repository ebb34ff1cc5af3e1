//! `stop_at`: an orderly end, before an item that the caller names.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use demo_apis::MockResponse;
use pagination_core::{Error, Paginate as _, Paginated, pages_blocking};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::harness::{
    ByCursor, ByLink, ByOffset, Sound, bare, blocking, by_cursor, client, drain, drain_blocking, list, numbers, run,
    serve, slice, some, stored, three_pages, twelve,
};

#[test]
fn the_walk_ends_before_the_first_item_for_which_it_is_true() {
    let api = |_, at: Option<String>| three_pages(at.as_deref());
    for (end, pages) in [(0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (6, 3), (7, 3)] {
        let walked = everywhere!(Option<String>, api, pager => pager.stop_at(move |number: &u64| *number >= end));
        walked.gave(&list(0..end), &some(&["b", "c"])[..pages]);
    }
    let walked = everywhere!(u64, |_, at: u64| Sound::Ok(ByOffset { data: numbers(at, 3, 100) }), pager => pager.stop_at(|number: &u64| *number == 7));
    walked.gave(&list(0..7), &[0, 3, 6]);
}

#[test]
fn the_checkpoint_is_over_after_the_last_item_and_not_before() {
    let mut items =
        pages_blocking(|at: Option<String>| three_pages(at.as_deref())).stop_at(|number| *number == 5).items();
    for number in 0..5 {
        assert!(!items.checkpoint().is_over());
        assert_eq!(items.try_next().unwrap(), Some(number));
    }
    assert!(stored(&items.checkpoint()).is_over());
    assert_eq!(items.try_next().unwrap(), None);
    let walked = over_functions!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.resume(items.checkpoint()));
    walked.gave::<u64, Option<String>>(&[], &[]);
}

#[test]
fn pages_are_cut_and_one_without_an_item_does_not_come() {
    let server = serve(|_, request| twelve(request));
    let sizes = |end: u64| -> Vec<usize> {
        let walk = blocking().get(server.url_of("/list")).paginate::<ByCursor>().stop_at(move |number| *number == end);
        let mut pages = walk.pages();
        let sizes = pages.by_ref().map(|page| page.unwrap().data.len()).collect();
        assert!(pages.checkpoint().is_over());
        sizes
    };
    assert_eq!(sizes(7), [5, 2]);
    assert_eq!(sizes(5), [5]);
    assert!(sizes(0).is_empty());
    assert_eq!(sizes(12), [5, 5, 2]);
    assert_eq!(server.requests(), 2 + 2 + 1 + 3);
}

#[test]
fn nothing_is_requested_behind_it_by_walks_that_request_ahead() {
    let server = serve(|_, request| bare(slice(request, 3, 1_000)));
    let walk = || client().get(server.url_of("/list")).paginate::<ByOffset>().stop_at(|number| *number == 10);
    run(async {
        assert_eq!(drain(&mut walk().prefetch().items()).await.sound(), list(0..10));
        assert_eq!(server.requests(), 4);
        assert_eq!(drain(&mut walk().concurrent(4).items()).await.sound(), list(0..10));
        assert!(server.requests() <= 4 + 4 + 3, "{}", server.requests());
    });
    let walk = blocking().get(server.url_of("/list")).paginate::<ByOffset>().stop_at(|number| *number == 10);
    assert_eq!(drain_blocking(&mut walk.concurrent(4).items()).sound(), list(0..10));
}

#[test]
fn items_that_a_checkpoint_counts_as_taken_are_not_asked_about() {
    let api = |_, at: Option<String>| three_pages(at.as_deref());
    let mut begun = pages_blocking(|at: Option<String>| three_pages(at.as_deref())).items();
    begun.by_ref().take(5).for_each(drop);
    let checkpoint = begun.checkpoint();
    // By now, what was taken is known.
    let walked = over_functions!(Option<String>, api, pager => pager.stop_at(|number: &u64| *number < 5 || *number == 6).resume(checkpoint.clone()));
    walked.gave(&[5], &some(&["b", "c"])[1..]);
    let walked = over_functions!(Option<String>, api, pager => pager.stop_at(|number: &u64| *number == 5).resume(checkpoint.clone()));
    walked.gave::<u64, _>(&[], &some(&["b"])[1..]);
}

#[test]
fn items_past_max_items_are_not_asked_about() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let mut items = pages_blocking(|at: Option<String>| three_pages(at.as_deref()))
        .max_items(4)
        .stop_at(move |_| {
            count.fetch_add(1, Ordering::Relaxed);
            false
        })
        .items();
    assert_eq!(items.by_ref().map(Result::unwrap).collect::<Vec<_>>(), list(0..4));
    assert_eq!(asked.load(Ordering::Relaxed), 4);
    assert!(!items.checkpoint().is_over());
}

#[test]
fn pinned_items_do_not_end_it() {
    // Newest first, and two old ones on top.
    let api = |_, at: Option<String>| match at.as_deref() {
        None => by_cursor([2, 5, 99, 98], Some("b")),
        _ => by_cursor([97, 5, 4], Some("c")),
    };
    let stop = |number: &u64| *number <= 90;
    let walked = everywhere!(Option<String>, api, pager => pager.stop_at(stop));
    walked.gave::<u64, _>(&[], &some(&[]));
    let walked = everywhere!(Option<String>, api, pager => pager.stop_at(stop).pinned(2));
    walked.gave(&[2, 5, 99, 98, 97], &some(&["b"]));
    let walked = everywhere!(Option<String>, api, pager => pager.pinned(1).stop_at(stop));
    walked.gave(&[2], &some(&[]));

    // They are those of the list, also where the walk is resumed.
    let mut begun = pages_blocking(|at: Option<String>| api(0, at)).stop_at(stop).pinned(2).items();
    begun.by_ref().take(1).for_each(drop);
    let walked =
        over_functions!(Option<String>, api, pager => pager.stop_at(stop).pinned(2).resume(begun.checkpoint()));
    walked.gave(&[5, 99, 98, 97], &some(&["b"]));
    begun.by_ref().take(3).for_each(drop);
    let walked =
        over_functions!(Option<String>, api, pager => pager.stop_at(stop).pinned(2).resume(begun.checkpoint()));
    walked.gave(&[97], &some(&["b"])[1..]);
}

#[test]
fn it_ends_walks_backwards_too() {
    let server = serve(|_, request| {
        let at = request.pair("at").map_or(4, |at| at.parse::<u64>().unwrap());
        let previous = (at > 0).then(|| format!("/list?at={}", at - 1));
        MockResponse::json(&json!({ "data": [2 * at, 2 * at + 1], "previous": previous }))
    });
    let walk = || blocking().get(server.url_of("/list")).paginate::<ByLink>();
    let mut begun = walk().items();
    begun.by_ref().take(2).for_each(drop);
    let back = walk().resume(begun.checkpoint()).rev().pinned(100).stop_at(|number| *number == 5);
    assert_eq!(drain_blocking(&mut back.items()).sound(), [6, 7, 4]);
}

#[derive(Debug, Clone, Serialize, Deserialize, Paginated)]
#[cursor(field = next)]
#[sync_token(field = token)]
#[paginated(total = total, has_more = more, complete)]
struct Synced {
    data: Vec<u64>,
    next: Option<String>,
    token: Option<String>,
    total: Option<u64>,
    more: Option<bool>,
}

#[test]
fn a_list_that_has_to_be_complete_may_be_stopped_and_gives_no_token_before_its_last_page() {
    let page = |at: Option<String>| {
        let last = at.is_some();
        let (data, next) = if last { (vec![3, 4], None) } else { (vec![1, 2], Some("b".to_owned())) };
        Sound::Ok(Synced { data, next, token: Some("t".to_owned()), total: Some(4), more: Some(!last) })
    };
    for (end, token) in [(2, None), (4, Some("t".into()))] {
        let mut items = pages_blocking(page).stop_at(move |number| *number == end).items();
        assert_eq!(items.by_ref().map(Result::unwrap).collect::<Vec<_>>(), list(1..end));
        assert_eq!(items.sync_token().cloned(), token);
        assert!(items.checkpoint().is_over());
    }
}

#[test]
fn an_error_that_would_follow_the_page_does_not_come() {
    // More follows, and nothing says where.
    let api = |_, _: Option<String>| {
        Sound::Ok(Synced { data: vec![1, 2], next: None, token: None, total: None, more: Some(true) })
    };
    let walked = everywhere!(Option<String>, api, pager => pager.stop_at(|number: &u64| *number == 2));
    walked.gave(&[1], &some(&[]));
    let walked = everywhere!(Option<String>, api);
    assert!(matches!(walked.failed(&[1, 2], &some(&[])), Error::MissingPosition(_)));
}

#[test]
fn items_of_any_collection_can_be_asked_about_and_pages_of_others_than_a_vec_say_so() {
    #[derive(Debug, Deserialize, Serialize, Paginated)]
    #[cursor(field = next)]
    #[paginated(items = by_name)]
    struct Named {
        by_name: BTreeMap<String, u64>,
        next: Option<String>,
    }
    #[derive(Debug, Deserialize, Serialize, Paginated)]
    #[cursor(field = next)]
    #[paginated(items = edges, each = node, item = u64)]
    struct Edges {
        edges: Vec<Edge>,
        next: Option<String>,
    }
    #[derive(Debug, Deserialize, Serialize)]
    struct Edge {
        node: Option<u64>,
    }
    let named = |_: Option<String>| {
        let by_name = ["a", "b", "c"].into_iter().zip(1..).map(|(name, number)| (name.to_owned(), number)).collect();
        Sound::Ok(Named { by_name, next: Some("b".to_owned()) })
    };
    let edges = |_: Option<String>| {
        let edges = [Some(1), None, Some(2), Some(3)].map(|node| Edge { node }).into();
        Sound::Ok(Edges { edges, next: Some("b".to_owned()) })
    };
    let found: Vec<_> =
        pages_blocking(named).stop_at(|(name, _)| name == "c").items().map(|item| item.unwrap().1).collect();
    assert_eq!(found, [1, 2]);
    let found: Vec<_> = pages_blocking(edges).stop_at(|number| *number == 3).items().map(Result::unwrap).collect();
    assert_eq!(found, [1, 2]);

    let mut pages = pages_blocking(edges).stop_at(|number| *number == 3).pages();
    let error = pages.try_next().unwrap_err();
    assert!(error.to_string().contains("`.items()`"), "{error}");
    assert!(pages.try_next().unwrap().is_none());
}
