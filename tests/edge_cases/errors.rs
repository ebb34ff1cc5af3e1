//! Errors that can pass, errors that cannot, and what they tell.

use std::time::Duration;

use demo_apis::{Answer, Fault, Server, ZOHO_TOKEN};
use pagination_core::reqwest::Error;
use pagination_core::{Paginate as _, Paginated};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::{
    ByCursor, ByLink, ByOffset, bare, blocking, both, both_at, client, drain, drain_blocking, list, page, serve, slice,
    told,
};

fn status_of(error: &Error) -> u16 {
    error.status().unwrap().as_u16()
}

#[test]
fn an_error_that_cannot_pass_is_told_once_and_the_server_is_left_alone() {
    for status in [400, 401, 403, 404, 409, 410, 422, 451] {
        let walked =
            both::<ByCursor>(move |number, _| if number == 0 { page(0..2, "b") } else { Answer::empty(status) });
        assert_eq!(walked.outcome.records, [0, 1]);
        assert_eq!(status_of(walked.error()), status);
        assert!(!walked.error().is_transient());
        assert_eq!(walked.log.len(), 2);
    }
}

#[test]
fn a_consumer_that_logs_and_goes_on_does_not_hammer_the_server() {
    let server = serve(|_, _| Answer::empty(401));
    let mut items = blocking().get(server.url_of("/list")).paginate::<ByCursor>().items();
    assert!(items.next().unwrap().is_err());
    for _ in 0..1_000 {
        assert!(items.next().is_none());
    }
    assert_eq!(server.requests(), 1);
}

#[test]
fn an_error_that_can_pass_is_told_and_the_same_page_is_asked_for_again() {
    for status in [408, 425, 429, 500, 502, 503, 504, 599] {
        let walked = both::<ByOffset>(move |number, request| match number {
            1 | 2 => Answer::empty(status),
            _ => bare(slice(request, 3, 7)),
        });
        assert_eq!(walked.outcome.records, list(0..7), "nothing skipped, nothing twice");
        assert_eq!(walked.outcome.errors.len(), 2);
        assert!(walked.outcome.errors.iter().all(|error| error.is_transient() && status_of(error) == status));
        let again = "/list?offset=3";
        assert_eq!(walked.targets(), ["/list?offset=0", again, again, again, "/list?offset=6"]);
    }
}

#[test]
fn the_first_page_may_fail_and_come_on_the_next_poll() {
    let walked = both::<ByCursor>(|number, _| if number == 0 { Answer::empty(503) } else { page(0..2, Value::Null) });
    assert_eq!(walked.outcome.records, [0, 1]);
    assert_eq!(status_of(walked.error()), 503);
    assert_eq!(walked.targets(), ["/list", "/list"]);
}

#[test]
fn so_many_errors_in_a_row_end_the_walk() {
    let walked = both::<ByCursor>(|_, _| Answer::empty(500));
    assert!(walked.outcome.records.is_empty());
    assert_eq!(walked.outcome.errors.len(), walked.log.len());
    assert!((2..=64).contains(&walked.log.len()), "{}", walked.log.len());
}

#[test]
fn a_page_between_errors_begins_the_count_again() {
    let walked = both::<ByCursor>(|number, _| match number % 10 {
        9 if number > 50 => page(0..1, Value::Null),
        9 => page(0..1, format!("c{number}")),
        _ => Answer::empty(502),
    });
    assert_eq!(walked.outcome.records.len(), 6);
    assert_eq!(walked.outcome.errors.len(), 54);
    assert_eq!(walked.log.len(), 60);
}

