//! The method that links are fetched by.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, LitStr, Result};

use super::form::{Value, assigned, expected};
use crate::attr::context::Context;

/// `"GET"`: no other method follows a link, unless it is that of the template.
#[derive(Clone, Copy)]
pub(crate) struct Get;

impl Value for Get {
    const FORM: &str = " = \"GET\"";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            let span = input.span();
            let method: LitStr = input.parse().map_err(|_| expected(key, Self::FORM, span))?;
            if method.value() == "GET" {
                return Ok(Self);
            }
            let key = key.unraw();
            Err(Error::new(
                span,
                if method.value().eq_ignore_ascii_case("get") {
                    format!("methods are written in capitals: `{key} = \"GET\"`")
                } else {
                    format!(
                        "`{key}` can only be `\"GET\"`; without it, a link is fetched with the method and the body of the first request"
                    )
                },
            ))
        })
    }
}
