//! Walk paginated APIs.
#![forbid(unsafe_code)]
#![warn(unreachable_pub)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod checkpoint;
#[cfg(feature = "http")]
mod codec;
mod driver;
mod link_header;
mod page;
mod pager;
mod paginated;
mod recovery;
mod redact;
mod strategy;
mod token;
mod trace;
mod walk;

pub mod error;
#[cfg(feature = "http")]
pub mod over_http;
#[cfg(feature = "reqwest")]
pub mod reqwest;
pub mod spec;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "tower")]
pub mod tower;
pub mod transport;

#[doc(hidden)]
#[path = "private/mod.rs"]
#[allow(missing_docs, clippy::pedantic)]
pub mod __private;

pub use checkpoint::Checkpoint;
#[cfg(feature = "http")]
pub use codec::Codec;
pub use error::Error;
pub use page::{Asked, Head, Page, PageInfo};
pub use pager::{Async, Blocking, Items, Pager, Pages, Paginate, TryNext, pages, pages_blocking};
pub use paginated::{BoxError, Paginated, PaginatedBy, ParallelBy, ReversibleBy, Synced};
#[cfg(feature = "rate-limit")]
pub use recovery::RateLimit;
#[cfg(feature = "http")]
pub use recovery::Retry;
pub use strategy::{Cursor, NextLink, Offset, PageNumber, Strategy};
pub use token::{FromPosition, SyncToken, Token, Unsendable};

#[cfg(feature = "blocking")]
pub use self::reqwest::blocking;

#[cfg(feature = "derive")]
pub use pagination_derive::Paginated;

// The name by which the expansion of the derive, also in this crate's own documentation, finds this crate.
extern crate self as pagination_core;
