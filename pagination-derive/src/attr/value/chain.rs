//! `chain(a, b)`: several lists.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Result, Token, parenthesized, token};

use super::form::{Value, at_end, expected};
use crate::attr::context::Context;
use crate::errors::HalfWritten;
use crate::field_path::FieldPath;

/// The lists, in order.
#[derive(Clone)]
pub(crate) struct Chain(pub(crate) Vec<FieldPath>);

impl Value for Chain {
    const FORM: &str = "(path, path)";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if !input.peek(token::Paren) {
            return Err(expected(key, Self::FORM, if at_end(input) { key.span() } else { input.span() }));
        }
        let content;
        let parens = parenthesized!(content in input);
        let mut lists = Vec::new();
        while !content.is_empty() {
            lists.push(FieldPath::parse(&content, |segments| {
                context.errors.keep(HalfWritten { segments, is_cut_off: true });
            })?);
            if content.is_empty() {
                break;
            }
            content.parse::<Token![,]>().map_err(|_| {
                Error::new(content.span(), format!("expected `,` between the lists of `{}`", key.unraw()))
            })?;
        }
        match lists.as_slice() {
            [] => Err(Error::new(
                parens.span.join(),
                format!("`{0}()` is empty; write `{0}{1}`", key.unraw(), Self::FORM),
            )),
            [only] => Err(Error::new_spanned(
                only,
                format!("`{}` joins several lists, but this is only one: write `items = {only}`", key.unraw()),
            )),
            _ => Ok(Self(lists)),
        }
    }
}
