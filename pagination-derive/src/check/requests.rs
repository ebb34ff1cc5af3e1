//! What is written into a request: every value in a place of its own.

use proc_macro2::Span;
use syn::LitStr;

use crate::attr::value::FirstOnly;
use crate::errors::Errors;
use crate::model::{Model, Strategy, SyncSource, Target, Written};

/// A value that is written, and where.
struct Writer<'a> {
    role: String,
    place: String,
    span: Span,
    target: &'a Target,
}

pub(super) fn check(model: &Model, strategy: &Strategy, errors: &Errors) {
    let name = strategy.kind.place().name();
    let mut writers: Vec<Writer<'_>> = Vec::new();
    writers.extend(writer(format!("the position of `{name}`"), &strategy.target));
    if let Some(target) = model.page_size.as_ref().and_then(|size| size.target.as_ref()) {
        writers.extend(writer("`page_size`".into(), target));
    }
    if let Some(target) = model.sync.as_ref().and_then(|sync| sync.target.as_ref()) {
        let is_cursor = matches!(model.sync.as_ref().map(|sync| &sync.source), Some(SyncSource::Cursor(_)));
        if !is_cursor {
            writers.extend(writer("the token of `#[sync_token]`".into(), target));
        }
    }
    for (index, writer) in writers.iter().enumerate() {
        if let Some(other) = writers.iter().take(index).find(|other| other.place == writer.place) {
            collision(other, writer, errors);
        }
    }
    query(strategy, &writers, errors);
    first_only(strategy, errors);
}

fn writer(role: String, written: &Written) -> Option<Writer<'_>> {
    let (place, literal) = place_of(&written.target)?;
    // Where the place is the default, the literal is located at the attribute.
    Some(Writer { role, place, span: literal.span(), target: &written.target })
}

/// The place as messages name it, and the literal that names it.
fn place_of(target: &Target) -> Option<(String, &LitStr)> {
    match target {
        Target::Param(name) => Some((format!("the query parameter `{}`", name.value()), name)),
        Target::Form(name) => Some((format!("the form field `{}`", name.value()), name)),
        Target::Header(name) => Some((format!("the header `{}`", name.value().to_lowercase()), name)),
        Target::Body(pointer) => Some((format!("`{}` in the body", pointer.value()), pointer)),
        Target::MergeQuery | Target::MergeBody(_) | Target::Link => None,
    }
}

fn collision(first: &Writer<'_>, second: &Writer<'_>, errors: &Errors) {
    errors.at(
        second.span,
        format!(
            "{} and {} are both written to {}: name another place for one of the two",
            first.role, second.role, first.place
        ),
    );
}

fn query(strategy: &Strategy, writers: &[Writer<'_>], errors: &Errors) {
    let Some(query) = &strategy.options.query else { return };
    let pairs = &query.value.0;
    for (index, (name, _)) in pairs.iter().enumerate() {
        let taken = writers
            .iter()
            .find(|writer| matches!(writer.target, Target::Param(param) if param.value() == name.value()));
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
            errors.at(name.span(), format!("`{}` is given twice, remove one of the two", name.value()));
        }
    }
}

/// The position itself goes with every request.
fn first_only(strategy: &Strategy, errors: &Errors) {
    let Some(FirstOnly::These(names)) = strategy.options.first_only.as_ref().map(|given| &given.value) else { return };
    let (Target::Param(own) | Target::Form(own) | Target::Body(own)) = &strategy.target.target else { return };
    for name in names.0.iter().filter(|name| name.value() == own.value()) {
        errors.at(
            name.span(),
            format!(
                "`{}` carries the position, which goes with every later request: remove it from `first_only`",
                name.value()
            ),
        );
    }
}

pub(super) fn check_page_size(model: &Model, errors: &Errors) {
    let Some(page_size) = &model.page_size else { return };
    let keys = &page_size.keys;
    if let Some(max) = &keys.max {
        for size in [&keys.default, &keys.send].into_iter().flatten() {
            if size.value.value > max.value.value {
                errors.at(
                    size.value.literal.span(),
                    format!("`{}` is {}, more than `max`, which is {}", size.key, size.value.value, max.value.value),
                );
            }
        }
    }
    if page_size.target.is_none()
        && let Some(send) = &keys.send
    {
        errors.at(send.key.span(), "`send` needs to know where the size is written: add `param = \"limit\"`, `body = \"/…\"`, or another target");
    }
    if page_size.target.is_none() && keys.send.is_none() && keys.default.is_none() && keys.max.is_some() {
        errors.at(
            page_size.key.span(),
            "`page_size` says neither where the size is written nor what the server gives: add `param = \"limit\"` or `default = 50`",
        );
    }
}
