//! The rules of a walk, without HTTP: over functions, asynchronous and blocking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may panic, and its types are its own"
)]

#[macro_use]
mod support;

mod counts;
mod ends;
mod heads;
mod loops;
mod positions;
mod shapes;
mod walks;
