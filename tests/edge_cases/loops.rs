//! APIs that lead in a circle.

use std::convert::Infallible;

use demo_apis::Answer;
use pagination_core::error::LoopKind;
use pagination_core::reqwest::Error;
use pagination_core::{Paginate as _, Paginated};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::{ByCursor, ByLink, bare, both, client, drain, drain_blocking, list, page, serve};

fn loop_kind(error: &Error) -> Option<LoopKind> {
    match error {
        Error::Loop(found) => Some(found.kind),
        _ => None,
    }
}

#[test]
fn the_same_cursor_again_is_an_error_behind_the_records() {
    let walked = both::<ByCursor>(|number, _| page(number as u64..number as u64 + 1, "same"));
    assert_eq!(walked.outcome.records, [0, 1]);
    assert_eq!(loop_kind(walked.error()), Some(LoopKind::Position));
    assert_eq!(walked.targets(), ["/list", "/list?cursor=same"]);
}

#[test]
fn cursors_that_alternate_deliver_no_page_twice() {
    let walked = both::<ByCursor>(|_, request| match request.pair("cursor") {
        None => page(0..1, "a"),
        Some("a") => page(1..2, "b"),
        _ => page(2..3, "a"),
    });
    assert_eq!(walked.outcome.records, [0, 1, 2]);
    assert_eq!(loop_kind(walked.error()), Some(LoopKind::Position));
    assert_eq!(walked.log.len(), 3);
}

#[test]
fn a_cycle_of_fifty_delivers_no_page_twice() {
    let walked = both::<ByCursor>(|_, request| {
        let at: u64 = request.pair("cursor").map_or(0, |cursor| cursor.parse().unwrap());
        page(at..at + 1, if at == 50 { "1".to_owned() } else { (at + 1).to_string() })
    });
    assert_eq!(walked.outcome.records, list(0..51));
    assert_eq!(loop_kind(walked.error()), Some(LoopKind::Position));
    assert_eq!(walked.log.len(), 51);
}

#[test]
fn a_link_to_its_own_page_delivers_it_once() {
    for link in ["/list", "#", "/list#top", "http://{host}/list"] {
        let walked =
            both::<ByLink>(move |_, request| page(0..2, link.replace("{host}", request.header("host").unwrap())));
        assert_eq!(walked.outcome.records, [0, 1], "{link}");
        assert_eq!(loop_kind(walked.error()), Some(LoopKind::Position), "{link}");
        assert_eq!(walked.log.len(), 1, "{link}");
    }
}

#[test]
fn a_link_that_leads_back_to_the_first_page_does_not_deliver_it_again() {
    let walked = both::<ByLink>(|_, request| match request.query.as_deref() {
        None => page(0..2, "/list?p=2"),
        _ => page(2..4, "/list"),
    });
    assert_eq!(walked.outcome.records, list(0..4));
    assert_eq!(loop_kind(walked.error()), Some(LoopKind::Position));
    assert_eq!(walked.targets(), ["/list", "/list?p=2"]);
}

#[test]
fn a_link_that_differs_only_in_its_fragment_is_the_same_page() {
    let walked = both::<ByLink>(|number, _| page(0..1, format!("/list?p=2#{number}")));
    assert_eq!(walked.outcome.records, [0, 0]);
    assert_eq!(loop_kind(walked.error()), Some(LoopKind::Position));
    assert_eq!(walked.targets(), ["/list", "/list?p=2"]);
}

