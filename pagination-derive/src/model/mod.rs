//! What was asked for: every alternative an enum, every path known to begin at a field.

mod fields;
mod items;
mod way;

use proc_macro2::Ident;
use syn::{Data, DeriveInput, ExprPath, Fields, Generics, LitInt, LitStr, Path};

use crate::attr::keys::{CountValue, Given, PageSizeKeys, Place, Response, StopKeys, Way};
use crate::attr::value::{HeaderName, Role, Text};
use crate::attr::{Attributes, place_of};
use crate::errors::Errors;
use crate::field_path::FieldPath;

pub(crate) use fields::{FieldList, last_segment, vec_item};
pub(crate) use items::Items;
pub(crate) use way::{Kind, Position, Prev, Source, Step, Sync, SyncSource, Target, Written};

/// One struct and what its attributes say.
pub(crate) struct Model {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) fields: FieldList,
    /// Where core is, unless at `::pagination_core`.
    pub(crate) krate: Option<Path>,
    /// The first is the default.
    pub(crate) strategies: Vec<Strategy>,
    pub(crate) sync: Option<Sync>,
    pub(crate) items: Items,
    pub(crate) page_size: Option<PageSize>,
    pub(crate) flag: Option<Flag>,
    pub(crate) total: Option<Given<Count>>,
    pub(crate) total_pages: Option<Given<Count>>,
    pub(crate) check: Option<ExprPath>,
    pub(crate) empty: Vec<LitInt>,
    /// What checkpoints and messages call the response type, unless it is the name of the struct.
    pub(crate) name: Option<LitStr>,
    pub(crate) into_iter: bool,
    /// A mistake in `#[paginated(…)]` is reported already.
    pub(crate) is_broken: bool,
}

/// One way of walking.
pub(crate) struct Strategy {
    pub(crate) kind: Kind,
    /// The attribute's name, for errors about it as a whole.
    pub(crate) attribute: Path,
    pub(crate) position: Position,
    pub(crate) target: Written,
    pub(crate) prev: Option<Given<Prev>>,
    pub(crate) stop: StopKeys,
    /// The keys that have no alternatives.
    pub(crate) options: Way,
    /// A mistake in its attribute is reported already: what seems to be missing may have been meant there.
    pub(crate) is_broken: bool,
}

/// `page_size(…)`.
pub(crate) struct PageSize {
    pub(crate) key: Ident,
    pub(crate) target: Option<Written>,
    pub(crate) keys: PageSizeKeys,
}

/// The API's own word on whether more follows.
pub(crate) enum Flag {
    HasMore(Given<FieldPath>),
    IsLast(Given<FieldPath>),
}

/// A figure of the API.
pub(crate) enum Count {
    Field(FieldPath),
    Header(HeaderName),
}

impl Model {
    /// Reads the input. What is wrong is reported and left out, so that the rest can be used.
    pub(crate) fn new(input: DeriveInput, errors: &Errors) -> Self {
        let DeriveInput { attrs, ident, generics, data, .. } = input;
        let mut attributes = Attributes::default();
        attributes.read(&attrs, None, errors);
        let fields = match data {
            Data::Struct(data) => {
                if matches!(data.fields, Fields::Unit) {
                    errors.at(
                        ident.span(),
                        format!("`{ident}` has no fields, and so no items: derive `Paginated` on the struct that a page is decoded into"),
                    );
                }
                FieldList::new(&attrs, data.fields)
            }
            Data::Enum(data) => {
                for attribute in data.variants.iter().flat_map(|variant| {
                    variant.attrs.iter().chain(variant.fields.iter().flat_map(|field| &field.attrs))
                }) {
                    if let Some(place) = place_of(attribute) {
                        errors.over(
                            attribute.path(),
                            format!("`{}` is not expected here, it belongs on a struct", place.name()),
                        );
                    }
                }
                errors.over(
                    data.enum_token,
                    format!("`Paginated` can be derived for a struct only; make a struct of what every variant of `{ident}` shares"),
                );
                FieldList::default()
            }
            Data::Union(data) => {
                errors.over(data.union_token, "`Paginated` can be derived for a struct only");
                FieldList::default()
            }
        };
        for field in &fields.list {
            attributes.read(&field.attrs, Some(&field.path()), errors);
        }
        Self::build(ident, generics, fields, attributes, errors)
    }

