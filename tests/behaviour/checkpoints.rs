//! Checkpoints: a walk that was stopped is stored, and resumed where it was.

use demo_apis::{MockResponse, Scripted};
use pagination_core::Paginate as _;
use pagination_core::reqwest::{Error, Items};
use pagination_core::{Paginated, pages_blocking};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::{
    ByCursor, ByLink, ByOffset, bare, client, drain, list, page, serve, slice, some, stored, targets, three_pages,
    twelve,
};

fn server() -> Scripted {
    serve(|_, request| twelve(request))
}

fn walk(server: &Scripted) -> pagination_core::reqwest::Pager<ByCursor> {
    client().get(server.url_of("/list")).paginate::<ByCursor>()
}

async fn take(items: &mut Items<ByCursor>, count: usize) -> Vec<u64> {
    let mut taken = Vec::new();
    for _ in 0..count {
        taken.push(items.try_next().await.unwrap().unwrap());
    }
    taken
}

#[test]
fn a_walk_stopped_anywhere_resumes_at_the_next_item() {
    for stop in 0..=7 {
        let mut begun = pages_blocking(|at: Option<String>| three_pages(at.as_deref())).items();
        let mut all: Vec<_> = begun.by_ref().take(stop).map(Result::unwrap).collect();
        let checkpoint = stored(&begun.checkpoint());
        let rest = over_functions!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.resume(checkpoint.clone()));
        assert!(rest.errors.is_empty());
        all.extend(rest.items);
        assert_eq!(all, list(0..7), "stopped after {stop}");
    }
}

#[tokio::test]
async fn a_checkpoint_inside_a_page_requests_that_page_again_and_skips_what_was_taken() {
    let server = server();
    let mut items = walk(&server).items();
    take(&mut items, 7).await;
    let checkpoint = items.checkpoint();
    assert_eq!(checkpoint.taken(), 2);
    assert!(!checkpoint.is_over());
    let mut rest = walk(&server).resume(checkpoint.clone()).items();
    assert_eq!(drain(&mut rest).await.sound(), list(7..12));
    let mut again = walk(&server).resume(checkpoint.at_page_start()).items();
    assert_eq!(drain(&mut again).await.sound(), list(5..12));
    let (b, c) = ("/list?cursor=b", "/list?cursor=c");
    assert_eq!(targets(&server.log()), ["/list", b, b, c, b, c]);
}

#[tokio::test]
async fn a_checkpoint_after_the_last_item_of_a_page_does_not_request_it_again() {
    let server = server();
    let mut items = walk(&server).items();
    take(&mut items, 5).await;
    let mut rest = walk(&server).resume(items.checkpoint()).items();
    assert_eq!(drain(&mut rest).await.sound(), list(5..12));
    assert_eq!(targets(&server.log()), ["/list", "/list?cursor=b", "/list?cursor=c"]);
}

#[tokio::test]
async fn what_was_taken_is_skipped_in_its_own_page_only() {
    let server = server();
    let mut items = walk(&server).items();
    take(&mut items, 2).await;
    // As a page it comes whole. The items of the next page are new.
    let mut pages = walk(&server).resume(items.checkpoint()).pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap().data, list(0..5));
    assert_eq!(drain(&mut walk(&server).resume(pages.checkpoint()).items()).await.sound(), list(5..12));
}

#[test]
fn a_checkpoint_can_be_read_at_any_time() {
    let pager = || pages_blocking(|at: Option<String>| three_pages(at.as_deref()));
    let start = stored(&pager().items().checkpoint());
    assert!(!start.is_over());
    let mut pages = pager().pages();
    assert!(start == stored(&pages.checkpoint()));
    let mut checkpoints = Vec::new();
    while let Some(page) = pages.try_next().unwrap() {
        // A whole page lies before the checkpoint.
        assert_eq!(pages.checkpoint().taken(), 0);
        checkpoints.push((page.data.len() as u64, stored(&pages.checkpoint())));
    }
    let mut received = 0;
    for (items, checkpoint) in checkpoints {
        received += items;
        let rest = over_functions!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.resume(checkpoint.clone()));
        assert_eq!(rest.sound(), list(received..7));
    }
    // The checkpoint of a finished walk resumes to nothing and requests nothing.
    let over = stored(&pages.checkpoint());
    assert!(over.is_over());
    let rest = over_functions!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.resume(over.clone()));
    rest.gave::<u64, Option<String>>(&[], &[]);
    let whole = over_functions!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.resume(start.clone()));
    whole.gave(&list(0..7), &some(&["b", "c"]));
}

#[tokio::test]
async fn the_checkpoint_of_a_walk_that_has_not_started_is_its_start() {
    let server = server();
    let checkpoint = stored(&walk(&server).items().checkpoint());
    assert_eq!(server.requests(), 0);
    let mut items = walk(&server).resume(checkpoint).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..12));
}

#[tokio::test]
async fn a_checkpoint_after_an_error_requests_the_page_that_failed() {
    for status in [401, 503] {
        let server =
            serve(move |number, request| if number == 1 { MockResponse::empty(status) } else { twelve(request) });
        let mut items = walk(&server).items();
        take(&mut items, 5).await;
        let before = items.checkpoint();
        assert!(items.try_next().await.is_err());
        assert!(before == items.checkpoint(), "an error does not move the checkpoint");
        let mut rest = walk(&server).resume(items.checkpoint()).items();
        assert_eq!(drain(&mut rest).await.sound(), list(5..12));
    }
}

#[tokio::test]
async fn a_checkpoint_after_a_decode_error_requests_the_page_that_could_not_be_read() {
    let server = serve(|number, request| if number == 1 { MockResponse::text("<html>") } else { twelve(request) });
    let mut items = walk(&server).items();
    let walked = drain(&mut items).await;
    assert_eq!(walked.items, list(0..5));
    let mut rest = walk(&server).resume(items.checkpoint()).items();
    assert_eq!(drain(&mut rest).await.sound(), list(5..12));
}

