//! Choose between cursor, offset and page, where an API offers several.
//!
//! Some examples list the requests of a walk, each with its response ([how to read them](crate::attributes#the-examples)).
//!
//! | | cursor, next link | offset | page |
//! |---|---|---|---|
//! | items inserted or deleted during the walk | usually no effect | an item twice, or missed; with [`overlap`](#a-list-that-changes) neither | an item twice, or missed; with a [`key`](#a-list-that-changes) not twice |
//! | concurrent requests (`concurrent`) | no | yes | yes |
//! | start in the middle | only from a checkpoint | yes: `?offset=4000` in the template | yes: `?page=9` |
//! | reach | to the end | often capped (`max_window`); with an [`anchor`](#a-list-that-is-capped) to the end | as by offset |
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
//!
//! # A list that is capped
//!
//! Where the only way through a long list ends at a cap, declare an [`anchor`](crate::attributes::options#anchor): a value that the list is
//! sorted by, and the filter for it. At the cap, the walk starts again after the last item:
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[offset(max_window = 2, anchor(last_item = id, param = "id_gt", unique), stop(short_page))]
//! #[paginated(page_size(default = 2))]
//! struct Contacts { data: Vec<Event> }
//!
//! walk::<Contacts>("GET /contacts?sort=id", [
//!     ("GET /contacts?sort=id&offset=0", r#"{ "data": [{ "id": 1 }, { "id": 2 }] }"#),
//!     ("GET /contacts?sort=id&id_gt=2&offset=0", r#"{ "data": [{ "id": 3 }] }"#),
//! ]);
//! ```
//!
//! Such a list can be divided for several workers, too: [`split`](crate::Pager::split).
//!
//! # A list that changes
//!
//! By offset, what is inserted or deleted before the position shifts the rest. With [`overlap`](crate::attributes::options#overlap) and a
//! [`key`](crate::attributes::response#key), each page is requested a few items earlier, and joined to the one before by its keys. Where
//! they do not join, the walk steps back until they do, or ends with [`Error::Drifted`](crate::Error::Drifted):
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[offset(overlap = 1, stop(short_page))]
//! #[paginated(key = id, page_size(default = 3))]
//! struct Contacts { data: Vec<Event> }
//!
//! walk::<Contacts>("GET /contacts", [
//!     ("GET /contacts?offset=0", r#"{ "data": [{ "id": 1 }, { "id": 2 }, { "id": 3 }] }"#),
//!     // 3 has come, so that nothing was deleted before it.
//!     ("GET /contacts?offset=2", r#"{ "data": [{ "id": 3 }, { "id": 4 }] }"#),
//! ]);
//! ```
//!
//! By page number, a `key` drops what inserts repeat, and after a total that shrinks, the page before is requested once more. Both
//! hold only for a list that is sorted by what stays the same, such as an id. Where you delete what you read yourself, use
//! [`drain`](crate::Pager::drain): the offset stays where it is.
