//! What the attributes mean: every alternative is an enum, every path begins at a field.

mod fields;
mod items;
mod page_enum;
mod response;
mod source;
mod strategy;
mod sync_token;
mod target;

use proc_macro2::Ident;
use syn::{Data, DeriveInput, ExprPath, Fields, Generics, LitStr, Path};

use crate::attr::keys::ResponseKeys;
use crate::attr::value::EmptyStatuses;
use crate::attr::{Attributes, Written};
use crate::errors::Errors;
use crate::field_path::{FieldPath, name_of};

pub(crate) use fields::{FieldList, last_segment, vec_item};
pub(crate) use items::{ChainItem, Each, Items};
pub(crate) use page_enum::{OtherVariant, PageEnum, PageVariant};
pub(crate) use response::{Count, Flag, MoreFlag, PageSize, Quota};
pub(crate) use source::{InItemSource, Source};
pub(crate) use strategy::{Anchor, NextPosition, Prev, Step, Strategy, StrategyKind};
pub(crate) use sync_token::{SyncSource, SyncToken};
pub(crate) use target::{KeyedTarget, Target};

/// What the derive is written on.
pub(crate) enum Input {
    /// A struct, or what could not be read.
    Model(Box<Model>),
    /// An enum with a page variant.
    PageEnum(Box<PageEnum>),
}

/// One struct and what its attributes say.
pub(crate) struct Model {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) fields: FieldList,
    /// Where core is, unless at `::pagination_core`.
    pub(crate) krate: Option<Path>,
    /// The first is the default.
    pub(crate) strategies: Vec<Strategy>,
    pub(crate) sync_token: Option<SyncToken>,
    pub(crate) items: Items,
    /// What identifies an item: a path inside it, or the item itself.
    pub(crate) key: Option<Written<Option<FieldPath>>>,
    pub(crate) page_size: Option<PageSize>,
    pub(crate) flag: Option<MoreFlag>,
    pub(crate) total: Option<Written<Count>>,
    pub(crate) total_pages: Option<Written<Count>>,
    pub(crate) check: Option<ExprPath>,
    pub(crate) quota: Option<Quota>,
    /// Statuses that mean an empty page.
    pub(crate) empty: Option<EmptyStatuses>,
    pub(crate) complete: bool,
    /// The name of the response type in checkpoints and messages, unless it is that of the struct.
    pub(crate) name: Option<LitStr>,
    pub(crate) into_iter: bool,
    /// A mistake in `#[paginated(…)]` has been reported.
    pub(crate) is_broken: bool,
}

impl Model {
    /// Reads the input. A mistake is reported and left out, so that the rest can be used.
    pub(crate) fn read(input: DeriveInput, errors: &Errors) -> Input {
        let DeriveInput { attrs, ident, generics, data, .. } = input;
        let mut attributes = Attributes::default();
        attributes.read(&attrs, None, errors);
        let fields = match data {
            Data::Struct(data) => {
                if matches!(data.fields, Fields::Unit) {
                    errors.at(
                        ident.span(),
                        format!("`{ident}` has no fields, so it has no items: derive `Paginated` on the struct that a page is decoded into"),
                    );
                }
                FieldList::new(&attrs, data.fields)
            }
            Data::Enum(data) => {
                if let Some(page_enum) = PageEnum::new(&ident, &generics, data, attributes, errors) {
                    return Input::PageEnum(Box::new(page_enum));
                }
                attributes = Attributes::default();
                FieldList::default()
            }
            Data::Union(data) => {
                errors.over(data.union_token, "`Paginated` can be derived for a struct or an enum");
                FieldList::default()
            }
        };
        for field in &fields.list {
            attributes.read(&field.attrs, Some(&field.path()), errors);
        }
        Input::Model(Box::new(Self::build(ident, generics, fields, attributes, errors)))
    }

