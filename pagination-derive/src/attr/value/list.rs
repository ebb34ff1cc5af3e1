//! Lists in parentheses.

use std::cell::RefCell;

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, LitInt, LitStr, Result, Token, parenthesized, token};

use super::form::{Value, at_end, expect_end, expected, skip_to_comma};
use super::text::{check_pointer, not_empty, scalar, string};
use crate::attr::context::Context;
use crate::attr::scope::Scope;

/// A list of strings.
#[derive(Clone)]
pub(crate) struct Texts(pub(crate) Vec<LitStr>);

/// A list of origins.
#[derive(Clone)]
pub(crate) struct Origins(pub(crate) Vec<LitStr>);

/// A list of statuses.
#[derive(Clone)]
pub(crate) struct Statuses(pub(crate) Vec<LitInt>);

/// A list of statuses that mean an empty page. With `first` in it, the first response may have one too.
#[derive(Clone)]
pub(crate) struct EmptyStatuses {
    pub(crate) statuses: Vec<LitInt>,
    pub(crate) first: bool,
}

/// A list of statuses that mean a dead position. With `anchor` in it, the walk then goes on beyond the last item.
#[derive(Clone)]
pub(crate) struct ExpiredStatuses {
    pub(crate) statuses: Vec<LitInt>,
    /// The word `anchor`, for errors.
    pub(crate) anchor: Option<Ident>,
}

/// A list of names, each with a value. A name is a literal with the span of what was written.
#[derive(Clone)]
pub(crate) struct Pairs(pub(crate) Vec<(LitStr, LitStr)>);

/// Reads `(…)`, the entries separated by commas. After a mistake it goes on at the next comma.
pub(super) fn listed<T>(
    key: &Ident,
    form: &str,
    input: ParseStream,
    context: &Context<'_>,
    parse: impl Fn(ParseStream) -> Result<T>,
) -> Result<Vec<T>> {
    if !input.peek(token::Paren) {
        return Err(expected(key, form, if at_end(input) { key.span() } else { input.span() }));
    }
    let content;
    let parens = parenthesized!(content in input);
    if content.is_empty() {
        return Err(expected(key, form, parens.span.join()));
    }
    let mut list = Vec::new();
    while !content.is_empty() {
        match parse(&content).and_then(|entry| expect_end(key, &content).map(|()| entry)) {
            Ok(entry) => list.push(entry),
            Err(error) => {
                context.errors.push(error);
                skip_to_comma(&content)?;
            }
        }
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(list)
}

impl Value for Texts {
    const FORM: &str = "(\"…\")";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        listed(key, Self::FORM, input, context, |input| {
            let text = not_empty(key, Self::FORM, string(key, Self::FORM, input)?)?;
            if text.value().starts_with('/') {
                check_pointer(&text)?;
            }
            Ok(text)
        })
        .map(Self)
    }
}

impl Value for Origins {
    const FORM: &str = "(\"https://…\")";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        listed(key, Self::FORM, input, context, |input| {
            let text = not_empty(key, Self::FORM, string(key, Self::FORM, input)?)?;
            let origin = text.value();
            let authority = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
            match authority {
                Some(authority) if !authority.is_empty() && !authority.contains(['/', '?', '#', '@', ' ', '*']) => Ok(text),
                Some(authority) if authority.contains('/') && !authority.starts_with('/') => {
                    let end = origin.len() - authority.len() + authority.find('/').unwrap_or(0);
                    let replacement = origin.get(..end).unwrap_or(&origin);
                    Err(Error::new(
                        text.span(),
                        format!("an origin is a scheme and a host, without a path: write `\"{replacement}\"`"),
                    ))
                }
                _ => Err(Error::new(
                    text.span(),
                    format!("`{origin}` is not an origin, expected a scheme and a host, for instance `\"https://files.example\"`"),
                )),
            }
        })
        .map(Self)
    }
}

