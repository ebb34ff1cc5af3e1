//! Walk paginated APIs.
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod link_header;
mod page;
mod paginated;
mod redact;
mod strategy;
mod token;

pub mod spec;

#[doc(hidden)]
#[path = "private/mod.rs"]
#[allow(missing_docs, clippy::pedantic)]
pub mod __private;

pub use page::{Asked, Head, Page, PageInfo};
pub use paginated::{BoxError, Paginated, PaginatedBy, ParallelBy, ReversibleBy, Synced};
pub use strategy::{Cursor, NextLink, Offset, PageNumber, Strategy};
pub use token::{FromPosition, SyncToken, Token, Unsendable};

#[cfg(feature = "derive")]
pub use pagination_derive::Paginated;

// The name by which the expansion of the derive, also in this crate's own documentation, finds this crate.
extern crate self as pagination_core;
