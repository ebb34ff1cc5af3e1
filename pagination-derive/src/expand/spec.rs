//! The constant that describes a strategy: `PaginatedBy::SPEC`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::LitStr;
use syn::ext::IdentExt;

use super::Core;
use crate::attr::keys::Given;
use crate::attr::value::{End, FirstOnly, Size};
use crate::model::{Kind, Model, PageSize, Position, Step, Strategy, SyncSource, Target};

/// A strategy of which nothing is known.
pub(super) fn bare(model: &Model, kind: Kind, core: &Core) -> TokenStream {
    let Core { root, .. } = core;
    let name = model.name.as_ref().map_or_else(|| model.ident.unraw().to_string(), LitStr::value);
    let constructor = match kind {
        Kind::Cursor => quote!(cursor),
        Kind::NextLink => quote!(next_link),
        Kind::Offset => quote!(offset),
        Kind::Page => quote!(page),
    };
    quote!(#root::spec::Spec::#constructor(#name))
}

/// What is declared of a strategy.
pub(super) fn spec(model: &Model, strategy: &Strategy, core: &Core) -> TokenStream {
    let mut spec = bare(model, strategy.kind, core);
    position(&mut spec, strategy, core);
    options(&mut spec, strategy, core);
    response(&mut spec, model, strategy, core);
    spec
}

fn position(spec: &mut TokenStream, strategy: &Strategy, core: &Core) {
    let Core { root, .. } = core;
    // Without a key it is what the constructor of the spec writes.
    if strategy.target.key.is_some() {
        let target = target(&strategy.target.target, core);
        spec.extend(quote!(.target(#target)));
    }
    if let Position::Counted { first, step } = &strategy.position {
        if let Some(first) = first {
            let first = Literal::u64_unsuffixed(*first);
            spec.extend(quote!(.first(#first)));
        }
        match step {
            Step::Received => {}
            Step::PageSize(_) => spec.extend(quote!(.step(#root::spec::Step::PageSize))),
            Step::Field(_) | Step::Header(_) => spec.extend(quote!(.step(#root::spec::Step::Reported))),
        }
    }
    if let Some(prev) = &strategy.prev {
        let target = target(&prev.value.target.as_ref().unwrap_or(&strategy.target).target, core);
        spec.extend(quote!(.prev(#target)));
    }
    let stop = &strategy.stop;
    let flags = [
        (stop.empty_page.is_some(), quote!(empty_page)),
        (stop.short_page.is_some(), quote!(short_page)),
        (stop.repeated.is_some(), quote!(repeated)),
        (stop.absent.is_some(), quote!(absent)),
    ];
    let flags: Vec<TokenStream> = flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, name)| name).collect();
    if flags.len() == 4 {
        spec.extend(quote!(.stop(#root::spec::Stop { #(#flags: true),* })));
    } else if !flags.is_empty() {
        spec.extend(quote!(.stop(#root::spec::Stop { #(#flags: true,)* ..#root::spec::Stop::NONE })));
    }
    if stop.allow_empty.is_some() || strategy.options.allow_empty.is_some() {
        spec.extend(quote!(.allow_empty()));
    }
    if let Some(initial) = &strategy.options.initial {
        let value = &initial.value.0;
        match value.value().parse::<i64>() {
            Ok(number) if initial.value.1 => {
                let number = Literal::i64_unsuffixed(number);
                spec.extend(quote!(.initial_number(#number)));
            }
            _ => spec.extend(quote!(.initial(#value))),
        }
    }
    if let Some(End::Sentinel(end)) = strategy.options.end.as_ref().map(|given| &given.value) {
        let value = &end.0;
        spec.extend(quote!(.end(#value)));
    }
}

fn options(spec: &mut TokenStream, strategy: &Strategy, core: &Core) {
    let Core { root, .. } = core;
    let options = &strategy.options;
    if let Some(query) = &options.query {
        let pairs = query.value.0.iter().map(|(name, value)| quote!((#name, #value)));
        spec.extend(quote!(.query(&[#(#pairs),*])));
    }
    match options.first_only.as_ref().map(|given| &given.value) {
        Some(FirstOnly::Everything) => spec.extend(quote!(.first_only(#root::spec::FirstOnly::Everything))),
        Some(FirstOnly::These(names)) => {
            let names = &names.0;
            spec.extend(quote!(.first_only(#root::spec::FirstOnly::These(&[#(#names),*]))));
        }
        None => {}
    }
    if let Some(keep) = &options.keep {
        let names = &keep.value.0;
        spec.extend(quote!(.keep(&[#(#names),*])));
    }
    if let Some(window) = &options.max_window {
        let records = Literal::u64_unsuffixed(window.value.value);
        spec.extend(quote!(.max_window(#records)));
    }
    if options.parallel.is_some() {
        spec.extend(quote!(.parallel()));
    }
    if options.session.is_some() {
        spec.extend(quote!(.session()));
    }
    if let Some(expired) = &options.expired {
        let statuses = &expired.value.0;
        spec.extend(quote!(.expired(&[#(#statuses),*])));
    }
    if let Some(endpoint) = &options.continue_at {
        let path = &endpoint.value.0;
        spec.extend(quote!(.continue_at(#path)));
    }
    if let Some(origins) = &options.origin {
        let origins = &origins.value.0;
        spec.extend(quote!(.origins(&[#(#origins),*])));
    }
    if options.upgrade_scheme.is_some() {
        spec.extend(quote!(.upgrade_scheme()));
    }
}

/// What is declared of the response as a whole.
fn response(spec: &mut TokenStream, model: &Model, strategy: &Strategy, core: &Core) {
    if let Some(size) = &model.page_size {
        page_size(spec, size, core);
    }
    if !model.empty.is_empty() {
        let statuses = &model.empty;
        spec.extend(quote!(.empty(&[#(#statuses),*])));
    }
    if let Some(sync) = &model.sync {
        let written = match (&sync.target, &sync.source) {
            (Some(target), _) => Some(target),
            (None, SyncSource::Cursor(_)) => model.strategy(Kind::Cursor).map(|cursor| &cursor.target),
            (None, SyncSource::Own(_)) => None,
        };
        if let Some(written) = written {
            let target = target(&written.target, core);
            spec.extend(quote!(.sync(#target)));
        }
    }
    if model.total.is_some() || (model.total_pages.is_some() && strategy.kind == Kind::Page) {
        spec.extend(quote!(.with_total()));
    }
}

/// A call for each key, which costs rustc less than a struct of options.
fn page_size(spec: &mut TokenStream, size: &PageSize, core: &Core) {
    let mut number = |given: &Option<Given<Size>>, call: TokenStream| {
        if let Some(given) = given {
            let number = Literal::u64_unsuffixed(given.value.value);
            spec.extend(quote!(.#call(#number)));
        }
    };
    number(&size.keys.default, quote!(default_size));
    number(&size.keys.max, quote!(max_size));
    number(&size.keys.send, quote!(send_size));
    if let Some(written) = &size.target {
        let target = target(&written.target, core);
        spec.extend(quote!(.size_target(#target)));
    }
}

fn target(target: &Target, core: &Core) -> TokenStream {
    let Core { root, .. } = core;
    let (variant, name): (_, Option<&LitStr>) = match target {
        Target::Param(name) => (quote!(Param), Some(name)),
        Target::Body(pointer) => (quote!(Body), Some(pointer)),
        Target::Form(name) => (quote!(Form), Some(name)),
        Target::Header(name) => (quote!(Header), Some(name)),
        Target::MergeBody(pointer) => (quote!(MergeBody), Some(pointer)),
        Target::MergeQuery => (quote!(MergeQuery), None),
        Target::Link => (quote!(Link), None),
    };
    let name = name.map(|name| quote!((#name)));
    quote!(#root::spec::Target::#variant #name)
}
