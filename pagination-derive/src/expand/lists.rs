//! Several lists, and lists in lists: the loops that count their items, take them, and go over them by reference.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;

use super::core_path::Core;
use super::path::{AtEnd, By, from_item, from_struct, glue, inside, located};
use crate::attr::value::EachPath;
use crate::field_path::FieldPath;
use crate::model::{ChainItem, Each, FieldList, vec_item};

/// What a loop is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Loop {
    Count,
    Take,
    Reference,
}

impl Loop {
    const fn by(self) -> By {
        match self {
            Self::Take => By::Value,
            Self::Count | Self::Reference => By::Reference,
        }
    }

    /// Begins the body of a loop. The entries of a map are pairs of references, and counting needs a reference to an entry.
    fn begin(self, span: Span, core: &Core) -> TokenStream {
        let private = core.private_at(span);
        match self {
            Self::Count => quote_spanned!(span=> let __item = #private::Entry::entry(&__item);),
            Self::Take | Self::Reference => TokenStream::new(),
        }
    }
}

/// What is generated for an item, from the expression that is the item.
type Leaf<'a> = &'a dyn Fn(TokenStream) -> TokenStream;

/// The items of lists in a list, for `records`. `list` is the place of the list.
pub(super) fn in_groups(list: &TokenStream, each: &EachPath, span: Span, core: &Core) -> TokenStream {
    let Core { root, private, .. } = &core.at(span);
    let count =
        in_entry(Some(&Each::Lists(each.clone())), Loop::Count, span, core, &|_| quote_spanned!(span=> __rows += 1;));
    let take = in_entry(
        Some(&Each::Lists(each.clone())),
        Loop::Take,
        span,
        core,
        &|item| quote_spanned!(span=> __all.push(#item);),
    );
    quote_spanned! {span=>
        {
            let __list = &mut #list;
            let mut __rows = 0_usize;
            for __item in #private::List::iter(&*__list) { #count }
            #root::PageItems::in_groups(#private::List::count(&*__list), __rows, move || {
                let mut __all = #private::Vec::new();
                for __item in #private::List::take(__list) { #take }
                __all
            })
        }
    }
}

/// The statements for a reference to every item of a list in the struct, which `root` names.
pub(super) fn each_reference(
    root: &TokenStream,
    list: &FieldPath,
    each: Option<&Each>,
    core: &Core,
    statements: &dyn Fn(TokenStream, Span) -> TokenStream,
) -> TokenStream {
    let span = glue(list.end());
    let private = core.private_at(span);
    let body = in_entry(each, Loop::Reference, span, core, &|item| statements(item, span));
    let value = |place: &TokenStream| quote_spanned!(span=> for __item in #private::List::iter(&#place) { #body });
    from_struct(&located(root.clone(), span), list, By::Reference, core, AtEnd { value, absent: None })
}

/// `Item` and `records` of several lists.
pub(super) fn chain_members(lists: &[FieldPath], item: &ChainItem, each: Option<&Each>, core: &Core) -> TokenStream {
    let Core { root, private, .. } = core;
    let ty = chain_type(item, core);
    let mut count = TokenStream::new();
    let mut take = TokenStream::new();
    let is_nested = matches!(each, Some(Each::Lists(_)));
    // Where every list is in another struct, none may be there.
    let may_be_missing = lists.iter().all(FieldPath::is_deep);
    for list in lists {
        let span = glue(list.end());
        let private = core.private_at(span);
        let me = quote_spanned!(span=> self);
        let rows = is_nested.then(|| {
            let count = in_entry(each, Loop::Count, span, core, &|_| quote_spanned!(span=> __rows += 1;));
            let begin = quote_spanned!(span=> for __item in #private::List::iter);
            move |place: &TokenStream| quote_spanned!(span=> #begin(&#place) { #count })
        });
        let value = |place: &TokenStream| {
            let rows = rows.map(|rows| rows(place));
            let found = may_be_missing.then(|| quote_spanned!(span=> __found = true;));
            quote_spanned!(span=> #found __entries += #private::List::count(&#place); #rows)
        };
        count.extend(from_struct(&me, list, By::Reference, core, AtEnd { value, absent: None }));
        let add = in_entry(each, Loop::Take, span, core, &|item_place| {
            let converted = converted(item, &ty, &item_place, span, core);
            quote_spanned!(span=> __all.push(#converted);)
        });
        let value =
            |place: &TokenStream| quote_spanned!(span=> for __item in #private::List::take(&mut #place) { #add });
        take.extend(from_struct(&me, list, By::UniqueReference, core, AtEnd { value, absent: None }));
    }
    let (declared, rows) = if is_nested {
        (quote!(let mut __rows = 0_usize;), quote!(__rows))
    } else {
        (TokenStream::new(), quote!(__entries))
    };
    let (found, missing) = if may_be_missing {
        (quote!(let mut __found = false;), quote!(if !__found { return #private::Default::default(); }))
    } else {
        (TokenStream::new(), TokenStream::new())
    };
    quote! {
        type Item = #ty;
        fn records(&mut self) -> #root::PageItems<'_, #ty> {
            let mut __entries = 0_usize;
            #declared
            #found
            #count
            #missing
            #root::PageItems::in_groups(__entries, #rows, move || {
                let mut __all: #private::Vec<#ty> = #private::Vec::new();
                #take
                __all
            })
        }
    }
}

/// The type of the items of several lists.
pub(super) fn chain_type(item: &ChainItem, core: &Core) -> TokenStream {
    let private = &core.private;
    match item {
        ChainItem::Into(item) => item.to_token_stream(),
        ChainItem::Of(ty) => {
            vec_item(ty).map_or_else(|| quote!(<#ty as #private::List>::Item), |(item, _)| item.to_token_stream())
        }
    }
}

/// An item as one of the chain.
fn converted(item: &ChainItem, ty: &TokenStream, value: &TokenStream, span: Span, core: &Core) -> TokenStream {
    let private = core.private_at(span);
    match item {
        ChainItem::Into(_) => quote_spanned!(span=> #private::IntoItem::<#ty>::into_item(#value)),
        ChainItem::Of(_) => quote_spanned!(span=> #private::SameItem::<#ty>::item(#value)),
    }
}

/// Whether the items of several lists are not converted, so that there are references to them.
pub(super) fn are_same(lists: &[FieldPath], item: &ChainItem, each: Option<&Each>, fields: &FieldList) -> bool {
    let ChainItem::Into(item) = item else { return true };
    let item = item.to_token_stream().to_string();
    each.is_none()
        && lists.iter().all(|list| {
            let field = fields.get(&list.first).filter(|_| !list.is_deep());
            field.and_then(|field| vec_item(&field.ty)).is_some_and(|(ty, _)| ty.to_token_stream().to_string() == item)
        })
}

/// The statements for `__item`, an entry of the list.
fn in_entry(each: Option<&Each>, purpose: Loop, span: Span, core: &Core, leaf: Leaf<'_>) -> TokenStream {
    match each {
        None => leaf(quote_spanned!(span=> __item)),
        Some(Each::Path(path)) => at_item(Some(path), purpose, span, core, leaf),
        Some(Each::Lists(EachPath { lists, item, .. })) => {
            let begin = purpose.begin(span, core);
            let body = in_lists(lists, item.as_ref(), purpose, span, core, leaf);
            quote_spanned!(span=> #begin #body)
        }
    }
}

fn in_lists(
    lists: &[Option<FieldPath>],
    item: Option<&FieldPath>,
    purpose: Loop,
    span: Span,
    core: &Core,
    leaf: Leaf<'_>,
) -> TokenStream {
    let Some((list, rest)) = lists.split_first() else { return at_item(item, purpose, span, core, leaf) };
    let span = list.as_ref().map_or(span, |list| glue(list.end()));
    let private = core.private_at(span);
    let begin = purpose.begin(span, core);
    let body = in_lists(rest, item, purpose, span, core, leaf);
    let entries = |place: &TokenStream, is_reference: bool| match (purpose, is_reference) {
        (Loop::Take, _) => quote_spanned!(span=> #private::into_entries(#place)),
        (_, true) => quote_spanned!(span=> #private::List::iter(#place)),
        (_, false) => quote_spanned!(span=> #private::List::iter(&#place)),
    };
    let entry = quote_spanned!(span=> __item);
    match list {
        None => {
            let entries = entries(&entry, true);
            quote_spanned!(span=> for __item in #entries { #begin #body })
        }
        Some(path) => {
            let value = |place: &TokenStream| {
                // The value of a map is behind a reference there, which a method call passes through.
                let entries = if purpose == Loop::Count && path.begins_with_number() {
                    core.use_traits();
                    quote_spanned!(span=> #place.__entries())
                } else {
                    entries(place, false)
                };
                quote_spanned!(span=> for __item in #entries { #begin #body })
            };
            from_item(&entry, path, purpose.by(), core, AtEnd { value, absent: None })
        }
    }
}

/// The statements for the item in an entry of the last list: at the path, inside of `Option`s.
fn at_item(path: Option<&FieldPath>, purpose: Loop, span: Span, core: &Core, leaf: Leaf<'_>) -> TokenStream {
    let by = purpose.by();
    let entry = quote_spanned!(span=> __item);
    let found = |found: TokenStream, span: Span| {
        let private = core.private_at(span);
        let found_item = quote_spanned!(span=> __row);
        let leaf = leaf(found_item);
        let pattern = if purpose == Loop::Count { quote_spanned!(span=> _) } else { quote_spanned!(span=> __row) };
        quote_spanned!(span=> if let #private::Some(#pattern) = #found { #leaf })
    };
    match path {
        None => {
            core.use_traits();
            let private = core.private_at(span);
            let place = if purpose == Loop::Take {
                inside(&entry, by, span, core)
            } else {
                // It is a reference already.
                quote_spanned!(span=> #private::Through(__item).value())
            };
            found(place, span)
        }
        Some(path) => {
            let span = glue(path.end());
            let value = |place: &TokenStream| found(inside(place, by, span, core), span);
            from_item(&entry, path, by, core, AtEnd { value, absent: None })
        }
    }
}

/// Whether a type is written as a pair, which is what the entries of a map are.
pub(super) fn is_pair(ty: &Type) -> bool {
    matches!(ty, Type::Tuple(pair) if pair.elems.len() == 2)
}
