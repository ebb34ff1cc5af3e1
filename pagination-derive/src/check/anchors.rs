//! `anchor`: what it needs, and what makes it take effect.

use crate::errors::Errors;
use crate::model::{Each, Items, Model, Strategy};

pub(super) fn check(model: &Model, strategy: &Strategy, errors: &Errors) {
    let on_expiry = strategy.options.expired.as_ref().and_then(|expired| expired.value.anchor.as_ref());
    let Some(anchor) = &strategy.anchor else {
        if let Some(word) = on_expiry.filter(|_| !strategy.is_broken) {
            errors.at(
                word.span(),
                "`anchor` in `expired` needs the value that the next window starts after: add `anchor(last_item = id, param = \"id_gt\")` next to `expired`",
            );
        }
        return;
    };
    if strategy.is_broken {
        return;
    }
    if anchor.value.target.is_none() && anchor.value.source.is_some() {
        errors.at(
            anchor.key.span(),
            "`anchor` does not say where its value is sent: add a target, `param = \"id_gt\"`, `body = \"/…\"` or `form = \"…\"`",
        );
    }
    if let Items::Named { each: Some(Each::Lists(each)), .. } | Items::Chain { each: Some(Each::Lists(each)), .. } =
        &model.items
        && each.enters_tuple()
    {
        errors.at(
            anchor.key.span(),
            "`anchor` reads a value in every item, but cannot read it in the entries of a map that `each` enters by number: deserialize the map as \
             a list of structs",
        );
    }
    if !anchor.value.unique && model.key.is_none() && !model.is_broken {
        errors.at(
            anchor.key.span(),
            "an `anchor` that is not `unique` gets the last items again and recognizes them by their keys: add `#[paginated(key = path)]`, \
             or `unique` if no two items have the same value",
        );
    }
    if strategy.options.max_window.is_none() && on_expiry.is_none() {
        errors.at(
            anchor.key.span(),
            "nothing makes the walk continue from the `anchor`: add `max_window = 10_000` if the API has a cap, or `expired(410, anchor)` if its positions expire",
        );
    }
}