#[test]
fn a_connection_that_cannot_be_made_is_an_error_that_can_pass() {
    let mut items = blocking().get("http://127.0.0.1:1/list").paginate::<ByCursor>().items();
    let error = items.next().unwrap().unwrap_err();
    assert!(matches!(error, Error::Transport(_)) && error.is_transient(), "{error:?}");
    assert!(items.next().unwrap().is_err(), "the walk goes on");
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token")]
#[paginated(page_size(param = "limit"))]
struct Datastores {
    data: Vec<demo_apis::data::Datastore>,
    next_token: Option<String>,
}

#[tokio::test]
async fn a_body_that_breaks_off_half_way_is_asked_for_again() {
    let server = Server::builder().zoho(50).start().unwrap();
    server.fail_request(2, Fault::Reset);
    let request = client()
        .get(server.url_of("/api/v3/datastores"))
        .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"));
    let mut items = request.paginate::<Datastores>().page_size(20).items();
    let outcome = drain(&mut items).await;
    assert_eq!(outcome.errors.len(), 1);
    assert!(matches!(outcome.error(), Error::Transport(_)), "{outcome:?}");
    let ids: Vec<_> = outcome.records.into_iter().map(|record| record.id).collect();
    assert_eq!(ids, server.zoho().ids());
    assert_eq!(server.requests(), 4);
    assert_eq!(server.log()[1].target(), server.log()[2].target());
}

#[test]
fn html_where_json_was_expected_is_a_decode_error_that_says_so() {
    let walked = both::<ByCursor>(|number, _| match number {
        0 => page(0..2, "b"),
        _ => Answer::text("<!DOCTYPE html><title>Sign in</title>").header("content-type", "text/html; charset=utf-8"),
    });
    assert_eq!(walked.outcome.records, [0, 1]);
    assert_eq!(walked.log.len(), 2);
    let Error::Decode(decode) = walked.error() else { panic!("{walked:?}") };
    assert_eq!(decode.status.as_u16(), 200);
    assert_eq!(decode.content_type.as_deref(), Some("text/html; charset=utf-8"));
    assert!(decode.body.starts_with(b"<!DOCTYPE"));
    assert!(decode.url.ends_with("/list"), "{}", decode.url);
    let text = walked.error().to_string();
    for part in ["HTML", "Sign in", "/list", "ByCursor"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn truncated_json_is_a_decode_error_that_says_how_much_came() {
    let walked =
        both::<ByCursor>(|_, _| Answer::text(r#"{"data": [1, 2], "ne"#).header("content-type", "application/json"));
    assert!(walked.outcome.records.is_empty());
    assert!(matches!(walked.error(), Error::Decode(_)), "{walked:?}");
    assert!(walked.error().to_string().contains("20 bytes"), "{}", walked.error());
    assert!(!walked.error().is_transient());
    assert_eq!(walked.log.len(), 1);
}

#[derive(Debug, PartialEq, Deserialize)]
struct Person {
    name: Name,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Name {
    given: Vec<String>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
struct People {
    data: Vec<Person>,
    next: Option<String>,
}

#[test]
fn a_wrong_type_deep_inside_is_an_error_with_its_path_and_what_was_found() {
    let person = |given: Value| json!({ "name": { "given": ["Ada", given] } });
    let walked = both_at::<People>("/people?key=secret", move |_, _| {
        Answer::json(&json!({ "data": [person(json!("King")), person(json!(7))], "next": null }))
    });
    let Error::Decode(decode) = walked.error() else { panic!("{walked:?}") };
    assert_eq!(decode.path, "data[1].name.given[1]");
    assert!(decode.found.contains("integer `7`") && decode.found.contains("a string"), "{}", decode.found);
    assert_eq!(decode.response, "People");
    assert!(decode.url.ends_with("/people"), "{}", decode.url);
    assert!(walked.outcome.records.is_empty(), "a page that cannot be read is not delivered in part");
}

#[test]
fn an_empty_body_is_a_decode_error() {
    let walked = both::<ByCursor>(|_, _| Answer::empty(200));
    assert!(matches!(walked.error(), Error::Decode(_)), "{walked:?}");
    assert!(walked.error().to_string().contains("empty"), "{}", walked.error());
}

#[test]
fn the_status_keeps_body_and_headers() {
    let body = json!({ "error": { "code": "invalid_limit" } });
    let answer = Answer::json(&body).status(422).header("x-request-id", "r-1");
    let walked = both::<ByCursor>(move |_, _| answer.clone());
    let Error::Status(status) = walked.error() else { panic!("{walked:?}") };
    assert_eq!(status.status.as_u16(), 422);
    assert_eq!(serde_json::from_slice::<Value>(&status.body).unwrap(), body);
    assert_eq!(status.headers["x-request-id"], "r-1");
    assert!(status.url.ends_with("/list"), "{}", status.url);
    let text = walked.error().to_string();
    assert!(text.contains("/list") && text.contains("422") && text.contains("invalid_limit"), "{text}");
}

#[test]
fn retry_after_is_read_as_seconds_and_as_a_date() {
    let seconds = both::<ByCursor>(|number, _| match number {
        0 => Answer::empty(429).header("retry-after", "17"),
        _ => page(0..1, Value::Null),
    });
    assert_eq!(seconds.error().retry_after(), Some(Duration::from_secs(17)));

    let server = Server::builder().zoho(5).start().unwrap();
    server.fail_next(Fault::TooManyRequestsUntil(60));
    let request = blocking()
        .get(server.url_of("/api/v3/datastores"))
        .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"));
    let error = request.paginate::<Datastores>().items().next().unwrap().unwrap_err();
    let wait = error.retry_after().unwrap();
    assert!((55..=60).contains(&wait.as_secs()), "{wait:?}");

    let past = both::<ByCursor>(|number, _| match number {
        0 => Answer::empty(503).header("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT"),
        1 => Answer::empty(503).header("retry-after", "soon"),
        2 => Answer::empty(503),
        _ => page(0..1, Value::Null),
    });
    let waits: Vec<_> = past.outcome.errors.iter().map(Error::retry_after).collect();
    assert_eq!(waits, [Some(Duration::ZERO), None, None]);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, expired(400, 410))]
struct Expiring {
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn a_dead_position_is_an_error_of_its_own() {
    for status in [400, 410] {
        let walked =
            both::<Expiring>(
                move |number, _| {
                    if number == 0 { page(0..1, "b") } else { Answer::text("cursor expired").status(status) }
                },
            );
        assert!(matches!(walked.error(), Error::Expired(_)), "{walked:?}");
        assert_eq!(status_of(walked.error()), status);
        assert!(!walked.error().is_transient());
        assert_eq!(walked.log.len(), 2);
    }
}

#[test]
fn the_status_of_a_dead_position_is_a_plain_error_where_no_position_was_sent() {
    let walked = both::<Expiring>(|_, _| Answer::empty(400));
    assert!(matches!(walked.error(), Error::Status(_)), "{walked:?}");
}

#[tokio::test]
async fn a_dead_position_in_a_checkpoint_is_the_same_error() {
    let server = serve(|number, _| if number == 0 { page(0..1, "b") } else { Answer::empty(410) });
    let mut pages = client().get(server.url_of("/list")).paginate::<Expiring>().pages();
    pages.try_next().await.unwrap();
    let mut items = client().get(server.url_of("/list")).paginate::<Expiring>().resume(pages.checkpoint()).items();
    let outcome = drain(&mut items).await;
    assert!(matches!(outcome.error(), Error::Expired(_)), "{outcome:?}");
    assert_eq!(server.requests(), 2);
}

/// No text of an error may show what was in the query, in the userinfo or in a header.
#[track_caller]
fn keeps_secrets(error: &Error) {
    let text = told(error);
    for secret in ["s3cret", "p4ssword", "t0ken", "c0okie", "?"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[tokio::test]
async fn no_error_shows_a_query_a_password_or_a_header() {
    let answers = [
        Answer::empty(401).header("set-cookie", "c0okie"),
        Answer::empty(503),
        Answer::text("<html>"),
        Answer::text("{\"data\": "),
        Answer::json(&json!({ "data": ["x"] })),
        page(0..0, "https://me:p4ssword@evil.example/?s3cret"),
        page(0..0, "http://["),
        page(0..0, "https://me:p4ssword@:80:80/?s3cret"),
    ];
    for answer in answers {
        let server = serve(move |_, _| answer.clone());
        let url = server.url_of("/list?api_key=s3cret#p4ssword").replace("http://", "http://me:p4ssword@");
        let mut items = client().get(url).header("x-api-key", "t0ken").paginate::<ByLink>().items();
        let error = items.try_next().await.unwrap_err();
        keeps_secrets(&error);
    }
}

#[tokio::test]
async fn an_error_of_the_transport_names_the_path_and_not_the_query() {
    let url = "http://me:p4ssword@127.0.0.1:1/list?api_key=s3cret";
    let error = client().get(url).paginate::<ByLink>().items().try_next().await.unwrap_err();
    keeps_secrets(&error);
    assert!(told(&error).contains("127.0.0.1:1/list"), "{}", told(&error));
}

#[test]
fn a_blocking_error_of_the_transport_names_the_path_and_not_the_query() {
    let url = "http://me:p4ssword@127.0.0.1:1/list?api_key=s3cret";
    let error = blocking().get(url).paginate::<ByLink>().items().try_next().unwrap_err();
    keeps_secrets(&error);
}

#[tokio::test]
async fn a_body_that_breaks_off_shows_no_cursor() {
    let server = Server::builder().zoho(50).start().unwrap();
    server.fail_request(2, Fault::Reset);
    let request = client()
        .get(server.url_of("/api/v3/datastores?s3cret=1"))
        .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"));
    let mut items = request.paginate::<Datastores>().page_size(20).items();
    let outcome = drain(&mut items).await;
    keeps_secrets(outcome.error());
}

#[tokio::test]
async fn a_request_that_cannot_be_built_is_the_first_result_and_the_last() {
    let mut items = client().get("no url").paginate::<ByCursor>().items();
    let outcome = drain(&mut items).await;
    let Error::Client(error) = outcome.error() else { panic!("{outcome:?}") };
    assert!(error.is_builder());
}

#[test]
fn a_body_that_is_a_stream_cannot_be_sent_for_every_page_and_the_error_says_so() {
    let server = serve(|_, _| page(0..1, Value::Null));
    let body = reqwest::blocking::Body::new(std::io::Cursor::new("{}"));
    let mut items = blocking().post(server.url_of("/list")).body(body).paginate::<ByCursor>().items();
    let outcome = drain_blocking(&mut items);
    assert!(matches!(outcome.error(), Error::Request(_)), "{outcome:?}");
    assert_eq!(server.requests(), 0);
}

#[derive(Debug, PartialEq, Eq)]
struct Busy;

impl std::fmt::Display for Busy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("busy")
    }
}

impl std::error::Error for Busy {}

/// Fails at every other call.
fn every_other(calls: &mut u32, at: Option<&str>) -> Result<ByCursor, Busy> {
    *calls += 1;
    if *calls % 2 == 1 {
        return Err(Busy);
    }
    Ok(match at {
        None => ByCursor { data: vec![1], next: Some("b".into()) },
        _ => ByCursor { data: vec![2], next: None },
    })
}

#[tokio::test]
async fn an_error_of_the_callers_own_function_counts_as_one_that_can_pass() {
    let mut calls = 0;
    let outcome = drain_blocking(
        &mut pagination_core::pages_blocking(|at: Option<String>| every_other(&mut calls, at.as_deref())).items(),
    );
    assert_eq!(outcome.records, [1, 2]);
    assert_eq!(outcome.errors.len(), 2);
    assert!(
        outcome
            .errors
            .iter()
            .all(|error| matches!(error, pagination_core::Error::Transport(Busy)) && error.is_transient())
    );
    assert_eq!(calls, 4);

    let calls = std::cell::Cell::new(0);
    let walk = pagination_core::pages(|at: Option<String>| {
        let mut count = calls.get();
        let answer = every_other(&mut count, at.as_deref());
        calls.set(count);
        std::future::ready(answer)
    });
    let outcome = drain(&mut walk.items()).await;
    assert_eq!(outcome.records, [1, 2]);
    assert_eq!(outcome.errors.len(), 2);
}

#[test]
fn a_function_that_always_fails_is_not_called_for_ever() {
    let mut calls = 0;
    let walk = pagination_core::pages_blocking(|_: Option<String>| {
        calls += 1;
        Err::<ByCursor, _>(Busy)
    });
    let outcome = drain_blocking(&mut walk.items());
    assert_eq!(outcome.errors.len(), calls);
    assert!((2..=64).contains(&calls), "{calls}");
}

#[test]
fn an_error_is_a_std_error_that_can_cross_threads() {
    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
    is_error::<Error>();
    is_error::<pagination_core::Error<Busy>>();
    is_error::<pagination_core::Error>();
}

#[tokio::test]
async fn a_page_shows_neither_its_query_nor_its_headers() {
    let server = serve(|_, _| page(0..1, Value::Null).header("set-cookie", "c0okie"));
    let mut pages = client().get(server.url_of("/list?api_key=s3cret")).paginate::<ByLink>().pages();
    let page = pages.try_next().await.unwrap().unwrap();
    let text = format!("{page:?}");
    assert!(text.contains("/list") && text.contains("set-cookie"), "{text}");
    assert!(!text.contains("s3cret") && !text.contains("c0okie"), "{text}");
}
