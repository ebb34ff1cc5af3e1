//! The alternatives of one way of walking: where its position is read, and where it is written.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{ExprPath, LitStr, Path};

use super::{FieldList, Strategy};
use crate::attr::WayAttr;
use crate::attr::keys::{Given, Nested, PageSizeKeys, Place, StepKeys, StopKeys, Way};
use crate::attr::value::{End, HeaderName, InRecord, Rel};
use crate::errors::Errors;
use crate::field_path::FieldPath;

/// The four strategies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Cursor,
    NextLink,
    Offset,
    Page,
}

/// Where the next position comes from.
pub(crate) enum Position {
    /// The response names it. `None` after an error.
    Read(Option<Source>),
    /// It is counted.
    Counted { first: Option<u64>, step: Step },
}

/// How far an offset moves.
pub(crate) enum Step {
    Received,
    /// By the page size; the key is kept for errors.
    PageSize(Ident),
    Field(FieldPath),
    Header(HeaderName),
}

/// Where a position stands in the response.
#[derive(Clone)]
pub(crate) enum Source {
    Field(FieldPath),
    Header(HeaderName),
    /// A `Link` header; there is nothing behind a link that carries the attribute `unless`.
    LinkHeader {
        rel: Rel,
        unless: Option<(LitStr, LitStr)>,
    },
    /// A list of `{rel, href}`.
    LinkList {
        path: FieldPath,
        rel: Rel,
    },
    LastItem(Given<Option<FieldPath>>),
    FirstItem(Given<Option<FieldPath>>),
    With(ExprPath),
    /// The second where the first is absent.
    Either(Box<Source>, Box<Source>),
}

/// Where a value is written in a request.
#[derive(Clone)]
pub(crate) enum Target {
    Param(LitStr),
    Body(LitStr),
    Form(LitStr),
    Header(LitStr),
    MergeQuery,
    MergeBody(LitStr),
    Link,
}

/// A target and the key that chose it; without a key, it is the default.
#[derive(Clone)]
pub(crate) struct Written {
    pub(crate) target: Target,
    pub(crate) key: Option<Ident>,
}

/// The way back.
pub(crate) struct Prev {
    /// `None` after an error.
    pub(crate) source: Option<Source>,
    pub(crate) target: Option<Written>,
}

/// `#[sync_token(…)]`.
pub(crate) struct Sync {
    pub(crate) attribute: Path,
    pub(crate) source: SyncSource,
    /// `None`: the target of the cursor.
    pub(crate) target: Option<Written>,
}

/// Where the sync token stands.
pub(crate) enum SyncSource {
    /// It is the cursor of the final page; the key is kept for errors.
    Cursor(Ident),
    /// `None` after an error.
    Own(Option<Source>),
}

impl Source {
    /// The field paths in it that begin at the struct.
    pub(crate) fn paths<'a>(&'a self, visit: &mut impl FnMut(&'a FieldPath)) {
        match self {
            Self::Field(path) => visit(path),
            Self::Either(first, second) => {
                first.paths(visit);
                second.paths(visit);
            }
            // Two links of one list are no two roles of one field.
            Self::LinkList { .. }
            | Self::Header(_)
            | Self::LinkHeader { .. }
            | Self::LastItem(_)
            | Self::FirstItem(_)
            | Self::With(_) => {}
        }
    }

    /// The list of links that it looks through.
    pub(crate) fn link_list(&self) -> Option<&FieldPath> {
        match self {
            Self::LinkList { path, .. } => Some(path),
            _ => None,
        }
    }

    /// Whether it, or one of its alternatives, is such.
    pub(crate) fn any(&self, test: &impl Fn(&Self) -> bool) -> bool {
        match self {
            Self::Either(first, second) => first.any(test) || second.any(test),
            _ => test(self),
        }
    }
}

