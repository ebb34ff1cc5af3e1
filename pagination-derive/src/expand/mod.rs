//! What is generated. The only place with `quote!`; the logic is in core's `__private`.

mod bounds;
mod info;
mod items;
mod path;
mod spec;

use std::cell::Cell;
use std::rc::Rc;

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::errors::HalfWritten;
use crate::model::{Kind, Model, Strategy};
use bounds::Bounds;

/// Paths into core.
struct Core {
    /// `::pagination_core`, or what `crate = path` says.
    root: Words,
    /// Its `__private`.
    private: Words,
    /// Whether the user wrote the path.
    is_given: bool,
    /// Whether something is called by a method of one of its traits.
    uses_traits: Rc<Cell<bool>>,
}

impl Core {
    /// The same paths, located elsewhere: rustc underlines everything between the first and the last token of an expression.
    fn at(&self, span: Span) -> Self {
        let Self { is_given, .. } = *self;
        Self {
            root: self.root.at(span, is_given),
            private: self.private.at(span, is_given),
            is_given,
            uses_traits: Rc::clone(&self.uses_traits),
        }
    }

    fn private_at(&self, span: Span) -> Words {
        self.private.at(span, self.is_given)
    }
}

/// A few tokens that are written often. Token by token, they cost the compiler far less than as a stream.
struct Words(Vec<TokenTree>);

impl Words {
    /// `::pagination_core`.
    fn pagination_core() -> Self {
        Self(Vec::new()).then("pagination_core")
    }

    /// With `::name` behind them.
    fn then(&self, name: &str) -> Self {
        let colons = [Punct::new(':', Spacing::Joint), Punct::new(':', Spacing::Alone)].map(TokenTree::Punct);
        let name = Ident::new(name, Span::call_site());
        Self(self.0.iter().cloned().chain(colons).chain([name.into()]).collect())
    }

    /// Those that the user wrote keep their hygiene.
    fn at(&self, span: Span, is_given: bool) -> Self {
        let locate = |mut token: TokenTree| {
            token.set_span(if is_given { token.span().located_at(span) } else { span });
            token
        };
        Self(self.0.iter().cloned().map(locate).collect())
    }
}

impl ToTokens for Words {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().cloned());
    }
}

/// Everything for one struct, errors apart. After an error it is what could be understood.
///
/// Paths that are `half_written` are followed as far as they go, so that editors complete them. `is_sound` says that no error was
/// found: only then, more is asked of rustc than what the impls need.
pub(crate) fn expand(model: &Model, half_written: &[HalfWritten], is_sound: bool) -> TokenStream {
    let given = model.krate.as_ref().map(|path| Words(path.to_token_stream().into_iter().collect()));
    let root = given.unwrap_or_else(Words::pagination_core);
    let private = root.then("__private");
    let core = Core { root, private, is_given: model.krate.is_some(), uses_traits: Rc::default() };
    let Core { root, private, .. } = &core;
    let bounds = Bounds::new(model, &core);
    let (impl_generics, type_generics, where_clause) = bounds.split();
    let ident = &model.ident;

    let default = strategy_type(model.strategies.first().map_or(Kind::Cursor, |strategy| strategy.kind));
    let items = items::members(model, &core);
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
    let strategies: Vec<TokenStream> = match model.strategies.as_slice() {
        // An error has been reported; without this, every use of the struct would be another.
        [] => {
            let spec = spec::bare(model, Kind::Cursor, &core);
            let mut info = info::Info::nothing();
            info.follow(half_written, model, &core);
            vec![strategy_impl(model, &core, &bounds, Kind::Cursor, &spec, &info)]
        }
        strategies => strategies
            .iter()
            .enumerate()
            .map(|(index, strategy)| {
                let spec = spec::spec(model, strategy, &core);
                let mut info = info::info(model, strategy, is_sound, &core);
                if index == 0 {
                    info.follow(half_written, model, &core);
                }
                let mut tokens = strategy_impl(model, &core, &bounds, strategy.kind, &spec, &info);
                tokens.extend(capabilities(model, strategy, &core, &bounds));
                tokens
            })
            .collect(),
    };
    let synced = model.sync.is_some().then(|| {
        quote! {
            #[automatically_derived]
            impl #impl_generics #root::Synced for #ident #type_generics #where_clause {}
        }
    });
    let into_iter = model.into_iter.then(|| items::into_iter(model, &core, &bounds));

    // Only rust-analyzer sets its `cfg`, and rustc does not know it.
    let uses_cfg = half_written.iter().any(|path| !info::begins_at_field(path, model));
    let is_known = uses_cfg.then(|| quote!(#[allow(unexpected_cfgs)]));

    let paginated = quote! {
        #[automatically_derived]
        impl #impl_generics #root::Paginated for #ident #type_generics #where_clause {
            type Strategy = #root::#default;
            #items
            #check
        }
    };
    let impls: TokenStream = [paginated].into_iter().chain(strategies).chain(synced).chain(into_iter).collect();
    if !core.uses_traits.get() && half_written.is_empty() {
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

fn strategy_type(kind: Kind) -> Ident {
    let name = match kind {
        Kind::Cursor => "Cursor",
        Kind::NextLink => "NextLink",
        Kind::Offset => "Offset",
        Kind::Page => "PageNumber",
    };
    Ident::new(name, Span::call_site())
}

fn strategy_impl(
    model: &Model,
    core: &Core,
    bounds: &Bounds,
    kind: Kind,
    spec: &TokenStream,
    info: &info::Info,
) -> TokenStream {
    let Core { root, .. } = core;
    let ident = &model.ident;
    let strategy = strategy_type(kind);
    let (impl_generics, type_generics, where_clause) = bounds.split();
    let head = if info.reads_head {
        root.then("Head")
    } else {
        Words(vec![Group::new(Delimiter::Parenthesis, TokenStream::new()).into()])
    };
    let info::Info { values, calls, .. } = info;
    let written = (!calls.is_empty()).then(|| quote!(__info #calls;));
    quote! {
        #[automatically_derived]
        impl #impl_generics #root::PaginatedBy<#root::#strategy> for #ident #type_generics #where_clause {
            type Head = #head;
            const SPEC: #root::spec::Spec = #spec;
            fn info(__page: &#root::Page<Self>) -> #root::PageInfo {
                let mut __info = #root::PageInfo::new();
                #values
                #written
                __info
            }
        }
    }
}

/// What a strategy can do beside walking forwards.
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
    if strategy.prev.is_some() {
        tokens.extend(quote! {
            #[automatically_derived]
            impl #impl_generics #root::ReversibleBy<#root::#by> for #ident #type_generics #where_clause {}
        });
    }
    tokens
}
