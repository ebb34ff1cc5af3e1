//! How the end of a list is decided.
//!
//! The walk checks each response against these rules, in this order. The first that applies decides:
//!
#![doc = include_str!("end.svg")]
//!
#![doc = include_str!("end.md")]
//!
//! If the flag says that a page follows (`has_more` is `true`, `is_last` is `false`), the declared stops and the total are
//! skipped: the dashed lines in the picture. A flag that is `None` is ignored. So is a total smaller than the number of items that
//! have already arrived: it is wrong.
//!
//! The items of a page are always delivered before the error that its position, flag or cap causes. Only two things withhold a
//! page: `check`, and the loop guard where the body equals one that came before. [`max_pages`](crate::Pager::max_pages) and
//! [`max_items`](crate::Pager::max_items) end a walk from outside, without another request.
//!
//! An empty page does not end a cursor or link walk, and a short page does not end any walk, unless an attribute says so: APIs
//! filter pages after cutting them, and reduce page sizes.
//!
//! # Empty pages on counted walks
//!
//! An empty page ends a walk by offset or page number, unless the API says that more follows:
//!
//! | what says it | page numbers, `step(page_size)` | other offsets, which an empty page cannot move |
//! |---|---|---|
//! | a flag of `true` | the walk goes on; a hundred empty pages in a row are [`Error::Loop`] | [`Error::MissingPosition`] |
//! | `total_pages` | the walk goes on until the page numbers pass it | |
//! | `total` | the walk goes on until the positions pass it; sixteen empty pages in a row are [`Error::Incomplete`] | the end, with a `tracing` event at `WARN`; with [`complete`](super::response#complete) an error |
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[page]
//! #[paginated(has_more = more)]
//! struct Filtered { data: Vec<u64>, more: bool }
//!
//! walk::<Filtered>("GET /filtered", [
//!     ("GET /filtered?page=1", r#"{ "data": [1, 2], "more": true }"#),
//!     ("GET /filtered?page=2", r#"{ "data": [], "more": true }"#),
//!     ("GET /filtered?page=3", r#"{ "data": [5], "more": false }"#),
//! ]);
//! ```
//!
//! # Short
//!
//! A page is *short* if it has fewer items than
//!
//! 1. the size that was requested, by `.page_size(n)`, the template or `send`, if it is within `max`; else
//! 2. the `default` that [`page_size(…)`](super::response#page_size) declares; else
//! 3. the longest earlier page of this walk.
//!
//! Entries that [`each`](super::response#each) leaves out are counted. A list whose last page is full takes one more request, as
//! in the second walk here ([how to read it](super#the-examples)):
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[offset(stop(short_page))]
//! #[paginated(page_size(default = 2))]
//! struct Numbers { data: Vec<u64> }
//!
//! walk::<Numbers>("GET /three", [
//!     ("GET /three?offset=0", r#"{ "data": [1, 2] }"#),
//!     ("GET /three?offset=2", r#"{ "data": [3] }"#),
//! ]);
//! walk::<Numbers>("GET /two", [
//!     ("GET /two?offset=0", r#"{ "data": [1, 2] }"#),
//!     ("GET /two?offset=2", r#"{ "data": [] }"#),
//! ]);
//! ```
//!
//! # What the loop guard cannot see
//!
//! - A server whose link always changes while its items stay the same leads on forever. Bound such a walk with `max_pages`.
//! - Pages are compared by their whole bodies. A page that comes again with another date, page number or id beside the same items is
//!   not recognized.
//! - Over functions there are no bodies: a function that ignores an offset or page number is bounded only by a declared stop.
//!
//! [`Error::CapReached`]: crate::Error::CapReached
//! [`Error::Check`]: crate::Error::Check
//! [`Error::Incomplete`]: crate::Error::Incomplete
//! [`Error::Loop`]: crate::Error::Loop
//! [`Error::MissingPosition`]: crate::Error::MissingPosition
//! [`allow_repeated`]: super::options#allow_repeated
//! [`check`]: super::response#check
//! [`empty(…)`]: super::response#empty
//! [`end = …`]: super::options#end
//! [`has_more`]: super::response#has_more
//! [`is_last`]: super::response#has_more
//! [`max_window`]: super::options#max_window
//! [`stop(empty_page)`]: super::options#stop
//! [`stop(repeated)`]: super::options#stop
//! [`stop(…)`]: super::options#stop
//! [`stop(short_page)`]: super::options#stop
//! [`total_pages`]: super::response#total
//! [`total`]: super::response#total
