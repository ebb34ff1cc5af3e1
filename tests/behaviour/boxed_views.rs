//! Views with errors of the caller's own, of one type whatever they walk over, and made from values.

use std::cell::Cell;
use std::fmt::Debug;

use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use pagination_core::{
    Async, Blocking, BoxItems, BoxPages, Checkpoint, Error, Page, Paginate as _, View, pages, pages_blocking,
};
use serde_json::{Value, json};

use crate::harness::{
    ByCursor, ByOffset, Sound, blocking, client, list, numbers, page, run, serve, stored, targets, three_pages, twelve,
};

/// The error of an SDK.
#[derive(Debug, PartialEq)]
struct Failure(String);

impl<E: std::fmt::Display> From<Error<E>> for Failure {
    fn from(error: Error<E>) -> Self {
        Self(error.to_string())
    }
}

type Numbers<M = Async> = BoxItems<u64, Failure, M>;

fn over_a_function() -> Numbers {
    pages(async |at: Option<String>| three_pages(at.as_deref())).items().boxed_as()
}

fn over_a_blocking_function() -> Numbers<Blocking> {
    pages_blocking(|at: Option<String>| three_pages(at.as_deref())).items().boxed_as()
}

#[test]
fn walks_over_anything_by_any_strategy_have_one_type() {
    let server = serve(|number, request| match number {
        // `ByOffset` takes these four as a short page.
        0 => page(0..5, "b"),
        _ => twelve(request),
    });
    let by_offset = |at: u64| async move { Sound::Ok(ByOffset { data: numbers(at, 3, 7) }) };
    let walks: Vec<(Numbers, u64)> = vec![
        (over_a_function(), 7),
        (pages(by_offset).items().boxed_as(), 7),
        (client().get(server.url_of("/list")).paginate::<ByCursor>().items().boxed_as(), 12),
    ];
    run(async {
        for (mut walk, count) in walks {
            let mut all = vec![walk.try_next().await.unwrap().unwrap()];
            while let Some(number) = walk.next().await {
                all.push(number.unwrap());
            }
            assert_eq!(all, list(0..count));
            assert!(walk.checkpoint().is_over());
        }
    });
    let walks: Vec<(Numbers<Blocking>, u64)> = vec![
        (over_a_blocking_function(), 7),
        (blocking().get(server.url_of("/list")).paginate::<ByCursor>().items().boxed_as(), 12),
    ];
    for (mut walk, count) in walks {
        assert_eq!(walk.try_next(), Ok(Some(0)));
        assert_eq!(walk.by_ref().map(Result::unwrap).collect::<Vec<_>>(), list(1..count));
        assert!(walk.checkpoint().is_over());
    }
}

#[test]
fn they_can_be_kept_sent_and_shared_and_so_can_those_over_futures_that_are_not_sync() {
    fn kept<T: Send + Sync + Unpin + Debug + 'static>(value: T) -> T {
        value
    }
    /// Not `Sync`, and so no walk over futures that hold one is.
    struct Alone(Cell<u64>);
    let walk = pages(|at: Option<String>| async move {
        let own = Alone(Cell::new(1));
        tokio::task::yield_now().await;
        own.0.set(2);
        three_pages(at.as_deref())
    });
    let walk: Numbers = kept(walk.items().boxed_as());
    let sum = run(async { tokio::spawn(walk.try_fold(0, async |sum, number| Ok(sum + number))).await.unwrap() });
    assert_eq!(sum, Ok(21));
    drop(kept(over_a_blocking_function()));
    drop(kept::<BoxPages<ByCursor, Failure>>(
        pages(async |at: Option<String>| three_pages(at.as_deref())).pages().boxed_as(),
    ));
}

#[test]
fn errors_are_converted_and_the_walk_goes_on_after_those_that_pass() {
    let server = serve(|number, request| match number {
        1 => demo_apis::MockResponse::empty(503),
        2 => demo_apis::MockResponse::empty(404),
        _ => twelve(request),
    });
    let request = || client().get(server.url_of("/list")).paginate::<ByCursor>();
    run(async {
        let mut walk: Numbers = request().items().boxed_as();
        for number in 0..5 {
            assert_eq!(walk.try_next().await, Ok(Some(number)));
        }
        let before = walk.checkpoint();
        assert!(walk.try_next().await.unwrap_err().0.contains("503"));
        assert!(walk.try_next().await.unwrap_err().0.contains("404"));
        assert_eq!(walk.try_next().await, Ok(None));
        assert!(walk.checkpoint() == before && !before.is_over());
        let rest: Vec<_> = request().resume(stored(&before)).items().boxed_as::<Failure>().try_collect().await.unwrap();
        assert_eq!(rest, list(5..12));
    });
}