    fn build(ident: Ident, generics: Generics, fields: FieldList, attributes: Attributes, errors: &Errors) -> Self {
        let Attributes { strategies, sync_token, response, is_response_broken } = attributes;
        let strategies: Vec<Strategy> =
            strategies.into_iter().filter_map(|way| Strategy::new(way, &fields, errors)).collect();
        let sync = sync_token.map(|way| Sync::new(way, &fields, errors));
        let Response {
            items,
            item,
            each,
            page_size,
            has_more,
            is_last,
            total,
            total_pages,
            check,
            empty,
            name,
            into_iter,
            krate,
        } = response;
        let role = |given: Option<Given<Role>>| {
            let Given { key, value: Role(path) } = given?;
            fields.resolve(path, errors).map(|value| Given { key, value })
        };
        let flag = match (role(has_more), role(is_last)) {
            (Some(has_more), Some(is_last)) => {
                errors.at(is_last.key.span(), "`is_last` says what `has_more` says already, remove one of the two");
                Some(Flag::HasMore(has_more))
            }
            (Some(has_more), None) => Some(Flag::HasMore(has_more)),
            (None, Some(is_last)) => Some(Flag::IsLast(is_last)),
            (None, None) => None,
        };
        let count = |given: Option<Given<CountValue>>| {
            let Given { key, value } = given?;
            let value = match value {
                CountValue::Field(path) => Count::Field(fields.resolve(path, errors)?),
                CountValue::Header(header) => Count::Header(header?),
            };
            Some(Given { key, value })
        };
        let (total, total_pages) = (count(total), count(total_pages));
        let page_size = page_size.map(|Given { key, value }| {
            let keys = *value.0;
            PageSize { target: way::page_size_target(&keys, errors), keys, key }
        });
        let mut model = Self {
            ident,
            generics,
            fields,
            krate: krate.map(|given| given.value),
            strategies,
            sync,
            items: Items::Unknown { item: None },
            page_size,
            flag,
            total,
            total_pages,
            check: check.map(|given| given.value),
            empty: empty.map(|given| given.value.0).unwrap_or_default(),
            name: name.map(|Given { value: Text(name), .. }| name),
            into_iter: into_iter.is_none_or(|given| given.value),
            is_broken: is_response_broken,
        };
        model.items = Items::new(items, item, each, &model, errors);
        model
    }

    /// Every field path that has a role, with the role as messages name it. The items are not among them.
    pub(crate) fn roles(&self) -> Vec<(String, &FieldPath)> {
        let mut roles = Vec::new();
        for strategy in &self.strategies {
            let name = strategy.kind.place().name();
            if let Position::Read(Some(source)) = &strategy.position {
                source.paths(&mut |path| roles.push((format!("the source of `{name}`"), path)));
            }
            if let Position::Counted { step: Step::Field(path), .. } = &strategy.position {
                roles.push(("`step`".into(), path));
            }
            if let Some(Given { value: Prev { source: Some(source), .. }, .. }) = &strategy.prev {
                source.paths(&mut |path| roles.push((format!("`prev` of `{name}`"), path)));
            }
        }
        if let Some(Sync { source: SyncSource::Own(Some(source)), .. }) = &self.sync {
            source.paths(&mut |path| roles.push(("the source of `#[sync_token]`".into(), path)));
        }
        match &self.flag {
            Some(Flag::HasMore(given)) => roles.push(("`has_more`".into(), &given.value)),
            Some(Flag::IsLast(given)) => roles.push(("`is_last`".into(), &given.value)),
            None => {}
        }
        for count in [&self.total, &self.total_pages].into_iter().flatten() {
            if let Count::Field(path) = &count.value {
                roles.push((format!("`{}`", count.key), path));
            }
        }
        roles
    }

    /// Every source of a position.
    pub(crate) fn sources(&self) -> Vec<&Source> {
        let mut sources = Vec::new();
        for strategy in &self.strategies {
            if let Position::Read(Some(source)) = &strategy.position {
                sources.push(source);
            }
            sources.extend(strategy.prev.as_ref().and_then(|prev| prev.value.source.as_ref()));
        }
        if let Some(SyncSource::Own(Some(source))) = self.sync.as_ref().map(|sync| &sync.source) {
            sources.push(source);
        }
        sources
    }

    pub(crate) fn strategy(&self, kind: Kind) -> Option<&Strategy> {
        self.strategies.iter().find(|strategy| strategy.kind == kind)
    }
}

impl Kind {
    pub(crate) const fn place(self) -> Place {
        match self {
            Self::Cursor => Place::Cursor,
            Self::NextLink => Place::NextLink,
            Self::Offset => Place::Offset,
            Self::Page => Place::Page,
        }
    }
}