impl Strategy {
    pub(super) fn new(way: WayAttr, fields: &FieldList, errors: &Errors) -> Option<Self> {
        let kind = match way.place {
            Place::Cursor => Kind::Cursor,
            Place::NextLink => Kind::NextLink,
            Place::Offset => Kind::Offset,
            Place::Page => Kind::Page,
            _ => return None,
        };
        let WayAttr { place, path: attribute, keys: mut options, is_broken } = way;
        let position = match kind {
            Kind::Cursor | Kind::NextLink => {
                Position::Read(source(&mut options, At { place, path: &attribute, is_broken }, fields, errors))
            }
            Kind::Offset | Kind::Page => Position::Counted {
                first: options.first.take().map(|given| given.value),
                step: options.step.take().map_or(Step::Received, |step| Step::new(step, fields, errors)),
            },
        };
        let default = || match kind {
            Kind::Cursor => Target::Param(LitStr::new("cursor", attribute.span())),
            Kind::NextLink => Target::Link,
            Kind::Offset => Target::Param(LitStr::new("offset", attribute.span())),
            Kind::Page => Target::Param(LitStr::new("page", attribute.span())),
        };
        let target = target(&options, errors).unwrap_or_else(|| Written { target: default(), key: None });
        let prev = options.prev.take().map(|Given { key, value: Nested(mut keys) }| {
            // The same attribute of the link says that there is nothing behind it, on the way back too.
            keys.end = options.end.clone().filter(|end| {
                matches!(end.value, End::LinkAttribute(..)) && keys.rel.is_some() && keys.field.is_none()
            });
            let at = At { place: Place::Prev, path: &Path::from(key.clone()), is_broken };
            let source = source(&mut keys, at, fields, errors);
            Given { key, value: Prev { source, target: self::target(&keys, errors) } }
        });
        let stop = options.stop.take().map_or_else(StopKeys::default, |given| *given.value.0);
        Some(Self { kind, attribute, position, target, prev, stop, options, is_broken })
    }
}

impl Sync {
    pub(super) fn new(way: WayAttr, fields: &FieldList, errors: &Errors) -> Self {
        let WayAttr { place, path: attribute, mut keys, is_broken } = way;
        let own_target = target(&keys, errors);
        if let Some(cursor) = keys.cursor.take() {
            let others = [
                keys.field.as_ref().map(|given| &given.key),
                keys.header.as_ref().map(|given| &given.key),
                keys.rel.as_ref().map(|given| &given.key),
                keys.last_item.as_ref().map(|given| &given.key),
                keys.first_item.as_ref().map(|given| &given.key),
                keys.with.as_ref().map(|given| &given.key),
            ];
            if let Some(other) = others.into_iter().flatten().next() {
                conflict(errors, &cursor.key, other);
            }
            return Self { attribute, source: SyncSource::Cursor(cursor.key), target: own_target };
        }
        let source = source(&mut keys, At { place, path: &attribute, is_broken }, fields, errors);
        let default = || Written { target: Target::Param(LitStr::new("sync_token", attribute.span())), key: None };
        Self { target: Some(own_target.unwrap_or_else(default)), attribute, source: SyncSource::Own(source) }
    }
}

impl Step {
    fn new(step: Given<Nested<crate::attr::keys::Step>>, fields: &FieldList, errors: &Errors) -> Self {
        let StepKeys { received, page_size, field, header } = *step.value.0;
        let keys = [
            received.as_ref().map(|given| &given.key),
            page_size.as_ref().map(|given| &given.key),
            field.as_ref().map(|given| &given.key),
            header.as_ref().map(|given| &given.key),
        ];
        if let [first, second, ..] = keys.into_iter().flatten().collect::<Vec<_>>().as_slice() {
            conflict(errors, first, second);
        }
        match (page_size, field, header) {
            (Some(page_size), ..) => Self::PageSize(page_size.key),
            (None, Some(field), _) => fields.resolve(field.value, errors).map_or(Self::Received, Self::Field),
            (None, None, Some(header)) => Self::Header(header.value),
            (None, None, None) => Self::Received,
        }
    }
}

fn conflict(errors: &Errors, first: &Ident, second: &Ident) {
    errors.at(
        second.span(),
        format!("`{}` and `{}` exclude each other, remove one of the two", first.unraw(), second.unraw()),
    );
}

/// Where keys stand.
#[derive(Clone, Copy)]
struct At<'a> {
    place: Place,
    path: &'a Path,
    /// A mistake in them is reported already.
    is_broken: bool,
}

/// The source that the keys choose: exactly one.
fn source(keys: &mut Way, at: At<'_>, fields: &FieldList, errors: &Errors) -> Option<Source> {
    let (field, rel) = (keys.field.take(), keys.rel.take());
    let rel_key = rel.as_ref().map(|given| given.key.clone());
    // A source that was given and is wrong: reported, and not missing.
    let mut found: Vec<(Ident, Option<Source>)> = Vec::new();
    match (field, rel) {
        (Some(field), Some(rel)) => {
            let list = fields.resolve(field.value, errors).map(|path| Source::LinkList { path, rel: rel.value });
            found.push((field.key, list));
        }
        (Some(field), None) => found.push((field.key, fields.resolve(field.value, errors).map(Source::Field))),
        (None, Some(rel)) => found.push((rel.key, Some(Source::LinkHeader { rel: rel.value, unless: None }))),
        (None, None) => {}
    }
    let in_record = |given: Given<InRecord>| Given { key: given.key, value: given.value.0 };
    found.extend(keys.header.take().map(|given| (given.key, Some(Source::Header(given.value)))));
    found.extend(keys.last_item.take().map(|given| (given.key.clone(), Some(Source::LastItem(in_record(given))))));
    found.extend(keys.first_item.take().map(|given| (given.key.clone(), Some(Source::FirstItem(in_record(given))))));
    found.extend(keys.with.take().map(|given| (given.key, Some(Source::With(given.value)))));
    let mut found = found.into_iter();
    let Some((key, source)) = found.next() else {
        missing_source(at, errors);
        return None;
    };
    for (other, _) in found {
        errors.at(
            other.span(),
            format!(
                "`{}` and `{}` are two sources, the position stands in one place: remove one of the two",
                key.unraw(),
                other.unraw()
            ),
        );
    }
    let source = end_of_link(source?, keys, errors);
    let Some(or) = keys.or.take() else { return Some(source) };
    if let Some(rel) = rel_key {
        conflict(errors, &rel, &or.key);
        return Some(source);
    }
    let Given { key, value: Nested(mut second) } = or;
    let second = self::source(&mut second, At { place: Place::Or, path: &Path::from(key), ..at }, fields, errors)?;
    Some(Source::Either(Box::new(source), Box::new(second)))
}

