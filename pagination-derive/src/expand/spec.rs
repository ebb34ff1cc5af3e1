//! The constant that describes a strategy: `PaginatedBy::SPEC`, a call for each key.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::LitStr;
use syn::ext::IdentExt;

use super::core_path::Core;
use crate::attr::Written;
use crate::attr::keys::{OptionKeys, StopKeys};
use crate::attr::value::{
    Bare, EmptyStatuses, Endpoint, ExpiredStatuses, FirstOnly, Get, HeaderName, Origins, Pairs, Scalar, ShrinkOn, Size,
    Statuses, Texts,
};
use crate::model::{
    Anchor, Model, NextPosition, PageSize, Quota, Source, Step, Strategy, StrategyKind, SyncSource, SyncToken, Target,
};

/// A chain of calls, as it grows.
struct Calls<'a> {
    tokens: TokenStream,
    core: &'a Core,
}

impl Calls<'_> {
    fn call(&mut self, name: &str, argument: impl ToTokens) {
        // Single tokens, which cost the compiler far less than a stream.
        self.tokens.append(Punct::new('.', Spacing::Alone));
        self.tokens.append(Ident::new(name, Span::call_site()));
        self.tokens.append(Group::new(Delimiter::Parenthesis, argument.into_token_stream()));
    }

    fn target(&mut self, name: &str, target: &Target) {
        match target {
            Target::Param(param) => self.call(&format!("{name}_param"), param),
            Target::Link if name == "prev" => self.call("prev_link", TokenStream::new()),
            _ => {
                let target = target_value(target, self.core);
                self.call(name, target);
            }
        }
    }

    /// A call for a key that was written, with what its value becomes.
    fn value<T, A: ToTokens>(&mut self, name: &str, written: Option<&Written<T>>, argument: impl FnOnce(&T) -> A) {
        if let Some(written) = written {
            self.call(name, argument(&written.value));
        }
    }

    fn flag(&mut self, name: &str, written: Option<&Written<Bare>>) {
        self.value(name, written, |_| TokenStream::new());
    }

    fn size(&mut self, name: &str, written: Option<&Written<Size>>) {
        self.value(name, written, |size| Literal::u64_unsuffixed(size.value));
    }
}

