//! Walk paginated APIs: annotate the struct that one page is decoded into, and iterate over the items of the whole list.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use pagination_core::reqwest::same_origin_redirects;
//! use pagination_core::{Paginate, Paginated};
//! use serde::Deserialize;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = "pagination.next_cursor")] // sent back as ?cursor=…
//! #[paginated(page_size(param = "limit"))]
//! struct Meetings {
//!     data: Vec<Meeting>,
//!     pagination: Pagination,
//! }
//!
//! #[derive(Deserialize)]
//! struct Pagination {
//!     next_cursor: Option<String>,
//! }
//!
//! #[derive(Deserialize)]
//! struct Meeting {
//!     title: String,
//! }
//!
//! # async fn walk(token: &str) -> Result<(), Box<dyn std::error::Error>> {
//! let http = reqwest::Client::builder()
//!     .timeout(Duration::from_secs(30))
//!     .redirect(same_origin_redirects())
//!     .build()?;
//! // The template of every request: URL, headers, filters, body.
//! let request = http.get("https://api.example/v2/meetings").bearer_auth(token);
//!
//! let mut meetings = request.paginate::<Meetings>().page_size(50).items();
//! while let Some(meeting) = meetings.try_next().await? {
//!     println!("{}", meeting.title);
//! }
//! # Ok(()) }
//! ```
//!
//! With a `reqwest::blocking::RequestBuilder`, the same walk is an `Iterator` of `Result`. A walk over a function of your own needs
//! no HTTP. The function takes the position by value:
//!
//! ```
//! # use pagination_core::Paginated;
//! # #[derive(Paginated)]
//! # #[cursor(field = next)]
//! # struct Meetings { data: Vec<u64>, next: Option<String> }
//! # struct Client;
//! # impl Client {
//! #     fn list(&self, at: Option<&str>) -> Result<Meetings, std::io::Error> {
//! #         Ok(Meetings { data: vec![1], next: at.is_none().then(|| "2".to_owned()) })
//! #     }
//! #     async fn list_meetings(&self, at: Option<&str>) -> Result<Meetings, std::io::Error> { self.list(at) }
//! # }
//! # let client = Client;
//! let meetings = pagination_core::pages(async |at: Option<String>| client.list_meetings(at.as_deref()).await).items();
//!
//! for meeting in pagination_core::pages_blocking(|at: Option<String>| client.list(at.as_deref())).items() {
//!     println!("{}", meeting?);
//! }
//! # drop(meetings);
//! # Ok::<_, pagination_core::Error<std::io::Error>>(())
//! ```
//!
//! [`pages_with`] gives every call a clone of a client, so that the walk owns what it needs. A function may also return
//! `(Vec<T>, Option<C>)` or `Vec<T>`, where the response type cannot be annotated ([`IntoPage`](transport::IntoPage)).
//!
//! - [`attributes`]: the attribute reference, with a table from what an API's documentation says to the lines to write.
//! - [`catalogue`]: more than seventy public APIs, each with its declaration to copy.
//! - [`guide`]: [annotate your API](guide::annotate), [build an SDK](guide::sdk), [choose a strategy](guide::choose), [prove a
//!   declaration](guide::prove), [resume and sync](guide::resume_and_sync), [lists in lists](guide::lists_in_lists), [types you cannot
//!   edit](guide::foreign_types), [go faster](guide::faster), [more than one machine](guide::more_machines), [beyond
//!   attributes](guide::beyond_attributes), [coming from something else](guide::coming_from).
//!
//! # What a pager does
//!
//! | call | gives |
//! |---|---|
//! | [`items()`](Pager::items) | the items: a `Stream` or an `Iterator` of `Result`, with a [`try_next()`](Items::try_next) that needs no import |
//! | [`pages()`](Pager::pages) | whole pages: the response (by `Deref`), its status, headers and URL ([`Page`]) |
//! | `for item in response`, `for item in &response` | the items of one page: the derive's `IntoIterator` |
//! | [`by::<Offset>()`](Pager::by) | another declared strategy; settings made before it stay |
//! | [`max_pages(n)`](Pager::max_pages), [`max_items(n)`](Pager::max_items) | limits, without an extra request |
//! | [`concurrent(n)`](Pager::concurrent) | n requests at a time, in order; only where `parallel` is declared |
//! | [`split(n)`](Pager::split), [`part(part)`](Pager::part) | parts of a list ([`Part`]) for several workers; only where `parallel` or `anchor` is declared |
//! | [`prefetch()`](Pager::prefetch) | requests the next page before it hands over this one |
//! | [`pages().for_each(…)`](Pages::for_each) | uses a page while the requests go on |
//! | [`checkpoint()`](Items::checkpoint), [`resume(checkpoint)`](Pager::resume) | how far the walk has come, as a serde value ([`Checkpoint`]) |
//! | [`drain()`](Pager::drain) | for jobs that delete what they read: the offset stays |
//! | [`rev()`](Pager::rev) | backwards from a checkpoint; only where `prev` is declared |
//! | [`since(token)`](Pager::since), [`sync_token()`](Items::sync_token) | incremental sync ([`SyncToken`]) |
//! | [`restart_on_expiry()`](Pager::restart_on_expiry) | starts again where the position has expired, and reports it |
//! | [`total()`](Items::total) | what the API said; `size_hint` counts only what is buffered |
//! | [`first_page(page)`](Pager::first_page) | starts with a page that you already have |
//! | [`stop_at(f)`](Pager::stop_at), [`pinned(n)`](Pager::pinned) | ends the walk cleanly before an item |
//! | [`fan_out(n, f)`](Items::fan_out), [`fan_out_unordered(n, f)`](Items::fan_out_unordered) | the children of every item, n at a time ([`FanOut`]) |
//! | [`with_checkpoints()`](Items::with_checkpoints), [`Page::checkpoint`] | where to resume after an item, after a page |
//! | [`boxed_as::<E>()`](Items::boxed_as), [`map_err(f)`](Items::map_err) | your own errors; one boxed type for any walk ([`BoxItems`], [`BoxPages`]) |
//!
//! How requests are made. Over an asynchronous function, what waits needs the timer of the feature `tokio`:
//!
//! | call | does |
//! |---|---|
//! | [`page_size(n)`](Pager::page_size) | requests n items a page; a size above the declared `max` is an error |
//! | [`timeout(limit)`](Pager::timeout) | gives up a request that takes longer |
//! | [`retry(policy)`][crate::Pager::retry], [`retry_if(f)`][crate::Pager::retry_if] | repeats a request after transient errors ([`Retry`]) |
//! | `rate_limit(limit)` | keeps below a limit of requests: your own, or what the API says is left ([`RateLimit`]) |
//!
//! Over HTTP also:
//!
//! | call | does |
//! |---|---|
//! | [`each_request(f)`][crate::Pager::each_request] | changes every request before it is sent |
//! | `on_status(401, hook)` | runs a function after this status, and requests the same page again |
//! | [`allow_origin(url)`][crate::Pager::allow_origin] | names another origin that links may lead to |
//! | [`max_body(bytes)`][crate::Pager::max_body] | refuses larger responses; 64 MiB unless set |
//! | [`codec::<C>()`][crate::Pager::codec] | reads bodies with another decoder ([`Codec`]) |
//!
//! # Errors
//!
//! [`Error`] is what went wrong; `E` in `Error<E>` is the transport's own error.
//!
//! | error | when | transient |
//! |---|---|---|
//! | [`Transport`](Error::Transport) | no response came, or the function failed | yes |
//! | [`Client`](Error::Client) | the transport failed for good: the request cannot be built, or a redirect went wrong | no |
//! | [`Timeout`](Error::Timeout) | the page did not arrive within [`timeout`](Pager::timeout) | yes |
//! | [`Status`](Error::Status) | the status is not a success; headers and body are kept | 408, 425, 429, 5xx |
//! | [`Expired`](Error::Expired) | a status that is declared as `expired(…)` | no |
//! | [`Restarted`](Error::Restarted) | the walk has started again (`restart_on_expiry`) | yes |
//! | [`Decode`](Error::Decode) | the body is not what the type expects: URL, path inside the body, type and length of what was found | no |
//! | [`BodyTooLarge`](Error::BodyTooLarge) | the body is above `max_body` | no |
//! | [`Check`](Error::Check) | the `check` function refused the page | where its error is [`Transient`](error::Transient) |
//! | [`Loop`](Error::Loop) | a position came back, or the server ignores the parameter | no |
//! | [`ForeignOrigin`](Error::ForeignOrigin) | a link, redirect or stored URL leads to another origin. No link is followed there; a redirect is, before it is refused, unless the client is built with [`same_origin_redirects`][crate::reqwest::same_origin_redirects] | no |
//! | [`CapReached`](Error::CapReached) | `max_window` was reached, and items may remain | no |
//! | [`Drifted`](Error::Drifted) | the list has changed in a way that the walk cannot follow | no |
//! | [`Incomplete`](Error::Incomplete) | the list ended before its total, or its first page is full and has no position | no |
//! | [`PageSize`](Error::PageSize) | a page size above `max`, zero or negative | no |
//! | [`MissingPosition`](Error::MissingPosition) | the API says that more follows, but not where | no |
//! | [`Request`](Error::Request) | the request cannot be made as declared | no |
//! | [`Checkpoint`](Error::Checkpoint) | the checkpoint belongs to another response type, strategy, path or name, or counts more items than its list has | no |
//!
//! After a transient error, the next call requests the same page: nothing is skipped or comes twice. Sixteen in a row end the walk.
//! Any other error is reported once, after the items before it, and then the walk is over (`None`).
//! [`checkpoint().is_over()`](Checkpoint::is_over) says whether the list was read to its end. Messages and `Debug` show no query,
//! token or credential.
//!
//! # Features
//!
//! No feature is on by default. Without features, the crate walks over functions, and you write the impls.
//!
//! | feature | adds |
//! |---|---|
//! | `derive` | `#[derive(Paginated)]` |
//! | `reqwest` | [`Paginate`] for `reqwest::RequestBuilder`; choose TLS with reqwest's own features |
//! | `blocking` | the same for `reqwest::blocking` |
//! | `reqwest-middleware` | the same for `reqwest_middleware` |
//! | `tower` | walks over any service of HTTP requests: [`tower`] |
//! | `http` | what HTTP transports share: [`over_http`], [`Codec`], [`Retry`]; enabled by every HTTP feature |
//! | `tokio` | a timer for asynchronous functions ([`pages`]), which `reqwest` and `tower` bring too; [`Retry`] |
//! | `rate-limit` | `rate_limit` and [`RateLimit`] |
//! | `testing` | recorded responses in place of a client: [`testing`] |
//! | `tracing` | a span `page` for every page (target `pagination`, level `DEBUG`): `response`, `strategy`, `number`, `url` without its query, `status`, `items`, `retries` |
//!
// Where a feature is off, links to what it adds lead to the table of features.
#![cfg_attr(not(feature = "http"), doc = include_str!("links/http.md"))]
#![cfg_attr(not(feature = "reqwest"), doc = include_str!("links/reqwest.md"))]
#![cfg_attr(not(feature = "tower"), doc = include_str!("links/tower.md"))]
#![cfg_attr(not(feature = "testing"), doc = include_str!("links/testing.md"))]
#![cfg_attr(not(feature = "rate-limit"), doc = include_str!("links/rate_limit.md"))]
#![cfg_attr(not(all(feature = "derive", feature = "blocking")), doc = include_str!("links/catalogue.md"))]
#![forbid(unsafe_code)]
#![warn(unreachable_pub)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod checkpoint;
#[cfg(feature = "http")]
mod codec;
mod driver;
mod from_position;
mod link_header;
mod lists;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::string_slice, reason = "a test may panic")]
mod module_graph;
mod outside_text;
mod page;
mod page_info;
mod page_items;
mod page_keys;
mod page_request;
mod pager;
mod paginated;
mod position;
mod quota;
#[cfg(feature = "rate-limit")]
mod rate_limit;
mod redact;
#[cfg(any(feature = "http", feature = "tokio"))]
mod retry;
#[cfg(any(feature = "http", feature = "tokio"))]
mod retry_after;
mod stable_hash;
mod strategy;
mod trace;
mod walk;

