//! When attributes are not enough: from the smallest step to the largest.
//!
//! # A value is there, but in another form
//!
//! serde first: `deserialize_with` on the field makes a `bool` of `"Y"`, an `Option<String>` of a list of one.
//!
//! # The next position has to be computed
//!
//! [`with = function`](crate::attributes::sources#with) sees the whole page, its headers, and what was asked.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! use pagination_core::Page;
//!
//! /// The API says where this page began and how many there are, and wants the start of the next.
//! #[derive(Deserialize, Paginated)]
//! #[cursor(with = next_start, param = "start")]
//! struct Results { results: Vec<Event>, start: u64, total: u64 }
//!
//! fn next_start(page: &Page<Results>) -> Option<u64> {
//!     let next = page.start + page.results.len() as u64;
//!     (next < page.total && !page.results.is_empty()).then_some(next)
//! }
//! ```
//!
//! # Several values make a position
//!
//! A position is any type that serde can write. Return a struct or a map and [`merge`](crate::attributes::targets#merge) it
//! into the query or the body.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! use pagination_core::Page;
//! use serde::Serialize;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(with = after, merge, stop(short_page))]
//! #[paginated(page_size(param = "count", default = 100))]
//! struct Statuses(Vec<Event>);
//!
//! #[derive(Serialize)]
//! struct After { since_id: u64, page: u64 }
//!
//! fn after(page: &Page<Statuses>) -> Option<After> {
//!     Some(After { since_id: page.0.last()?.id, page: page.request().index() + 2 })
//! }
//! ```
//!
//! # The records are in several places
//!
//! [`items(with = …, count = …)`](crate::attributes::response#items-by-a-function).
//!
//! # The body is not JSON
//!
//! [`codec`][crate::Pager::codec] with a [`Codec`][crate::Codec] of your own: XML, MessagePack, a faster JSON decoder.
//!
//! # The request is made in a way of its own
//!
//! A function of the position: it may sign, call an SDK, read from a database, or write SQL. It gets the position as the type
//! that it asks for, and returns the response type, or a [`Page`](crate::Page) with a head where the strategy reads headers.
//!
//! ```
//! use http::{HeaderMap, StatusCode};
//! use pagination_core::{Head, Page, Paginated};
//!
//! #[derive(Paginated)]
//! #[cursor(header = "x-next", stop(absent))]
//! struct Rows(Vec<u64>);
//!
//! fn fetch(at: Option<String>) -> Result<Page<Rows>, std::io::Error> {
//!     let (rows, next) = match at.as_deref() {
//!         None => (vec![1, 2], Some("b")),
//!         Some(_) => (vec![3], None),
//!     };
//!     let mut headers = HeaderMap::new();
//!     headers.extend(next.map(|next| (http::HeaderName::from_static("x-next"), http::HeaderValue::from_static(next))));
//!     Ok(Page::with_head(Rows(rows), Head { status: StatusCode::OK, headers, url: String::new() }))
//! }
//!
//! let rows: Result<Vec<_>, _> = pagination_core::pages_blocking(fetch).items().collect();
//! assert_eq!(rows?, [1, 2, 3]);
//! # Ok::<_, pagination_core::Error<std::io::Error>>(())
//! ```
//!
//! An error of the function counts as one that can pass: polled again, the walk calls it for the same page. Page size,
//! retries, and what else is HTTP's are the function's own matter; the counted parameters' loop guard sees no bodies there.
//!
//! # The page says where to go in a way that no attribute has
//!
//! [`PaginatedBy`](crate::PaginatedBy) by hand: a [`Spec`](crate::spec::Spec) that describes the walk, and `info`, which
//! reads a page. Both are plain data; [`Paginated`](trait@crate::Paginated) shows the smallest such impl. Derived and
//! hand-written impls mix: derive one strategy, and write another.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! use pagination_core::{NextLink, Page, PageInfo, PaginatedBy, spec::Spec};
//!
//! #[derive(Deserialize, Paginated)]
//! #[page(stop(empty_page))]
//! struct Events { data: Vec<Event>, next_path: Option<String>, version: u8 }
//!
//! /// Links are given without the version, which comes in a field of its own.
//! impl PaginatedBy<NextLink> for Events {
//!     type Head = ();
//!     const SPEC: Spec = Spec::next_link("Events");
//!     fn info(page: &Page<Self>) -> PageInfo {
//!         let mut info = PageInfo::new();
//!         let link = page.next_path.as_ref().map(|path| format!("/v{}{path}", page.version));
//!         info.next(link.as_ref());
//!         info
//!     }
//! }
//! ```
//!
//! # Another HTTP client
//!
//! Where the client is a `tower` service, [`tower`][crate::tower] has it already. Else implement
//! [`Transport`](crate::transport::Transport): [`over_http`][crate::over_http] makes the requests and reads the answers, and
//! asks nothing about the client.
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
#![cfg_attr(not(feature = "tower"), doc = include_str!("../links/tower.md"))]
