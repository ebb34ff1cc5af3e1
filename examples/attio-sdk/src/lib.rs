//! A typed client for [Attio](https://docs.attio.com): complete lists of meetings, notes and people.
//!
//! ```no_run
//! # async fn run() -> attio_sdk::Result<()> {
//! let client = attio_sdk::Client::new("access token");
//!
//! let mut meetings = client.meetings().list().company("Acme").limit(50).send();
//! while let Some(meeting) = meetings.try_next().await? {
//!     println!("{}: {}", meeting.starts_at, meeting.title);
//! }
//! # Ok(()) }
//! ```
//!
//! | call | list | request |
//! |---|---|---|
//! | `client.meetings().list()` | [`Meeting`]s, with [`company`](List::company) | `GET /v2/meetings`, by cursor |
//! | `client.notes().list()` | [`Note`]s | `GET /v2/notes`, by offset |
//! | `client.people().query()` | [`Person`]s, with [`filter`](List::filter) | `POST /v2/objects/people/records/query`, by offset |
//!
//! [`List::send`] gives the items ([`Items`]), [`List::pages`] whole pages ([`Pages`]). Both are streams that a struct can keep and a
//! task can own, and can be made from values for tests. Requests are made only as items are needed.
//!
//! [`blocking`] has the same client with iterators.
//!
//! # Errors
//!
//! [`Error::Api`] is Attio's own error, read from the body. After a transient error ([`Error::is_transient`]) the next call requests
//! the same page again, and no item is lost or comes twice; [`List::retry`] does that by itself. Any other error ends the list, and so
//! do too many in a row: it is reported once, and then `None` follows. [`Checkpoint::is_over`] says whether the list was read to its
//! end.
//!
//! # TLS
//!
//! Choose it with reqwest's features: a program that depends on this crate adds `reqwest` with `rustls` or `native-tls`.
#![warn(unreachable_pub)]

#[cfg(feature = "blocking")]
pub mod blocking;
mod call;
mod client;
mod error;
mod list;
mod meetings;
mod notes;
mod people;
mod record;
mod resource;
mod settings;
mod views;
#[cfg(all(test, feature = "blocking"))]
mod without_http;

pub use client::{Client, ClientOver};
pub use error::{ApiError, Error, ListError, Result};
pub use list::List;
pub use meetings::{Meeting, MeetingId, MeetingPage, Meetings};
pub use notes::{Note, NoteId, NotePage, Notes};
pub use people::{People, Person, PersonId, PersonPage, PersonValues};
pub use record::Record;
pub use resource::Resource;
pub use views::{Items, Pages};

pub use pagination_core::{Checkpoint, Retry};
