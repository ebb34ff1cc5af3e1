//! The generated code. `quote!` is used here only; the logic is in core's `__private`.

mod bounds;
mod core_path;
mod half_written;
mod info;
mod item_keys;
mod items;
mod lists;
mod page_enum;
mod path;
mod position;
mod shared_paths;
mod spec;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::errors::HalfWritten;
use crate::model::{Model, Strategy, StrategyKind};
use bounds::Bounds;
use core_path::Core;
use info::Info;
pub(crate) use page_enum::expand_page_enum;

/// Every impl for one struct. After an error, it is what could be understood.
///
/// `is_sound` says that no error was found: only then does rustc check more than what the impls need.
pub(crate) fn expand(model: &Model, half_written: &[HalfWritten], is_sound: bool) -> TokenStream {
    let core = Core::new(model.krate.as_ref());
    let Core { root, private, .. } = &core;
    let bounds = Bounds::new(model, &core);
    let (impl_generics, type_generics, where_clause) = bounds.split();
    let ident = &model.ident;

    let default = strategy_type(model.strategies.first().map_or(StrategyKind::Cursor, |strategy| strategy.kind));
    let items = items::members(model, &core);
    let keys = item_keys::members(model, &core);
    let check = model.check.as_ref().map(|check| {
        let span = path::glue(check.span());
        let at_function = &core.at(span).private;
        let checked = quote_spanned!(span=> #at_function::checked(#check(self)));
        quote! {
            fn check(&self) -> #private::Result<(), #root::BoxError> {
                #checked
            }
        }
    });
    let quota = model.quota.as_ref().and_then(|quota| quota.with.as_ref()).map(|function| {
        let span = path::glue(function.span());
        let call = quote_spanned!(span=> #function(__page));
        quote! {
            fn quota(__page: &#root::Page<Self>) -> #private::Option<#root::Quota> {
                #call
            }
        }
    });
    let editors = half_written::statements(half_written, model, &core);
    let strategies: TokenStream = match model.strategies.as_slice() {
        // An error has been reported. Without this impl, every use of the struct would be another.
        [] => {
            let spec = spec::bare(model, StrategyKind::Cursor, &core);
            let mut info = Info::default();
            info.paths.add_first(editors);
            strategy_impl(model, &core, &bounds, StrategyKind::Cursor, &spec, info)
        }
        [first, others @ ..] => {
            let mut info = info::info(model, first, is_sound, &core);
            info.paths.add_first(editors);
            let first = strategy_impls(model, first, info, &core, &bounds);
            let others = others.iter().map(|strategy| {
                let info = info::info(model, strategy, is_sound, &core);
                strategy_impls(model, strategy, info, &core, &bounds)
            });
            std::iter::once(first).chain(others).collect()
        }
    };
    let synced = model.sync_token.is_some().then(|| {
        quote! {
            #[automatically_derived]
            impl #impl_generics #root::Synced for #ident #type_generics #where_clause {}
        }
    });
    let keyed = item_keys::keyed(model, &core, &bounds);
    let into_iter = model.into_iter.then(|| items::into_iter(model, &core, &bounds));

    // Only rust-analyzer sets its `cfg`, and rustc does not know it.
    let is_known = half_written::uses_cfg(half_written, model).then(|| quote!(#[allow(unexpected_cfgs)]));

    let paginated = quote! {
        #[automatically_derived]
        impl #impl_generics #root::Paginated for #ident #type_generics #where_clause {
            type Strategy = #root::#default;
            #items
            #keys
            #check
            #quota
        }
    };
    let impls: TokenStream = [paginated, strategies].into_iter().chain(synced).chain(keyed).chain(into_iter).collect();
    if !core.uses_traits() && half_written.is_empty() {
        return impls;
    }
    quote! {
        #is_known
        const _: () = {
            use #private::traits::*;
            #impls
        };
    }
}

fn strategy_type(kind: StrategyKind) -> Ident {
    let name = match kind {
        StrategyKind::Cursor => "Cursor",
        StrategyKind::NextLink => "NextLink",
        StrategyKind::Offset => "Offset",
        StrategyKind::Page => "PageNumber",
    };
    Ident::new(name, Span::call_site())
}

/// The impl of `PaginatedBy`, and what the strategy can do besides.
fn strategy_impls(model: &Model, strategy: &Strategy, info: Info, core: &Core, bounds: &Bounds) -> TokenStream {
    let spec = spec::spec(model, strategy, core);
    let mut impls = strategy_impl(model, core, bounds, strategy.kind, &spec, info);
    impls.extend(capabilities(model, strategy, core, bounds));
    impls
}

fn strategy_impl(
    model: &Model,
    core: &Core,
    bounds: &Bounds,
    kind: StrategyKind,
    spec: &TokenStream,
    info: Info,
) -> TokenStream {
    let Core { root, .. } = core;
    let ident = &model.ident;
    let strategy = strategy_type(kind);
    let (impl_generics, type_generics, where_clause) = bounds.split();
    let Info { paths, reads_head, calls_function } = info;
    let calls_function = calls_function || model.quota.as_ref().is_some_and(|quota| quota.with.is_some());
    let calls_function = calls_function.then(|| quote!(.calls_function()));
    let head = if reads_head { quote!(#root::Head) } else { quote!(()) };
    let info = paths.into_body(core);
    quote! {
        #[automatically_derived]
        impl #impl_generics #root::PaginatedBy<#root::#strategy> for #ident #type_generics #where_clause {
            type Head = #head;
            const SPEC: #root::spec::Spec = #spec #calls_function;
            fn info(__page: &#root::Page<Self>) -> #root::PageInfo {
                #info
            }
        }
    }
}

/// What a strategy can do besides walking forwards.
fn capabilities(model: &Model, strategy: &Strategy, core: &Core, bounds: &Bounds) -> TokenStream {
    let Core { root, .. } = core;
    let ident = &model.ident;
    let by = strategy_type(strategy.kind);
    let (impl_generics, type_generics, where_clause) = bounds.split();
    let mut tokens = TokenStream::new();
    if strategy.options.parallel.is_some() {
        tokens.extend(quote! {
            #[automatically_derived]
            impl #impl_generics #root::ParallelBy<#root::#by> for #ident #type_generics #where_clause {}
        });
    }
    if strategy.options.parallel.is_none() && strategy.anchor.is_some() {
        tokens.extend(quote! {
            #[automatically_derived]
            impl #impl_generics #root::AnchoredBy<#root::#by> for #ident #type_generics #where_clause {}
        });
    }
    if strategy.prev.is_some() {
        tokens.extend(quote! {
            #[automatically_derived]
            impl #impl_generics #root::ReversibleBy<#root::#by> for #ident #type_generics #where_clause {}
        });
    }
    tokens
}
