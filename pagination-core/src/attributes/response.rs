//! `#[paginated(…)]`: what concerns the response as a whole, for all its strategies. Every key is optional.
//!
//! | key | says |
//! |---|---|
//! | [`items = path`](#items), [`item = Type`](#item), [`each = path`](#each), [`items(with = …)`](#items-by-a-function) | the records |
//! | [`page_size(…)`](#page_size) | how many records are asked for at a time |
//! | [`has_more = path`, `is_last = path`](#has_more) | the API's flag |
//! | [`total = path`, `total_pages = path`](#total) | the API's counts |
//! | [`check = function`](#check) | refuses a success that carries a failure |
//! | [`empty(404)`](#empty) | statuses that mean an empty last page |
//! | [`name = "…"`](#name) | what checkpoints and messages call the type |
//! | [`into_iter = false`](#into_iter), [`crate = path`](#crate) | what is generated |
//!
//! # items
//!
//! The records of the page: `Vec`, `VecDeque`, `Box<[T]>`, a set, or a map (its items are pairs), through `Option` and `Box`.
//! Without the key it is the only field that is a `Vec` (or `Option<Vec>`, `Box<Vec>`) and has no other role; of a newtype,
//! its field.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! use std::collections::BTreeMap;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(items = rows)]
//! struct Table { rows: Vec<Event>, columns: Vec<String>, next: Option<String> }
//!
//! /// The items are pairs `(String, Event)`.
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(items = products)]
//! struct Products { products: BTreeMap<String, Event>, next: Option<String> }
//! ```
//!
//! Whether a page without the list is an empty page is serde's decision: `Option<Vec<T>>` takes null and absence,
//! `#[serde(default)]` absence; else it is [`Error::Decode`](crate::Error::Decode).
//!
//! So beware of `Option<Vec<T>>` where an API answers 200 to a failure too: `{"error": "try later"}` has no list and no cursor,
//! and would be an empty last page, the end of the list. Leave the `Option` out where pages always have the list; else read the
//! failure in a [`check`](#check), or have serde refuse it:
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! /// A failure is `Error::Check`.
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(check = no_error)]
//! struct Checked { rows: Option<Vec<Event>>, next: Option<String>, error: Option<String> }
//!
//! fn no_error(page: &Checked) -> Result<(), String> {
//!     page.error.clone().map_or(Ok(()), Err)
//! }
//!
//! /// A failure is `Error::Decode`, and so is a field that the API adds one day.
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[serde(deny_unknown_fields)]
//! struct Strict { rows: Option<Vec<Event>>, next: Option<String> }
//! # use pagination_core::{Error, testing::{Recorded, Replay}};
//! # let failure = || Recorded::json(r#"{"error":"try later"}"#);
//! # let replay = Replay::new([failure(), failure()]);
//! # let checked = replay.get("https://api.example/r").paginate::<Checked>().items().next();
//! # assert!(matches!(checked, Some(Err(Error::Check(_)))));
//! # let strict = replay.get("https://api.example/r").paginate::<Strict>().items().next();
//! # assert!(matches!(strict, Some(Err(Error::Decode(_)))));
//! ```
//!
//! Generates: `Item` and `records` of `impl Paginated`, which lead to that list, as `IntoIterator` does.
//!
//! Errors: no list among the fields, or several (the message names them); a path that leads to no list.
//!
//! # item
//!
//! The type of a record, required where `items` has more than one segment: the other struct is nothing that a derive can
//! read. rustc checks the type at the path.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = result.next)]
//! #[paginated(items = result.entries, item = Event)]
//! struct Reply { result: Inner }
//!
//! #[derive(Deserialize)]
//! struct Inner { entries: Option<Vec<Event>>, next: Option<String> }
//! ```
//!
//! Generates: `type Item = Event` in `impl Paginated`.
//!
//! Errors: a path of several segments, `each` or `items(with = …)` without it; a type in quotes; another type than the records
//! have (the message names that one).
//!
//! # each
//!
//! A path inside every record: what it finds is the item. Records in which it finds nothing are left out of the items; they
//! still count where a page is measured (`stop(short_page)`, an offset). It needs `item`, the type of what it finds.
//!
//! A GraphQL failure is a 200 with `"data": null`. As an `Option<Data>` that would be an empty last page, and the end: leave
//! the `Option` out, or declare a [`check`](#check) that reads `errors`.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! /// `{"data": {"viewer": {"edges": [{"node": {"id": 1}}], "pageInfo": {…}}}}`
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = data.viewer.page_info.end_cursor, body = "/variables/after")]
//! #[paginated(items = data.viewer.edges, each = node, item = Event, has_more = data.viewer.page_info.has_next_page)]
//! struct Graph { data: Data }
//!
//! #[derive(Deserialize)]
//! struct Data { viewer: Viewer }
//!
//! #[derive(Deserialize)]
//! struct Viewer {
//!     edges: Vec<Edge>,
//!     #[serde(rename = "pageInfo")]
//!     page_info: PageInfo,
//! }
//!
//! #[derive(Deserialize)]
//! struct Edge { node: Option<Event> }
//!
//! #[derive(Deserialize)]
//! #[serde(rename_all = "camelCase")]
//! struct PageInfo { end_cursor: Option<String>, has_next_page: bool }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"data":{"viewer":{"edges":[{"node":{"id":1}},{"node":null}],"pageInfo":{"endCursor":"e","hasNextPage":true}}}}"#), Recorded::json(r#"{"data":{"viewer":{"edges":[],"pageInfo":{"endCursor":null,"hasNextPage":false}}}}"#)]);
//! # for page in replay.post("https://api.example/graphql", r#"{"query":"…","variables":{"first":2}}"#).paginate::<Graph>().pages() { page?; }
//! # let bodies: Vec<_> = replay.requests().iter().map(|sent| String::from_utf8_lossy(&sent.body).into_owned()).collect();
//! # assert_eq!(bodies, [r#"{"query":"…","variables":{"first":2}}"#, r#"{"query":"…","variables":{"first":2,"after":"e"}}"#]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: in `Paginated::records`, and in `IntoIterator` for the reference, the way from a record to the item.
//!
//! Errors: `each` without `item`; beside `items(with = …)`; rustc refuses a path that is not in the record.
//!
//! # Items by a function
//!
//! `items(with = function, count = function)` takes the records from several lists, or makes them: `with` is an `fn(&mut
//! Self) -> Vec<Item>` that moves them out, `count` an `fn(&Self) -> usize` that counts them before. It needs `item`.
//! `&response` is then no `IntoIterator`.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! enum Change { Added(Event), Removed(u64) }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_cursor, body = "/cursor")]
//! #[paginated(items(with = changes, count = how_many), item = Change, has_more = has_more)]
//! struct Sync { added: Vec<Event>, removed: Vec<u64>, next_cursor: String, has_more: bool }
//!
//! fn changes(page: &mut Sync) -> Vec<Change> {
//!     let added = page.added.drain(..).map(Change::Added);
//!     added.chain(page.removed.drain(..).map(Change::Removed)).collect()
//! }
//!
//! fn how_many(page: &Sync) -> usize {
//!     page.added.len() + page.removed.len()
//! }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"added":[{"id":1}],"removed":[2],"next_cursor":"c","has_more":true}"#), Recorded::json(r#"{"added":[],"removed":[],"next_cursor":"d","has_more":false}"#)]);
//! # for page in replay.post("https://api.example/sync", r#"{}"#).paginate::<Sync>().pages() { page?; }
//! # let bodies: Vec<_> = replay.requests().iter().map(|sent| String::from_utf8_lossy(&sent.body).into_owned()).collect();
//! # assert_eq!(bodies, [r#"{}"#, r#"{"cursor":"c"}"#]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `how_many(self)` and `changes(self)` in `Paginated::records`.
//!
//! Errors: `with` without `count`, or `count` without `with`; no `item`; `each`, `last_item` or `first_item` beside it; a
//! closure, or a name in quotes; rustc refuses a function of another signature.
//!
//! # page_size
//!
//! How many records a page has:
//!
//! | key | means |
//! |---|---|
//! | a [target](super::targets): `param`, `body`, `form` or `request_header` | where the size is written when [`page_size(n)`][crate::Pager::page_size] asks for one |
//! | `default = 50` | what the *server* gives when nothing is asked for; never sent. It says when a page is short |
//! | `max = 1000` | the most that the server accepts: asking for more is [`Error::PageSize`](crate::Error::PageSize), before any request |
//! | `send = 100` | sent with every request, unless the caller or the template asks for another size |
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[offset(stop(short_page))]
//! #[paginated(page_size(param = "limit", default = 50, max = 1000))]
//! struct Notes { data: Vec<Event> }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(page_size(param = "limit", send = 100))]
//! struct Tags { tags: Vec<String>, next: Option<String> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"tags":[]}"#)]);
//! # for page in replay.get("https://api.example/t").paginate::<Tags>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/t?limit=100"]);
//! # }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"data":[]}"#)]);
//! # for page in replay.get("https://api.example/n").paginate::<Notes>().page_size(200).pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/n?limit=200&offset=0"]);
//! # }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"data":[{"id":1}]}"#)]);
//! # for page in replay.get("https://api.example/n").paginate::<Notes>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/n?offset=0"]);
//! # }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"data":[{"id":1},{"id":2}]}"#), Recorded::json(r#"{"data":[{"id":1}]}"#)]);
//! # for page in replay.get("https://api.example/n?limit=2&offset=40").paginate::<Notes>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/n?limit=2&offset=40", "https://api.example/n?limit=2&offset=42"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! `.page_size(200)` asks `?limit=200`; without it no `limit` is sent. A template with `?limit=20` of its own counts as 20. A
//! size of 0, or one for a type without a target, is [`Error::Request`](crate::Error::Request).
//!
//! Generates: in `SPEC`, what `.page_size(PageSize { target, default, max, send })` says, what is not given being `None`.
//!
//! Errors: `default` or `send` above `max`; `send` without a target; `max` alone; a size of 0; two targets; the place of the
//! position or the sync token.
//!
//! # has_more
//!
//! `has_more = path` or `is_last = path`: the API's own flag, a `bool` or an `Option<bool>`. It decides before everything
//! else; `None` has no opinion, and the other rules are asked.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_cursor)]
//! #[paginated(has_more = has_more)]
//! struct Events { data: Vec<Event>, has_more: Option<bool>, next_cursor: Option<String> }
//!
//! #[derive(Deserialize, Paginated)]
//! #[page]
//! #[paginated(is_last = last)]
//! struct Slice { content: Vec<Event>, last: bool }
//! ```
//!
//! `true` without a position is [`Error::MissingPosition`](crate::Error::MissingPosition), never a silent end.
//!
//! Generates: `PageInfo::more(…)` in `PaginatedBy::info`; for `is_last`, of the flag negated.
//!
//! Errors: both keys on one struct; a path to another type than a `bool`.
//!
//! # total
//!
//! `total = path` is the number of records, `total_pages = path` that of pages (for `#[page(…)]`); each can stand in a header
//! instead: `total(header = "x-total")`. Integers, and texts that hold one; what cannot be read has no opinion.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[page]
//! #[paginated(page_size(param = "limit"), total = meta.count, total_pages(header = "x-total-pages"))]
//! struct Events { data: Vec<Event>, meta: Meta }
//!
//! #[derive(Deserialize)]
//! struct Meta { count: Option<u64> }
//! ```
//!
//! A total ends counted walks alone, and only where no `stop` is declared: totals are often wrong, and a rule that looks at
//! the pages is better. It is compared with the position (records before the start of the walk included).
//! [`total()`](crate::Items::total) gives the latest. It is no `size_hint`.
//!
//! Generates: `PageInfo::total(…)` in `PaginatedBy::info`, `PageInfo::total_pages(…)` in that of `PageNumber`, and
//! `.with_total()` in `SPEC`; where one is a header, `type Head = Head`.
//!
//! Errors: `total_pages` without `#[page(…)]`; a path to a type that is no count; one path for both; a malformed header name.
//!
//! # check
//!
//! `check = function` is an `fn(&Self) -> Result<(), E>`, for APIs that answer 200 and a failure. Its error ends the walk as
//! [`Error::Check`](crate::Error::Check), and the page is not delivered. `E` is anything that `Box<dyn Error + Send + Sync>`
//! can be made of, a `String` too.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_cursor)]
//! #[paginated(check = is_ok)]
//! struct Channels {
//!     ok: bool,
//!     error: Option<String>,
//!     #[serde(default)]
//!     channels: Vec<Event>,
//!     next_cursor: Option<String>,
//! }
//!
//! fn is_ok(page: &Channels) -> Result<(), String> {
//!     if page.ok { Ok(()) } else { Err(page.error.clone().unwrap_or_default()) }
//! }
//! # use pagination_core::{Error, testing::{Recorded, Replay}};
//! # let replay = Replay::new([Recorded::json(r#"{"ok":false,"error":"not_authed"}"#)]);
//! # let first = replay.get("https://api.example/c").paginate::<Channels>().items().next();
//! # assert!(matches!(first, Some(Err(Error::Check(check))) if check.error.to_string() == "not_authed"));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `fn check` in `impl Paginated`, which calls `is_ok(self)`.
//!
//! Errors: a closure, or the name in quotes; rustc refuses a function of another signature. At run time,
//! [`Error::Check`](crate::Error::Check).
//!
//! # empty
//!
//! `empty(404)`: statuses that mean that the list is over. 204 and 304 always do. Such an answer yields no page, and its body
//! is not read.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[page(stop(empty_page))]
//! #[paginated(empty(404))]
//! struct Names { names: Vec<Event> }
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"names":[{"id":1}]}"#), Recorded::status(404)]);
//! # assert_eq!(replay.get("https://api.example/n").paginate::<Names>().items().count(), 1);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.empty(&[404])` in `SPEC`.
//!
//! Errors: no status, or a number that is none (100 to 599).
//!
//! # name
//!
//! What checkpoints, errors and spans call this type: the name of the struct, unless one is given here. A checkpoint is refused
//! where the name is another. So give one where checkpoints are stored, above all in an SDK, whose response types are its
//! own matter: the struct can then be renamed, and what is stored stays good.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::{Paginated, pages_blocking};
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(name = "events")]
//! struct EventPageV2 { data: Vec<Event>, next: Option<String> }
//! # let events = pages_blocking(|at: Option<String>| Ok::<_, std::io::Error>(EventPageV2 { data: vec![], next: at })).items();
//! # let stored = serde_json::to_value(events.checkpoint())?;
//!
//! assert_eq!(stored["response"], "events");
//! # Ok::<_, serde_json::Error>(())
//! ```
//!
//! Types of one name and strategy take each other's checkpoints. A generic struct has one name, whatever its parameters: lists
//! that must be told apart are structs of their own, or newtypes around it.
//!
//! Generates: the argument of the constructor in `SPEC`: `Spec::cursor("events")`.
//!
//! Errors: a value that is no string literal, or is empty; `name` on a field. At run time, a checkpoint of another name is
//! [`Error::Checkpoint`](crate::Error::Checkpoint).
//!
//! # into_iter
//!
//! The struct and its reference are `IntoIterator` over the records (`for event in events`, `for event in &events`), unless
//! `into_iter = false` leaves that to you.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(into_iter = false)]
//! struct Events { data: Vec<Event>, next: Option<String> }
//! ```
//!
//! Generates: an `impl IntoIterator for Events` and one for `&Events`; with `false`, neither. The reference has none where a
//! function gives the items, or `item` is a pair.
//!
//! Errors: a value other than `true` and `false`; rustc refuses an `impl IntoIterator` of your own, unless it is `false`.
//!
//! # crate
//!
//! Where `pagination_core` is, if not at `::pagination_core`: for macros and crates that re-export it.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! mod sdk {
//!     pub use pagination_core as pagination;
//! }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(crate = sdk::pagination)]
//! struct Events { data: Vec<Event>, next: Option<String> }
//! ```
//!
//! Generates: the path before every name that is generated: `sdk::pagination::Paginated`.
//!
//! Errors: a path in quotes, or one with `Self`; rustc refuses a path at which the core is not.
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
