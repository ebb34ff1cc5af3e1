//! Walks over `reqwest` and `reqwest::blocking`.

use std::fmt::Debug;
use std::ops::Range;
use std::pin::{Pin, pin};

use demo_apis::{LoggedRequest, MockResponse, Scripted};
use futures_util::{Stream, StreamExt as _};
use pagination_core::reqwest::Error;
use pagination_core::transport::Provides;
use pagination_core::{Head, Paginate as _, Paginated, PaginatedBy};
use serde::de::DeserializeOwned;

use super::Walked;

/// More results than any walk of these tests gives.
const MOST: usize = 20_000;

pub fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

pub fn blocking() -> reqwest::blocking::Client {
    reqwest::blocking::Client::builder().no_proxy().build().unwrap()
}

/// Runs a future on a runtime of its own.
pub fn run<T>(walk: impl Future<Output = T>) -> T {
    // Behind a pointer, since the runtime is compiled anew for every type of future.
    fn block_on(future: Pin<&mut dyn Future<Output = ()>>) {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future);
    }
    let mut result = None;
    block_on(pin!(async { result = Some(walk.await) }));
    result.unwrap()
}

/// Polls to the end, past every error.
pub async fn drain<T, E>(stream: &mut (impl Stream<Item = Result<T, E>> + Unpin)) -> Walked<T, E> {
    let results: Vec<_> = stream.by_ref().take(MOST).collect().await;
    assert!(results.len() < MOST, "the walk does not end");
    assert!(stream.next().await.is_none(), "the walk had ended");
    Walked::new(results, Vec::new())
}

/// As [`drain`], over an iterator.
pub fn drain_blocking<T, E>(iterator: &mut impl Iterator<Item = Result<T, E>>) -> Walked<T, E> {
    let results: Vec<_> = iterator.by_ref().take(MOST).collect();
    assert!(results.len() < MOST, "the walk does not end");
    assert!(iterator.next().is_none(), "the walk had ended");
    Walked::new(results, Vec::new())
}

/// A server whose script takes the number of the request, from 0, and the request.
pub fn serve(script: impl Fn(usize, &LoggedRequest) -> MockResponse + Send + 'static) -> Scripted {
    let mut number = 0;
    Scripted::start(move |request| {
        number += 1;
        script(number - 1, request)
    })
    .unwrap()
}

/// Walks the items of `/list` over both clients. They must give the same items and errors with the same requests.
#[track_caller]
pub fn over_http<P>(
    script: impl Fn(usize, &LoggedRequest) -> MockResponse + Clone + Send + 'static,
) -> Walked<P::Item, Error, LoggedRequest>
where
    P: Paginated<Item: Debug + PartialEq> + DeserializeOwned,
    Head: Provides<<P as PaginatedBy<P::Strategy>>::Head>,
{
    over_http_at::<P>("/list", script)
}

/// As [`over_http`], from this path and query.
#[track_caller]
pub fn over_http_at<P>(
    at: &str,
    script: impl Fn(usize, &LoggedRequest) -> MockResponse + Clone + Send + 'static,
) -> Walked<P::Item, Error, LoggedRequest>
where
    P: Paginated<Item: Debug + PartialEq> + DeserializeOwned,
    Head: Provides<<P as PaginatedBy<P::Strategy>>::Head>,
{
    let server = serve(script.clone());
    let walked = drain_blocking(&mut blocking().get(server.url_of(at)).paginate::<P>().items());
    let blocked = Walked { items: walked.items, errors: walked.errors, requests: server.log() };
    let server = serve(script);
    let walked = run(async { drain(&mut client().get(server.url_of(at)).paginate::<P>().items()).await });
    let polled = Walked { items: walked.items, errors: walked.errors, requests: server.log() };
    same_over_http(polled, &blocked)
}

/// Panics unless both clients gave the same items and errors with the same requests.
#[track_caller]
pub fn same_over_http<T: Debug + PartialEq>(
    polled: Walked<T, Error, LoggedRequest>,
    blocked: &Walked<T, Error, LoggedRequest>,
) -> Walked<T, Error, LoggedRequest> {
    assert_eq!(polled.items, blocked.items, "the two clients gave different items");
    assert_eq!(shown(&polled), shown(blocked), "the two clients gave different errors");
    assert_eq!(sent(&polled), sent(blocked), "the two clients sent different requests");
    polled
}

/// The errors, without the port of the server. An error of the client itself says what that client says.
fn shown<T>(walked: &Walked<T, Error, LoggedRequest>) -> Vec<String> {
    let port =
        walked.requests.first().map(|request| request.origin().rsplit(':').next().unwrap_or_default().to_owned());
    let texts = walked.errors.iter().map(|error| match error {
        Error::Transport(_) => "an error of the client".to_owned(),
        error => error.to_string(),
    });
    texts.map(|text| port.as_ref().map_or(text.clone(), |port| text.replace(port, ""))).collect()
}

/// What is compared of the requests.
fn sent<T>(walked: &Walked<T, Error, LoggedRequest>) -> Vec<(String, String, &[u8])> {
    let requests = walked.requests.iter();
    requests.map(|request| (request.method.to_string(), request.target(), &request.body[..])).collect()
}

/// The path and query of each request, as they were sent.
pub fn targets(log: &[LoggedRequest]) -> Vec<String> {
    log.iter().map(LoggedRequest::target).collect()
}

/// A number in the query, or the default.
pub fn number_in(request: &LoggedRequest, name: &str, default: u64) -> u64 {
    request.pair(name).map_or(default, |text| text.parse().unwrap())
}

/// The items that a request by `offset` and `limit` gets from a list of `total`; `page` is the server's default size.
pub fn slice(request: &LoggedRequest, page: u64, total: u64) -> Range<u64> {
    let start = number_in(request, "offset", 0).min(total);
    start..(start + number_in(request, "limit", page)).min(total)
}
