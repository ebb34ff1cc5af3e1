//! `max_pages` and `max_items`: exact, and without a request that is not needed.

use demo_apis::MockResponse;
use pagination_core::Paginate as _;
use pagination_core::pages_blocking;

use crate::harness::{
    ByCursor, ByLink, ByOffset, bare, blocking, client, drain, drain_blocking, list, page, serve, slice, some, stored,
    three_pages,
};

#[test]
fn max_pages_and_max_items_are_exact() {
    let api = |_, at: Option<String>| three_pages(at.as_deref());
    for most in 0..=8 {
        let walked = everywhere!(Option<String>, api, pager => pager.max_items(most));
        let requests = usize::try_from(most).unwrap().div_ceil(3).min(3);
        walked.gave(&list(0..most.min(7)), &some(&["b", "c"])[..requests]);
    }
    for most in 0..=4 {
        let walked = everywhere!(Option<String>, api, pager => pager.max_pages(most));
        walked.gave(&list(0..(most * 3).min(7)), &some(&["b", "c"])[..usize::try_from(most).unwrap().min(3)]);
    }
    let walked = everywhere!(Option<String>, api, pager => pager.max_items(5).max_pages(1));
    walked.gave(&list(0..3), &some(&[]));
}

/// Pages of five, without end.
fn endless(number: usize) -> MockResponse {
    let start = number as u64 * 5;
    page(start..start + 5, format!("c{number}"))
}

#[tokio::test]
async fn max_pages_of_a_list_without_end_is_exact_by_page() {
    for most in 0..4 {
        let server = serve(|number, _| endless(number));
        let mut pages = client().get(server.url_of("/list")).paginate::<ByCursor>().max_pages(most).pages();
        assert_eq!(drain(&mut pages).await.sound().len() as u64, most);
        assert_eq!(server.requests() as u64, most);
    }
}

#[test]
fn max_pages_of_a_list_without_end_is_exact_by_page_over_the_blocking_client() {
    for most in 0..4 {
        let server = serve(|number, _| endless(number));
        let mut pages = blocking().get(server.url_of("/list")).paginate::<ByCursor>().max_pages(most).pages();
        assert_eq!(drain_blocking(&mut pages).sound().len() as u64, most);
        assert_eq!(server.requests() as u64, most);
    }
}

#[tokio::test]
async fn max_items_ends_a_walk_by_page_with_the_page_that_holds_the_last_of_them() {
    for (most, expected) in [(0, 0), (1, 1), (5, 1), (6, 2)] {
        let server = serve(|number, _| endless(number));
        let mut pages = client().get(server.url_of("/list")).paginate::<ByCursor>().max_items(most).pages();
        assert_eq!(drain(&mut pages).await.sound().len(), expected);
        assert_eq!(server.requests(), expected, "at most {most}");
    }
    let pager = || pages_blocking(|at: Option<String>| three_pages(at.as_deref()));
    for (most, sizes) in [(0, &[][..]), (1, &[3]), (3, &[3]), (4, &[3, 3]), (7, &[3, 3, 1])] {
        let pages: Vec<_> = pager().max_items(most).pages().map(|page| page.unwrap().data.len()).collect();
        assert_eq!(pages, sizes, "{most}");
    }
}

#[tokio::test]
async fn a_limit_above_the_length_of_the_list_changes_nothing() {
    let server = serve(|_, request| bare(slice(request, 3, 7)));
    let mut items =
        client().get(server.url_of("/list")).paginate::<ByOffset>().max_items(u64::MAX).max_pages(u64::MAX).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..7));
    assert_eq!(server.requests(), 3);
}

#[tokio::test]
async fn an_empty_page_counts_for_max_pages_and_not_for_max_items() {
    let server = serve(|number, _| if number < 3 { page(0..0, format!("c{number}")) } else { endless(number) });
    let mut items = client().get(server.url_of("/list")).paginate::<ByCursor>().max_pages(2).items();
    assert_eq!(drain(&mut items).await.sound(), [0; 0]);
    assert_eq!(server.requests(), 2);
    let server = serve(|number, _| if number < 3 { page(0..0, format!("c{number}")) } else { endless(number) });
    let mut items = client().get(server.url_of("/list")).paginate::<ByCursor>().max_items(2).items();
    assert_eq!(drain(&mut items).await.sound(), [15, 16]);
    assert_eq!(server.requests(), 4);
}

#[tokio::test]
async fn an_error_after_the_last_item_of_the_limit_is_not_returned() {
    let server = serve(|_, _| page(0..2, "https://evil.example/"));
    let mut items = client().get(server.url_of("/list")).paginate::<ByLink>().max_items(2).items();
    assert_eq!(drain(&mut items).await.sound(), [0, 1]);
}

#[test]
fn max_items_does_not_count_what_was_taken_before_a_checkpoint() {
    let mut begun = pages_blocking(|at: Option<String>| three_pages(at.as_deref())).items();
    assert_eq!(begun.by_ref().take(2).count(), 2);
    let checkpoint = begun.checkpoint();
    for most in 0..=5 {
        let rest = over_functions!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.resume(checkpoint.clone()).max_items(most));
        assert_eq!(rest.items, list(2..2 + most));
    }
}

#[test]
fn the_limit_of_a_resumed_walk_starts_at_the_page_after_the_checkpoint() {
    let mut pages = pages_blocking(|at: Option<String>| three_pages(at.as_deref())).max_items(4).pages();
    assert_eq!(pages.try_next().unwrap().unwrap().data, list(0..3));
    let checkpoint = stored(&pages.checkpoint());
    let rest = over_functions!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.resume(checkpoint.clone()).max_items(1));
    rest.gave(&[3], &[Some("b".to_owned())]);
}
