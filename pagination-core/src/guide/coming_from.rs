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
//! becomes an attribute on `Meetings` and a walk. Build the request as before, without its pagination:
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::Paginate;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_cursor)]
//! struct Meetings { data: Vec<Event>, next_cursor: Option<String> }
//!
//! async fn walk(http: reqwest::Client, url: &str) -> Result<(), Box<dyn std::error::Error>> {
//!     let mut meetings = http.get(url).paginate::<Meetings>().items();
//!     while let Some(meeting) = meetings.try_next().await? { /* … */ }
//!     Ok(())
//! }
//! ```
//!
//! The walk does what the loop did not:
//!
//! - An empty cursor is the end, and a cursor that comes back is an error.
//! - A failed page is not lost: the next call requests it again.
//! - A link to another host gets no credentials.
//! - Statuses are checked, and the error for an unreadable body names the place in it.
//! - The walk can be stopped and resumed.
//!
//! If your loop calls a client of your own that takes a cursor and returns a page, keep that client:
//! [`pages(async |at: Option<String>| client.list(at).await)`](crate::pages).
//!
//! # page-turner
//!
//! | page-turner | here |
//! |---|---|
//! | `impl PageTurner<Request> for Client` | an attribute on the response; [`pages(function)`](crate::pages) for a client of your own |
//! | `TurnedPage::next(items, request)`, `TurnedPage::last(items)` | the struct itself, and its attributes |
//! | `client.pages(request)` | [`.pages()`](crate::Pager::pages): pages with status and headers |
//! | `client.pages(request).items()` | [`.items()`](crate::Pager::items) |
//! | `pages_ahead(n, limit, request)`, `RequestAhead` | `parallel` in the attribute, [`.concurrent(n)`](crate::Pager::concurrent), [`.max_pages(n)`](crate::Pager::max_pages) |
//! | `pages_ahead_unordered` | none: pages come in order |
//! | `mt`, `local`, `mutable`, `dynamic` | one pager, which is `Send` if its transport is |
//!
//! You can move a `PageTurner` client step by step: call its request method from the function.
//!
//! # azure_core
//!
//! | azure_core | here |
//! |---|---|
//! | `Pager<P>`, a stream of items | [`.items()`](crate::Pager::items) |
//! | `.into_pages()` | [`.pages()`](crate::Pager::pages) |
//! | a callback that returns `PagerResult::More { response, continuation }` or `Done` | an attribute, or [`pages(function)`](crate::pages) |
//! | `impl Page for Response` | `#[derive(Paginated)]` |
//! | a continuation token that the caller stores | [`.checkpoint()`](crate::Items::checkpoint) and [`.resume(…)`](crate::Pager::resume), even in the middle of a page |
//! | an error ends the pager | after a transient error, the walk goes on with the same page |
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
