//! What identifies an item: `Keyed`, and the keys of a page.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};

use super::bounds::Bounds;
use super::core_path::Core;
use super::items;
use super::lists;
use super::path::{AtEnd, By, from_item, glue};
use crate::attr::Written;
use crate::field_path::FieldPath;
use crate::model::{Items, Model, vec_item};

/// `keys` of `Paginated`, or `keys_of` where the items have to be taken first.
pub(super) fn members(model: &Model, core: &Core) -> Option<TokenStream> {
    let key = model.key.as_ref()?;
    let Core { root, private, .. } = core;
    let of_item = |item: &TokenStream, is_pair: bool| {
        // An entry of a map is a pair of references here, not the item.
        let found =
            if is_pair { found(&quote!(&#item), key, core) } else { quote!(<Self as #root::Keyed>::key(#item)) };
        quote!(__keys.push(#found);)
    };
    if let Some(statements) = items::for_each(&quote!(self), model, core, of_item) {
        return Some(quote! {
            fn keys(&self) -> #private::Option<#root::PageKeys> {
                let mut __keys = #root::PageKeys::new();
                #statements
                #private::Some(__keys)
            }
        });
    }
    let item = match &model.items {
        Items::Named { item, .. } | Items::With { item, .. } => item.to_token_stream(),
        Items::Chain { item, .. } => lists::chain_type(item, core),
        Items::Field { .. } | Items::Unknown { .. } => return None,
    };
    let push = of_item(&quote!(__item), false);
    Some(quote! {
        fn keys_of(__items: &[#item]) -> #root::PageKeys {
            let mut __keys = #root::PageKeys::new();
            for __item in __items {
                #push
            }
            __keys
        }
    })
}

/// The impl of `Keyed`.
pub(super) fn keyed(model: &Model, core: &Core, bounds: &Bounds) -> Option<TokenStream> {
    let key = model.key.as_ref()?;
    let Core { root, private, .. } = core;
    let ident = &model.ident;
    let (impl_generics, type_generics, where_clause) = bounds.split();
    let item = match &model.items {
        Items::Field { ty, .. } => vec_item(ty).map(|(item, _)| item.to_token_stream()),
        Items::Named { item, .. } | Items::With { item, .. } => Some(item.to_token_stream()),
        Items::Chain { item, .. } => Some(lists::chain_type(item, core)),
        Items::Unknown { .. } => return None,
    };
    let item = item.unwrap_or_else(|| quote!(<Self as #root::Paginated>::Item));
    let found = found(&quote!(__item), key, core);
    Some(quote! {
        #[automatically_derived]
        impl #impl_generics #root::Keyed for #ident #type_generics #where_clause {
            fn key(__item: &#item) -> #private::Result<#private::Option<#root::Position>, #root::Unsendable> {
                #found
            }
        }
    })
}

/// The key of an item, which is a reference.
fn found(item: &TokenStream, key: &Written<Option<FieldPath>>, core: &Core) -> TokenStream {
    let Some(path) = &key.value else {
        let span = glue(key.key.span());
        let root = core.at(span).root;
        return quote_spanned!(span=> #root::Position::new(#item));
    };
    let span = glue(path.end());
    let Core { root, private, .. } = core.at(span);
    let value = |place: &TokenStream| quote_spanned!(span=> #root::Position::new(&#place));
    let absent = quote_spanned!(span=> #private::Result::Ok(#private::None));
    from_item(item, path, By::Reference, core, AtEnd { value, absent: Some(absent) })
}
