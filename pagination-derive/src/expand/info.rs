//! What a page says: the body of `PaginatedBy::info`.

use proc_macro2::{Ident, Span};
use quote::{quote, quote_spanned};
use syn::ExprPath;
use syn::spanned::Spanned;

use super::core_path::Core;
use super::path::glue;
use super::position;
use super::shared_paths::SharedPaths;
use crate::field_path::FieldPath;
use crate::model::{
    Anchor, Count, Flag, Model, MoreFlag, NextPosition, Prev, Source, Step, Strategy, StrategyKind, SyncSource, Target,
};

/// The body of `info`.
#[derive(Default)]
pub(super) struct Info {
    /// What is read in it.
    pub(super) paths: SharedPaths,
    /// Whether headers of the response are read.
    pub(super) reads_head: bool,
    /// Whether a function of the user's reads the page.
    pub(super) calls_function: bool,
}

/// `refuses` says that rustc is to refuse a position that cannot be sent to its target.
pub(super) fn info(model: &Model, strategy: &Strategy, refuses: bool, core: &Core) -> Info {
    let mut info = Info::default();
    let mut read = |method: &'static str, source: &Source, target: &Target, ends_alone: bool| {
        let reader = position::PositionReader { method, target, refuses, ends_alone };
        position::read(&reader, source, model, core, &mut info.paths);
        info.reads_head |= source.any(&|source| matches!(source, Source::Header(_) | Source::LinkHeader { .. }));
        info.calls_function |= source.any(&|source| matches!(source, Source::With(_)));
    };
    if let NextPosition::Read(Some(source)) = &strategy.next {
        // A cursor that is on every page would be refused where nothing else ends the walk.
        let ends_alone = matches!(source, Source::Field(_))
            && strategy.kind == StrategyKind::Cursor
            && refuses
            && model.flag.is_none()
            && !strategy.declares_end();
        read("next", source, &strategy.target.target, ends_alone);
    }
    if let Some(Prev { source: Some(source), target }) = strategy.prev.as_ref().map(|prev| &prev.value) {
        read("prev", source, &target.as_ref().unwrap_or(&strategy.target).target, false);
    }
    if let Some((source, target)) = sync_token(model) {
        read("sync", source, target, false);
    }
    match &strategy.next {
        NextPosition::Counted { step: Step::Field(path), .. } => info.count_field("step", path, core),
        NextPosition::Counted { step: Step::Header(header), .. } => {
            info.count_header("step", "header_count", &header.0, core);
        }
        NextPosition::Counted { step: Step::With(function), .. } => info.count_by("step", function, core),
        NextPosition::Counted { .. } | NextPosition::Read(_) => {}
    }
    if let Some(Anchor { source: Some(Source::LastItem(path)), target: Some(target), .. }) =
        strategy.anchor.as_ref().map(|anchor| &anchor.value)
    {
        info.paths.add(position::read_anchors(path, &target.target, refuses, model, core).unwrap_or_default());
    }
    if let Some(base) = &strategy.base {
        info.write("base", base, "Text", "text", core);
    }
    if let Some(flag) = &model.flag {
        let method = if matches!(flag, MoreFlag::IsLast(_)) { "negated" } else { "flag" };
        match flag.flag() {
            Flag::Field(path) => info.write("more", path, "Flag", method, core),
            Flag::With(function) => info.returned("more", function, "Flag", method, core),
        }
    }
    if let Some(total) = &model.total {
        info.count("total", &total.value, core);
    }
    if let Some(total_pages) = model.total_pages.as_ref().filter(|_| strategy.kind == StrategyKind::Page) {
        info.count("total_pages", &total_pages.value, core);
    }
    info
}

/// The source and the target of the sync token: its own, or those of the cursor.
fn sync_token(model: &Model) -> Option<(&Source, &Target)> {
    let sync_token = model.sync_token.as_ref()?;
    let own_target = sync_token.target.as_ref().map(|written| &written.target);
    match &sync_token.source {
        SyncSource::Own(source) => source.as_ref().zip(own_target),
        SyncSource::Cursor(_) => {
            let cursor = model.strategy(StrategyKind::Cursor)?;
            match &cursor.next {
                NextPosition::Read(source) => source.as_ref().zip(Some(own_target.unwrap_or(&cursor.target.target))),
                NextPosition::Counted { .. } => None,
            }
        }
    }
}

impl Info {
    fn count(&mut self, method: &str, count: &Count, core: &Core) {
        match count {
            Count::Field(path) => self.count_field(method, path, core),
            Count::Header(header) => {
                // A range ends with the number of items, never with that of pages.
                let reader = if method == "total" { "header_total" } else { "header_count" };
                self.count_header(method, reader, &header.0, core);
            }
            Count::With(function) => self.count_by(method, function, core),
        }
    }

    fn count_field(&mut self, method: &str, path: &FieldPath, core: &Core) {
        self.write(method, path, "Count", "count", core);
    }

    fn count_header(&mut self, method: &str, reader: &str, name: &syn::LitStr, core: &Core) {
        let private = &core.private;
        let [method, reader] = [method, reader].map(|name| Ident::new(name, Span::call_site()));
        self.paths.add(quote!(__info.#method(#private::#reader(__page, #name));));
        self.reads_head = true;
    }

    fn count_by(&mut self, method: &str, function: &ExprPath, core: &Core) {
        self.returned(method, function, "Count", "count", core);
    }

    /// Hands what the user's function returns to a method of `PageInfo`, as a function of one of core's traits reads it.
    fn returned(&mut self, method: &str, by: &ExprPath, reader: &str, function: &str, core: &Core) {
        let span = glue(by.span());
        let private = core.private_at(span);
        let [method, reader, function] = [method, reader, function].map(|name| Ident::new(name, span));
        self.paths.add(quote_spanned!(span=> __info.#method(#private::#reader::#function(&#by(__page)));));
        self.calls_function = true;
    }

    /// Hands a value to a method of `PageInfo`, as a function of one of core's traits reads it.
    fn write(&mut self, method: &str, path: &FieldPath, reader: &str, function: &str, core: &Core) {
        let span = glue(path.end());
        let private = core.private_at(span);
        let [method, reader, function] = [method, reader, function].map(|name| Ident::new(name, span));
        self.paths.add_at(
            path,
            core,
            |place| quote_spanned!(span=> __info.#method(#private::#reader::#function(&#place));),
        );
    }
}
