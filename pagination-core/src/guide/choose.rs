//! Choose between cursor, offset and page, where an API offers several.
//!
//! Some examples list the requests of a walk, each with its response ([how to read them](crate::attributes#the-examples)).
//!
//! | | cursor, next link | offset | page |
//! |---|---|---|---|
//! | items inserted or deleted during the walk | usually no effect | an item twice, or missed | an item twice, or missed |
//! | concurrent requests (`concurrent`) | no | yes | yes |
//! | start in the middle | only from a checkpoint | yes: `?offset=4000` in the template | yes: `?page=9` |
//! | reach | to the end | often capped (`max_window`) | often capped |
//! | server's cost of a page far into the list | the same | grows | grows |
//! | resume after days | if the cursor lives that long (`expired`) | yes, shifted | yes, shifted |
//! | sort order | often fixed | free | free |
//!
//! - For a complete copy: a cursor or link.
//! - For speed over a list that does not change, or for a sample: an offset or page number with
//!   [`parallel`](crate::attributes::options#parallel).
//! - Offset or page number: the offset. It moves by the number of items received, so it loses nothing if the server sends smaller
//!   pages than requested. A page number means another place as soon as the size changes.
//! - Next link or cursor: the link. It is complete, while a cursor needs the other parameters again.
//!
//! Declare both, the safe one first, and choose per walk:
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::Offset;
//!
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next, query(order = "id(asc)"))]
//! #[offset(parallel, max_window = 10_000, stop(short_page))]
//! #[paginated(page_size(param = "limit", default = 200, max = 200))]
//! struct Contacts { data: Vec<Event>, next: Option<String> }
//!
//! // The whole list, by link.
//! walk::<Contacts>("GET /contacts", [
//!     ("GET /contacts?order=id(asc)", r#"{ "data": [{ "id": 1 }], "next": "/contacts?c=2" }"#),
//!     ("GET /contacts?c=2", r#"{ "data": [{ "id": 2 }] }"#),
//! ]);
//!
//! // The first four items, by offset, two requests at a time.
//! walk_with(
//!     "GET /contacts",
//!     |contacts: Pager<Contacts>| contacts.page_size(2).by::<Offset>().concurrent(2).max_items(4),
//!     [
//!         ("GET /contacts?limit=2&offset=0", r#"{ "data": [{ "id": 1 }, { "id": 2 }] }"#),
//!         ("GET /contacts?limit=2&offset=2", r#"{ "data": [{ "id": 3 }, { "id": 4 }] }"#),
//!     ],
//! );
//! ```
