//! An API of numbers, the types that read it, and a client of `hyper`.

use bytes::Bytes;
use demo_apis::{LoggedRequest, MockResponse, Scripted};
use futures_util::{Stream, TryStreamExt as _};
use http::Request;
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use pagination_core::Paginated;
use serde::Deserialize;
use serde_json::json;

/// By cursor.
#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(page_size(param = "limit", max = 100))]
pub struct Numbers {
    pub data: Vec<u64>,
    pub next: Option<String>,
}

/// By offset in the body of a POST.
#[derive(Debug, Deserialize, Paginated)]
#[offset(body = "/offset", parallel, stop(short_page))]
#[paginated(page_size(body = "/limit", default = 3))]
pub struct Found {
    pub data: Vec<u64>,
}

/// By link.
#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next)]
pub struct Linked {
    pub data: Vec<u64>,
    pub next: Option<String>,
}

pub type Hyper = Client<HttpConnector, Full<Bytes>>;

pub fn hyper() -> Hyper {
    Client::builder(TokioExecutor::new()).build_http()
}

pub fn get(url: impl AsRef<str>) -> Request<&'static str> {
    Request::get(url.as_ref()).body("").unwrap()
}

/// Page `n` of `Numbers` has the items `2n` and `2n + 1`; there are so many pages.
pub fn numbers(request: &LoggedRequest, pages: u64) -> MockResponse {
    let at: u64 = request.pair("cursor").map_or(0, |cursor| cursor.parse().unwrap());
    let next = (at + 1 < pages).then(|| (at + 1).to_string());
    MockResponse::json(&json!({ "data": [2 * at, 2 * at + 1], "next": next }))
}

pub fn serve(script: impl FnMut(&LoggedRequest) -> MockResponse + Send + 'static) -> Scripted {
    Scripted::start(script).unwrap()
}

/// A server of numbers in so many pages.
pub fn server(pages: u64) -> Scripted {
    serve(move |request| numbers(request, pages))
}

pub async fn all<T, E: std::fmt::Debug>(items: impl Stream<Item = Result<T, E>>) -> Vec<T> {
    items.try_collect().await.unwrap()
}
