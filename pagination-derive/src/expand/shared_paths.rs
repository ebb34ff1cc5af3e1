//! Statements about values of the response: one walk down a path for all values that are inside the same struct.
//!
//! `meta.next` and `meta.more` become `if let Some(__value) = Through(&response.meta).value() { …&__value.next… …&__value.more… }`. Each
//! step costs rustc far more than the statements inside it.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Member;

use super::core_path::Core;
use super::path::{glue, segment};
use crate::field_path::FieldPath;

/// Statements about values of the response, in the order in which they were added.
#[derive(Default)]
pub(super) struct SharedPaths(Vec<Part>);

enum Part {
    Statements(TokenStream),
    /// The position of the next page, which needs no check: a reference to it.
    Next(TokenStream, Span),
    Inside(Inside),
}

/// What is inside one member.
struct Inside {
    member: Member,
    /// The span of the path that named it first.
    span: Span,
    /// Whether rustc is to say if it can be absent.
    asks_absence: bool,
    parts: Vec<Part>,
}

impl SharedPaths {
    /// Statements that stand alone.
    pub(super) fn add(&mut self, statements: TokenStream) {
        self.0.push(Part::Statements(statements));
    }

    /// Statements that come before all others.
    pub(super) fn add_first(&mut self, statements: TokenStream) {
        if !statements.is_empty() {
            self.0.insert(0, Part::Statements(statements));
        }
    }

    /// The position of the next page, in a field of the response itself, given as a reference.
    pub(super) fn add_next(&mut self, value: TokenStream, span: Span) {
        self.0.push(Part::Next(value, span));
    }

    /// Statements about the value at a path, made from its place.
    pub(super) fn add_at(
        &mut self,
        path: &FieldPath,
        core: &Core,
        statements: impl FnOnce(&TokenStream) -> TokenStream,
    ) {
        self.add_below(path, false, core, statements);
    }

    /// As `add_at`, with `__absence`, which says whether something on the path can be absent. The path is deep.
    pub(super) fn add_with_absence(
        &mut self,
        path: &FieldPath,
        core: &Core,
        statements: impl FnOnce(&TokenStream) -> TokenStream,
    ) {
        self.add_below(path, true, core, statements);
    }

    fn add_below(
        &mut self,
        path: &FieldPath,
        asks_absence: bool,
        core: &Core,
        statements: impl FnOnce(&TokenStream) -> TokenStream,
    ) {
        let span = glue(path.end());
        let mut place = quote_spanned!(span=> __page.__response);
        let mut parts = &mut self.0;
        let mut member = &path.first;
        for next in &path.rest {
            let known = parts.iter().position(|part| matches!(part, Part::Inside(inside) if inside.member == *member));
            if known.is_some() {
                // So that an editor knows this segment, too.
                let private = core.private_at(span);
                let name = segment(member);
                parts.push(Part::Statements(quote_spanned!(span=> #private::named(&#place.#name);)));
            } else {
                parts.push(Part::Inside(Inside { member: member.clone(), span, asks_absence, parts: Vec::new() }));
            }
            let at = known.unwrap_or_else(|| parts.len().saturating_sub(1));
            let Some(Part::Inside(inside)) = parts.get_mut(at) else { return };
            inside.asks_absence |= asks_absence;
            parts = &mut inside.parts;
            place = quote_spanned!(span=> __value);
            member = next;
        }
        let name = segment(member);
        parts.push(Part::Statements(statements(&quote_spanned!(span=> #place.#name))));
    }

    /// The body of `info`.
    pub(super) fn into_body(self, core: &Core) -> TokenStream {
        let Core { root, .. } = core;
        match self.0.as_slice() {
            [] => quote!(#root::PageInfo::new()),
            [Part::Next(value, span)] => {
                let private = core.private_at(*span);
                quote_spanned!(*span=> #private::only_next(#value))
            }
            _ => {
                let statements = self.into_statements(core);
                quote! {
                    let mut __info = #root::PageInfo::new();
                    #statements
                    __info
                }
            }
        }
    }

    pub(super) fn into_statements(self, core: &Core) -> TokenStream {
        statements(self.0, true, false, core)
    }
}

/// `is_first`: the parts are members of the response itself. `knows_absence`: `__absence` speaks of what is around them.
fn statements(parts: Vec<Part>, is_first: bool, knows_absence: bool, core: &Core) -> TokenStream {
    let mut all = TokenStream::new();
    for part in parts {
        match part {
            Part::Statements(statements) => all.extend(statements),
            Part::Next(value, span) => {
                let private = core.private_at(span);
                all.extend(quote_spanned!(span=> #private::next(&mut __info, #value);));
            }
            Part::Inside(Inside { member, span, asks_absence, parts }) => {
                core.use_traits();
                let private = core.private_at(span);
                let name = segment(&member);
                let place = if is_first {
                    quote_spanned!(span=> &__page.__response.#name)
                } else {
                    quote_spanned!(span=> &__value.#name)
                };
                let inside = statements(parts, false, asks_absence, core);
                if !asks_absence {
                    all.extend(
                        quote_spanned!(span=> if let #private::Some(__value) = #private::Through(#place).value() { #inside }),
                    );
                    continue;
                }
                let around = knows_absence.then(|| quote_spanned!(span=> let __absence = __around.or(__absence);));
                let keep = knows_absence.then(|| quote_spanned!(span=> let __around = __absence;));
                all.extend(quote_spanned! {span=>
                    #keep
                    let (__found, __absence) = #private::Through(#place).found();
                    #around
                    if let #private::Some(__value) = __found { #inside }
                });
            }
        }
    }
    all
}