/// `end(name = "value")` belongs to the source: it is an attribute of the link in the header.
fn end_of_link(source: Source, keys: &mut Way, errors: &Errors) -> Source {
    let Some(Given { key, value: End::LinkAttribute(name, value) }) = &keys.end else { return source };
    match source {
        Source::LinkHeader { rel, .. } => Source::LinkHeader { rel, unless: Some((name.clone(), value.clone())) },
        other => {
            errors.at(
                key.span(),
                format!(
                    "`end({0} = …)` reads an attribute of a `Link` header, and needs `rel = \"next\"` as the source; a sentinel is \
                     written `end = \"{1}\"`",
                    name.value(),
                    value.value()
                ),
            );
            other
        }
    }
}

fn missing_source(at: At<'_>, errors: &Errors) {
    if at.is_broken {
        return;
    }
    let message = match at.place {
        Place::NextLink => {
            "`#[next_link]` does not say where the next link stands: add `field = path`, `rel = \"next\"` for a `Link` header, \
             `header = \"…\"` or `with = function`"
        }
        Place::SyncToken => {
            "`#[sync_token]` does not say where the token stands: add `field = path`, `header = \"…\"`, or `cursor` where the last \
             cursor is the token"
        }
        Place::Prev => "`prev` does not say where the position of the page before stands: write `prev(field = path)`",
        Place::Or => "`or` does not say where else the position stands: write `or(last_item = path)`",
        _ => {
            "`#[cursor]` does not say where the next cursor stands: add `field = path`, `header = \"…\"`, `last_item = path` or \
             `with = function`"
        }
    };
    errors.over(at.path, message);
}

/// The target that the keys choose: at most one.
fn target(keys: &Way, errors: &Errors) -> Option<Written> {
    let mut found: Vec<Written> = Vec::new();
    let mut push = |key: &Ident, target| found.push(Written { target, key: Some(key.clone()) });
    if let Some(given) = &keys.param {
        push(&given.key, Target::Param(given.value.0.clone()));
    }
    if let Some(given) = &keys.form {
        push(&given.key, Target::Form(given.value.0.clone()));
    }
    if let Some(given) = &keys.request_header {
        push(&given.key, Target::Header(given.value.0.clone()));
    }
    match (&keys.merge, &keys.body) {
        (Some(merge), Some(body)) => push(&merge.key, Target::MergeBody(body.value.0.clone())),
        (Some(merge), None) => push(&merge.key, Target::MergeQuery),
        (None, Some(body)) if body.value.0.value().is_empty() => errors.at(
            body.value.0.span(),
            "the empty pointer is the whole body, which a position cannot replace: name a place such as `body = \"/cursor\"`, or \
             merge a map into it with `merge, body = \"\"`",
        ),
        (None, Some(body)) => push(&body.key, Target::Body(body.value.0.clone())),
        (None, None) => {}
    }
    if let Some(given) = &keys.link {
        push(&given.key, Target::Link);
    }
    one_target(found, errors)
}

pub(super) fn page_size_target(keys: &PageSizeKeys, errors: &Errors) -> Option<Written> {
    let way = Way {
        param: keys.param.clone(),
        body: keys.body.clone(),
        form: keys.form.clone(),
        request_header: keys.request_header.clone(),
        ..Way::default()
    };
    target(&way, errors)
}

fn one_target(found: Vec<Written>, errors: &Errors) -> Option<Written> {
    let mut found = found.into_iter();
    let first = found.next()?;
    for other in found {
        if let (Some(first), Some(other)) = (&first.key, &other.key) {
            errors.at(
                other.span(),
                format!(
                    "`{first}` and `{other}` are two targets, a value is written in one place: remove one of the two"
                ),
            );
        }
    }
    Some(first)
}
