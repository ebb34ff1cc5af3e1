//! What each demo API accepts and refuses, and what it sends, read with a plain HTTP client.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod attio;
mod client;
mod clio;
mod faults;
mod server;
mod zoho;
mod zylo;
