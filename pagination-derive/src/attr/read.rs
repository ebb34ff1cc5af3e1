//! Reads the list of keys of an attribute, and of another key.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Error, MacroDelimiter, Meta, Path, Result, Token};

use super::context::Context;
use super::scope::Scope;
use super::table::Keys;
use super::unknown_key;
use super::value::skip_to_comma;

/// The name of an attribute, without `r#`.
pub(super) fn attribute_name(path: &Path) -> String {
    path.get_ident().map(|ident| ident.unraw().to_string()).unwrap_or_default()
}

pub(super) fn read_attribute<K: Keys>(keys: &mut K, attribute: &Attribute, context: &Context<'_>) {
    let name = attribute_name(attribute.path());
    match &attribute.meta {
        Meta::Path(path) => {
            let example = match context.scope {
                Scope::Paginated => ", for example, `#[paginated(items = path)]`",
                Scope::Variant => " `#[paginated(page)]`",
                _ => return,
            };
            context.errors.over(path, format!("`#[paginated]` is empty; write{example}"));
        }
        Meta::NameValue(meta) => {
            context.errors.over(&meta.value, format!("expected `#[{name}(…)]`, a list of keys in parentheses"));
        }
        Meta::List(list) => {
            let found = match list.delimiter {
                MacroDelimiter::Paren(_) => {
                    context.errors.ok(list.parse_args_with(|input: ParseStream<'_>| read_keys(keys, input, context)));
                    return;
                }
                MacroDelimiter::Brace(_) => "{…}",
                MacroDelimiter::Bracket(_) => "[…]",
            };
            context.errors.over(
                attribute.path(),
                format!("wrong delimiters, expected parentheses as in `{name}(…)`, but found `{name}{found}`"),
            );
        }
    }
}

/// Reads `key…, key…`. After a mistake it goes on at the next comma.
pub(super) fn read_keys<K: Keys>(keys: &mut K, input: ParseStream, context: &Context<'_>) -> Result<()> {
    while !input.is_empty() {
        if let Err(error) = read_key(keys, input, context) {
            context.errors.push(error);
            skip_to_comma(input)?;
        }
        if input.is_empty() {
            break;
        }
        input.parse::<Token![,]>()?;
    }
    Ok(())
}

fn read_key<K: Keys>(keys: &mut K, input: ParseStream, context: &Context<'_>) -> Result<()> {
    let Context { scope, grammar, .. } = *context;
    if !input.peek(Ident::peek_any) {
        return Err(Error::new(input.span(), unknown_key::expected(scope, grammar)));
    }
    let key = input.call(Ident::parse_any)?;
    let name = key.unraw().to_string();
    // A set has the keys of several scopes.
    if !grammar.contains(&name, scope) || !keys.read(&key, input, context)? {
        return Err(Error::new(key.span(), unknown_key::message(&name, scope, grammar)));
    }
    Ok(())
}
