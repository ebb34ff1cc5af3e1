//! After which responses a page is too large: `shrink(413, 502)`, `shrink(with = function)`.

use proc_macro2::Ident;
use syn::parse::ParseStream;
use syn::{Error, ExprPath, LitInt, Result};

use super::form::Value;
use super::list::{listed, status};
use crate::attr::context::Context;

/// A list of statuses, a function, or both.
#[derive(Clone)]
pub(crate) struct ShrinkOn {
    pub(crate) statuses: Vec<LitInt>,
    pub(crate) with: Option<ExprPath>,
}

enum Entry {
    Status(LitInt),
    With(Ident, Box<ExprPath>),
}

impl Value for ShrinkOn {
    const FORM: &str = "(413)";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        let entries = listed(key, Self::FORM, input, context, |input| {
            if !input.peek(syn::Ident) {
                return status(key, Self::FORM, input).map(Entry::Status);
            }
            let word: Ident = input.parse()?;
            if word != "with" {
                return Err(Error::new(
                    word.span(),
                    format!("unknown word `{word}`, expected a status or a function: `{key}(with = function)`"),
                ));
            }
            ExprPath::parse(&word, input, context).map(|function| Entry::With(word, Box::new(function)))
        })?;
        let mut shrink = Self { statuses: Vec::new(), with: None };
        for entry in entries {
            match entry {
                Entry::Status(status) => shrink.statuses.push(status),
                Entry::With(word, _) if shrink.with.is_some() => {
                    context
                        .errors
                        .push(Error::new(word.span(), format!("`{key}` takes only one function: remove this one")));
                }
                Entry::With(_, function) => shrink.with = Some(*function),
            }
        }
        Ok(shrink)
    }
}
