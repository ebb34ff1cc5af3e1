//! APIs that lead in a circle: positions that come back, links to their own page, counts that the server ignores.

use pagination_core::Error;
use pagination_core::Paginate as _;
use pagination_core::Paginated;
use pagination_core::error::LoopKind;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::harness::{ByCursor, ByLink, Sound, bare, by_cursor, client, drain, list, over_http, page, serve, some};

fn loop_kind<E>(error: &Error<E>) -> Option<LoopKind> {
    match error {
        Error::Loop(found) => Some(found.kind),
        _ => None,
    }
}

#[test]
fn a_position_that_comes_back_is_a_loop_after_its_page() {
    let walked = everywhere!(Option<String>, |number: usize, _| by_cursor([number as u64], Some("same")));
    let error = walked.failed(&[0, 1], &some(&["same"]));
    assert!(matches!(error, Error::Loop(found) if (found.kind, found.pages) == (LoopKind::Position, 2)), "{error}");
    assert!(!error.is_transient());
    assert!(!error.to_string().contains("same\""), "{error}");
}

#[test]
fn positions_that_alternate_deliver_no_page_twice() {
    for cycle in [&["a", "b"][..], &["a", "b", "c"]] {
        let walked = everywhere!(Option<String>, |number: usize, _| by_cursor(
            [number as u64],
            Some(cycle[number % cycle.len()])
        ));
        let error = walked.failed(&list(0..cycle.len() as u64 + 1), &some(cycle));
        assert_eq!(loop_kind(error), Some(LoopKind::Position));
    }
}

#[test]
fn a_cycle_of_fifty_delivers_no_page_twice() {
    let walked = everywhere!(Option<String>, |_, at: Option<String>| {
        let at: u64 = at.map_or(0, |at| at.parse().unwrap());
        by_cursor([at], Some(&if at == 50 { 1 } else { at + 1 }.to_string()))
    });
    assert_eq!(walked.items, list(0..51));
    assert_eq!(loop_kind(walked.error()), Some(LoopKind::Position));
    assert_eq!(walked.requests.len(), 51);
}

#[test]
fn a_link_to_its_own_page_delivers_it_once() {
    for link in ["/list", "#", "/list#top", "http://{host}/list"] {
        let walked =
            over_http::<ByLink>(move |_, request| page(0..2, link.replace("{host}", request.header("host").unwrap())));
        assert_eq!(walked.items, [0, 1], "{link}");
        assert_eq!(loop_kind(walked.error()), Some(LoopKind::Position), "{link}");
        assert_eq!(walked.requests.len(), 1, "{link}");
    }
}

#[test]
fn a_link_that_leads_back_to_the_first_page_does_not_deliver_it_again() {
    let walked = over_http::<ByLink>(|_, request| match request.query.as_deref() {
        None => page(0..2, "/list?p=2"),
        _ => page(2..4, "/list"),
    });
    assert_eq!(walked.items, list(0..4));
    assert_eq!(loop_kind(walked.error()), Some(LoopKind::Position));
    assert_eq!(walked.targets(), ["/list", "/list?p=2"]);
}

#[test]
fn a_link_that_differs_only_in_its_fragment_is_the_same_page() {
    let walked = over_http::<ByLink>(|number, _| page(0..1, format!("/list?p=2#{number}")));
    assert_eq!(walked.items, [0, 0]);
    assert_eq!(loop_kind(walked.error()), Some(LoopKind::Position));
    assert_eq!(walked.targets(), ["/list", "/list?p=2"]);
}

#[test]
fn a_declared_stop_at_a_repetition_ends_without_an_error() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next, stop(repeated))]
    struct Repeating {
        data: Vec<u64>,
        next: Option<String>,
    }
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Repeating> {
        Ok(Repeating { data: vec![1], next: Some(["a", "b", "b"][number].to_owned()) })
    });
    walked.gave(&[1, 1, 1], &some(&["a", "b"]));
}

#[test]
fn a_text_and_a_number_are_two_positions() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next, body = "/after")]
    struct Either {
        data: Vec<u64>,
        next: Option<Value>,
    }
    let walked = everywhere!(Option<Value>, |number: usize, _| -> Sound<Either> {
        Ok(Either { data: vec![1], next: [Some("7".into()), Some(7.into()), None][number].clone() })
    });
    walked.gave(&[1, 1, 1], &[None, Some("7".into()), Some(7.into())]);
}

#[derive(Debug, Clone, Deserialize, Paginated)]
#[cursor(field = next, merge)]
struct Merged {
    data: Vec<u64>,
    next: Option<Key>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
struct Key {
    day: String,
    number: u64,
}

#[test]
fn a_map_that_comes_back_is_a_loop() {
    let walked = over_http::<Merged>(|_, _| page(0..1, json!({ "day": "1", "number": 1 })));
    assert!(matches!(walked.error(), pagination_core::Error::Loop(_)), "{walked:?}");
    assert_eq!(walked.requests.len(), 2);
}

#[test]
fn a_step_of_zero_is_a_loop_after_the_items() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(step(field = scanned), stop(empty_page))]
    struct Scanned {
        data: Vec<u64>,
        scanned: u64,
    }
    let walked = everywhere!(u64, |_, _| -> Sound<Scanned> { Ok(Scanned { data: vec![1], scanned: 0 }) });
    assert!(matches!(walked.failed(&[1], &[0]), Error::Loop(_)));
}

#[derive(Debug, Deserialize, Paginated)]
#[page(param = "paeg", stop(empty_page))]
struct Misspelt {
    data: Vec<u64>,
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(param = "startAt", stop(empty_page))]
struct Ignored {
    data: Vec<u64>,
}

#[test]
fn a_counted_parameter_that_the_server_ignores_is_found_at_the_second_page() {
    let walked = over_http::<Misspelt>(|_, _| bare(0..3));
    assert_eq!(walked.items, list(0..3));
    assert_eq!(loop_kind(walked.error()), Some(LoopKind::Body));
    assert_eq!(walked.targets(), ["/list?paeg=1", "/list?paeg=2"]);
    let walked = over_http::<Ignored>(|_, _| bare(0..3));
    assert_eq!(loop_kind(walked.error()), Some(LoopKind::Body));
    assert_eq!(walked.targets(), ["/list?startAt=0", "/list?startAt=3"]);
    assert!(walked.error().to_string().contains("ignore"), "{}", walked.error());
}

#[tokio::test]
async fn equal_pages_at_changing_links_are_no_loop_and_end_at_max_pages() {
    let server = serve(|number, _| page(0..2, format!("?p={number}")));
    let mut items = client().get(server.url_of("/list")).paginate::<ByLink>().max_pages(5).items();
    let walked = drain(&mut items).await;
    assert_eq!(walked.sound().len(), 10);
    assert_eq!(server.requests(), 5);
}

#[tokio::test]
async fn a_resumed_walk_knows_the_position_that_it_started_from() {
    let server = serve(|_, request| match request.pair("cursor") {
        None => page(0..1, "a"),
        Some("a") => page(1..2, "b"),
        _ => page(2..3, "a"),
    });
    let mut pages = client().get(server.url_of("/list")).paginate::<ByCursor>().pages();
    pages.try_next().await.unwrap();
    let mut items = client().get(server.url_of("/list")).paginate::<ByCursor>().resume(pages.checkpoint()).items();
    let walked = drain(&mut items).await;
    assert_eq!(walked.items, [1, 2]);
    assert_eq!(loop_kind(walked.error()), Some(LoopKind::Position));
}
