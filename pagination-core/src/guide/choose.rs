//! Choose between cursor, offset and page, where an API offers several.
//!
//! | | cursor, next link | offset | page |
//! |---|---|---|---|
//! | records inserted or deleted meanwhile | no effect, as a rule | a record twice, or missed | a record twice, or missed |
//! | requests side by side (`concurrent`) | no | yes | yes |
//! | begin in the middle | only from a checkpoint | yes: `?offset=4000` in the template | yes: `?page=9` |
//! | how far | to the end | often capped (`max_window`) | often capped |
//! | cost of a page far back, for the server | the same | grows | grows |
//! | resume after days | if the cursor lives that long (`expired`) | yes, shifted | yes, shifted |
//! | sort order | often fixed | free | free |
//!
//! - For a complete copy: a cursor or link.
//! - For speed over a list that stands still, or a sample: an offset or page number with
//!   [`parallel`](crate::attributes::options#parallel).
//! - Between offset and page number: an offset. It moves by what was received, so that a server that makes pages smaller than
//!   asked loses nothing; a page number means another place as soon as the size changes.
//! - A next link before a cursor that must be put together with other parameters: the link is complete.
//!
//! Declare both, the safe one first, and choose per walk:
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! use pagination_core::{Offset, Paginate};
//!
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next, query(order = "id(asc)"))]
//! #[offset(parallel, max_window = 10_000, stop(short_page))]
//! #[paginated(page_size(param = "limit", default = 200, max = 200))]
//! struct Contacts { data: Vec<Event>, next: Option<String> }
//!
//! fn walks(request: impl Fn() -> reqwest::RequestBuilder) {
//!     let all = request().paginate::<Contacts>().items();
//!     let newest_1000 = request().paginate::<Contacts>().by::<Offset>().concurrent(5).max_items(1_000).items();
//! }
//! ```
