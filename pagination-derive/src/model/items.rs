//! The records of a page: where they are, and what they are.

use proc_macro2::Ident;
use syn::{ExprPath, Type};

use super::fields::{Field, last_segment};
use super::{FieldList, Model, Source};
use crate::attr::keys::{Given, ItemsKeys, ItemsValue};
use crate::attr::spelling;
use crate::errors::Errors;
use crate::field_path::{FieldPath, name_of};

/// Where the records are.
#[derive(Clone)]
pub(crate) enum Items {
    /// A field of the struct, whose type says what the records are.
    Field { path: FieldPath, ty: Box<Type> },
    /// A place whose records are of a type that the user names; each of them may be inside another.
    Named { path: FieldPath, item: Box<Type>, each: Option<FieldPath> },
    /// What the user's functions give.
    With { take: ExprPath, count: ExprPath, item: Box<Type> },
    /// Not known: an error says why. The type of the records may be known nevertheless.
    Unknown { item: Option<Box<Type>> },
}

impl Items {
    pub(super) fn new(
        items: Option<Given<ItemsValue>>,
        item: Option<Given<Type>>,
        each: Option<Given<FieldPath>>,
        model: &Model,
        errors: &Errors,
    ) -> Self {
        let named = item.as_ref().map(|given| Box::new(given.value.clone()));
        let unknown = Self::Unknown { item: named };
        let (key, path) = match items {
            Some(Given { key, value: ItemsValue::With(keys) }) => {
                return Self::with(&key, *keys, item, each, model.is_broken, errors).unwrap_or(unknown);
            }
            Some(Given { key, value: ItemsValue::At(path) }) => (Some(key), model.fields.resolve(path, errors)),
            None if model.is_broken => return unknown,
            None => (None, infer(model, errors)),
        };
        let Some(path) = path else { return unknown };
        let Some(field) = model.fields.get(&path.first) else { return unknown };
        match (item, each) {
            (Some(item), each) => Self::Named { path, item: Box::new(item.value), each: each.map(|each| each.value) },
            // The type may have been meant in what is reported already.
            (None, each) if model.is_broken && (each.is_some() || path.is_deep()) => unknown,
            (None, Some(each)) => {
                errors.at(
                    each.key.span(),
                    "`each` needs the type of what it finds, which a derive cannot name: add `item = Type`",
                );
                unknown
            }
            (None, None) if path.is_deep() => {
                let end = path.rest.last().map(name_of).unwrap_or_default();
                let key = key.map_or_else(|| "items".to_owned(), |key| key.to_string());
                errors.over(
                    &path,
                    format!(
                        "the type of the records in `{path}` stands in another struct, where a derive cannot read it: write \
                         `{key} = {path}, item = Type`, with the type of one record of `{end}`"
                    ),
                );
                unknown
            }
            (None, None) => Self::Field { ty: Box::new(field.ty.clone()), path },
        }
    }

    fn with(
        key: &Ident,
        keys: ItemsKeys,
        item: Option<Given<Type>>,
        each: Option<Given<FieldPath>>,
        is_broken: bool,
        errors: &Errors,
    ) -> Option<Self> {
        if let Some(each) = each {
            errors.at(
                each.key.span(),
                "`each` has no use with `items(with = …)`, whose function can unwrap the records itself",
            );
        }
        let ItemsKeys { with, count } = keys;
        match (&with, &count) {
            (None, None) => return None, // a mistake inside, which is reported
            (None, Some(count)) => {
                errors.at(count.key.span(), "`count` belongs to a function that gives the items: `items(with = function, count = function)`");
            }
            (Some(with), None) => errors.at(
                with.key.span(),
                "the number of records must be known before they are taken: add `count = function`, an `fn(&Self) -> usize`",
            ),
            (Some(_), Some(_)) => {}
        }
        if item.is_none() && !is_broken {
            errors.at(
                key.span(),
                "`items(with = …)` needs the type of the records that the function gives: add `item = Type`",
            );
        }
        Some(Self::With { take: with?.value, count: count?.value, item: Box::new(item?.value) })
    }
}

/// The only list among the fields, or the field of a newtype.
fn infer(model: &Model, errors: &Errors) -> Option<FieldPath> {
    let FieldList { list, is_tuple } = &model.fields;
    if let ([field], true) = (list.as_slice(), is_tuple) {
        return Some(field.path());
    }
    let roles = model.roles();
    let links = model.sources().into_iter().filter_map(Source::link_list);
    let others = roles.iter().map(|(_, path)| *path).chain(links).filter(|path| !path.is_deep());
    let others: Vec<String> = others.map(|path| name_of(&path.first)).collect();
    let taken = |field: &Field| others.contains(&field.name);
    let candidates: Vec<&Field> = list.iter().filter(|field| is_list(&field.ty) && !taken(field)).collect();
    match candidates.as_slice() {
        [only] => Some(only.path()),
        [] if list.is_empty() => None,
        [] => {
            errors.at(
                model.ident.span(),
                format!(
                    "no field of `{}` is a `Vec`, so its items are not known: add `#[paginated(items = path)]`, which may lead through \
                     other structs, for instance `#[paginated(items = {}.items, item = Type)]`",
                    model.ident,
                    list.first().map(|field| field.name.as_str()).unwrap_or_default(),
                ),
            );
            None
        }
        [first, ..] => {
            let names: Vec<&str> = candidates.iter().map(|field| field.name.as_str()).collect();
            errors.at(
                model.ident.span(),
                format!(
                    "{} could all be the items: say which, for instance `#[paginated(items = {})]`",
                    spelling::listed(&names, "and"),
                    first.name
                ),
            );
            None
        }
    }
}

fn is_list(ty: &Type) -> bool {
    match last_segment(ty) {
        Some((name, _)) if name == "Vec" => true,
        Some((name, Some(inner))) if name == "Option" || name == "Box" => is_list(inner),
        _ => false,
    }
}
