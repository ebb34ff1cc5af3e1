//! A scripted API, and a walk along it over both clients.

use std::fmt::Debug;
use std::ops::Range;

use demo_apis::{Answer, LoggedRequest, Scripted};
use futures_util::{Stream, StreamExt as _};
use pagination_core::reqwest::Error;
use pagination_core::transport::Provides;
use pagination_core::{Head, Paginate, Paginated, PaginatedBy};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The plainest list by cursor.
#[derive(Debug, Clone, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(page_size(param = "limit"))]
pub struct ByCursor {
    pub data: Vec<u64>,
    pub next: Option<String>,
}

/// The plainest list by link.
#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next)]
pub struct ByLink {
    pub data: Vec<u64>,
    pub next: Option<String>,
}

/// The plainest list by offset.
#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 3))]
pub struct ByOffset {
    pub data: Vec<u64>,
}

/// A page of `ByCursor` or `ByLink`; `next` is null, a text or anything else.
pub fn page(ids: Range<u64>, next: impl Into<Value>) -> Answer {
    Answer::json(&json!({ "data": list(ids), "next": next.into() }))
}

/// A page that says nothing but its records.
pub fn bare(ids: Range<u64>) -> Answer {
    Answer::json(&json!({ "data": list(ids) }))
}

pub fn list(ids: Range<u64>) -> Vec<u64> {
    ids.collect()
}

/// A number in the query, or what it is when it is not there.
pub fn number(request: &LoggedRequest, name: &str, default: u64) -> u64 {
    request.pair(name).map_or(default, |text| text.parse().unwrap())
}

/// The records from `offset` on, as many as `limit` says or a page has, of a list of `total`.
pub fn slice(request: &LoggedRequest, page: u64, total: u64) -> Range<u64> {
    let start = number(request, "offset", 0).min(total);
    start..(start + number(request, "limit", page)).min(total)
}

/// What a walk gave until it said `None` twice.
#[derive(Debug)]
pub struct Outcome<T, E> {
    pub records: Vec<T>,
    pub errors: Vec<E>,
}

impl<T, E> Outcome<T, E> {
    fn new(results: impl IntoIterator<Item = Result<T, E>>) -> Self {
        let mut outcome = Self { records: Vec::new(), errors: Vec::new() };
        for result in results {
            match result {
                Ok(record) => outcome.records.push(record),
                Err(error) => outcome.errors.push(error),
            }
        }
        outcome
    }
}

impl<T: Debug, E: Debug> Outcome<T, E> {
    /// The one error of the walk.
    #[track_caller]
    pub fn error(&self) -> &E {
        assert_eq!(self.errors.len(), 1, "{self:?}");
        &self.errors[0]
    }

    /// The records of a walk without an error.
    #[track_caller]
    pub fn sound(self) -> Vec<T> {
        assert!(self.errors.is_empty(), "{self:?}");
        self.records
    }
}

/// More than any walk of these tests gives.
const MOST: usize = 20_000;

/// Polls to the end, on through every error.
pub async fn drain<T, E>(stream: &mut (impl Stream<Item = Result<T, E>> + Unpin)) -> Outcome<T, E> {
    let results: Vec<_> = stream.by_ref().take(MOST).collect().await;
    assert!(results.len() < MOST, "the walk does not end");
    assert!(stream.next().await.is_none(), "the walk had ended");
    Outcome::new(results)
}

/// The same over an iterator.
pub fn drain_blocking<T, E>(iterator: &mut impl Iterator<Item = Result<T, E>>) -> Outcome<T, E> {
    let results: Vec<_> = iterator.by_ref().take(MOST).collect();
    assert!(results.len() < MOST, "the walk does not end");
    assert!(iterator.next().is_none(), "the walk had ended");
    Outcome::new(results)
}

/// What one walk gave, and what the server was asked.
#[derive(Debug)]
pub struct Walked<T> {
    pub outcome: Outcome<T, Error>,
    pub log: Vec<LoggedRequest>,
}

impl<T: Debug> Walked<T> {
    pub fn targets(&self) -> Vec<String> {
        targets(&self.log)
    }

    #[track_caller]
    pub fn error(&self) -> &Error {
        self.outcome.error()
    }

    /// The records of a walk without an error.
    #[track_caller]
    pub fn sound(&self) -> &[T] {
        assert!(self.outcome.errors.is_empty(), "{:?}", self.outcome);
        &self.outcome.records
    }
}

pub fn targets(log: &[LoggedRequest]) -> Vec<String> {
    log.iter().map(LoggedRequest::target).collect()
}

/// Walks `/list` over both clients. What they get and what they ask must be the same; the script is told the number of the request
/// and the request.
#[track_caller]
pub fn both<P>(script: impl Fn(usize, &LoggedRequest) -> Answer + Clone + Send + 'static) -> Walked<P::Item>
where
    P: Paginated<Item: Debug + PartialEq> + DeserializeOwned,
    Head: Provides<<P as PaginatedBy<P::Strategy>>::Head>,
{
    both_at::<P>("/list", script)
}

/// As [`both`], from this path and query.
#[track_caller]
pub fn both_at<P>(
    at: &str,
    script: impl Fn(usize, &LoggedRequest) -> Answer + Clone + Send + 'static,
) -> Walked<P::Item>
where
    P: Paginated<Item: Debug + PartialEq> + DeserializeOwned,
    Head: Provides<<P as PaginatedBy<P::Strategy>>::Head>,
{
    let server = serve(script.clone());
    let outcome = drain_blocking(&mut blocking().get(server.url_of(at)).paginate::<P>().items());
    let blocked = Walked { outcome, log: server.log() };
    let texts = |walked: &Walked<P::Item>, server: &Scripted| {
        let url = server.url();
        let port = url.rsplit(':').next().unwrap();
        let texts = walked.outcome.errors.iter().map(ToString::to_string);
        texts.map(|text| text.replace(port, "")).collect::<Vec<_>>()
    };
    let blocked_texts = texts(&blocked, &server);

    let server = serve(script);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outcome = runtime.block_on(async { drain(&mut client().get(server.url_of(at)).paginate::<P>().items()).await });
    let walked = Walked { outcome, log: server.log() };

    assert_eq!(walked.outcome.records, blocked.outcome.records, "the two clients got other records");
    assert_eq!(texts(&walked, &server), blocked_texts, "the two clients got other errors");
    assert_eq!(walked.targets(), blocked.targets(), "the two clients asked for other pages");
    walked
}

/// A server whose script is told the number of the request, from 0.
pub fn serve(script: impl Fn(usize, &LoggedRequest) -> Answer + Send + 'static) -> Scripted {
    let mut number = 0;
    Scripted::start(move |request| {
        number += 1;
        script(number - 1, request)
    })
    .unwrap()
}

pub fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

pub fn blocking() -> reqwest::blocking::Client {
    reqwest::blocking::Client::builder().no_proxy().build().unwrap()
}

/// Everything that an error says, its sources included.
pub fn told(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(inner) = source {
        text = format!("{text} {inner} {inner:?}");
        source = inner.source();
    }
    text
}
