//! Following a field path, through whatever `Option` and `Box` stand on it.
//!
//! Every expression made here is an `Option`. The segments keep the user's spans, so that rustc underlines the wrong one; everything
//! between them is located at the last segment.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::quote_spanned;
use syn::Member;

use super::Core;
use crate::field_path::{FieldPath, literal_of};

/// By what a path is followed.
#[derive(Clone, Copy)]
pub(super) enum By {
    Reference,
    UniqueReference,
    Value,
}

/// `Option` and `Box` may be nested this deep at each segment.
const HOPS: usize = 3;

/// The span of generated tokens that speak of a path.
pub(super) fn glue(at: Span) -> Span {
    Span::call_site().located_at(at)
}

/// Tokens that keep their hygiene, at another place.
pub(super) fn located(tokens: TokenStream, at: Span) -> TokenStream {
    let locate = |mut token: TokenTree| {
        if let TokenTree::Group(group) = &token {
            let mut moved = Group::new(group.delimiter(), located(group.stream(), at));
            moved.set_span(group.span().located_at(at));
            return TokenTree::Group(moved);
        }
        token.set_span(token.span().located_at(at));
        token
    };
    tokens.into_iter().map(locate).collect()
}

/// From the struct, which `root` names.
pub(super) fn from_struct(root: &TokenStream, path: &FieldPath, by: By, core: &Core) -> TokenStream {
    follow(root, &path.first, &path.rest, by, glue(path.end()), core)
}

/// The same, segment by segment.
pub(super) fn follow(
    root: &TokenStream,
    first: &Member,
    rest: &[Member],
    by: By,
    span: Span,
    core: &Core,
) -> TokenStream {
    let Core { private, .. } = core.at(span);
    let first = segment(first);
    let start = match by {
        By::Reference => quote_spanned!(span=> #private::Some(&#root.#first)),
        By::UniqueReference => quote_spanned!(span=> #private::Some(&mut #root.#first)),
        By::Value => quote_spanned!(span=> #private::Some(#root.#first)),
    };
    rest.iter().fold(start, |start, member| step(&start, member, by, span, core))
}

/// From a value that may be inside an `Option` or a `Box` itself.
pub(super) fn from_value(start: &TokenStream, path: &FieldPath, by: By, core: &Core) -> TokenStream {
    let span = glue(path.end());
    std::iter::once(&path.first)
        .chain(&path.rest)
        .fold(start.clone(), |start, member| step(&start, member, by, span, core))
}

/// What is inside the `Option` and `Box` at the end of a path.
pub(super) fn unwrapped(start: &TokenStream, by: By, span: Span, core: &Core) -> TokenStream {
    let hops = hops(start, by, span, core);
    quote_spanned!(span=> #hops.0)
}

/// The same as a `Hop`.
pub(super) fn hops(start: &TokenStream, by: By, span: Span, core: &Core) -> TokenStream {
    core.uses_traits.set(true);
    let Core { private, .. } = core.at(span);
    let hop = match by {
        By::Reference => quote_spanned!(span=> #private::Hop(#start)),
        By::UniqueReference => quote_spanned!(span=> #private::HopMut(#start)),
        By::Value => quote_spanned!(span=> #private::HopOwned(#start)),
    };
    (0..HOPS).fold(hop, |mut hop, _| {
        hop.extend(quote_spanned!(span=> .hop()));
        hop
    })
}

fn step(start: &TokenStream, member: &Member, by: By, span: Span, core: &Core) -> TokenStream {
    let start = unwrapped(start, by, span, core);
    let member = segment(member);
    match by {
        By::Reference => quote_spanned!(span=> #start.map(|__value| &__value.#member)),
        By::UniqueReference => quote_spanned!(span=> #start.map(|__value| &mut __value.#member)),
        By::Value => quote_spanned!(span=> #start.map(|__value| __value.#member)),
    }
}

pub(super) fn segment(member: &Member) -> TokenTree {
    match member {
        Member::Named(ident) => ident.clone().into(),
        Member::Unnamed(index) => literal_of(index).into(),
    }
}
