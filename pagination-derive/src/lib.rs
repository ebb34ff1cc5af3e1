//! `#[derive(Paginated)]`, the macro of `pagination-core`, whose documentation describes the attributes.
//!
//! Stages, each of which uses earlier ones only:
//!
//! | module | what it does |
//! |---|---|
//! | `errors` | collects mistakes, so that all are reported at once |
//! | `field_path` | `meta.paging.next` |
//! | `attr` | the attributes as they were written: typed values, every key declared once |
//! | `model` | what was asked for: alternatives as enums |
//! | `check` | rules across attributes |
//! | `expand` | the generated code |
#![forbid(unsafe_code)]

mod attr;
mod check;
mod errors;
mod expand;
mod field_path;
mod model;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests;

use proc_macro::TokenStream;
use syn::DeriveInput;

/// Makes a struct that a page of an API is decoded into `Paginated`.
///
/// The attributes are described in the documentation of `pagination-core`.
#[proc_macro_derive(Paginated, attributes(paginated, cursor, next_link, offset, page, sync_token))]
pub fn derive_paginated(input: TokenStream) -> TokenStream {
    match syn::parse(input) {
        Ok(input) => paginated(input).into(),
        Err(error) => error.into_compile_error().into(),
    }
}

/// The impls first, so that a mistake brings no others with it; then what is wrong.
fn paginated(input: DeriveInput) -> proc_macro2::TokenStream {
    let errors = errors::Errors::default();
    let model = model::Model::new(input, &errors);
    check::check(&model, &errors);
    let mut tokens = expand::expand(&model, &errors.half_written(), errors.is_empty());
    if !errors.is_empty() {
        tokens.extend(errors.into_compile_errors());
    }
    tokens
}
