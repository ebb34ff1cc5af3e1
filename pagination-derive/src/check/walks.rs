//! Whether a walk can end, and can do what is declared.

use crate::errors::Errors;
use crate::model::{Model, NextPosition, Source, Step, Strategy, StrategyKind, last_segment};

pub(super) fn check(model: &Model, strategy: &Strategy, errors: &Errors) {
    end(model, strategy, errors);
    sentinel(strategy, errors);
    page_size(model, strategy, errors);
    session(strategy, errors);
    cap(model, strategy, errors);
}

fn end(model: &Model, strategy: &Strategy, errors: &Errors) {
    let name = strategy.kind.name();
    let stop = &strategy.stop;
    match &strategy.next {
        NextPosition::Counted { .. } => {
            if let Some(absent) = &stop.absent {
                errors.at(
                    absent.key.span(),
                    format!(
                        "`absent` has no effect in `{name}`, whose position is counted: write `short_page` or `empty_page`"
                    ),
                );
            }
            if let (Some(_), Some(allowed)) = (&stop.repeated, &strategy.options.allow_repeated) {
                errors.at(
                    allowed.key.span(),
                    "`allow_repeated` and `stop(repeated)` cannot be combined: a repeated page is either data or the end",
                );
            }
            let is_counted_out =
                model.total.is_some() || (strategy.kind == StrategyKind::Page && model.total_pages.is_some());
            if !strategy.declares_end()
                && model.flag.is_none()
                && !is_counted_out
                && !strategy.is_broken
                && !model.is_broken
            {
                let mut others = String::from("`#[paginated(has_more = path)]`, `#[paginated(total = path)]`");
                if strategy.kind == StrategyKind::Page {
                    others.push_str(", `#[paginated(total_pages = path)]`");
                }
                errors.over(
                    &strategy.attribute,
                    format!("nothing says where `{name}` ends: add `stop(short_page)`, `stop(empty_page)`, or what the API says about the end: {others}"),
                );
            }
        }
        NextPosition::Read(Some(source)) if strategy.kind == StrategyKind::Cursor => {
            if !strategy.declares_end() && model.flag.is_none() && !strategy.is_broken && !model.is_broken {
                always_present(model, source, errors);
            }
        }
        NextPosition::Read(_) => {}
    }
}

/// A cursor that looks as if it were never absent, so that nothing would end the walk. The types on a longer path are not known here:
/// the generated code asks rustc about them.
fn always_present(model: &Model, source: &Source, errors: &Errors) {
    match source {
        Source::Header(header) => errors.at(
            header.0.span(),
            format!(
                "some APIs send `{}` with the last page too: say what ends the walk, for instance `stop(empty_page)`, or `stop(absent)` \
                 if the header is missing from the last page",
                header.0.value()
            ),
        ),
        Source::Field(path) if !path.is_deep() => {
            let Some(field) = model.fields.get(&path.first) else { return };
            if let Some((name, _)) = last_segment(&field.ty).filter(|(name, inner)| is_never_null(name, *inner)) {
                errors.over(
                    path,
                    format!(
                        "`{path}` is a `{name}`, which is never absent: make it an `Option`, or say what ends the walk, for instance \
                         `stop(empty_page)`, or `stop(absent)` if the last page leaves it empty"
                    ),
                );
            }
        }
        _ => {}
    }
}

/// The types that are known to hold no null. Any other name may be an alias.
fn is_never_null(name: &str, inner: Option<&syn::Type>) -> bool {
    const TYPES: &[&str] = &[
        "String",
        "str",
        "u8",
        "u16",
        "u32",
        "u64",
        "u128",
        "usize",
        "i8",
        "i16",
        "i32",
        "i64",
        "i128",
        "isize",
        "bool",
        "char",
        "Uuid",
        "Url",
        "Number",
        "NonZeroU32",
        "NonZeroU64",
    ];
    match (name, inner) {
        ("Box" | "Arc" | "Rc" | "Cow", Some(inner)) => {
            last_segment(inner).is_some_and(|(name, inner)| is_never_null(&name, inner))
        }
        _ => TYPES.contains(&name),
    }
}

fn sentinel(strategy: &Strategy, errors: &Errors) {
    let Some(initial) = &strategy.options.initial else { return };
    if initial.value.text.value().is_empty() && strategy.options.allow_empty.is_none() {
        errors.at(
            initial.value.text.span(),
            "`initial` is empty, but an empty cursor means the end: remove `initial`, or add `allow_empty` if `\"\"` is a cursor",
        );
    }
}

fn page_size(model: &Model, strategy: &Strategy, errors: &Errors) {
    if model.page_size.is_some() || model.is_broken {
        return;
    }
    let needs = "needs the page size: add `#[paginated(page_size(param = \"limit\"))]`";
    if let NextPosition::Counted { step: Step::PageSize(key), .. } = &strategy.next {
        errors.at(
            key.span(),
            format!("`step(page_size)` {needs}, or remove `step` to move by the number of items received"),
        );
    }
    // Page numbers are computed without it.
    if let (Some(parallel), StrategyKind::Offset) = (&strategy.options.parallel, strategy.kind) {
        errors.at(parallel.key.span(), format!("`parallel` {needs}"));
    }
}

fn session(strategy: &Strategy, errors: &Errors) {
    if strategy.options.session.is_none() {
        return;
    }
    if let Some(parallel) = &strategy.options.parallel {
        errors.at(
            parallel.key.span(),
            "`parallel` and `session` cannot be combined: reading a page uses up the position of a session, so pages come one after another",
        );
    }
    if let Some(prev) = &strategy.prev {
        errors.at(
            prev.key.span(),
            "`prev` and `session` cannot be combined: reading a page uses up the position of a session, so there is no way back",
        );
    }
    if let Some(repeated) = &strategy.stop.repeated {
        errors.at(
            repeated.key.span(),
            "`stop(repeated)` and `session` cannot be combined: the position of a session may stay the same from page to page",
        );
    }
}

fn cap(model: &Model, strategy: &Strategy, errors: &Errors) {
    let (Some(cap), Some(page_size)) = (&strategy.options.max_window, &model.page_size) else { return };
    for size in [&page_size.send, &page_size.default].into_iter().flatten() {
        if cap.value.value < size.value.value {
            errors.at(
                cap.value.literal.span(),
                format!(
                    "`max_window` is {}, less than one page of {} (`{}`): no page could be requested",
                    cap.value.value, size.value.value, size.key
                ),
            );
            return;
        }
    }
}
