//! Resume and sync: stop anywhere and go on later, and fetch only what changed.
//!
//! # Checkpoints
//!
//! A [`Checkpoint`](crate::Checkpoint) says how far a walk has come: the position of a page, and how many of its items were taken.
//! It is a small serde value. You can ask for it at any time: between items, in the middle of a page, after an error, at the end.
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
//! let mut numbers = pages_blocking(list).items();
//! let seen: Vec<_> = numbers.by_ref().take(6).collect::<Result<_, _>>()?;
//! let stored = serde_json::to_string(&numbers.checkpoint())?;
//! drop(numbers); // the program ends here
//!
//! let checkpoint: Checkpoint = serde_json::from_str(&stored)?;
//! let rest: Vec<_> = pages_blocking(list).resume(checkpoint).items().collect::<Result<_, _>>()?;
//! assert_eq!((seen, rest), (vec![0, 1, 2, 3, 4, 5], vec![6, 7, 8, 9, 10, 11]));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! - **Storing it.** Write the checkpoint in one transaction with the items before it. Then no item is lost, and none comes twice.
//! - **Pages that shift.** `items()` skips the items that were already taken from the page. If the page may have shifted in the
//!   meantime, and an item twice is better than one missed, request the whole page again: `checkpoint.at_page_start()`. `pages()`
//!   always delivers whole pages, so its checkpoints are between pages.
//! - **What is checked.** The first result refuses a checkpoint of another response type, strategy or path
//!   ([`Error::Checkpoint`](crate::Error::Checkpoint)); types are compared by [`name`](crate::attributes::response#name). The
//!   origin of a stored link is checked again. A checkpoint of a finished walk resumes to an empty walk. If the list has
//!   fewer items than the checkpoint counts, the walk ends with that error too.
//! - **Any format.** JSON, CBOR, postcard: every serde format can store a checkpoint. A damaged one does not load, nor does one that a
//!   newer version of this library has written. Those of older versions load, and unknown fields are ignored.
//! - **What it does not hold.** You build the request again, with the same filters and, by page number, the same page size (another
//!   size is refused). A checkpoint holds cursors, which may be secret, but no credentials.
//! - **Concurrency.** With `concurrent` and `prefetch`, a checkpoint counts what was delivered, not what was fetched.
//! - **Backwards.** `.resume(checkpoint).rev()` walks back from there if [`prev`](crate::attributes::strategies#prev) is declared.
//!
//! # Walks with a name
//!
//! Two lists of one response type have different paths, so the checkpoint of one is refused by the other. It keeps a fingerprint of the
//! path, and any client that walks the same path accepts it, blocking or async. But walks over functions have no path, and lists may
//! differ in their query or body alone. There, name the walk: [`named`](crate::Pager::named). The name takes the place of the path. A
//! checkpoint with a name fits only a walk of that name, and one without a name only a walk without.
//!
//! ```
//! use pagination_core::{Error, Paginated, pages_blocking};
//!
//! #[derive(Paginated)]
//! #[cursor(field = next)]
//! struct Envelope { data: Vec<&'static str>, next: Option<u64> }
//!
//! fn list(kind: &'static str, at: Option<u64>) -> Result<Envelope, std::io::Error> {
//!     Ok(Envelope { data: vec![kind], next: at.is_none().then_some(1) })
//! }
//!
//! let users = || pages_blocking(|at| list("user", at)).named("users");
//! let groups = || pages_blocking(|at| list("group", at)).named("groups");
//!
//! let mut begun = users().items();
//! assert_eq!(begun.try_next()?, Some("user"));
//! let checkpoint = begun.checkpoint();
//! assert_eq!(users().resume(checkpoint.clone()).items().try_next()?, Some("user"));
//! assert!(matches!(groups().resume(checkpoint).items().try_next(), Err(Error::Checkpoint(_))));
//! # Ok::<_, Error<std::io::Error>>(())
//! ```
//!
//! # Items side by side
//!
//! A walk's `checkpoint()` counts what was handed over. If items are used side by side, some of those that were handed over are not
//! finished yet, and a program that is killed would lose them. [`with_checkpoints`](crate::Items::with_checkpoints) gives each item
//! with the checkpoint after it. Items finish in any order, so what is stored is the checkpoint after the last item *before the oldest
//! one that is not finished*:
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use futures_util::{StreamExt as _, TryStreamExt as _};
//! use pagination_core::{Checkpoint, Error, Paginated, pages};
//!
//! # #[derive(Paginated)]
//! # #[cursor(field = next)]
//! # struct Files { data: Vec<u64>, next: Option<u64> }
//! # async fn list(at: Option<u64>) -> Result<Files, std::io::Error> {
//! #     let at = at.unwrap_or(0);
//! #     Ok(Files { data: (at..at + 4).collect(), next: (at < 8).then_some(at + 4) })
//! # }
//! # async fn copy(_: u64) -> Result<(), std::io::Error> { Ok(()) }
//! /// Copies the files, eight at a time, from where the last run was stopped.
//! async fn copy_all(stored: &mut Option<Checkpoint>) -> Result<(), Error<std::io::Error>> {
//!     let mut files = pages(list);
//!     if let Some(checkpoint) = stored.clone() {
//!         files = files.resume(checkpoint);
//!     }
//!     let numbered = files.items().with_checkpoints().enumerate().map(|(number, next)| next.map(|next| (number, next)));
//!     let copies = numbered.map_ok(async |(number, (file, checkpoint))| {
//!         copy(file).await.map_err(Error::Transport)?;
//!         Ok((number, checkpoint))
//!     });
//!     let mut copies = std::pin::pin!(copies.try_buffer_unordered(8));
//!
//!     // The checkpoints of files that are finished, while an earlier one is not.
//!     let mut finished = BTreeMap::new();
//!     let mut oldest = 0;
//!     while let Some((number, checkpoint)) = copies.try_next().await? {
//!         finished.insert(number, checkpoint);
//!         while let Some(checkpoint) = finished.remove(&oldest) {
//!             *stored = Some(checkpoint); // write it to disk here
//!             oldest += 1;
//!         }
//!     }
//!     Ok(())
//! }
//! # futures_executor::block_on(async {
//! let mut stored = None;
//! copy_all(&mut stored).await?;
//! assert!(stored.is_some_and(|checkpoint| checkpoint.is_over()));
//! # Ok::<_, Error<std::io::Error>>(()) }).unwrap();
//! ```
//!
//! After a stop, the files that were finished out of order are copied once more, and none is missed: let the work on an item be one
//! that may be done twice. With `try_buffered` in place of `try_buffer_unordered`, the results come in order, and the checkpoint of
//! each can be stored as it comes.
//!
//! Whole pages are used side by side in the same way: a page that a walk gave has its own [`checkpoint()`](crate::Page::checkpoint),
//! after it.
//!
//! # After an error
//!
//! After a transient error ([`is_transient`](crate::Error::is_transient): no response, 408, 425, 429, 5xx) the walk stays where it
//! is, and the next call requests the same page. Sixteen in a row end the walk. Any other error is reported once, and then the
//! walk is over. In both cases `checkpoint()` is that before the error. [`retry`][crate::Pager::retry] repeats the request by
//! itself, with growing waits, and obeys `Retry-After`.
//!
//! # Only what is new
//!
//! A list without sync tokens can be read to what is known already, if its newest items come first:
//! [`stop_at`](crate::Pager::stop_at) ends the walk before the first item for which a function is true. The rest of the page is dropped,
//! and no further page is requested.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! struct Events { data: Vec<Event>, next: Option<String> }
//!
//! let api = Replay::new([
//!     Recorded::json(r#"{ "data": [{ "id": 9 }, { "id": 8 }], "next": "b" }"#),
//!     Recorded::json(r#"{ "data": [{ "id": 7 }, { "id": 6 }], "next": "c" }"#),
//! ]);
//! let newest_known = 7; // stored by the last walk
//! let new = api.get("https://api.example/events?sort=-id").paginate::<Events>().stop_at(move |event: &Event| event.id <= newest_known);
//! let mut new: Vec<_> = new.items().collect::<Result<_, _>>()?;
//! assert_eq!(new.iter().map(|event| event.id).collect::<Vec<_>>(), [9, 8]);
//!
//! // Oldest first, so that a run that is stopped half-way leaves no gap.
//! new.reverse();
//! for event in new { /* store it, and `newest_known` with it */ }
//! # assert_eq!(api.urls().len(), 2);
//! # Ok::<_, pagination_core::testing::Error>(())
//! ```
//!
//! Deletions are not seen in this way, and changes only where the list is sorted by them. Where old items are pinned at the top, say how
//! many there may be: [`pinned`](crate::Pager::pinned).
//!
//! # Sync tokens
//!
//! [`#[sync_token(…)]`](crate::attributes::strategies#sync_token) declares the token. The first walk reads the full list. Its final
//! page gives the token, and the next walk starts with it.
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
//! let replay = Replay::new([
//!     Recorded::json(r#"{ "data": ["a"], "next_token": "2", "sync_token": "ignored" }"#),
//!     Recorded::json(r#"{ "data": ["b"], "sync_token": "monday" }"#),
//!     Recorded::json(r#"{ "data": ["c"], "next_token": "2" }"#),
//!     Recorded::json(r#"{ "data": ["d"], "sync_token": "tuesday" }"#),
//! ]);
//! let request = || replay.get("https://api.example/datastores");
//!
//! let mut all = request().paginate::<Datastores>().items();
//! while let Some(datastore) = all.try_next()? { /* store it */ }
//! let token = all.sync_token().expect("the list was read to its end").clone(); // a serde value: store it too
//!
//! let mut changes = request().paginate::<Datastores>().since(token).items();
//! assert_eq!(changes.try_next()?.as_deref(), Some("c"));
//! let checkpoint = changes.checkpoint();
//!
//! // A resumed walk sends the token again.
//! let mut rest = request().paginate::<Datastores>().resume(checkpoint).items();
//! assert_eq!(rest.try_next()?.as_deref(), Some("d"));
//! assert_eq!(replay.urls(), [
//!     "https://api.example/datastores",
//!     "https://api.example/datastores?next_token=2",
//!     "https://api.example/datastores?sync_token=monday",
//!     "https://api.example/datastores?sync_token=monday&next_token=2",
//! ]);
//! # Ok::<_, pagination_core::testing::Error>(())
//! ```
//!
//! There is a token only once the final page has been delivered whole: none after an error, after `max_items`, or if you leave the
//! loop early. `since` is for the start of a walk. A checkpoint keeps the token for the rest of it.
//!
//! # Expiry
//!
//! Cursors and sync tokens expire. If the API says which status means that, declare it:
//! [`expired(410)`](crate::attributes::options#expired) makes it [`Error::Expired`](crate::Error::Expired). With
//! [`restart_on_expiry`](crate::Pager::restart_on_expiry) the walk starts again from the beginning, once, and reports it as one
//! [`Error::Restarted`](crate::Error::Restarted). Drop what the full list replaces, and continue.
//!
//! ```
//! use pagination_core::testing::{Recorded, Replay};
//! use pagination_core::{Error, Paginated};
//! use serde::Deserialize;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_token, expired(410))]
//! #[sync_token(field = sync_token)]
//! struct Datastores { data: Vec<String>, next_token: Option<String>, sync_token: Option<String> }
//!
//! let replay = Replay::new([Recorded::status(410), Recorded::json(r#"{ "data": ["a"] }"#)]);
//! let request = replay.get("https://api.example/datastores");
//! let mut changes = request.paginate::<Datastores>().since("monday").restart_on_expiry().items();
//! let mut stored = vec!["old".to_owned()];
//! loop {
//!     match changes.try_next() {
//!         Ok(Some(datastore)) => stored.push(datastore),
//!         Ok(None) => break,
//!         Err(Error::Restarted(_)) => stored.clear(),
//!         Err(error) => return Err(error),
//!     }
//! }
//! assert_eq!(stored, ["a"]);
//! # Ok::<_, pagination_core::testing::Error>(())
//! ```
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
