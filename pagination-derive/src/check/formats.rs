//! Texts around values: whether everything in them is known when they are written.

use crate::attr::value::Format;
use crate::errors::Errors;
use crate::model::{Model, NextPosition, Strategy, StrategyKind};

pub(super) fn check(model: &Model, errors: &Errors) {
    for strategy in &model.strategies {
        if let Some(format) = strategy.target.target.format() {
            position(model, format, errors);
            if strategy.kind == StrategyKind::Page && format.has_last {
                errors.at(
                    format.text.span(),
                    "`{last}` is the position of a page's last item, but `#[page]` counts pages: write `{position}`, or `#[offset(…)]`",
                );
            }
        }
        if let Some(format) = strategy.anchor.as_ref().and_then(|anchor| anchor.value.target.as_ref()?.target.format())
        {
            anchor(format, errors);
        }
        if let Some(target) = strategy.prev.as_ref().and_then(|prev| prev.value.target.as_ref())
            && let Some(format) = target.target.format()
        {
            position(model, format, errors);
        }
    }
    if let Some(format) = model.sync_token.as_ref().and_then(|token| token.target.as_ref()?.target.format()) {
        position(model, format, errors);
    }
    if let Some(format) = model.page_size.as_ref().and_then(|size| size.target.as_ref()?.target.format()) {
        page_size(model, format, errors);
    }
}

/// Whether every strategy sends the size in the text around its position, so that it needs no target of its own.
pub(super) fn always_send_size(model: &Model) -> bool {
    // A text with a mistake is not there.
    let sends = |strategy: &Strategy| strategy.is_broken || strategy.target.target.format().is_some_and(has_size);
    !model.strategies.is_empty() && model.strategies.iter().all(sends)
}

fn has_size(format: &Format) -> bool {
    format.has_size || format.has_last
}

/// The value that a window begins beyond.
fn anchor(format: &Format, errors: &Errors) {
    if !format.has_position || has_size(format) {
        errors.at(
            format.text.span(),
            "the text around an `anchor` has one placeholder, `{position}`, for its value: write `format = \"id > {position}\"`",
        );
    }
}

/// A position, or a sync token.
fn position(model: &Model, format: &Format, errors: &Errors) {
    let text = format.text.value();
    if !format.has_position && !format.has_last {
        errors.at(
            format.text.span(),
            format!("`{text}` has no place for the position: add `{{position}}`; a page size alone is `page_size(…, format = {text:?})`"),
        );
        return;
    }
    let is_known = model.page_size.as_ref().is_some_and(|size| size.default.is_some() || size.send.is_some());
    if has_size(format) && !is_known && !model.is_broken {
        let placeholder = if format.has_last { "{last}" } else { "{size}" };
        let add = if model.page_size.is_some() {
            "add `send = 50` to `page_size(…)`, or `default = 50`"
        } else {
            "add `#[paginated(page_size(send = 50))]`, or `default = 50` for the server's own size"
        };
        errors.at(format.text.span(), format!("`{placeholder}` needs the page size: {add}"));
    }
}

/// The text of `page_size`, where the position is known only if it is counted.
fn page_size(model: &Model, format: &Format, errors: &Errors) {
    let text = format.text.value();
    if !format.has_size && !format.has_last {
        errors.at(
            format.text.span(),
            format!("`{text}` has no place for the size: add `{{size}}`; a position alone belongs in the attribute of the strategy"),
        );
        return;
    }
    let placeholder = match (format.has_last, format.has_position) {
        (true, _) => "{last}",
        (_, true) => "{position}",
        _ => return,
    };
    let is_counted = |strategy: &Strategy| matches!(strategy.next, NextPosition::Counted { .. });
    if let Some(strategy) = model.strategies.iter().find(|strategy| !is_counted(strategy)) {
        errors.at(
            format.text.span(),
            format!(
                "`{placeholder}` is not known in the first request of `{}`, which has no position: write `{{size}}`",
                strategy.kind.name()
            ),
        );
    } else if format.has_last && model.strategies.iter().any(|strategy| strategy.kind == StrategyKind::Page) {
        errors.at(
            format.text.span(),
            "`{last}` is the position of a page's last item, but `#[page]` counts pages: write `{size}`, or `#[offset(…)]`",
        );
    }
}
