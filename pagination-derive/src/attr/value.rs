//! The values of keys: what each looks like, and what may stand in it.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Error, ExprPath, Lit, LitBool, LitInt, LitStr, Path, Result, Token, Type, parenthesized, token};

use super::{Context, skip_to_comma};
use crate::field_path::FieldPath;

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

/// A text that is not empty.
#[derive(Clone)]
pub(crate) struct Text(pub(crate) LitStr);

/// A text or number, which the API compares as text.
#[derive(Clone)]
pub(crate) struct Scalar(pub(crate) LitStr);

/// An RFC 6901 pointer; empty, it is the whole body.
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

/// A number of records: at least one.
#[derive(Clone)]
pub(crate) struct Size {
    pub(crate) value: u64,
    pub(crate) literal: LitInt,
}

/// A list of texts.
#[derive(Clone)]
pub(crate) struct Texts(pub(crate) Vec<LitStr>);

/// A list of origins.
#[derive(Clone)]
pub(crate) struct Origins(pub(crate) Vec<LitStr>);

/// A list of statuses.
#[derive(Clone)]
pub(crate) struct Statuses(pub(crate) Vec<LitInt>);

/// A list of names, each with a value. A name is kept as a literal, located where it was written.
#[derive(Clone)]
pub(crate) struct Pairs(pub(crate) Vec<(LitStr, LitStr)>);

/// A field path; on a field itself, the key alone.
#[derive(Clone)]
pub(crate) struct Role(pub(crate) FieldPath);

/// A list of texts, or the key alone.
#[derive(Clone)]
pub(crate) enum FirstOnly {
    Everything,
    These(Texts),
}

/// A place inside a record, or the record itself.
#[derive(Clone)]
pub(crate) struct InRecord(pub(crate) Option<FieldPath>);

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
        return Err(expected(key, form, equals.span()));
    }
    parse(input)
}

/// Reads `(…)`, the entries separated by commas. After a mistake it goes on behind the next comma.
fn listed<T>(
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

pub(super) fn at_end(input: ParseStream) -> bool {
    input.is_empty() || input.peek(Token![,])
}

/// Nothing may stand between a value and the next key.
pub(super) fn expect_end(key: &Ident, input: ParseStream) -> Result<()> {
    if at_end(input) {
        return Ok(());
    }
    Err(Error::new(input.span(), format!("expected `,` behind the value of `{}`", key.unraw())))
}

fn string(key: &Ident, form: &str, input: ParseStream) -> Result<LitStr> {
    if input.peek(LitStr) {
        return input.parse();
    }
    Err(expected(key, form, input.span()))
}

fn not_empty(key: &Ident, form: &str, text: LitStr) -> Result<LitStr> {
    if text.value().is_empty() {
        return Err(Error::new(
            text.span(),
            format!("an empty string cannot stand here, expected `{}{form}`", key.unraw()),
        ));
    }
    Ok(text)
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

impl Value for Text {
    const FORM: &str = " = \"…\"";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| not_empty(key, Self::FORM, string(key, Self::FORM, input)?)).map(Self)
    }
}

impl Value for Scalar {
    const FORM: &str = " = \"…\"";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| scalar(key, Self::FORM, input)).map(Self)
    }
}

/// A string, a number or a boolean, as text.
fn scalar(key: &Ident, form: &str, input: ParseStream) -> Result<LitStr> {
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

fn check_pointer(text: &LitStr) -> Result<()> {
    let pointer = text.value();
    if !pointer.is_empty() && !pointer.starts_with('/') {
        let replacement = pointer.trim_start_matches("$.").trim_start_matches('.').replace('.', "/");
        return Err(Error::new(
            text.span(),
            format!("`{pointer}` is no JSON pointer, which begins with `/`: write `\"/{replacement}\"`"),
        ));
    }
    let mut characters = pointer.chars();
    while let Some(character) = characters.next() {
        if character == '~' && !matches!(characters.next(), Some('0' | '1')) {
            return Err(Error::new(
                text.span(),
                format!("in the JSON pointer `{pointer}`, `~` is written `~0` (and `/` inside a name `~1`)"),
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
                    format!("`{name}` is no header name: leave out the `:` and what follows it"),
                )),
                Some(character) => {
                    Err(Error::new(text.span(), format!("`{name}` is no header name: it may not hold {character:?}")))
                }
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
                        "`{rel}` is no relation type, expected one word as it stands in the link, for instance `\"next\"`"
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
                    format!("`{path}` is no path of the API, expected one that begins with `/` and has no query"),
                ));
            }
            Ok(Self(text))
        })
    }
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
            format!("`{literal}` is no number that can stand here, expected `{}{form}`", key.unraw()),
        )),
    }
}

