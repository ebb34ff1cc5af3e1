//! What a page says: `PaginatedBy::info`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::Core;
use super::items::in_each;
use super::path::{By, follow, from_struct, from_value, glue, hops, located, segment, unwrapped};
use crate::attr::keys::Given;
use crate::errors::HalfWritten;
use crate::field_path::{FieldPath, span_of};
use crate::model::{
    Count, Flag, Items, Kind, Model, Position, Prev, Source, Step, Strategy, SyncSource, Target, last_segment,
};

/// The body of `info`.
pub(super) struct Info {
    /// Statements: the positions, by name.
    pub(super) values: TokenStream,
    /// The calls of `PageInfo` that they are handed to.
    pub(super) calls: TokenStream,
    /// Whether headers of the response are read.
    pub(super) reads_head: bool,
    /// Whether rustc is to refuse a type that cannot be sent where it is told to go.
    refuses: bool,
}

impl Info {
    pub(super) fn nothing() -> Self {
        Self { values: TokenStream::new(), calls: TokenStream::new(), reads_head: false, refuses: false }
    }

    /// Follows paths that an error is reported about. One that begins at no field is shown to editors alone: rustc would report it too.
    ///
    /// Behind a `.`, editors try a name of their own, and look up in what is generated now what stands before it there: as far as that,
    /// both have to be the same text.
    pub(super) fn follow(&mut self, half_written: &[HalfWritten], model: &Model, core: &Core) {
        for path in half_written {
            let Some((first, rest)) = path.segments.split_first() else { continue };
            let span = glue(span_of(rest.last().unwrap_or(first)));
            let is_shown = (!begins_at_field(path, model)).then(|| quote!(#[cfg(rust_analyzer)]));
            let value = follow(&response(span), first, rest, By::Reference, span, core);
            self.values.extend(if path.is_cut_off {
                let inside = unwrapped(&value, By::Reference, span, core);
                // A pointer, since a reference to what a closure owns cannot leave it.
                quote_spanned!(span=> #is_shown let __next = #inside.map(|__value| &__value as *const _);)
            } else {
                quote_spanned!(span=> #is_shown let _ = #value;)
            });
        }
    }

    /// A position that is read from the body, handed to `PageInfo` by the method of this name.
    fn position(
        &mut self,
        method: &str,
        value: &TokenStream,
        target: &Target,
        is_plain: bool,
        span: Span,
        core: &Core,
    ) {
        let span = glue(span);
        let form = match target {
            Target::Param(_) | Target::Form(_) | Target::Header(_) => Some("AsText"),
            Target::MergeQuery | Target::MergeBody(_) => Some("AsMap"),
            Target::Link => Some("AsLink"),
            Target::Body(_) => None,
        };
        let Some(form) = form.filter(|_| self.refuses && !is_plain) else {
            return self.call(method, value, span);
        };
        let name = Ident::new(&format!("__{method}"), span);
        let form = Ident::new(form, span);
        let hops = hops(&name.to_token_stream(), By::Reference, span, core);
        let Core { private, .. } = core.at(span);
        self.values.extend(quote_spanned! {span=>
            let #name = #value;
            #private::#form::check((&&#hops).position());
        });
        self.call(method, &name, span);
    }

    /// A position of a type that is known, which a function of this name writes: rustc takes longer for a method and an `Option`.
    fn write(&mut self, function: &str, field: &TokenTree, span: Span, core: &Core) {
        let function = Ident::new(function, span);
        let private = core.private_at(span);
        self.values.extend(quote_spanned!(span=> #private::#function(&mut __info, &__page.__response.#field);));
    }

    fn call(&mut self, method: &str, value: &impl ToTokens, span: Span) {
        let span = glue(span);
        let method = Ident::new(method, span);
        self.calls.extend(quote_spanned!(span=> .#method(#value)));
    }
}

/// Whether the first segment of the path is a field.
pub(super) fn begins_at_field(path: &HalfWritten, model: &Model) -> bool {
    path.segments.first().is_some_and(|first| model.fields.get(first).is_some())
}

pub(super) fn info(model: &Model, strategy: &Strategy, refuses: bool, core: &Core) -> Info {
    let mut info = Info { refuses, ..Info::nothing() };
    match &strategy.position {
        Position::Read(Some(source)) => position(&mut info, "next", source, &strategy.target.target, model, core),
        Position::Counted { step: Step::Field(path), .. } => {
            count(&mut info, "step", &Count::Field(path.clone()), core);
        }
        Position::Counted { step: Step::Header(header), .. } => {
            count(&mut info, "step", &Count::Header(header.clone()), core);
        }
        Position::Read(None) | Position::Counted { .. } => {}
    }
    if let Some(Prev { source: Some(source), target }) = strategy.prev.as_ref().map(|prev| &prev.value) {
        let target = target.as_ref().unwrap_or(&strategy.target);
        position(&mut info, "prev", source, &target.target, model, core);
    }
    if let Some((source, target)) = sync(model) {
        position(&mut info, "sync", source, target, model, core);
    }
    if let Some(flag) = &model.flag {
        let (Flag::HasMore(Given { value: path, .. }) | Flag::IsLast(Given { value: path, .. })) = flag;
        let span = glue(path.end());
        let Core { private, .. } = core.at(span);
        let negate = matches!(flag, Flag::IsLast(_)).then(|| quote_spanned!(span=> .map(|__last| !__last)));
        let value = if let Some(field) = field(path) {
            quote_spanned!(span=> #private::Flag::flag(&__page.__response.#field) #negate)
        } else {
            let value = this(path, core);
            quote_spanned!(span=> #private::Flag::at(#value) #negate)
        };
        info.call("more", &value, span);
    }
    if let Some(total) = &model.total {
        count(&mut info, "total", &total.value, core);
    }
    if let Some(total_pages) = model.total_pages.as_ref().filter(|_| strategy.kind == Kind::Page) {
        count(&mut info, "total_pages", &total_pages.value, core);
    }
    info
}

/// The source and the target of the sync token: its own, or those of the cursor.
fn sync(model: &Model) -> Option<(&Source, &Target)> {
    let sync = model.sync.as_ref()?;
    let own_target = sync.target.as_ref().map(|written| &written.target);
    match &sync.source {
        SyncSource::Own(source) => source.as_ref().zip(own_target),
        SyncSource::Cursor(_) => {
            let cursor = model.strategy(Kind::Cursor)?;
            match &cursor.position {
                Position::Read(source) => source.as_ref().zip(Some(own_target.unwrap_or(&cursor.target.target))),
                Position::Counted { .. } => None,
            }
        }
    }
}

fn this(path: &FieldPath, core: &Core) -> TokenStream {
    from_struct(&response(glue(path.end())), path, By::Reference, core)
}

/// The field that a path names, unless it leads into it.
fn field(path: &FieldPath) -> Option<TokenTree> {
    (!path.is_deep()).then(|| segment(&path.first))
}

/// The response in its page.
fn response(span: Span) -> TokenStream {
    quote_spanned!(span=> __page.__response)
}

fn count(info: &mut Info, method: &str, count: &Count, core: &Core) {
    match count {
        Count::Field(path) => {
            let span = glue(path.end());
            let Core { private, .. } = core.at(span);
            let value = if let Some(field) = field(path) {
                quote_spanned!(span=> #private::Total::total(&__page.__response.#field))
            } else {
                let value = this(path, core);
                quote_spanned!(span=> #private::Total::at(#value))
            };
            info.call(method, &value, span);
        }
        Count::Header(header) => {
            let Core { private, .. } = core;
            let name = &header.0;
            info.reads_head = true;
            info.call(method, &quote!(#private::header_count(__page, #name)), Span::call_site());
        }
    }
}

/// Hands a position to `PageInfo`, by the method of this name.
fn position(info: &mut Info, method: &str, source: &Source, target: &Target, model: &Model, core: &Core) {
    match source {
        Source::Field(path) => {
            let span = glue(path.end());
            let declared = model.fields.get(&path.first).filter(|_| !path.is_deep());
            let is_plain = declared.is_some_and(|declared| is_plain(&declared.ty, target));
            // What comes second is asked of `PageInfo`, behind what comes first.
            if let Some(field) = field(path).filter(|_| is_plain && !method.starts_with("or_")) {
                info.write(method, &field, span, core);
            } else {
                info.position(method, &this(path, core), target, is_plain, span, core);
            }
        }
        Source::Header(header) => {
            let name = &header.0;
            info.reads_head = true;
            info.call(method, &quote!(__page.header(#name).as_deref()), Span::call_site());
        }
        Source::LinkHeader { rel, unless } => {
            let rel = &rel.0;
            let link = match unless {
                None => quote!(__page.link(#rel)),
                Some((name, value)) => quote!(__page.link_unless(#rel, #name, #value)),
            };
            info.reads_head = true;
            info.call(method, &quote!(#link.as_deref()), Span::call_site());
        }
        Source::LinkList { path, rel } => {
            let rel = &rel.0;
            let span = glue(path.end());
            let Core { private, .. } = core.at(span);
            let list = this(path, core);
            let link = quote_spanned! {span=>
                #list
                    .and_then(|__links| {
                        #private::Iterator::find(&mut #private::List::iter(__links), |__link| #private::Text::is_rel(&__link.rel, #rel))
                    })
                    .map(|__link| &__link.href)
            };
            info.call(method, &link, path.end());
        }
        Source::LastItem(given) | Source::FirstItem(given) => {
            let end = if matches!(source, Source::LastItem(_)) { "in_last" } else { "in_first" };
            if let Some(record) = record(&Ident::new(end, glue(given.key.span())), model, core) {
                let value = given
                    .value
                    .as_ref()
                    .map_or_else(|| record.clone(), |path| from_value(&record, path, By::Reference, core));
                let span = given.value.as_ref().map_or_else(|| given.key.span(), FieldPath::end);
                info.position(method, &value, target, false, span, core);
            }
        }
        Source::With(function) => {
            let span = glue(function.span());
            let Core { private, .. } = core.at(span);
            let value = quote_spanned!(span=> #private::found(&#function(__page)));
            info.call(method, &value, function.span());
        }
        Source::Either(first, second) => {
            position(info, method, first, target, model, core);
            position(info, &format!("or_{method}"), second, target, model, core);
        }
    }
}

/// Whether a type is written as one that can be sent so, and rustc need not be asked.
fn is_plain(ty: &Type, target: &Target) -> bool {
    let Some((name, inner)) = last_segment(ty) else { return false };
    match (name.as_str(), inner) {
        ("Option" | "Box", Some(inner)) => is_plain(inner, target),
        ("String", None) => !matches!(target, Target::MergeQuery | Target::MergeBody(_)),
        ("u16" | "u32" | "u64" | "i32" | "i64", None) => {
            matches!(target, Target::Param(_) | Target::Form(_) | Target::Header(_))
        }
        _ => false,
    }
}

/// The last or first record, as the function `end` finds it, unwrapped as `each` says.
fn record(end: &Ident, model: &Model, core: &Core) -> Option<TokenStream> {
    let span = end.span();
    let Core { private, .. } = core.at(span);
    let (path, each) = match &model.items {
        Items::Field { path, .. } => (path, None),
        Items::Named { path, each, .. } => (path, each.as_ref()),
        Items::With { .. } | Items::Unknown { .. } => return None,
    };
    let list = located(this(path, core), span);
    let each = each.map_or_else(|| quote_spanned!(span=> #private::Some), |each| in_each(each, By::Reference, core));
    Some(quote_spanned!(span=> #private::Ends::#end(#list, #each)))
}
