//! The same client without `async`. Lists are iterators.
//!
//! ```no_run
//! let client = attio_sdk::blocking::Client::new("access token");
//!
//! for meeting in client.meetings().list().company("Acme").limit(50).send() {
//!     println!("{}", meeting?.title);
//! }
//! # Ok::<_, attio_sdk::Error>(())
//! ```
//!
//! Like [`reqwest::blocking`], it must not be used inside an async runtime.

mod client;

pub use client::Client;

use pagination_core::Blocking;

use crate::{Meeting, Note, Person};

/// The items of a list: an iterator.
pub type Items<R> = crate::Items<R, Blocking>;
/// The pages of a list: an iterator.
pub type Pages<R> = crate::Pages<R, Blocking>;
/// An iterator over meetings.
pub type Meetings = Items<Meeting>;
/// An iterator over notes.
pub type Notes = Items<Note>;
/// An iterator over people.
pub type People = Items<Person>;
