//! Annotate your API: from its documentation to a tested struct.
//!
//! # 1. Write the struct of one page
//!
//! Write what serde needs, and only the fields you use: the items, and where the API says how to go on. For the response
//!
//! ```json
//! { "data": [ { "id": 7, "title": "…" } ], "meta": { "next": "MTB8=", "total": 122 } }
//! ```
//!
//! that is
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
//! Use `Option` for what the last page leaves out or sets to null, such as the cursor here.
//!
//! # 2. Declare the strategy
//!
//! Find the sentence of the API's documentation that says how to request the next page, and its line in the
//! [table](crate::attributes#from-the-apis-documentation-to-the-attribute). "Pass `meta.next` as `page_token`" becomes
//! `#[cursor(field = meta.next, param = "page_token")]`. If the API offers several strategies, declare each one that you use. The
//! first is the default. [Choose between cursor, offset and page](super::choose) compares them.
//!
//! # 3. Declare the page size
//!
//! Name its parameter, the size that the server uses if none is sent, and its maximum:
//! `#[paginated(page_size(param = "limit", default = 50, max = 200))]`.
//!
//! # 4. Declare the end
//!
//! A cursor or link that is absent, null or empty ends the list by itself. Look for any other sign in the documentation: a flag
//! (`has_more = path`), "fewer than `limit`" (`stop(short_page)`), an empty page (`stop(empty_page)`), a total (`total = path`), a
//! status (`empty(404)`). The compiler refuses a walk that nothing could end. [How the end is decided](crate::attributes::end)
//! shows the order of these rules.
//!
//! # 5. Test it
//!
//! [`testing`][crate::testing] replays recorded pages and records the requests. Take sample responses from the documentation, at
//! least a first page and the last.
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
//! # Ok::<_, pagination_core::testing::Error>(())
//! ```
//!
//! # 6. Walk
//!
//! An async walk is a `Stream`. A `for` loop does not accept it ("is not an iterator"): call `try_next().await`, or use the
//! combinators of `futures_util::TryStreamExt`. Over `reqwest::blocking` the same walk is an `Iterator`.
//!
//! ```no_run
//! # use pagination_core::{Paginate, Paginated};
//! # use serde::Deserialize;
//! # #[derive(Deserialize, Paginated)]
//! # #[cursor(field = next)]
//! # struct Notes { data: Vec<Note>, next: Option<String> }
//! # #[derive(Deserialize)]
//! # struct Note { title: String }
//! use std::time::Duration;
//!
//! use pagination_core::reqwest::same_origin_redirects;
//!
//! async fn print_titles(token: &str) -> Result<(), Box<dyn std::error::Error>> {
//!     let http = reqwest::Client::builder().timeout(Duration::from_secs(30)).redirect(same_origin_redirects()).build()?;
//!     let request = http.get("https://api.example/notes").bearer_auth(token);
//!     let mut notes = request.paginate::<Notes>().items();
//!     while let Some(note) = notes.try_next().await? {
//!         println!("{}", note.title);
//!     }
//!     Ok(())
//! }
//!
//! fn print_titles_blocking(token: &str) -> Result<(), Box<dyn std::error::Error>> {
//!     let http =
//!         reqwest::blocking::Client::builder().timeout(Duration::from_secs(30)).redirect(same_origin_redirects()).build()?;
//!     let request = http.get("https://api.example/notes").bearer_auth(token);
//!     for note in request.paginate::<Notes>().items() {
//!         println!("{}", note?.title);
//!     }
//!     Ok(())
//! }
//! ```
//!
//! If the walk stops early, loops, or cannot read a page, the error names the attribute or path to look at.
//!
#![cfg_attr(not(feature = "testing"), doc = include_str!("../links/testing.md"))]
