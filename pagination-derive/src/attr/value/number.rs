//! Numbers and booleans.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, LitBool, LitInt, Result};

use super::form::{Value, assigned, expected};
use crate::attr::context::Context;

/// A number of items: at least one.
#[derive(Clone)]
pub(crate) struct Size {
    pub(crate) value: u64,
    pub(crate) literal: LitInt,
}

impl Value for Size {
    const FORM: &str = " = 100";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        let size = assigned(key, Self::FORM, input, |input| number(key, Self::FORM, input))?;
        if size.value == 0 {
            return Err(Error::new(size.literal.span(), format!("`{}` is 0, expected at least 1", key.unraw())));
        }
        Ok(size)
    }
}

fn number(key: &Ident, form: &str, input: ParseStream) -> Result<Size> {
    if !input.peek(LitInt) {
        return Err(expected(key, form, input.span()));
    }
    let literal: LitInt = input.parse()?;
    match literal.base10_parse() {
        Ok(value) => Ok(Size { value, literal }),
        Err(_) => Err(Error::new(
            literal.span(),
            format!("`{literal}` is not allowed here, expected `{}{form}`", key.unraw()),
        )),
    }
}

/// The first position, which may be 0.
impl Value for u64 {
    const FORM: &str = " = 1";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| number(key, Self::FORM, input)).map(|number| number.value)
    }
}

impl Value for bool {
    const FORM: &str = " = false";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            if input.peek(LitBool) {
                return Ok(input.parse::<LitBool>()?.value);
            }
            Err(expected(key, Self::FORM, input.span()))
        })
    }
}
