//! The simplest list of each strategy, and its responses.

use std::convert::Infallible;
use std::ops::Range;

use demo_apis::{LoggedRequest, MockResponse};
use pagination_core::Paginated;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The simplest list by cursor.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(page_size(param = "limit"))]
pub struct ByCursor {
    pub data: Vec<u64>,
    pub next: Option<String>,
}

/// The simplest list by link, both ways.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
#[next_link(field = next, prev(field = previous))]
pub struct ByLink {
    pub data: Vec<u64>,
    pub next: Option<String>,
    pub previous: Option<String>,
}

/// The simplest list by offset, three items a page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
#[offset(parallel, stop(short_page))]
#[paginated(page_size(param = "limit", default = 3))]
pub struct ByOffset {
    pub data: Vec<u64>,
}

/// The simplest list by page number.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Paginated)]
#[page(stop(empty_page))]
pub struct ByPage {
    pub data: Vec<u64>,
}

/// The result of an API that never fails.
pub type Sound<R> = Result<R, Infallible>;

pub fn by_cursor(data: impl IntoIterator<Item = u64>, next: Option<&str>) -> Sound<ByCursor> {
    Ok(ByCursor { data: data.into_iter().collect(), next: next.map(str::to_owned) })
}

/// Three pages: 0 to 2, 3 to 5, and 6.
pub fn three_pages(at: Option<&str>) -> Sound<ByCursor> {
    match at {
        None => by_cursor(0..3, Some("b")),
        Some("b") => by_cursor(3..6, Some("c")),
        _ => by_cursor(6..7, None),
    }
}

/// Twelve items on three pages by cursor: 0 to 4, 5 to 9, 10 and 11.
pub fn twelve(request: &LoggedRequest) -> MockResponse {
    match request.pair("cursor") {
        None => page(0..5, "b"),
        Some("b") => page(5..10, "c"),
        _ => page(10..12, Value::Null),
    }
}

/// A response of `ByCursor` or `ByLink`; `next` is null, text or anything else.
pub fn page(ids: Range<u64>, next: impl Into<Value>) -> MockResponse {
    MockResponse::json(&json!({ "data": list(ids), "next": next.into() }))
}

/// A response with items and nothing else.
pub fn bare(ids: Range<u64>) -> MockResponse {
    MockResponse::json(&json!({ "data": list(ids) }))
}

pub fn list(ids: Range<u64>) -> Vec<u64> {
    ids.collect()
}

/// At most `size` items from `at`, of a list of `count`.
pub fn numbers(at: u64, size: u64, count: u64) -> Vec<u64> {
    let at = at.min(count);
    (at..at.saturating_add(size).min(count)).collect()
}

/// No position, then these.
pub fn some(texts: &[&str]) -> Vec<Option<String>> {
    std::iter::once(None).chain(texts.iter().map(|text| Some((*text).to_owned()))).collect()
}
