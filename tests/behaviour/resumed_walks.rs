//! What a resumed walk requests, and the checkpoints that it refuses.

use demo_apis::MockResponse;
use pagination_core::Error;
use pagination_core::Paginate as _;
use pagination_core::{Checkpoint, Cursor, Offset, PageNumber, Paginated, pages_blocking};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::{
    ByCursor, ByLink, ByOffset, Sound, bare, client, drain, list, page, serve, slice, stored, targets, twelve,
};

#[tokio::test]
async fn a_checkpoint_replaces_the_position_of_the_template() {
    let server = serve(|_, request| twelve(request));
    let mut items = client().get(server.url_of("/list")).paginate::<ByCursor>().items();
    for id in 0..5 {
        assert_eq!(items.try_next().await.unwrap(), Some(id));
    }
    let request = client().get(server.url_of("/list?cursor=c&a=1")).paginate::<ByCursor>();
    assert_eq!(drain(&mut request.resume(items.checkpoint()).items()).await.sound(), list(5..12));
    assert_eq!(targets(&server.log())[1..], ["/list?cursor=b&a=1", "/list?cursor=c&a=1"]);
}

#[tokio::test]
async fn a_checkpoint_by_link_holds_the_whole_url() {
    let server =
        serve(|_, request| if request.pair("p").is_none() { page(0..1, "?p=2") } else { page(1..2, Value::Null) });
    let walk = |path| client().get(server.url_of(path)).paginate::<ByLink>().named("numbers");
    let mut pages = walk("/v1/list").pages();
    pages.try_next().await.unwrap();
    // The template of the second walk has another path.
    let mut rest = walk("/elsewhere").resume(stored(&pages.checkpoint())).items();
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
    let server = serve(|_, request| {
        MockResponse::json(&json!({ "data": slice(request, 3, 9).collect::<Vec<_>>(), "total": 9 }))
    });
    let request = || client().get(server.url_of("/list")).paginate::<Totalled>();
    let mut items = request().items();
    for _ in 0..4 {
        items.try_next().await.unwrap();
    }
    assert_eq!(drain(&mut request().resume(stored(&items.checkpoint())).items()).await.sound(), list(4..9));
    assert_eq!(server.requests(), 4);
}

#[tokio::test]
async fn a_resumed_walk_sends_nothing_that_is_for_the_first_request_only() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next, first_only("limit"), continue_at = "/more")]
    struct Kubernetes {
        data: Vec<u64>,
        next: Option<String>,
    }
    let server = serve(|_, request| twelve(request));
    let request = || client().get(server.url_of("/list?limit=5")).paginate::<Kubernetes>();
    let mut items = request().items();
    items.try_next().await.unwrap();
    let in_first = stored(&items.checkpoint());
    for _ in 0..4 {
        items.try_next().await.unwrap();
    }
    let after_first = stored(&items.checkpoint());
    assert_eq!(drain(&mut request().resume(in_first).max_pages(1).items()).await.sound(), list(1..5));
    assert_eq!(drain(&mut request().resume(after_first).max_pages(1).items()).await.sound(), list(5..10));
    assert_eq!(targets(&server.log()), ["/list?limit=5", "/list?limit=5", "/more?cursor=b"]);
}

