//! Annotate your API: from its documentation to a tested struct.
//!
//! # 1. The struct of one page
//!
//! Write what serde needs, and no more than you use: the records, and where the API says how to go on.
//!
//! ```json
//! { "data": [ { "id": 7, "title": "…" } ], "meta": { "next": "MTB8=", "total": 122 } }
//! ```
//!
//! ```
//! use serde::Deserialize;
//!
//! #[derive(Deserialize)]
//! struct Notes { data: Vec<Note>, meta: Meta }
//!
//! #[derive(Deserialize)]
//! struct Note { id: u64, title: String }
//!
//! #[derive(Deserialize)]
//! struct Meta { next: Option<String> }
//! ```
//!
//! Make an `Option` of what the last page leaves out or sets to null, as the cursor here.
//!
//! # 2. The strategy
//!
//! Find the sentence of the API's documentation that says how the next page is asked for, and its line in the
//! [table](crate::attributes#from-the-apis-documentation-to-the-attribute). "Pass `meta.next` as `page_token`" is
//! `#[cursor(field = meta.next, param = "page_token")]`. Where the documentation offers several ways, declare each that you
//! use; the first is the default. [Choose between cursor, offset and page](super::choose) compares them.
//!
//! # 3. The page size
//!
//! Name the parameter, and what the documentation says of it: the server's own size where none is asked for, and its maximum.
//!
//! `#[paginated(page_size(param = "limit", default = 50, max = 200))]`
//!
//! # 4. The end
//!
//! A cursor or link that is absent, null or empty ends the list by itself. Read on in the documentation for anything else: a
//! flag (`has_more = path`), "fewer than `limit`" (`stop(short_page)`), an empty page (`stop(empty_page)`), a total (`total =
//! path`), a status (`empty(404)`). A walk that nothing could end is refused by the compiler.
//!
//! # 5. The test
//!
//! [`testing`][crate::testing] plays recorded pages and shows the requests. Take the sample responses of the documentation,
//! two at least: a first page and the last.
//!
//! ```
//! use pagination_core::Paginated;
//! use pagination_core::testing::{Recorded, Replay};
//! use serde::Deserialize;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = meta.next, param = "page_token")]
//! #[paginated(page_size(param = "limit", default = 50, max = 200))]
//! struct Notes { data: Vec<Note>, meta: Meta }
//!
//! #[derive(Deserialize)]
//! struct Note { id: u64 }
//!
//! #[derive(Deserialize)]
//! struct Meta { next: Option<String> }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let replay = Replay::new([
//!     Recorded::json(r#"{ "data": [ { "id": 7 }, { "id": 8 } ], "meta": { "next": "MTB8=" } }"#),
//!     Recorded::json(r#"{ "data": [ { "id": 9 } ], "meta": {} }"#),
//! ]);
//! let notes = replay.get("https://api.example/notes?sort=id").paginate::<Notes>().page_size(2).items();
//! let ids: Vec<u64> = notes.map(|note| note.map(|note| note.id)).collect::<Result<_, _>>()?;
//!
//! assert_eq!(ids, [7, 8, 9]);
//! assert_eq!(replay.urls(), [
//!     "https://api.example/notes?sort=id&limit=2",
//!     "https://api.example/notes?sort=id&limit=2&page_token=MTB8%3D",
//! ]);
//! # Ok(()) }
//! ```
//!
//! # 6. The walk
//!
//! ```no_run
//! # use pagination_core::{Paginate, Paginated};
//! # use serde::Deserialize;
//! # #[derive(Deserialize, Paginated)]
//! # #[cursor(field = next)]
//! # struct Notes { data: Vec<Note>, next: Option<String> }
//! # #[derive(Deserialize)]
//! # struct Note { title: String }
//! # async fn walk(token: &str) -> Result<(), Box<dyn std::error::Error>> {
//! let request = reqwest::Client::new().get("https://api.example/notes").bearer_auth(token);
//! let mut notes = request.paginate::<Notes>().items();
//! while let Some(note) = notes.try_next().await? {
//!     println!("{}", note.title);
//! }
//! # Ok(()) }
//! ```
//!
//! An async walk is a `Stream`, which `for` does not take ("is not an iterator"): ask with `try_next().await`, or use the
//! combinators of `futures_util::TryStreamExt`. Over `reqwest::blocking` the same walk is an `Iterator`:
//!
//! ```no_run
//! # use pagination_core::{Paginate, Paginated};
//! # use serde::Deserialize;
//! # #[derive(Deserialize, Paginated)]
//! # #[cursor(field = next)]
//! # struct Notes { data: Vec<Note>, next: Option<String> }
//! # #[derive(Deserialize)]
//! # struct Note { title: String }
//! # fn walk(token: &str) -> Result<(), Box<dyn std::error::Error>> {
//! let request = reqwest::blocking::Client::new().get("https://api.example/notes").bearer_auth(token);
//! for note in request.paginate::<Notes>().items() {
//!     println!("{}", note?.title);
//! }
//! # Ok(()) }
//! ```
//!
//! If it stops early, loops, or a page cannot be read, the error says which attribute or path to look at.
//!
#![cfg_attr(not(feature = "testing"), doc = include_str!("../links/testing.md"))]
