//! The examples of the README, compiled by `cargo test`.

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
