//! `#[derive(Paginated)]` on an enum: one variant is the page, and every other is a failure.

use demo_apis::MockResponse;
use pagination_core::{Cursor, Error, Offset, Page, PageNumber, Paginate as _, Paginated, pages, pages_blocking};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::harness::{Sound, blocking, client, list, number_in, numbers, over_http, run, serve, slice, some};

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(field = next)]
struct Rows {
    data: Vec<u64>,
    next: Option<String>,
}

/// What Slack and GraphQL servers answer: a page, or a failure with status 200.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[serde(untagged)]
enum Answer {
    #[paginated(page)]
    Ok(Rows),
    Failed(Failure),
    Throttled {
        retry: bool,
        after: u64,
    },
    Codes(u16, u16),
    Null,
}

#[derive(Debug, Serialize, Deserialize)]
struct Failure {
    error: String,
}

fn rows(at: u64, next: Option<&str>) -> Answer {
    Answer::Ok(Rows { data: vec![at, at + 1], next: next.map(str::to_owned) })
}

#[test]
fn the_page_variant_is_walked_as_its_payload_is() {
    let walked = everywhere!(Option<String>, |_, at: Option<String>| -> Sound<Answer> {
        Ok(match at.as_deref() {
            None => rows(0, Some("b=")),
            Some("b=") => rows(2, Some("c")),
            _ => rows(4, None),
        })
    });
    walked.gave(&list(0..6), &some(&["b=", "c"]));
}

#[test]
fn every_other_variant_is_refused_by_the_debug_of_its_payload() {
    type Case = (fn() -> Answer, &'static str);
    let failures: [Case; 4] = [
        (|| Answer::Failed(Failure { error: "not_authed".into() }), r#"Failure { error: "not_authed" }"#),
        (|| Answer::Throttled { retry: true, after: 7 }, "Throttled { retry: true, after: 7 }"),
        (|| Answer::Codes(4, 29), "Codes(4, 29)"),
        (|| Answer::Null, "Null"),
    ];
    for (failure, shown) in failures {
        let walked = everywhere!(Option<String>, |_, at: Option<String>| -> Sound<Answer> {
            Ok(if at.is_none() { rows(0, Some("b")) } else { failure() })
        });
        assert_eq!(walked.items, [0, 1], "what came before the failure is delivered");
        match walked.errors.as_slice() {
            [Error::Check(check)] => assert_eq!(check.error.to_string(), shown),
            errors => panic!("{errors:?}"),
        }
        assert_eq!(walked.requests.len(), 2, "it ends the walk");
    }
}

#[test]
fn a_long_failure_is_shortened_in_the_message() {
    let error = "x".repeat(1_000_000);
    let walked = over_functions!(Option<String>, |_, _: Option<String>| -> Sound<Answer> {
        Ok(Answer::Failed(Failure { error: error.clone() }))
    });
    assert!(walked.errors[0].to_string().len() < 2_000);
}

#[test]
fn both_directions_of_iteration_go_over_the_payload() {
    let page = rows(7, None);
    assert_eq!((&page).into_iter().copied().collect::<Vec<_>>(), [7, 8]);
    assert_eq!(page.into_iter().collect::<Vec<_>>(), [7, 8]);
    assert_eq!(Answer::Null.into_iter().count(), 0);
    assert_eq!((&Answer::Null).into_iter().count(), 0);
    let page = Page::new(rows(7, None));
    assert_eq!((&page).into_iter().count(), 2);
    assert_eq!(page.into_iter().count(), 2);
}

/// A payload with everything that an enum hands on.
#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(header = "x-next", stop(absent), prev(header = "x-prev", param = "before"))]
#[offset(parallel, max_window = 100)]
#[page(stop(empty_page))]
#[sync_token(field = sync)]
#[paginated(
    has_more = more,
    total(header = "x-total"),
    page_size(param = "limit", default = 3, max = 50),
    check = is_sound,
    empty(404)
)]
struct Full {
    data: Option<Vec<u64>>,
    more: Option<bool>,
    sync: Option<String>,
    broken: Option<String>,
}

fn is_sound(page: &Full) -> Result<(), String> {
    page.broken.clone().map_or(Ok(()), Err)
}

#[derive(Debug, Deserialize, Paginated)]
#[serde(tag = "status")]
enum Tagged<E> {
    #[serde(rename = "ok")]
    #[paginated(page)]
    Ok { page: Box<Full> },
    #[serde(rename = "error")]
    Error { error: E },
}

fn tagged(page: &serde_json::Value) -> MockResponse {
    MockResponse::json(&json!({ "status": "ok", "page": page }))
}

