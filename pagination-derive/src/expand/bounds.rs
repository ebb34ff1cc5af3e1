//! The generics of the impls: those of the struct, and a bound where a field's type mentions a parameter.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, ImplGenerics, Type, TypeGenerics, WhereClause, parse_quote};

use super::Core;
use crate::field_path::FieldPath;
use crate::model::{Count, Flag, Items, Model, Position, Source, Step, SyncSource, last_segment};

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
                if mentions(ty.to_token_stream(), &parameters) {
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
        generics.params.insert(0, GenericParam::Lifetime(parse_quote!('__a)));
        generics
    }
}

/// The types of fields, with the trait by which each is read. Behind the first segment of a path, types have no name here.
fn needed<'a>(model: &'a Model, core: &Core) -> Vec<(&'a Type, TokenStream)> {
    let Core { private, .. } = core;
    let mut needed = Vec::new();
    let mut push = |path: &FieldPath, bound: TokenStream| {
        if let Some(field) = model.fields.get(&path.first).filter(|_| !path.is_deep()) {
            needed.push((&field.ty, bound));
        }
    };
    if let Items::Field { path, .. } | Items::Named { path, each: None, .. } = &model.items {
        // A `Vec` is a list whatever it holds.
        if model.fields.get(&path.first).is_some_and(|field| !is_vec(&field.ty)) {
            push(path, quote!(#private::List));
        }
    }
    let mut position = |source: &Source| {
        let mut paths = Vec::new();
        source.paths(&mut |path| paths.push(path.clone()));
        for path in paths {
            push(&path, quote!(#private::Serialize));
        }
    };
    for strategy in &model.strategies {
        if let Position::Read(Some(source)) = &strategy.position {
            position(source);
        }
        if let Some(source) = strategy.prev.as_ref().and_then(|prev| prev.value.source.as_ref()) {
            position(source);
        }
    }
    if let Some(SyncSource::Own(Some(source))) = model.sync.as_ref().map(|sync| &sync.source) {
        position(source);
    }
    if let Some(Flag::HasMore(given) | Flag::IsLast(given)) = &model.flag {
        push(&given.value, quote!(#private::Flag));
    }
    for count in [&model.total, &model.total_pages].into_iter().flatten() {
        if let Count::Field(path) = &count.value {
            push(path, quote!(#private::Total));
        }
    }
    for strategy in &model.strategies {
        if let Position::Counted { step: Step::Field(path), .. } = &strategy.position {
            push(path, quote!(#private::Total));
        }
    }
    needed
}

fn is_vec(ty: &Type) -> bool {
    match last_segment(ty) {
        Some((name, _)) if name == "Vec" => true,
        Some((name, Some(inner))) if name == "Option" || name == "Box" => is_vec(inner),
        _ => false,
    }
}

fn mentions(tokens: TokenStream, parameters: &[String]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => parameters.contains(&ident.to_string()),
        TokenTree::Group(group) => mentions(group.stream(), parameters),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
