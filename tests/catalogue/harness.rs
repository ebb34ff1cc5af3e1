//! Replays the pages of an API, and compares the requests with those that it expects.

use std::pin::{Pin, pin};

use demo_apis::{LoggedRequest, MockResponse, Scripted};
use pagination_core::reqwest::{Pager, blocking};
use pagination_core::testing::explain_by;
use pagination_core::transport::Provides;
use pagination_core::{BoxError, Codec, Head, Paginate, Paginated, PaginatedBy, Strategy, Synced};
use reqwest::Url;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::samples::{self, Ask, Sample};

/// Every request must carry it.
const TOKEN: &str = "s3cr3t";

/// A server that sends the pages of an API in order, and then fails.
pub(crate) struct Replay {
    sample: &'static Sample,
    server: Scripted,
}

impl Replay {
    pub(crate) fn of_module(path: &str) -> Self {
        Self::start(samples::of_module(path), 0)
    }

    /// Begins with the page of this number.
    fn start(sample: &'static Sample, first: usize) -> Self {
        let mut number = first;
        let server = Scripted::start(move |request| {
            let answer = sample.answer(number, &request.origin());
            number += 1;
            answer.unwrap_or_else(|| MockResponse::text("no response is left").status(599))
        });
        Self { sample, server: server.unwrap() }
    }

    pub(crate) fn url(&self) -> String {
        self.server.url_of(&self.sample.template().url)
    }

    /// The caller's request.
    pub(crate) fn request(&self) -> reqwest::RequestBuilder {
        let ask = self.sample.template();
        let mut request = reqwest::Client::new().request(ask.method.parse().unwrap(), self.url()).bearer_auth(TOKEN);
        for (name, value) in &ask.headers {
            request = request.header(name, value);
        }
        if let Some(body) = &ask.body { request.json(body) } else { request }
    }

    /// As [`request`](Self::request), for the blocking client.
    pub(crate) fn blocking_request(&self) -> reqwest::blocking::RequestBuilder {
        let ask = self.sample.template();
        let client = reqwest::blocking::Client::new();
        let mut request = client.request(ask.method.parse().unwrap(), self.url()).bearer_auth(TOKEN);
        for (name, value) in &ask.headers {
            request = request.header(name, value);
        }
        if let Some(body) = &ask.body { request.json(body) } else { request }
    }

    /// The keys of the items of each page.
    pub(crate) fn items(&self) -> &'static [Vec<Value>] {
        &self.sample.items
    }

    pub(crate) fn sync_token(&self) -> String {
        self.sample.sync_token(&self.server.url()).unwrap()
    }

    /// Compares every request with the sample.
    pub(crate) fn assert_asked(&self) {
        let Sample { api, first, second, .. } = self.sample;
        let log = self.server.log();
        assert_eq!(log.len(), self.sample.requests(), "{api}: the number of requests");
        assert_request(api, &log[0], first);
        for name in second.headers.keys().filter(|name| !first.headers.contains_key(*name)) {
            assert_eq!(log[0].header(name), None, "{api}: `{name}` of the first request");
        }
        assert_request(api, &log[1], second);
    }
}

fn assert_request(api: &str, request: &LoggedRequest, expected: &Ask) {
    assert_eq!(request.method.as_str(), expected.method, "{api}: the method");
    assert_eq!(parts(&request.target()), parts(&expected.url), "{api}: the path, and the query's pairs");
    for (name, value) in &expected.headers {
        assert_eq!(request.header(name), Some(value.as_str()), "{api}: the header `{name}`");
    }
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()), "{api}: the credentials");
    assert_eq!(request.json(), expected.body, "{api}: the body");
    assert!(expected.body.is_some() || request.body.is_empty(), "{api}: a body where none belongs");
}

/// The path and the decoded pairs of the query. Their order means nothing to any of these APIs.
fn parts(target: &str) -> (String, Vec<(String, String)>) {
    let url = Url::parse("http://localhost").unwrap().join(target).unwrap();
    let mut pairs: Vec<_> = url.query_pairs().into_owned().filter(|(name, _)| !name.is_empty()).collect();
    pairs.sort();
    (url.path().to_owned(), pairs)
}

pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    // Behind a pointer, since the runtime is compiled anew for every type of future.
    fn run(future: Pin<&mut dyn Future<Output = ()>>) {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future);
    }
    let mut result = None;
    run(pin!(async { result = Some(future.await) }));
    result.unwrap()
}

/// Walks both pages: by page with the async client, by item with the blocking one.
pub(crate) fn walk<P, S>(module: &str, key: fn(P::Item) -> Value)
where
    P: Paginated + PaginatedBy<S> + DeserializeOwned,
    S: Strategy,
    Head: Provides<<P as PaginatedBy<S>>::Head>,
{
    let pager = |request: reqwest::RequestBuilder| request.paginate::<P>().by::<S>();
    let blocking_pager = |request: reqwest::blocking::RequestBuilder| request.paginate::<P>().by::<S>();
    walk_pagers(module, key, pager, blocking_pager);
}

