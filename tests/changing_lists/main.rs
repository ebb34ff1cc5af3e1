//! Lists that change while they are read: every schedule of a few inserts and deletes, before, at and after the position, for every
//! strategy. Every item that is there from start to end comes exactly once, or the walk ends with an error; no item comes twice.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::unnecessary_wraps,
    missing_docs,
    reason = "a test may panic, and responds as an API does"
)]

mod anchors;
mod cursors;
mod drains;
mod list;
mod offsets;
mod page_numbers;
mod schedule;
