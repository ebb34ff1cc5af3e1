//! A strategy: where the next position comes from, where it is written, and how the walk goes on.

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::{ExprPath, LitStr, Path};

use super::fields::FieldList;
use super::source::{At, Source, report_conflict};
use super::target::{KeyedTarget, Target};
use crate::attr::keys::{AnchorKeys, OptionKeys, PrevKeys, StepKeys, StopKeys, StrategyKeys};
use crate::attr::value::{End, HeaderName, LinkAttribute, Scalar};
use crate::attr::{KeyedAttribute, Keys as _, Nested, Scope, Written};
use crate::errors::Errors;
use crate::field_path::FieldPath;

/// The four strategies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StrategyKind {
    Cursor,
    NextLink,
    Offset,
    Page,
}

/// Where the next position comes from.
pub(crate) enum NextPosition {
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
    With(ExprPath),
}

/// The way back.
pub(crate) struct Prev {
    /// `None` after an error.
    pub(crate) source: Option<Source>,
    /// `None`: the target of the strategy.
    pub(crate) target: Option<KeyedTarget>,
}

/// How a walk goes on beyond the last item.
pub(crate) struct Anchor {
    /// `last_item`. `None` after an error.
    pub(crate) source: Option<Source>,
    pub(crate) target: Option<KeyedTarget>,
    pub(crate) unique: bool,
    pub(crate) descending: bool,
}

/// One strategy.
pub(crate) struct Strategy {
    pub(crate) kind: StrategyKind,
    /// The attribute's name, for errors about it as a whole.
    pub(crate) attribute: Path,
    pub(crate) next: NextPosition,
    pub(crate) target: KeyedTarget,
    pub(crate) prev: Option<Written<Prev>>,
    pub(crate) stop: StopKeys,
    /// What its links are relative to.
    pub(crate) base: Option<FieldPath>,
    pub(crate) anchor: Option<Written<Anchor>>,
    /// The position that means the end.
    pub(crate) end: Option<Scalar>,
    pub(crate) options: OptionKeys,
    /// A mistake in its attribute has been reported, and what seems to be missing may be part of it.
    pub(crate) is_broken: bool,
}

impl StrategyKind {
    fn of(scope: Scope) -> Option<Self> {
        Some(match scope {
            Scope::Cursor => Self::Cursor,
            Scope::NextLink => Self::NextLink,
            Scope::Offset => Self::Offset,
            Scope::Page => Self::Page,
            _ => return None,
        })
    }

    /// The attribute, as messages name it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Cursor => Scope::Cursor.name(),
            Self::NextLink => Scope::NextLink.name(),
            Self::Offset => Scope::Offset.name(),
            Self::Page => Scope::Page.name(),
        }
    }

    const fn is_counted(self) -> bool {
        matches!(self, Self::Offset | Self::Page)
    }

    fn default_target(self, attribute: &Path) -> Target {
        let param = |name| Target::Param(LitStr::new(name, attribute.span()));
        match self {
            Self::Cursor => param("cursor"),
            Self::NextLink => Target::Link,
            Self::Offset => param("offset"),
            Self::Page => param("page"),
        }
    }
}

