//! An enum of what an API answers: one variant is the page, and every other is a failure.

use proc_macro2::Ident;
use quote::ToTokens as _;
use syn::spanned::Spanned;
use syn::{Attribute, DataEnum, Field, Fields, Generics, LitStr, Member, Path, Type, Variant};

use super::fields::last_segment;
use crate::attr::keys::ResponseKeys;
use crate::attr::{Attributes, Keys as _, Scope, page_mark};
use crate::errors::Errors;

/// An enum with a page variant.
pub(crate) struct PageEnum {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    /// Where core is, unless at `::pagination_core`.
    pub(crate) krate: Option<Path>,
    /// The name of the response type in checkpoints and messages, unless it is that of the payload.
    pub(crate) name: Option<LitStr>,
    pub(crate) into_iter: bool,
    pub(crate) page: PageVariant,
    pub(crate) others: Vec<OtherVariant>,
}

/// The variant whose payload is the page.
pub(crate) struct PageVariant {
    pub(crate) ident: Ident,
    pub(crate) member: Member,
    /// The type of the payload, without a `Box` around it.
    pub(crate) payload: Type,
    pub(crate) is_boxed: bool,
}

/// A variant that is a failure.
pub(crate) struct OtherVariant {
    pub(crate) ident: Ident,
    pub(crate) fields: Fields,
}

impl PageEnum {
    /// What the enum declares. `None` after a mistake, which has been reported.
    pub(super) fn new(
        ident: &Ident,
        generics: &Generics,
        data: DataEnum,
        attributes: Attributes,
        errors: &Errors,
    ) -> Option<Self> {
        let enum_token = data.enum_token;
        let mut pages = Vec::new();
        let mut others = Vec::new();
        let ((), is_broken) = errors.watch(|| {
            for variant in data.variants {
                let mark = page_mark(&variant.attrs, errors);
                misplaced(
                    variant.attrs.iter().filter(|attribute| Scope::of(attribute) != Some(Scope::Paginated)),
                    errors,
                );
                misplaced(variant.fields.iter().flat_map(|field| &field.attrs), errors);
                match mark {
                    Some(mark) => pages.push((mark, variant)),
                    None => others.push(OtherVariant { ident: variant.ident, fields: variant.fields }),
                }
            }
        });
        let mut pages = pages.into_iter();
        let Some((_, first)) = pages.next() else {
            if !is_broken {
                errors.over(
                    enum_token,
                    format!(
                        "no variant of `{ident}` is the page: write `#[paginated(page)]` on the one whose payload is `Paginated`; the \
                         other variants are then failures"
                    ),
                );
            }
            return None;
        };
        let others_too: Vec<(Ident, Variant)> = pages.collect();
        for (mark, second) in &others_too {
            errors.at(
                mark.span(),
                format!(
                    "`{}` is already the page, so `{}` cannot be one too: remove `page` from one of the two",
                    first.ident, second.ident
                ),
            );
        }
        if !others_too.is_empty() {
            return None;
        }
        let page = PageVariant::new(first, errors);
        if let Some(page) = &page {
            of_the_payload(&attributes, page, errors);
        }
        let ResponseKeys { krate, name, into_iter, .. } = attributes.response;
        Some(Self {
            ident: ident.clone(),
            generics: generics.clone(),
            krate: krate.map(|written| written.value),
            name: name.map(|written| written.value.0),
            into_iter: into_iter.is_none_or(|written| written.value),
            page: page?,
            others,
        })
    }
}

impl PageVariant {
    fn new(variant: Variant, errors: &Errors) -> Option<Self> {
        let Variant { ident, fields, .. } = variant;
        let count = fields.len();
        let (member, ty) = match fields {
            Fields::Named(fields) if count == 1 => {
                let Field { ident, ty, .. } = fields.named.into_iter().next()?;
                (Member::Named(ident?), ty)
            }
            Fields::Unnamed(fields) if count == 1 => (Member::Unnamed(0.into()), fields.unnamed.into_iter().next()?.ty),
            _ => {
                let found = if count == 0 { "none".to_owned() } else { count.to_string() };
                errors.at(
                    ident.span(),
                    format!(
                        "`{ident}` needs exactly one field, the page, but it has {found}: make the page a struct that derives `Paginated`, \
                         and write `{ident}(Page)`"
                    ),
                );
                return None;
            }
        };
        let unboxed = match last_segment(&ty) {
            Some((name, Some(inner))) if name == "Box" => Some(inner.clone()),
            _ => None,
        };
        Some(Self { ident, member, is_boxed: unboxed.is_some(), payload: unboxed.unwrap_or(ty) })
    }
}

/// Attributes where an enum has none.
fn misplaced<'a>(attributes: impl Iterator<Item = &'a Attribute>, errors: &Errors) {
    for attribute in attributes {
        if let Some(scope) = Scope::of(attribute) {
            errors.over(attribute.path(), format!("`{}` is not expected here; it belongs on a struct", scope.name()));
        }
    }
}

/// Reports what is declared on the enum, and belongs to its page.
fn of_the_payload(attributes: &Attributes, page: &PageVariant, errors: &Errors) {
    let Attributes { strategies, sync_token, response, .. } = attributes;
    let payload = page.payload.to_token_stream().to_string().replace(' ', "");
    let walked = strategies.iter().map(|strategy| (&strategy.path, strategy.scope));
    for (path, scope) in walked.chain(sync_token.as_ref().map(|sync_token| (&sync_token.path, sync_token.scope))) {
        errors.over(
            path,
            format!(
                "an enum is walked as its page declares: move `{}` to `{payload}`, the payload of `{}`",
                scope.name(),
                page.ident
            ),
        );
    }
    // The enum has these keys of its own.
    let about_page = ResponseKeys { krate: None, name: None, into_iter: None, ..response.clone() };
    for key in about_page.written() {
        errors.at(
            key.span(),
            format!("`{key}` is about the page: move it to `{payload}`, the payload of `{}`", page.ident),
        );
    }
}

impl OtherVariant {
    /// Where rustc points when a field has no `Debug`.
    pub(crate) fn span_of(field: &Field) -> proc_macro2::Span {
        field.ty.span()
    }
}