/// The specification of a strategy about which nothing is known.
pub(super) fn bare(model: &Model, kind: StrategyKind, core: &Core) -> TokenStream {
    let Core { root, .. } = core;
    let name = model.name.as_ref().map_or_else(|| model.ident.unraw().to_string(), LitStr::value);
    let kind = match kind {
        StrategyKind::Cursor => quote!(CURSOR),
        StrategyKind::NextLink => quote!(NEXT_LINK),
        StrategyKind::Offset => quote!(OFFSET),
        StrategyKind::Page => quote!(PAGE),
    };
    quote!(#root::spec::Spec::#kind.of(#name))
}

/// What is declared of a strategy.
pub(super) fn spec(model: &Model, strategy: &Strategy, core: &Core) -> TokenStream {
    let mut spec = Calls { tokens: bare(model, strategy.kind, core), core };
    position(&mut spec, strategy);
    stop(&mut spec, &strategy.stop);
    options(&mut spec, &strategy.options);
    response(&mut spec, model, strategy);
    beside(&mut spec, model, strategy);
    spec.tokens
}

fn position(spec: &mut Calls<'_>, strategy: &Strategy) {
    let Core { root, .. } = spec.core;
    // Without a key it is the target that the constructor sets.
    if strategy.target.key.is_some() {
        spec.target("target", &strategy.target.target);
    }
    if let NextPosition::Counted { first, step } = &strategy.next {
        if let Some(first) = first {
            spec.call("first", Literal::u64_unsuffixed(*first));
        }
        match step {
            Step::Received => {}
            Step::PageSize(_) => spec.call("step", quote!(#root::spec::Step::PageSize)),
            Step::Field(_) | Step::Header(_) | Step::With(_) => spec.call("step", quote!(#root::spec::Step::Reported)),
        }
    }
    if let Some(prev) = &strategy.prev {
        spec.target("prev", &prev.value.target.as_ref().unwrap_or(&strategy.target).target);
    }
    if let Some(Written { value: Anchor { target: Some(target), unique, descending, .. }, .. }) = &strategy.anchor {
        let target = target_value(&target.target, spec.core);
        let on_expiry = strategy.options.expired.as_ref().is_some_and(|expired| expired.value.anchor.is_some());
        let anchor = quote!(#root::spec::Anchor {
            target: #target, unique: #unique, descending: #descending, on_expiry: #on_expiry,
        });
        spec.call("anchor", quote!(&#anchor));
    }
    if let Some(end) = &strategy.end {
        spec.call("end", &end.text);
    }
    if matches!(&strategy.next, NextPosition::Read(Some(Source::LastItem(_) | Source::FirstItem(_)))) {
        spec.call("position_in_items", TokenStream::new());
    }
}

fn stop(spec: &mut Calls<'_>, stop: &StopKeys) {
    // `absent` only says that nothing else ends the walk.
    let StopKeys { empty_page, short_page, repeated, absent: _ } = stop;
    spec.flag("stop_empty_page", empty_page.as_ref());
    spec.flag("stop_short_page", short_page.as_ref());
    spec.flag("stop_repeated", repeated.as_ref());
}

/// The options that are one line each.
fn options(spec: &mut Calls<'_>, options: &OptionKeys) {
    let Core { root, .. } = spec.core;
    spec.flag("allow_empty", options.allow_empty.as_ref());
    if let Some(Written { value: Scalar { text, is_number }, .. }) = &options.initial {
        match text.value().parse::<i64>() {
            Ok(number) if *is_number => spec.call("initial_number", Literal::i64_unsuffixed(number)),
            _ => spec.call("initial", text),
        }
    }
    spec.value("query", options.query.as_ref(), |Pairs(pairs)| {
        let pairs = pairs.iter().map(|(name, value)| quote!((#name, #value)));
        quote!(&[#(#pairs),*])
    });
    spec.value("first_only", options.first_only.as_ref(), |first_only| match first_only {
        FirstOnly::Everything => quote!(#root::spec::FirstOnly::Everything),
        FirstOnly::These(Texts(names)) => quote!(#root::spec::FirstOnly::These(&[#(#names),*])),
    });
    spec.value("keep", options.keep.as_ref(), |Texts(names)| quote!(&[#(#names),*]));
    spec.size("max_window", options.max_window.as_ref());
    spec.flag("parallel", options.parallel.as_ref());
    spec.flag("session", options.session.as_ref());
    spec.value("expired", options.expired.as_ref(), |ExpiredStatuses { statuses, .. }| quote!(&[#(#statuses),*]));
    spec.value("continue_at", options.continue_at.as_ref(), |Endpoint(path)| path.clone());
    spec.value("origins", options.origin.as_ref(), |Origins(origins)| quote!(&[#(#origins),*]));
    spec.flag("upgrade_scheme", options.upgrade_scheme.as_ref());
    spec.flag("allow_repeated", options.allow_repeated.as_ref());
    spec.value("links_by_get", options.method.as_ref(), |Get| TokenStream::new());
    spec.flag("same_origin", options.same_origin.as_ref());
    spec.flag("inclusive", options.inclusive.as_ref());
    spec.size("overlap", options.overlap.as_ref());
    spec.size("seen", options.seen.as_ref());
}

/// What is declared of the response as a whole.
fn response(spec: &mut Calls<'_>, model: &Model, strategy: &Strategy) {
    if let Some(PageSize { target, default, max, send, shrink, .. }) = &model.page_size {
        spec.size("default_size", default.as_ref());
        spec.size("max_size", max.as_ref());
        spec.size("send_size", send.as_ref());
        if let Some(target) = target {
            spec.target("size_target", &target.target);
        }
        if let Some(Written { value: ShrinkOn { statuses, with }, .. }) = shrink {
            let Core { root, .. } = spec.core;
            let or_with = with.as_ref().map(|function| quote!(.or_with(#function)));
            spec.call("shrink", quote!(#root::spec::Shrink::on(&[#(#statuses),*])#or_with));
        }
    }
    if let Some(EmptyStatuses { statuses, first }) = &model.empty {
        spec.call("empty", quote!(&[#(#statuses),*]));
        if *first {
            spec.call("empty_first", TokenStream::new());
        }
    }
    if model.key.is_some() {
        spec.call("keyed", TokenStream::new());
    }
    if model.check.is_some() {
        spec.call("checked", TokenStream::new());
    }
    if model.complete {
        spec.call("complete", TokenStream::new());
    }
    if let Some(Quota { remaining, reset, .. }) = &model.quota
        && (remaining.is_some() || reset.is_some())
    {
        let Core { root, private, .. } = spec.core;
        let name = |header: &Option<HeaderName>| {
            let name = header.as_ref().map(|HeaderName(name)| quote!(#private::Some(#name)));
            name.unwrap_or_else(|| quote!(#private::None))
        };
        let (remaining, reset) = (name(remaining), name(reset));
        spec.call("quota", quote!(#root::spec::QuotaHeaders { remaining: #remaining, reset: #reset }));
    }
    if let Some(target) = model.sync_token.as_ref().and_then(|sync_token| sync_target(sync_token, model)) {
        spec.target("sync", target);
    }
    let expired = model.sync_token.as_ref().and_then(|sync_token| sync_token.expired.as_ref());
    spec.value("sync_expired", expired, |Statuses(statuses)| quote!(&[#(#statuses),*]));
    if model.total.is_some() || (model.total_pages.is_some() && strategy.kind == StrategyKind::Page) {
        spec.call("with_total", TokenStream::new());
    }
}

/// The other strategies of the struct.
fn beside(spec: &mut Calls<'_>, model: &Model, strategy: &Strategy) {
    let Core { root, .. } = spec.core;
    let others: Vec<TokenStream> = model
        .strategies
        .iter()
        .filter(|other| other.kind != strategy.kind)
        .map(|other| match other.kind {
            StrategyKind::Cursor => quote!(#root::spec::StrategyKind::Cursor),
            StrategyKind::NextLink => quote!(#root::spec::StrategyKind::NextLink),
            StrategyKind::Offset => quote!(#root::spec::StrategyKind::Offset),
            StrategyKind::Page => quote!(#root::spec::StrategyKind::Page),
        })
        .collect();
    if !others.is_empty() {
        spec.call("beside", quote!(&[#(#others),*]));
    }
}

/// Where the sync token is written: its own target, or that of the cursor.
fn sync_target<'a>(sync_token: &'a SyncToken, model: &'a Model) -> Option<&'a Target> {
    let cursor = || match sync_token.source {
        SyncSource::Cursor(_) => model.strategy(StrategyKind::Cursor).map(|cursor| &cursor.target),
        SyncSource::Own(_) => None,
    };
    sync_token.target.as_ref().or_else(cursor).map(|written| &written.target)
}

fn target_value(target: &Target, core: &Core) -> TokenStream {
    let Core { root, .. } = core;
    let (variant, name): (_, Option<&LitStr>) = match target {
        Target::Param(name) => (quote!(Param), Some(name)),
        Target::Body(pointer) => (quote!(Body), Some(pointer)),
        Target::Form(name) => (quote!(Form), Some(name)),
        Target::Header(name) => (quote!(Header), Some(name)),
        Target::MergeBody(pointer) => (quote!(MergeBody), Some(pointer)),
        Target::MergeQuery => (quote!(MergeQuery), None),
        Target::Link => (quote!(Link), None),
        Target::Path(pattern) => (quote!(Path), Some(pattern)),
        Target::Format(place, format) => {
            let (place, format) = (target_value(place, core), &format.text);
            return quote!(#root::spec::Target::Format(&#place, #format));
        }
    };
    let name = name.map(|name| quote!((#name)));
    quote!(#root::spec::Target::#variant #name)
}
