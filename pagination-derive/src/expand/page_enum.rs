//! An enum with a page variant: every impl hands on what the payload says.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Fields, GenericParam, Generics, Lifetime, LifetimeParam, LitStr, Member, parse_quote};

use super::bounds::mentions;
use super::core_path::Core;
use super::path::glue;
use crate::model::{OtherVariant, PageEnum, PageVariant};

/// Every impl for the enum.
pub(crate) fn expand_page_enum(page_enum: &PageEnum) -> TokenStream {
    let core = Core::new(page_enum.krate.as_ref());
    let generics = with_bounds(page_enum, &core);
    let mut impls = paginated(page_enum, &generics, &core);
    impls.extend(strategies(page_enum, &generics, &core));
    if page_enum.into_iter {
        impls.extend(into_iter(page_enum, &generics, &core));
    }
    impls
}

/// A bound where the type of a field mentions a parameter.
fn with_bounds(page_enum: &PageEnum, core: &Core) -> Generics {
    let Core { root, private, .. } = core;
    let mut generics = page_enum.generics.clone();
    let parameters: Vec<String> = generics.type_params().map(|parameter| parameter.ident.to_string()).collect();
    let payload = &page_enum.page.payload;
    let clause = generics.make_where_clause();
    if mentions(payload.to_token_stream(), &parameters) {
        clause.predicates.push(parse_quote!(#payload: #root::Paginated));
    } else {
        // The lifetime keeps rustc from reporting a payload that is no page for every impl: `spec_of_payload` reports it, once.
        clause.predicates.push(parse_quote!(for<'__b> #payload: #root::Paginated));
    }
    for ty in page_enum.others.iter().flat_map(|other| &other.fields).map(|field| &field.ty) {
        if mentions(ty.to_token_stream(), &parameters) {
            clause.predicates.push(parse_quote!(#ty: #private::Debug));
        }
    }
    generics
}

/// With further parameters and a predicate.
fn extended(generics: &Generics, parameter: GenericParam, predicate: syn::WherePredicate) -> Generics {
    let mut generics = generics.clone();
    let at = if matches!(parameter, GenericParam::Lifetime(_)) { 0 } else { generics.params.len() };
    generics.params.insert(at, parameter);
    generics.make_where_clause().predicates.push(predicate);
    generics
}

/// The pattern of the page variant, which binds its payload.
fn pattern(page_enum: &PageEnum) -> TokenStream {
    let of = &page_enum.ident;
    let PageVariant { ident, member, .. } = &page_enum.page;
    match member {
        Member::Named(field) => quote!(#of::#ident { #field: __page }),
        Member::Unnamed(_) => quote!(#of::#ident(__page)),
    }
}

fn paginated(page_enum: &PageEnum, generics: &Generics, core: &Core) -> TokenStream {
    let Core { root, private, .. } = core;
    let PageEnum { ident, page, others, .. } = page_enum;
    let (impl_generics, type_generics, where_clause) =
        (generics.split_for_impl().0, page_enum.generics.split_for_impl().1, &generics.where_clause);
    let payload = &page.payload;
    let found = pattern(page_enum);
    let no_items = (!others.is_empty()).then(|| quote!(_ => #private::Default::default(),));
    let no_keys = (!others.is_empty()).then(|| quote!(_ => #private::None,));
    let refused = others.iter().map(|other| refused(other, core));
    let at_payload = glue(payload.span());
    let strategy = quote_spanned!(at_payload=> <#payload as #root::Paginated>::Strategy);
    quote! {
        #[automatically_derived]
        impl #impl_generics #root::Paginated for #ident #type_generics #where_clause {
            type Strategy = #strategy;
            type Item = <#payload as #root::Paginated>::Item;
            fn records(&mut self) -> #root::PageItems<'_, <#payload as #root::Paginated>::Item> {
                match self {
                    #found => <#payload as #root::Paginated>::records(__page),
                    #no_items
                }
            }
            fn keys(&self) -> #private::Option<#root::PageKeys> {
                match self {
                    #found => <#payload as #root::Paginated>::keys(__page),
                    #no_keys
                }
            }
            fn keys_of(__items: &[<#payload as #root::Paginated>::Item]) -> #root::PageKeys {
                <#payload as #root::Paginated>::keys_of(__items)
            }
            fn check(&self) -> #private::Result<(), #root::BoxError> {
                match self {
                    #found => <#payload as #root::Paginated>::check(__page),
                    #(#refused,)*
                }
            }
        }
    }
}

/// The arm of `check` for a failure.
fn refused(other: &OtherVariant, core: &Core) -> TokenStream {
    let private = &core.private;
    let ident = &other.ident;
    let name = ident.unraw().to_string();
    let shown = |field: &syn::Field, binding: &Ident| {
        let span = glue(OtherVariant::span_of(field));
        let private = core.private_at(span);
        let binding = Ident::new(&binding.to_string(), span);
        quote_spanned!(span=> #binding as &dyn #private::Debug)
    };
    let bindings: Vec<Ident> = (0..other.fields.len()).map(|index| format_ident!("__{}", index)).collect();
    let values: Vec<TokenStream> =
        other.fields.iter().zip(&bindings).map(|(field, binding)| shown(field, binding)).collect();
    match &other.fields {
        Fields::Unit => quote!(Self::#ident => #private::refused_tuple(#name, &[])),
        Fields::Unnamed(_) => {
            if let [value] = values.as_slice() {
                quote!(Self::#ident(__0) => #private::refused(#value))
            } else {
                quote!(Self::#ident(#(#bindings),*) => #private::refused_tuple(#name, &[#(#values),*]))
            }
        }
        Fields::Named(fields) => {
            let members = fields.named.iter().filter_map(|field| field.ident.as_ref());
            let names = members.clone().map(|member| LitStr::new(&member.unraw().to_string(), Span::call_site()));
            quote! {
                Self::#ident { #(#members: #bindings),* } => #private::refused_struct(#name, &[#((#names, #values)),*])
            }
        }
    }
}

fn strategies(page_enum: &PageEnum, generics: &Generics, core: &Core) -> TokenStream {
    let Core { root, private, .. } = core;
    let PageEnum { ident, page, others, name, .. } = page_enum;
    let payload = &page.payload;
    let found = pattern(page_enum);
    let of_payload = quote!(#private::of_payload(<#payload as #root::PaginatedBy<__S>>::SPEC));
    let renamed = name.as_ref().map(|name| quote!(.renamed(#name)));
    let inside = if page.is_boxed { quote!(*__page) } else { quote!(__page) };
    let again = if page.is_boxed { quote!(#private::Box::new(__page)) } else { quote!(__page) };
    let joined = match &page.member {
        Member::Named(field) => {
            let variant = &page.ident;
            quote!(Self::#variant { #field: #again })
        }
        Member::Unnamed(_) => {
            let variant = &page.ident;
            quote!(Self::#variant(#again))
        }
    };
    let other = (!others.is_empty()).then(|| quote!(__other => #private::Result::Err(__other),));
    let by_strategy = |of: &str| {
        let of = Ident::new(of, Span::call_site());
        extended(generics, parse_quote!(__S: #root::Strategy), parse_quote!(#payload: #root::#of<__S>))
    };
    let type_generics = page_enum.generics.split_for_impl().1;
    let by = by_strategy("PaginatedBy");
    let (by_generics, _, by_clause) = by.split_for_impl();
    let mut impls = quote! {
        #[automatically_derived]
        impl #by_generics #root::PaginatedBy<__S> for #ident #type_generics #by_clause {
            type Head = <#payload as #root::PaginatedBy<__S>>::Head;
            const SPEC: #root::spec::Spec = #of_payload #renamed;
            fn info(_: &#root::Page<Self>) -> #root::PageInfo {
                #private::info_of_enum()
            }
            fn __read(__page: #root::Page<Self>) -> (#root::Page<Self>, #root::PageInfo) {
                #private::read_variant::<Self, #payload, __S>(
                    __page,
                    |__response| match __response {
                        #found => #private::Result::Ok(#inside),
                        #other
                    },
                    |__page| #joined,
                )
            }
        }
    };
    for capability in ["ParallelBy", "AnchoredBy", "ReversibleBy"] {
        let generics = by_strategy(capability);
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let capability = Ident::new(capability, Span::call_site());
        impls.extend(quote! {
            #[automatically_derived]
            impl #impl_generics #root::#capability<__S> for #ident #type_generics #where_clause {}
        });
    }
    let key = quote! {
        fn key(__item: &<#payload as #root::Paginated>::Item) -> #private::Result<#private::Option<#root::Position>, #root::Unsendable> {
            <#payload as #root::Keyed>::key(__item)
        }
    };
    for (capability, members) in [("Synced", TokenStream::new()), ("Keyed", key)] {
        let capability = Ident::new(capability, Span::call_site());
        // The lifetime keeps rustc from refusing a bound that does not hold: then there is no such impl.
        let mut bound = generics.clone();
        bound.make_where_clause().predicates.push(parse_quote!(for<'__b> #payload: #root::#capability));
        let (impl_generics, _, where_clause) = bound.split_for_impl();
        impls.extend(quote! {
            #[automatically_derived]
            impl #impl_generics #root::#capability for #ident #type_generics #where_clause { #members }
        });
    }
    if page_enum.generics.params.is_empty() {
        // Without a pager too, so that a check of the crate finds it.
        let at_payload = glue(payload.span());
        let private = core.private_at(at_payload);
        impls.extend(quote_spanned! {at_payload=>
            const _: #root::spec::Spec = #private::spec_of_payload::<#payload>();
        });
    }
    impls
}

/// `IntoIterator` for the enum, and for its reference where the payload has it.
fn into_iter(page_enum: &PageEnum, generics: &Generics, core: &Core) -> TokenStream {
    let Core { root, private, .. } = core;
    let PageEnum { ident, page, others, .. } = page_enum;
    let payload = &page.payload;
    let type_generics = page_enum.generics.split_for_impl().1;
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let item = quote!(<#payload as #root::Paginated>::Item);
    let lifetime = LifetimeParam::new(Lifetime::new("'__a", Span::call_site()));
    let by_reference =
        extended(generics, GenericParam::Lifetime(lifetime), parse_quote!(&'__a #payload: #private::IntoIterator));
    let (reference_generics, _, reference_clause) = by_reference.split_for_impl();
    let found = pattern(page_enum);
    let reference = if page.is_boxed { quote!(&**__page) } else { quote!(__page) };
    let nothing = (!others.is_empty()).then(|| quote!(_ => #private::None,));
    quote! {
        #[automatically_derived]
        impl #impl_generics #private::IntoIterator for #ident #type_generics #where_clause {
            type Item = #item;
            type IntoIter = #private::VecIntoIter<#item>;
            fn into_iter(self) -> #private::VecIntoIter<#item> {
                #private::into_iter(self)
            }
        }
        #[automatically_derived]
        impl #reference_generics #private::IntoIterator for &'__a #ident #type_generics #reference_clause {
            type Item = <&'__a #payload as #private::IntoIterator>::Item;
            type IntoIter = #private::OptionalIter<<&'__a #payload as #private::IntoIterator>::IntoIter>;
            fn into_iter(self) -> Self::IntoIter {
                #private::optional(match self {
                    #found => #private::Some(#private::IntoIterator::into_iter(#reference)),
                    #nothing
                })
            }
        }
    }
}
