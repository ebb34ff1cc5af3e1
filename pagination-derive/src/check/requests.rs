//! What is written into a request: every value needs a target of its own.

use proc_macro2::Span;
use syn::LitStr;

use super::formats;
use crate::attr::value::FirstOnly;
use crate::errors::Errors;
use crate::model::{KeyedTarget, Model, Strategy, SyncSource, Target};

/// A value that is written, and where.
struct Writer<'a> {
    role: String,
    /// The target as messages name it.
    destination: String,
    span: Span,
    target: &'a Target,
}

pub(super) fn check(model: &Model, strategy: &Strategy, errors: &Errors) {
    let name = strategy.kind.name();
    let mut writers: Vec<Writer<'_>> = Vec::new();
    writers.extend(writer(format!("the position of `{name}`"), &strategy.target));
    if let Some(target) = model.page_size.as_ref().and_then(|size| size.target.as_ref()) {
        writers.extend(writer("`page_size`".into(), target));
    }
    if let Some(target) = model.sync_token.as_ref().and_then(|token| token.target.as_ref()) {
        let is_cursor = matches!(model.sync_token.as_ref().map(|token| &token.source), Some(SyncSource::Cursor(_)));
        if !is_cursor {
            writers.extend(writer("the token of `#[sync_token]`".into(), target));
        }
    }
    if let Some(target) = strategy.anchor.as_ref().and_then(|anchor| anchor.value.target.as_ref()) {
        writers.extend(writer("`anchor`".into(), target));
    }
    for (index, writer) in writers.iter().enumerate() {
        if let Some(other) = writers.iter().take(index).find(|other| other.destination == writer.destination) {
            collision(other, writer, errors);
        }
    }
    query(strategy, &writers, errors);
    first_only(strategy, errors);
}

fn writer(role: String, written: &KeyedTarget) -> Option<Writer<'_>> {
    let (destination, literal) = destination(&written.target)?;
    // The literal of a default target is located at the attribute.
    Some(Writer { role, destination, span: literal.span(), target: &written.target })
}

/// The target as messages name it, and the literal that names it.
fn destination(target: &Target) -> Option<(String, &LitStr)> {
    match target.innermost() {
        Target::Param(name) => Some((format!("the query parameter `{}`", name.value()), name)),
        Target::Form(name) => Some((format!("the form field `{}`", name.value()), name)),
        Target::Header(name) => Some((format!("the header `{}`", name.value().to_lowercase()), name)),
        Target::Body(pointer) => Some((format!("`{}` in the body", pointer.value()), pointer)),
        Target::Path(pattern) => Some(("the URL's path".to_owned(), pattern)),
        Target::MergeQuery | Target::MergeBody(_) | Target::Link | Target::Format(..) => None,
    }
}

fn collision(first: &Writer<'_>, second: &Writer<'_>, errors: &Errors) {
    errors.at(
        second.span,
        format!(
            "{} and {} are both written to {}: name another target for one of the two",
            first.role, second.role, first.destination
        ),
    );
}

fn query(strategy: &Strategy, writers: &[Writer<'_>], errors: &Errors) {
    let Some(query) = &strategy.options.query else { return };
    let pairs = &query.value.0;
    for (index, (name, _)) in pairs.iter().enumerate() {
        let taken = writers
            .iter()
            .find(|writer| matches!(writer.target.innermost(), Target::Param(param) if param.value() == name.value()));
        if let Some(writer) = taken {
            errors.at(
                name.span(),
                format!(
                    "{} and `query` both write the query parameter `{}`: remove one of the two",
                    writer.role,
                    name.value()
                ),
            );
        }
        if pairs.iter().take(index).any(|(other, _)| other.value() == name.value()) {
            errors.at(name.span(), format!("`{}` is given twice: remove one", name.value()));
        }
    }
}

/// The position itself is sent with every request.
fn first_only(strategy: &Strategy, errors: &Errors) {
    let Some(FirstOnly::These(names)) = strategy.options.first_only.as_ref().map(|given| &given.value) else { return };
    let (Target::Param(own) | Target::Form(own) | Target::Body(own)) = strategy.target.target.innermost() else {
        return;
    };
    for name in names.0.iter().filter(|name| name.value() == own.value()) {
        errors.at(
            name.span(),
            format!(
                "`{}` carries the position, which is sent with every later request: remove it from `first_only`",
                name.value()
            ),
        );
    }
}

pub(super) fn check_page_size(model: &Model, errors: &Errors) {
    let Some(page_size) = &model.page_size else { return };
    if let Some(max) = &page_size.max {
        for size in [&page_size.default, &page_size.send].into_iter().flatten() {
            if size.value.value > max.value.value {
                errors.at(
                    size.value.literal.span(),
                    format!("`{}` is {}, more than `max`, which is {}", size.key, size.value.value, max.value.value),
                );
            }
        }
    }
    if page_size.target.is_none()
        && !formats::always_send_size(model)
        && let Some(send) = &page_size.send
    {
        errors.at(
            send.key.span(),
            "`send` needs a target for the size: add `param = \"limit\"`, `body = \"/…\"`, or another target",
        );
    }
    if page_size.target.is_none()
        && !formats::always_send_size(model)
        && let Some(shrink) = &page_size.shrink
    {
        errors.at(
            shrink.key.span(),
            "`shrink` sends smaller sizes, so it needs a target for the size: add `param = \"limit\"`, `body = \"/…\"`, or another target",
        );
    }
    if page_size.target.is_none()
        && !formats::always_send_size(model)
        && page_size.send.is_none()
        && page_size.default.is_none()
        && page_size.max.is_some()
    {
        errors.at(
            page_size.key.span(),
            "`page_size` names neither a target nor the server's default: add `param = \"limit\"` or `default = 50`",
        );
    }
}
