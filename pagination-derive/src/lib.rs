//! `#[derive(Paginated)]`, the macro of `pagination-core`. The documentation of that crate describes the attributes.
//!
//! It has stages, each of which uses earlier ones only:
//!
//! | module | what it does |
//! |---|---|
//! | `errors` | collects mistakes, to report them all at once |
//! | `field_path` | `meta.paging.next` |
//! | `attr` | the attributes as they were written: typed values, every key declared once in `attr/keys.rs` |
//! | `model` | what the attributes mean: alternatives as enums |
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

/// Implements `Paginated` for the struct that a page of an API is decoded into.
///
/// The attributes are described in the documentation of `pagination-core`.
#[proc_macro_derive(Paginated, attributes(paginated, cursor, next_link, offset, page, sync_token))]
pub fn derive_paginated(input: TokenStream) -> TokenStream {
    match syn::parse(input) {
        Ok(input) => paginated(input).into(),
        Err(error) => error.into_compile_error().into(),
    }
}

/// The impls come first, so that one mistake causes no others; the errors follow.
fn paginated(input: DeriveInput) -> proc_macro2::TokenStream {
    let errors = errors::Errors::default();
    let mut tokens = match model::Model::read(input, &errors) {
        model::Input::Model(model) => {
            check::check(&model, &errors);
            expand::expand(&model, &errors.half_written(), errors.is_empty())
        }
        model::Input::PageEnum(page_enum) => expand::expand_page_enum(&page_enum),
    };
    if !errors.is_empty() {
        tokens.extend(errors.into_compile_errors());
    }
    tokens
}
