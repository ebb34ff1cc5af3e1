//! Recorded responses in place of a client.

use pagination_core::testing::{AsyncItems, NoAnswer, Recorded, Replay};
use pagination_core::{Error, Offset, Paginated};
use serde::Deserialize;

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[offset(parallel, stop(empty_page))]
#[paginated(page_size(param = "limit"))]
pub struct Numbers {
    data: Vec<u64>,
    next: Option<String>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, form = "Marker")]
struct ByForm {
    data: Vec<u64>,
    next: Option<String>,
}

pub fn page(data: &[u64], next: Option<&str>) -> Recorded {
    Recorded::json(serde_json::json!({ "data": data, "next": next }).to_string())
}

fn pages() -> [Recorded; 3] {
    [page(&[1, 2], Some("b=")), page(&[3, 4], Some("c")), page(&[5], None)]
}

const URL: &str = "https://api.example/numbers?team=1";

#[tokio::test]
async fn an_asynchronous_walk_is_as_a_blocking_one() {
    let (one, other) = (Replay::new(pages()), Replay::new(pages()));
    let blocking: Vec<_> = one.get(URL).paginate::<Numbers>().page_size(2).items().map(Result::unwrap).collect();
    // It has a name, and is `Send`.
    let mut items: AsyncItems<Numbers> = other.get_async(URL).paginate::<Numbers>().page_size(2).items();
    let mut polled = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        polled.push(item);
    }
    assert_eq!((polled, other.urls()), (blocking, one.urls()));
    assert_eq!(other.urls()[1], "https://api.example/numbers?team=1&limit=2&cursor=b%3D");

    let replay = Replay::new(pages());
    let spawned = tokio::spawn(async move {
        let mut items = replay.get_async(URL).paginate::<Numbers>().prefetch().items();
        let mut sum = 0;
        while let Some(item) = items.try_next().await.unwrap() {
            sum += item;
        }
        sum
    });
    assert_eq!(spawned.await.unwrap(), 15);
}

#[tokio::test]
async fn other_methods_bodies_and_forms_have_an_asynchronous_twin() {
    let replay = Replay::new([page(&[1], Some("b")), page(&[2], None)]);
    let mut items =
        replay.post_form_async("https://api.example/list", &[("Owner", "a b&c")]).paginate::<ByForm>().items();
    while items.try_next().await.unwrap().is_some() {}
    let sent = &replay.requests()[1];
    assert_eq!((sent.form("Owner").as_deref(), sent.form("Marker").as_deref()), (Some("a b&c"), Some("b")));
    assert_eq!(sent.method, "POST");

    let replay = Replay::new([page(&[1], None), page(&[2], None)]);
    let mut items = replay.post_async(URL, "{}").paginate::<Numbers>().items();
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    let request = http::Request::put(URL).header("x-team", "1").body("{}").unwrap();
    let mut items = replay.request_async(request).paginate::<Numbers>().items();
    assert_eq!(items.try_next().await.unwrap(), Some(2));
    assert_eq!(replay.requests()[1].header("x-team"), Some("1"));

    let blocking = Replay::new([page(&[1], Some("b")), page(&[2], None)]);
    blocking.post_form("https://api.example/list", &[]).paginate::<ByForm>().items().for_each(drop);
    assert_eq!(blocking.requests()[1].form("Marker").as_deref(), Some("b"));

    let error = Replay::default().get_async("not a url").paginate::<Numbers>().items().try_next().await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
}

