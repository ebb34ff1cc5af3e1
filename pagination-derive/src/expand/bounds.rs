//! The generics of the impls: those of the struct, and a bound where a field's type mentions a parameter.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, ImplGenerics, Lifetime, LifetimeParam, TypeGenerics, WhereClause, parse_quote};

use super::core_path::Core;
use crate::attr::Written;
use crate::field_path::FieldPath;
use crate::model::{
    ChainItem, Count, Flag, InItemSource, Items, Model, MoreFlag, NextPosition, Source, Step, vec_item,
};

/// Generics for every impl.
pub(super) struct Bounds(Generics);

impl Bounds {
    pub(super) fn new(model: &Model, core: &Core) -> Self {
        let mut generics = model.generics.clone();
        let parameters: Vec<String> =
            model.generics.type_params().map(|parameter| parameter.ident.to_string()).collect();
        if !parameters.is_empty() {
            let bounds = needed(model, core);
            let clause = generics.make_where_clause();
            for (ty, bound) in bounds {
                if mentions(ty.clone(), &parameters) {
                    clause.predicates.push(parse_quote!(#ty: #bound));
                }
            }
        }
        Self(generics)
    }

    pub(super) fn split(&self) -> (ImplGenerics<'_>, TypeGenerics<'_>, Option<&WhereClause>) {
        self.0.split_for_impl()
    }

    /// With a lifetime `'__a` for the reference to the struct.
    pub(super) fn with_lifetime(&self) -> Generics {
        let mut generics = self.0.clone();
        let lifetime = LifetimeParam::new(Lifetime::new("'__a", Span::call_site()));
        generics.params.insert(0, GenericParam::Lifetime(lifetime));
        generics
    }
}

/// The types of fields, with the trait that reads each. After the first segment of a path, types have no name here.
fn needed(model: &Model, core: &Core) -> Vec<(TokenStream, TokenStream)> {
    let Core { private, .. } = core;
    let mut needed = Vec::new();
    let mut push = |path: &FieldPath, bound: TokenStream| {
        if let Some(field) = model.fields.get(&path.first).filter(|_| !path.is_deep()) {
            needed.push((field.ty.to_token_stream(), bound));
        }
    };
    if !matches!(&model.items, Items::Named { each: Some(_), .. }) {
        for path in model.items.lists() {
            // A `Vec` is a list, whatever it holds.
            if model.fields.get(&path.first).is_some_and(|field| vec_item(&field.ty).is_none()) {
                push(path, quote!(#private::List));
            }
        }
    }
    for source in model.sources() {
        source.paths(&mut |path| push(path, quote!(#private::Serialize)));
    }
    if let Some(Flag::Field(path)) = model.flag.as_ref().map(MoreFlag::flag) {
        push(path, quote!(#private::Flag));
    }
    for count in [&model.total, &model.total_pages].into_iter().flatten() {
        if let Count::Field(path) = &count.value {
            push(path, quote!(#private::Count));
        }
    }
    for strategy in &model.strategies {
        if let NextPosition::Counted { step: Step::Field(path), .. } = &strategy.next {
            push(path, quote!(#private::Count));
        }
        if let Some(path) = &strategy.base {
            push(path, quote!(#private::Text));
        }
    }
    if let Items::Chain { lists, item: ChainItem::Into(item), each: None } = &model.items {
        for field in lists.iter().filter(|list| !list.is_deep()).filter_map(|list| model.fields.get(&list.first)) {
            let ty = &field.ty;
            needed.push((quote!(<#ty as #private::List>::Item), quote!(#private::IntoItem<#item>)));
        }
    }
    // The item itself is the position.
    if let Items::Field { ty, .. } = &model.items {
        let is_item = |source: &Source| {
            let (Source::LastItem(item) | Source::FirstItem(item)) = source else { return false };
            matches!(item, Written { value: InItemSource::Itself, .. })
        };
        if model.key.as_ref().is_some_and(|key| key.value.is_none()) {
            needed.push((quote!(<#ty as #private::List>::Item), quote!(#private::Serialize)));
        }
        if model.sources().into_iter().any(|source| source.any(&is_item)) {
            needed.push((quote!(<#ty as #private::Ends>::Item), quote!(#private::Serialize)));
        }
    }
    needed
}

pub(super) fn mentions(tokens: TokenStream, parameters: &[String]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => parameters.contains(&ident.to_string()),
        TokenTree::Group(group) => mentions(group.stream(), parameters),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