#[tokio::test]
async fn an_error_after_a_page_leaves_a_checkpoint_after_its_items() {
    // The second page leads elsewhere, until the API is repaired.
    let server = serve(|number, request| match number {
        1 => page(5..10, "https://evil.example/"),
        _ if request.pair("p") == Some("2") => page(5..10, "?p=3"),
        _ if request.pair("p") == Some("3") => page(10..12, Value::Null),
        _ => page(0..5, "?p=2"),
    });
    let request = || client().get(server.url_of("/list")).paginate::<ByLink>();
    let mut items = request().items();
    let walked = drain(&mut items).await;
    assert_eq!(walked.items, list(0..10));
    assert!(matches!(walked.error(), Error::ForeignOrigin(_)), "{walked:?}");
    let rest = drain(&mut request().resume(stored(&items.checkpoint())).items()).await;
    assert_eq!(rest.sound(), list(10..12), "the items before the error come once");
}

#[tokio::test]
async fn a_resumed_walk_has_its_checkpoint_before_it_requests_anything() {
    let server = server();
    let mut items = walk(&server).items();
    take(&mut items, 7).await;
    let checkpoint = items.checkpoint();
    let untouched = walk(&server).resume(checkpoint.clone()).items().checkpoint();
    assert!(checkpoint == untouched);
    let untouched = walk(&server).resume(checkpoint.clone()).pages().checkpoint();
    assert!(checkpoint == untouched);

    // An error before the first page does not move it either.
    let broken = serve(|number, request| if number == 0 { MockResponse::empty(503) } else { twelve(request) });
    let mut items = walk(&broken).resume(checkpoint.clone()).items();
    assert!(items.try_next().await.is_err());
    assert!(checkpoint == items.checkpoint());
    assert_eq!(drain(&mut items).await.sound(), list(7..12));
}

#[tokio::test]
async fn a_request_in_flight_does_not_move_the_checkpoint() {
    let server = server();
    let mut items = walk(&server).prefetch().items();
    take(&mut items, 3).await;
    let checkpoint = items.checkpoint();
    assert_eq!(checkpoint.taken(), 3);
    drop(items);
    assert_eq!(drain(&mut walk(&server).resume(checkpoint).items()).await.sound(), list(3..12));
}

#[tokio::test]
async fn the_limits_leave_a_checkpoint_from_which_the_rest_comes() {
    let server = server();
    let mut items = walk(&server).max_items(7).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..7));
    assert!(!items.checkpoint().is_over());
    assert_eq!(drain(&mut walk(&server).resume(stored(&items.checkpoint())).items()).await.sound(), list(7..12));

    let mut items = walk(&server).max_pages(1).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..5));
    assert!(!items.checkpoint().is_over());
    assert_eq!(drain(&mut walk(&server).resume(stored(&items.checkpoint())).items()).await.sound(), list(5..12));
}

#[tokio::test]
async fn a_checkpoint_by_offset_resumes_inside_a_page() {
    let server = serve(|_, request| bare(slice(request, 3, 8)));
    let request = || client().get(server.url_of("/list")).paginate::<ByOffset>();
    for stop in 0..=8 {
        let mut items = request().items();
        let mut all = Vec::new();
        for _ in 0..stop {
            all.push(items.try_next().await.unwrap().unwrap());
        }
        all.extend(drain(&mut request().resume(stored(&items.checkpoint())).items()).await.sound());
        assert_eq!(all, list(0..8), "stopped after {stop}");
    }
}

#[tokio::test]
async fn a_walk_resumed_with_another_page_size_gives_no_item_twice() {
    let server = serve(|_, request| bare(slice(request, 3, 12)));
    let request = |size| client().get(server.url_of("/list")).paginate::<ByOffset>().page_size(size);
    let mut items = request(5).items();
    for _ in 0..9 {
        items.try_next().await.unwrap();
    }
    let checkpoint = stored(&items.checkpoint());
    assert_eq!(checkpoint.taken(), 4);
    let mut rest = request(2).resume(checkpoint.clone()).items();
    assert_eq!(rest.try_next().await.unwrap(), Some(9));
    let again = stored(&rest.checkpoint());
    assert_eq!(drain(&mut rest).await.sound(), [10, 11]);
    assert_eq!(drain(&mut request(3).resume(again).items()).await.sound(), [10, 11]);
    assert_eq!(drain(&mut request(7).resume(checkpoint).items()).await.sound(), list(9..12), "nor with larger ones");
}

#[tokio::test]
async fn a_numeric_position_keeps_its_type() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next, body = "/after")]
    struct Numeric {
        data: Vec<u64>,
        next: Option<i64>,
    }
    let server = serve(|number, _| if number == 0 { page(0..1, -4) } else { page(1..2, Value::Null) });
    let request = || client().post(server.url_of("/list")).paginate::<Numeric>();
    let mut pages = request().pages();
    pages.try_next().await.unwrap();
    drain(&mut request().resume(stored(&pages.checkpoint())).items()).await.sound();
    assert_eq!(server.log()[1].json(), Some(json!({ "after": -4 })));
}

#[tokio::test]
async fn a_checkpoint_shows_no_cursor() {
    let server = serve(|_, _| page(0..2, "s3cret-cursor"));
    let mut items = walk(&server).items();
    take(&mut items, 2).await;
    let checkpoint = items.checkpoint();
    assert!(serde_json::to_string(&checkpoint).unwrap().contains("s3cret"), "it holds the cursor");
    assert!(!format!("{checkpoint:?}").contains("s3cret"), "{checkpoint:?}");
}
