//! The rules of a walk, without HTTP: over functions, asynchronous and blocking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::items_after_statements,
    clippy::unnecessary_wraps,
    missing_docs,
    reason = "a test may panic, declares its types where it uses them, and answers as an API does"
)]

#[macro_use]
mod support;

mod beginnings;
mod counts;
mod ends;
mod heads;
mod loops;
mod positions;
mod shapes;
mod walks;
