//! Where a response names a position: `field`, `header`, `rel`, `last_item`, `first_item`, `with`, `or`.
//!
//! A source stands in `#[cursor(…)]`, `#[next_link(…)]`, `#[sync_token(…)]` and `prev(…)`: exactly one in each. It gives a
//! value of any type that serde can write: a string, an integer, a list, a map, an enum of your own. Absent (`None`, JSON
//! null, no such header) means that there is no further page; so does an empty string, list or map, and of a number only its
//! absence: `0` is a position like any other. [`allow_empty`](super::options#allow_empty) makes an empty value one, too.
//!
//! | source | where | in |
//! |---|---|---|
//! | [`field = path`](#field) | the body | `cursor`, `next_link`, `sync_token`, `prev`, `or` |
//! | [`header = "x-name"`](#header) | a response header | `cursor`, `next_link`, `sync_token`, `prev`, `or` |
//! | [`rel = "next"`](#rel) | the `Link` header | `next_link`, `sync_token`, `prev` |
//! | [`field = path, rel = "next"`](#rel) | a list of links in the body | `next_link`, `sync_token`, `prev` |
//! | [`last_item = path`](#last_item), [`first_item = path`](#last_item) | inside a record of the page | `cursor`, `next_link`, `sync_token`, `prev`, `or` |
//! | [`with = function`](#with) | anywhere | `cursor`, `next_link`, `sync_token`, `prev`, `or` |
//! | [`or(source)`](#or) | a second place, where the first is absent | `cursor`, `next_link` |
//!
//! # field
//!
//! The value at a [field path](super#field-paths).
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = meta.next)]
//! struct Events { data: Vec<Event>, meta: Meta }
//!
//! #[derive(Deserialize)]
//! struct Meta { next: Option<u64> }
//! ```
//!
//! Generates: `PageInfo::next(…)` in `PaginatedBy::info`, with a reference to the value; `PageInfo::prev(…)` in `prev(…)`,
//! `PageInfo::sync(…)` in `#[sync_token(…)]`.
//!
//! Errors: a path that begins at no field, as the name on the wire does where serde renames; rustc refuses a segment behind it
//! that is no field, and a type that is not `Serialize`. A field has one role: the same path cannot be the items and the
//! cursor. A field of the struct that can never be absent (a `String`, an integer, …) is refused as a cursor unless something
//! else ends the walk: make it an `Option`, or add `stop(…)`, `end = …` or `#[paginated(has_more = …)]`. `stop(absent)` says
//! that an empty one does.
//!
//! # header
//!
//! The value of a response header, as text; of several lines, the first.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(header = "x-next-page", param = "page_token", stop(absent))]
//! struct Events(Vec<Event>);
//! ```
//!
//! A header cursor must say what ends the walk: `stop(absent)` where the header is missing from the last page,
//! `stop(empty_page)` or another rule where it is always there.
//!
//! Generates: `PageInfo::next(…)` of `Page::header("x-next-page")` in `PaginatedBy::info`, and `type Head = Head`.
//!
//! Errors: a malformed header name; a header cursor without a rule that ends it. Over a function, a strategy that reads a
//! header needs pages with a head, and does not compile without one: let the function return
//! [`Page::with_head`](crate::Page::with_head).
//!
//! # rel
//!
//! The target of the `Link` header (RFC 8288) with this relation type: several header lines, several links in a line, several
//! or unquoted `rel` values, and any case are read. A link with an `anchor` of another context is passed over.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[next_link(rel = "next", prev(rel = "prev"))]
//! struct Repositories(Vec<Event>);
//! ```
//!
//! `end(name = "value")` reads an attribute of that link: with `end(results = "false")`, a link that carries
//! `results="false"` leads nowhere.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[next_link(rel = "next", end(results = "false"))]
//! struct Issues(Vec<Event>);
//! # use pagination_core::testing::{Recorded, Replay};
//! # let link = |page: u8, results: bool| Recorded::json("[]").header("link", &format!(r#"</0/issues/?cursor={page}>; rel="next"; results="{results}""#));
//! # let replay = Replay::new([link(1, true), link(2, false)]);
//! # for page in replay.get("https://api.example/0/issues/").paginate::<Issues>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/0/issues/", "https://api.example/0/issues/?cursor=1"]);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! With `field`, it is a list of links in the body: the entry whose field `rel` is this relation type gives its field `href`.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = links, rel = "next", prev(field = links, rel = "prev"))]
//! struct Payments { payments: Vec<Event>, links: Vec<Link> }
//!
//! #[derive(Deserialize)]
//! struct Link { rel: String, href: String }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"payments":[],"links":[{"rel":"self","href":"/p"},{"rel":"next","href":"/p?s=2"}]}"#), Recorded::json(r#"{"payments":[],"links":[]}"#)]);
//! # for page in replay.get("https://api.example/p").paginate::<Payments>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/p", "https://api.example/p?s=2"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `PageInfo::next(…)` of `Page::link("next")` in `PaginatedBy::info`, with `end(…)` of
//! `Page::link_unless("next", "results", "false")`, and `type Head = Head`; with `field`, a search through the list instead.
//!
//! Errors: a `rel` of more than one word; `rel` in `#[cursor(…)]`; `end(…)` on another source; entries of a list without the
//! fields `rel` and `href`. Over a function, what is said of [`header`](#header).
//!
//! # last_item
//!
//! `last_item = path` is a path inside the last record of the page, `first_item = path` inside the first; bare, each is the
//! record itself. With [`each`](super::response#each) it is the unwrapped record. A page without records has no such
//! position, which ends the walk.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(last_item = id, param = "starting_after", prev(first_item = id, param = "ending_before"))]
//! #[paginated(has_more = has_more)]
//! struct Charges { data: Vec<Event>, has_more: bool }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(last_item, param = "after", stop(short_page))] // the records are the ids themselves
//! #[paginated(page_size(param = "limit", default = 100))]
//! struct Ids(Vec<u64>);
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"data":[{"id":3},{"id":5}],"has_more":true}"#), Recorded::json(r#"{"data":[],"has_more":false}"#)]);
//! # for page in replay.get("https://api.example/c").paginate::<Charges>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/c", "https://api.example/c?starting_after=5"]);
//! # }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"[3, 5]"#), Recorded::json(r#"[6]"#)]);
//! # for page in replay.get("https://api.example/i").paginate::<Ids>().page_size(2).pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/i?limit=2", "https://api.example/i?limit=2&after=5"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Without a rule for the end, such a walk goes on until a page is empty, which costs one request more.
//!
//! Generates: `PageInfo::next(…)` in `PaginatedBy::info`, with a reference into the last or first record.
//!
//! Errors: both keys at once; rustc refuses a path that is not in the record. Items that are a map or a set, or are given by a
//! function, have no last record.
//!
//! # with
//!
//! `with = function` calls an `fn(&Page<Self>) -> Option<T>`. It sees the body, status, headers and URL, and what was asked
//! ([`Page::asked`](crate::Page::asked): position, page size and index).
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! use pagination_core::Page;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(with = highest_id, param = "after_id", stop(empty_page))]
//! struct Events { data: Vec<Event> }
//!
//! /// The records are not sorted.
//! fn highest_id(page: &Page<Events>) -> Option<u64> {
//!     page.data.iter().map(|event| event.id).max()
//! }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"data":[{"id":7},{"id":5}]}"#), Recorded::json(r#"{"data":[]}"#)]);
//! # for page in replay.get("https://api.example/e").paginate::<Events>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/e", "https://api.example/e?after_id=7"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! The function is named by its path, without quotes; a closure cannot stand there.
//!
//! Generates: `PageInfo::next(…)` of `highest_id(page)` in `PaginatedBy::info`.
//!
//! Errors: a closure, or the name in quotes; rustc refuses a function of another signature. What the function reads of the head
//! is not known at compile time: over a function that returns none, it finds no headers and an empty URL.
//!
//! # or
//!
//! `or(source)` is asked where the first source gives nothing, or an empty value.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_marker, or(last_item = id), param = "marker")]
//! #[paginated(has_more = is_truncated)]
//! struct Objects { contents: Vec<Event>, next_marker: Option<String>, is_truncated: bool }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"contents":[{"id":7}],"is_truncated":true}"#), Recorded::json(r#"{"contents":[{"id":8}],"next_marker":"m","is_truncated":true}"#), Recorded::json(r#"{"contents":[],"is_truncated":false}"#)]);
//! # for page in replay.get("https://api.example/o").paginate::<Objects>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/o", "https://api.example/o?marker=7", "https://api.example/o?marker=m"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `PageInfo::or_next(…)` behind `PageInfo::next(…)` in `PaginatedBy::info`.
//!
//! Errors: no source in it, or two; `or` beside `rel`, in itself, in `prev(…)` or in `#[sync_token(…)]`.