#[tokio::test]
async fn a_checkpoint_at_the_cap_gives_no_item_twice() {
    #[derive(Debug, Deserialize, Paginated)]
    #[offset(max_window = 6, stop(short_page))]
    #[paginated(page_size(param = "limit", default = 3))]
    struct Capped {
        data: Vec<u64>,
    }
    let server = serve(|_, request| bare(slice(request, 3, 100)));
    let request = || client().get(server.url_of("/list")).paginate::<Capped>();
    let mut items = request().items();
    let walked = drain(&mut items).await;
    assert_eq!(walked.items, list(0..6));
    let walked = drain(&mut request().resume(stored(&items.checkpoint())).items()).await;
    assert!(walked.items.is_empty(), "{walked:?}");
    assert!(matches!(walked.error(), Error::CapReached(_)), "{walked:?}");
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
        MockResponse::json(&json!({ "data": data }))
    });
    let pager = |size| client().get(server.url_of("/list")).paginate::<ByNumber>().page_size(size);
    let mut items = pager(2).items();
    for id in 0..5 {
        assert_eq!(items.try_next().await.unwrap(), Some(id));
    }
    let walked = drain(&mut pager(4).resume(items.checkpoint()).items()).await;
    let Error::Request(reason) = walked.error() else { panic!("{walked:?}") };
    assert!(reason.reason.contains("pages of 2 items"), "{}", reason.reason);
    assert_eq!(drain(&mut pager(2).resume(items.checkpoint()).items()).await.sound(), list(5..10));
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
    let server = serve(|_, _| page(0..5, Value::Null));
    let mut items = client().get(server.url_of("/list")).paginate::<ByCursor>().items();
    items.try_next().await.unwrap().unwrap();
    let of_another_type = items.checkpoint();
    let by_cursor = client().get(server.url_of("/list")).paginate::<Both>().items().checkpoint();

    let request = || client().get(server.url_of("/list")).paginate::<Both>();
    let walked = drain(&mut request().resume(of_another_type).items()).await;
    let Error::Checkpoint(refused) = walked.error() else { panic!("{walked:?}") };
    assert!(refused.expected.contains("Both") && refused.found.contains("ByCursor"), "{refused:?}");
    let walked = drain(&mut request().by::<Offset>().resume(by_cursor.clone()).items()).await;
    assert!(matches!(walked.error(), Error::Checkpoint(_)), "{walked:?}");
    assert_eq!(server.requests(), 1);
    drain(&mut request().by::<Cursor>().resume(by_cursor).items()).await.sound();
}

#[test]
fn a_checkpoint_of_another_type_or_strategy_is_refused_before_any_call() {
    #[derive(Debug, Paginated)]
    #[offset(stop(empty_page))]
    #[page(stop(empty_page))]
    struct Counted {
        data: Vec<u64>,
    }
    let mut begun = pages_blocking(|_: u64| -> Sound<Counted> { Ok(Counted { data: vec![7] }) }).pages();
    begun.try_next().unwrap().unwrap();
    let checkpoint = begun.checkpoint();

    let other = over_functions!(u64, |_, _| -> Sound<ByOffset> { Ok(ByOffset::default()) }, pager => pager.resume(checkpoint.clone()));
    let error = other.failed::<u64, u64>(&[], &[]);
    assert!(matches!(error, Error::Checkpoint(foreign) if foreign.found.contains("Counted")), "{error}");
    let other = over_functions!(u64, |_, _| -> Sound<Counted> { Ok(Counted { data: vec![] }) }, pager => pager.resume(checkpoint.clone()).by::<PageNumber>());
    let error = other.failed::<u64, u64>(&[], &[]);
    assert!(matches!(error, Error::Checkpoint(_)) && error.to_string().contains("offset"), "{error}");
}

#[test]
fn a_text_that_is_not_a_checkpoint_is_refused() {
    for text in ["{}", "[]", "null", "\"x\"", r#"{"response": "ByCursor"}"#, r#"{"response": 1, "strategy": "cursor"}"#]
    {
        assert!(serde_json::from_str::<Checkpoint>(text).is_err(), "{text}");
    }
}

#[tokio::test]
async fn a_declared_name_survives_a_renamed_type_and_is_compared_with_others() {
    /// The type at the time when the checkpoint was stored.
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
    let server = serve(|_, request| twelve(request));
    let request = || client().get(server.url_of("/list"));
    let mut items = request().paginate::<then::NumberPage>().items();
    for id in 0..7 {
        assert_eq!(items.try_next().await.unwrap(), Some(id));
    }
    let checkpoint = stored(&items.checkpoint());
    assert_eq!(serde_json::to_value(&checkpoint).unwrap()["response"], "numbers");
    let mut rest = request().paginate::<Numbers>().resume(checkpoint.clone()).items();
    assert_eq!(drain(&mut rest).await.sound(), list(7..12));
    let walked = drain(&mut request().paginate::<NumberPage>().resume(checkpoint).items()).await;
    let Error::Checkpoint(foreign) = walked.error() else { panic!("{walked:?}") };
    assert_eq!(foreign.expected, "`letters` by cursor");
    assert_eq!(foreign.found, "`numbers` by cursor");
}
