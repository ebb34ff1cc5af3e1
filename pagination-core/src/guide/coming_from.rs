//! Coming from page-turner, azure_core or a loop: the same things by other names.
//!
//! # A loop
//!
//! ```text
//! let mut cursor = None;
//! loop {
//!     let page: Meetings = http.get(url).query(&[("cursor", &cursor)]).send().await?.json().await?;
//!     for meeting in page.data { … }
//!     cursor = page.next_cursor;
//!     if cursor.is_none() { break; }
//! }
//! ```
//!
//! becomes an attribute on `Meetings` and a walk. The request is built as before, without its pagination:
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! use pagination_core::Paginate;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_cursor)]
//! struct Meetings { data: Vec<Event>, next_cursor: Option<String> }
//!
//! # async fn walk(http: reqwest::Client, url: &str) -> Result<(), Box<dyn std::error::Error>> {
//! let mut meetings = http.get(url).paginate::<Meetings>().items();
//! while let Some(meeting) = meetings.try_next().await? { /* … */ }
//! # Ok(()) }
//! ```
//!
//! What the loop did not do and the walk does: an empty cursor is an end, a cursor that comes back an error; a failed page is
//! asked for again by the next call, and not lost; a link to another host gets no credentials; statuses are checked, and
//! bodies that cannot be read name the place; the walk can be stopped and resumed.
//!
//! A loop over a client of your own, which returns pages and takes a cursor, keeps that client:
//! [`pages(async |at: Option<String>| client.list(at).await)`](crate::pages).
//!
//! # page-turner
//!
//! | page-turner | here |
//! |---|---|
//! | `impl PageTurner<Request> for Client` | an attribute on the response; [`pages(function)`](crate::pages) for a client of your own |
//! | `TurnedPage::next(items, request)`, `TurnedPage::last(items)` | the struct itself, and its attributes |
//! | `client.pages(request)` | [`.pages()`](crate::Pager::pages): pages, with status and headers |
//! | `client.pages(request).items()` | [`.items()`](crate::Pager::items) |
//! | `pages_ahead(n, limit, request)`, `RequestAhead` | `parallel` in the attribute, [`.concurrent(n)`](crate::Pager::concurrent), [`.max_pages(n)`](crate::Pager::max_pages) |
//! | `pages_ahead_unordered` | none: pages come in order |
//! | `mt`, `local`, `mutable`, `dynamic` | one pager; it is `Send` where its transport is |
//!
//! A `PageTurner` client moves step by step: call its request method from the function.
//!
//! # azure_core
//!
//! | azure_core | here |
//! |---|---|
//! | `Pager<P>`, a stream of items | [`.items()`](crate::Pager::items) |
//! | `.into_pages()` | [`.pages()`](crate::Pager::pages) |
//! | a callback that gives `PagerResult::More { response, continuation }` or `Done` | an attribute, or [`pages(function)`](crate::pages) |
//! | `impl Page for Response` | `#[derive(Paginated)]` |
//! | a continuation token, kept by the caller | [`.checkpoint()`](crate::Items::checkpoint) and [`.resume(…)`](crate::Pager::resume), in mid-page too |
//! | an error ends the pager | an error that can pass leaves it in place |
//!
//! # Names
//!
//! | elsewhere | here |
//! |---|---|
//! | continuation, page token, next token, marker, `after` | cursor |
//! | `skip`, `start`, `startAt` | offset |
//! | `limit`, `count`, `per_page`, `top` | page size |
//! | delta token, change token | sync token |
//! | scroll, iterator id | a cursor with [`session`](crate::attributes::options#session) |
