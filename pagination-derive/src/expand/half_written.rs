//! Field paths that are being written: they are followed as far as they go, so that editors complete them.
//!
//! After a `.`, an editor inserts a name of its own and expands again. What stands before that name must be the same text in both
//! expansions, so these statements come first, and end as those of a position do.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::core_path::Core;
use super::path::{AtEnd, By, from_members, glue, inside};
use crate::errors::HalfWritten;
use crate::field_path::span_of;
use crate::model::Model;

/// The statements that follow the paths. A path that begins at no field is shown to editors only: rustc would report it again.
pub(super) fn statements(half_written: &[HalfWritten], model: &Model, core: &Core) -> TokenStream {
    let mut statements = TokenStream::new();
    for path in half_written {
        let Some((first, rest)) = path.segments.split_first() else { continue };
        let span = glue(span_of(rest.last().unwrap_or(first)));
        let is_shown = (!begins_at_field(path, model)).then(|| quote!(#[cfg(rust_analyzer)]));
        let private = core.private_at(span);
        let value = |place: &TokenStream| {
            if path.is_cut_off {
                let inside = inside(place, By::Reference, span, core);
                // A pointer, which needs nothing of the type.
                quote_spanned! {span=>
                    if let #private::Some(__value) = #inside { let __next = &__value as *const _; }
                }
            } else {
                quote_spanned!(span=> let _ = &#place;)
            }
        };
        let root = quote_spanned!(span=> __page.__response);
        let end = AtEnd { value, absent: None };
        let followed = from_members(&root, first, rest, By::Reference, span, core, end);
        // An attribute is on a block, since it cannot be on the `if` at the end of one.
        statements.extend(if is_shown.is_some() { quote_spanned!(span=> #is_shown { #followed }) } else { followed });
    }
    statements
}

/// Whether rustc sees the attribute `cfg(rust_analyzer)`, which it does not know.
pub(super) fn uses_cfg(half_written: &[HalfWritten], model: &Model) -> bool {
    half_written.iter().any(|path| !begins_at_field(path, model))
}

fn begins_at_field(path: &HalfWritten, model: &Model) -> bool {
    path.segments.first().is_some_and(|first| model.fields.get(first).is_some())
}
