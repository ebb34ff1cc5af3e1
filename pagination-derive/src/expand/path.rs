//! Following a field path, through any `Option` and `Box` on it.
//!
//! `meta.next` becomes `if let Some(__value) = Through(&response.meta).value() { …&__value.next… }`: one method call a segment, and no
//! closure, which rustc would check as a function of its own. The segments keep the user's spans, so that rustc underlines the wrong
//! one; everything between them is located at the last segment.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::quote_spanned;
use syn::Member;

use super::core_path::Core;
use crate::field_path::{FieldPath, literal_of};

/// How a path is followed.
#[derive(Clone, Copy)]
pub(super) enum By {
    Reference,
    UniqueReference,
    Value,
}

/// What is generated at the end of a path, and where it ends early.
pub(super) struct AtEnd<F> {
    /// Makes the code for the value, from its place expression.
    pub(super) value: F,
    /// The code for a path on which something is absent. Statements need none.
    pub(super) absent: Option<TokenStream>,
}

/// The span of generated tokens about a path.
pub(super) fn glue(at: Span) -> Span {
    Span::call_site().located_at(at)
}

/// The same tokens at another place. They keep their hygiene.
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

/// Follows a path from the struct, which `root` names.
pub(super) fn from_struct(
    root: &TokenStream,
    path: &FieldPath,
    by: By,
    core: &Core,
    end: AtEnd<impl FnOnce(&TokenStream) -> TokenStream>,
) -> TokenStream {
    from_members(root, &path.first, &path.rest, by, glue(path.end()), core, end)
}

/// As `from_struct`, for the members of a path.
pub(super) fn from_members(
    root: &TokenStream,
    first: &Member,
    rest: &[Member],
    by: By,
    span: Span,
    core: &Core,
    end: AtEnd<impl FnOnce(&TokenStream) -> TokenStream>,
) -> TokenStream {
    let first = segment(first);
    let mut places = vec![quote_spanned!(span=> #root.#first)];
    places.extend(rest.iter().map(|member| {
        let member = segment(member);
        quote_spanned!(span=> __value.#member)
    }));
    nested(places.iter().map(|place| operand(place, by, span, core)), &places, span, core, end)
}

/// Follows a path from an item, which may be in an `Option` or a `Box` itself.
pub(super) fn from_item(
    item: &TokenStream,
    path: &FieldPath,
    by: By,
    core: &Core,
    end: AtEnd<impl FnOnce(&TokenStream) -> TokenStream>,
) -> TokenStream {
    let span = glue(path.end());
    let mut places = vec![item.clone()];
    places.extend(std::iter::once(&path.first).chain(&path.rest).map(|member| {
        let member = segment(member);
        quote_spanned!(span=> __value.#member)
    }));
    let operands = places.iter().enumerate().map(|(index, place)| match (index, by) {
        // It is a reference already.
        (0, By::Reference) => {
            let private = core.private_at(span);
            quote_spanned!(span=> #private::Through(#place))
        }
        _ => operand(place, by, span, core),
    });
    nested(operands, &places, span, core, end)
}

/// What is inside the `Option`s at a place, as an `Option`.
pub(super) fn inside(place: &TokenStream, by: By, span: Span, core: &Core) -> TokenStream {
    core.use_traits();
    let operand = operand(place, by, span, core);
    quote_spanned!(span=> #operand.value())
}

/// The operand of `value()`.
fn operand(place: &TokenStream, by: By, span: Span, core: &Core) -> TokenStream {
    let private = core.private_at(span);
    match by {
        By::Reference => quote_spanned!(span=> #private::Through(&#place)),
        By::UniqueReference => quote_spanned!(span=> #private::ThroughMut(#private::Some(&mut #place))),
        By::Value => quote_spanned!(span=> #private::ThroughOwned(#private::Some(#place))),
    }
}

/// An `if let` for each place but the last, each inside the one before.
fn nested(
    operands: impl DoubleEndedIterator<Item = TokenStream> + ExactSizeIterator,
    places: &[TokenStream],
    span: Span,
    core: &Core,
    end: AtEnd<impl FnOnce(&TokenStream) -> TokenStream>,
) -> TokenStream {
    let AtEnd { value, absent } = end;
    let Some(last) = places.last() else { return TokenStream::new() };
    let private = core.private_at(span);
    let absent = absent.map(|absent| quote_spanned!(span=> else { #absent }));
    operands.rev().skip(1).fold(value(last), |body, operand| {
        core.use_traits();
        quote_spanned!(span=> if let #private::Some(__value) = #operand.value() { #body } #absent)
    })
}

pub(super) fn segment(member: &Member) -> TokenTree {
    match member {
        Member::Named(ident) => ident.clone().into(),
        Member::Unnamed(index) => literal_of(index).into(),
    }
}
