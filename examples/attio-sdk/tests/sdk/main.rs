//! The client against a server that behaves as Attio.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may panic, and its types are its own"
)]

#[cfg(feature = "blocking")]
mod blocking;
mod errors;
mod lists;
mod resume;
mod streams;
mod support;
