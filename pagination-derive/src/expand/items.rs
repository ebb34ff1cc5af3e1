//! The items: how they are counted, taken, and iterated over.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::bounds::Bounds;
use super::core_path::Core;
use super::lists;
use super::path::{AtEnd, By, from_item, from_struct, glue, inside, located, segment};
use crate::field_path::FieldPath;
use crate::model::{ChainItem, Each, Items, Model, last_segment, vec_item};

/// `Item` and `records` of `Paginated`.
pub(super) fn members(model: &Model, core: &Core) -> TokenStream {
    let Core { root, private, .. } = core;
    match &model.items {
        Items::Field { path, ty } => {
            // All at one place, so that rustc reports once that this is not a list.
            let span = glue(path.end());
            let Core { root, private, .. } = core.at(span);
            let member = segment(&path.first);
            // Types that are written out cost rustc less than types that it looks up, and functions less than methods of traits.
            if let Some((item, is_nested)) = vec_item(ty) {
                let list = is_nested.then(|| quote_spanned!(span=> List::));
                return quote_spanned! {span=>
                    type Item = #item;
                    fn records(&mut self) -> #root::PageItems<'_, #item> {
                        #private::#list items(&mut self.#member)
                    }
                };
            }
            let ty = located(ty.to_token_stream(), span);
            quote_spanned! {span=>
                type Item = <#ty as #private::List>::Item;
                fn records(&mut self) -> #root::PageItems<'_, <#ty as #private::List>::Item> {
                    #private::List::items(&mut self.#member)
                }
            }
        }
        Items::Named { path, item, each } => {
            let span = glue(path.end());
            let at_path = core.private_at(span);
            let value = |place: &TokenStream| {
                let items = match each {
                    None => quote_spanned!(span=> #at_path::List::items(&mut #place)),
                    Some(Each::Path(each)) => {
                        let each = in_each(each, By::Value, core);
                        quote_spanned!(span=> #at_path::List::items_each(&mut #place, #each))
                    }
                    Some(Each::Lists(each)) => lists::in_groups(place, each, span, core),
                };
                checked(&items, "items", item, core)
            };
            let end = AtEnd { value, absent: Some(quote_spanned!(span=> #at_path::Default::default())) };
            let items = from_struct(&quote_spanned!(span=> self), path, By::UniqueReference, core, end);
            quote! {
                type Item = #item;
                fn records(&mut self) -> #root::PageItems<'_, #item> {
                    #items
                }
            }
        }
        Items::Chain { lists, item, each } => lists::chain_members(lists, item, each.as_ref(), core),
        Items::With { take, count, item } => quote! {
            type Item = #item;
            fn records(&mut self) -> #root::PageItems<'_, #item> {
                #root::PageItems::new(#count(self), move || -> #private::Vec<#item> { #take(self) })
            }
        },
        Items::Unknown { item } => {
            let item = item.as_ref().map_or_else(|| quote!(()), |item| quote!(#item));
            quote! {
                type Item = #item;
                fn records(&mut self) -> #root::PageItems<'_, #item> {
                    #private::Default::default()
                }
            }
        }
    }
}

/// Items of the type `item`, by the method of `ItemIs`. If they are of another type, rustc underlines the user's, once.
fn checked(items: &TokenStream, method: &str, item: &Type, core: &Core) -> TokenStream {
    let tokens = item.to_token_stream();
    let first = glue(item.span());
    let last = tokens.clone().into_iter().last().map_or(first, |token| glue(token.span()));
    let Core { private, .. } = core.at(first);
    let method = Ident::new(method, last);
    let checked = quote_spanned!(first=> #private::ItemIs::<#tokens>);
    let call = quote_spanned!(last=> ::#method(__items));
    quote! {
        let __items = #items;
        #checked #call
    }
}

/// A closure that finds in an entry of the list what `each` says.
pub(super) fn in_each(each: &FieldPath, by: By, core: &Core) -> TokenStream {
    let span = glue(each.end());
    let private = core.private_at(span);
    let value = |place: &TokenStream| inside(place, by, span, core);
    let end = AtEnd { value, absent: Some(quote_spanned!(span=> #private::None)) };
    let found = from_item(&quote_spanned!(span=> __item), each, by, core, end);
    quote_spanned!(span=> |__item| #found)
}

/// `IntoIterator` for the struct and its reference.
pub(super) fn into_iter(model: &Model, core: &Core, bounds: &Bounds) -> TokenStream {
    let Core { root, private, .. } = core;
    let ident = &model.ident;
    let (impl_generics, type_generics, where_clause) = bounds.split();
    if let Items::Field { path, ty } = &model.items
        && let Some((item, is_nested)) = vec_item(ty)
    {
        let span = glue(path.end());
        let at_path = core.private_at(span);
        let member = segment(&path.first);
        let borrowed = if is_nested {
            quote_spanned!(span=> #at_path::NestedVec::references(&self.#member))
        } else {
            quote_spanned!(span=> #at_path::iter(&self.#member))
        };
        let generics = bounds.with_lifetime();
        let (generics_by_reference, ..) = generics.split_for_impl();
        return quote! {
            #[automatically_derived]
            impl #impl_generics #private::IntoIterator for #ident #type_generics #where_clause {
                type Item = #item;
                type IntoIter = #private::VecIntoIter<#item>;
                fn into_iter(self) -> #private::VecIntoIter<#item> {
                    #private::into_iter(self)
                }
            }
            #[automatically_derived]
            impl #generics_by_reference #private::IntoIterator for &'__a #ident #type_generics #where_clause {
                type Item = &'__a #item;
                type IntoIter = #private::SliceIter<'__a, #item>;
                fn into_iter(self) -> #private::SliceIter<'__a, #item> {
                    #borrowed
                }
            }
        };
    }
    let by_reference = by_reference(model, core, bounds);
    let item = match &model.items {
        Items::Named { item, .. } | Items::With { item, .. } => item.to_token_stream(),
        Items::Chain { .. } | Items::Field { .. } | Items::Unknown { .. } => quote!(<Self as #root::Paginated>::Item),
    };
    let impls = quote! {
        #[automatically_derived]
        impl #impl_generics #private::IntoIterator for #ident #type_generics #where_clause {
            type Item = #item;
            type IntoIter = #private::VecIntoIter<#item>;
            fn into_iter(self) -> #private::VecIntoIter<#item> {
                #private::into_iter(self)
            }
        }
        #by_reference
    };
    match &model.items {
        // Here too, so that rustc reports a type that is not a list once.
        Items::Field { path, .. } => located(impls, glue(path.end())),
        Items::Named { .. } | Items::Chain { .. } | Items::With { .. } | Items::Unknown { .. } => impls,
    }
}

fn by_reference(model: &Model, core: &Core, bounds: &Bounds) -> Option<TokenStream> {
    let Core { private, .. } = core;
    let (item, iter, body) = match &model.items {
        Items::Field { path, ty } => {
            let span = glue(path.end());
            let Core { private, .. } = core.at(span);
            let ty = located(ty.to_token_stream(), span);
            let member = segment(&path.first);
            let iter = quote_spanned!(span=> <#ty as #private::List>::Ref<'__a>);
            (
                quote_spanned!(span=> <#iter as #private::Iterator>::Item),
                iter,
                quote_spanned!(span=> #private::List::iter(&self.#member)),
            )
        }
        Items::Named { path, item, each: each @ Some(Each::Lists(found)) } => {
            if found.enters_tuple() || is_map(model, path) || lists::is_pair(item) {
                return None;
            }
            let add = |item: TokenStream, span| quote_spanned!(span=> __all.push(#item););
            let added = lists::each_reference(&quote!(self), path, each.as_ref(), core, &add);
            let references = checked(&all_of(&added, core), "references", item, core);
            let item = quote_spanned!(item.span()=> &'__a #item);
            (item.clone(), quote!(#private::VecIntoIter<#item>), references)
        }
        Items::Chain { lists, item, each } => {
            if !has_references_to_all(model, lists, item, each.as_ref()) {
                return None;
            }
            let ty = lists::chain_type(item, core);
            let add = |item: TokenStream, span| {
                let private = core.private_at(span);
                quote_spanned!(span=> __all.push(#private::SameItem::<#ty>::reference(#item));)
            };
            let added: TokenStream = lists
                .iter()
                .map(|list| lists::each_reference(&quote!(self), list, each.as_ref(), core, &add))
                .collect();
            let item = quote!(&'__a #ty);
            let all = all_of(&added, core);
            (item.clone(), quote!(#private::VecIntoIter<#item>), all)
        }
        Items::Named { path, item, each } if has_references(model, path, item, each.is_some()) => {
            let each = each.as_ref().and_then(Each::path);
            let span = glue(path.end());
            let at_path = core.private_at(span);
            let each =
                each.map_or_else(|| quote_spanned!(span=> #at_path::Some), |each| in_each(each, By::Reference, core));
            let value = |place: &TokenStream| {
                let references = quote_spanned!(span=> #at_path::List::each_ref(&#place, #each));
                checked(&references, "references", item, core)
            };
            let end = AtEnd { value, absent: Some(quote_spanned!(span=> #at_path::Default::default())) };
            let references = from_struct(&quote_spanned!(span=> self), path, By::Reference, core, end);
            let item = quote_spanned!(item.span()=> &'__a #item);
            (item.clone(), quote!(#private::VecIntoIter<#item>), references)
        }
        Items::Named { .. } | Items::With { .. } | Items::Unknown { .. } => return None,
    };
    let ident = &model.ident;
    let (_, type_generics, where_clause) = bounds.split();
    let generics = bounds.with_lifetime();
    let (impl_generics, ..) = generics.split_for_impl();
    Some(quote! {
        #[automatically_derived]
        impl #impl_generics #private::IntoIterator for &'__a #ident #type_generics #where_clause {
            type Item = #item;
            type IntoIter = #iter;
            fn into_iter(self) -> #iter {
                #body
            }
        }
    })
}

/// The entries of a map are pairs of references, not references to pairs.
fn has_references(model: &Model, path: &FieldPath, item: &Type, each: bool) -> bool {
    !is_map(model, path) && (each || !lists::is_pair(item))
}

/// Whether there are references to the items of several lists.
fn has_references_to_all(model: &Model, lists: &[FieldPath], item: &ChainItem, each: Option<&Each>) -> bool {
    let has_pairs = match (item, each) {
        (ChainItem::Into(item), None) => lists::is_pair(item),
        (_, Some(Each::Lists(each))) => each.enters_tuple(),
        _ => false,
    };
    !has_pairs && !lists.iter().any(|list| is_map(model, list)) && lists::are_same(lists, item, each, &model.fields)
}

/// Whether a field is written as a map.
fn is_map(model: &Model, path: &FieldPath) -> bool {
    let field = model.fields.get(&path.first).filter(|_| !path.is_deep());
    field.and_then(|field| innermost(&field.ty)).is_some_and(|name| name.ends_with("Map"))
}

/// The type inside any `Option` and `Box`.
fn innermost(ty: &Type) -> Option<String> {
    match last_segment(ty)? {
        (name, Some(inner)) if name == "Option" || name == "Box" => innermost(inner),
        (name, _) => Some(name),
    }
}

/// What these statements add to `__all`, as an iterator.
fn all_of(added: &TokenStream, core: &Core) -> TokenStream {
    let private = &core.private;
    quote!({
        let mut __all = #private::Vec::new();
        #added
        #private::IntoIterator::into_iter(__all)
    })
}

/// As [`for_each`], for the entries of several lists as they are, before they are converted.
pub(super) fn for_each_entry(
    root: &TokenStream,
    model: &Model,
    core: &Core,
    statements: impl Fn(&TokenStream, bool) -> TokenStream,
) -> Option<TokenStream> {
    let Items::Chain { lists, each, .. } = &model.items else { return for_each(root, model, core, statements) };
    let each = each.as_ref();
    let statements = |item: TokenStream, _| statements(&item, false);
    Some(lists.iter().map(|list| lists::each_reference(root, list, each, core, &statements)).collect())
}

/// Statements for every item of the page, by reference: they are made from the item, and from whether it is a pair of references, as
/// the entries of a map are. `None` where the items cannot be read without taking them.
pub(super) fn for_each(
    root: &TokenStream,
    model: &Model,
    core: &Core,
    statements: impl Fn(&TokenStream, bool) -> TokenStream,
) -> Option<TokenStream> {
    let (path, each, is_pair) = match &model.items {
        Items::Field { path, .. } => (path, None, is_map(model, path)),
        Items::Named { path, item, each: each @ Some(Each::Lists(found)) } => {
            let is_seen = !found.enters_tuple() && !is_map(model, path) && !lists::is_pair(item);
            let statements = |item: TokenStream, _| statements(&item, false);
            return is_seen.then(|| lists::each_reference(root, path, each.as_ref(), core, &statements));
        }
        Items::Named { path, item, each } => {
            let each = each.as_ref().and_then(Each::path);
            (path, each, !has_references(model, path, item, each.is_some()))
        }
        Items::Chain { lists, item, each } => {
            if !has_references_to_all(model, lists, item, each.as_ref()) {
                return None;
            }
            let ty = lists::chain_type(item, core);
            let statements = |item: TokenStream, span| {
                let private = core.private_at(span);
                statements(&quote_spanned!(span=> #private::SameItem::<#ty>::reference(#item)), false)
            };
            let each = each.as_ref();
            return Some(lists.iter().map(|list| lists::each_reference(root, list, each, core, &statements)).collect());
        }
        Items::With { .. } | Items::Unknown { .. } => return None,
    };
    let span = glue(path.end());
    let private = core.private_at(span);
    let item = quote_spanned!(span=> __item);
    let statements = statements(&item, is_pair && each.is_none());
    let value = |place: &TokenStream| {
        let place = located(place.clone(), span);
        let list = match each {
            None => quote_spanned!(span=> #private::List::iter(&#place)),
            Some(each) => {
                let each = in_each(each, By::Reference, core);
                quote_spanned!(span=> #private::List::each_ref(&#place, #each))
            }
        };
        quote_spanned!(span=> for #item in #list { #statements })
    };
    Some(from_struct(&located(root.clone(), span), path, By::Reference, core, AtEnd { value, absent: None }))
}
