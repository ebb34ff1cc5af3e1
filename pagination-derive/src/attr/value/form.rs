//! What every value has: a form, and a parser.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Result, Token};

use crate::attr::context::Context;

/// A type of value.
pub(crate) trait Value: Sized {
    /// What follows the key, for messages: ` = "…"`.
    const FORM: &str;

    /// Reads what follows the key.
    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self>;
}

/// An error that shows the form of the key.
pub(super) fn expected(key: &Ident, form: &str, span: Span) -> Error {
    let name = key.unraw();
    Error::new(span, format!("expected `{name}{form}`"))
}

/// Reads `=` and the value after it.
pub(super) fn assigned<T>(
    key: &Ident,
    form: &str,
    input: ParseStream,
    parse: impl FnOnce(ParseStream) -> Result<T>,
) -> Result<T> {
    if !input.peek(Token![=]) {
        return Err(expected(key, form, if at_end(input) { key.span() } else { input.span() }));
    }
    let equals: Token![=] = input.parse()?;
    if at_end(input) {
        return Err(expected(key, form, equals.span));
    }
    parse(input)
}

pub(in crate::attr) fn at_end(input: ParseStream) -> bool {
    input.is_empty() || input.peek(Token![,])
}

/// A value ends at a comma, or at the end of the list.
pub(in crate::attr) fn expect_end(key: &Ident, input: ParseStream) -> Result<()> {
    if at_end(input) {
        return Ok(());
    }
    Err(Error::new(input.span(), format!("expected `,` after the value of `{}`", key.unraw())))
}

/// Leaves out what follows a mistake.
pub(in crate::attr) fn skip_to_comma(input: ParseStream) -> Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.step(|cursor| Ok(((), cursor.token_tree().map_or_else(syn::buffer::Cursor::empty, |(_, rest)| rest))))?;
    }
    Ok(())
}
