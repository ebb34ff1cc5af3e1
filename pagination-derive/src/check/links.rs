//! What is declared of links: keys of which one leaves another without effect, and links that are meant to be values.

use syn::ext::IdentExt;

use crate::errors::Errors;
use crate::model::{Model, Strategy, StrategyKind, SyncToken, Target};

pub(super) fn check(model: &Model, strategy: &Strategy, errors: &Errors) {
    same_origin(strategy, errors);
    kept_in_body(model, strategy, errors);
}

/// Every link leads to the first request's own origin.
fn same_origin(strategy: &Strategy, errors: &Errors) {
    let options = &strategy.options;
    if options.same_origin.is_none() {
        return;
    }
    let others = [
        options.origin.as_ref().map(|written| &written.key),
        options.upgrade_scheme.as_ref().map(|written| &written.key),
    ];
    for key in others.into_iter().flatten() {
        errors.at(
            key.span(),
            format!(
                "`{}` has no effect with `same_origin`, which sends every link to the origin of the first request: remove one of the two",
                key.unraw()
            ),
        );
    }
}

/// A link that is fetched by GET has no body.
fn kept_in_body(model: &Model, strategy: &Strategy, errors: &Errors) {
    let (Some(_), Some(keep)) = (&strategy.options.method, &strategy.options.keep) else { return };
    let page_size = model.page_size.as_ref().and_then(|size| size.target.as_ref()).map(|target| &target.target);
    for name in &keep.value.0 {
        let is_form = matches!(page_size, Some(Target::Form(form)) if form.value() == name.value());
        if is_form || name.value().starts_with('/') {
            errors.at(
                name.span(),
                format!(
                    "`{}` is kept in the body, but `method = \"GET\"` sends no body: remove it from `keep`",
                    name.value()
                ),
            );
        }
    }
}

/// Beside links alone, a token is likely to be one: sent as `?sync_token=`, it would be a URL that the API does not understand.
pub(super) fn check_sync_token(model: &Model, errors: &Errors) {
    let Some(SyncToken { attribute, without_target: Some(source), .. }) = &model.sync_token else { return };
    if !matches!(model.strategies.as_slice(), [Strategy { kind: StrategyKind::NextLink, .. }]) {
        return;
    }
    errors.over(
        attribute,
        format!(
            "`#[sync_token]` with `#[next_link]` must say how the token is sent: if it is a URL, as a delta link is, write \
             `#[sync_token({source}link)]`; if it is a value, name its target: `#[sync_token({source}param = \"sync_token\")]`"
        ),
    );
}
