//! The values of keys: what each looks like, and what may stand in it.

mod list;
mod number;
mod rust;
mod text;

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, LitStr, Result, Token, token};

use super::{Context, skip_to_comma};

pub(crate) use list::{Origins, Pairs, Statuses, Texts};
pub(crate) use number::Size;
pub(crate) use rust::{InRecord, Role};
pub(crate) use text::{Endpoint, HeaderName, Pointer, Rel, Scalar, Text};

/// A type of value.
pub(crate) trait Value: Sized {
    /// What follows the key, for messages: ` = "…"`.
    const FORM: &str;

    /// Reads what follows the key.
    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self>;
}

/// A key that stands alone.
#[derive(Clone, Copy)]
pub(crate) struct Flag;

/// A list of texts, or the key alone.
#[derive(Clone)]
pub(crate) enum FirstOnly {
    Everything,
    These(Texts),
}

/// A sentinel, or the attribute of a link that says that there is nothing behind it.
#[derive(Clone)]
pub(crate) enum End {
    Sentinel(Scalar),
    LinkAttribute(LitStr, LitStr),
}

/// Wraps what a parser of syn says into the form that the key has.
fn expected(key: &Ident, form: &str, span: Span) -> Error {
    let name = key.unraw();
    Error::new(span, format!("expected `{name}{form}`"))
}

/// Reads `=` and what stands behind it.
fn assigned<T>(key: &Ident, form: &str, input: ParseStream, parse: impl FnOnce(ParseStream) -> Result<T>) -> Result<T> {
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

/// Nothing may stand between a value and the next key.
pub(in crate::attr) fn expect_end(key: &Ident, input: ParseStream) -> Result<()> {
    if at_end(input) {
        return Ok(());
    }
    Err(Error::new(input.span(), format!("expected `,` behind the value of `{}`", key.unraw())))
}

impl Value for Flag {
    const FORM: &str = "";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        if at_end(input) {
            return Ok(Self);
        }
        Err(Error::new(input.span(), format!("`{0}` takes no value, write `{0}` alone", key.unraw())))
    }
}

impl Value for FirstOnly {
    const FORM: &str = "(\"…\")";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if at_end(input) {
            return Ok(Self::Everything);
        }
        Texts::parse(key, input, context).map(Self::These)
    }
}

impl Value for End {
    const FORM: &str = " = \"…\"";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if !input.peek(token::Paren) {
            return Scalar::parse(key, input, context).map(Self::Sentinel);
        }
        let span = input.span();
        let Pairs(pairs) = Pairs::parse(key, input, context)?;
        match <[_; 1]>::try_from(pairs) {
            Ok([(name, value)]) => Ok(Self::LinkAttribute(name, value)),
            Err(_) => {
                Err(Error::new(span, "expected one attribute of the link, for instance `end(results = \"false\")`"))
            }
        }
    }
}