#[tokio::test]
async fn a_fake_that_is_fed_errors_loses_and_doubles_nothing() {
    let broken = || {
        let mut responses = vec![Recorded::status(503), Recorded::broken()];
        for page in pages() {
            responses.extend([page, Recorded::broken(), Recorded::status(429).header("retry-after", "3")]);
        }
        Replay::new(responses)
    };
    // Each error is reported, and the walk goes on.
    let replay = broken();
    let mut items = replay.get_async(URL).paginate::<Numbers>().items();
    let (mut numbers, mut errors) = (Vec::new(), 0);
    loop {
        match items.try_next().await {
            Ok(Some(number)) => numbers.push(number),
            Ok(None) => break,
            Err(error) => {
                assert!(error.is_transient(), "{error}");
                errors += 1;
            }
        }
    }
    assert_eq!((numbers, errors, replay.left()), (vec![1, 2, 3, 4, 5], 6, 2));

    // They are retried, without a wait, and the wait is recorded.
    let replay = broken();
    let mut items = replay.get_async(URL).paginate::<Numbers>().retry(pagination_core::Retry::default()).items();
    let mut numbers = Vec::new();
    while let Some(number) = items.try_next().await.unwrap() {
        numbers.push(number);
    }
    assert_eq!((numbers, replay.waits().len()), (vec![1, 2, 3, 4, 5], 6));

    // One that is final: the items before it, once, and the checkpoint leads to the rest.
    let replay = Replay::new([page(&[1, 2], Some("b=")), Recorded::status(401), page(&[3], None)]);
    let mut items = replay.get_async(URL).paginate::<Numbers>().items();
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    assert_eq!(items.try_next().await.unwrap(), Some(2));
    assert!(matches!(items.try_next().await.unwrap_err(), Error::Status(_)));
    assert_eq!(items.try_next().await.unwrap(), None);
    let mut rest = replay.get_async(URL).paginate::<Numbers>().resume(items.checkpoint()).items();
    assert_eq!(rest.try_next().await.unwrap(), Some(3));
    assert_eq!(rest.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn a_late_response_is_a_timeout_without_a_wait() {
    let replay = Replay::new([page(&[1], None).after(std::time::Duration::from_secs(31)), page(&[1], None)]);
    let mut items = replay.get_async(URL).paginate::<Numbers>().timeout(std::time::Duration::from_secs(30)).items();
    assert!(matches!(items.try_next().await, Err(Error::Timeout(_))));
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    assert!(items.try_next().await.unwrap().is_none() && replay.waits().is_empty());
}

#[test]
fn responses_that_name_their_request_come_in_any_order() {
    let replay = Replay::new([
        page(&[3], None).answers("GET", "https://elsewhere.example/numbers?cursor=b&team=1"),
        page(&[1, 2], Some("b")).answers("GET", "/numbers?team=1"),
    ]);
    let numbers: Vec<_> = replay.get(URL).paginate::<Numbers>().items().map(Result::unwrap).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert!(replay.unused().is_empty() && replay.unmatched().is_empty());
}

#[test]
fn a_request_that_was_not_recorded_says_what_differs_and_what_is_left() {
    let replay = Replay::new([
        page(&[1], Some("s3cr3t")).answers("GET", "/numbers?team=1"),
        page(&[2], None).answers("GET", "/numbers?team=1&cursor=an0ther&more=1"),
    ]);
    let mut items = replay.get(URL).paginate::<Numbers>().items();
    assert_eq!(items.try_next().unwrap(), Some(1));
    let error = items.try_next().unwrap_err();
    let Error::Client(NoAnswer::Unexpected { request: 2, difference, .. }) = &error else { panic!("{error:?}") };
    assert_eq!(
        difference,
        "GET /numbers?cursor=…&more=…&team=… was recorded, but the parameter `more` is missing, the parameter `cursor` has another \
         value"
    );
    assert!(!error.is_transient() && items.try_next().unwrap().is_none());
    let texts = format!("{error} {error:?} {:?} {:?}", replay.unused(), replay.unmatched());
    assert!(!texts.contains("s3cr3t") && !texts.contains("an0ther"), "{texts}");
    assert_eq!(replay.unused(), ["GET /numbers?cursor=…&more=…&team=…"]);
    assert_eq!(replay.unmatched().len(), 1);

    let replay = Replay::new([page(&[1], None), Recorded::status(404), Recorded::broken()]);
    replay.get(URL).paginate::<Numbers>().items().for_each(drop);
    assert_eq!(replay.unused(), ["response 2, status 404", "response 3, broken"]);
}

#[test]
fn bodies_are_compared_as_what_they_are() {
    let json = r#"{"filter": {"a": 1}, "cursor": "b"}"#;
    let recorded = || page(&[], None).answers("POST", "/list").with_request_body(json);
    for (body, differs) in [
        (r#"{ "cursor":"b", "filter":{"a":1} }"#, None),
        (r#"{"cursor": "c", "filter": {"a": 1}}"#, Some("the member `cursor` has another value")),
        (r#"{"filter": {"a": 1}}"#, Some("the member `cursor` is missing")),
        ("cursor=b", Some("the body is another one")),
    ] {
        let replay = Replay::new([recorded()]);
        let end = replay.post("https://api.example/list", body).paginate::<Numbers>().items().try_next();
        match differs {
            None => assert!(end.unwrap().is_none()),
            Some(differs) => assert!(end.unwrap_err().to_string().contains(differs), "{:?}", replay.unmatched()),
        }
    }
    let replay = Replay::new([page(&[1], None).answers("POST", "/list").with_request_body("Owner=a&Marker=b")]);
    let error = replay.post_form("https://api.example/list", &[("Owner", "a"), ("Marker", "c")]).paginate::<ByForm>();
    let error = error.items().try_next().unwrap_err();
    assert!(error.to_string().contains("the field `Marker` has another value"), "{error}");
}

#[test]
fn requests_side_by_side_are_answered_by_what_they_ask_for() {
    let recorded =
        |at: u64, data: &[u64]| page(data, None).answers("GET", &format!("/numbers?team=1&limit=2&offset={at}"));
    let replay = Replay::new([
        recorded(4, &[5]),
        recorded(6, &[]),
        recorded(2, &[3, 4]),
        recorded(0, &[1, 2]),
        recorded(5, &[]),
    ]);
    let pager = replay.get(URL).paginate::<Numbers>().by::<Offset>().page_size(2).concurrent(3);
    let numbers: Vec<_> = pager.items().map(Result::unwrap).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
}