impl Value for Statuses {
    const FORM: &str = "(404)";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        listed(key, Self::FORM, input, context, |input| status(key, Self::FORM, input)).map(Self)
    }
}

pub(super) fn status(key: &Ident, form: &str, input: ParseStream) -> Result<LitInt> {
    if !input.peek(LitInt) {
        return Err(expected(key, form, input.span()));
    }
    let status: LitInt = input.parse()?;
    match status.base10_parse::<u16>() {
        Ok(100..=599) if status.suffix().is_empty() => Ok(status),
        _ => Err(Error::new(status.span(), format!("`{status}` is not a status, expected 100 to 599"))),
    }
}

impl Value for EmptyStatuses {
    const FORM: &str = "(404)";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        let (statuses, first) = statuses_or(key, Self::FORM, "first", 404, input, context)?;
        Ok(Self { statuses, first: first.is_some() })
    }
}

impl Value for ExpiredStatuses {
    const FORM: &str = "(410)";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        let (statuses, anchor) = statuses_or(key, Self::FORM, "anchor", 410, input, context)?;
        Ok(Self { statuses, anchor })
    }
}

/// Statuses, and perhaps one word among them.
fn statuses_or(
    key: &Ident,
    form: &str,
    expected: &str,
    example: u16,
    input: ParseStream,
    context: &Context<'_>,
) -> Result<(Vec<LitInt>, Option<Ident>)> {
    let word = RefCell::new(None);
    let entries = listed(key, form, input, context, |input| {
        if !input.peek(syn::Ident) {
            return status(key, form, input).map(Some);
        }
        let found: Ident = input.parse()?;
        if found != expected {
            return Err(Error::new(
                found.span(),
                format!("unknown word `{found}`, expected a status or `{expected}`: `{key}({example}, {expected})`"),
            ));
        }
        word.replace(Some(found));
        Ok(None)
    })?;
    let statuses: Vec<LitInt> = entries.into_iter().flatten().collect();
    let word = word.into_inner();
    if word.is_some() && statuses.is_empty() {
        return Err(Error::new(
            key.span(),
            format!("`{key}({expected})` names no status; write, for example, `{key}({example}, {expected})`"),
        ));
    }
    Ok((statuses, word))
}

/// `query = "cursor"` names the parameter of the position, which is `param`.
fn meant_for_param(key: &Ident, input: ParseStream, context: &Context<'_>) -> Option<Error> {
    if *key != "query" || context.scope == Scope::NextLink || !(input.peek(Token![=]) && input.peek2(LitStr)) {
        return None;
    }
    let ahead = input.fork();
    ahead.parse::<Token![=]>().ok()?;
    let name: LitStr = ahead.parse().ok()?;
    Some(Error::new(
        name.span(),
        format!(
            "`query` lists parameters with fixed values, as in `query(name = \"value\")`; a query parameter that carries the position is \
             `param = {:?}`",
            name.value()
        ),
    ))
}

const NAME: &str = "a name that is not a Rust identifier is written as a string, for instance `\"$top\" = \"10\"`";

impl Value for Pairs {
    const FORM: &str = "(name = \"value\")";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if let Some(error) = meant_for_param(key, input, context) {
            return Err(error);
        }
        listed(key, Self::FORM, input, context, |input| {
            let name = if input.peek(LitStr) {
                not_empty(key, Self::FORM, input.parse()?)?
            } else if input.peek(Ident::peek_any) {
                let ident = input.call(Ident::parse_any)?;
                LitStr::new(&ident.unraw().to_string(), ident.span())
            } else {
                return Err(Error::new(input.span(), NAME));
            };
            if input.peek(Token![-]) || input.peek(Token![.]) {
                return Err(Error::new(input.span(), NAME));
            }
            if !input.peek(Token![=]) {
                return Err(expected(key, Self::FORM, if at_end(input) { name.span() } else { input.span() }));
            }
            input.parse::<Token![=]>()?;
            Ok((name, scalar(key, Self::FORM, input)?))
        })
        .map(Self)
    }
}
