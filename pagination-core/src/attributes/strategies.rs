//! The ways of walking: `#[cursor]`, `#[next_link]`, `#[offset]`, `#[page]`, several of them, `#[sync_token]`, and `prev` for
//! the way back.
//!
//! # cursor
//!
//! The response gives a value, and the next request takes it. A [source](super::sources) is required; the
//! [target](super::targets) is `param = "cursor"` unless another is named. The first request carries none, unless
//! [`initial`](super::options#initial) gives one.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_cursor)]
//! struct Events { data: Vec<Event>, next_cursor: Option<String> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"data":[],"next_cursor":"abc"}"#), Recorded::json(r#"{"data":[]}"#)]);
//! # for page in replay.get("https://api.example/events").paginate::<Events>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/events", "https://api.example/events?cursor=abc"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! asks
//!
//! ```text
//! GET /events
//! GET /events?cursor=abc
//! ```
//!
//! Keys: a source and `or`; a target; [`initial`](super::options#initial), [`end`](super::options#end),
//! [`stop`](super::options#stop), [`allow_empty`](super::options#allow_empty), [`query`](super::options#query),
//! [`first_only`](super::options#first_only), [`continue_at`](super::options#continue_at),
//! [`max_window`](super::options#max_window), [`session`](super::options#session), [`expired`](super::options#expired),
//! [`prev`](#prev).
//!
//! Over a function, the argument is the cursor: `Option<String>`, or whatever type it has.
//!
//! ```
//! # use pagination_core::Paginated;
//! #[derive(Paginated)]
//! #[cursor(field = next)]
//! struct Events { data: Vec<u64>, next: Option<u64> }
//!
//! let all: Result<Vec<_>, _> = pagination_core::pages_blocking(|at: Option<u64>| {
//!     let at = at.unwrap_or(0);
//!     Ok::<_, std::io::Error>(Events { data: vec![at, at + 1], next: (at < 4).then_some(at + 2) })
//! })
//! .items()
//! .collect();
//! assert_eq!(all?, [0, 1, 2, 3, 4, 5]);
//! # Ok::<_, pagination_core::Error<std::io::Error>>(())
//! ```
//!
//! Generates: an `impl PaginatedBy<Cursor>` with `Spec::cursor("Events")` as its `SPEC` and `PageInfo::next(…)` in its `info`.
//!
//! Errors: no source, or two; two targets; a second `#[cursor]`; a cursor that [nothing ends](super::sources#field). At run
//! time, a cursor that was asked for before is [`Error::Loop`](crate::Error::Loop).
//!
//! # next_link
//!
//! The response gives the URL of the next page. A [source](super::sources) is required; there is no target.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next)]
//! struct Events { data: Vec<Event>, next: Option<String> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"data":[],"next":"?limit=50&after=abc#x"}"#), Recorded::json(r#"{"data":[]}"#)]);
//! # for page in replay.get("https://api.example/events?limit=50").paginate::<Events>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/events?limit=50", "https://api.example/events?limit=50&after=abc"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! asks
//!
//! ```text
//! GET https://api.example/events?limit=50
//! GET https://api.example/events?limit=50&after=abc      next, as it stands in the response
//! ```
//!
//! - A relative link (`/events?page=2`, `?page=2`) is joined on the URL that answered, after redirects.
//! - The link is complete: it replaces path and query. The template's method, headers and body stay.
//!   [`page_size`](super::response#page_size) and [`query`](super::options#query) are in the first request only;
//!   [`keep`](super::options#keep) puts back what a link drops.
//! - A link to another origin (scheme, host or port) than the first request's is
//!   [`Error::ForeignOrigin`](crate::Error::ForeignOrigin), and nothing is sent there. [`origin`](super::options#origin) and
//!   [`allow_origin`][crate::Pager::allow_origin] name others; an `http:` link from an `https:` API is such a link too
//!   ([`upgrade_scheme`](super::options#upgrade_scheme)).
//! - Two links that differ in their fragment alone are the same page.
//!
//! Keys: a source and `or`; [`keep`](super::options#keep), [`origin`](super::options#origin),
//! [`upgrade_scheme`](super::options#upgrade_scheme), [`end`](super::options#end), [`stop`](super::options#stop),
//! [`query`](super::options#query), [`first_only`](super::options#first_only), [`max_window`](super::options#max_window),
//! [`session`](super::options#session), [`expired`](super::options#expired), [`prev`](#prev).
//!
//! Generates: an `impl PaginatedBy<NextLink>` with `Spec::next_link("Events")` as its `SPEC` and `PageInfo::next(…)` in its
//! `info`.
//!
//! Errors: no source, or two; a target (a value that is sent as a parameter is a cursor); a field of a type that is no text. At
//! run time, a link that is no URL is [`Error::Request`](crate::Error::Request), one that was followed before
//! [`Error::Loop`](crate::Error::Loop).
//!
//! # offset
//!
//! The request says how many records to skip. The position is counted by the pager, so there is no source; the
//! [target](super::targets) is `param = "offset"` unless another is named. The first position is sent too.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[offset(stop(short_page))]
//! #[paginated(page_size(param = "limit", default = 50))]
//! struct Notes { data: Vec<Event> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"data":[{"id":1},{"id":2}]}"#), Recorded::json(r#"{"data":[{"id":3}]}"#)]);
//! # for page in replay.get("https://api.example/notes").paginate::<Notes>().page_size(2).pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/notes?limit=2&offset=0", "https://api.example/notes?limit=2&offset=2"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! asks, for 122 records with `.page_size(50)`,
//!
//! ```text
//! GET /notes?limit=50&offset=0
//! GET /notes?limit=50&offset=50
//! GET /notes?limit=50&offset=100      22 records: short, the end
//! ```
//!
//! Something must end it, else it is refused: [`stop(short_page)`](super::options#stop), `stop(empty_page)`, or the API's own
//! word: [`has_more`](super::response#has_more), `is_last`, [`total`](super::response#total). An empty page always ends it.
//!
//! Keys: a target; [`first`](super::options#first), [`step`](super::options#step), [`parallel`](super::options#parallel),
//! [`max_window`](super::options#max_window), [`stop`](super::options#stop), [`query`](super::options#query),
//! [`first_only`](super::options#first_only), [`continue_at`](super::options#continue_at), [`session`](super::options#session),
//! [`expired`](super::options#expired).
//!
//! Records that are inserted or deleted during the walk shift the pages behind them: a record may be seen twice, or not at
//! all. Where that matters, walk by a cursor.
//!
//! Over a function, the argument is the offset, for instance a `u64`.
//!
//! Generates: an `impl PaginatedBy<Offset>` with `Spec::offset("Notes")` as its `SPEC`; its `info` reads no position.
//!
//! Errors: no rule that ends it; a source, or the attribute on a field: the position is counted. At run time, a template whose
//! offset is no number is [`Error::Request`](crate::Error::Request), and two equal bodies in a row are
//! [`Error::Loop`](crate::Error::Loop).
//!
//! # page
//!
//! The request says which page it wants. The target is `param = "page"`, the first page 1 unless
//! [`first`](super::options#first) says otherwise; it is sent too. What ends it: as for [`offset`](#offset), and
//! [`total_pages`](super::response#total).
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[page(parallel)]
//! #[paginated(page_size(param = "per_page", max = 100), total_pages(header = "x-total-pages"))]
//! struct Posts(Vec<Event>);
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([1, 2].map(|id| Recorded::json(format!(r#"[{{"id":{id}}}]"#)).header("x-total-pages", "2")));
//! # for page in replay.get("https://api.example/posts").paginate::<Posts>().page_size(100).pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/posts?per_page=100&page=1", "https://api.example/posts?per_page=100&page=2"]);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! asks `?per_page=100&page=1`, `?per_page=100&page=2`, … with `.page_size(100)`, as many as the header says.
//!
//! Keys: those of [`offset`](#offset) without `step`: a page number moves by one.
//!
//! Generates: an `impl PaginatedBy<PageNumber>` with `Spec::page("Posts")` as its `SPEC`; its `info` reads no position.
//!
//! Errors: those of [`offset`](#offset), and `step`.
//!
//! # Several strategies
//!
//! The first is the default. `.by::<…>()` chooses another; settings made before it stay. `#[paginated(…)]` serves them all.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! use pagination_core::{Cursor, Paginate};
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(param = "skip", stop(short_page))]
//! #[cursor(header = "x-cursor", query(sort = "id"), stop(empty_page))]
//! #[paginated(page_size(param = "limit", default = 50, max = 1000))]
//! #[serde(transparent)]
//! struct Applications(Vec<Event>);
//!
//! fn walks(request: impl Fn() -> reqwest::RequestBuilder) {
//!     let by_offset = request().paginate::<Applications>().page_size(1000).items();
//!     let by_cursor = request().paginate::<Applications>().page_size(1000).by::<Cursor>().items();
//! }
//! ```
//!
//! `.by::<S>()` of a strategy that is not declared does not compile.
//!
//! # sync_token
//!
//! A token for incremental sync, beside a strategy: a later walk that begins with [`since(token)`](crate::Pager::since) gets
//! only what changed. It is read from the *final* page alone, and [`sync_token()`](crate::Items::sync_token) gives it once
//! that page has been delivered whole; after an error, a limit or an early end there is none. APIs that send one on every
//! page are meant as well.
//!
//! A [source](super::sources) is required, the [target](super::targets) is `param = "sync_token"` unless another is named;
//! with `link` the token is a URL, the URL of the later walk's first request (its origin is checked like that of any link).
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! /// `?sync_token=…`, sent with every request of the later walk.
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_token, param = "next_token")]
//! #[sync_token(field = sync_token)]
//! struct Datastores { data: Vec<Event>, next_token: Option<String>, sync_token: Option<String> }
//!
//! /// A delta link.
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next_link)]
//! #[sync_token(field = delta_link, link)]
//! struct Users {
//!     value: Vec<Event>,
//!     #[serde(rename = "@odata.nextLink")]
//!     next_link: Option<String>,
//!     #[serde(rename = "@odata.deltaLink")]
//!     delta_link: Option<String>,
//! }
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([
//! #     Recorded::json(r#"{"data":[{"id":1}],"next_token":"n","sync_token":"early"}"#),
//! #     Recorded::json(r#"{"data":[{"id":2}],"sync_token":"late"}"#),
//! #     Recorded::json(r#"{"data":[]}"#),
//! #     Recorded::json(r#"{"value":[],"@odata.deltaLink":"https://api.example/delta?d=1"}"#),
//! #     Recorded::json(r#"{"value":[]}"#),
//! # ]);
//! # let mut items = replay.get("https://api.example/d").paginate::<Datastores>().items();
//! # while items.try_next()?.is_some() {}
//! # let token = items.sync_token().cloned().unwrap();
//! # assert_eq!(token.as_str(), Some("late"));
//! # replay.get("https://api.example/d").paginate::<Datastores>().since(token).items().count();
//! # assert_eq!(replay.urls()[2], "https://api.example/d?sync_token=late");
//! # let mut items = replay.get("https://api.example/u").paginate::<Users>().items();
//! # while items.try_next()?.is_some() {}
//! # let token = items.sync_token().cloned().unwrap();
//! # replay.get("https://api.example/u").paginate::<Users>().since(token).items().count();
//! # assert_eq!(replay.urls()[4], "https://api.example/delta?d=1");
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! `#[sync_token(cursor)]` says that the cursor of the final page is the token, as where a change feed has no last cursor. It
//! goes where the cursor goes, unless it has a target of its own. An answer without content (304, 204) to a cursor leaves that
//! cursor as the token.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = cursor)]
//! #[sync_token(cursor)]
//! #[paginated(has_more = has_more)]
//! struct Changes { entries: Vec<Event>, cursor: String, has_more: bool }
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"entries":[],"cursor":"c","has_more":false}"#), Recorded::json(r#"{"entries":[],"cursor":"d","has_more":false}"#)]);
//! # let mut items = replay.get("https://api.example/c").paginate::<Changes>().items();
//! # while items.try_next()?.is_some() {}
//! # let token = items.sync_token().cloned().unwrap();
//! # replay.get("https://api.example/c").paginate::<Changes>().since(token).items().count();
//! # assert_eq!(replay.urls()[1], "https://api.example/c?cursor=c");
//! # let replay = Replay::new([Recorded::json(r#"{"entries":[],"cursor":"c","has_more":true}"#), Recorded::status(304)]);
//! # let mut items = replay.get("https://api.example/c").paginate::<Changes>().items();
//! # while items.try_next()?.is_some() {}
//! # assert_eq!(items.sync_token().and_then(|token| token.as_str()), Some("c"));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Keys: a source or `cursor`; a target or `link`.
//!
//! Generates: an `impl Synced`, and for every strategy `.sync(Target::Param("sync_token"))` (with `link`, `Target::Link`) in
//! `SPEC` and `PageInfo::sync(…)` in `info`.
//!
//! Errors: no strategy beside it; no source, or two, `cursor` being one; `cursor` without `#[cursor(…)]`; the field of the
//! cursor, which `cursor` names; a token and a position written to one place. `.since(token)` without it does not compile. At
//! run time, a `link` to another origin is [`Error::ForeignOrigin`](crate::Error::ForeignOrigin).
//!
//! # prev
//!
//! `prev(source, target)`, in `#[cursor(…)]` and `#[next_link(…)]`, is the way back: [`rev`](crate::Pager::rev) follows it from a
//! checkpoint. Its target is that of the strategy unless it names one.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = meta.next, prev(field = meta.previous))]
//! struct Contacts { data: Vec<Event>, meta: Links }
//!
//! #[derive(Deserialize)]
//! struct Links { next: Option<String>, previous: Option<String> }
//! ```
//!
//! Walking back, the flag and the counts have no say: they speak of the way ahead. `stop(empty_page)` and the absence of a
//! position end it.
//!
//! Generates: an `impl ReversibleBy<NextLink>`, `.prev(Target::Link)` in `SPEC` and `PageInfo::prev(…)` in `info`.
//!
//! Errors: no source, or two; two targets; `prev` with `session`. `.rev()` without `prev` does not compile; `.rev()` without a
//! checkpoint is [`Error::Request`](crate::Error::Request).
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
