//! Parts of Rust: field paths, functions, types.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, ExprPath, LitStr, Path, Result, Token, Type};

use super::form::{Value, assigned, at_end, expected};
use crate::attr::context::Context;
use crate::errors::HalfWritten;
use crate::field_path::FieldPath;

/// A field path; on a field itself, the key alone.
#[derive(Clone)]
pub(crate) struct Role(pub(crate) FieldPath);

/// A field path that begins inside an item.
#[derive(Clone)]
pub(crate) struct ItemPath(pub(crate) FieldPath);

/// What identifies an item: a field path inside it, or the item itself.
#[derive(Clone)]
pub(crate) struct ItemKey(pub(crate) Option<FieldPath>);

impl Value for FieldPath {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            FieldPath::parse(input, |segments| context.errors.keep(HalfWritten { segments, is_cut_off: true }))
        })
    }
}

impl Value for ItemPath {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        // Nothing is kept: where it begins, the struct has no such field.
        assigned(key, Self::FORM, input, |input| FieldPath::parse(input, |_| ())).map(Self)
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
                format!("`{0}` alone marks a field; on the struct, write `{0} = path`", key.unraw()),
            )),
            None => <FieldPath as Value>::parse(key, input, context).map(Self),
        }
    }
}

impl Value for ItemKey {
    const FORM: &str = " = path";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        if at_end(input) {
            return Ok(Self(None));
        }
        ItemPath::parse(key, input, context).map(|ItemPath(path)| Self(Some(path)))
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
                    format!("a closure is not allowed here; name a function: `{} = function`", key.unraw()),
                ));
            }
            if input.peek(LitStr) {
                let text: LitStr = input.parse()?;
                return Err(Error::new(
                    span,
                    format!("a function is written without quotes: `{} = {}`", key.unraw(), text.value()),
                ));
            }
            let function: Self = input.parse().map_err(|_| expected(key, Self::FORM, span))?;
            if let Some(keyword) = lone_keyword(&function) {
                return Err(Error::new(
                    span,
                    format!("`{keyword}` is not a function; name one: `{} = {keyword}::function`", key.unraw()),
                ));
            }
            Ok(function)
        })
    }
}

/// A keyword that begins a path and is no path by itself.
fn lone_keyword(function: &ExprPath) -> Option<&Ident> {
    let ident = function.path.get_ident()?;
    ["crate", "self", "super", "Self"].iter().any(|keyword| ident == keyword).then_some(ident)
}

impl Value for Type {
    const FORM: &str = " = Type";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            let span = input.span();
            if input.peek(LitStr) {
                let text: LitStr = input.parse()?;
                let message = format!("a type is written without quotes: `{} = {}`", key.unraw(), text.value());
                // The type is known nevertheless, so that nothing else is reported as missing.
                let meant = text.parse();
                if meant.is_ok() {
                    context.errors.at(span, message);
                    return meant;
                }
                return Err(Error::new(span, message));
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
            let path = input.call(Path::parse_mod_style).map_err(|_| expected(key, Self::FORM, span))?;
            match path.segments.iter().find(|segment| segment.ident == "Self") {
                Some(segment) => Err(Error::new(
                    segment.ident.span(),
                    format!(
                        "`Self` is this struct, not a crate: write the path of the crate, `{} = ::pagination_core`",
                        key.unraw()
                    ),
                )),
                None => Ok(path),
            }
        })
    }
}
