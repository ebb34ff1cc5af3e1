//! Resume and sync: stop anywhere and go on, and fetch only what changed.
//!
//! # Checkpoints
//!
//! A [`Checkpoint`](crate::Checkpoint) says where a walk stands: the position of a page, and how many of its records were
//! taken. It is a small serde value, and can be asked for at any time: between records, in the middle of a page, after an
//! error, at the end.
//!
//! ```
//! use pagination_core::{Checkpoint, Paginated, pages_blocking};
//!
//! #[derive(Paginated)]
//! #[cursor(field = next)]
//! struct Numbers { data: Vec<u64>, next: Option<u64> }
//!
//! fn list(at: Option<u64>) -> Result<Numbers, std::io::Error> {
//!     let at = at.unwrap_or(0);
//!     Ok(Numbers { data: (at..at + 4).collect(), next: (at < 8).then_some(at + 4) })
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut numbers = pages_blocking(list).items();
//! let seen: Vec<_> = numbers.by_ref().take(6).collect::<Result<_, _>>()?;
//! let stored = serde_json::to_string(&numbers.checkpoint())?;
//! drop(numbers); // the program ends here
//!
//! let checkpoint: Checkpoint = serde_json::from_str(&stored)?;
//! let rest: Vec<_> = pages_blocking(list).resume(checkpoint).items().collect::<Result<_, _>>()?;
//! assert_eq!((seen, rest), (vec![0, 1, 2, 3, 4, 5], vec![6, 7, 8, 9, 10, 11]));
//! # Ok(()) }
//! ```
//!
//! - Write the checkpoint in one transaction with the records before it: then neither is lost, and nothing comes twice.
//! - `items()` skips what was taken of the page. If the page may have shifted meanwhile and a record twice is better than one
//!   missed, ask for the whole page again: `checkpoint.at_page_start()`. `pages()` gives the page whole in any case, and its
//!   checkpoints lie behind whole pages.
//! - A checkpoint of another response type or strategy is refused by the first result
//!   ([`Error::Checkpoint`](crate::Error::Checkpoint)); types go by their [`name`](crate::attributes::response#name). A stored
//!   link is checked for its origin again. One of a finished walk resumes to nothing.
//! - The request is yours to build again, with the same filters and, by page number, the same page size (another one is
//!   refused). A checkpoint holds cursors, which may be secrets; it holds no credentials.
//! - With `concurrent` and `prefetch`, it stands behind what was handed over, not behind what was fetched.
//! - `.resume(checkpoint).rev()` goes back from there, where [`prev`](crate::attributes::strategies#prev) is declared.
//!
//! # After an error
//!
//! An error that can pass ([`is_transient`](crate::Error::is_transient): no answer, 408, 425, 429, 5xx) leaves the walk where it is:
//! the next call asks for the same page. Sixteen in a row end it. Any other error is told once, then the walk is over. In
//! both cases `checkpoint()` gives the place before it. [`retry`][crate::Pager::retry] asks again by itself, with growing
//! waits, and obeys `Retry-After`.
//!
//! # Sync tokens
//!
//! [`#[sync_token(…)]`](crate::attributes::strategies#sync_token) declares the token. The first walk is a full one; its final
//! page gives the token, which the next walk begins with.
//!
//! ```
//! use pagination_core::Paginated;
//! use pagination_core::testing::{Recorded, Replay};
//! use serde::Deserialize;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_token, param = "next_token", expired(410))]
//! #[sync_token(field = sync_token)]
//! struct Datastores { data: Vec<String>, next_token: Option<String>, sync_token: Option<String> }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let replay = Replay::new([
//! #     Recorded::json(r#"{ "data": ["a"], "next_token": "2", "sync_token": "not this one" }"#),
//! #     Recorded::json(r#"{ "data": ["b"], "sync_token": "monday" }"#),
//! #     Recorded::json(r#"{ "data": ["c"], "sync_token": "tuesday" }"#),
//! # ]);
//! # let request = || replay.get("https://api.example/datastores");
//! let mut all = request().paginate::<Datastores>().items();
//! while let Some(datastore) = all.try_next()? { /* store it */ }
//! let token = all.sync_token().expect("the list was read to its end").clone(); // a serde value: store it too
//!
//! let mut changes = request().paginate::<Datastores>().since(token).items();
//! while let Some(datastore) = changes.try_next()? { /* store it */ }
//! # assert_eq!(replay.urls()[2], "https://api.example/datastores?sync_token=monday");
//! # Ok(()) }
//! ```
//!
//! There is a token only when the final page has been delivered whole: none after an error, `max_items`, or a loop that was
//! left early.
//!
//! A walk that was begun with a token can be stopped too: its checkpoint keeps the token, and the walk that is resumed sends it
//! again. `since` is for a walk that begins.
//!
//! ```
//! # use pagination_core::Paginated;
//! # use pagination_core::testing::{Recorded, Replay};
//! # use serde::Deserialize;
//! # #[derive(Deserialize, Paginated)]
//! # #[cursor(field = next_token, param = "next_token")]
//! # #[sync_token(field = sync_token)]
//! # struct Datastores { data: Vec<String>, next_token: Option<String>, sync_token: Option<String> }
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let replay = Replay::new([
//! #     Recorded::json(r#"{ "data": ["c"], "next_token": "2" }"#),
//! #     Recorded::json(r#"{ "data": ["d"], "sync_token": "tuesday" }"#),
//! # ]);
//! # let request = || replay.get("https://api.example/datastores");
//! let mut changes = request().paginate::<Datastores>().since("monday").items();
//! changes.try_next()?;
//! let stored = serde_json::to_string(&changes.checkpoint())?;
//!
//! let mut rest = request().paginate::<Datastores>().resume(serde_json::from_str(&stored)?).items();
//! assert_eq!(rest.try_next()?.as_deref(), Some("d"));
//! assert_eq!(replay.urls()[1], "https://api.example/datastores?sync_token=monday&next_token=2");
//! # Ok(()) }
//! ```
//!
//! # Expiry
//!
//! Cursors and sync tokens die. Where the API says by which status, [`expired(410)`](crate::attributes::options#expired)
//! makes it [`Error::Expired`](crate::Error::Expired). With [`restart_on_expiry`](crate::Pager::restart_on_expiry) the walk
//! starts again from nothing, once, and tells so by one [`Error::Restarted`](crate::Error::Restarted): drop what a full list
//! replaces, and go on asking.
//!
//! ```
//! # use pagination_core::{Error, Paginated};
//! # use pagination_core::testing::{Recorded, Replay};
//! # use serde::Deserialize;
//! # #[derive(Deserialize, Paginated)]
//! # #[cursor(field = next_token, expired(410))]
//! # #[sync_token(field = sync_token)]
//! # struct Datastores { data: Vec<String>, next_token: Option<String>, sync_token: Option<String> }
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let replay = Replay::new([Recorded::status(410), Recorded::json(r#"{ "data": ["a"] }"#)]);
//! # let (request, token) = (replay.get("https://api.example/datastores"), "monday");
//! let mut stored = vec!["old".to_owned()];
//! let mut changes = request.paginate::<Datastores>().since(token).restart_on_expiry().items();
//! loop {
//!     match changes.try_next() {
//!         Ok(Some(datastore)) => stored.push(datastore),
//!         Ok(None) => break,
//!         Err(Error::Restarted(_)) => stored.clear(),
//!         Err(error) => return Err(error.into()),
//!     }
//! }
//! assert_eq!(stored, ["a"]);
//! # Ok(()) }
//! ```
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
