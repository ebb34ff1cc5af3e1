//! Pages that share items: `inclusive`, `overlap` and `seen`.

use syn::ext::IdentExt;

use crate::errors::Errors;
use crate::model::{Model, Strategy};

pub(super) fn check(model: &Model, strategy: &Strategy, errors: &Errors) {
    let options = &strategy.options;
    let keys =
        [options.inclusive.as_ref().map(|written| &written.key), options.overlap.as_ref().map(|written| &written.key)];
    for key in keys.into_iter().flatten() {
        if model.key.is_none() && !model.is_broken {
            errors.at(
                key.span(),
                format!(
                    "`{}` recognizes repeated items by their keys: add `#[paginated(key = path)]` to name what identifies an item",
                    key.unraw()
                ),
            );
        }
        if options.session.is_some() {
            errors.at(
                key.span(),
                format!(
                    "`{}` and `session` cannot be combined: a page of a session cannot be requested again",
                    key.unraw()
                ),
            );
        }
    }
    inclusive(model, strategy, errors);
    overlap(model, strategy, errors);
}

fn inclusive(model: &Model, strategy: &Strategy, errors: &Errors) {
    if let Some(inclusive) = &strategy.options.inclusive
        && model.flag.is_none()
        && model.page_size.is_none()
        && !model.is_broken
    {
        errors.at(
            inclusive.key.span(),
            "the last page of an `inclusive` list names a next page too: to recognize the last page, add the API's flag, `#[paginated(has_more = path)]`, \
             or the page size, `#[paginated(page_size(param = \"limit\", default = 50))]`",
        );
    }
}

fn overlap(model: &Model, strategy: &Strategy, errors: &Errors) {
    let options = &strategy.options;
    let Some(overlap) = &options.overlap else {
        if let Some(seen) = options.seen.as_ref().filter(|_| !strategy.is_broken) {
            errors.at(
                seen.key.span(),
                "`seen` says how many items are remembered for `overlap`: add `overlap = 5`, or remove `seen`",
            );
        }
        return;
    };
    if let Some(parallel) = &options.parallel {
        errors.at(
            parallel.key.span(),
            "`parallel` and `overlap` cannot be combined: where an overlapping page begins is known only after the page before it has arrived",
        );
    }
    let Some(page_size) = &model.page_size else { return };
    for size in [&page_size.send, &page_size.default].into_iter().flatten() {
        if overlap.value.value >= size.value.value {
            errors.at(
                overlap.value.literal.span(),
                format!(
                    "`overlap` is {}, but a page has {} items (`{}`): no page would have anything new",
                    overlap.value.value, size.value.value, size.key
                ),
            );
            return;
        }
    }
}
