//! Where a position is read in a response.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{ExprPath, Path};

use super::fields::FieldList;
use crate::attr::keys::{InItemValue, OrKeys, SourceKeys};
use crate::attr::value::{HeaderName, LinkAttribute, Rel};
use crate::attr::{Keys as _, Nested, Scope, Written};
use crate::errors::Errors;
use crate::field_path::FieldPath;

/// Where a position is read.
#[derive(Clone)]
pub(crate) enum Source {
    Field(FieldPath),
    Header(HeaderName),
    /// A `Link` header. A link with the attribute `unless` has no page after it.
    LinkHeader {
        rel: Rel,
        unless: Option<LinkAttribute>,
    },
    /// A list of `{rel, href}`.
    LinkList {
        path: FieldPath,
        rel: Rel,
    },
    LastItem(Written<InItemSource>),
    FirstItem(Written<InItemSource>),
    With(ExprPath),
    /// The second if the first is absent.
    Either(Box<Source>, Box<Source>),
}

/// Where a position is read in an item.
#[derive(Clone)]
pub(crate) enum InItemSource {
    /// It is the item.
    Itself,
    At(FieldPath),
    With(ExprPath),
}

/// Where source keys are written.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) scope: Scope,
    pub(super) path: &'a Path,
    /// A mistake in them has been reported.
    pub(super) is_broken: bool,
}

impl Source {
    /// The source that the keys name: exactly one.
    pub(super) fn new(keys: SourceKeys, at: At<'_>, fields: &FieldList, errors: &Errors) -> Option<Self> {
        // `rel` chooses a link: of a list, where `field` names one, else of the header.
        let written: Vec<&Ident> = match (&keys.field, &keys.rel) {
            (Some(_), Some(rel)) => keys.written().into_iter().filter(|key| **key != rel.key).collect(),
            _ => keys.written(),
        };
        let Some((first, others)) = written.split_first() else {
            report_missing(at, errors);
            return None;
        };
        for other in others {
            errors.at(
                other.span(),
                format!(
                    "`{}` and `{}` are both sources, but a position has one: remove one of the two",
                    first.unraw(),
                    other.unraw()
                ),
            );
        }
        let SourceKeys { field, header, rel, last_item, first_item, with } = keys;
        // Nothing, after a mistake inside the key.
        let in_item = |Written { key, value }: Written<InItemValue>| {
            let value = match value {
                InItemValue::Itself => InItemSource::Itself,
                InItemValue::At(path) => InItemSource::At(path),
                InItemValue::Function(keys) => InItemSource::With(keys.with?.value),
            };
            Some(Written { key, value })
        };
        if let Some(field) = field {
            let path = fields.resolve(field.value, errors)?;
            return Some(match rel {
                Some(rel) => Self::LinkList { path, rel: rel.value },
                None => Self::Field(path),
            });
        }
        header
            .map(|header| Self::Header(header.value))
            .or_else(|| rel.map(|rel| Self::LinkHeader { rel: rel.value, unless: None }))
            .or_else(|| last_item.and_then(in_item).map(Self::LastItem))
            .or_else(|| first_item.and_then(in_item).map(Self::FirstItem))
            .or_else(|| with.map(|function| Self::With(function.value)))
    }

    /// With `or(…)`, which names the second source.
    pub(super) fn or(
        self,
        or: Written<Nested<OrKeys>>,
        at: At<'_>,
        fields: &FieldList,
        errors: &Errors,
    ) -> Option<Self> {
        let Written { key, value: Nested(second) } = or;
        let at = At { scope: Scope::Or, path: &Path::from(key), ..at };
        let second = Self::new(second.source, at, fields, errors)?;
        Some(Self::Either(Box::new(self), Box::new(second)))
    }

    /// A link with this attribute has no page after it. Returns whether this is a source that has such attributes.
    pub(super) fn ends_at(&mut self, attribute: &LinkAttribute) -> bool {
        match self {
            Self::LinkHeader { unless, .. } => {
                *unless = Some(attribute.clone());
                true
            }
            _ => false,
        }
    }

    /// Its field paths that begin at the struct.
    pub(crate) fn paths<'a>(&'a self, visit: &mut impl FnMut(&'a FieldPath)) {
        match self {
            Self::Field(path) => visit(path),
            Self::Either(first, second) => {
                first.paths(visit);
                second.paths(visit);
            }
            // Two links may be read from one list.
            Self::LinkList { .. }
            | Self::Header(_)
            | Self::LinkHeader { .. }
            | Self::LastItem(_)
            | Self::FirstItem(_)
            | Self::With(_) => {}
        }
    }

    /// The list of links that it searches.
    pub(crate) fn link_list(&self) -> Option<&FieldPath> {
        match self {
            Self::LinkList { path, .. } => Some(path),
            _ => None,
        }
    }

    /// Whether the test holds for it, or for one of its alternatives.
    pub(crate) fn any(&self, test: &impl Fn(&Self) -> bool) -> bool {
        match self {
            Self::Either(first, second) => first.any(test) || second.any(test),
            _ => test(self),
        }
    }
}

/// Reports two keys of which one excludes the other.
pub(super) fn report_conflict(first: &Ident, second: &Ident, errors: &Errors) {
    errors.at(second.span(), format!("`{}` and `{}` cannot be combined: remove one", first.unraw(), second.unraw()));
}

fn report_missing(at: At<'_>, errors: &Errors) {
    if at.is_broken {
        return;
    }
    let message = match at.scope {
        Scope::NextLink => {
            "`#[next_link]` does not say where the next link is: add `field = path`, `rel = \"next\"` for a `Link` header, \
             `header = \"…\"` or `with = function`"
        }
        Scope::SyncToken => {
            "`#[sync_token]` does not say where the token is: add `field = path`, `header = \"…\"`, or `cursor` if the last cursor is \
             the token"
        }
        Scope::Prev => "`prev` does not say where the position of the previous page is: write `prev(field = path)`",
        Scope::Anchor => {
            "`anchor` does not say which value of the last item the next window starts after: write `anchor(last_item = id, param = \"id_gt\")`"
        }
        Scope::Or => "`or` does not say where else the position is: write `or(last_item = path)`",
        _ => {
            "`#[cursor]` does not say where the next cursor is: add `field = path`, `header = \"…\"`, `last_item = path` or \
             `with = function`"
        }
    };
    errors.over(at.path, message);
}
