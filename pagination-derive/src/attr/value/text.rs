//! Strings, and the forms that some of them must have.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Lit, LitBool, LitStr, Result, Token};

use super::form::{Value, assigned, expected};
use crate::attr::context::Context;

/// A string that is not empty.
#[derive(Clone)]
pub(crate) struct Text(pub(crate) LitStr);

/// A string, a number or a boolean, as text.
#[derive(Clone)]
pub(crate) struct Scalar {
    pub(crate) text: LitStr,
    pub(crate) is_number: bool,
}

/// An RFC 6901 pointer. The empty one is the whole body.
#[derive(Clone)]
pub(crate) struct Pointer(pub(crate) LitStr);

/// The name of a header.
#[derive(Clone)]
pub(crate) struct HeaderName(pub(crate) LitStr);

/// A relation type of a link.
#[derive(Clone)]
pub(crate) struct Rel(pub(crate) LitStr);

/// A path, relative to the API's origin.
#[derive(Clone)]
pub(crate) struct Endpoint(pub(crate) LitStr);

impl Value for Text {
    const FORM: &str = " = \"…\"";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| not_empty(key, Self::FORM, string(key, Self::FORM, input)?)).map(Self)
    }
}

impl Value for Scalar {
    const FORM: &str = " = \"…\"";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            let is_number = !input.peek(LitStr) && !input.peek(LitBool);
            scalar(key, Self::FORM, input).map(|text| Self { text, is_number })
        })
    }
}

pub(super) fn string(key: &Ident, form: &str, input: ParseStream) -> Result<LitStr> {
    if input.peek(LitStr) {
        return input.parse();
    }
    Err(expected(key, form, input.span()))
}

pub(super) fn not_empty(key: &Ident, form: &str, text: LitStr) -> Result<LitStr> {
    if text.value().is_empty() {
        return Err(Error::new(
            text.span(),
            format!("an empty string is not allowed here, expected `{}{form}`", key.unraw()),
        ));
    }
    Ok(text)
}

/// A string, a number or a boolean, as text.
pub(super) fn scalar(key: &Ident, form: &str, input: ParseStream) -> Result<LitStr> {
    let span = input.span();
    let minus: Option<Token![-]> = input.parse()?;
    let sign = if minus.is_some() { "-" } else { "" };
    let text = match input.parse() {
        Ok(Lit::Str(text)) if minus.is_none() => return Ok(text),
        Ok(Lit::Bool(flag)) if minus.is_none() => flag.value.to_string(),
        Ok(Lit::Int(number)) => format!("{sign}{}", number.base10_digits()),
        Ok(Lit::Float(number)) => format!("{sign}{}", number.base10_digits()),
        _ => return Err(expected(key, form, span)),
    };
    Ok(LitStr::new(&text, span))
}

impl Value for Pointer {
    const FORM: &str = " = \"/…\"";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            let text = string(key, Self::FORM, input)?;
            check_pointer(&text)?;
            Ok(Self(text))
        })
    }
}

pub(super) fn check_pointer(text: &LitStr) -> Result<()> {
    let pointer = text.value();
    if !pointer.is_empty() && !pointer.starts_with('/') {
        let replacement = pointer.trim_start_matches("$.").trim_start_matches('.').replace('.', "/");
        return Err(Error::new(
            text.span(),
            format!("`{pointer}` is not a JSON pointer, which begins with `/`: write `\"/{replacement}\"`"),
        ));
    }
    let mut characters = pointer.chars();
    while let Some(character) = characters.next() {
        if character == '~' && !matches!(characters.next(), Some('0' | '1')) {
            return Err(Error::new(
                text.span(),
                format!("in the JSON pointer `{pointer}`, write `~` as `~0` (and `/` inside a name as `~1`)"),
            ));
        }
    }
    Ok(())
}

impl Value for HeaderName {
    const FORM: &str = " = \"x-name\"";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            let text = not_empty(key, Self::FORM, string(key, Self::FORM, input)?)?;
            let name = text.value();
            match name.chars().find(|character| !is_token_character(*character)) {
                Some(':') => Err(Error::new(
                    text.span(),
                    format!("`{name}` is not a header name: remove the `:` and what follows it"),
                )),
                Some(character) => Err(Error::new(
                    text.span(),
                    format!("`{name}` is not a header name: it may not contain {character:?}"),
                )),
                None => Ok(Self(text)),
            }
        })
    }
}

/// RFC 9110, `tchar`.
fn is_token_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(character)
}

impl Value for Rel {
    const FORM: &str = " = \"next\"";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            let text = not_empty(key, Self::FORM, string(key, Self::FORM, input)?)?;
            let rel = text.value();
            if rel.chars().any(|character| character.is_whitespace() || "\"<>;,=".contains(character)) {
                return Err(Error::new(
                    text.span(),
                    format!(
                        "`{rel}` is not a relation type, expected one word, as the link has it, for instance `\"next\"`"
                    ),
                ));
            }
            Ok(Self(text))
        })
    }
}

impl Value for Endpoint {
    const FORM: &str = " = \"/path\"";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            let text = not_empty(key, Self::FORM, string(key, Self::FORM, input)?)?;
            let path = text.value();
            if !path.starts_with('/') || path.contains(['?', '#', ' ']) {
                return Err(Error::new(
                    text.span(),
                    format!("`{path}` is not a path of the API, expected one that begins with `/` and has no query"),
                ));
            }
            Ok(Self(text))
        })
    }
}
