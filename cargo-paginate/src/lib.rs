//! Reads how an API paginates from its own description, and writes the declarations for `pagination-core`.
//!
//! This is the library inside the program `cargo paginate`. Readers of each format ([`openapi`], …) give what they found as a
//! [`Draft`](declaration::Draft), [`finish`] compares it with the operation, [`infer`] reads operations that declare nothing, and [`writer`]
//! writes all of them as a Rust module.

// Code is put together as text here, where the plainer form reads better.
#![allow(clippy::format_push_string)]

pub mod airbyte;
pub mod botocore;
pub mod command;
pub mod compile;
pub mod declaration;
pub mod discovery;
pub mod document;
pub mod expression;
pub mod finish;
pub mod found;
pub mod import;
pub mod infer;
pub mod names;
pub mod openapi;
pub mod operation;
pub mod origin;
pub mod records;
pub mod sample;
pub mod schema;
mod seen;
pub mod writer;
