//! What real APIs do that a pager can get wrong, each as a test: over `reqwest`, over `reqwest::blocking`, and over functions where
//! these could differ.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may panic, and its types are its own"
)]

mod cancellation;
mod checkpoints;
mod concurrency;
mod ends;
mod errors;
mod limits;
mod loops;
mod origins;
mod positions;
mod support;
mod sync_tokens;
mod templates;
mod views;
