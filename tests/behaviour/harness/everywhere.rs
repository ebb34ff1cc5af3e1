//! Walks over functions and over HTTP.
//!
//! The functions go first. Their responses are recorded, and a server then sends them to both clients.

use std::fmt::{Debug, Display};
use std::marker::PhantomData;

use demo_apis::{LoggedRequest, MockResponse, Scripted};
use pagination_core::reqwest::{Error, Pager, blocking};
use pagination_core::transport::Provides;
use pagination_core::{Head, Page, Paginate as _, Paginated, PaginatedBy};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Walked;
use super::http::same_over_http;

/// What a server sends where the function returned this. An error of the function becomes a 503: both are transient.
pub fn json<P: Serialize, E>(result: &Result<P, E>) -> MockResponse {
    match result {
        Ok(response) => MockResponse::json(&serde_json::to_value(response).unwrap()),
        Err(_) => MockResponse::empty(503),
    }
}

/// As [`json`], with the headers of the page.
pub fn json_and_headers<P: Serialize, E>(result: &Result<Page<P>, E>) -> MockResponse {
    match result {
        Ok(page) => {
            page.headers().iter().fold(MockResponse::json(&serde_json::to_value(&**page).unwrap()), |sent, header| {
                sent.header(header.0.as_str(), header.1.to_str().unwrap())
            })
        }
        Err(_) => MockResponse::empty(503),
    }
}

/// The response type of an API.
pub fn response<A, P, E>(_: &impl Fn(usize, A) -> Result<P, E>) -> PhantomData<P> {
    PhantomData
}

/// The response type of an API that returns pages.
pub fn response_in_page<A, P, E>(_: &impl Fn(usize, A) -> Result<Page<P>, E>) -> PhantomData<P> {
    PhantomData
}

/// A pager over the async client.
pub fn pager<P>(_: PhantomData<P>, server: &Scripted) -> Pager<P>
where
    P: Paginated + DeserializeOwned,
    Head: Provides<<P as PaginatedBy<P::Strategy>>::Head>,
{
    super::client().get(server.url_of("/list")).paginate()
}

/// A pager over the blocking client.
pub fn blocking_pager<P>(_: PhantomData<P>, server: &Scripted) -> blocking::Pager<P>
where
    P: Paginated + DeserializeOwned,
    Head: Provides<<P as PaginatedBy<P::Strategy>>::Head>,
{
    super::blocking().get(server.url_of("/list")).paginate()
}

/// The position that a request carries, as a function would take it: the one parameter of the query, or the one member of the body.
#[track_caller]
fn position<A: DeserializeOwned>(request: &LoggedRequest) -> A {
    assert_eq!(request.path, "/list");
    let body = request.json().unwrap_or_default();
    let members = body.as_object().map_or(0, serde_json::Map::len);
    assert!(request.pairs.len() + members <= 1, "more than a position was sent: {} {body}", request.target());
    let pair = request.pairs.first().map(|(_, text)| Value::from(text.as_str()));
    let sent = pair.or_else(|| body.as_object()?.values().next().cloned()).unwrap_or_default();
    let number = sent.as_str().and_then(|text| serde_json::from_str(text).ok());
    serde_json::from_value(sent.clone())
        .ok()
        .or(number)
        .unwrap_or_else(|| panic!("not a position of this type: {sent}"))
}

/// An error as every transport shows it.
fn shown<E: Display>(error: &pagination_core::Error<E>) -> String {
    match error {
        pagination_core::Error::Transport(_) | pagination_core::Error::Status(_) => "a failed request".to_owned(),
        error => error.to_string(),
    }
}

/// Panics unless the functions and the clients gave the same items and errors for the same positions.
#[track_caller]
pub fn same_everywhere<T, A, E>(
    functions: Walked<T, pagination_core::Error<E>, A>,
    blocked: &Walked<T, Error, LoggedRequest>,
    polled: Walked<T, Error, LoggedRequest>,
) -> Walked<T, pagination_core::Error<E>, A>
where
    T: Debug + PartialEq,
    A: Debug + PartialEq + DeserializeOwned,
    E: Debug + Display,
{
    let http = same_over_http(polled, blocked);
    assert_eq!(http.items, functions.items, "HTTP gave other items than functions");
    let requested: Vec<A> = http.requests.iter().map(position).collect();
    assert_eq!(requested, functions.requests, "HTTP requested other positions than functions");
    let (over_http, over_functions): (Vec<_>, Vec<_>) =
        (http.errors.iter().map(shown).collect(), functions.errors.iter().map(shown).collect());
    assert_eq!(over_http, over_functions, "HTTP gave other errors than functions");
    functions
}

/// Walks the items of an API over `pages_blocking`, `pages`, `reqwest::blocking` and `reqwest`. All four must give the same items and
/// errors, and must request the same positions and nothing else. The arguments are those of `over_functions!`; the response type is
/// read and written by serde.
macro_rules! everywhere {
    ($position:ty, $api:expr) => {
        everywhere!($position, $api, pager => pager)
    };
    ($position:ty, $api:expr, $pager:ident => $set_up:expr) => {
        everywhere!(@item json, response, $position, $api, $pager => $set_up)
    };
    (@item $item:ident, $response:ident, $position:ty, $api:expr, $pager:ident => $set_up:expr) => {{
        let api = $api;
        let recorded = std::cell::RefCell::new(Vec::new());
        let recording = |number: usize, at: $position| {
            let result = api(number, at);
            // The second walk over the functions begins anew.
            if number == 0 {
                recorded.borrow_mut().clear();
            }
            recorded.borrow_mut().push($crate::harness::everywhere::$item(&result));
            result
        };
        let functions = over_functions!($position, recording, $pager => $set_up);
        let recorded = recorded.take();
        let response = $crate::harness::everywhere::$response::<$position, _, _>(&api);
        let blocked = {
            let server = demo_apis::Scripted::responses(recorded.clone()).unwrap();
            let $pager = $crate::harness::everywhere::blocking_pager(response, &server);
            let walked = $crate::harness::drain_blocking(&mut $set_up.items());
            $crate::harness::Walked { requests: server.log(), items: walked.items, errors: walked.errors }
        };
        let polled = $crate::harness::run(async {
            let server = demo_apis::Scripted::responses(recorded).unwrap();
            let $pager = $crate::harness::everywhere::pager(response, &server);
            let walked = $crate::harness::drain(&mut $set_up.items()).await;
            $crate::harness::Walked { requests: server.log(), items: walked.items, errors: walked.errors }
        });
        $crate::harness::everywhere::same_everywhere(functions, &blocked, polled)
    }};
}

/// As `everywhere!`, for an API that returns pages with headers.
macro_rules! everywhere_with_headers {
    ($position:ty, $api:expr) => {
        everywhere_with_headers!($position, $api, pager => pager)
    };
    ($position:ty, $api:expr, $pager:ident => $set_up:expr) => {
        everywhere!(@item json_and_headers, response_in_page, $position, $api, $pager => $set_up)
    };
}
