//! The four reference APIs, in every way of paging that their documents describe, over `reqwest` and `reqwest::blocking`, against the
//! demo server: every record exactly once, in order, and no request that the API does not make unavoidable.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may panic, and its types are its own"
)]

#[macro_use]
mod support;

mod apis;
mod attio;
mod bad_input;
mod checkpoints;
mod clio;
mod clio_offsets;
mod views;
mod ways;
mod zoho_cliq;
mod zylo;
