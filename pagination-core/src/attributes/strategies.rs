//! The strategies: `#[cursor]`, `#[next_link]`, `#[offset]`, `#[page]`, several of them, `#[sync_token]`, and `prev` for walking
//! back.
//!
//! Each example lists the requests of a walk, each with its response ([how to read them](super#the-examples)).
//!
//! # cursor
//!
//! The response gives a value, and the next request sends it back. A [source](super::sources) is required. The
//! [target](super::targets) is `param = "cursor"` unless another is named. The first request carries no cursor unless
//! [`initial`](super::options#initial) gives one.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_cursor)]
//! struct Events { data: Vec<Event>, next_cursor: Option<String> }
//!
//! walk::<Events>("GET /events", [
//!     ("GET /events", r#"{ "data": [{ "id": 1 }], "next_cursor": "abc" }"#),
//!     ("GET /events?cursor=abc", r#"{ "data": [{ "id": 2 }] }"#),
//! ]);
//! ```
//!
//! Keys: a source and `or`; a target; [`initial`](super::options#initial), [`end`](super::options#end),
//! [`stop`](super::options#stop), [`allow_empty`](super::options#allow_empty), [`query`](super::options#query),
//! [`first_only`](super::options#first_only), [`continue_at`](super::options#continue_at),
//! [`max_window`](super::options#max_window), [`session`](super::options#session), [`expired`](super::options#expired),
//! [`prev`](#prev).
//!
//! Over a function, the argument is the cursor: an `Option<String>`, or whatever type the cursor has.
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
//! time, a cursor that was already requested is [`Error::Loop`](crate::Error::Loop).
//!
//! # next_link
//!
//! The response gives the URL of the next page. A [source](super::sources) is required. There is no target.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next)]
//! struct Events { data: Vec<Event>, next: Option<String> }
//!
//! walk::<Events>("GET /events?limit=50", [
//!     ("GET /events?limit=50", r#"{ "data": [{ "id": 1 }], "next": "?limit=50&after=abc" }"#),
//!     ("GET /events?limit=50&after=abc", r#"{ "data": [{ "id": 2 }], "next": "https://api.example/more/3" }"#),
//!     ("GET /more/3", r#"{ "data": [{ "id": 3 }] }"#),
//! ]);
//! ```
//!
//! - A relative link (`/events?page=2`, `?page=2`) is joined on the final URL of the response, after redirects.
//! - The link is complete: it replaces path and query. The template's method, headers and body stay;
//!   [`method = "GET"`](super::options#method) fetches links by GET, without the body.
//!   [`page_size`](super::response#page_size) and [`query`](super::options#query) are in the first request only;
//!   [`keep`](super::options#keep) puts back what a link drops.
//! - A link to an origin (scheme, host and port) other than that of the first request is
//!   [`Error::ForeignOrigin`](crate::Error::ForeignOrigin), and nothing is sent there. An `http:` link from an `https:` API is
//!   such a link. [`origin`](super::options#origin), [`allow_origin`][crate::Pager::allow_origin] and
//!   [`upgrade_scheme`](super::options#upgrade_scheme) allow more, and [`same_origin`](super::options#same_origin) keeps every link
//!   on the first request's origin.
//! - A link that is relative to a base in the response is put after it by [`base`](super::options#base).
//! - A redirect that turns a POST into a GET leads to [another list](crate::guide::beyond_attributes#redirects-that-change-the-method).
//! - Two links that differ only in their fragment are the same page.
//!
//! Keys: a source and `or`; [`keep`](super::options#keep), [`origin`](super::options#origin),
//! [`upgrade_scheme`](super::options#upgrade_scheme), [`method`](super::options#method), [`base`](super::options#base),
//! [`same_origin`](super::options#same_origin), [`end`](super::options#end), [`allow_empty`](super::options#allow_empty),
//! [`stop`](super::options#stop), [`query`](super::options#query), [`first_only`](super::options#first_only),
//! [`max_window`](super::options#max_window), [`session`](super::options#session), [`expired`](super::options#expired),
//! [`prev`](#prev).
//!
//! Generates: an `impl PaginatedBy<NextLink>` with `Spec::next_link("Events")` as its `SPEC` and `PageInfo::next(…)` in its
//! `info`.
//!
//! Errors: no source, or two; a target (a value that is sent as a parameter is a cursor); a field whose type is not text. At
//! run time, a link that is not a URL is [`Error::Request`](crate::Error::Request), and one that was already followed is
//! [`Error::Loop`](crate::Error::Loop).
//!
//! # offset
//!
//! The request says how many items to skip. The pager counts, so there is no source. The [target](super::targets) is
//! `param = "offset"` unless another is named. The first offset is sent too.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[offset(stop(short_page))]
//! #[paginated(page_size(param = "limit", default = 50))]
//! struct Notes { data: Vec<Event> }
//!
//! walk_with("GET /notes", |notes: Pager<Notes>| notes.page_size(2), [
//!     ("GET /notes?limit=2&offset=0", r#"{ "data": [{ "id": 1 }, { "id": 2 }] }"#),
//!     ("GET /notes?limit=2&offset=2", r#"{ "data": [{ "id": 3 }] }"#), // a short page: the end
//! ]);
//! ```
//!
//! Something must end the walk, or the compiler refuses it: [`stop(short_page)`](super::options#stop), `stop(empty_page)`, or
//! what the API says: [`has_more`](super::response#has_more), `is_last`, [`total`](super::response#total). An empty page ends it
//! too, unless [the API says that more follows](super::end#empty-pages-on-counted-walks).
//!
//! Keys: a target; [`first`](super::options#first), [`step`](super::options#step), [`parallel`](super::options#parallel),
//! [`max_window`](super::options#max_window), [`stop`](super::options#stop), [`query`](super::options#query),
//! [`first_only`](super::options#first_only), [`continue_at`](super::options#continue_at), [`session`](super::options#session),
//! [`expired`](super::options#expired).
//!
//! Items that are inserted or deleted during the walk shift the pages after them: an item may come twice, or not at all. Where
//! that matters, use a cursor, or declare [`overlap`](super::options#overlap). Where the consumer deletes what it reads, use
//! [`drain`](crate::Pager::drain).
//!
//! Over a function, the argument is the offset, for instance a `u64`.
//!
//! Generates: an `impl PaginatedBy<Offset>` with `Spec::offset("Notes")` as its `SPEC`; its `info` reads no position.
//!
//! Errors: no rule that ends the walk; a source, or the attribute on a field, since the position is counted. At run time, a
//! template whose offset is not a number is [`Error::Request`](crate::Error::Request), and a page that equals the one
//! before it, or the first, is [`Error::Loop`](crate::Error::Loop).
//!
//! # page
//!
//! The request says which page it wants. The target is `param = "page"`. The first page is 1 unless
//! [`first`](super::options#first) says otherwise, and its number is sent too. What ends the walk is the same as for
//! [`offset`](#offset), or [`total_pages`](super::response#total).
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[page(parallel)]
//! #[paginated(page_size(param = "per_page", max = 100), total_pages(header = "x-total-pages"))]
//! struct Posts(Vec<Event>);
//!
//! walk_with("GET /posts", |posts: Pager<Posts>| posts.page_size(100), [
//!     ("GET /posts?per_page=100&page=1", Recorded::json(r#"[{ "id": 1 }]"#).header("x-total-pages", "2")),
//!     ("GET /posts?per_page=100&page=2", Recorded::json(r#"[{ "id": 2 }]"#).header("x-total-pages", "2")),
//! ]);
//! ```
//!
//! Keys: those of [`offset`](#offset) without `step`: a page number moves by one.
//!
//! Generates: an `impl PaginatedBy<PageNumber>` with `Spec::page("Posts")` as its `SPEC`; its `info` reads no position.
//!
//! Errors: those of [`offset`](#offset), and `step`.
//!
//! # Several strategies
//!
//! The first is the default. `.by::<…>()` chooses another, and settings made before it stay. `#[paginated(…)]` applies to all.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::Cursor;
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(param = "skip", stop(short_page))]
//! #[cursor(header = "x-cursor", query(sort = "id"), stop(empty_page))]
//! #[paginated(page_size(param = "limit", default = 50, max = 1000))]
//! #[serde(transparent)]
//! struct Applications(Vec<Event>);
//!
//! walk::<Applications>("GET /applications", [("GET /applications?skip=0", r#"[{ "id": 1 }]"#)]);
//!
//! walk_with("GET /applications", |applications: Pager<Applications>| applications.page_size(1).by::<Cursor>(), [
//!     ("GET /applications?sort=id&limit=1", Recorded::json(r#"[{ "id": 1 }]"#).header("x-cursor", "a")),
//!     ("GET /applications?sort=id&limit=1&cursor=a", Recorded::json("[]")),
//! ]);
//! ```
//!
//! `.by::<S>()` with a strategy that is not declared does not compile.
//!
//! # sync_token
//!
//! A token for incremental sync, beside a strategy: a later walk that begins with [`since(token)`](crate::Pager::since) gets
//! only what changed. The token is read from the *final* page only, and [`sync_token()`](crate::Items::sync_token) returns it
//! once that page has been delivered whole. After an error, a limit or an early end there is none. That is so even where the API
//! sends a token on every page.
//!
//! A [source](super::sources) is required. The [target](super::targets) is `param = "sync_token"` unless another is named. With
//! `link` the token is a URL: the first request of the later walk goes there, and its origin is checked like that of any link.
//! Beside `#[next_link(…)]` alone, where a token is likely to be a URL, `link` or a target has to be written.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_token, param = "next_token")]
//! #[sync_token(field = sync_token)]
//! struct Datastores { data: Vec<Event>, next_token: Option<String>, sync_token: Option<String> }
//!
//! let all = walk::<Datastores>("GET /datastores", [
//!     ("GET /datastores", r#"{ "data": [{ "id": 1 }], "next_token": "n", "sync_token": "ignored" }"#),
//!     ("GET /datastores?next_token=n", r#"{ "data": [{ "id": 2 }], "sync_token": "monday" }"#),
//! ]);
//! let token = all.sync_token().expect("the list was read to its end");
//! walk_with("GET /datastores", |changes: Pager<Datastores>| changes.since(token), [
//!     ("GET /datastores?sync_token=monday", r#"{ "data": [] }"#),
//! ]);
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
//!
//! let all = walk::<Users>("GET /users", [
//!     ("GET /users", r#"{ "value": [], "@odata.deltaLink": "https://api.example/delta?d=1" }"#),
//! ]);
//! let token = all.sync_token().expect("the list was read to its end");
//! walk_with("GET /users", |changes: Pager<Users>| changes.since(token), [
//!     ("GET /delta?d=1", r#"{ "value": [] }"#),
//! ]);
//! ```
//!
//! `#[sync_token(cursor)]` makes the cursor of the final page the token, for change feeds whose cursors never end. The token
//! goes where the cursor goes unless it has a target of its own. If a request with a cursor gets a response without content
//! (304, 204), that cursor stays the token.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = cursor)]
//! #[sync_token(cursor)]
//! #[paginated(has_more = has_more)]
//! struct Changes { entries: Vec<Event>, cursor: String, has_more: bool }
//!
//! let all = walk::<Changes>("GET /changes", [
//!     ("GET /changes", Recorded::json(r#"{ "entries": [{ "id": 1 }], "cursor": "c", "has_more": true }"#)),
//!     ("GET /changes?cursor=c", Recorded::status(304)),
//! ]);
//! let token = all.sync_token().expect("the list was read to its end");
//! walk_with("GET /changes", |changes: Pager<Changes>| changes.since(token), [
//!     ("GET /changes?cursor=c", r#"{ "entries": [], "cursor": "d", "has_more": false }"#),
//! ]);
//! ```
//!
//! Keys: a source or `cursor`; a target or `link`.
//!
//! Generates: an `impl Synced`, and for every strategy `.sync(Target::Param("sync_token"))` (with `link`, `Target::Link`) in
//! `SPEC` and `PageInfo::sync(…)` in `info`.
//!
//! Errors: no strategy beside it; no source, or two (`cursor` counts as one); `cursor` without `#[cursor(…)]`; the field that is
//! the cursor, for which there is `cursor`; neither `link` nor a target beside `#[next_link(…)]` alone; a token and a position
//! written to the same location. `.since(token)` on a type without a
//! sync token does not compile. At run time, a `link` to another origin is
//! [`Error::ForeignOrigin`](crate::Error::ForeignOrigin).
//!
//! # prev
//!
//! `prev(source, target)`, in `#[cursor(…)]` and `#[next_link(…)]`, is the previous page: [`rev`](crate::Pager::rev) follows it
//! from a checkpoint. Its target is that of the strategy unless it names one.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = meta.next, prev(field = meta.previous))]
//! struct Contacts { data: Vec<Event>, meta: Links }
//!
//! #[derive(Deserialize)]
//! struct Links { next: Option<String>, previous: Option<String> }
//!
//! let all = walk::<Contacts>("GET /contacts", [
//!     ("GET /contacts", r#"{ "data": [{ "id": 1 }], "meta": { "next": "/contacts?c=2" } }"#),
//!     ("GET /contacts?c=2", r#"{ "data": [{ "id": 2 }], "meta": { "previous": "/contacts?c=1" } }"#),
//! ]);
//! let end = all.checkpoint();
//! walk_with("GET /contacts", |contacts: Pager<Contacts>| contacts.resume(end).rev(), [
//!     ("GET /contacts?c=1", r#"{ "data": [{ "id": 1 }], "meta": {} }"#),
//! ]);
//! ```
//!
//! A walk back ignores the flag and the counts, since they describe the way forward. It ends where there is no position, and at
//! `stop(empty_page)`.
//!
//! Generates: an `impl ReversibleBy<NextLink>`, `.prev(Target::Link)` in `SPEC` and `PageInfo::prev(…)` in `info`.
//!
//! Errors: no source, or two; two targets; `prev` with `session`. `.rev()` without `prev` does not compile; `.rev()` without a
//! checkpoint is [`Error::Request`](crate::Error::Request).
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
