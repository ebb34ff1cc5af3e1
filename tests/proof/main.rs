//! What proves a declaration, and what is proven by random inputs: fakes, recordings, probes, damaged checkpoints.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::items_after_statements,
    clippy::unnecessary_wraps,
    missing_docs,
    reason = "a test may panic, declares its types where it uses them, and responds as an API does"
)]

#[path = "../faults/apis.rs"]
mod apis;
mod checkpoint_properties;
mod fakes;
mod probes;
mod recordings;
mod served_fakes;