#[test]
fn a_boxed_walk_tells_what_the_walk_tells() {
    use pagination_core::Paginated;
    #[derive(Debug, serde::Deserialize, Paginated)]
    #[cursor(field = next)]
    #[sync_token(field = token)]
    #[paginated(total = total)]
    struct Synced {
        data: Vec<u64>,
        next: Option<String>,
        token: Option<String>,
        total: u64,
    }
    let server = serve(|_, request| {
        let (data, next) = if request.pair("cursor").is_none() { (vec![1, 2], Some("b")) } else { (vec![3], None) };
        demo_apis::MockResponse::json(&json!({ "data": data, "next": next, "token": "t", "total": 3 }))
    });
    let mut walk: BoxItems<u64, Failure, Blocking> =
        blocking().get(server.url_of("/list")).paginate::<Synced>().items().boxed_as();
    assert_eq!((walk.total(), walk.url(), walk.sync_token()), (None, "", None));
    assert_eq!(walk.try_next(), Ok(Some(1)));
    assert_eq!((walk.total(), walk.url()), (Some(3), server.url_of("/list").as_str()));
    assert_eq!((walk.size_hint().0, walk.sync_token()), (1, None));
    assert_eq!(walk.by_ref().map(Result::unwrap).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(walk.url(), server.url_of("/list?cursor=b"));
    assert_eq!(walk.sync_token(), Some(&"t".into()));
    assert_eq!(walk.sync_token(), Some(&"t".into()), "it stays");

    let shown = format!("{walk:?}");
    assert!(shown.contains("Synced") && !shown.contains(r#""b""#), "{shown}");
}

#[test]
fn boxed_pages_are_whole_pages() {
    let server = serve(|_, request| twelve(request).header("x-page", "1"));
    let request = || client().get(server.url_of("/list")).paginate::<ByCursor>();
    run(async {
        let mut walk: BoxPages<ByCursor, Failure> = request().pages().boxed_as();
        let first = walk.try_next().await.unwrap().unwrap();
        assert_eq!((first.data.len(), first.headers().len() > 1), (5, true));
        let rest: Vec<_> = request().resume(walk.checkpoint()).items().try_collect().await.unwrap();
        assert_eq!(rest, list(5..12));
        let sizes: Vec<_> = walk.map_ok(|page| page.data.len()).try_collect().await.unwrap();
        assert_eq!(sizes, [5, 2]);
    });
}

#[test]
fn values_take_the_place_of_a_walk_and_come_one_after_another() {
    run(async {
        let busy = || Failure("busy".to_owned());
        let mut walk: Numbers = BoxItems::of([Ok(1), Err(busy()), Ok(2)]);
        assert_eq!(walk.size_hint(), (3, Some(3)));
        assert!(!walk.checkpoint().is_over());
        assert_eq!(walk.try_next().await, Ok(Some(1)));
        assert_eq!(walk.try_next().await, Err(busy()));
        assert_eq!(walk.try_next().await, Ok(Some(2)));
        assert!(walk.checkpoint().is_over());
        assert_eq!(walk.try_next().await, Ok(None));
        assert_eq!((walk.total(), walk.url(), walk.sync_token()), (None, "", None));

        let two = vec![1, 2].into_iter().map(|id| Ok(Page::new(ByCursor { data: vec![id], next: None })));
        let mut pages: BoxPages<ByCursor, Failure> = BoxPages::of(two);
        assert_eq!(pages.try_next().await.unwrap().unwrap().data, [1]);
        assert!(pages.try_next().await.unwrap().unwrap().checkpoint().is_none());
    });
}

#[test]
fn values_with_errors_among_them_lose_and_double_nothing_behind_combinators() {
    let results = || [Err("busy"), Ok(1), Err("busy"), Err("down"), Ok(2), Err("busy")];
    let expected: Vec<_> = results().map(|result| result.map_err(|text| Failure(text.to_owned()))).into();

    let walk: BoxItems<u64, &str, Blocking> = BoxItems::of(results());
    let walked = walk.map_err(|text| Failure(text.to_owned())).boxed_as::<Failure>().with_checkpoints();
    assert_eq!(walked.map(|next| next.map(|(number, _)| number)).collect::<Vec<_>>(), expected);

    run(async {
        let walk: BoxItems<u64, &str> = BoxItems::of(results());
        let mut walk = walk.map_err(|text| Failure(text.to_owned())).boxed_as::<Failure>();
        for result in expected {
            assert!(!walk.checkpoint().is_over());
            assert_eq!(walk.try_next().await, result.map(Some));
        }
        assert_eq!(walk.try_next().await, Ok(None));
        assert!(walk.checkpoint().is_over());
    });
}

#[test]
fn no_walk_is_resumed_from_the_checkpoint_of_values() {
    let mut values: Numbers<Blocking> = BoxItems::of([Ok(1), Ok(2)]);
    let mut checkpoints = vec![stored(&values.checkpoint())];
    values.by_ref().take(1).for_each(drop);
    checkpoints.push(stored(&values.checkpoint()));
    values.by_ref().for_each(drop);
    checkpoints.push(stored(&values.checkpoint()));
    for checkpoint in checkpoints {
        let walked = over_functions!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.resume(checkpoint.clone()));
        let error = walked.failed::<u64, Option<String>>(&[], &[]);
        assert!(matches!(error, Error::Checkpoint(_)), "{error:?}");
        assert_eq!(
            error.to_string(),
            "the checkpoint belongs to values that stand in place of a walk (`BoxItems::of`), but this walk is `ByCursor` by \
             cursor; resume it with the type and strategy that made it, and the same path or name (`.named(…)`)"
        );
    }
}

#[test]
fn map_err_keeps_the_checkpoint_and_the_rest() {
    let server = serve(|number, request| match number {
        0 => twelve(request),
        _ => demo_apis::MockResponse::empty(404),
    });
    let mut count = 0;
    let mut walk = blocking().get(server.url_of("/list")).paginate::<ByCursor>().items().map_err(|error| {
        count += 1;
        format!("failure {count}: {:?}", error.status())
    });
    assert_eq!(walk.by_ref().take(5).map(Result::unwrap).collect::<Vec<_>>(), list(0..5));
    assert_eq!(walk.url(), server.url_of("/list"));
    assert_eq!(walk.try_next(), Err("failure 1: Some(404)".to_owned()));
    assert_eq!(walk.next(), None);
    let checkpoint = stored(&walk.checkpoint());
    assert!(!checkpoint.is_over());
    let shown = format!("{walk:?}");
    assert!(shown.contains("ByCursor"), "{shown}");

    let rest = over_functions!(Option<String>, |_, at: Option<String>| {
        assert_eq!(at.as_deref(), Some("b"));
        Sound::Ok(ByCursor { data: vec![5], next: None })
    }, pager => pager.resume(checkpoint.clone()));
    assert_eq!(rest.sound(), [5]);
}

#[tokio::test]
async fn combinators_follow_one_another() {
    let mut walk = pages(async |at: Option<String>| three_pages(at.as_deref()))
        .items()
        .map_err(|error| error.to_string())
        .with_checkpoints()
        .map_err(Failure)
        .boxed_as::<Failure>()
        .boxed_as::<Failure>();
    let (number, after) = walk.try_next().await.unwrap().unwrap();
    assert_eq!(number, 0);
    assert!(after == walk.checkpoint());

    // Where nothing is known but that it is a view.
    fn is_over(view: &(impl View + Stream)) -> bool {
        view.checkpoint().is_over()
    }
    while walk.try_next().await.unwrap().is_some() {}
    assert!(is_over(&walk));
}

#[test]
fn each_item_comes_with_the_checkpoint_after_it() {
    let named: Vec<(u64, Checkpoint)> = pages_blocking(|at: Option<String>| three_pages(at.as_deref()))
        .items()
        .with_checkpoints()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(named.len(), 7);
    for (number, checkpoint) in named {
        let rest = over_functions!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.resume(stored(&checkpoint)));
        assert_eq!(rest.sound(), list(number + 1..7), "after {number}");
        assert_eq!(checkpoint.is_over(), number == 6);
    }
}

#[tokio::test]
async fn each_page_knows_where_to_resume_after_it() {
    async fn check(walk: impl Stream<Item = Result<Page<ByOffset>, pagination_core::reqwest::Error>>, url: &str) {
        let pages: Vec<_> = walk.try_collect().await.unwrap();
        assert_eq!(pages.len(), 5, "the last is short");
        for page in pages {
            let after = page.data.iter().max().map_or(13, |last| last + 1);
            let checkpoint = stored(&page.checkpoint().unwrap());
            let request = client().get(url).paginate::<ByOffset>();
            let rest: Vec<_> = request.resume(checkpoint).items().try_collect().await.unwrap();
            assert_eq!(rest, list(after..13));
        }
    }
    let server = serve(|_, request| crate::harness::bare(crate::harness::slice(request, 3, 13)));
    let url = server.url_of("/list");
    let walk = || client().get(&url).paginate::<ByOffset>();
    check(walk().pages(), &url).await;
    check(walk().prefetch().pages(), &url).await;
    check(walk().concurrent(4).pages(), &url).await;
}

#[test]
fn the_last_page_is_followed_by_nothing_and_a_page_made_by_hand_has_no_checkpoint() {
    let pages: Vec<_> =
        pages_blocking(|at: Option<String>| three_pages(at.as_deref())).pages().map(Result::unwrap).collect();
    let over: Vec<_> = pages.iter().map(|page| page.checkpoint().unwrap().is_over()).collect();
    assert_eq!(over, [false, false, true]);
    assert!(Page::new(three_pages(None).unwrap()).checkpoint().is_none());
}

#[tokio::test]
async fn a_page_before_an_error_is_resumed_after_it_as_the_walk_is() {
    let server = serve(|_, _| page(0..3, Value::from("a")));
    let mut pages = client().get(server.url_of("/list")).paginate::<ByCursor>().pages();
    pages.try_next().await.unwrap();
    // The second has the position that the first had.
    let second = pages.try_next().await;
    match second {
        Ok(Some(second)) => assert!(second.checkpoint().unwrap() == pages.checkpoint()),
        other => assert!(matches!(other, Err(Error::Loop(_))), "{other:?}"),
    }
    assert_eq!(targets(&server.log()).len(), 2);
}