#[test]
fn a_header_a_flag_and_a_sync_token_of_the_payload_are_read() {
    let script = |number: usize, request: &demo_apis::LoggedRequest| {
        assert_eq!(request.pair("limit"), Some("2"));
        match number {
            0 => tagged(&json!({ "data": [1, 2], "sync": "no" })).header("x-next", "n"),
            _ => tagged(&json!({ "data": [3], "more": false, "sync": "s" })).header("x-next", "n"),
        }
    };
    let server = serve(script);
    let mut items = blocking().get(server.url_of("/list")).paginate::<Tagged<String>>().page_size(2).items();
    assert_eq!(items.by_ref().map(Result::unwrap).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(items.sync_token().is_some());
    assert_eq!(server.log().len(), 2);

    let refused = blocking().get(server.url_of("/list")).paginate::<Tagged<String>>().page_size(51).items().next();
    assert!(matches!(refused, Some(Err(Error::PageSize(_)))));
}

#[test]
fn the_check_of_the_payload_is_asked_too() {
    let walked = over_http::<Tagged<String>>(|_, _| tagged(&json!({ "broken": "half of it is missing" })));
    assert!(
        matches!(walked.errors.as_slice(), [Error::Check(check)] if check.error.to_string() == "half of it is missing")
    );
    let walked = over_http::<Tagged<u8>>(|_, _| MockResponse::json(&json!({ "status": "error", "error": 7 })));
    assert!(
        matches!(walked.errors.as_slice(), [Error::Check(check)] if check.error.to_string() == "Error { error: 7 }")
    );
}

#[test]
fn every_strategy_of_the_payload_can_be_chosen_and_fetched_side_by_side() {
    let script = |_: usize, request: &demo_apis::LoggedRequest| {
        tagged(&json!({ "data": list(slice(request, 3, 20)) })).header("x-total", "20")
    };
    run(async {
        let server = serve(script);
        let pager = client().get(server.url_of("/list")).paginate::<Tagged<String>>().by::<Offset>();
        let mut items = pager.concurrent(4).items();
        let mut found = Vec::new();
        while let Some(item) = items.try_next().await.unwrap() {
            found.push(item);
        }
        assert_eq!(found, list(0..20));
        assert_eq!(items.total(), Some(20));
        assert_eq!(server.log().len(), 7, "the total plans the walk exactly");
    });
    let server = serve(|_, request| {
        let at = number_in(request, "page", 1);
        if at > 2 { MockResponse::empty(404) } else { tagged(&json!({ "data": numbers((at - 1) * 3, 3, 6) })) }
    });
    let pager = blocking().get(server.url_of("/list")).paginate::<Tagged<String>>().by::<PageNumber>();
    assert_eq!(pager.items().map(Result::unwrap).collect::<Vec<_>>(), list(0..6));
}

#[test]
fn the_way_back_and_the_checkpoint_are_those_of_the_payload() {
    let server = serve(|_, request| {
        let at = request.pair("cursor").or(request.pair("before")).map_or(0, |at| at.parse::<u64>().unwrap());
        let page = tagged(&json!({ "data": [2 * at, 2 * at + 1] })).header("x-next", &(at + 1).to_string());
        if at > 0 { page.header("x-prev", &(at - 1).to_string()) } else { page }
    });
    let pager = || blocking().get(server.url_of("/list")).paginate::<Tagged<String>>();
    let mut pages = pager().max_pages(3).pages();
    while pages.try_next().unwrap().is_some() {}
    let checkpoint = pages.checkpoint();
    let back: Vec<u64> = pager().resume(checkpoint.clone()).rev().items().map(Result::unwrap).collect();
    assert_eq!(back, [2, 3, 0, 1]);
    // The list is the one that the payload alone would walk.
    let rest = pager().resume(checkpoint).max_items(3).items().map(Result::unwrap).collect::<Vec<_>>();
    assert_eq!(rest, [6, 7, 8]);
}

#[derive(Debug, Deserialize, Paginated)]
#[serde(untagged)]
#[paginated(name = "rows of any kind", into_iter = false)]
enum Envelope<P, E> {
    #[paginated(page)]
    Ok(P),
    Failed(E),
}

#[test]
fn an_enum_can_be_generic_over_its_page_and_has_a_name_of_its_own() {
    let walked = over_http::<Envelope<Rows, Failure>>(|number, _| match number {
        0 => MockResponse::json(&json!({ "data": [1], "next": "b" })),
        _ => MockResponse::json(&json!({ "error": "gone" })),
    });
    assert_eq!(walked.items, [1]);
    let [Error::Check(check)] = walked.errors.as_slice() else { panic!("{:?}", walked.errors) };
    assert_eq!(check.response, "rows of any kind");
    let begun =
        pages_blocking(|_: Option<String>| Sound::Ok(Envelope::<Rows, Failure>::Ok(Rows { data: vec![], next: None })))
            .by::<Cursor>();
    let mut begun = begun.pages();
    begun.try_next().unwrap().unwrap();
    let stored = serde_json::to_value(begun.checkpoint()).unwrap();
    assert_eq!(stored["response"], "rows of any kind");
}

#[test]
fn a_lone_page_variant_is_enough() {
    #[derive(Paginated)]
    enum Only {
        #[paginated(page)]
        Page(Rows),
    }
    run(async {
        let mut items =
            pages(async |_: Option<String>| Sound::Ok(Only::Page(Rows { data: vec![1], next: None }))).items();
        assert_eq!(items.try_next().await.unwrap(), Some(1));
        assert_eq!(items.try_next().await.unwrap(), None);
    });
}

#[test]
fn pages_are_recognized_by_the_keys_of_the_payload() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[page(stop(repeated))]
    #[paginated(key)]
    struct Keyed {
        data: Vec<u64>,
        page: u64,
    }
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[serde(untagged)]
    enum Answer {
        #[paginated(page)]
        Ok(Keyed),
        Failed(Failure),
    }
    let walked =
        everywhere!(u64, |_, page: u64| -> Sound<Answer> { Ok(Answer::Ok(Keyed { data: vec![page.min(2)], page })) });
    walked.gave(&[1, 2], &[1, 2, 3]);
}