impl Strategy {
    pub(super) fn new(strategy: KeyedAttribute<StrategyKeys>, fields: &FieldList, errors: &Errors) -> Option<Self> {
        let KeyedAttribute { scope, path: attribute, keys, is_broken } = strategy;
        let kind = StrategyKind::of(scope)?;
        let StrategyKeys { source, target, options, or, prev, first, step, stop, end, base, anchor } = keys;
        let (end, link_end) = match end {
            Some(Written { value: End::Sentinel(end), .. }) => (Some(end), None),
            Some(Written { key, value: End::LinkAttribute(value) }) => (None, Some(Written { key, value })),
            None => (None, None),
        };
        let next = if kind.is_counted() {
            NextPosition::Counted {
                first: first.map(|written| written.value),
                step: step.map_or(Step::Received, |step| Step::new(*step.value.0, fields, errors)),
            }
        } else {
            let at = At { scope, path: &attribute, is_broken };
            let rel = source.rel.as_ref().map(|rel| rel.key.clone());
            let mut source = Source::new(source, at, fields, errors);
            if let (Some(source), Some(link_end)) = (&mut source, &link_end)
                && !source.ends_at(&link_end.value)
            {
                report_no_link(link_end, errors);
            }
            NextPosition::Read(match (source, or, rel) {
                (Some(source), Some(or), Some(rel)) => {
                    report_conflict(&rel, &or.key, errors);
                    Some(source)
                }
                (Some(source), Some(or), None) => source.or(or, at, fields, errors),
                (source, ..) => source,
            })
        };
        let target =
            KeyedTarget::new(target, errors).unwrap_or_else(|| KeyedTarget::default(kind.default_target(&attribute)));
        let prev = prev.map(|Written { key, value: Nested(keys) }| {
            let at = At { scope: Scope::Prev, path: &Path::from(key.clone()), is_broken };
            let value = Prev::new(*keys, at, link_end.as_ref().map(|end| &end.value), fields, errors);
            Written { key, value }
        });
        let anchor = anchor.map(|Written { key, value: Nested(keys) }| {
            let at = At { scope: Scope::Anchor, path: &Path::from(key.clone()), is_broken };
            Written { key, value: Anchor::new(*keys, at, fields, errors) }
        });
        let stop = stop.map_or_else(StopKeys::default, |written| *written.value.0);
        let base = base.and_then(|base| fields.resolve(base.value, errors));
        Some(Self { kind, attribute, next, target, prev, stop, base, anchor, end, options, is_broken })
    }
}

impl Strategy {
    /// Whether it says itself what ends the walk, besides a position that is absent or empty.
    pub(crate) fn declares_end(&self) -> bool {
        let StopKeys { empty_page, short_page, repeated, absent, .. } = &self.stop;
        let stops = [empty_page.is_some(), short_page.is_some(), repeated.is_some(), absent.is_some()];
        // An `inclusive` list ends where its position stays.
        stops.contains(&true) || self.end.is_some() || self.options.inclusive.is_some()
    }
}

impl Prev {
    /// A link attribute that ends the walk ends it on the way back too.
    fn new(keys: PrevKeys, at: At<'_>, link_end: Option<&LinkAttribute>, fields: &FieldList, errors: &Errors) -> Self {
        let PrevKeys { source, target } = keys;
        let mut source = Source::new(source, at, fields, errors);
        if let (Some(source), Some(link_end)) = (&mut source, link_end) {
            source.ends_at(link_end);
        }
        Self { source, target: KeyedTarget::new(target, errors) }
    }
}

impl Anchor {
    fn new(keys: AnchorKeys, at: At<'_>, fields: &FieldList, errors: &Errors) -> Self {
        let AnchorKeys { source, target, unique, descending } = keys;
        Self {
            source: Source::new(source, at, fields, errors),
            target: KeyedTarget::new(target, errors),
            unique: unique.is_some(),
            descending: descending.is_some(),
        }
    }
}

impl Step {
    fn new(keys: StepKeys, fields: &FieldList, errors: &Errors) -> Self {
        if let [first, second, ..] = keys.written().as_slice() {
            report_conflict(first, second, errors);
        }
        let StepKeys { received: _, page_size, field, header, with } = keys;
        match (page_size, field, header) {
            (Some(page_size), ..) => Self::PageSize(page_size.key),
            (None, Some(field), _) => fields.resolve(field.value, errors).map_or(Self::Received, Self::Field),
            (None, None, Some(header)) => Self::Header(header.value),
            (None, None, None) => with.map_or(Self::Received, |function| Self::With(function.value)),
        }
    }
}

fn report_no_link(end: &Written<LinkAttribute>, errors: &Errors) {
    let LinkAttribute { name, value } = &end.value;
    errors.at(
        end.key.span(),
        format!(
            "`end({} = …)` reads an attribute of a `Link` header, so the source must be `rel = \"next\"`; if a position means the end, \
             write `end = \"{}\"`",
            name.value(),
            value.value()
        ),
    );
}
