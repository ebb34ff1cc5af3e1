//! The items of a page: where they are, and of which type.

use proc_macro2::Ident;
use syn::{ExprPath, Type};

use super::fields::{Field, FieldList, last_segment};
use super::source::report_conflict;
use crate::attr::keys::{ItemsKeys, ItemsValue};
use crate::attr::value::{Chain, EachPath};
use crate::attr::{Written, spelling};
use crate::errors::Errors;
use crate::field_path::{FieldPath, name_of};

/// Where the items are.
#[derive(Clone)]
pub(crate) enum Items {
    /// A field of the struct, whose type says what the items are.
    Field { path: FieldPath, ty: Box<Type> },
    /// A list whose items are of a type that the user names. `each` leads to it inside every entry.
    Named { path: FieldPath, item: Box<Type>, each: Option<Each> },
    /// Several lists, one after another.
    Chain { lists: Vec<FieldPath>, item: ChainItem, each: Option<Each> },
    /// What the user's functions return.
    With { take: ExprPath, count: ExprPath, item: Box<Type> },
    /// Unknown, after an error. The type of the items may be known nevertheless.
    Unknown { item: Option<Box<Type>> },
}

/// What leads from an entry of the list to the item.
#[derive(Clone)]
pub(crate) enum Each {
    Path(FieldPath),
    /// Through further lists.
    Lists(EachPath),
}

/// The type of the items in several lists.
#[derive(Clone)]
pub(crate) enum ChainItem {
    /// That of the first list whose type is known here: this is the type of the field.
    Of(Box<Type>),
    /// A type that the user names, into which the items of each list convert.
    Into(Box<Type>),
}

impl Each {
    fn new(path: EachPath) -> Option<Self> {
        Some(match path {
            EachPath { lists, item, .. } if lists.is_empty() => Self::Path(item?),
            path => Self::Lists(path),
        })
    }

    /// The path, unless it leads through further lists.
    pub(crate) fn path(&self) -> Option<&FieldPath> {
        match self {
            Self::Path(path) => Some(path),
            Self::Lists(_) => None,
        }
    }
}

/// The keys about the items.
pub(super) struct Keys {
    pub(super) items: Option<Written<ItemsValue>>,
    pub(super) item: Option<Written<Type>>,
    pub(super) each: Option<Written<EachPath>>,
}

/// The struct around the items.
pub(super) struct Surroundings<'a> {
    pub(super) ident: &'a Ident,
    pub(super) fields: &'a FieldList,
    /// The fields that have another role.
    pub(super) taken: Vec<String>,
    /// A mistake in `#[paginated(…)]` has been reported.
    pub(super) is_broken: bool,
}

const NEEDS_ITEM: &str = "`each` needs the type of the items, which a derive cannot see: add `item = Type`";

impl Items {
    /// The lists that hold them, where fields do.
    pub(crate) fn lists(&self) -> &[FieldPath] {
        match self {
            Self::Field { path, .. } | Self::Named { path, .. } => std::slice::from_ref(path),
            Self::Chain { lists, .. } => lists,
            Self::With { .. } | Self::Unknown { .. } => &[],
        }
    }

    pub(super) fn new(keys: Keys, around: &Surroundings<'_>, errors: &Errors) -> Self {
        let Keys { items, item, each } = keys;
        let named = item.as_ref().map(|written| Box::new(written.value.clone()));
        let unknown = Self::Unknown { item: named };
        let (key, path) = match items {
            Some(Written { key, value: ItemsValue::Elsewhere(keys) }) => {
                if keys.chain.is_some() {
                    return Self::chain(*keys, item, each, around, errors).unwrap_or(unknown);
                }
                return Self::with(&key, *keys, item, each, around.is_broken, errors).unwrap_or(unknown);
            }
            Some(Written { key, value: ItemsValue::At(path) }) => (Some(key), around.fields.resolve(path, errors)),
            None if around.is_broken => return unknown,
            None => (None, infer(around, errors)),
        };
        let Some(path) = path else { return unknown };
        let Some(field) = around.fields.get(&path.first) else { return unknown };
        match (item, each) {
            // What `each` was to be may be part of the mistake that has been reported.
            (Some(_), None) if around.is_broken => unknown,
            (Some(item), each) => {
                Self::Named { path, item: Box::new(item.value), each: each.and_then(|each| Each::new(each.value)) }
            }
            // The type may be part of the mistake that has been reported.
            (None, each) if around.is_broken && (each.is_some() || path.is_deep()) => unknown,
            (None, Some(each)) => {
                errors.at(each.key.span(), NEEDS_ITEM);
                unknown
            }
            (None, None) if path.is_deep() => {
                let end = path.rest.last().map(name_of).unwrap_or_default();
                let key = key.map_or_else(|| "items".to_owned(), |key| key.to_string());
                errors.over(
                    &path,
                    format!(
                        "the type of the items in `{path}` is declared in another struct, where a derive cannot see it: write \
                         `{key} = {path}, item = Type`, with the type of one item of `{end}`"
                    ),
                );
                unknown
            }
            (None, None) => Self::Field { ty: Box::new(field.ty.clone()), path },
        }
    }