#[cfg(any(doc, doctest))]
pub mod attributes;
pub mod error;
#[cfg(any(doc, doctest))]
pub mod guide;
#[cfg(feature = "http")]
pub mod over_http;
#[cfg(feature = "reqwest")]
pub mod reqwest;
pub mod spec;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "tower")]
pub mod tower;
pub mod transport;

#[cfg(all(any(doc, doctest), feature = "derive", feature = "blocking"))]
#[doc = include_str!("catalogue.md")]
#[allow(clippy::doc_markdown, reason = "the names of APIs")]
pub mod catalogue {}

#[doc(hidden)]
#[path = "private/mod.rs"]
#[allow(missing_docs, clippy::pedantic)]
pub mod __private;

pub use checkpoint::{Checkpoint, Part};
#[cfg(feature = "http")]
pub use codec::Codec;
pub use error::{BoxError, Error};
pub use from_position::FromPosition;
pub use page::{Head, Page};
pub use page_info::PageInfo;
pub use page_items::PageItems;
pub use page_keys::PageKeys;
pub use page_request::PageRequest;
pub use pager::{
    BoxItems, BoxPages, FanOut, Items, MapErr, Pager, PagerBy, PagerOf, Pages, Paginate, View, WithCheckpoints, pages,
    pages_blocking, pages_blocking_with, pages_with,
};
pub use paginated::{AnchoredBy, Keyed, Paginated, PaginatedBy, ParallelBy, ReversibleBy, SplitBy, Synced};
pub use position::{Position, SyncToken, Unsendable};
pub use quota::Quota;
#[cfg(feature = "rate-limit")]
pub use rate_limit::RateLimit;
#[cfg(any(feature = "http", feature = "tokio"))]
pub use retry::Retry;
pub use strategy::{Counted, Cursor, NextLink, Offset, PageNumber, Strategy};
pub use transport::{Async, Blocking};

#[cfg(feature = "blocking")]
pub use self::reqwest::blocking;

#[cfg(feature = "derive")]
pub use pagination_derive::Paginated;

// The name by which the expansion of the derive, also in this crate's own documentation, finds this crate.
extern crate self as pagination_core;
