//! The attributes as they were written: which keys were given, with which values.

pub(crate) mod keys;
pub(crate) mod spelling;
pub(crate) mod value;

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Error, MacroDelimiter, Meta, Path, Result, Token};

use crate::errors::Errors;
use crate::field_path::FieldPath;
use keys::{Given, Keys, Place, Response, Way};

/// Where a parser stands.
pub(crate) struct Context<'a> {
    pub(crate) place: Place,
    /// The field that carries the attribute.
    pub(crate) field: Option<&'a FieldPath>,
    pub(crate) errors: &'a Errors,
}

/// The attribute of a strategy, or `#[sync_token(…)]`.
pub(crate) struct WayAttr {
    pub(crate) place: Place,
    /// The attribute's name, for errors about it as a whole.
    pub(crate) path: Path,
    pub(crate) keys: Way,
    /// A mistake in it is reported already.
    pub(crate) is_broken: bool,
}

/// Every attribute of one struct, those on its fields included.
#[derive(Default)]
pub(crate) struct Attributes {
    /// In the order in which they were written.
    pub(crate) strategies: Vec<WayAttr>,
    pub(crate) sync_token: Option<WayAttr>,
    pub(crate) response: Response,
    /// A mistake in `response` is reported already.
    pub(crate) is_response_broken: bool,
}

impl Attributes {
    /// Reads the attributes of the struct, or of the one of its fields that `field` names.
    pub(crate) fn read(&mut self, attributes: &[Attribute], field: Option<&FieldPath>, errors: &Errors) {
        for attribute in attributes {
            let Some(place) = place_of(attribute) else { continue };
            match place {
                Place::Paginated => {
                    let place = if field.is_some() { Place::PaginatedField } else { Place::Paginated };
                    let context = Context { place, field, errors };
                    let ((), is_broken) = errors.watch(|| read_attribute(&mut self.response, attribute, &context));
                    self.is_response_broken |= is_broken;
                }
                Place::SyncToken => {
                    let way = read_way(attribute, place, field, errors);
                    if self.sync_token.is_some() {
                        errors.over(attribute.path(), "a second `#[sync_token]`, remove one of the two");
                    } else {
                        self.sync_token = Some(way);
                    }
                }
                _ => {
                    let way = read_way(attribute, place, field, errors);
                    if self.strategies.iter().any(|other| other.place == place) {
                        errors.over(
                            attribute.path(),
                            format!("a second `{}`, a response has at most one of each strategy", place.name()),
                        );
                    } else {
                        self.strategies.push(way);
                    }
                }
            }
        }
    }
}

/// The place that an attribute opens, if it is one of this derive.
pub(crate) fn place_of(attribute: &Attribute) -> Option<Place> {
    let name = attribute.path().get_ident()?.unraw().to_string();
    Some(match name.as_str() {
        "cursor" => Place::Cursor,
        "next_link" => Place::NextLink,
        "offset" => Place::Offset,
        "page" => Place::Page,
        "sync_token" => Place::SyncToken,
        "paginated" => Place::Paginated,
        _ => return None,
    })
}

fn read_way(attribute: &Attribute, place: Place, field: Option<&FieldPath>, errors: &Errors) -> WayAttr {
    let mut way = WayAttr { place, path: attribute.path().clone(), keys: Way::default(), is_broken: false };
    let ((), is_broken) = errors.watch(|| {
        read_attribute(&mut way.keys, attribute, &Context { place, field, errors });
        if let Some(field) = field {
            mark(&mut way, field, errors);
        }
    });
    way.is_broken = is_broken;
    way
}

/// An attribute on a field: the field is the source.
fn mark(way: &mut WayAttr, field: &FieldPath, errors: &Errors) {
    let name = place_name(&way.path);
    if matches!(way.place, Place::Offset | Place::Page) {
        errors.over(&way.path, format!("`#[{name}]` is counted and stands in no field, move it to the struct"));
        return;
    }
    let keys = &mut way.keys;
    let others = [
        keys.field.as_ref().map(|given| &given.key),
        keys.header.as_ref().map(|given| &given.key),
        keys.last_item.as_ref().map(|given| &given.key),
        keys.first_item.as_ref().map(|given| &given.key),
        keys.with.as_ref().map(|given| &given.key),
        keys.cursor.as_ref().map(|given| &given.key),
    ];
    if let Some(other) = others.into_iter().flatten().next() {
        errors.at(
            other.span(),
            format!("on a field, `#[{name}]` reads that field (`{field}`): remove `{}`, or move the attribute to the struct", other.unraw()),
        );
    } else {
        let key = way.path.get_ident().cloned().unwrap_or_else(|| Ident::new("field", Span::call_site()));
        keys.field = Some(Given { key, value: field.clone() });
    }
}

fn place_name(path: &Path) -> String {
    path.get_ident().map(|ident| ident.unraw().to_string()).unwrap_or_default()
}

fn read_attribute<K: Keys>(keys: &mut K, attribute: &Attribute, context: &Context<'_>) {
    let name = place_name(attribute.path());
    match &attribute.meta {
        Meta::Path(path) => {
            if context.place == Place::Paginated {
                context
                    .errors
                    .over(path, "`#[paginated]` says nothing, expected `#[paginated(items = path)]` or another key");
            }
        }
        Meta::NameValue(meta) => {
            context.errors.over(&meta.value, format!("expected `#[{name}(…)]`, a list of keys in parentheses"));
        }
        Meta::List(list) => {
            let found = match list.delimiter {
                MacroDelimiter::Paren(_) => {
                    context.errors.take(list.parse_args_with(|input: ParseStream<'_>| read_keys(keys, input, context)));
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

/// Reads `key…, key…`. After a mistake it goes on behind the next comma.
pub(crate) fn read_keys<K: Keys>(keys: &mut K, input: ParseStream, context: &Context<'_>) -> Result<()> {
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
    let place = context.place;
    if !input.peek(Ident::peek_any) {
        return Err(Error::new(
            input.span(),
            format!("expected a key of `{}`: {}", place.name(), spelling::keys_of(place)),
        ));
    }
    let key = input.call(Ident::parse_any)?;
    if !spelling::is_known(&key, place) {
        return Err(Error::new(key.span(), spelling::explain(&key, place)));
    }
    keys.read(&key, input, context)
}

pub(crate) fn skip_to_comma(input: ParseStream) -> Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.step(|cursor| Ok(((), cursor.token_tree().map_or_else(syn::buffer::Cursor::empty, |(_, rest)| rest))))?;
    }
    Ok(())
}
