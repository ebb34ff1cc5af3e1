//! Values with more than one form: a key alone, a list, a single value.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, LitStr, Result, token};

use super::form::{Value, at_end};
use super::list::{Pairs, Texts};
use super::text::Scalar;
use crate::attr::context::Context;

/// A key without a value.
#[derive(Clone, Copy)]
pub(crate) struct Bare;

/// A list of strings, or the key alone.
#[derive(Clone)]
pub(crate) enum FirstOnly {
    Everything,
    These(Texts),
}

/// A sentinel, or the attribute of a link that has nothing after it.
#[derive(Clone)]
pub(crate) enum End {
    Sentinel(Scalar),
    LinkAttribute(LinkAttribute),
}

/// An attribute of a link in a `Link` header.
#[derive(Clone)]
pub(crate) struct LinkAttribute {
    pub(crate) name: LitStr,
    pub(crate) value: LitStr,
}

impl Value for Bare {
    const FORM: &str = "";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        if at_end(input) {
            return Ok(Self);
        }
        Err(Error::new(input.span(), format!("`{0}` takes no value: write `{0}` alone", key.unraw())))
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
            Ok([(name, value)]) => Ok(Self::LinkAttribute(LinkAttribute { name, value })),
            Err(_) => {
                Err(Error::new(span, "expected one attribute of the link, for instance `end(results = \"false\")`"))
            }
        }
    }
}