#[derive(Debug, Clone, Deserialize, Paginated)]
#[cursor(field = next, stop(repeated))]
struct EndsByRepeating {
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn an_api_that_says_the_end_by_repeating_its_cursor_declares_it() {
    let walked = both::<EndsByRepeating>(|number, _| {
        page(number as u64..number as u64 + 1, if number == 0 { "a" } else { "z" })
    });
    assert_eq!(walked.sound(), [0, 1, 2]);
    assert_eq!(walked.targets(), ["/list", "/list?cursor=a", "/list?cursor=z"]);
}

#[derive(Debug, Clone, Deserialize, Paginated)]
#[cursor(field = scroll, param = "scroll_id", session, stop(empty_page))]
struct Scroll {
    data: Vec<u64>,
    scroll: String,
}

fn scrolled(number: usize) -> Answer {
    let ids = if number < 3 { vec![number] } else { Vec::new() };
    Answer::json(&json!({ "data": ids, "scroll": "the-one" }))
}

#[test]
fn a_session_keeps_its_token_and_is_no_loop() {
    let walked = both::<Scroll>(|number, _| scrolled(number));
    assert_eq!(walked.sound(), [0, 1, 2]);
    let later = "/list?scroll_id=the-one";
    assert_eq!(walked.targets(), ["/list", later, later, later]);
}

#[test]
fn an_error_ends_a_session_because_a_lost_answer_cannot_be_asked_for_again() {
    let walked = both::<Scroll>(|number, _| if number == 1 { Answer::empty(503) } else { scrolled(number) });
    assert_eq!(walked.outcome.records, [0]);
    assert_eq!(walked.error().status().map(|status| status.as_u16()), Some(503));
    assert_eq!(walked.log.len(), 2);
}

#[tokio::test]
async fn a_session_cannot_be_resumed() {
    let server = serve(|number, _| scrolled(number));
    let mut pages = client().get(server.url_of("/list")).paginate::<Scroll>().pages();
    pages.try_next().await.unwrap();
    let checkpoint = pages.checkpoint();
    let mut items = client().get(server.url_of("/list")).paginate::<Scroll>().resume(checkpoint).items();
    let outcome = drain(&mut items).await;
    assert!(matches!(outcome.error(), Error::Request(_)), "{outcome:?}");
    assert_eq!(server.requests(), 1);
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
    let walked = both::<Misspelt>(|_, _| bare(0..3));
    assert_eq!(walked.outcome.records, list(0..3));
    assert_eq!(loop_kind(walked.error()), Some(LoopKind::Body));
    assert_eq!(walked.targets(), ["/list?paeg=1", "/list?paeg=2"]);
    let walked = both::<Ignored>(|_, _| bare(0..3));
    assert_eq!(loop_kind(walked.error()), Some(LoopKind::Body));
    assert_eq!(walked.targets(), ["/list?startAt=0", "/list?startAt=3"]);
    assert!(walked.error().to_string().contains("ignore"), "{}", walked.error());
}

#[tokio::test]
async fn a_payload_that_never_changes_behind_links_that_do_is_bounded_by_max_pages() {
    let server = serve(|number, _| page(0..2, format!("?p={number}")));
    let mut items = client().get(server.url_of("/list")).paginate::<ByLink>().max_pages(5).items();
    let outcome = drain(&mut items).await;
    assert_eq!(outcome.sound().len(), 10);
    assert_eq!(server.requests(), 5);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(step(field = step), stop(empty_page))]
struct Reported {
    data: Vec<u64>,
    step: u64,
}

#[test]
fn an_offset_that_does_not_move_is_a_loop() {
    let walked = both::<Reported>(|_, _| Answer::json(&json!({ "data": [1], "step": 0 })));
    assert_eq!(walked.outcome.records, [1]);
    assert_eq!(loop_kind(walked.error()), Some(LoopKind::Position));
    assert_eq!(walked.log.len(), 1);
}

#[tokio::test]
async fn a_function_that_leads_in_a_circle_is_found_out_too() {
    let answer = |at: Option<String>| {
        let (id, next) = if at.as_deref() == Some("a") { (2, "b") } else { (1, "a") };
        Ok::<_, Infallible>(ByCursor { data: vec![id], next: Some(next.to_owned()) })
    };
    let outcome = drain(&mut pagination_core::pages(async |at| answer(at)).items()).await;
    assert_eq!(outcome.records, [1, 2, 1]);
    assert!(matches!(outcome.error(), pagination_core::Error::Loop(_)), "{outcome:?}");
    let outcome = drain_blocking(&mut pagination_core::pages_blocking(answer).items());
    assert_eq!(outcome.records, [1, 2, 1]);
    assert!(matches!(outcome.error(), pagination_core::Error::Loop(_)), "{outcome:?}");
}

#[tokio::test]
async fn a_resumed_walk_knows_the_position_that_it_began_with() {
    let server = serve(|_, request| match request.pair("cursor") {
        None => page(0..1, "a"),
        Some("a") => page(1..2, "b"),
        _ => page(2..3, "a"),
    });
    let mut pages = client().get(server.url_of("/list")).paginate::<ByCursor>().pages();
    pages.try_next().await.unwrap();
    let mut items = client().get(server.url_of("/list")).paginate::<ByCursor>().resume(pages.checkpoint()).items();
    let outcome = drain(&mut items).await;
    assert_eq!(outcome.records, [1, 2]);
    assert_eq!(loop_kind(outcome.error()), Some(LoopKind::Position));
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, prev(field = previous))]
struct TwoWays {
    data: Vec<u64>,
    next: Option<String>,
    previous: Option<String>,
}

#[tokio::test]
async fn a_circle_on_the_way_back_is_found_too() {
    let server = serve(|_, request| match request.pair("cursor") {
        None => Answer::json(&json!({ "data": [1], "next": "b" })),
        Some("b") => Answer::json(&json!({ "data": [2], "next": Value::Null, "previous": "x" })),
        Some("x") => Answer::json(&json!({ "data": [3], "previous": "y" })),
        _ => Answer::json(&json!({ "data": [4], "previous": "x" })),
    });
    let mut pages = client().get(server.url_of("/list")).paginate::<TwoWays>().pages();
    drain(&mut pages).await.sound();
    let end = pages.checkpoint();
    let mut items = client().get(server.url_of("/list")).paginate::<TwoWays>().resume(end).rev().items();
    let outcome = drain(&mut items).await;
    assert_eq!(outcome.records, [3, 4]);
    assert_eq!(loop_kind(outcome.error()), Some(LoopKind::Position));
}
