//! The derive.
#![forbid(unsafe_code)]

mod attr;
mod errors;
mod field_path;

use proc_macro::TokenStream;

/// Makes a response type `Paginated`.
#[proc_macro_derive(Paginated, attributes(paginated, cursor, offset, page, next_link, sync_token))]
pub fn derive_paginated(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
