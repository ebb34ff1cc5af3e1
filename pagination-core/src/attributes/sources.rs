//! Where a response names a position: `field`, `header`, `rel`, `last_item`, `first_item`, `with`, `or`.
//!
//! Each example lists the requests of a walk, each with its response ([how to read them](super#the-examples)).
//!
//! A source belongs in `#[cursor(…)]`, `#[next_link(…)]`, `#[sync_token(…)]` and `prev(…)`: exactly one in each. Its value has any
//! type that serde can write: a string, an integer, a list, a map, an enum of your own. An absent value (`None`, JSON null, no
//! such header) means that there is no further page, and so does an empty string, list or map. A number counts as absent only
//! where it is missing: `0` is a position like any other. With [`allow_empty`](super::options#allow_empty), an empty value is a
//! position too.
//!
//! | source | where | in |
//! |---|---|---|
//! | [`field = path`](#field) | the body | `cursor`, `next_link`, `sync_token`, `prev`, `or` |
//! | [`header = "x-name"`](#header) | a response header | `cursor`, `next_link`, `sync_token`, `prev`, `or` |
//! | [`rel = "next"`](#rel) | the `Link` header | `next_link`, `sync_token`, `prev` |
//! | [`field = path, rel = "next"`](#rel) | a list of links in the body | `next_link`, `sync_token`, `prev` |
//! | [`last_item = path`](#last_item), [`first_item = path`](#last_item), or `(with = function)` | inside an item of the page | `cursor`, `next_link`, `sync_token`, `prev`, `or` |
//! | [`with = function`](#with) | anywhere | `cursor`, `next_link`, `sync_token`, `prev`, `or` |
//! | [`or(source)`](#or) | a second source, where the first is absent | `cursor`, `next_link` |
//!
//! # field
//!
//! The value at a [field path](super#field-paths).
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = meta.next)]
//! struct Events { data: Vec<Event>, meta: Meta }
//!
//! #[derive(Deserialize)]
//! struct Meta { next: Option<u64> }
//!
//! walk::<Events>("GET /events", [
//!     ("GET /events", r#"{ "data": [{ "id": 1 }], "meta": { "next": 7 } }"#),
//!     ("GET /events?cursor=7", r#"{ "data": [{ "id": 2 }], "meta": { "next": null } }"#),
//! ]);
//! ```
//!
//! Generates: `PageInfo::next(…)` in `PaginatedBy::info`, with a reference to the value; `PageInfo::prev(…)` in `prev(…)`,
//! `PageInfo::sync(…)` in `#[sync_token(…)]`.
//!
//! Errors: a path that does not begin with a field (for example the name in the JSON, where serde renames); rustc refuses a later
//! segment that is not a field, and a type that is not `Serialize`. A field has one role: the same path cannot be both the items
//! and the cursor. A cursor field that can never be absent (a `String`, an integer, …) is refused unless something else ends the
//! walk: make it an `Option`, or add `stop(…)`, `end = …` or `#[paginated(has_more = …)]`. `stop(absent)` says that an empty
//! cursor does.
//!
//! # header
//!
//! The value of a response header, as text. Of several lines, the first.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(header = "x-next-page", param = "page_token", stop(absent))]
//! struct Events(Vec<Event>);
//!
//! walk::<Events>("GET /events", [
//!     ("GET /events", Recorded::json(r#"[{ "id": 1 }]"#).header("x-next-page", "abc")),
//!     ("GET /events?page_token=abc", Recorded::json(r#"[{ "id": 2 }]"#)),
//! ]);
//! ```
//!
//! A header cursor must say what ends the walk: `stop(absent)` where the last page does not have the header, `stop(empty_page)`
//! or another rule where every page has it.
//!
//! Generates: `PageInfo::next(…)` of `Page::header("x-next-page")` in `PaginatedBy::info`, and `type Head = Head`.
//!
//! Errors: a malformed header name; a header cursor without a rule that ends it. Over a function, a strategy that reads a header
//! does not compile unless the pages have a head: let the function return [`Page::with_head`](crate::Page::with_head).
//!
//! # rel
//!
//! The target of the `Link` header (RFC 8288) with this relation type. It reads several header lines, several links in a line,
//! several or unquoted `rel` values, and any case. It skips a link whose `anchor` names another context.
//!
//! `end(name = "value")` reads an attribute of that link: with `end(results = "false")`, a link that carries `results="false"`
//! leads nowhere.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[next_link(rel = "next", prev(rel = "prev"))]
//! struct Repositories(Vec<Event>);
//!
//! walk::<Repositories>("GET /repos", [
//!     ("GET /repos", Recorded::json(r#"[{ "id": 1 }]"#).header("link", r#"</repos?page=2>; rel="next""#)),
//!     ("GET /repos?page=2", Recorded::json(r#"[{ "id": 2 }]"#).header("link", r#"</repos?page=1>; rel="prev""#)),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[next_link(rel = "next", end(results = "false"))]
//! struct Issues(Vec<Event>);
//!
//! let next = |n: u8, results: bool| format!(r#"</issues?cursor={n}>; rel="next"; results="{results}""#);
//! walk::<Issues>("GET /issues", [
//!     ("GET /issues", Recorded::json(r#"[{ "id": 1 }]"#).header("link", &next(1, true))),
//!     ("GET /issues?cursor=1", Recorded::json(r#"[{ "id": 2 }]"#).header("link", &next(2, false))),
//! ]);
//! ```
//!
//! With `field`, it is a list of links in the body: the `href` of the entry whose `rel` is this relation type.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = links, rel = "next", prev(field = links, rel = "prev"))]
//! struct Payments { payments: Vec<Event>, links: Vec<Link> }
//!
//! #[derive(Deserialize)]
//! struct Link { rel: String, href: String }
//!
//! walk::<Payments>("GET /payments", [
//!     ("GET /payments", r#"{ "payments": [{ "id": 1 }], "links": [{ "rel": "next", "href": "/payments?s=2" }] }"#),
//!     ("GET /payments?s=2", r#"{ "payments": [{ "id": 2 }], "links": [{ "rel": "prev", "href": "/payments" }] }"#),
//! ]);
//! ```
//!
//! Generates: `PageInfo::next(…)` of `Page::link("next")` in `PaginatedBy::info`, with `end(…)` of
//! `Page::link_unless("next", "results", "false")`, and `type Head = Head`; with `field`, a search through the list instead.
//!
//! Errors: a `rel` of more than one word; `rel` in `#[cursor(…)]`; `end(…)` on another source; entries of a list without the
//! fields `rel` and `href`. Over a function, the same as for [`header`](#header).
//!
//! # last_item
//!
//! `last_item = path` is a path inside the last item of the page, `first_item = path` inside the first. Without a path, each is
//! the item itself. With [`each`](super::response#each) it is the unwrapped item. A page without items has no such position,
//! which ends the walk. A page with items has one: if the value in the item is null, and neither a flag nor a declared stop ends the
//! walk there, that is [`Error::MissingPosition`](crate::Error::MissingPosition).
//!
//! Items that share the value of the last one on their page may be skipped: where a position is read from an item, that value
//! should be unique.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(last_item = id, param = "starting_after", prev(first_item = id, param = "ending_before"))]
//! #[paginated(has_more = has_more)]
//! struct Charges { data: Vec<Event>, has_more: bool }
//!
//! walk::<Charges>("GET /charges", [
//!     ("GET /charges", r#"{ "data": [{ "id": 3 }, { "id": 5 }], "has_more": true }"#),
//!     ("GET /charges?starting_after=5", r#"{ "data": [{ "id": 8 }], "has_more": false }"#),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(last_item, param = "after", stop(short_page))] // each item is an id
//! #[paginated(page_size(param = "limit", default = 100))]
//! struct Ids(Vec<u64>);
//!
//! walk_with("GET /ids", |ids: Pager<Ids>| ids.page_size(2), [
//!     ("GET /ids?limit=2", "[3, 5]"),
//!     ("GET /ids?limit=2&after=5", "[6]"),
//! ]);
//! ```
//!
//! Without another rule for the end, such a walk ends at an empty page, which costs one more request.
//!
//! `last_item(with = function)` and `first_item(with = function)` call an `fn(&Item) -> Option<T>`, where a path does not lead to the
//! position: in an envelope whose items are of any type, or where the position is computed.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! trait HasId {
//!     fn id(&self) -> u64;
//! }
//!
//! impl HasId for Event {
//!     fn id(&self) -> u64 { self.id }
//! }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(last_item(with = id_of), param = "after", stop(empty_page))]
//! struct Envelope<T: HasId> { data: Vec<T> }
//!
//! fn id_of<T: HasId>(item: &T) -> Option<u64> {
//!     Some(item.id())
//! }
//!
//! walk::<Envelope<Event>>("GET /events", [
//!     ("GET /events", r#"{ "data": [{ "id": 3 }, { "id": 5 }] }"#),
//!     ("GET /events?after=5", r#"{ "data": [] }"#),
//! ]);
//! ```
//!
//! Generates: `PageInfo::next(…)` in `PaginatedBy::info`, with a reference into the last or first item, or with what the function
//! returns, and `.position_in_items()` in `SPEC`.
//!
//! Errors: both keys at once; rustc refuses a path that is not in the item, and a function of another signature. Items in a map or a
//! set, or from a function, have no last item.
//!
//! # with
//!
//! `with = function` calls an `fn(&Page<Self>) -> Option<T>`. It sees the body, status, headers and URL, and the request
//! ([`Page::request`](crate::Page::request): position, page size and index).
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::Page;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(with = highest_id, param = "after_id", stop(empty_page))]
//! struct Events { data: Vec<Event> }
//!
//! /// The items are not sorted.
//! fn highest_id(page: &Page<Events>) -> Option<u64> {
//!     page.data.iter().map(|event| event.id).max()
//! }
//!
//! walk::<Events>("GET /events", [
//!     ("GET /events", r#"{ "data": [{ "id": 7 }, { "id": 5 }] }"#),
//!     ("GET /events?after_id=7", r#"{ "data": [] }"#),
//! ]);
//! ```
//!
//! The value is the path of the function, without quotes. It cannot be a closure.
//!
//! Generates: `PageInfo::next(…)` of `highest_id(page)` in `PaginatedBy::info`.
//!
//! Errors: a closure, or the name in quotes; rustc refuses a function of another signature. The compiler does not know whether the
//! function reads the head. In a walk over functions that return no head, it finds no headers and an empty URL.
//!
//! # or
//!
//! `or(source)` is read where the first source gives nothing or an empty value.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_marker, or(last_item = id), param = "marker")]
//! #[paginated(has_more = is_truncated)]
//! struct Objects { contents: Vec<Event>, next_marker: Option<String>, is_truncated: bool }
//!
//! walk::<Objects>("GET /bucket", [
//!     ("GET /bucket", r#"{ "contents": [{ "id": 7 }], "is_truncated": true }"#),
//!     ("GET /bucket?marker=7", r#"{ "contents": [{ "id": 8 }], "next_marker": "m", "is_truncated": true }"#),
//!     ("GET /bucket?marker=m", r#"{ "contents": [{ "id": 9 }], "is_truncated": false }"#),
//! ]);
//! ```
//!
//! Generates: `PageInfo::or_next(…)` after `PageInfo::next(…)` in `PaginatedBy::info`.
//!
//! Errors: no source in it, or two; `or` beside `rel`, in itself, in `prev(…)` or in `#[sync_token(…)]`.
