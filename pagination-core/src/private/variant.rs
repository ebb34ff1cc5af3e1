//! An enum of which one variant is the page: `#[paginated(page)]`.

use std::fmt::{self, Debug};

use crate::error::BoxError;
use crate::outside_text::shortened;
use crate::page::Page;
use crate::page_info::PageInfo;
use crate::paginated::{Paginated, PaginatedBy};
use crate::spec::Spec;
use crate::strategy::Strategy;

/// A response may be long, and a log line should not be.
const MOST_SHOWN: usize = 1_000;

/// Reads the payload as a page of its own, and puts it back. `split` gives back what is another variant, which `check` refuses.
pub fn read_variant<P, R: PaginatedBy<S>, S: Strategy>(
    page: Page<P>,
    split: impl FnOnce(P) -> Result<R, P>,
    join: impl FnOnce(R) -> P,
) -> (Page<P>, PageInfo) {
    let (response, rest) = page.split();
    match split(response) {
        Ok(payload) => {
            let (page, info) = R::__read(rest.with_response(payload));
            let (payload, rest) = page.split();
            (rest.with_response(join(payload)), info)
        }
        Err(other) => (rest.with_response(other), PageInfo::new()),
    }
}

/// `info` of such an enum: the payload cannot be read as a page where it is borrowed, so this must not look like a page that says
/// nothing.
pub fn info_of_enum() -> PageInfo {
    let mut info = PageInfo::new();
    info.refuse("what an enum says is read while it is walked; ask its payload");
    info
}

/// The specification of the payload, which is that of the enum.
#[track_caller]
pub const fn of_payload(mut spec: Spec) -> Spec {
    assert!(
        !spec.calls_function,
        "the payload of `#[paginated(page)]` declares `with = function`, but that function takes a `Page` of the payload, and this \
         walk has pages of the enum: use a path instead"
    );
    spec.is_of_payload = true;
    spec
}

/// As [`of_payload`], of the default strategy.
#[track_caller]
pub const fn spec_of_payload<P: Paginated>() -> Spec {
    of_payload(<P as PaginatedBy<P::Strategy>>::SPEC)
}

/// A variant with one field.
pub fn refused(payload: &dyn Debug) -> Result<(), BoxError> {
    Err(shortened(&format!("{payload:?}"), MOST_SHOWN).into())
}

/// A variant without fields, or with several that have no names.
pub fn refused_tuple(variant: &str, fields: &[&dyn Debug]) -> Result<(), BoxError> {
    refused(&Shown(|f: &mut fmt::Formatter<'_>| {
        let mut shown = f.debug_tuple(variant);
        fields.iter().for_each(|field| {
            shown.field(field);
        });
        shown.finish()
    }))
}

/// A variant whose fields have names.
pub fn refused_struct(variant: &str, fields: &[(&str, &dyn Debug)]) -> Result<(), BoxError> {
    refused(&Shown(|f: &mut fmt::Formatter<'_>| {
        let mut shown = f.debug_struct(variant);
        fields.iter().for_each(|(name, field)| {
            shown.field(name, field);
        });
        shown.finish()
    }))
}

/// The items of a payload that may not be there, by reference.
pub type OptionalIter<I> = std::iter::Flatten<std::option::IntoIter<I>>;

/// The items of a payload that may not be there, by reference.
pub fn optional<I: Iterator>(items: Option<I>) -> OptionalIter<I> {
    items.into_iter().flatten()
}

struct Shown<F>(F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> Debug for Shown<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(result: Result<(), BoxError>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn a_variant_is_shown_by_its_payload() {
        assert_eq!(text(refused(&Some("not_authed"))), r#"Some("not_authed")"#);
        assert_eq!(text(refused_tuple("Gone", &[])), "Gone");
        assert_eq!(text(refused_tuple("Failed", &[&1, &"a"])), r#"Failed(1, "a")"#);
        assert_eq!(text(refused_struct("Failed", &[("code", &1)])), "Failed { code: 1 }");
    }

    #[test]
    fn a_long_payload_is_shortened() {
        assert_eq!(text(refused(&"x".repeat(100_000))).chars().count(), MOST_SHOWN + 1);
    }
}