/// A position to begin with: 0 is one.
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
                    format!("`{origin}` is no origin, expected a scheme and a host, for instance `\"https://files.example\"`"),
                )),
            }
        })
        .map(Self)
    }
}

impl Value for Statuses {
    const FORM: &str = "(404)";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        listed(key, Self::FORM, input, context, |input| {
            if !input.peek(LitInt) {
                return Err(expected(key, Self::FORM, input.span()));
            }
            let status: LitInt = input.parse()?;
            match status.base10_parse::<u16>() {
                Ok(100..=599) if status.suffix().is_empty() => Ok(status),
                _ => Err(Error::new(status.span(), format!("`{status}` is no status, expected 100 to 599"))),
            }
        })
        .map(Self)
    }
}

const NAME: &str = "a name that is no Rust name is written as a string, for instance `\"$top\" = \"10\"`";

impl Value for Pairs {
    const FORM: &str = "(name = \"value\")";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
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

impl Value for FieldPath {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, FieldPath::parse)
    }
}

impl Value for Role {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        match context.field {
            Some(field) if at_end(input) => Ok(Self(field.clone())),
            Some(field) => Err(Error::new(
                input.span(),
                format!(
                    "on a field, `{0}` means that field (`{field}`): write `{0}` alone, or move `#[paginated({0} = …)]` to the struct",
                    key.unraw()
                ),
            )),
            None if at_end(input) => Err(Error::new(
                key.span(),
                format!("`{0}` alone marks a field, on the struct it is written `{0} = path`", key.unraw()),
            )),
            None => FieldPath::parse_value(key, input, context).map(Self),
        }
    }
}

impl FieldPath {
    fn parse_value(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        <Self as Value>::parse(key, input, context)
    }
}

impl Value for InRecord {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if at_end(input) {
            return Ok(Self(None));
        }
        FieldPath::parse_value(key, input, context).map(Some).map(Self)
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

impl Value for ExprPath {
    const FORM: &str = " = function";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            let span = input.span();
            if input.peek(Token![|]) || input.peek(Token![||]) || input.peek(Token![move]) {
                return Err(Error::new(
                    span,
                    format!("a closure cannot stand here, name a function: `{} = function`", key.unraw()),
                ));
            }
            if input.peek(LitStr) {
                let text: LitStr = input.parse()?;
                return Err(Error::new(
                    span,
                    format!("a function is named without quotes: `{} = {}`", key.unraw(), text.value()),
                ));
            }
            input.parse().map_err(|_| expected(key, Self::FORM, span))
        })
    }
}

impl Value for Type {
    const FORM: &str = " = Type";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            let span = input.span();
            if input.peek(LitStr) {
                let text: LitStr = input.parse()?;
                return Err(Error::new(
                    span,
                    format!("a type is named without quotes: `{} = {}`", key.unraw(), text.value()),
                ));
            }
            input.parse().map_err(|_| expected(key, Self::FORM, span))
        })
    }
}

impl Value for Path {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            let span = input.span();
            if input.peek(LitStr) {
                let text: LitStr = input.parse()?;
                return Err(Error::new(
                    span,
                    format!("a path is written without quotes: `{} = {}`", key.unraw(), text.value()),
                ));
            }
            input.call(Path::parse_mod_style).map_err(|_| expected(key, Self::FORM, span))
        })
    }
}