    fn build(ident: Ident, generics: Generics, fields: FieldList, attributes: Attributes, errors: &Errors) -> Self {
        let Attributes { strategies, sync_token, response, is_response_broken } = attributes;
        let strategies: Vec<Strategy> =
            strategies.into_iter().filter_map(|strategy| Strategy::new(strategy, &fields, errors)).collect();
        let sync_token = sync_token.map(|sync_token| SyncToken::new(sync_token, &fields, errors));
        let ResponseKeys {
            items,
            item,
            each,
            key,
            page_size,
            has_more,
            is_last,
            total,
            total_pages,
            check,
            empty,
            complete,
            quota,
            name,
            into_iter,
            krate,
        } = response;
        let mut model = Self {
            flag: MoreFlag::new(has_more, is_last, &fields, errors),
            total: Count::new(total, &fields, errors),
            total_pages: Count::new(total_pages, &fields, errors),
            ident,
            generics,
            fields,
            krate: krate.map(|written| written.value),
            strategies,
            sync_token,
            items: Items::Unknown { item: None },
            key: key.map(|Written { key, value }| Written { key, value: value.0 }),
            page_size: page_size.map(|page_size| PageSize::new(page_size, errors)),
            check: check.map(|written| written.value),
            empty: empty.map(|written| written.value),
            complete: complete.is_some(),
            quota: quota.map(|written| Quota::new(*written.value.0)),
            name: name.map(|written| written.value.0),
            into_iter: into_iter.is_none_or(|written| written.value),
            is_broken: is_response_broken,
        };
        let Self { ident, fields, is_broken, .. } = &model;
        let around = items::Surroundings { ident, fields, taken: model.taken_fields(), is_broken: *is_broken };
        let items = Items::new(items::Keys { items, item, each }, &around, errors);
        model.items = items;
        model
    }

    /// The fields that have a role as a whole, so that they are not the items.
    fn taken_fields(&self) -> Vec<String> {
        let roles = self.roles();
        let lists = self.sources().into_iter().filter_map(Source::link_list);
        let paths = roles.iter().map(|(_, path)| *path).chain(lists).filter(|path| !path.is_deep());
        paths.map(|path| name_of(&path.first)).collect()
    }

    /// Every field path with a role, but for the items, and the role as messages name it.
    pub(crate) fn roles(&self) -> Vec<(String, &FieldPath)> {
        let mut roles = Vec::new();
        for strategy in &self.strategies {
            let name = strategy.kind.name();
            if let NextPosition::Read(Some(source)) = &strategy.next {
                source.paths(&mut |path| roles.push((format!("the source of `{name}`"), path)));
            }
            if let NextPosition::Counted { step: Step::Field(path), .. } = &strategy.next {
                roles.push(("`step`".into(), path));
            }
            if let Some(Written { value: Prev { source: Some(source), .. }, .. }) = &strategy.prev {
                source.paths(&mut |path| roles.push((format!("`prev` of `{name}`"), path)));
            }
            if let Some(path) = &strategy.base {
                roles.push(("`base`".into(), path));
            }
        }
        if let Some(SyncToken { source: SyncSource::Own(Some(source)), .. }) = &self.sync_token {
            source.paths(&mut |path| roles.push(("the source of `#[sync_token]`".into(), path)));
        }
        match &self.flag {
            Some(MoreFlag::HasMore(Flag::Field(path))) => roles.push(("`has_more`".into(), path)),
            Some(MoreFlag::IsLast(Flag::Field(path))) => roles.push(("`is_last`".into(), path)),
            Some(MoreFlag::HasMore(Flag::With(_)) | MoreFlag::IsLast(Flag::With(_))) | None => {}
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
            if let NextPosition::Read(Some(source)) = &strategy.next {
                sources.push(source);
            }
            sources.extend(strategy.prev.as_ref().and_then(|prev| prev.value.source.as_ref()));
            sources.extend(strategy.anchor.as_ref().and_then(|anchor| anchor.value.source.as_ref()));
        }
        if let Some(SyncSource::Own(Some(source))) = self.sync_token.as_ref().map(|sync| &sync.source) {
            sources.push(source);
        }
        sources
    }

    pub(crate) fn strategy(&self, kind: StrategyKind) -> Option<&Strategy> {
        self.strategies.iter().find(|strategy| strategy.kind == kind)
    }
}
