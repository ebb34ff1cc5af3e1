//! `#[paginated(…)]`: what applies to the response as a whole, for all its strategies. Every key is optional.
//!
//! Each example lists the requests of a walk, each with its response ([how to read them](super#the-examples)).
//!
//! | key | says |
//! |---|---|
//! | [`items = path`](#items), [`item = Type`](#item), [`each = path`](#each), [`items(chain(…))`](#several-lists), [`items(with = …)`](#items-by-a-function) | the items |
//! | [`key = path`](#key) | what identifies an item |
//! | [`page_size(…)`](#page_size) | how many items a page has |
//! | [`quota(…)`](#quota) | what is left of a limit |
//! | [`page_size(…, shrink(413))`](#shrink) | ask for less where a page is too large |
//! | [`has_more = path`, `is_last = path`](#has_more), or `(with = function)` | the API's flag |
//! | [`total = path`, `total_pages = path`](#total), or `(header = "x-total")`, `(with = function)` | the API's counts |
//! | [`check = function`](#check) | refuses a success that carries a failure |
//! | [`empty(404)`](#empty) | statuses that mean an empty last page |
//! | [`complete`](#complete) | an end before the total is an error |
//! | [`name = "…"`](#name) | what checkpoints and messages call the type |
//! | [`into_iter = false`](#into_iter), [`crate = path`](#crate) | what is generated |
//! | [`page`](#an-enum), on a variant of an enum | the variant that is the page |
//!
//! # items
//!
//! The items of the page: a `Vec`, `VecDeque`, `Box<[T]>`, a set, or a map (its items are pairs), through `Option` and `Box`.
//! The default is the only field that is a `Vec` (or `Option<Vec>`, `Box<Vec>`) and has no other role; for a newtype, its field.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
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
//! serde decides whether a page without the list is an empty page: `Option<Vec<T>>` accepts null and absence, `#[serde(default)]`
//! accepts absence. Otherwise it is [`Error::Decode`](crate::Error::Decode).
//!
//! Beware of `Option<Vec<T>>` where an API also reports a failure with status 200: `{"error": "try later"}` has no list and no cursor,
//! so it would be an empty last page, the end of the list. Leave out the `Option` if every page has the list. Otherwise read the
//! failure in a [`check`](#check), or let serde refuse it:
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
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
//! /// A failure is `Error::Decode`, and so is any field that the API adds later.
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[serde(deny_unknown_fields)]
//! struct Strict { rows: Option<Vec<Event>>, next: Option<String> }
//!
//! let failure = || Recorded::json(r#"{ "error": "try later" }"#);
//! let replay = Replay::new([failure(), failure()]);
//! let checked = replay.get("https://api.example/rows").paginate::<Checked>().items().next();
//! assert!(matches!(checked, Some(Err(Error::Check(_)))));
//! let strict = replay.get("https://api.example/rows").paginate::<Strict>().items().next();
//! assert!(matches!(strict, Some(Err(Error::Decode(_)))));
//! ```
//!
//! Where the list is inside an object that is null (`items = data.rows`, with `data: Option<Data>`), the page has no list. If the body of
//! such a page reports a failure (`errors`, `error`, `"success": false`, a `message`), it is [`Error::Check`](crate::Error::Check), which
//! shows what the API says. If it reports none, the page is an empty one. A declared [`check`](#check) runs first, and then decides
//! alone. Over a function there is no body: declare a `check`.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = data.next)]
//! #[paginated(items = data.rows, item = Event)]
//! struct Enveloped { data: Option<Data> }
//!
//! #[derive(Deserialize)]
//! struct Data { rows: Vec<Event>, next: Option<String> }
//!
//! let replay = Replay::new([Recorded::json(r#"{ "data": null, "error": { "code": 17, "message": "try later" } }"#)]);
//! let events = replay.get("https://api.example/events").paginate::<Enveloped>();
//! let Some(Err(error)) = events.items().next() else { panic!("the failure is not an empty page") };
//! assert!(error.to_string().contains("the API says: try later"));
//! ```
//!
//! Generates: `Item` and `records` of `impl Paginated`, which lead to that list, as `IntoIterator` does.
//!
//! Errors: no list among the fields, or several (the message names them); a path that does not lead to a list.
//!
//! # item
//!
//! The type of an item. It is required where `items` has more than one segment, since a derive cannot see the type of a field in
//! another struct. rustc checks the type at the path.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = result.next)]
//! #[paginated(items = result.entries, item = Event)]
//! struct Response { result: Inner }
//!
//! #[derive(Deserialize)]
//! struct Inner { entries: Option<Vec<Event>>, next: Option<String> }
//! ```
//!
//! Generates: `type Item = Event` in `impl Paginated`.
//!
//! Errors: a path of several segments, `each` or `items(with = …)` without it; a type in quotes; another type than the items have
//! (the message names that one).
//!
//! # each
//!
//! A path inside every entry of the list: what it finds is the item. An entry in which it finds nothing gives no item, but still
//! counts where a page is measured (`stop(short_page)`, an offset). It needs `item`, the type of what it finds.
//!
//! A GraphQL failure is a 200 with `"data": null`. Without an `Option` around `Data` it is [`Error::Decode`](crate::Error::Decode), and
//! with one it is [`Error::Check`](crate::Error::Check) (see [`items`](#items)): each shows the message of the API's first error. Over a
//! function, which has no body, declare a [`check`](#check) that reads `errors`.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
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
//!
//! walk::<Graph>(r#"POST /graphql {"query":"…","variables":{"first":2}}"#, [
//!     (
//!         r#"POST /graphql {"query":"…","variables":{"first":2}}"#,
//!         r#"{ "data": { "viewer": {
//!             "edges": [{ "node": { "id": 1 } }, { "node": null }],
//!             "pageInfo": { "endCursor": "e", "hasNextPage": true } } } }"#,
//!     ),
//!     (
//!         r#"POST /graphql {"query":"…","variables":{"first":2,"after":"e"}}"#,
//!         r#"{ "data": { "viewer": { "edges": [], "pageInfo": { "endCursor": null, "hasNextPage": false } } } }"#,
//!     ),
//! ]);
//! ```
//!
//! A `*` in the path stands for every entry of a further list: `rows.*` are the rows of every group, `sections.*.rows.*.node` goes
//! two lists deeper, and `*` alone is for a list whose entries are lists. What the API pages through are the entries of `items`:
//! offsets, short and empty pages, and totals count them. Checkpoints and [`max_items`](crate::Pager::max_items) count the items,
//! so a walk can be resumed in the middle of a group. [`last_item`](super::sources#last_item) reads the last entry of `items`, the
//! group, which may have no rows.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(last_item = day, param = "before", stop(short_page))]
//! #[paginated(items = days, each = events.*, item = Event, page_size(param = "days", default = 2))]
//! struct Agenda { days: Vec<Day> }
//!
//! #[derive(Deserialize)]
//! struct Day { day: String, events: Vec<Event> }
//!
//! let events = walk::<Agenda>("GET /agenda", [
//!     ("GET /agenda", r#"{ "days": [{ "day": "fri", "events": [{ "id": 3 }, { "id": 2 }] }, { "day": "thu", "events": [] }] }"#),
//!     ("GET /agenda?before=thu", r#"{ "days": [{ "day": "wed", "events": [{ "id": 1 }] }] }"#),
//! ]);
//! ```
//!
//! Generates: in `Paginated::records`, and in `IntoIterator` for the reference, the way from an entry to the item. With `*`, records
//! are `PageItems::in_groups`. There is no `IntoIterator` for the reference where a number follows a `*`, as in `*.1` for the value of
//! a map.
//!
//! Errors: `each` without `item`; `each` beside `items(with = …)`; rustc refuses a path that is not in the entry, and a `*` after
//! what is no list.
//!
//! # Several lists
//!
//! `items(chain(a, b))` walks several lists of a page as one, in this order. Each is anything that `items` may name. Without `item`,
//! all hold items of one type. With `item = Type`, the items of each list convert into it (`Into`).
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! enum Entry { Folder(String), File(u64) }
//!
//! #[derive(Deserialize)]
//! struct Folder { prefix: String }
//!
//! impl From<Folder> for Entry {
//!     fn from(folder: Folder) -> Self { Self::Folder(folder.prefix) }
//! }
//!
//! impl From<Event> for Entry {
//!     fn from(file: Event) -> Self { Self::File(file.id) }
//! }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(items(chain(folders, contents)), item = Entry)]
//! struct Bucket { folders: Vec<Folder>, contents: Option<Vec<Event>>, next: Option<String> }
//!
//! walk::<Bucket>("GET /bucket", [
//!     ("GET /bucket", r#"{ "folders": [{ "prefix": "a/" }], "contents": [{ "id": 1 }], "next": "n" }"#),
//!     ("GET /bucket?cursor=n", r#"{ "folders": [{ "prefix": "b/" }] }"#),
//! ]);
//! ```
//!
//! A position, a short page and a limit count the items of all lists. `last_item` is the last item of the last list that has any,
//! before it is converted, and `each` leads into the entries of every list.
//!
//! Generates: `PageItems::in_groups` of all lists in `Paginated::records`. `IntoIterator` for the reference is there where nothing is
//! converted: without `item`, or where all lists are written as `Vec<Type>`.
//!
//! Errors: a single list, or one that is given twice; `with` or `count` beside `chain`; several paths of more than one segment, or
//! `each`, without `item`; items of different types without `item`, or that do not convert into it.
//!
//! # Items by a function
//!
//! `items(with = function, count = function)` makes the items of anything on the page. `with` is an
//! `fn(&mut Self) -> Vec<Item>` that moves them out. `count` is an `fn(&Self) -> usize` that counts them beforehand. It needs
//! `item`. `&response` is then not an `IntoIterator`.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! enum Change { Added(Event), Removed(u64) }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_cursor)]
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
//!
//! walk::<Sync>("GET /sync", [
//!     ("GET /sync", r#"{ "added": [{ "id": 1 }], "removed": [2], "next_cursor": "c", "has_more": true }"#),
//!     ("GET /sync?cursor=c", r#"{ "added": [], "removed": [3], "next_cursor": "d", "has_more": false }"#),
//! ]);
//! ```
//!
//! Generates: `how_many(self)` and `changes(self)` in `Paginated::records`.
//!
//! Errors: `with` without `count`, or `count` without `with`; no `item`; `each`, `last_item` or `first_item` beside it; a
//! closure, or a name in quotes; rustc refuses a function of another signature.
//!
//! # key
//!
//! What identifies an item: a path inside it, of any type that serde can write. Items with equal keys are the same item. `key` alone
//! means the item itself, for lists of ids; `key = 0` is the name in an entry of a map.
//!
//! With it, a walk by offset or page number recognizes a page that comes again by the keys of its items, whatever their order, in place of
//! its body: also where another field of the body changes, and over functions, which have no body. By page number, items that were
//! on the pages before are dropped ([changing lists](super::options#overlap)). [`inclusive`](super::options#inclusive),
//! [`overlap`](super::options#overlap) and most [anchors](super::options#anchor) need it.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[page(stop(repeated))] // past the end, the last page comes again
//! #[paginated(key = id)]
//! struct Products { data: Vec<Event> }
//!
//! walk::<Products>("GET /products", [
//!     ("GET /products?page=1", r#"{ "data": [{ "id": 1 }, { "id": 2 }], "page": 1 }"#),
//!     ("GET /products?page=2", r#"{ "data": [{ "id": 3 }], "page": 2 }"#),
//!     ("GET /products?page=3", r#"{ "data": [{ "id": 3 }], "page": 3 }"#),
//! ]);
//! ```
//!
//! [`Items`](crate::Items) are each returned once. [`Pages`](crate::Pages) come whole, as they were sent.
//!
//! Over [`pages`](crate::Pager::pages), the keys of [`items(with = …)`](#items-by-a-function) are not read, since the function would move
//! the items out of the page: there, bodies are compared.
//!
//! Generates: [`keys`](crate::Paginated::keys) in `impl Paginated` (`keys_of` beside `items(with = …)`),
//! [`impl Keyed`](crate::Keyed), `.keyed()` in every `SPEC`.
//!
//! Errors: an item whose key is absent or null is [`Error::Request`](crate::Error::Request), and its page is not returned; rustc refuses a
//! path that is not in the item, and a type that serde cannot write.
//!
//! # page_size
//!
//! `default` is the size that the *server* uses when none is sent, and is never sent itself; `send` is the size that is sent.
//!
//! | key | means |
//! |---|---|
//! | a [target](super::targets): `param`, `body`, `form` or `request_header`, also with [`format`](super::targets#format) | where the size of [`page_size(n)`](crate::Pager::page_size), or of `send`, is written |
//! | `default = 50` | the server's own size. It decides when a page is [short](super::end#short) |
//! | `send = 100` | sent with every request, unless the caller or the template gives another size |
//! | `shrink(413, 502)` | [ask for less](#shrink) after these statuses |
//! | `max = 1000` | the most that the server accepts. A larger size is [`Error::PageSize`](crate::Error::PageSize), before any request |
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[offset(stop(short_page))]
//! #[paginated(page_size(param = "limit", default = 50, max = 1000))]
//! struct Notes { data: Vec<Event> }
//!
//! // No size is sent.
//! walk::<Notes>("GET /notes", [("GET /notes?offset=0", r#"{ "data": [{ "id": 1 }] }"#)]);
//!
//! // The caller's size.
//! walk_with("GET /notes", |notes: Pager<Notes>| notes.page_size(200), [
//!     ("GET /notes?limit=200&offset=0", r#"{ "data": [{ "id": 1 }] }"#),
//! ]);
//!
//! // The template's own size and position.
//! walk::<Notes>("GET /notes?limit=2&offset=40", [
//!     ("GET /notes?limit=2&offset=40", r#"{ "data": [{ "id": 1 }, { "id": 2 }] }"#),
//!     ("GET /notes?limit=2&offset=42", r#"{ "data": [{ "id": 3 }] }"#),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(page_size(param = "limit", send = 100))]
//! struct Tags { tags: Vec<String>, next: Option<String> }
//!
//! walk::<Tags>("GET /tags", [("GET /tags?limit=100", r#"{ "tags": ["a"] }"#)]);
//! ```
//!
//! `.page_size(0)` is [`Error::PageSize`](crate::Error::PageSize). Any size is [`Error::Request`](crate::Error::Request) if
//! `page_size` has no target (and no `format` of the position includes the size).
//!
//! Generates: `.page_size(PageSize { target, default, max, send })` in `SPEC`, with `None` for what is not given.
//!
//! Errors: `default` or `send` above `max`; `send` without a target, or a `format` with the size in every strategy; `max` alone; a
//! size of 0; two targets; the location of the position or of the sync token.
//!
//! # shrink
//!
//! Some pages are too large for the server: it runs out of time or of memory, and responds 413, 502 or 504. `shrink(413, 502, 504)`
//! lists such statuses. `shrink(with = function)` is for those that the body tells apart, `fn(&error::Status) -> bool`; both can be
//! given.
//!
//! After such a response, after a timeout, and after a body above [`max_body`][crate::Pager::max_body], the walk requests the same
//! position with half the size, down to 1, before it [retries][crate::Pager::retry] anything. When enough pages have arrived, it tries
//! twice the size again, and waits longer each time that this fails. What is [short](super::end#short) is measured by the size that was
//! sent.
//!
//! | strategy | |
//! |---|---|
//! | offset | the position stays |
//! | page number | it is renumbered: page 3 of 64 is page 5 of 32. Where the pages of half the size do not begin there, the walk ends with [`Error::Request`](crate::Error::Request): let the size be a power of 2. Checkpoints hold the size |
//! | cursor, link | the position stays, and the size inside a link, or in what is [merged](super::targets#merge), is replaced. A position that is the server's own page number (`page=3`) cannot have another size: there, the error is as without `shrink` |
//! | `session`, or a size that is `first_only` | the error is as without `shrink` (the first request of a `first_only` size shrinks) |
//!
//! Over a function, timeouts shrink the page, where the function takes a [`PageRequest`](crate::PageRequest).
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! # use pagination_core::testing::{Recorded, Replay};
//! use pagination_core::error::Status;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(page_size(param = "first", max = 100, shrink(502, 504, with = reduce)))]
//! struct Issues { issues: Vec<Event>, next: Option<String> }
//!
//! /// "Please reduce the amount of data you're asking for", with status 500 or 400.
//! fn reduce(status: &Status) -> bool {
//!     status.json::<serde_json::Value>().is_ok_and(|body| body["error"]["code"] == 1)
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let replay = Replay::new([
//! #     Recorded::status(502),
//! #     Recorded::json(r#"{ "error": { "code": 1 } }"#).with_status(500),
//! #     Recorded::json(r#"{ "issues": [{ "id": 1 }], "next": null }"#),
//! # ]);
//! # let request = replay.get("https://api.example/issues");
//! let mut issues = request.paginate::<Issues>().page_size(100).items();
//! # assert!(issues.next().is_some_and(|issue| issue.is_ok()));
//! assert_eq!(replay.urls(), [
//!     "https://api.example/issues?first=100",
//!     "https://api.example/issues?first=50",
//!     "https://api.example/issues?first=25",
//! ]);
//! # Ok(()) }
//! ```
//!
//! Generates: `.shrink(Shrink::on(&[502, 504]).or_with(reduce))` in `SPEC`.
//!
//! Errors: neither a status nor a function; two functions; no target for the size.
//!
//! # quota
//!
//! What the API says is left of its limit, for [`RateLimit::observed`][crate::RateLimit::observed], which reads the usual headers by
//! itself.
//!
//! | key | names |
//! |---|---|
//! | `remaining(header = "…")` | how much is left: a number |
//! | `reset(header = "…")` | until when: seconds, a time of Unix, an ISO time, an HTTP date, or a duration (`1m30s`) |
//! | `with = function` | `fn(&Page<Self>) -> Option<`[`Quota`](crate::Quota)`>`: it reads the body, and counts in place of headers |
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! # use pagination_core::testing::{Recorded, Replay};
//! use pagination_core::{Page, Quota, RateLimit};
//!
//! /// Points, of which a query costs some, and which come back all the time.
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(items = products, quota(with = points))]
//! struct Products { products: Vec<Event>, next: Option<String>, cost: Cost }
//!
//! #[derive(Deserialize)]
//! struct Cost { requested: u64, available: u64, restore_rate: u64 }
//!
//! fn points(page: &Page<Products>) -> Option<Quota> {
//!     let Cost { requested, available, restore_rate } = page.cost;
//!     Some(Quota::remaining(available).cost(requested).restored_per_second(restore_rate))
//! }
//!
//! /// Two headers of the API's own.
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(quota(remaining(header = "x-calls-left"), reset(header = "x-calls-until")))]
//! struct Tags { tags: Vec<String>, next: Option<String> }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let replay = Replay::new([
//!     Recorded::json(r#"{ "tags": ["a"], "next": "b" }"#).header("x-calls-left", "0").header("x-calls-until", "30"),
//!     Recorded::json(r#"{ "tags": ["b"], "next": null }"#),
//! ]);
//! let tags = replay.get("https://api.example/tags").paginate::<Tags>().rate_limit(RateLimit::observed()).items();
//! assert_eq!(tags.count(), 2);
//! assert_eq!(replay.waits()[0].as_secs_f64().ceil(), 30.0);
//! # let _ = points;
//! # Ok(()) }
//! ```
//!
//! Generates: `fn quota` in `Paginated` for `with`, `.quota(QuotaHeaders { remaining, reset })` in every `SPEC` for headers.
//!
//! Errors: rustc refuses a function of another signature.
//!
//! # has_more
//!
//! `has_more = path` or `is_last = path`: the API's own flag, a `bool` or an `Option<bool>`. It decides before all other rules.
//! If it is `None`, the other rules decide.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_cursor)]
//! #[paginated(has_more = has_more)]
//! struct Events { data: Vec<Event>, has_more: Option<bool>, next_cursor: Option<String> }
//!
//! walk::<Events>("GET /events", [
//!     ("GET /events", r#"{ "data": [{ "id": 1 }], "has_more": true, "next_cursor": "a" }"#),
//!     ("GET /events?cursor=a", r#"{ "data": [{ "id": 2 }], "has_more": false, "next_cursor": "b" }"#),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[page]
//! #[paginated(is_last = last)]
//! struct Slice { content: Vec<Event>, last: bool }
//!
//! walk::<Slice>("GET /slices", [
//!     ("GET /slices?page=1", r#"{ "content": [{ "id": 1 }], "last": false }"#),
//!     ("GET /slices?page=2", r#"{ "content": [{ "id": 2 }], "last": true }"#),
//! ]);
//! ```
//!
//! `true` without a position is [`Error::MissingPosition`](crate::Error::MissingPosition), never a silent end.
//!
//! `has_more(with = function)` and `is_last(with = function)` call an `fn(&Page<Self>) -> Option<bool>`. It sees the body, the
//! headers, and what was requested.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::Page;
//!
//! #[derive(Deserialize, Paginated)]
//! #[page]
//! #[paginated(has_more(with = is_partial))]
//! struct Report { rows: Vec<Event>, state: String }
//!
//! fn is_partial(page: &Page<Report>) -> Option<bool> {
//!     Some(page.state == "partial")
//! }
//!
//! walk::<Report>("GET /report", [
//!     ("GET /report?page=1", r#"{ "rows": [{ "id": 1 }], "state": "partial" }"#),
//!     ("GET /report?page=2", r#"{ "rows": [{ "id": 2 }], "state": "complete" }"#),
//! ]);
//! ```
//!
//! Generates: `PageInfo::more(…)` in `PaginatedBy::info`; for `is_last`, of the negated flag.
//!
//! Errors: both keys on one struct; a path to another type than a `bool`, or a function that returns one.
//!
//! # total
//!
//! `total = path` is the number of items, `total_pages = path` the number of pages (for `#[page(…)]`). Each can be in a header
//! instead: `total(header = "x-total")`. Integers, or text that holds one. A count that cannot be read is ignored. Of a range, such
//! as `Content-Range: items 0-24/66` (RFC 9110 §14.4), the total is what stands after the slash; `0-24/*` says nothing.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[page]
//! #[paginated(page_size(param = "limit"), total = meta.count, total_pages(header = "x-total-pages"))]
//! struct Events { data: Vec<Event>, meta: Meta }
//!
//! #[derive(Deserialize)]
//! struct Meta { count: Option<u64> }
//!
//! walk::<Events>("GET /events", [
//!     ("GET /events?page=1", r#"{ "data": [{ "id": 1 }], "meta": { "count": 2 } }"#),
//!     ("GET /events?page=2", r#"{ "data": [{ "id": 2 }], "meta": { "count": 2 } }"#),
//! ]);
//! ```
//!
//! `total(with = function)` and `total_pages(with = function)` call an `fn(&Page<Self>) -> Option<u64>`.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::Page;
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset]
//! #[paginated(total(header = "Content-Range"))]
//! struct Rows(Vec<Event>);
//!
//! walk::<Rows>("GET /rows", [
//!     ("GET /rows?offset=0", Recorded::json(r#"[{ "id": 1 }, { "id": 2 }]"#).header("content-range", "0-1/3")),
//!     ("GET /rows?offset=2", Recorded::json(r#"[{ "id": 3 }]"#).header("content-range", "2-2/3")),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset]
//! #[paginated(total(with = open_and_closed))]
//! struct Issues { issues: Vec<Event>, open: u64, closed: u64 }
//!
//! fn open_and_closed(page: &Page<Issues>) -> Option<u64> {
//!     page.open.checked_add(page.closed)
//! }
//!
//! walk::<Issues>("GET /issues", [
//!     ("GET /issues?offset=0", r#"{ "issues": [{ "id": 1 }, { "id": 2 }], "open": 1, "closed": 1 }"#),
//! ]);
//! ```
//!
//! A total ends only counted walks, and only where no `stop` is declared: totals are often wrong, and a rule that looks at the
//! pages is better. Some servers send the number of items on the page as the total: one that equals both the first page and the
//! page size is checked by one more request. It is compared with the position, so items before the start of the walk count.
//! [`total()`](crate::Items::total) returns the latest. It is not used as a `size_hint`.
//!
//! Generates: `PageInfo::total(…)` in `PaginatedBy::info`, `PageInfo::total_pages(…)` in that of `PageNumber`, and
//! `.with_total()` in `SPEC`; where one is a header, `type Head = Head`.
//!
//! Errors: `total_pages` without `#[page(…)]`; a path to a type that is not a count; one path for both; a malformed header name;
//! `header` and `with` in one key.
//!
//! # check
//!
//! `check = function` is an `fn(&Self) -> Result<(), E>`, for APIs that report a failure with status 200. Its error ends the walk as
//! [`Error::Check`](crate::Error::Check), and the page is not delivered. `E` is anything that converts into
//! `Box<dyn Error + Send + Sync>`, including `String`. Where the response asks to wait, return
//! [`Transient`](crate::error::Transient): the walk goes on, and `.retry(…)` waits as long as the response asks.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
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
//!
//! let replay = Replay::new([Recorded::json(r#"{ "ok": false, "error": "not_authed" }"#)]);
//! let first = replay.get("https://api.example/channels").paginate::<Channels>().items().next();
//! assert!(matches!(first, Some(Err(Error::Check(check))) if check.error.to_string() == "not_authed"));
//! ```
//!
//! Generates: `fn check` in `impl Paginated`, which calls `is_ok(self)`.
//!
//! Errors: a closure, or the name in quotes; rustc refuses a function of another signature. At run time,
//! [`Error::Check`](crate::Error::Check).
//!
//! # empty
//!
//! `empty(404)`: statuses that mean that the list has ended. 204 and 304 always do. Such a response gives no page, and its body is
//! not read.
//!
//! The first request of a list is excepted: a misspelt path or revoked access would look like an empty list, so it is
//! [`Error::Status`](crate::Error::Status). Write `empty(404, first)` where the API responds so for an empty list too.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[page(stop(empty_page))]
//! #[paginated(empty(404))]
//! struct Names { names: Vec<String> }
//!
//! walk::<Names>("GET /names", [
//!     ("GET /names?page=1", Recorded::json(r#"{ "names": ["Ada"] }"#)),
//!     ("GET /names?page=2", Recorded::status(404)),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[page(stop(empty_page))]
//! #[paginated(empty(404, first))]
//! struct Tags { tags: Vec<String> }
//!
//! walk::<Tags>("GET /tags", [("GET /tags?page=1", Recorded::status(404))]);
//! ```
//!
//! Generates: `.empty(&[404])` in `SPEC`, and `.empty_first()` with `first`.
//!
//! Errors: no status, a number that is not a status (100 to 599), or another word than `first`.
//!
//! # complete
//!
//! A list that ends with fewer items than its [`total`](#total) is [`Error::Incomplete`](crate::Error::Incomplete), after its items.
//! Without `complete`, only a first page is measured: one that is not short, has no position, and has a total that says more. That is
//! most often a position that has another name in the body.
//!
//! An end that the caller requested (`max_items`, `max_pages`) is never incomplete. What comes before a checkpoint, or before the
//! offset of the template, counts as received. Walks backwards are not measured.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(total = total, complete)]
//! struct Names { names: Vec<String>, next: Option<String>, total: u64 }
//!
//! let replay = Replay::new([Recorded::json(r#"{ "names": ["Ada"], "total": 3 }"#)]);
//! let mut names = replay.get("https://api.example/names").paginate::<Names>().items();
//! assert_eq!(names.next().transpose()?.as_deref(), Some("Ada"));
//! assert!(matches!(names.next(), Some(Err(Error::Incomplete { received: 1, total: 3, .. }))));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.complete()` in `SPEC`.
//!
//! Errors: a value. Without a total in the response, nothing is measured.
//!
//! # name
//!
//! What checkpoints, errors and spans call this type: the name of the struct, unless one is given here. A checkpoint with another
//! name is refused. So give a name where checkpoints are stored, above all in an SDK, whose response types are private: you can
//! then rename the struct, and stored checkpoints stay valid.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(name = "events")]
//! struct EventPageV2 { data: Vec<Event>, next: Option<String> }
//!
//! let events = walk::<EventPageV2>("GET /events", [("GET /events", r#"{ "data": [{ "id": 1 }] }"#)]);
//! let stored = serde_json::to_value(events.checkpoint())?;
//! assert_eq!(stored["response"], "events");
//! # Ok::<_, serde_json::Error>(())
//! ```
//!
//! Types with the same name and strategy accept each other's checkpoints, unless the requests have different paths. A generic struct
//! has one name, whatever its parameters. Where lists share a path, or are fetched by functions, name their walks:
//! [`named`](crate::Pager::named).
//!
//! Generates: the argument of the constructor in `SPEC`: `Spec::cursor("events")`.
//!
//! Errors: a value that is not a string literal, or is empty; `name` on a field. At run time, a checkpoint with another name is
//! [`Error::Checkpoint`](crate::Error::Checkpoint).
//!
//! # into_iter
//!
//! The struct and its reference are `IntoIterator` over the items (`for event in events`, `for event in &events`), unless
//! `into_iter = false` leaves that to you.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
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
//! The path of `pagination_core`, if it is not `::pagination_core`: for macros and crates that re-export it.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! mod sdk {
//!     pub mod pagination {
//!         pub use pagination_core::*;
//!     }
//! }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(crate = sdk::pagination)]
//! struct Events { data: Vec<Event>, next: Option<String> }
//! ```
//!
//! Generates: the path before every generated name: `sdk::pagination::Paginated`.
//!
//! Errors: a path in quotes, or one with `Self`; rustc refuses a path where the crate is not.
//!
//! # An enum
//!
//! Some APIs respond with status 200 whether they succeed or fail. Decode such a response into an enum, and mark the variant that
//! is the page: `#[paginated(page)]`. Its payload is `Paginated` itself, and the enum is walked as the payload is: by all its
//! strategies, with its page sizes, counts, flag and sync token. Every other variant is [`Error::Check`](crate::Error::Check), shown by
//! the `Debug` of its payload, shortened where it is long; a variant with no field or with several is shown with its name.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[serde(untagged)]
//! enum Answer {
//!     #[paginated(page)]
//!     Ok(Channels),
//!     Failed(Failure),
//! }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_cursor)]
//! struct Channels { channels: Vec<Event>, next_cursor: Option<String> }
//!
//! #[derive(Debug, Deserialize)]
//! struct Failure { error: String }
//!
//! walk::<Answer>("GET /channels", [
//!     ("GET /channels", r#"{ "channels": [{ "id": 1 }], "next_cursor": "b" }"#),
//!     ("GET /channels?cursor=b", r#"{ "channels": [{ "id": 2 }] }"#),
//! ]);
//!
//! let replay = Replay::new([Recorded::json(r#"{ "error": "not_authed" }"#)]);
//! let first = replay.get("https://api.example/channels").paginate::<Answer>().items().next();
//! assert!(matches!(first, Some(Err(Error::Check(check))) if check.error.to_string() == r#"Failure { error: "not_authed" }"#));
//! ```
//!
//! With `untagged`, serde takes the first variant that fits: put the page first, and give it a field that no failure has. The payload
//! may be in a `Box`, and the enum may be generic. `name`, `into_iter` and `crate` may be declared on the enum. In checkpoints and
//! messages, it has the name of its payload unless it has a `name`.
//!
//! Generates: the impls of the payload, for the enum: `Paginated`, whose `check` refuses the other variants, and a `PaginatedBy`,
//! `ParallelBy`, `ReversibleBy` and `Synced` that hold where they hold for the payload.
//!
//! Errors: no variant with `page`, or two; a page variant with no field, or with several; a strategy or a key about the page on
//! the enum; a payload that is not `Paginated`, or that declares a `with = function`, which takes a `Page` of the payload; another
//! variant without `Debug`.
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
#![cfg_attr(not(feature = "rate-limit"), doc = include_str!("../links/rate_limit.md"))]
