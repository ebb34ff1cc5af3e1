//! Places in a walk that are stored, and walks that go on from them.

use std::convert::Infallible;

use demo_apis::{Answer, LoggedRequest, Scripted};
use pagination_core::reqwest::{Error, Items};
use pagination_core::{Checkpoint, Cursor, Offset, Paginate as _, Paginated};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::{
    ByCursor, ByLink, ByOffset, bare, blocking, client, drain, drain_blocking, list, page, serve, slice, targets,
};

/// Three pages: 0 to 4, 5 to 9, 10 to 11.
fn three_pages(request: &LoggedRequest) -> Answer {
    match request.pair("cursor") {
        None => page(0..5, "b"),
        Some("b") => page(5..10, "c"),
        _ => page(10..12, Value::Null),
    }
}

fn server() -> Scripted {
    serve(|_, request| three_pages(request))
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

/// Through a file and back.
fn stored(checkpoint: &Checkpoint) -> Checkpoint {
    let text = serde_json::to_string(checkpoint).unwrap();
    let back = serde_json::from_str(&text).unwrap();
    assert!(*checkpoint == back, "{text}");
    back
}

#[tokio::test]
async fn a_walk_that_was_stopped_anywhere_goes_on_with_the_next_record() {
    for stop in 0..=12 {
        let server = server();
        let mut items = walk(&server).items();
        let mut all = take(&mut items, stop).await;
        let checkpoint = stored(&items.checkpoint());
        let mut rest = walk(&server).resume(checkpoint).items();
        all.extend(drain(&mut rest).await.sound());
        assert_eq!(all, list(0..12), "stopped after {stop}");
    }
}

#[tokio::test]
async fn a_checkpoint_in_mid_page_asks_for_that_page_again_and_passes_over_what_was_taken() {
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
async fn a_checkpoint_behind_the_last_record_of_a_page_does_not_ask_for_it_again() {
    let server = server();
    let mut items = walk(&server).items();
    take(&mut items, 5).await;
    let mut rest = walk(&server).resume(items.checkpoint()).items();
    assert_eq!(drain(&mut rest).await.sound(), list(5..12));
    assert_eq!(targets(&server.log()), ["/list", "/list?cursor=b", "/list?cursor=c"]);
}

#[test]
fn a_blocking_walk_goes_on_where_an_asynchronous_one_stopped() {
    let server = server();
    let mut items = blocking().get(server.url_of("/list")).paginate::<ByCursor>().items();
    let taken: Vec<u64> = items.by_ref().take(7).map(Result::unwrap).collect();
    assert_eq!(taken, list(0..7));
    let checkpoint = stored(&items.checkpoint());
    let mut rest = blocking().get(server.url_of("/list")).paginate::<ByCursor>().resume(checkpoint.clone()).items();
    assert_eq!(drain_blocking(&mut rest).sound(), list(7..12));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let rest = runtime.block_on(async { drain(&mut walk(&server).resume(checkpoint).items()).await.sound() });
    assert_eq!(rest, list(7..12));
}

#[tokio::test]
async fn a_page_handed_over_whole_lies_behind_the_checkpoint() {
    let server = server();
    let mut pages = walk(&server).pages();
    pages.try_next().await.unwrap();
    assert_eq!(pages.checkpoint().taken(), 0);
    let mut rest = walk(&server).resume(pages.checkpoint()).items();
    assert_eq!(drain(&mut rest).await.sound(), list(5..12));

    let mut pager = walk(&server);
    pager.next_page().await.unwrap();
    let mut rest = walk(&server).resume(pager.checkpoint()).items();
    assert_eq!(drain(&mut rest).await.sound(), list(5..12));
}

#[tokio::test]
async fn a_checkpoint_after_an_error_asks_for_the_page_that_failed() {
    for status in [401, 503] {
        let server =
            serve(move |number, request| if number == 1 { Answer::empty(status) } else { three_pages(request) });
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
async fn a_checkpoint_after_a_decode_error_asks_for_the_page_that_could_not_be_read() {
    let server = serve(|number, request| if number == 1 { Answer::text("<html>") } else { three_pages(request) });
    let mut items = walk(&server).items();
    let outcome = drain(&mut items).await;
    assert_eq!(outcome.records, list(0..5));
    let mut rest = walk(&server).resume(items.checkpoint()).items();
    assert_eq!(drain(&mut rest).await.sound(), list(5..12));
}

#[tokio::test]
async fn an_error_behind_a_page_leaves_a_checkpoint_behind_its_records() {
    // The second page leads elsewhere, until the API is repaired.
    let server = serve(|number, request| match number {
        1 => page(5..10, "https://evil.example/"),
        _ if request.pair("p") == Some("2") => page(5..10, "?p=3"),
        _ if request.pair("p") == Some("3") => page(10..12, Value::Null),
        _ => page(0..5, "?p=2"),
    });
    let request = || client().get(server.url_of("/list")).paginate::<ByLink>();
    let mut items = request().items();
    let outcome = drain(&mut items).await;
    assert_eq!(outcome.records, list(0..10));
    assert!(matches!(outcome.error(), Error::ForeignOrigin(_)), "{outcome:?}");
    let rest = drain(&mut request().resume(stored(&items.checkpoint())).items()).await;
    assert_eq!(rest.sound(), list(10..12), "the records before the error come once");
}

#[tokio::test]
async fn a_checkpoint_of_a_finished_walk_resumes_to_nothing() {
    let server = server();
    let mut items = walk(&server).items();
    drain(&mut items).await.sound();
    let checkpoint = stored(&items.checkpoint());
    assert!(checkpoint.is_over());
    let mut rest = walk(&server).resume(checkpoint).items();
    assert_eq!(drain(&mut rest).await.sound(), [0; 0]);
    assert_eq!(server.requests(), 3);
}

#[tokio::test]
async fn a_checkpoint_of_a_walk_that_has_not_begun_is_its_beginning() {
    let server = server();
    let checkpoint = stored(&walk(&server).checkpoint());
    assert_eq!(server.requests(), 0);
    let mut items = walk(&server).resume(checkpoint).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..12));
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[offset(stop(empty_page))]
struct Both {
    data: Vec<u64>,
    next: Option<String>,
}

#[tokio::test]
async fn a_checkpoint_of_another_type_or_strategy_is_refused_before_any_request() {
    let server = server();
    let mut items = walk(&server).items();
    take(&mut items, 1).await;
    let of_another_type = items.checkpoint();
    let by_cursor = client().get(server.url_of("/list")).paginate::<Both>().checkpoint();

    let request = || client().get(server.url_of("/list")).paginate::<Both>();
    let outcome = drain(&mut request().resume(of_another_type).items()).await;
    let Error::Checkpoint(refused) = outcome.error() else { panic!("{outcome:?}") };
    assert!(refused.expected.contains("Both") && refused.found.contains("ByCursor"), "{refused:?}");
    let outcome = drain(&mut request().by::<Offset>().resume(by_cursor.clone()).items()).await;
    assert!(matches!(outcome.error(), Error::Checkpoint(_)), "{outcome:?}");
    assert_eq!(server.requests(), 1);
    drain(&mut request().by::<Cursor>().resume(by_cursor).items()).await.sound();
}

#[tokio::test]
async fn a_checkpoint_by_offset_goes_on_in_mid_page() {
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
async fn a_walk_that_is_resumed_with_smaller_pages_gives_no_record_twice() {
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
async fn a_checkpoint_takes_the_place_of_the_position_in_the_template() {
    let server = server();
    let mut items = walk(&server).items();
    take(&mut items, 5).await;
    let request = client().get(server.url_of("/list?cursor=c&a=1")).paginate::<ByCursor>();
    assert_eq!(drain(&mut request.resume(items.checkpoint()).items()).await.sound(), list(5..12));
    assert_eq!(targets(&server.log())[1..], ["/list?cursor=b&a=1", "/list?cursor=c&a=1"]);
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
async fn a_resumed_walk_can_be_stopped_again_before_it_has_asked_for_anything() {
    let server = server();
    let mut items = walk(&server).items();
    take(&mut items, 7).await;
    let checkpoint = items.checkpoint();
    let untouched = walk(&server).resume(checkpoint.clone()).items().checkpoint();
    assert!(checkpoint == untouched);
    let untouched = walk(&server).resume(checkpoint.clone()).checkpoint();
    assert!(checkpoint == untouched);

    // Nor does an error before the first page move it.
    let broken = serve(|number, request| if number == 0 { Answer::empty(503) } else { three_pages(request) });
    let mut items = walk(&broken).resume(checkpoint.clone()).items();
    assert!(items.try_next().await.is_err());
    assert!(checkpoint == items.checkpoint());
    assert_eq!(drain(&mut items).await.sound(), list(7..12));
}

#[tokio::test]
async fn a_request_that_is_on_its_way_does_not_move_the_checkpoint() {
    let server = server();
    let mut items = walk(&server).prefetch().items();
    take(&mut items, 3).await;
    let checkpoint = items.checkpoint();
    assert_eq!(checkpoint.taken(), 3);
    drop(items);
    assert_eq!(drain(&mut walk(&server).resume(checkpoint).items()).await.sound(), list(3..12));
}

#[tokio::test]
async fn a_function_can_be_resumed() {
    let answer = |at: Option<String>| {
        Ok::<_, Infallible>(match at.as_deref() {
            None => ByCursor { data: list(0..5), next: Some("b".into()) },
            Some("b") => ByCursor { data: list(5..10), next: Some("c".into()) },
            _ => ByCursor { data: list(10..12), next: None },
        })
    };
    let mut items = pagination_core::pages(async |at| answer(at)).items();
    for _ in 0..7 {
        items.try_next().await.unwrap();
    }
    let checkpoint = stored(&items.checkpoint());
    let rest = drain(&mut pagination_core::pages(async |at| answer(at)).resume(checkpoint.clone()).items()).await;
    assert_eq!(rest.sound(), list(7..12));
    let rest = drain_blocking(&mut pagination_core::pages_blocking(answer).resume(checkpoint).items());
    assert_eq!(rest.sound(), list(7..12));
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

#[tokio::test]
async fn a_checkpoint_by_link_holds_the_whole_url() {
    let server =
        serve(|_, request| if request.pair("p").is_none() { page(0..1, "?p=2") } else { page(1..2, Value::Null) });
    let mut pages = client().get(server.url_of("/v1/list")).paginate::<ByLink>().pages();
    pages.try_next().await.unwrap();
    // The template of the second walk has another path.
    let mut rest =
        client().get(server.url_of("/elsewhere")).paginate::<ByLink>().resume(stored(&pages.checkpoint())).items();
    assert_eq!(drain(&mut rest).await.sound(), [1]);
    assert_eq!(targets(&server.log()), ["/v1/list", "/v1/list?p=2"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset]
#[paginated(total = total, page_size(param = "limit"))]
struct Totalled {
    data: Vec<u64>,
    total: u64,
}

#[tokio::test]
async fn a_resumed_walk_still_ends_at_the_total() {
    let server =
        serve(|_, request| Answer::json(&json!({ "data": slice(request, 3, 9).collect::<Vec<_>>(), "total": 9 })));
    let request = || client().get(server.url_of("/list")).paginate::<Totalled>();
    let mut items = request().items();
    for _ in 0..4 {
        items.try_next().await.unwrap();
    }
    assert_eq!(drain(&mut request().resume(stored(&items.checkpoint())).items()).await.sound(), list(4..9));
    assert_eq!(server.requests(), 4);
}

#[tokio::test]
async fn the_way_back_begins_before_the_page_at_which_the_walk_stands() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next, prev(field = previous))]
    struct TwoWays {
        data: Vec<u64>,
        next: Option<String>,
        previous: Option<String>,
    }
    let server = serve(|_, request| match request.pair("cursor") {
        None | Some("a") => Answer::json(&json!({ "data": [1, 2], "next": "b" })),
        Some("b") => Answer::json(&json!({ "data": [3, 4], "next": "c", "previous": "a" })),
        _ => Answer::json(&json!({ "data": [5, 6], "previous": "b" })),
    });
    let request = || client().get(server.url_of("/list")).paginate::<TwoWays>();
    let mut pages = request().pages();
    drain(&mut pages).await.sound();
    let mut back = request().resume(stored(&pages.checkpoint())).rev().items();
    assert_eq!(back.try_next().await.unwrap(), Some(3));
    // Stopped in mid-page on the way back, it goes on backwards.
    let checkpoint = stored(&back.checkpoint());
    assert_eq!(drain(&mut request().resume(checkpoint).rev().items()).await.sound(), [4, 1, 2]);

    let outcome = drain(&mut request().rev().items()).await;
    assert!(matches!(outcome.error(), Error::Request(_)), "{outcome:?}");
}

#[tokio::test]
async fn an_empty_way_back_is_the_beginning_of_the_list() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next, prev(field = previous))]
    struct ByCursor {
        data: Vec<u64>,
        next: Option<String>,
        previous: Option<String>,
    }
    #[derive(Debug, Deserialize, Paginated)]
    #[next_link(field = next, prev(field = previous))]
    struct ByLink {
        data: Vec<u64>,
        next: Option<String>,
        previous: Option<String>,
    }
    let server = serve(|_, _| Answer::json(&json!({ "data": [1], "next": "?p=2", "previous": "" })));
    let mut pages = client().get(server.url_of("/list")).paginate::<ByCursor>().pages();
    pages.try_next().await.unwrap();
    let back = client().get(server.url_of("/list")).paginate::<ByCursor>().resume(pages.checkpoint()).rev();
    assert_eq!(drain(&mut back.items()).await.sound(), [0; 0]);
    let mut pages = client().get(server.url_of("/list")).paginate::<ByLink>().pages();
    pages.try_next().await.unwrap();
    let back = client().get(server.url_of("/list")).paginate::<ByLink>().resume(pages.checkpoint()).rev();
    assert_eq!(drain(&mut back.items()).await.sound(), [0; 0]);
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn what_was_taken_is_passed_over_in_its_own_page_alone() {
    let server = server();
    let mut items = walk(&server).items();
    take(&mut items, 2).await;
    // The page comes whole when it is asked for as a page; the records of the next one are new.
    let mut pager = walk(&server).resume(items.checkpoint());
    assert_eq!(pager.next_page().await.unwrap().unwrap().data, list(0..5));
    assert_eq!(drain(&mut pager.items()).await.sound(), list(5..12));
}

#[tokio::test]
async fn a_resumed_walk_sends_nothing_that_is_for_the_first_page_alone() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next, first_only("limit"), continue_at = "/more")]
    struct Kubernetes {
        data: Vec<u64>,
        next: Option<String>,
    }
    let server = serve(|_, request| three_pages(request));
    let request = || client().get(server.url_of("/list?limit=5")).paginate::<Kubernetes>();
    let mut items = request().items();
    items.try_next().await.unwrap();
    let in_first = stored(&items.checkpoint());
    for _ in 0..4 {
        items.try_next().await.unwrap();
    }
    let behind_first = stored(&items.checkpoint());
    assert_eq!(drain(&mut request().resume(in_first).max_pages(1).items()).await.sound(), list(1..5));
    assert_eq!(drain(&mut request().resume(behind_first).max_pages(1).items()).await.sound(), list(5..10));
    assert_eq!(targets(&server.log()), ["/list?limit=5", "/list?limit=5", "/more?cursor=b"]);
}

#[test]
fn a_text_that_is_no_checkpoint_is_refused() {
    for text in ["{}", "[]", "null", "\"x\"", r#"{"response": "ByCursor"}"#, r#"{"response": 1, "strategy": "cursor"}"#]
    {
        assert!(serde_json::from_str::<Checkpoint>(text).is_err(), "{text}");
    }
}

#[tokio::test]
async fn a_checkpoint_of_a_walk_that_was_cut_at_the_cap_gives_no_record_twice() {
    #[derive(Debug, Deserialize, Paginated)]
    #[offset(max_window = 6, stop(short_page))]
    #[paginated(page_size(param = "limit", default = 3))]
    struct Capped {
        data: Vec<u64>,
    }
    let server = serve(|_, request| bare(slice(request, 3, 100)));
    let request = || client().get(server.url_of("/list")).paginate::<Capped>();
    let mut items = request().items();
    let outcome = drain(&mut items).await;
    assert_eq!(outcome.records, list(0..6));
    let outcome = drain(&mut request().resume(stored(&items.checkpoint())).items()).await;
    assert!(outcome.records.is_empty(), "{outcome:?}");
    assert!(matches!(outcome.error(), Error::CapReached(_)), "{outcome:?}");
}

#[tokio::test]
async fn a_page_number_that_counts_pages_of_another_size_is_refused() {
    #[derive(Debug, Deserialize, Paginated)]
    #[page(stop(empty_page))]
    #[paginated(page_size(param = "limit"))]
    struct ByNumber {
        data: Vec<u64>,
    }
    let server = serve(|_, request| {
        let number = |name: &str| request.pair(name).and_then(|value| value.parse::<u64>().ok()).unwrap();
        let (page, limit) = (number("page"), number("limit"));
        let data: Vec<_> = ((page - 1) * limit..(page * limit).min(10)).collect();
        Answer::json(&json!({ "data": data }))
    });
    let pager = |size| client().get(server.url_of("/list")).paginate::<ByNumber>().page_size(size);
    let mut items = pager(2).items();
    for id in 0..5 {
        assert_eq!(items.try_next().await.unwrap(), Some(id));
    }
    let outcome = drain(&mut pager(4).resume(items.checkpoint()).items()).await;
    let Error::Request(reason) = outcome.error() else { panic!("{outcome:?}") };
    assert!(reason.reason.contains("pages of 2 records"), "{}", reason.reason);
    assert_eq!(drain(&mut pager(2).resume(items.checkpoint()).items()).await.sound(), list(5..10));
}

#[tokio::test]
async fn a_declared_name_survives_the_struct_and_is_held_against_another() {
    /// As it was when the checkpoint was stored.
    mod then {
        #[derive(Debug, serde::Deserialize, pagination_core::Paginated)]
        #[cursor(field = next)]
        #[paginated(name = "numbers")]
        pub(super) struct NumberPage {
            data: Vec<u64>,
            next: Option<String>,
        }
    }
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next)]
    #[paginated(name = "numbers")]
    struct Numbers {
        data: Vec<u64>,
        next: Option<String>,
    }
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next)]
    #[paginated(name = "letters")]
    struct NumberPage {
        data: Vec<u64>,
        next: Option<String>,
    }
    let server = server();
    let request = || client().get(server.url_of("/list"));
    let mut items = request().paginate::<then::NumberPage>().items();
    for id in 0..7 {
        assert_eq!(items.try_next().await.unwrap(), Some(id));
    }
    let checkpoint = stored(&items.checkpoint());
    assert_eq!(serde_json::to_value(&checkpoint).unwrap()["response"], "numbers");
    let mut rest = request().paginate::<Numbers>().resume(checkpoint.clone()).items();
    assert_eq!(drain(&mut rest).await.sound(), list(7..12));
    let outcome = drain(&mut request().paginate::<NumberPage>().resume(checkpoint).items()).await;
    let Error::Checkpoint(foreign) = outcome.error() else { panic!("{outcome:?}") };
    assert_eq!(foreign.expected, "`letters` by cursor");
    assert_eq!(foreign.found, "`numbers` by cursor");
}