/// As [`walk`], for pages of XML.
pub(crate) fn walk_xml<P>(module: &str, key: fn(P::Item) -> Value)
where
    P: Paginated + DeserializeOwned,
    Head: Provides<<P as PaginatedBy<P::Strategy>>::Head>,
{
    let pager = |request: reqwest::RequestBuilder| request.paginate::<P>().codec::<Xml>();
    let blocking_pager = |request: reqwest::blocking::RequestBuilder| request.paginate::<P>().codec::<Xml>();
    walk_pagers(module, key, pager, blocking_pager);
}

enum Xml {}

impl Codec for Xml {
    fn decode<P: DeserializeOwned>(body: &[u8]) -> Result<P, BoxError> {
        Ok(quick_xml::de::from_reader(body)?)
    }
}

fn walk_pagers<P, S>(
    module: &str,
    key: fn(P::Item) -> Value,
    pager: impl Fn(reqwest::RequestBuilder) -> Pager<P, S>,
    blocking_pager: impl Fn(reqwest::blocking::RequestBuilder) -> blocking::Pager<P, S>,
) where
    P: Paginated + PaginatedBy<S> + DeserializeOwned,
    S: Strategy,
    Head: Provides<<P as PaginatedBy<S>>::Head>,
{
    assert_explained::<P, S>(samples::of_module(module));
    let replay = Replay::of_module(module);
    let found = block_on(async {
        let mut pages = pager(replay.request()).pages();
        let mut found = Vec::new();
        while let Some(page) = pages.try_next().await.unwrap() {
            found.push(page.into_iter().map(key).collect::<Vec<_>>());
        }
        found
    });
    assert_eq!(found, replay.items());
    replay.assert_asked();

    let replay = Replay::of_module(module);
    let items = blocking_pager(replay.blocking_request()).items();
    let found: Vec<Value> = items.map(|item| key(item.unwrap())).collect();
    assert_eq!(found, replay.items().concat());
    replay.assert_asked();
}

/// The declaration in words names what changes between the first request and the second.
fn assert_explained<P, S>(sample: &Sample)
where
    P: Paginated + PaginatedBy<S>,
    S: Strategy,
{
    let text = explain_by::<P, S>().to_string();
    let Sample { api, first, second, .. } = sample;
    assert!(text.contains("After each response, the first of these that applies decides:"), "{api}:\n{text}");
    assert!(text.ends_with(".\n"), "{api}:\n{text}");
    let before = parts(&first.url).1;
    let pairs = parts(&second.url).1.into_iter().filter(|pair| !before.contains(pair)).map(|(name, _)| name);
    let headers = second.headers.iter().filter(|(name, value)| first.headers.get(*name) != Some(value));
    let changed: Vec<String> = pairs.chain(headers.map(|(name, _)| name.clone())).collect();
    let elsewhere =
        [" by next link\n", "for each of its entries", "in the path of the URL", "in the JSON body", "merged into"];
    let is_named = changed.iter().any(|name| text.to_lowercase().contains(&format!("`{}`", name.to_lowercase())));
    assert!(is_named || elsewhere.iter().any(|words| text.contains(words)), "{api}: {changed:?} is not in\n{text}");
}

/// The token for the next sync is that of the final page, and there is none before it.
pub(crate) fn sync_token<P, S>(module: &str)
where
    P: Synced + PaginatedBy<S> + DeserializeOwned,
    S: Strategy,
    Head: Provides<<P as PaginatedBy<S>>::Head>,
{
    let replay = Replay::of_module(module);
    let mut pages = replay.blocking_request().paginate::<P>().by::<S>().pages();
    assert!(pages.next().unwrap().is_ok());
    assert_eq!(pages.sync_token(), None);
    assert!(pages.by_ref().all(|page| page.is_ok()));
    assert_eq!(pages.sync_token().and_then(|token| token.as_str()), Some(replay.sync_token().as_str()));
}

/// A later walk from that token requests the changes only.
pub(crate) fn since<P, S>(module: &str)
where
    P: Synced + PaginatedBy<S> + DeserializeOwned,
    S: Strategy,
    Head: Provides<<P as PaginatedBy<S>>::Head>,
{
    let sample = samples::of_module(module);
    let replay = Replay::start(sample, sample.last_page());
    let pages = replay.blocking_request().paginate::<P>().by::<S>().since(replay.sync_token()).pages();
    assert!(pages.take(1).all(|page| page.is_ok()));
    assert_request(&sample.api, &replay.server.log()[0], sample.since.as_ref().unwrap());
}
