//! What each demo API accepts, refuses and answers, read with a plain HTTP client.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod attio;
mod client;
mod clio;
mod faults;
mod server;
mod zoho;
mod zylo;
