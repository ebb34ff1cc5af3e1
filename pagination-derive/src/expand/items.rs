//! The records: how they are counted, taken, and iterated over.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::Core;
use super::bounds::Bounds;
use super::path::{By, from_struct, from_value, glue, unwrapped};
use crate::field_path::FieldPath;
use crate::model::{Items, Model, last_segment};

/// `Item`, `Items`, `count` and `take_items` of `Paginated`.
pub(super) fn members(model: &Model, core: &Core) -> TokenStream {
    let Core { private, .. } = core;
    match &model.items {
        Items::Field { path, ty } => {
            let span = glue(path.end());
            let list = field(&quote_spanned!(span=> self), path);
            quote! {
                type Item = <#ty as #private::List>::Item;
                type Items = <#ty as #private::List>::Iter;
                fn count(&self) -> usize {
                    #private::List::count(&#list)
                }
                fn take_items(&mut self) -> <#ty as #private::List>::Iter {
                    #private::List::take(&mut #list)
                }
            }
        }
        Items::Named { path, item, each } => {
            let root = quote_spanned!(glue(path.end())=> self);
            let count = from_struct(&root, path, By::Reference, core);
            let list = from_struct(&root, path, By::UniqueReference, core);
            // At the user's type: it is what must fit the list.
            let span = glue(item.span());
            let take = match each {
                None => quote_spanned!(span=> #private::take_vec(#list)),
                Some(each) => {
                    let record = in_each(each, By::Value, core);
                    quote_spanned!(span=> #private::take_each(#list, #record))
                }
            };
            quote! {
                type Item = #item;
                type Items = #private::VecIntoIter<#item>;
                fn count(&self) -> usize {
                    #private::count(#count)
                }
                fn take_items(&mut self) -> #private::VecIntoIter<#item> {
                    #take
                }
            }
        }
        Items::With { take, count, item } => quote! {
            type Item = #item;
            type Items = #private::VecIntoIter<#item>;
            fn count(&self) -> usize {
                #count(self)
            }
            fn take_items(&mut self) -> #private::VecIntoIter<#item> {
                let __items: #private::Vec<#item> = #take(self);
                #private::IntoIterator::into_iter(__items)
            }
        },
        Items::Unknown { item } => {
            let item = item.as_ref().map_or_else(|| quote!(()), |item| quote!(#item));
            quote! {
                type Item = #item;
                type Items = #private::VecIntoIter<#item>;
                fn count(&self) -> usize {
                    0
                }
                fn take_items(&mut self) -> #private::VecIntoIter<#item> {
                    #private::Vec::into_iter(#private::Vec::new())
                }
            }
        }
    }
}

/// A closure that finds in a record what `each` says.
pub(super) fn in_each(each: &FieldPath, by: By, core: &Core) -> TokenStream {
    let Core { private, .. } = core;
    let span = glue(each.end());
    let start = quote_spanned!(span=> #private::Some(__record));
    let found = unwrapped(&from_value(&start, each, by, core), by, span, core);
    quote_spanned!(span=> |__record| #found)
}

fn field(root: &TokenStream, path: &FieldPath) -> TokenStream {
    let member = super::path::segment(&path.first);
    quote_spanned!(glue(path.end())=> #root.#member)
}

/// `IntoIterator` for the struct and its reference.
pub(super) fn into_iter(model: &Model, core: &Core, bounds: &Bounds) -> TokenStream {
    let Core { root, private } = core;
    let ident = &model.ident;
    let (impl_generics, type_generics, where_clause) = bounds.split();
    let by_reference = by_reference(model, core, bounds);
    quote! {
        #[automatically_derived]
        impl #impl_generics #private::IntoIterator for #ident #type_generics #where_clause {
            type Item = <Self as #root::Paginated>::Item;
            type IntoIter = <Self as #root::Paginated>::Items;
            fn into_iter(mut self) -> <Self as #root::Paginated>::Items {
                <Self as #root::Paginated>::take_items(&mut self)
            }
        }
        #by_reference
    }
}

fn by_reference(model: &Model, core: &Core, bounds: &Bounds) -> Option<TokenStream> {
    let Core { private, .. } = core;
    let (item, iter, body) = match &model.items {
        Items::Field { path, ty } => {
            let list = field(&quote_spanned!(glue(path.end())=> self), path);
            let iter = quote!(<#ty as #private::List>::Ref<'__a>);
            (quote!(<#iter as #private::Iterator>::Item), iter, quote!(#private::List::iter(&#list)))
        }
        Items::Named { path, item, each } if gives_references(model, path, item, each.is_some()) => {
            let list = from_struct(&quote_spanned!(glue(path.end())=> self), path, By::Reference, core);
            let record =
                each.as_ref().map_or_else(|| quote!(#private::Some), |each| in_each(each, By::Reference, core));
            let item = quote!(&'__a #item);
            (item.clone(), quote!(#private::VecIntoIter<#item>), quote!(#private::each_ref(#list, #record)))
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

/// The entries of a map are pairs of references, no references to pairs.
fn gives_references(model: &Model, path: &FieldPath, item: &Type, each: bool) -> bool {
    let is_map = model
        .fields
        .get(&path.first)
        .filter(|_| !path.is_deep())
        .and_then(|field| last_segment(&field.ty))
        .is_some_and(|(name, _)| name.ends_with("Map"));
    !is_map && (each || !matches!(item, Type::Tuple(pair) if pair.elems.len() == 2))
}
