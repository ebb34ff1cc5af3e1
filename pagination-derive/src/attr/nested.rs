//! Keys inside another key: `stop(short_page)`, `page_size(param = "limit", max = 100)`.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Result, token};

use super::context::Context;
use super::read::read_keys;
use super::scope::Scope;
use super::table::Keys;
use super::value::{Value, at_end};

/// A set of keys that is written inside another key.
pub(crate) trait Inside: Keys {
    const SCOPE: Scope;
    /// What is in the parentheses, for messages.
    const FORM: &'static str;
}

/// The keys inside the parentheses of another.
#[derive(Clone)]
pub(crate) struct Nested<K>(pub(crate) Box<K>);

impl<K: Inside> Value for Nested<K> {
    const FORM: &str = K::FORM;

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if !input.peek(token::Paren) {
            let span = if at_end(input) { key.span() } else { input.span() };
            return Err(Error::new(span, format!("expected `{}{}`", key.unraw(), K::FORM)));
        }
        let content;
        let parens = syn::parenthesized!(content in input);
        let mut keys = K::default();
        if content.is_empty() {
            context.errors.at(
                parens.span.join(),
                format!("`{0}()` is empty; write, for example, `{0}{1}`", key.unraw(), K::FORM),
            );
        }
        let Context { grammar, errors, .. } = *context;
        read_keys(&mut keys, &content, &Context { scope: K::SCOPE, field: None, grammar, errors })?;
        Ok(Self(Box::new(keys)))
    }
}
