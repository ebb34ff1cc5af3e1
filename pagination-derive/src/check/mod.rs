//! Rules across attributes: what a key means next to others.

mod anchors;
mod changing;
mod formats;
mod links;
mod requests;
mod walks;

use crate::errors::Errors;
use crate::field_path::FieldPath;
use crate::model::{Items, Model, Source, StrategyKind, SyncSource, last_segment};

/// Reports everything that cannot work, or would have no effect.
pub(crate) fn check(model: &Model, errors: &Errors) {
    strategies(model, errors);
    roles(model, errors);
    ends(model, errors);
    sync_token(model, errors);
    links::check_sync_token(model, errors);
    totals(model, errors);
    for strategy in &model.strategies {
        walks::check(model, strategy, errors);
        anchors::check(model, strategy, errors);
        changing::check(model, strategy, errors);
        requests::check(model, strategy, errors);
        links::check(model, strategy, errors);
    }
    requests::check_page_size(model, errors);
    formats::check(model, errors);
}

fn strategies(model: &Model, errors: &Errors) {
    if !model.strategies.is_empty() || model.fields.list.is_empty() {
        return;
    }
    if let Some(sync_token) = &model.sync_token {
        errors.over(
            &sync_token.attribute,
            "`#[sync_token]` is not a strategy: add `#[cursor(…)]`, `#[next_link(…)]`, `#[offset(…)]` or `#[page(…)]`",
        );
        return;
    }
    // The names of the fields show which strategy is likely.
    let guess = model.fields.list.iter().find_map(|field| {
        let name = &field.name;
        let optional = last_segment(&field.ty).is_some_and(|(name, _)| name == "Option");
        let words = ["cursor", "token", "next"];
        (optional && words.iter().any(|word| name.contains(word))).then_some(name)
    });
    let example = match guess {
        Some(name) if name.contains("link") || name.contains("url") => format!("#[next_link(field = {name})]"),
        Some(name) => format!("#[cursor(field = {name})]"),
        None => "#[offset(stop(short_page))]".to_owned(),
    };
    errors.at(
        model.ident.span(),
        format!(
            "`{}` does not say how the next page is found: add `#[cursor(…)]`, `#[next_link(…)]`, `#[offset(…)]` or `#[page(…)]`, for \
             instance `{example}`",
            model.ident
        ),
    );
}

/// A field has one role.
fn roles(model: &Model, errors: &Errors) {
    let mut roles: Vec<(String, &FieldPath)> =
        model.items.lists().iter().map(|path| ("`items`".to_owned(), path)).collect();
    roles.extend(model.roles());
    let mut seen: Vec<(String, &FieldPath)> = Vec::new();
    for (role, path) in roles {
        match seen.iter().find(|(_, other)| other.to_string() == path.to_string()) {
            Some((first, _)) if role.contains("#[sync_token]") && first.contains("#[cursor]") => {
                errors.over(path, format!("`{path}` is already the cursor: write `#[sync_token(cursor)]`"));
            }
            Some((first, _)) => errors.over(path, format!("`{path}` is already {first}, so it cannot be {role} too")),
            None => seen.push((role, path)),
        }
    }
}

fn ends(model: &Model, errors: &Errors) {
    for source in model.sources() {
        source.any(&|source| {
            let (Source::LastItem(path) | Source::FirstItem(path)) = source else { return false };
            if let Items::With { .. } = &model.items {
                errors.at(
                    path.key.span(),
                    format!("`{0}` needs to know where the items are: name them with `items = path`, or use `with = function` instead of `{0}`", path.key),
                );
            }
            for list in model.items.lists().iter().filter(|list| !list.is_deep()) {
                let Some(field) = model.fields.get(&list.first) else { continue };
                if let Some((name, _)) = last_segment(&field.ty).filter(|(name, _)| name.ends_with("Map") || name.ends_with("Set")) {
                    errors.at(
                        path.key.span(),
                        format!("`{}` needs the items in the API's order, which the `{name}` in `{list}` does not keep", path.key),
                    );
                }
            }
            false
        });
    }
}

fn sync_token(model: &Model, errors: &Errors) {
    if let Some(SyncSource::Cursor(key)) = model.sync_token.as_ref().map(|token| &token.source)
        && model.strategy(StrategyKind::Cursor).is_none()
        && !model.strategies.is_empty()
    {
        errors.at(
            key.span(),
            "`#[sync_token(cursor)]` needs `#[cursor(…)]`; if the token has a field of its own, write `#[sync_token(field = path)]`",
        );
    }
}

fn totals(model: &Model, errors: &Errors) {
    if let Some(total_pages) = &model.total_pages
        && model.strategy(StrategyKind::Page).is_none()
        && !model.strategies.is_empty()
    {
        errors.at(
            total_pages.key.span(),
            "`total_pages` has no effect without `#[page]`; the number of items is `total`",
        );
    }
}