    fn chain(
        keys: ItemsKeys,
        item: Option<Written<Type>>,
        each: Option<Written<EachPath>>,
        around: &Surroundings<'_>,
        errors: &Errors,
    ) -> Option<Self> {
        let ItemsKeys { with, count, chain } = keys;
        let Written { key, value: Chain(paths) } = chain?;
        for other in [&with, &count].into_iter().flatten() {
            report_conflict(&key, &other.key, errors);
        }
        let mut lists: Vec<FieldPath> = Vec::new();
        for path in paths {
            let Some(path) = around.fields.resolve(path, errors) else { continue };
            if lists.iter().any(|other| other.to_string() == path.to_string()) {
                errors.over(&path, format!("`{path}` is given twice: remove one"));
            } else {
                lists.push(path);
            }
        }
        let seen = lists.iter().find(|path| !path.is_deep()).and_then(|path| around.fields.get(&path.first));
        let item = match (item, seen) {
            (Some(item), _) => ChainItem::Into(Box::new(item.value)),
            (None, _) if around.is_broken => return None,
            (None, Some(field)) if each.is_none() => ChainItem::Of(Box::new(field.ty.clone())),
            (None, _) => {
                if let Some(each) = &each {
                    errors.at(each.key.span(), NEEDS_ITEM);
                } else if !lists.is_empty() {
                    errors.at(
                        key.span(),
                        "the types of the items are declared in other structs, where a derive cannot see them: add `item = Type`, a type \
                         that the items of each list convert into",
                    );
                }
                return None;
            }
        };
        Some(Self::Chain { lists, item, each: each.and_then(|each| Each::new(each.value)) })
    }

    fn with(
        key: &Ident,
        keys: ItemsKeys,
        item: Option<Written<Type>>,
        each: Option<Written<EachPath>>,
        is_broken: bool,
        errors: &Errors,
    ) -> Option<Self> {
        if let Some(each) = each {
            errors.at(
                each.key.span(),
                "`each` has no effect with `items(with = …)`: the function can unwrap the items itself",
            );
        }
        let ItemsKeys { with, count, chain: _ } = keys;
        match (&with, &count) {
            (None, None) => return None, // after a mistake inside, which has been reported
            (None, Some(count)) => {
                errors.at(count.key.span(), "`count` needs the function that returns the items: write `items(with = function, count = function)`");
            }
            (Some(with), None) => errors.at(
                with.key.span(),
                "the number of items must be known before they are taken: add `count = function`, an `fn(&Self) -> usize`",
            ),
            (Some(_), Some(_)) => {}
        }
        if item.is_none() && !is_broken {
            errors.at(
                key.span(),
                "`items(with = …)` needs the type of the items that the function returns: add `item = Type`",
            );
        }
        Some(Self::With { take: with?.value, count: count?.value, item: Box::new(item?.value) })
    }
}

/// The only list among the fields, or the field of a newtype.
fn infer(around: &Surroundings<'_>, errors: &Errors) -> Option<FieldPath> {
    let Surroundings { ident, fields: FieldList { list, is_tuple }, taken, .. } = around;
    if let ([field], true) = (list.as_slice(), is_tuple) {
        return Some(field.path());
    }
    let candidates: Vec<&Field> =
        list.iter().filter(|field| is_list(&field.ty) && !taken.contains(&field.name)).collect();
    match candidates.as_slice() {
        [only] => Some(only.path()),
        [] if list.is_empty() => None,
        [] => {
            errors.at(
                ident.span(),
                format!(
                    "no field of `{ident}` is a `Vec`, so its items are unknown: add `#[paginated(items = path)]`, which may lead into other \
                     structs, for instance `#[paginated(items = {}.items, item = Type)]`",
                    list.first().map(|field| field.name.as_str()).unwrap_or_default(),
                ),
            );
            None
        }
        [first, ..] => {
            let names: Vec<&str> = candidates.iter().map(|field| field.name.as_str()).collect();
            errors.at(
                ident.span(),
                format!(
                    "{} could each be the items: name one, for instance `#[paginated(items = {})]`",
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
