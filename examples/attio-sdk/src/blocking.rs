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
mod items;
mod list;
mod pages;

pub use client::Client;
pub use items::Items;
pub use pages::Pages;

use crate::{Meeting, Note, Person};

/// An iterator over meetings.
pub type Meetings = Items<Meeting>;
/// An iterator over notes.
pub type Notes = Items<Note>;
/// An iterator over people.
pub type People = Items<Person>;
